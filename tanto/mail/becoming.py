"""What one message becomes: a case that one person owns at once, her next words in a case, or something that opens nothing. Nobody is
ever answered by a machine."""

import logging

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from tanto.clients.models import Contact
from tanto.files.models import File, picture_type
from tanto.journal.actor import Actor, system
from tanto.journal.models.words import spoken
from tanto.notices.models import Letter
from tanto.people.models import Firm, Person
from tanto.recovery.models import Case
from tanto.recovery.steps import Channel, Discovered
from tanto.web.refusals import Refused

from . import bounces, joining, sorting
from .facts import fitting, known_since, names, received_at
from .joining import Known
from .models import Arrival
from .models.arrival import Outcome
from .reading import Mail, read_mail

log = logging.getLogger(__name__)
SMALL = 8 * 1024  # bytes; a smaller picture inside a text is a sign of a firm, not a photograph
MACHINE = system("mail")


def become(arrival: Arrival, mail: Mail, key: str, known: Known, duty: Person | None) -> None:
    """Do what the message asks for, and note on the arrival what it was; the caller stores it, in the same transaction."""
    arrival.message_id, arrival.sender, arrival.trouble = mail.message_id[:250], mail.from_email[:254], ""
    before = known.taken.get(key)
    if before is not None and before.pk != arrival.pk:
        arrival.outcome, arrival.case, arrival.message_id = Outcome.AGAIN, before.case, ""
        return
    arrival.key, arrival.outcome = key, what_it_is(mail, known)
    if (
        arrival.outcome == Outcome.IGNORED
        and arrival.mailbox is not None
        and is_our_group(mail, arrival.mailbox.address)
    ):
        arrival.outcome = Outcome.CASE
    if arrival.outcome == Outcome.BOUNCE:
        came_back(arrival, mail, known)
    elif arrival.outcome == Outcome.AUTO_REPLY:
        answered_by_itself(arrival, mail, known)
    elif arrival.outcome == Outcome.CASE:
        said(arrival, mail, known, duty)
    elif arrival.outcome == Outcome.REJECTED and arrival.mailbox is not None:
        unread(arrival, duty, gettext("There is no text in it."))


def is_our_group(mail: Mail, address: str) -> bool:
    """Is the list that it came by nothing but this mailbox? An address that hands on to several of us marks its mails like a list."""
    said = " ".join(mail.headers.get(name, "") for name in ("list-id", "list-post", "list-help")).lower()
    return address in said or address.replace("@", ".") in said


def what_it_is(mail: Mail, known: Known) -> str:
    """As `sorting` says by the mail alone, and whether it is a letter of ours that comes back to us. An answer in a case is read,
    though it came by a list or looks like spam."""
    if mail.message_id in known.letters:
        return sorting.OWN
    found = sorting.sort(mail)
    is_passed_over = found == Outcome.IGNORED or (found == Outcome.ABUSE and not sorting.is_complaint(mail))
    return sorting.CASE if is_passed_over and known.thread_of(mail) else found


def said(arrival: Arrival, mail: Mail, known: Known, duty: Person | None) -> None:
    """Somebody wrote."""
    found = known.thread_of(mail)
    contacts = [] if joining.is_doubtful(mail) else known.contacts.get(mail.from_email, [])
    colleague = known.colleagues.get(mail.from_email)
    for contact in contacts:
        if contact.bounced_at is not None:
            contact.address_works(by=MACHINE, address=mail.from_email)
    if found is not None:
        arrival.letter = found.letter
        joined(arrival, mail, found.case, contacts, colleague)
    else:
        opened(arrival, mail, joining.the_one(contacts), colleague, duty)


def joined(
    arrival: Arrival, mail: Mail, case: Case, contacts: list[Contact], colleague: Person | None
) -> None:
    """It goes on in its case: as her words, as the words of somebody not confirmed yet, or as those of a colleague."""
    words, original = fitting(mail.said or mail.subject or names(mail)), original_of(arrival)
    arrival.case, arrival.outcome = case, Outcome.REPLY
    is_doubted = joining.is_doubtful(mail)
    hers = joining.the_one([contact for contact in contacts if contact.client_id == case.client_id])
    if hers is not None:
        arrival.contact = hers
        case.hear(by=Actor("contact", hers.pk, "mail"), text=words, channel=Channel.MAIL, original=original)
        reached(hers, mail)
    elif colleague is not None and not is_doubted:
        arrival.outcome = Outcome.INTERNAL
        case.hear_colleague(by=MACHINE, person=colleague, text=words)
    elif case.client_id is None and not is_doubted and joining.wrote_first(case, mail.from_email):
        case.hear(by=MACHINE, text=words, channel=Channel.MAIL, original=original)
    else:
        case.hear_unconfirmed(by=MACHINE, text=words, sender=mail.from_email or "?", original=original)
    for file, name in kept(arrival, mail):
        case.attach(by=MACHINE, file=file, name=name, channel=Channel.MAIL, sender=hers)


def opened(
    arrival: Arrival, mail: Mail, contact: Contact | None, colleague: Person | None, duty: Person | None
) -> None:
    """A new case. Whose it is stands in its contact, if the sender's address is one contact's and not doubted; a colleague who
    passes something on is no customer."""
    box = arrival.mailbox
    words = "\n\n".join(filter(None, (mail.subject, mail.said))) or names(mail)
    arrival.contact = contact
    if contact is not None:
        reached(contact, mail)
    arrival.case = Case.receive(
        fitting(words),
        by=Actor("person", owner_of(arrival, duty).pk, "mail", press=f"in-{arrival.key}"),
        client=contact.client if contact else None,
        contact=contact,
        channel=Channel.MAIL,
        discovered=Discovered.US if colleague and contact is None else Discovered.CUSTOMER,
        known_at=known_since(received_at(mail) or arrival.came_at),
        files=kept(arrival, mail),
        section=box.section if box else None,
        language=box.language if box and box.language != "ja" and not spoken(words) else "",
        original=original_of(arrival),
    )


def reached(contact: Contact, mail: Mail) -> None:
    """A mail came from her address: it works, whatever came back from it before."""
    if contact.bounced_at is not None:
        contact.address_works(by=MACHINE, address=mail.from_email)


def came_back(arrival: Arrival, mail: Mail, known: Known) -> None:
    """A letter of ours was not delivered. Of a letter to a customer its owner hears."""
    ids = list(bounces.original_ids(mail))[: joining.MOST]
    letter = Letter.objects.filter(message_id__in=ids).select_related("entry", "contact").first()
    failure = next(iter(bounces.failures(mail)), None)
    if letter is None or bounces.is_delay(mail):
        return
    arrival.letter = letter
    if letter.contact is not None and letter.entry is not None and letter.entry.subject_kind == "case":
        arrival.case = Case.objects.get(pk=letter.entry.subject_id)
        if failure is not None and not has_answered(letter, arrival.case):
            arrival.case.letter_bounced(by=MACHINE, letter=letter, address=failure.address, status=failure.status, said=failure.said)  # fmt: skip


def has_answered(letter: Letter, case: Case) -> bool:
    """Did she answer this very letter? Then she has it, whatever anybody writes in the name of a mail server."""
    answers = Arrival.objects.filter(case=case, letter=letter, contact=letter.contact)
    return answers.filter(outcome=Outcome.REPLY).exists()


def answered_by_itself(arrival: Arrival, mail: Mail, known: Known) -> None:
    found = known.thread_of(mail)
    if found is not None:
        arrival.case, arrival.letter = found.case, found.letter
        found.case.note_automatic(by=MACHINE, text=fitting(mail.said or mail.subject or "…"))


def unread(arrival: Arrival, duty: Person | None, why: str) -> None:
    owner = owner_of(arrival, duty)
    with translation.override(owner.language):
        words = gettext(
            "A message came in by mail that cannot be read here. %(why)s Its source hangs on this case."
        ) % {"why": why}
    assert arrival.file is not None
    arrival.outcome = Outcome.UNREADABLE
    arrival.case = Case.receive(
        words,
        by=Actor("person", owner.pk, "mail", press=f"raw-{arrival.pk}-{arrival.file.digest[:20]}"),
        channel=Channel.MAIL,
        discovered=Discovered.US,
        files=[(arrival.file, "mail.eml")],
        section=arrival.mailbox.section if arrival.mailbox else None,
        original=original_of(arrival),
    )


@transaction.atomic
def open_anyway(arrival: Arrival, *, by: Actor) -> Case:
    """Somebody looked at what was left alone, and it is a complaint: whoever looked owns it."""
    row = Arrival.objects.select_for_update(of=("self",)).select_related("case").get(pk=arrival.pk)
    if row.case is None:
        mail = read_mail(row.raw())
        words = "\n\n".join(filter(None, (mail.subject, mail.said))) or names(mail)
        row.case = Case.receive(fitting(words), by=by, channel=Channel.MAIL, files=kept(row, mail), known_at=known_since(row.came_at), section=row.mailbox.section if row.mailbox else None, original=original_of(row))  # fmt: skip
        row.save(update_fields=["case"])
    return row.case


def owner_of(arrival: Arrival, duty: Person | None) -> Person:
    """Who owns what comes until somebody else does: named by the mailbox, by the caller, or by the firm."""
    person = arrival.mailbox.duty if arrival.mailbox else duty or Firm.ours().intake
    if person is not None and person.is_here:
        return person
    boss = arrival.mailbox.section.boss if arrival.mailbox else None
    if boss is not None and boss.is_here:
        return boss
    raise Refused(
        "nobody_on_duty",
        gettext("Nobody is named who owns what comes in."),
        gettext("A complaint without one named person is nobody’s."),
        gettext("Name somebody on the page of the mailbox, or of the firm."),
    )


def kept(arrival: Arrival, mail: Mail) -> list[tuple[File, str]]:
    """What hangs on the mail, by its content; the name is only a name. What the case cannot take stays in the message, and is named."""
    files: dict[str, tuple[File, str]] = {}
    left: list[str] = []
    for each in mail.attachments:
        if each.is_inline and each.size < SMALL and picture_type(each.content[:16]):
            continue
        try:
            file = File.keep([each.content])
        except Refused as refused:
            left.append(f"{each.name}: {refused.what}")
        else:
            files.setdefault(file.digest, (file, each.name))
    arrival.trouble = " ".join(left)[:300]
    return list(files.values())


def original_of(arrival: Arrival) -> str:
    return f"mails/{arrival.pk}/"
