"""An invented firm's half year, told with the verbs, travelling in time. Demo time is Friday 13 November 2026, 17:30 in
Tokyo: one update is owed at 18:00, and one notice waits on the boss's desk."""

import datetime as dt

from django.db import transaction
from django.utils import translation

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.journal.actor import Actor
from tanto.notices.drain import drain
from tanto.notices.models import Notice
from tanto.notices.post import send_due
from tanto.people.models import Person
from tanto.recovery.models import Case

from . import minor, stories
from .firm import GO_LIVE, NOW, PASSWORD
from .moving_in import move_in
from .telling import Heard, Telling, at, tell_side_by_side


def load(language: str = "en", heard: Heard = lambda day: None) -> str:
    """Tell the story in one language; refused when somebody lives here already. heard: called with each day that is
    told. All of it is one transaction: who is interrupted leaves an empty house."""
    if Person.objects.exists():
        return "There are people in this house already; the demo is told only into an empty one."
    with transaction.atomic(), translation.override(language):
        Story(language).tell(heard)
    send_due(at(NOW), limit=1000)
    return f"The demo is told. Everybody's password is “{PASSWORD}”."


class Story:
    """Who is in it, what they say in its language, and the few beats that many recoveries share."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.people: dict[str, Person] = {}
        self.clients: dict[str, Client] = {}
        self.contacts: dict[str, Contact] = {}

    def tell(self, heard: Heard = lambda day: None) -> None:
        with clocks.travelling(at(GO_LIVE)):
            move_in(self)
            drain(clocks.now())
        tellings = [*(tell(self) for tell in stories.STORIES), *minor.tellings(self)]
        tell_side_by_side(tellings, until=NOW, heard=heard)
        with clocks.travelling(at(NOW)):
            Notice.objects.filter(at__lt=at("2026-11-13 00:00")).update(read_at=clocks.now())

    def said(self, key: str) -> str:
        return stories.SAID[key][self.language == "ja"]

    at = staticmethod(at)

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

    def boss_stands_by(self, case: Case, read: str, thank: str, boss: str = "suzuki") -> Telling:
        yield read
        case.acknowledge(by=self.who(boss))
        yield thank
        case.thank(by=self.who(boss), words=self.said("thanks"))

    def account(self, case: Case, by: Actor, key: str, action: str, *, due: str, next_at: str) -> None:
        case.take_accountability(
            by=by,
            statement=self.statement(case, key),
            action=self.said(action),
            action_due_at=at(due),
            next_at=at(next_at),
        )

    def statement(self, case: Case, key: str) -> str:
        """Accountability in the first person of one colleague."""
        assert case.contact is not None
        me, contact = self.people[key].name(self.language), case.contact.address(self.language)
        return self.said("accountable").format(me=me, contact=contact)

    def ask_action(
        self, case: Case, by: Actor, key: str, person: str, due: str, kind: str = "correction"
    ) -> None:
        case.ask_action(by=by, what=self.said(key), person=self.people[person], due_at=at(due), kind=kind)

    def take_action(self, case: Case, person: str) -> None:
        """Whoever was asked says yes to everything that is asked."""
        asked = case.actions.filter(
            person=self.people[person], accepted_at=None, declined_at=None, dropped_at=None
        )
        for deed in asked:
            case.accept_action(by=self.who(person), action=deed.pk)

    def decline(self, case: Case, person: str, key: str) -> None:
        asked = case.actions.get(person=self.people[person], accepted_at=None, declined_at=None)
        case.decline_action(by=self.who(person), action=asked.pk, reason=self.said(key))

    def finish(self, case: Case, person: str, key: str) -> None:
        done = case.actions.get(words__text=self.said(key), done_at=None, declined_at=None)
        case.finish_action(by=self.who(person), action=done)

    def contain(self, case: Case, by: Actor, key: str, due: str) -> None:
        """Something is done so that nobody else is harmed; the owner does it at once."""
        case.ask_action(by=by, what=self.said(key), person=case.owner, due_at=at(due), kind="containment")
        case.finish_action(by=by, action=case.actions.get(kind="containment", done_at=None))

    def begin(self, case: Case, person: str, story: str, *, intensity: int, due: str, next_at: str) -> None:
        """Steps 1 to 4 in one conversation: what comes first, one sentence, one action with a time."""
        by = self.who(person)
        case.finish_listening(by=by, intensity=intensity)
        case.agree_issue(by=by, wording=self.said(f"{story}_issue"), read_back=True)
        case.cushion(by=by, sentence=self.said(f"{story}_cushion"))
        self.account(case, by, person, f"{story}_action", due=due, next_at=next_at)

    def again(self, case: Case, person: str, issue: str, cushion: str, action: str, *, due: str) -> None:
        """Something more was named: steps 2 to 4 once more."""
        by = self.who(person)
        case.agree_issue(by=by, wording=self.said(issue), read_back=True)
        case.cushion(by=by, sentence=self.said(cushion))
        self.account(case, by, person, action, due=due, next_at=due)
        self.finish(case, person, action)

    def asked_again(self, case: Case, hers: Actor, moment: str, key: str) -> Telling:
        """A follow-up on its day: it has stayed solved."""
        yield moment
        case.confirm_lasting(by=hers, words=self.said(key), channel="phone")

    def tell_by_voice(self, case: Case, by: str, *told: tuple[str, str, str]) -> Telling:
        """Calls on the way: when, what was told, and when she hears again."""
        for moment, key, next_at in told:
            yield moment
            case.speak(by=self.who(by), words=self.said(key), next_at=at(next_at))

    def ask_if_solved(self, case: Case, by: Actor, next_at: str | dt.datetime) -> None:
        """The test question by telephone, with the time of the next call."""
        case.speak(
            by=by,
            words=self.said("asked_solved"),
            next_at=at(next_at) if isinstance(next_at, str) else next_at,
        )

    def write(self, case: Case, by: Actor, key: str, *, next_at: str | None) -> None:
        subject, _, body = self.said(key).partition("\n")
        case.write(by=by, subject=subject, body=body.strip(), next_at=at(next_at) if next_at else None)
