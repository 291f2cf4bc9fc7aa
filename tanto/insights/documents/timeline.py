"""What happened between the customer and us, in order of time, out of the journal: facts, no opinion, nobody's name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from tanto.clocks import saying
from tanto.journal.models import Entry, Words
from tanto.journal.models.entry import is_words

if TYPE_CHECKING:
    from .record import Record

MOST = 40  # rows; the newest, and always the first
HAPPENED: Mapping[str, str] = {
    "case_received": _("It became known to us."),
    "words_heard": _("You told us more."),
    "issue_agreed": _("You confirmed what comes first: %(words)s"),
    "accountability_taken": _("One person took responsibility for all next steps."),
    "letter_written": _("We wrote to you."),
    "letter_sent_again": _("We wrote to you once more."),
    "told_by_voice": _("We told you where it stands."),
    "called_back": _("We called you back."),
    "apologised": _("We apologised to you."),
    "chased": _("You had to ask us where it stands."),
    "update_missed": _("The message that we had announced did not go out in time."),
    "fact_found": _("Confirmed: %(words)s"),
    "action_done": _("Done: %(words)s"),
    "issue_fixed": _("Reported as put right: %(words)s"),
    "fix_confirmed": _("You told us that it is solved."),
    "fix_rejected": _("You told us that it is not solved yet."),
    "more_named": _("You named something more."),
    "case_reopened": _("You came back to us."),
}


def rows(record: "Record") -> str:
    """A line each: the time, a stroke, what happened."""
    found = list(record.case.history().filter(kind__in=HAPPENED).order_by("number"))
    found = [entry for entry in found if is_ours_to_tell(entry, record)]
    kept = found if len(found) <= MOST else [found[0], *found[-MOST + 1 :]]
    words = Words.objects.in_bulk([pk for entry in kept for pk in entry.words_ids()])
    return "\n".join(line(entry, words, record) for entry in kept)


def is_ours_to_tell(entry: Entry, record: "Record") -> bool:
    """Of the facts only what no other evidence speaks against."""
    said = entry.facts.get("words")
    if entry.kind != "fact_found" or not is_words(said):
        return True
    return said["words"] in {fact.words_id for fact in record.supported}


def line(entry: Entry, words: Mapping[int, Words], record: "Record") -> str:
    said = entry.facts.get("words")
    text = str(words.get(said["words"], "")) if is_words(said) else ""
    at = record.case.known_at if entry.kind == "case_received" else entry.at
    happened = gettext(HAPPENED[entry.kind]) % {"words": " ".join(record.unnamed(text).split())}
    return f"{saying.day(at)} {saying.hour(at)} | {happened}"
