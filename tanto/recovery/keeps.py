"""What the cases keep of a contact and of a colleague who left."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.db.models import Q
from django.utils.translation import gettext

from tanto.clients.models import Contact
from tanto.journal.masking import Found, Keeps
from tanto.journal.models import Entry, Words
from tanto.people.models import Person
from tanto.phrasebook.keeps import naming
from tanto.wording.naming import person_named

from .models import (
    Attachment,
    Case,
    CustomerWord,
    Document,
    DocumentText,
    LetterDraft,
    Link,
    Part,
    Verbatim,
)
from .models.attachment import MASKED
from .steps import Channel


def cases_of(pk: int) -> set[int]:
    """Every case in which this contact was named, spoke, was written to or sent something."""
    found = set(Case.objects.filter(contact=pk).values_list("pk", flat=True))
    for rows in (
        Verbatim.objects.filter(speaker=pk),
        CustomerWord.objects.filter(contact=pk),
        Link.objects.filter(contact=pk),
        Attachment.objects.filter(contact=pk),
        Document.objects.filter(contact=pk),
    ):
        found.update(rows.values_list("case_id", flat=True))
    return found


def sent_by(pk: int) -> list[Attachment]:
    """What she sent from her own page, and what came with her mail or by the form: a colleague took that in for her."""
    taken_in = Q(contact=None, case__contact=pk, channel__in=(Channel.MAIL, Channel.WEB))
    return list(Attachment.objects.filter(Q(contact=pk) | taken_in).select_related("file"))


def words_of_contact(pk: int) -> Found:
    """What she said or wrote, what was written to her, and what names her."""
    contact = Contact.objects.get(pk=pk)
    hers: set[int] = set()
    for row in Verbatim.objects.filter(speaker=pk).values_list("words", "translation"):
        hers.update(words for words in row if words)
    nobodys = Verbatim.objects.filter(case__contact=pk, speaker=None)
    told = nobodys.filter(Q(is_hers=True) | ~Q(sender=""))  # by a form or a mail, before we knew who it was
    hers.update(told.values_list("words", flat=True))
    hers.update(CustomerWord.objects.filter(contact=pk, words__isnull=False).values_list("words", flat=True))
    addressed = DocumentText.objects.filter(document__contact=pk)
    hers.update(addressed.values_list("words", flat=True))

    def is_hers(entry: Entry) -> bool:
        spoke = entry.actor_kind == "contact" and entry.actor_id == pk
        came_back = entry.kind == "letter_bounced" and entry.facts.get("contact") == pk
        return spoke or ["contact", pk] in entry.receivers or came_back or corrected(entry)

    def corrected(entry: Entry) -> bool:
        now = entry.facts.get("words")
        return entry.kind == "words_corrected" and isinstance(now, dict) and now.get("words") in hers

    return {**collected(cases_of(pk), hers, is_hers, contact.is_named_in), **naming(contact.is_named_in)}


def words_of_person(pk: int) -> Found:
    """Texts that name them, in the cases they had a part in."""
    person = Person.objects.get(pk=pk)
    cases = set(Part.objects.filter(person=pk).values_list("case_id", flat=True))
    cases |= set(Case.objects.filter(Q(owner=pk) | Q(recorder=pk)).values_list("pk", flat=True))
    names = [person.name_forms]
    return collected(cases, set(), lambda entry: False, lambda text: bool(person_named(text, names)))


def collected(
    cases: Iterable[int], known: set[int], is_theirs: Callable[[Entry], bool], names: Callable[[str], bool]
) -> Found:
    found: dict[tuple[str, int], set[int]] = {}
    for case in sorted(cases):
        entries = list(Entry.objects.filter(subject_kind=Case.subject_kind, subject_id=case))
        theirs = {words for entry in entries if is_theirs(entry) for words in entry.words_ids()}
        others = {words for entry in entries for words in entry.words_ids()}
        theirs |= known & others
        texts = Words.objects.filter(pk__in=others - theirs, masked_at=None).values_list("pk", "text")
        theirs |= {words for words, text in texts if names(text or "")}
        if theirs:
            found[Case.subject_kind, case] = theirs
    return found


def open_cases(pk: int) -> list[str]:
    """An open case, or a letter that leaves within seconds, holds a contact back."""
    if LetterDraft.objects.filter(case__contact=pk, goes_at__isnull=False).exists():
        return [gettext("A letter to her is still on its way.")]
    numbers = Case.objects.open().filter(pk__in=cases_of(pk)).values_list("number", flat=True)
    return [gettext("%(number)s is open, and she is in it.") % {"number": number} for number in numbers[:3]]


def forget_contact(pk: int, at: dt.datetime) -> None:
    """Her links end; what she sent goes from the disk, unless another case holds the same content."""
    Link.objects.filter(contact=pk, revoked_at__isnull=True).update(revoked_at=at)
    drop_files(sent_by(pk))
    drop_documents()
    Verbatim.objects.filter(case__contact=pk).exclude(sender="").update(sender=MASKED)
    forget_sender(Contact.objects.get(pk=pk).email)
    LetterDraft.objects.filter(case__in=cases_of(pk)).delete()


def drop_files(gone: list[Attachment]) -> None:
    """From the disk, unless another case holds the same content."""
    ids = [attachment.pk for attachment in gone]
    for attachment in gone:
        if not Attachment.objects.filter(file=attachment.file).exclude(pk__in=ids).exists():
            attachment.file.path.unlink(missing_ok=True)
    Attachment.objects.filter(pk__in=ids).update(name=MASKED)


def drop_documents() -> None:
    """A paper whose words were masked just now says them still: it goes with them."""
    masked = Attachment.objects.filter(document__texts__words__masked_at__isnull=False).exclude(name=MASKED)
    drop_files(list(masked.select_related("file").distinct()))


def forget_sender(email: str) -> None:
    """Whoever wrote from this address and was never confirmed."""
    if email:
        Verbatim.objects.filter(sender__iexact=email).update(sender=MASKED)


def forget_person(pk: int, at: dt.datetime) -> None:
    """Letters they had begun, and those of others that name them."""
    person = Person.objects.get(pk=pk)
    forget_sender(person.email)
    drop_documents()
    names = [person.name_forms]
    drafts = LetterDraft.objects.filter(goes_at=None).values_list("pk", "person_id", "subject", "body")
    gone = [
        draft
        for draft, writer, subject, body in drafts
        if writer == pk or person_named(f"{subject}\n{body}", names)
    ]
    LetterDraft.objects.filter(pk__in=gone).delete()


CONTACT = Keeps(words=words_of_contact, holds=open_cases, forget=forget_contact)
PERSON = Keeps(words=words_of_person, forget=forget_person)
