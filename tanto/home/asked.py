"""What others wait for beside the clocks: a yes or no, an answer, a look at a letter."""

from tanto.clients.models import Handover
from tanto.clocks.models import Clock
from tanto.notices.models import Letter
from tanto.people.models import Person
from tanto.recovery.models import Case, EndProposal, Note, Offer


def offers_to(person: Person) -> list[Offer]:
    return list(
        Offer.objects.filter(to=person, answered_at__isnull=True, case__end__isnull=True)
        .select_related("by", "to", "case__client", "case__contact")
        .order_by("at")[:20]
    )


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
    return list(asked.select_related("by", "words", "case__client").order_by("at")[:20])


def letters_to_look_at(person: Person) -> list[Letter]:
    """Letters of my cases that may have gone, or came back."""
    mine = Case.objects.filter(owner=person).values("pk")
    letters = Letter.to_look_at().filter(entry__subject_kind="case")
    return list(letters.filter(entry__subject_id__in=mine).select_related("contact", "entry")[:20])


def waiting_for_customers(person: Person) -> list[tuple[Clock, Case]]:
    """Questions of mine that customers have not answered: their time, not ours."""
    waiting = list(Clock.objects.running().filter(duty=person.pk, kind="her_answer").order_by("due_at")[:20])
    cases = Case.objects.for_lists().in_bulk([clock.subject_id for clock in waiting])
    return [(clock, cases[clock.subject_id]) for clock in waiting if clock.subject_id in cases]
