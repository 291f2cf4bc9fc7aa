"""What is kept of one contact, as a file for her: her entry, her cases as her own page shows them, her words, our letters to her,
and what she sent. Nothing of what colleagues wrote among themselves."""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q

from tanto.clients.models import Contact
from tanto.journal.models import Entry, Words
from tanto.journal.models.entry import aloud

from .keeps import cases_of, sent_by
from .models import Case, CustomerWord, Document, Verbatim
from .steps import End, Step

# What rooms above keep of her besides: names in the zip, and contents.
MORE: list[Callable[[int], Iterable[tuple[str, bytes]]]] = []


def hers(contact: Contact) -> bytes:
    """A zip: `data.json`, under `files/` what she sent, by its number and name, under `documents/` the papers addressed to her,
    and under `mails/` her mails as they came."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("data.json", json.dumps(about(contact), ensure_ascii=False, indent=2, default=plain))
        for sent in sent_by(contact.pk):
            if sent.file.path.exists():
                bundle.write(sent.file.path, f"files/{sent.pk}-{sent.name}")
        for paper in Document.objects.filter(contact=contact).select_related("attachment__file"):
            if paper.attachment.file.path.exists():
                bundle.write(paper.attachment.file.path, f"documents/{paper.pk}-{paper.attachment.name}")
        for name, content in (each for room in MORE for each in room(contact.pk)):
            bundle.writestr(name, content)
    return kept.getvalue()


def about(contact: Contact) -> dict[str, Any]:
    columns = ("name_en", "name_ja", "title", "role", "email", "phone", "language")
    cases = Case.objects.filter(pk__in=cases_of(contact.pk)).order_by("pk")
    return {
        "entry": {name: getattr(contact, name) for name in columns} | {"firm": contact.client.name()},
        "cases": [of_case(case, contact) for case in cases],
    }


def of_case(case: Case, contact: Contact) -> dict[str, Any]:
    mine = Q(speaker=contact) | Q(speaker=None, is_hers=True, case__contact=contact)
    said = Verbatim.objects.filter(mine, case=case).select_related("words")
    judged = CustomerWord.objects.filter(case=case, contact=contact).select_related("words")
    state = Step(case.step).label if case.step else End(case.end or End.CLOSED).label
    return {
        "number": case.number,
        "opened": case.opened_at,
        "ended": case.ended_at,
        "state": str(state),
        "said": [{"at": row.at, "channel": row.channel, "words": str(row.words)} for row in said],
        "judged": [
            {"at": row.at, "question": row.question, "answer": row.answer, "words": str(row.words or "")}
            for row in judged
        ],
        "letters": letters_to(case, contact),
        "sent": [row.name for row in sent_by(contact.pk) if row.case_id == case.pk],
    }


def letters_to(case: Case, contact: Contact) -> list[dict[str, Any]]:
    """Every text of an entry that was told to her."""
    entries = Entry.objects.filter(subject_kind=Case.subject_kind, subject_id=case.pk).order_by("number")
    told = [entry for entry in entries if ["contact", contact.pk] in entry.receivers]
    texts = Words.objects.in_bulk([pk for entry in told for pk in aloud(entry.facts)])
    return [
        {"at": entry.at, "texts": [str(texts[pk]) for pk in aloud(entry.facts)]}
        for entry in told
        if aloud(entry.facts)
    ]


def plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.datetime) else str(value)
