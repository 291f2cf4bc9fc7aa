"""A house of any size, written in bulk in the shapes that the verbs make: 200 people in 20 sections, 2,000 clients, and as
many cases as asked for. `tanto journal verify` holds on it. Import it after Django is set up, in a throw-away database:

    from bench.build import build
    house = build(100_000)
"""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.management.color import no_style
from django.db import connection, models, transaction

from bench import sentences
from tanto import clocks
from tanto.clients.models import Client, Contact, TantoSpan
from tanto.clocks.models import Calendar, Clock
from tanto.home.models import Stale
from tanto.home.reindex import reindex
from tanto.journal.actor import Actor, system
from tanto.journal.models import Entry, Words
from tanto.notices.drain import drain
from tanto.notices.models import Notice
from tanto.people.models import Firm, Person, Section
from tanto.recovery.models import (
    Case,
    CaseNumber,
    CustomerWord,
    Issue,
    OwnerSpan,
    Part,
    StepVisit,
    ToldBoss,
    Verbatim,
)
from tanto.recovery.steps import RAIL, Answer, End, Step

HOUSE = system("cli")
PEOPLE, SECTIONS, CLIENTS = 200, 20, 2_000
CHUNK = 1_000  # cases written in one transaction
DAY = dt.timedelta(days=1)


@dataclass
class Built:
    """Whom to sign in as, and what to open. plain: a colleague with a few parts and no lead."""

    boss: Person
    owner: Person
    plain: Person
    long_case: Case
    rare: list[str] = field(default_factory=list)  # the numbers of the cases with the rare word


def build(cases: int = 100_000, *, open_share: float = 0.2, seed: int = 7) -> Built:
    """Fill an empty database; the same seed makes the same house. open_share: how many of the cases are open, 0 to 1."""
    chance, now = random.Random(seed), clocks.now()
    sections = people_and_sections()
    clients = firms(chance, sections)
    calendar = Calendar.company()
    numbers = years(cases, int(cases * open_share), now, chance)
    rare: list[str] = []
    pen = Pen(chance, now, calendar)
    for start in range(0, cases, CHUNK):
        with transaction.atomic():
            for number, known_at, is_open in numbers[start : start + CHUNK]:
                has_rare = len(rare) < 3 and chance.random() < 40 / max(cases, 40)
                theirs = (
                    clients[::SECTIONS] if has_rare else clients
                )  # the boss of the first section finds it
                pen.case(number, known_at, is_open, chance.choice(theirs), has_rare=has_rare)
                if has_rare:
                    rare.append(number)
            pen.write()
    for year in {int(number[3:7]) for number, _, _ in numbers}:
        last = max(int(number[8:]) for number, _, _ in numbers if number[3:7] == str(year))
        CaseNumber.objects.update_or_create(year=year, defaults={"last": last})
    reset_sequences(pen.written)
    for _ in reindex():
        pass
    Stale.objects.all().delete()
    analyse()
    built = people_of(sections, rare)
    drain(now)
    return built


def people_of(sections: list[Section], rare: list[str]) -> Built:
    """Somebody of each kind, and one case with 30 entries."""
    lead = sections[0]
    case = Case.objects.open().filter(section=lead, step=Step.ADDRESS).order_by("pk").first()
    case = case or Case.objects.open().exclude(step=Step.DRAFT).order_by("pk")[0]
    while case.head_number < 30:
        case.note(by=case.owner.actor, text=f"Looked at shelf {case.head_number}: nothing there.")
    plain = next(p for p in list(sections[1].people.order_by("pk"))[2:] if not p.is_administrator)
    return Built(lead.boss, case.owner, plain, case, rare)


@transaction.atomic
def people_and_sections() -> list[Section]:
    """20 sections of 10 people: the first is the boss, the second the deputy."""
    Firm.objects.get_or_create(name_en="Benchmark Works", name_ja="測定製作所", seal="測定")
    people = [
        Person.join(
            by=HOUSE, email=f"p{n}@bench.example", family_en=f"Fam{n}", given_en="Aki", family_ja=f"姓{n}",
            given_ja="秋", language="en", is_executive=n == 0, is_administrator=n == 9, is_quality_lead=n == 8,
        )
        for n in range(PEOPLE)
    ]  # fmt: skip
    sections, size = [], PEOPLE // SECTIONS
    for n in range(SECTIONS):
        team = people[n * size : (n + 1) * size]
        section = Section.open(
            by=HOUSE, name_en=f"Section {n}", name_ja=f"第{n}課", boss=team[0], deputy=team[1]
        )
        for person in team:
            person.change(by=HOUSE, section=section)
        sections.append(section)
    return sections


@transaction.atomic
def firms(chance: random.Random, sections: list[Section]) -> list[Client]:
    """2,000 clients, each with a main tanto, a deputy and two contacts."""
    teams = {section.pk: list(section.people.order_by("pk"))[2:] for section in sections}
    clients, contacts, spans, entries = [], [], [], []
    now = clocks.now() - 900 * DAY
    for n in range(CLIENTS):
        main, deputy = chance.sample(teams[sections[n % SECTIONS].pk], 2)
        clients.append(
            Client(
                code=f"B{n:04d}",
                name_en=f"Kitagawa {n} Seiki",
                name_ja=f"北川{n}精機",
                city="Ota",
                main=main,
                deputy=deputy,
            )
        )
    clients = Client.objects.bulk_create(clients)
    for client in clients:
        for m in range(2):
            contacts.append(
                Contact(
                    client=client,
                    name_en=f"Hori {client.pk} {m}",
                    name_ja=f"堀{client.pk}{m}",
                    title="Ms.",
                    email=f"c{client.pk}.{m}@firm.example",
                    phone="03-0000-0000",
                    language="ja" if m else "en",
                )
            )
        spans.append(TantoSpan(client=client, main_id=client.main_id, deputy_id=client.deputy_id, since=now))
    contacts = Contact.objects.bulk_create(contacts)
    TantoSpan.objects.bulk_create(spans)
    for client, first in zip(clients, contacts[::2], strict=True):
        client.first_contact = first
        entries.append(entry(client, "client_taken_on", HOUSE, now, {}, [], client.journal_state()))
    Entry.objects.bulk_create(entries)
    Client.objects.bulk_update(clients, ["head_number", "head_hash"], batch_size=500)
    return clients


def years(
    cases: int, open_ones: int, now: dt.datetime, chance: random.Random
) -> list[tuple[str, dt.datetime, bool]]:
    """Number, moment and whether it is open, in the order they came: the open ones lie mostly at the end."""
    moments = sorted(now - chance.random() * 700 * DAY - DAY for _ in range(cases - open_ones))
    found = [(moment, False) for moment in moments]
    found += [(now - chance.random() ** 2 * 60 * DAY, True) for _ in range(open_ones)]
    counts: dict[int, int] = defaultdict(int)
    rows = []
    for moment, is_open in sorted(found):
        counts[moment.year] += 1
        rows.append((f"SR-{moment.year}-{counts[moment.year]:04d}", moment, is_open))
    return rows


def entry(
    subject: Client | Case, kind: str, by: Actor, at: dt.datetime, facts: dict, tell: list, after: dict
) -> Entry:
    """The next link of a subject's chain; its head moves along, in memory."""
    made = Entry(
        subject_kind=subject.subject_kind, subject_id=subject.pk, number=subject.head_number + 1, kind=kind,
        actor_kind=by.kind, actor_id=by.id, via=by.via, at=at, facts=subject.journal_facts() | facts,
        receivers=tell, after=after, previous=subject.head_hash, told_at=at,
    )  # fmt: skip
    made.hash = made.fingerprint()
    subject.head_number, subject.head_hash = made.number, made.hash
    return made


class Pen:
    """Writes cases in memory, and a chunk of them at once."""

    def __init__(self, chance: random.Random, now: dt.datetime, calendar: Calendar) -> None:
        self.chance, self.now, self.calendar = chance, now, calendar
        self.rows: dict[type[models.Model], list] = defaultdict(list)
        self.next_id: dict[type[models.Model], int] = {}
        self.written: set[type[models.Model]] = set()
        self.teams: dict[int, list[Person]] = {}

    def add(self, row: models.Model) -> models.Model:
        model = type(row)
        if model not in self.next_id:
            last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
            self.next_id[model] = (last or 0) + 1
        if row.pk is None:
            row.pk = self.next_id[model]
        self.next_id[model] = row.pk + 1
        self.rows[model].append(row)
        return row

    def write(self) -> None:
        order = [Words, Case, Entry, *(m for m in self.rows if m not in (Words, Case, Entry))]
        for model in order:
            model._base_manager.bulk_create(self.rows[model], batch_size=1_000)
            self.written.add(model)
        self.rows.clear()

    def words(self, *, japanese: bool, count: int, more: str = "") -> Words:
        text = sentences.text(self.chance, japanese=japanese, sentences=count) + more
        salt = f"{self.chance.getrandbits(128):032x}"
        return self.add(Words(text=text, salt=salt, language="ja" if japanese else ""))

    def case(
        self, number: str, known_at: dt.datetime, is_open: bool, client: Client, *, has_rare: bool
    ) -> None:
        chance = self.chance
        stands = self.stands_at() if is_open else len(RAIL)
        contact = client.first_contact if stands >= 0 else None
        owner = client.main if chance.random() < 0.8 else client.deputy
        section = owner.section
        boss = section.boss
        case = Case(
            number=number, owner=owner, recorder=owner, section=section,
            client=client if stands >= 0 else None, contact=contact, severity=chance.choices([1, 2, 3, 4], [3, 12, 60, 25])[0],
            channel="mail" if stands >= 0 else "", known_at=known_at, opened_at=known_at,
            intensity=chance.randrange(5) if stands >= 1 else None,
            failure=chance.choice(["", "late", "damaged", "wrong_quantity", "billing"]),
            step=(RAIL[stands] if stands >= 0 else Step.DRAFT) if is_open else None,
        )  # fmt: skip
        self.add(case)
        pace = (self.now - known_at) / 12 if is_open else min(DAY, (self.now - known_at) / 14)
        moment = self.moments(known_at, pace)
        if not is_open:
            case.end, case.resolved_at, case.ended_at = End.CLOSED, known_at + 8 * pace, known_at + 10 * pace
        elif stands >= 5:
            case.resolved_at = known_at + 8 * pace
        self.story(case, stands, contact, boss, moment, has_rare=has_rare)
        self.clocks(case, stands, boss)
        for index in range(max(stands, 0) + 1 if is_open else len(RAIL)):
            is_last = is_open and index == max(stands, 0)
            since = known_at + index * pace
            step = case.step if is_last else RAIL[index]
            done = None if is_last else since + pace
            self.add(
                StepVisit(
                    case=case,
                    number=index + 1,
                    step=step,
                    since=since,
                    done_at=done,
                    done_by=None if is_last else owner,
                )
            )
        self.add(OwnerSpan(case=case, person=owner, since=known_at, kind="interim"))
        self.add(Part(case=case, person=owner, why=Part.OWNER))
        self.add(Part(case=case, person=boss, why=Part.TOLD))
        if chance.random() < 0.1:
            asked = chance.choice(self.team(section))
            self.add(Part(case=case, person=asked, why=Part.WAS_ASKED))

    def team(self, section: Section) -> list[Person]:
        if section.pk not in self.teams:
            self.teams[section.pk] = list(section.people.order_by("pk"))
        return self.teams[section.pk]

    def stands_at(self) -> int:
        """Where an open case stands: -1 a draft, 0 to 6 along the rail."""
        return self.chance.choices(range(-1, 7), [2, 8, 10, 10, 40, 15, 5, 10])[0]

    def moments(self, start: dt.datetime, pace: dt.timedelta) -> Iterator[dt.datetime]:
        while True:
            yield start
            start += pace

    def story(
        self,
        case: Case,
        stands: int,
        contact: Contact | None,
        boss: Person,
        moment: Iterator[dt.datetime],
        *,
        has_rare: bool,
    ) -> None:
        """What was said and done, as entries with their words and rows; the last entry remembers the row as it is."""
        chance, japanese = self.chance, self.chance.random() < 0.5
        owner, at = case.owner.actor, next(moment)
        first = self.words(japanese=japanese, count=chance.randrange(4, 8))
        self.add(
            Verbatim(
                case=case,
                words=first,
                speaker=contact,
                heard_by=case.owner,
                channel="mail",
                at=at,
                is_hers=True,
            )
        )
        tell = [["person", boss.pk]]
        happened: list[tuple[str, Actor, dt.datetime, dict, list]] = []
        received = {
            "words": first.fact, "owner": case.owner_id, "boss": boss.pk, "client": case.client_id,
            "contact": case.contact_id, "known_at": at.isoformat(),
        }  # fmt: skip
        happened.append(("case_received", owner, at, received, tell))
        told = self.told(case, boss, at)
        if told.read_at:
            happened.append(("boss_read", boss.actor, told.read_at, {}, []))
        if stands >= 1:
            at = next(moment)
            more = f" {sentences.RARE} {sentences.RARE_JA}" if has_rare else ""
            second = self.words(japanese=not japanese, count=chance.randrange(3, 6), more=more)
            self.add(
                Verbatim(
                    case=case,
                    words=second,
                    speaker=contact,
                    heard_by=case.owner,
                    channel="phone",
                    at=at,
                    is_hers=True,
                )
            )
            happened.append(("words_heard", owner, at, {"words": second.fact}, []))
        if stands >= 2:
            wording = self.words(japanese=japanese, count=1)
            fixed = at if stands >= 5 else None
            self.add(
                Issue(
                    case=case, words=wording, rank=1, person=case.owner, since=at, confirmed_at=at, fixed_at=fixed,
                    state="accepted" if stands >= 6 else "fixed" if stands == 5 else "in_work",
                    accepted_at=at if stands >= 6 else None,
                )
            )  # fmt: skip
            happened.append(("issue_agreed", owner, next(moment), {"words": wording.fact}, []))
        if stands >= 4:
            letter = self.words(japanese=japanese, count=chance.randrange(4, 8))
            facts = {
                "words": letter.fact, "subject": self.words(japanese=japanese, count=1).fact, "contact": case.contact_id,
                "link": 0, "next_at": (at + DAY).isoformat(), "reply_to": case.owner.email,
            }  # fmt: skip
            happened.append(("letter_written", owner, next(moment), facts, [["contact", case.contact_id]]))
        for reached, kind, question, answer in (
            (6, "fix_confirmed", Step.TEST, Answer.SOLVED),
            (7, "nothing_more_said", Step.PROBE, Answer.NOTHING_MORE),
            (7, "case_closed", Step.FOLLOW_UP, Answer.SATISFIED),
        ):
            if stands >= reached:
                happened.append(self.answered(case, kind, question, answer, next(moment)))
        self.journal(case, happened, told)

    def answered(
        self, case: Case, kind: str, question: str, answer: str, at: dt.datetime
    ) -> tuple[str, Actor, dt.datetime, dict, list]:
        words = self.words(japanese=self.chance.random() < 0.5, count=1)
        word = self.add(
            CustomerWord(
                case=case,
                contact_id=case.contact_id,
                question=question,
                answer=answer,
                words=words,
                channel="web",
                at=at,
            )
        )
        if kind == "case_closed":
            case.closing_word_id = word.pk
        return (
            kind,
            Actor("contact", case.contact_id, "link"),
            at,
            {"words": words.fact, "contact": case.contact_id},
            [],
        )

    def journal(self, case: Case, happened: list, told: ToldBoss) -> None:
        after = case.journal_state()
        for kind, by, at, facts, tell in happened:
            written = self.add(entry(case, kind, by, at.astimezone(dt.UTC), facts, tell, after))
            if kind == "case_received":
                self.add(
                    Notice(
                        person_id=told.boss_id,
                        entry=written,
                        at=at,
                        read_at=told.read_at or (None if case.is_open else at),
                    )
                )

    def told(self, case: Case, boss: Person, at: dt.datetime) -> ToldBoss:
        """Boss rows in all states: unread, read, thanked, decided."""
        far = self.chance.choices([0, 1, 2, 3], [5, 5, 10, 80])[0] if case.is_open else 3
        after = [at + dt.timedelta(minutes=20 * n) for n in range(1, 4)]
        return self.add(
            ToldBoss(
                case=case, boss=boss, told_at=at, read_at=after[0] if far else None,
                thanked_at=after[1] if far > 1 else None, decided_at=after[2] if far > 2 else None,
                decision="call" if far > 2 else "",
            )
        )  # fmt: skip

    def clocks(self, case: Case, stands: int, boss: Person) -> None:
        """Two or three that run where the case is open, due around now; stopped ones where it is ended."""
        by_step = {
            -1: ["time_to_record", "progress_update"], 0: ["first_response", "progress_update"], 1: ["clarify", "progress_update"],
            2: ["progress_update", "containment"], 3: ["progress_update", "containment"], 4: ["progress_update", "action"],
            5: ["her_answer", "test_question"], 6: ["her_answer", "follow_up"], 7: ["first_response", "progress_update"],
        }  # fmt: skip
        kinds = [(kind, case.owner_id) for kind in by_step[stands] if kind != "action"]
        if not case.is_open or self.chance.random() < 0.4:
            kinds.append(("time_to_boss", boss.pk))
        for kind, duty in kinds:
            due = self.now + (self.chance.random() * 7 - 1.5) * DAY
            if not case.is_open:
                due = case.opened_at + DAY / 3
            is_over = due < self.now
            clock = Clock(
                subject_kind="case", subject_id=case.pk, kind=kind, part=14 if kind == "follow_up" else 0, duty=duty,
                section=case.section_id, calendar=self.calendar if self.chance.random() < 0.5 else None,
                started_at=min(case.known_at, due - DAY / 4), due_at=due, fired=100 if is_over else 0,
                next_at=None if is_over else due, stopped_at=None if case.is_open else due - DAY / 6,
            )  # fmt: skip
            self.add(clock)
            if case.is_open and kind != "her_answer":
                case.due_at = min(filter(None, (case.due_at, due)))


def reset_sequences(written: set[type[models.Model]]) -> None:
    """PostgreSQL counts on from the ids that we gave ourselves."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(written)):
            cursor.execute(statement)


def analyse() -> None:
    """What a database that has lived for a while knows about its tables."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
