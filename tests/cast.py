"""The people every test knows: the owner, the boss, a colleague, the customer, and a stranger who must see nothing."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.journal.actor import Actor, system
from tanto.people.models import Firm, Person, Section
from tanto.recovery.models import Case

TOKYO = ZoneInfo("Asia/Tokyo")
HOUSE = system("cli")
PASSWORD = "a long enough password"
WORDS = "The invoice says 60, the delivery note says 54. Which paper is true?"


def at(text: str) -> dt.datetime:
    """A moment on the office wall: "2026-11-12 16:20" """
    return dt.datetime.fromisoformat(text).replace(tzinfo=TOKYO)


MONDAY = at("2026-11-09 10:00")


@dataclass
class Cast:
    owner: Person  # the client's tanto
    deputy: Person
    boss: Person
    colleague: Person  # at the desk, in another section
    executive: Person
    quality: Person  # the quality lead
    stranger: Person  # works here, has no part in anything
    client: Client
    customer: Contact

    def receive(self, text: str = WORDS, *, by: Person | None = None, press: str = "", **known) -> Case:
        """A case at step 1, owned by who recorded it (the tanto, unless said otherwise)."""
        known = {"client": self.client, "contact": self.customer, "channel": "mail"} | known
        return Case.receive(text, by=(by or self.owner).actor.pressing(press), **known)

    def draft(self, text: str = WORDS, *, by: Person | None = None) -> Case:
        return Case.receive(text, by=(by or self.colleague).actor)

    def at_question(self) -> Case:
        case = self.receive()
        case.finish_listening(by=self.owner.actor, intensity=3)
        return case

    def at_cushion(self) -> Case:
        case = self.at_question()
        case.agree_issue(
            by=self.owner.actor, wording="A correct delivery note by Monday nine", read_back=True
        )
        return case

    def at_address(self) -> Case:
        case = self.at_cushion()
        case.cushion(by=self.owner.actor, sentence="I can see how hard these papers make Monday for you.")
        return case

    def accountable(self) -> Case:
        case = self.at_address()
        self.account_for(case)
        return case

    def account_for(self, case: Case) -> None:
        now = clocks.now()
        case.take_accountability(
            by=self.owner.actor,
            statement="I am Mori and I am fully accountable for the next steps until you tell me it is solved.",
            action="A corrected delivery note",
            action_due_at=now + dt.timedelta(hours=5),
            next_at=now + dt.timedelta(hours=2),
        )

    def boss_goes(self, case: Case) -> None:
        """The boss reads, thanks, and goes to the customer."""
        case.acknowledge(by=self.boss.actor)
        case.thank(by=self.boss.actor)
        case.decide_contact(by=self.boss.actor, decision="call")

    def contain(self, case: Case) -> None:
        """Something is done so that nobody else is harmed."""
        case.ask_action(
            by=self.owner.actor,
            what="The lot is stopped",
            person=self.owner,
            due_at=clocks.now() + dt.timedelta(hours=1),
            kind="containment",
        )
        case.finish_action(by=self.owner.actor, action=case.actions.get(kind="containment", done_at=None))

    def at_test(self) -> Case:
        case = self.accountable()
        case.report_fixed(by=self.owner.actor, how="The corrected note is with you since noon.")
        return case

    def at_probe(self) -> Case:
        case = self.at_test()
        case.confirm_fix(by=self.customer.actor, words="Yes, this is right.")
        return case

    def at_follow_up(self) -> Case:
        case = self.at_probe()
        case.say_nothing_more(by=self.customer.actor)
        return case

    def closed(self) -> Case:
        case = self.at_follow_up()
        with clocks.travelling(clocks.now() + dt.timedelta(days=14, hours=1)):
            case.confirm_lasting(by=self.customer.actor, words="All well.")
        return case


def person(family: str, japanese: str, **more) -> Person:
    return Person.join(
        by=HOUSE,
        password=PASSWORD,
        email=f"{family.lower()}@tamabashi.example",
        family_en=family,
        given_en="Aya",
        family_ja=japanese,
        given_ja="彩",
        phone="03-0000-2711",
        **{"language": "en"} | more,
    )


def make_cast() -> Cast:
    Firm.objects.get_or_create(name_en="Tamabashi Kiko", name_ja="多摩橋機工", seal="多摩橋")
    boss, executive = person("Suzuki", "鈴木"), person("Kuroda", "黒田", is_executive=True)
    nakamura, yamaguchi = person("Nakamura", "中村"), person("Yamaguchi", "山口", is_administrator=True)
    sales = Section.open(by=HOUSE, name_en="Sales East", name_ja="東日本営業部", boss=boss, deputy=nakamura)
    desk = Section.open(by=HOUSE, name_en="Customer Desk", name_ja="お客様窓口", boss=yamaguchi)
    for member, section in ((boss, sales), (nakamura, sales), (yamaguchi, desk), (executive, desk)):
        member.change(by=HOUSE, section=section)
    owner = person("Mori", "森", section=sales)
    deputy = person("Sasaki", "佐々木", section=sales)
    client = Client.take_on(
        by=HOUSE,
        code="F03",
        name_en="Shirakabazawa Precision",
        name_ja="白樺沢精密",
        main=owner,
        deputy=deputy,
    )
    customer = Contact.meet(
        client,
        by=HOUSE,
        name_en="Kiuchi",
        name_ja="木内",
        title="Ms.",
        email="kiuchi@shirakabazawa.example",
        phone="03-0000-2799",
        language="en",
    )
    return Cast(
        owner=owner,
        deputy=deputy,
        boss=boss,
        colleague=person("Tanaka", "田中", section=desk),
        executive=executive,
        quality=person("Ando", "安藤", section=desk, is_quality_lead=True),
        stranger=person("Matsumoto", "松本", section=desk),
        client=client,
        customer=customer,
    )


def speaking(contact: Contact, *, heard_by: Person) -> Actor:
    """She says it on the telephone; a colleague writes it down."""
    return Actor("contact", contact.pk, "phone", entered_by=heard_by.pk)
