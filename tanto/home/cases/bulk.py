"""The same verb on many cases at once. Each goes through its own verb, so each may refuse for its own reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.recovery.models import Case
from tanto.web.refusals import Refused

MOST = 200


@dataclass
class Outcome:
    """done: the cases where it was done; refused: the others, each with its reasons."""

    done: list[Case] = field(default_factory=list)
    refused: list[tuple[Case, Refused]] = field(default_factory=list)


def chosen(numbers: Sequence[str]) -> list[Case]:
    """The cases of these numbers, in the order of their ids. Heads are found by everybody; verbs decide the rest."""
    numbers = [number for number in dict.fromkeys(numbers) if "\0" not in number]
    if not numbers:
        raise Refused(
            "nothing_chosen",
            _("No case is chosen."),
            _("What is done to many at once must be meant for each of them."),
            _("Tick the cases in the list, then press again."),
        )
    if len(numbers) > MOST:
        raise Refused(
            "too_many_chosen",
            _("%(n)s cases are chosen; at most %(most)s go at once.") % {"n": len(numbers), "most": MOST},
            _("Every one of them is a case of a customer, and somebody must be able to look at the result."),
            _("Choose fewer, and press again for the rest."),
        )
    return list(Case.objects.filter(number__in=numbers).select_related("client", "owner").order_by("pk"))


def each(cases: Sequence[Case], by: Actor, does: Callable[[Case, Actor], None]) -> Outcome:
    """Do it to each; every case has a press of its own, so that the same form pressed twice is one."""
    outcome = Outcome()
    for case in cases:
        try:
            does(case, by.pressing(f"{by.press[:44]}-{case.pk}" if by.press else ""))
        except Refused as refused:
            outcome.refused.append((case, refused))
        else:
            outcome.done.append(case)
    return outcome


def offer(to: Person) -> Callable[[Case, Actor], None]:
    return lambda case, by: case.offer(by=by, to=to)


def tag(name: str) -> Callable[[Case, Actor], None]:
    return lambda case, by: case.tag(by=by, name=name)


def untag(name: str) -> Callable[[Case, Actor], None]:
    return lambda case, by: case.untag(by=by, name=name)
