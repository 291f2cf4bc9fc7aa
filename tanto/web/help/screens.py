"""What each screen is for, in one line, and which page of the handbook says how it works."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Screen:
    """line: one sentence under the heading of the screen (empty: a paragraph there says it already); page: slug of the
    handbook."""

    line: Promise | str
    page: str


SCREENS = {
    "my-day": Screen(_("What you owe to whom, the next due time first."), "my-day"),
    "asked": Screen(_("What colleagues ask of you by name, and who waits for your answer."), "my-day"),
    "desk": Screen(_("What your people told you: read it, thank them, then decide how you go."), "desk"),
    "cases": Screen(_("Every case of the firm, to be found by client, number, step or time."), "cases"),
    "chosen": Screen(_("One thing done to several cases at once, and what was refused."), "cases"),
    "offer": Screen(
        _("One person is asked to take several cases; nothing changes hands before the yes."), "hand-over"
    ),
    "head": Screen(_("Who answers for this case, so that you can put a caller through."), "cases"),
    "notices": Screen(_("What others did that you must know of, newest first."), "notices"),
    "ways": Screen(_("Which notices come by mail as well, and when mail waits."), "notices"),
    "taking-in": Screen("", "taking-in"),
    "case": Screen(_("One trouble of one client, led to the customer’s last word."), "case"),
    "part": Screen(_("One part of a case, on a page of its own."), "drawers"),
    "why": Screen(_("When this clock started, which hours it counts, and when it is due."), "clocks"),
    "clients": Screen(_("The firms we serve, each with two people of ours by name."), "clients"),
    "client": Screen(_("Their people, and the two of ours who answer for them."), "clients"),
    "client-new": Screen(_("A client has a main tanto and a deputy from the first day."), "clients"),
    "contact": Screen(_("A person at the client: whom we write to, and whose word closes a case."), "clients"),
    "people": Screen(_("Who works here, in which section, and who is away."), "people"),
    "person": Screen(_("A colleague’s entry: section, role, invitation, and leaving."), "people"),
    "section": Screen(_("Its boss is told first when something goes wrong."), "people"),
    "me": Screen(_("Your own entry: how you come in, when you are away, how you are told."), "people"),
    "sign-in": Screen("", "sign-in"),
    "keys": Screen(_("Your password, your second step, and where you are signed in."), "sign-in"),
    "tokens": Screen(_("Which programs act under your name, how far, and until when."), "api"),
    "token-new": Screen(_("A key for one program: it shows itself once, and ends by itself."), "api"),
    "api": Screen(_("What a program can ask and do, under whose name, and how it is told no."), "api"),
    "invitation": Screen("", "invitations"),
    "begin": Screen("", "begin"),
    "firm": Screen(_("What the program says in the firm’s name, and what it asks of everybody."), "firm"),
    "forgetting": Screen(_("The words go; what happened, and when, stays."), "forgetting"),
    "bring-in": Screen("", "bring-in"),
    "calendar": Screen(_("The hours a clock counts, and the days on which it stands still."), "calendar"),
    "clocks": Screen(_("Every clock of a case: when it starts, how long it runs, who hears."), "clocks"),
    "clock": Screen(_("How long this clock runs at each severity, and who hears of it."), "clocks"),
    "texts": Screen(_("Letters, scripts and notices to begin with, and your section’s own words."), "texts"),
    "text": Screen(_("One text in both languages: its words, its gaps, its versions."), "texts"),
    "house": Screen(_("Whether clocks ring and letters leave, and what needs a hand."), "house"),
    "hooks": Screen(_("Programs outside that are told of what happens here, and what."), "webhooks"),
    "hook": Screen(_("What was sent to one program, what it answered, and what waits."), "webhooks"),
    "hook-entry": Screen(_("An address, and what it is told of. Names and words never leave."), "webhooks"),
    "phrasebook": Screen(_("What hurts a reader, why, and what to say instead."), "phrasebook"),
    "phrase": Screen(_("One pattern: what it finds, what it leaves alone, what it offers."), "phrasebook"),
    "phrase-entry": Screen(_("A pattern is taken once every example holds."), "phrasebook"),
    "phrase-changes": Screen(_("What this house did to the patterns, out as a file and in again."), "phrasebook"),
    "check": Screen(_("A text of yours, read with the whole phrasebook before anybody else reads it."), "phrasebook"),
    "missed": Screen(_("Words that somebody would have marked; nobody knows who."), "phrasebook"),
    "missed-new": Screen(_("Words that should have been found become a pattern, without your name."), "phrasebook"),
    "mailboxes": Screen(_("Which addresses are read, who owns what comes, and what opened no case."), "mailboxes"),
    "case_mail": Screen(_("Whole, as it came: with quotations, signature and everything that hung on it."), "mailboxes"),
    "figures": Screen("", "figures"),
    "documents": Screen(_("Letters and reports made from the record, and what was kept of them."), "documents"),
    "document": Screen(_("Begun by the record, ended by you: to be signed, sent or handed over."), "documents"),
    "near-misses": Screen(_("Warnings that cost nothing, told without a name, by step of the work."), "near-misses"),
    "near-miss": Screen(_("One near miss. Anybody may add to it, with or without the code."), "near-misses"),
    "near-miss-new": Screen("", "near-misses"),
    "exports": Screen(_("A list of cases leaves as a file, with its purpose on record."), "exports"),
    "export": Screen(_("The file of one list. It is kept for a week."), "exports"),
    "your-page": Screen("", "your-page"),
}  # fmt: skip


def page_of_step(step: str) -> str:
    """Each step has a page of its own; a draft and an ended case are told with what leads there."""
    return {"draft": "taking-in", "follow_up": "follow-up"}.get(step, step)


# The order of the handbook, part by part. The customer's own page stands outside: nothing leads from it into the house.
PARTS: list[tuple[Promise, tuple[str, ...]]] = [
    (_("Every day"), ("my-day", "desk", "cases", "notices")),
    (_("A case"), ("taking-in", "case")),
    (_("The seven steps"), ("listen", "question", "cushion", "address", "test", "probe", "follow-up")),
    (
        _("Around a case"),
        ("drawers", "writing", "words", "texts", "documents", "customers-page", "ends", "hand-over"),
    ),
    (_("Clients and people"), ("clients", "people", "invitations", "sign-in")),
    (_("Time"), ("clocks", "calendar")),
    (_("Looking back"), ("figures", "near-misses", "exports")),
    (
        _("Keeping the house"),
        (
            "begin",
            "firm",
            "form",
            "mailboxes",
            "phrasebook",
            "api",
            "webhooks",
            "forgetting",
            "bring-in",
            "house",
        ),
    ),
]
ORDER = tuple(page for _title, pages in PARTS for page in pages)
FOR_THE_CUSTOMER = "your-page"
PAGES = (*ORDER, FOR_THE_CUSTOMER)
