"""An invented firm, told with the verbs, travelling in time: one case closed, one at the boss's desk, one waiting for
its 18:00 update. Demo time is Friday 13 November 2026, 17:30 in Tokyo."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.clocks.models import Calendar, Day
from tanto.clocks.sweep import sweep
from tanto.journal.actor import Actor, system
from tanto.notices.drain import drain
from tanto.notices.models import Notice
from tanto.notices.post import send_due
from tanto.people.models import Firm, Person, Section
from tanto.recovery.models import Case

from . import recoveries, words
from .sentences import RECOVERIES

TOKYO = ZoneInfo("Asia/Tokyo")
HOUSE = system("demo")
PASSWORD = "tanto demo 2026"
GO_LIVE = "2026-05-18 09:00"
NOW = "2026-11-13 17:30"


def load(language: str = "en") -> str:
    """Tell the story in one language; refused when somebody lives here already."""
    if Person.objects.exists():
        return "There are people in this house already; the demo is told only into an empty one."
    with transaction.atomic(), translation.override(language):
        Story(language).tell()
    send_due(at(NOW), limit=1000)
    return f"The demo is told. Everybody's password is “{PASSWORD}”."


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@contextmanager
def on(moment: str) -> Iterator[None]:
    """At this moment of the office wall; whoever had to be told is told, and clocks that ran out have rung."""
    with clocks.travelling(at(moment)):
        sweep(clocks.now())
        yield
        drain(clocks.now())


class Story:
    def __init__(self, language: str) -> None:
        self.language = language
        self.people: dict[str, Person] = {}
        self.clients: dict[str, Client] = {}
        self.contacts: dict[str, Contact] = {}

    def tell(self) -> None:
        with on(GO_LIVE):
            self.move_in()
        recoveries.the_date(self)
        self.run_out_shafts()
        recoveries.she_is_not_at_her_desk(self)
        recoveries.a_bullet_train(self)
        recoveries.the_dented_crate(self)
        recoveries.near_misses(self)
        self.two_papers()
        self.eight_seals()
        with clocks.travelling(at(NOW)):
            Notice.objects.filter(at__lt=at("2026-11-13 00:00")).update(read_at=clocks.now())

    def said(self, key: str) -> str:
        return (words.SAID | RECOVERIES)[key][self.language == "ja"]

    on = staticmethod(on)
    at = staticmethod(at)

    def move_in(self) -> None:
        Firm.objects.create(name_en="Tamabashi Kiko", name_ja="多摩橋機工", seal="多摩橋")
        calendar = Calendar.company()
        for day, name in words.CLOSED_DAYS:
            Day.objects.create(calendar=calendar, day=day, name=name)
        for key, row in words.PEOPLE.items():
            self.people[key] = self.join(key, *row)
        sections = {}
        for key, (name_en, name_ja, boss, deputy) in words.SECTIONS.items():
            sections[key] = Section.open(
                by=HOUSE, name_en=name_en, name_ja=name_ja, boss=self.people[boss], deputy=self.people[deputy]
            )
        for key, row in words.PEOPLE.items():
            self.people[key].change(by=HOUSE, section=sections[row[4]])
        for code, (name_en, name_ja, city, main, deputy, contacts) in words.CLIENTS.items():
            self.clients[code] = Client.take_on(
                by=HOUSE,
                code=code,
                name_en=name_en,
                name_ja=name_ja,
                city=city[self.language == "ja"],
                main=self.people[main],
                deputy=self.people[deputy],
            )
            for contact in contacts:
                self.meet(code, *contact)

    def join(
        self, key: str, family_ja: str, given_ja: str, given: str, phone: str, section: str, role: str
    ) -> Person:
        return Person.join(
            by=HOUSE,
            password=PASSWORD,
            email=f"{key}@tamabashi.example",
            family_en=key.capitalize(),
            given_en=given,
            family_ja=family_ja,
            given_ja=given_ja,
            phone=phone,
            language=self.language,
            is_executive=role == "executive",
            is_administrator=role == "administrator",
            is_quality_lead=role == "quality",
        )

    def meet(self, code: str, name: str, name_ja: str, title: str, role: tuple[str, str], phone: str) -> None:
        self.contacts[name] = Contact.meet(
            self.clients[code],
            by=HOUSE,
            name_en=name,
            name_ja=name_ja,
            title=title,
            role=role[self.language == "ja"],
            email=f"{name.lower()}@{code.lower()}.example",
            phone=phone,
            language=self.language,
        )

    def who(self, key: str) -> Actor:
        return Actor("person", self.people[key].pk, "demo")

    def hers(self, name: str, heard_by: str | None = None) -> Actor:
        entered = self.people[heard_by].pk if heard_by else None
        return Actor("contact", self.contacts[name].pk, "demo", entered_by=entered)

    def receive(self, key: str, *, by: str, code: str, contact: str, **known: object) -> Case:
        return Case.receive(
            self.said(key),
            by=self.who(by),
            client=self.clients[code],
            contact=self.contacts[contact],
            language=self.language,
            **known,  # type: ignore[arg-type]
        )

    def boss_stands_by(self, case: Case, read: str, thank: str, boss: str = "suzuki") -> None:
        with on(read):
            case.acknowledge(by=self.who(boss))
        with on(thank):
            case.thank(by=self.who(boss), words=self.said("thanks"))

    def ask_action(
        self, case: Case, by: Actor, key: str, person: str, due: str, kind: str = "correction"
    ) -> None:
        case.ask_action(by=by, what=self.said(key), person=self.people[person], due_at=at(due), kind=kind)

    def finish(self, case: Case, person: str, key: str) -> None:
        done = case.actions.get(words__text=self.said(key), done_at=None)
        case.finish_action(by=self.who(person), action=done)

    def contain(self, case: Case, by: Actor, key: str, due: str) -> None:
        """Something is done so that nobody else is harmed; the owner does it at once."""
        case.ask_action(by=by, what=self.said(key), person=case.owner, due_at=at(due), kind="containment")
        case.finish_action(by=by, action=case.actions.get(kind="containment", done_at=None))

    def again(self, case: Case, person: str, issue: str, cushion: str, action: str, *, due: str) -> None:
        """Something more was named: steps 2 to 4 once more."""
        by = self.who(person)
        case.agree_issue(by=by, wording=self.said(issue), read_back=True)
        case.cushion(by=by, sentence=self.said(cushion))
        self.account(case, by, person, action, due=due, next_at=due)
        self.finish(case, person, action)

    def asked_again(self, case: Case, hers: Actor, moment: str, key: str) -> None:
        """A follow-up on its day: it has stayed solved."""
        with on(moment):
            case.confirm_lasting(by=hers, words=self.said(key), channel="phone")

    def run_out_shafts(self) -> None:
        """ST-02: inside our tolerance, outside our promise. Closed by the customer on 26 June."""
        mori, kiuchi = self.who("mori"), "Kiuchi"
        with on("2026-06-08 11:20"):
            case = self.receive(
                "shafts",
                by="mori",
                code="F03",
                contact=kiuchi,
                known_at=at("2026-06-08 11:05"),
                channel="mail",
                severity=2,
            )
        self.boss_stands_by(case, "2026-06-08 11:28", "2026-06-08 11:31")
        with on("2026-06-08 11:40"):
            case.finish_listening(by=mori, intensity=2)
        with on("2026-06-08 11:45"):
            case.agree_issue(by=mori, wording=self.said("shafts_issue"), read_back=True)
        with on("2026-06-08 11:48"):
            case.cushion(by=mori, sentence=self.said("shafts_cushion"))
        with on("2026-06-08 11:50"):
            self.account(
                case, mori, "mori", "shafts_action", due="2026-06-10 17:00", next_at="2026-06-08 15:50"
            )
        with on("2026-06-08 13:10"):
            case.decide_contact(by=self.who("suzuki"), decision="call")
        with on("2026-06-08 14:20"):
            case.assess(by=mori, their_customers=1, promise=2, harm=2, money=1)
            self.contain(case, mori, "lot_contain", "2026-06-08 17:00")
            case.add_fact(
                by=mori,
                text=self.said("lot_fact"),
                source=self.said("lot_source"),
                kind="measurement",
                confidence="sure",
            )
        with on("2026-06-08 15:40"):
            self.write(case, mori, "shafts_report", next_at="2026-06-09 11:30")
        with on("2026-06-09 10:30"):
            self.write(case, mori, "shafts_second", next_at="2026-06-09 14:30")
        with on("2026-06-09 14:20"):
            case.speak(by=mori, words=self.said("shafts_told"), next_at=at("2026-06-10 09:20"))
        with on("2026-06-10 09:10"):
            case.speak(by=mori, words=self.said("shafts_leaving"), next_at=at("2026-06-10 13:10"))
        with on("2026-06-10 11:00"):
            case.report_fixed(by=mori, how=self.said("shafts_fixed"))
        with on("2026-06-10 11:10"):
            self.write(case, mori, "shafts_test", next_at="2026-06-10 15:10")
        with on("2026-06-10 14:40"):
            case.confirm_fix(by=self.hers(kiuchi), words=self.said("shafts_solved"))
        with on("2026-06-12 10:05"):
            case.say_nothing_more(by=self.hers(kiuchi), words=self.said("shafts_nothing"))
        with on("2026-06-26 10:00"):
            self.write(case, mori, "shafts_after", next_at=None)
        with on("2026-06-26 15:30"):
            case.confirm_lasting(by=self.hers(kiuchi), words=self.said("shafts_closed"))
        self.asked_again(case, self.hers(kiuchi), "2026-07-13 10:00", "lot_later")
        self.asked_again(case, self.hers(kiuchi), "2026-09-10 10:00", "lot_later")

    def two_papers(self) -> None:
        """ST-12: invoice and delivery note differ, an audit on Monday. Waits for the update announced for 18:00."""
        takahashi, aizawa = self.who("takahashi"), "Aizawa"
        with on("2026-11-12 16:31"):
            case = self.receive("papers", by="tanaka", code="F27", contact=aizawa, channel="mail", severity=2)
        with on("2026-11-12 16:44"):
            case.accept(by=takahashi)
        self.boss_stands_by(case, "2026-11-12 16:50", "2026-11-12 16:52")
        with on("2026-11-12 16:55"):
            case.finish_listening(by=takahashi, intensity=3)
        with on("2026-11-12 16:58"):
            self.write(case, takahashi, "papers_first", next_at="2026-11-13 09:30")
        with on("2026-11-13 09:10"):
            case.hear(by=takahashi, text=self.said("papers_call"), channel="phone")
            case.agree_issue(
                by=takahashi,
                wording=self.said("papers_issue"),
                then=[self.said("papers_gaskets")],
                read_back=True,
            )
        with on("2026-11-13 09:12"):
            case.cushion(by=takahashi, sentence=self.said("papers_cushion"))
        with on("2026-11-13 09:15"):
            self.account(
                case,
                takahashi,
                "takahashi",
                "papers_action",
                due="2026-11-13 18:00",
                next_at="2026-11-13 13:30",
            )
        with on("2026-11-13 09:40"):
            case.assess(by=takahashi, their_customers=0, promise=2, harm=2, money=0)
            case.map_pressure(by=takahashi, ticks=["their_boss"])
        with on("2026-11-13 11:00"):
            self.ask_action(case, takahashi, "papers_truck", "harada", "2026-11-13 19:00")
            case.ask(by=takahashi, person=self.people["harada"], text=self.said("papers_ask"))
        with on("2026-11-13 11:20"):
            harada = self.who("harada")
            case.accept_action(by=harada, action=case.actions.get(person=self.people["harada"]).pk)
            case.add_fact(
                by=harada,
                text=self.said("papers_fact"),
                source=self.said("papers_source"),
                kind="document",
                confidence="sure",
            )
            case.note(by=takahashi, text=self.said("papers_note"))
            self.contain(case, takahashi, "papers_contain", "2026-11-13 16:00")
        with on("2026-11-13 13:10"):
            self.write(case, takahashi, "papers_update", next_at=NOW.replace("17:30", "18:00"))
        with on("2026-11-13 15:30"):
            case.decide_contact(by=self.who("suzuki"), decision="call")
        with on("2026-11-13 15:40"):
            suzuki = self.who("suzuki")
            case.speak(by=suzuki, words=self.said("papers_boss"), channel="phone")
            case.apologise(by=suzuki, level="A1", words=self.said("papers_sorry"), channel="phone")
            recoveries.answer_apology(case, suzuki, "accepted", self.said("papers_heard"))

    def eight_seals(self) -> None:
        """Found by ourselves at the packing check; the notice waits on the boss's desk."""
        with on("2026-11-13 17:12"):
            self.receive(
                "seals",
                by="mori",
                code="F34",
                contact="Hamada",
                known_at=at("2026-11-13 17:08"),
                channel="counter",
                discovered="us",
            )

    def account(self, case: Case, by: Actor, key: str, action: str, *, due: str, next_at: str) -> None:
        person, contact = self.people[key], case.contact
        assert contact is not None
        case.take_accountability(
            by=by,
            statement=self.said("accountable").format(
                me=person.name(self.language), contact=contact.address(self.language)
            ),
            action=self.said(action),
            action_due_at=at(due),
            next_at=at(next_at),
        )

    def write(self, case: Case, by: Actor, key: str, *, next_at: str | None) -> None:
        subject, _, body = self.said(key).partition("\n")
        case.write(by=by, subject=subject, body=body.strip(), next_at=at(next_at) if next_at else None)
