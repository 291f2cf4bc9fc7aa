"""The mail as it leaves: to a customer the letter of one entry, to a colleague what notices came together."""

import re
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from django.template.defaultfilters import urlize
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from tanto import clocks
from tanto.journal.events import EVENTS
from tanto.journal.models import Words
from tanto.people.models import Firm, Person

from .envelope import named, new_message, put_paper, put_text
from .lists import LISTS
from .models import Letter, Notice
from .reply_token import tagged, token_of_number
from .telling import lines

PLAIN = "notices/mail/plain.txt"
IN_ONE_MAIL = 100
LAST = 20  # messages that a letter names as those it follows

# Rooms above know which mails of the customer belong to a case: the Message-IDs, the oldest first.
THREADS: list[Callable[[int], list[str]]] = []


def written(letter: Letter) -> EmailMessage:
    """The mail as it leaves, in the receiver's language."""
    receiver = letter.person or letter.contact
    assert receiver is not None
    message = new_message()
    with translation.override(receiver.language):
        message["To"] = letter.address
        message["Message-ID"] = letter.message_id
        message["Date"] = timezone.localtime(letter.entry.at if letter.entry else clocks.now())
        (to_customer if letter.contact is not None else to_colleague)(letter, message)
    return message


def to_customer(letter: Letter, message: EmailMessage) -> None:
    """The words of the entry, with what is made anew at each try (a link is never stored in words). A person wrote them: nothing in
    the headers says that a machine did."""
    assert letter.entry is not None
    event, facts = EVENTS[letter.entry.kind], letter.entry.facts
    filled = dict(event.fill(facts)) if event.fill else {}
    body = str(Words.objects.get(pk=facts[event.letter]["words"]))
    text = body
    for name, value in filled.items():
        text = text.replace("{" + name + "}", value)
    owner = Person.objects.here().filter(pk=facts.get("answers_to") or 0).first()
    number = facts.get("number", "")
    subject = " ".join(str(Words.objects.get(pk=facts["subject"]["words"])).split())
    message["Subject"] = tagged(subject, number) if number else subject
    message["From"] = named(sender(owner), settings.MAIL_FROM)
    message["Reply-To"] = reply_address(facts, owner)
    message["X-Tanto"] = "letter"
    follow(letter, message)
    context = {"firm": Firm.ours().name(), "number": number, "owner": owner, "text": as_html(body, filled)}
    put_text(message, text, html=render_to_string("notices/mail/letter.html", context))
    for name, content in event.hangs(facts) if event.hangs else ():
        put_paper(message, name, content)


def sender(owner: Person | None) -> str:
    """Mori Aya (Tamabashi Kiko) / 森 彩（多摩橋機工）: a person answers for it, from the firm's address."""
    firm = Firm.ours().name()
    if owner is None:
        return firm
    return gettext("%(person)s (%(firm)s)") % {"person": owner.name(), "firm": firm}


def reply_address(facts: Mapping[str, Any], owner: Person | None) -> str:
    """Where answers go: the mailbox that Tanto reads, or, without one, whoever answers for it; a letter of before 0.4 holds the
    address itself."""
    if settings.REPLY_TO and facts.get("number"):
        return str(settings.REPLY_TO).replace("{token}", token_of_number(facts["number"]))
    return (owner.email if owner else "") or facts.get("reply_to") or settings.MAIL_FROM


def follow(letter: Letter, message: EmailMessage) -> None:
    """The letters before this one and what the customer wrote: her mail program shows them as one thread."""
    assert letter.entry is not None
    ours = letters_before(letter)
    hers = [name for read in THREADS for name in read(letter.entry.subject_id)] if is_of_case(letter) else []
    known = list(dict.fromkeys([*ours[-LAST:], *hers[-LAST:]]))
    if known:
        message["In-Reply-To"] = known[-1]
        message["References"] = " ".join(known)


def is_of_case(letter: Letter) -> bool:
    return letter.entry is not None and letter.entry.subject_kind == "case"


def letters_before(letter: Letter) -> list[str]:
    """Message-IDs of what this contact got from the same matter, the oldest first."""
    entry = letter.entry
    assert entry is not None
    same = Letter.objects.filter(
        contact=letter.contact,
        entry__subject_kind=entry.subject_kind,
        entry__subject_id=entry.subject_id,
        entry__number__lt=entry.number,
        state=Letter.SENT,
    )
    found = same.order_by("-entry__number").values_list("message_id", flat=True)[:LAST]
    return list(found)[::-1]


def as_html(body: str, filled: Mapping[str, str]) -> list[SafeString]:
    """Paragraphs of a letter: what a person typed, escaped; addresses can be pressed, the customer's page is a button."""
    paragraphs = [part.strip("\n") for part in body.replace("\r\n", "\n").split("\n\n")]
    line_break = mark_safe("<br>\n")
    return [
        format_html_join(line_break, "{}", ((html_line(line, filled),) for line in part.split("\n")))
        for part in paragraphs
        if part
    ]


def html_line(line: str, filled: Mapping[str, str]) -> SafeString:
    typed = re.split(r"(\{\w+\})", line)
    return format_html_join("", "{}", ((html_part(part, filled),) for part in typed))


def html_part(part: str, filled: Mapping[str, str]) -> SafeString:
    address = filled.get(part[1:-1]) if part.startswith("{") else None
    if address is None:
        return urlize(part, autoescape=True)
    return render_to_string("notices/mail/button.html", {"address": address})


def to_colleague(letter: Letter, message: EmailMessage) -> None:
    """Numbers and tasks, never the story (dictionary 4.5). A machine writes it, and says so: nobody's absence note answers."""
    subject, body = what_was_told(letter)
    message["Subject"] = " ".join(subject.split())
    message["From"] = named(Firm.ours().name(), settings.MAIL_FROM)
    by_machine(message)
    put_text(message, body)


def by_machine(message: EmailMessage) -> None:
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Tanto"] = "notice"


def what_was_told(letter: Letter) -> tuple[str, str]:
    """Subject and text: one notice in full, several as lines."""
    assert letter.person is not None
    carried, count = letter_notices(letter)
    heard = lines(carried, clocks.now())
    if len(heard) == 1 and heard[0].notice.list:
        return LISTS[heard[0].notice.list].write(letter.person, clocks.now())
    context = {"lines": heard, "more": count - len(heard), "told": heard[0].told, "home": settings.URL}
    if count > 1:
        subject = ngettext("%(n)d notice", "%(n)d notices", count) % {"n": count}
        numbers = list(dict.fromkeys(line.number for line in heard if line.number))
        subject += ": " + ", ".join(numbers[:3]) + (" …" if len(numbers) > 3 else "")
        return subject[:200], render_to_string("notices/mail/several.txt", context).strip() + "\n"
    subject, told = heard[0].sentence, heard[0].told
    if heard[0].number:
        subject = gettext("%(number)s: %(task)s") % {"number": heard[0].number, "task": subject}
    template = told.event.mail if told else PLAIN
    if told and told.event.alone and told.event.fill:
        context |= told.event.fill(told.entry.facts)
    return subject[:200], render_to_string(template or PLAIN, context).strip() + "\n"


def letter_notices(letter: Letter) -> tuple[list[Notice], int]:
    """What a mail to a colleague carries, the first hundred, and how many in all; a letter of an older version has its
    entry instead."""
    found = list(letter.notices.select_related("entry").order_by("id")[: IN_ONE_MAIL + 1])
    if not found and letter.entry is not None:
        return [Notice(person=letter.person, entry=letter.entry, at=letter.entry.at)], 1
    count = len(found) if len(found) <= IN_ONE_MAIL else letter.notices.count()
    return found[:IN_ONE_MAIL], count
