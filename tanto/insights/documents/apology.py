"""A letter of apology to start from: unconditional, no season, what went wrong by its step, what was done, when we are heard again.
Where no fact supports our error yet it apologises for the trouble alone (K22, INV-17)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from tanto.clocks import saying
from tanto.recovery.steps import Work

if TYPE_CHECKING:
    from .record import Record


def opening(record: "Record") -> str:
    """「急啓」 goes without a greeting and without a name; in English the customer is addressed."""
    contact, client = record.case.contact, record.case.client
    name = contact.address() if contact else client.name() if client else ""
    word = gettext("Dear")
    return word if record.is_ja or not name else f"{word} {name},"


def closing(record: "Record") -> str:
    return gettext("Yours sincerely,")


def body(record: "Record") -> str:
    sentences = named(record) if record.error else limited(record)
    return "\n\n".join([*sentences, heard_again(record), last_words()])


def named(record: "Record") -> list[str]:
    """A fact supports what went wrong: it is called by its name."""
    done = record.joined(record.done_for(Work.CORRECTION))
    effect = record.joined(record.effect.splitlines())
    found = [
        gettext("On %(day)s we caused you serious trouble: %(error)s. On behalf of the whole company I apologise without reservation.")
        % {"day": record.event_day, "error": record.error}
    ]  # fmt: skip
    if effect:
        found.append(gettext("You trusted our promise, and this is what came of it: %(effect)s.") % {"effect": effect})  # fmt: skip
    if done:
        found.append(gettext("This has been put right: %(done)s.") % {"done": done})
    return [*found, gettext("How we prevent a repetition is still being examined. I will report it to you.")]


def limited(record: "Record") -> list[str]:
    """Before the facts are known: the trouble, the worry and the time are facts already."""
    if record.issue:
        sorry = gettext("I apologise for the trouble and the worry that we are causing you: %(issue)s.") % {
            "issue": record.issue
        }
    else:
        sorry = gettext("I apologise for the trouble and the worry that we are causing you.")
    return [sorry, gettext("We are checking the facts, and will report to you what we find, whatever it is.")]


def heard_again(record: "Record") -> str:
    case = record.case
    if case.next_told_at and case.next_told_at > record.now:
        return gettext("%(me)s remains responsible to you at every step and will call you at %(next_time)s.") % {
            "me": record.surname,
            "next_time": saying.letter_time(case.next_told_at),
        }  # fmt: skip
    return gettext("%(me)s remains responsible to you at every step.") % {"me": record.surname}


def last_words() -> str:
    return gettext("I apologise once more for what we have caused you.")
