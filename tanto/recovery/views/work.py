"""The short views of the work itself: issues, actions, back and forth. One per verb."""

import datetime as dt
from typing import Any

from tanto.clients.models import Contact
from tanto.journal.actor import Actor

from ..forms import around, work
from ..models import Case
from .around import spoken_by
from .doors import pressed


@pressed(work.NameIssueForm)
def name_issue(case: Case, by: Actor, **named: Any) -> None:
    case.name_issue(by=by, **named)


@pressed()
def confirm_issue(case: Case, by: Actor, *, issue: int) -> None:
    case.confirm_issue(by=by, issue=issue)


@pressed(work.IssueWordsForm)
def reword_issue(case: Case, by: Actor, **worded: Any) -> None:
    case.reword_issue(by=by, **worded)


@pressed(work.RankForm)
def rank_issues(case: Case, by: Actor, **ranked: Any) -> None:
    case.rank_issues(by=by, **ranked)


@pressed(work.TakeBackForm)
def take_back_issue(
    case: Case, by: Actor, *, issue: int, words: str, speaker: Contact | None, channel: str
) -> None:
    case.take_back_issue(by=spoken_by(case, by, speaker, channel), issue=issue, words=words)


@pressed(work.ActionForm)
def ask_action(case: Case, by: Actor, **asked: Any) -> None:
    case.ask_action(by=by, **asked)


@pressed()
def accept_action(case: Case, by: Actor, *, action: int) -> None:
    case.accept_action(by=by, action=action)


@pressed(around.ReasonForm)
def decline_action(case: Case, by: Actor, *, action: int, reason: str) -> None:
    case.decline_action(by=by, action=action, reason=reason)


@pressed(around.ReasonForm)
def drop_action(case: Case, by: Actor, *, action: int, reason: str) -> None:
    case.drop_action(by=by, action=action, reason=reason)


@pressed(work.MoveForm)
def move_action(case: Case, by: Actor, *, action: int, due_at: dt.datetime, reason: str) -> None:
    case.move_action(by=by, action=action, due_at=due_at, reason=reason)


@pressed(work.BackForm)
def go_back(case: Case, by: Actor, *, to: str, why: str) -> None:
    case.go_back(by=by, to=to, why=why)


@pressed()
def go_on(case: Case, by: Actor) -> None:
    case.go_on(by=by)


@pressed(work.OneContactForm)
def settle_in_one(case: Case, by: Actor, **settled: Any) -> None:
    case.settle_in_one(by=by, **settled)
