"""What I owe now, in the order it is due."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from tanto.clients.models import Handover
from tanto.clocks.kinds import KINDS
from tanto.clocks.models import Clock
from tanto.journal.models import Words
from tanto.notices.models import Letter
from tanto.people.models import Person
from tanto.people.models.absence import away_now
from tanto.recovery.models import Action, Case, EndProposal, Note, Offer, ToldBoss, Verbatim
from tanto.recovery.steps import Step


@dataclass
class Owed:
    """One duty: the clock, what it is about, and the words to keep in mind."""

    clock: Clock
    case: Case
    duty: object
    words: Words | None = None
    absent: Person | None = None

    @property
    def is_rejected(self) -> bool:
        """Did the customer say "not solved", and is it in work again?"""
        return self.case.second_failure_at is not None and self.case.step == Step.ADDRESS


def owed(person: Person) -> list[Owed]:
    """My running clocks with their cases, and those of colleagues who are away and for whom I stand in: a fixed
    number of queries."""
    away = away_now()
    clocks = Clock.objects.running().filter(
        subject_kind=Case.subject_kind, duty__in=[person.pk, *(pk for pk in away if pk != person.pk)]
    )
    found = sorted(clocks, key=lambda c: (c.due_at, c.kind == "action", c.pk))
    cases = Case.objects.with_names().in_bulk([clock.subject_id for clock in found])
    items = []
    for clock in found:
        case = cases[clock.subject_id]
        is_mine = clock.duty == person.pk
        if is_mine or case.stand_in_for(clock.duty, away) == person:
            absent = None if is_mine else away[clock.duty].person
            items.append(Owed(clock, case, KINDS[clock.kind].duty, absent=absent))
    return with_actions(items)


def with_actions(items: list[Owed]) -> list[Owed]:
    """An action says what is to be done: one query for all of them."""
    parts = [item.clock.part for item in items if item.clock.kind == "action"]
    actions = Action.objects.select_related("words").in_bulk(parts) if parts else {}
    for item in items:
        if item.clock.kind == "action" and item.clock.part in actions:
            action = actions[item.clock.part]
            item.duty = str(action) if action.accepted_at else _("Say yes or no: %(what)s") % {"what": action}
    return items


def ends_to_look_at(person: Person) -> list[EndProposal]:
    """Proposed ends that wait for my yes or no."""
    open_ones = EndProposal.objects.filter(answered_at__isnull=True, case__end__isnull=True).exclude(
        by=person
    )
    mine = open_ones.filter(case__in=Case.objects.visible_to(person)).select_related(
        "by", "case__client", "case__section", "case__owner"
    )
    return [proposal for proposal in mine[:20] if proposal.case.may_agree(person, proposal.end)]


def handovers_to(person: Person) -> list[Handover]:
    """Clients that I was asked to take."""
    asked = Handover.objects.filter(to=person, accepted_at=None, done_at=None, declined_at=None)
    return list(asked.select_related("client", "before").order_by("planned_at"))


def questions_to(person: Person) -> list[Note]:
    """What colleagues asked me by name and I have not answered."""
    asked = Note.objects.filter(asked=person, answered_at__isnull=True, case__end__isnull=True)
    return list(asked.select_related("by", "words", "case__client").order_by("at"))


def owned_without_clock(person: Person, listed: list[Owed]) -> list[Case]:
    """My other open cases: at a step where the next word is mine but no time was announced yet."""
    shown = [item.case.pk for item in listed]
    return list(
        Case.objects.open().filter(owner=person).exclude(pk__in=shown).with_names().order_by("known_at")
    )


def with_words(items: list[Owed]) -> list[Owed]:
    """Her opening words beside the first few duties: one query."""
    said = opening_words([item.case for item in items])
    for item in items:
        item.words = rejecting_words(item.case) if item.is_rejected else None
        item.words = item.words or said.get(item.case.pk)
    return items


def rejecting_words(case: Case) -> Words | None:
    """What she said when it was not solved."""
    word = case.customer_words.filter(question=Step.TEST).select_related("words").order_by("-id").first()
    return word.words if word else None


def opening_words(cases: list[Case]) -> dict[int, Words]:
    """The first words of each case, hers before ours."""
    verbatims = Verbatim.objects.filter(case__in=cases).select_related("words")
    first: dict[int, Words] = {}
    for verbatim in verbatims.order_by("case", "-is_hers", "at", "id"):
        first.setdefault(verbatim.case_id, verbatim.words)
    return first


def offers_to(person: Person) -> list[Offer]:
    return list(
        Offer.objects.filter(to=person, answered_at__isnull=True, case__end__isnull=True)
        .select_related("by", "to", "case__client", "case__contact")
        .order_by("at")
    )


def notices_of(boss: Person) -> list[ToldBoss]:
    """What waits on a boss's desk: the unread first, then the unthanked, then the undecided; drafts by age."""
    told = (
        ToldBoss.objects.filter(boss=boss)
        .filter(Q(decided_at__isnull=True) | Q(decided_at__lt=F("case__second_failure_at")))
        .filter(case__end__isnull=True)
        .select_related("case__client", "case__contact", "case__owner", "case__recorder")
    )
    return sorted(told, key=lambda t: (t.read_at is not None, t.thanked_at is not None, t.case.known_at))


def letters_to_look_at(person: Person) -> list[Letter]:
    """Letters of my cases that may have gone, or were refused for good."""
    mine = Case.objects.filter(owner=person).values("pk")
    letters = Letter.objects.filter(state=Letter.UNCLEAR, contact__isnull=False, entry__subject_kind="case")
    return list(letters.filter(entry__subject_id__in=mine).select_related("contact", "entry"))


def led_by(boss: Person) -> QuerySet[Case, int]:
    """The ids of the open cases of a boss's sections, as a subquery."""
    return Case.objects.open().filter(section__boss=boss).values_list("pk", flat=True)
