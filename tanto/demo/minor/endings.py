"""The small troubles that took another way than the customer's word after two weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..telling import Telling, at
from . import sentences
from .telling import SmallTrouble

if TYPE_CHECKING:
    from ..story import Story

# when: how the customer was tried, and what became of it
TRIES: dict[str, list[tuple[str, str]]] = {
    "F33": [
        ("2026-07-09 14:10", "no_answer"),
        ("2026-07-16 11:00", "letter"),
        ("2026-07-27 15:20", "message_left"),
        ("2026-08-05 10:30", "last"),
        ("2026-08-18 09:40", "2026-08-19 13:15 hayashi"),
    ],
    "F30": [
        ("2026-09-07 10:40", "no_answer"),
        ("2026-09-14 11:20", "letter"),
        ("2026-09-28 16:05", "busy"),
        ("2026-10-05 10:10", "last"),
        ("2026-10-13 09:30", "2026-10-14 11:40 kuroda"),
    ],
}


def close(small: SmallTrouble) -> Telling:
    yield from small.tell()
    yield from small.ask_after_two_weeks()


def close_twice(small: SmallTrouble) -> Telling:
    """The same trouble came back after weeks; the same person owned it."""
    yield from close(small)
    yield "2026-07-27 09:40"
    story, case = small.story, small.case
    hers = story.hers(small.row.contact, heard_by=small.owner)
    case.reopen(by=hers, words=small.say(sentences.BACK["words"]), channel="phone")
    yield "2026-07-27 10:05"
    case.settle_in_one(
        by=small.by,
        intensity=2,
        wording=small.say(sentences.BACK["first"]),
        sentence=small.say(sentences.CUSHIONS["wrong_quantity"]),
        statement=story.statement(case, small.owner),
        action=small.say(sentences.BACK["action"]),
        words=small.say(sentences.BACK["solved"]),
        nothing_more=small.say(sentences.NOTHING_MORE[3]),
    )
    yield from small.ask_after_two_weeks()


def drop(small: SmallTrouble) -> Telling:
    """The customer takes it back; the boss agrees, and a month later we ask all the same."""
    yield from small.tell()
    story, case, row = small.story, small.case, small.row
    hers = story.hers(row.contact, heard_by=small.owner)
    yield "2026-09-01 10:20"
    case.ask_to_drop(by=hers, words=small.say(row.solved), channel="phone")
    yield "2026-09-01 11:05"
    case.agree_to_end(by=story.who("nakamura"))
    yield from small.ask_after_two_weeks()


def stay_silent(small: SmallTrouble) -> Telling:
    """Calls, letters, weeks; an executive ends it without the customer's word, and it does not count as resolved."""
    yield from small.tell()
    story, case = small.story, small.case
    *tries, (proposed, agreed) = TRIES[small.row.code]
    for (moment, how), (until, _how) in zip(tries, [*tries[1:], (proposed, "")], strict=True):
        yield moment
        if how in ("letter", "last"):
            write(story, small, how, until)
        else:
            case.try_to_reach(by=small.by, channel="phone", result=how)
    yield proposed
    case.propose_unconfirmed(by=small.by, reason=small.say(sentences.SILENT["reason"]))
    day, hour, executive = agreed.split()
    yield f"{day} {hour}"
    case.agree_to_end(by=story.who(executive))


def write(story: Story, small: SmallTrouble, how: str, until: str) -> None:
    owner, contact = small.case.owner, small.case.contact
    assert contact is not None
    letter = small.say(sentences.SILENT[how])
    for gap, filled in (
        ("{contact}", contact.address(story.language)),
        ("{me}", owner.name(story.language)),
        ("{phone}", owner.phone),
        ("{action}", small.say(small.row.action)),
    ):
        letter = letter.replace(gap, filled)
    subject, _, body = letter.partition("\n")
    next_at = at(f"{until[:10]} 09:00") if how == "last" else at(until)
    small.case.write(by=small.by, subject=subject, body=body, next_at=next_at, is_last=how == "last")


def wait_for_a_part(small: SmallTrouble) -> Telling:
    """A colleague of the machines has said yes, for Monday."""
    yield from small.tell()
    story, case = small.story, small.case
    yield "2026-11-12 11:10"
    what, due = small.say(small.row.first), at("2026-11-16 11:00")
    case.ask_action(by=small.by, what=what, person=story.people["kato"], due_at=due)
    yield "2026-11-12 11:35"
    story.take_action(case, "kato")
    yield "2026-11-12 13:40"
    for deed in case.actions.filter(person=case.owner, done_at__isnull=True):
        case.finish_action(by=small.by, action=deed)
    case.speak(by=small.by, words=small.say(sentences.ON_MONDAY), next_at=at("2026-11-16 15:00"))


def compare_lists(small: SmallTrouble) -> Telling:
    """First words were given; what comes first is asked on Monday."""
    yield from small.tell()
    yield "2026-11-12 15:25"
    words = small.say(sentences.SIDE_BY_SIDE)
    small.case.speak(by=small.by, words=words, next_at=at("2026-11-16 11:00"))
