"""Small readings of a case for its page, out of rows that were read already."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tanto.people.models import Person

from ..models import Case, CustomerWord, Issue, StepVisit, ToldBoss
from ..steps import RAIL, Answer, IssueState, Step

UNDO = dt.timedelta(minutes=10)
NEWEST = 8  # entries of the record that stand on the page; the rest is in its drawer
CONTACTS = {"letter_written", "told_by_voice", "called_back", "apologised"}


def figures(case: Case) -> dict[str, Any]:
    """The case in figures: chases, contacts until "nothing more", ownerless minutes (M11, M44, M45)."""
    kinds = list(case.history().order_by("number").values_list("kind", flat=True))
    until = kinds.index("nothing_more_said") if "nothing_more_said" in kinds else len(kinds)
    return {
        "chases": kinds.count("chased"),
        "contacts": sum(kind in CONTACTS for kind in kinds[:until]),
        "is_said": "nothing_more_said" in kinds,
        "ownerless": case.ownerless_minutes,
        "owners": 1 + kinds.count("owner_changed") + kinds.count("owner_forced"),
        "reopened": case.reopened,
    }


def first_read(told: list[ToldBoss]) -> ToldBoss | None:
    """Whose seal stands in the second box."""
    read = [(t.read_at, t.pk, t) for t in told if t.read_at]
    return min(read)[2] if read else None


def undo(case: Case, visits: list[StepVisit], reader: Person, now: dt.datetime) -> Step | None:
    """The step this reader finished a moment ago: one press goes back to it."""
    done = max((v for v in visits if v.done_at), key=lambda v: v.number, default=None)
    if done is None or done.done_by_id != reader.pk or done.done_at is None or now - done.done_at > UNDO:
        return None
    return Step(done.step) if done.step in case.steps_behind and done.step != Step.DRAFT else None


def rejection(case: Case) -> CustomerWord | None:
    """Her "not solved" or "partly" that brought the case back to step 4, until it is asked again."""
    if case.step != Step.ADDRESS or case.second_failure_at is None:
        return None
    word = case.customer_words.select_related("words", "contact").order_by("-id").first()
    return word if word and word.answer in (Answer.NOT_SOLVED, Answer.PARTLY) else None


def may_go_on(case: Case, visits: list[StepVisit], issues: list[Issue]) -> bool:
    """Do the facts of this step exist already? Asked of the case itself only where its visits leave it open."""
    match case.step:
        case Step.LISTEN:
            return case.intensity is not None and any(visit.step == Step.QUESTION for visit in visits)
        case Step.QUESTION:
            states = {issue.state for issue in issues if issue.is_open}
            return bool(states) and IssueState.REPORTED not in states
        case Step.CUSHION:
            return any(visit.step == Step.CUSHION and visit.done_at for visit in visits) and case.may_go_on
    return False


def rail(case: Case, visits: list[Any]) -> list[dict[str, Any]]:
    """The seven stations: done (with the seal of who took it), open, ahead."""
    stations = []
    here = RAIL.index(case.step_now) if case.step_now in RAIL else (len(RAIL) if case.step is None else -1)
    for index, step in enumerate(RAIL):
        done = [v for v in visits if v.step == step and v.done_at]
        stations.append(
            {
                "step": step,
                "number": index + 1,
                "is_open": index == here,
                "visit": done[-1] if done and index < here else None,
                "is_done": index < here,
                "is_again": bool(done) and index == here,
            }
        )
    return stations


def days(history: list[Any]) -> list[tuple[Any, list[Any]]]:
    """The history by day, the newest first."""
    grouped: dict[Any, list[Any]] = {}
    for told in history:
        grouped.setdefault(timezone.localtime(told.at).date(), []).append(told)
    return list(grouped.items())
