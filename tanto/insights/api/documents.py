"""The papers of a case for programs: listed, begun from the record, made as PDF, kept."""

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from pydantic import Field

from tanto.people.bearer import actor, caller
from tanto.recovery.api.cases import noted, readable
from tanto.recovery.models import Document
from tanto.recovery.steps import DocumentKind
from tanto.web.api.answering import answer
from tanto.web.api.forms import cleaned
from tanto.web.api.kinds import At, CaseNumber, Day, Given, Moment, Named, Shown, Text
from tanto.web.api.routes import MADE, Room
from tanto.web.refusals import Refused

from ..documents import views
from ..documents.forms import form_of
from ..documents.kinds import KINDS
from ..documents.paper import Paper

KindName = Literal[tuple(kind.value for kind in DocumentKind)]  # type: ignore[valid-type]
Language = Literal["ja", "en"]
MORI = {"id": 7, "name": "Mori Aya"}
TEXTS = {
    "addressee": "Shirakabazawa Precision\nMs. Kiuchi",
    "sender": "Tamabashi Kiko\nSales East\nSuzuki Ken, head of the section",
    "opening": "Dear Ms. Kiuchi,",
    "body": "On 12 November we caused you serious trouble, and I apologise without reservation.",
    "closing": "Yours sincerely,",
}


class WrittenDocument(Given):
    """texts: by field, as `begin_document` gives them; a field that is left out is called "still being checked" on the paper.
    next_at: when the customer hears from us next; a report needs it until the case is solved. override: why words that would hurt stay
    in a letter of apology, five signs or more."""

    language: Language
    day: Day
    texts: Annotated[dict[str, Text], Field(max_length=30)]
    next_at: Moment | None = None
    override: Text = ""


class DocumentShown(Shown):
    """file: its id among the files of the case."""

    example: ClassVar[dict[str, Any]] = {"id": 2, "kind": "apology", "language": "en", "name": "Letter of apology SR-2026-0042.pdf", "file": 9, "size": 24120, "digest": "9f86…", "by": MORI, "at": "2026-11-13T10:00:00+09:00", "sent_at": None, "texts": TEXTS}  # fmt: skip

    id: int
    kind: str
    language: str
    name: str
    file: int
    size: int
    digest: str
    by: Named
    at: At
    sent_at: At | None
    texts: dict[str, str]

    @classmethod
    def of(cls, kept: Document) -> "DocumentShown":
        paper = kept.attachment
        return cls(
            id=kept.pk,
            kind=kept.kind,
            language=kept.language,
            name=paper.name,
            file=paper.pk,
            size=paper.file.size,
            digest=paper.file.digest,
            by=Named(id=kept.by_id, name=str(kept.by)),
            at=kept.at,
            sent_at=kept.sent_at,
            texts=kept.typed,
        )


class Documents(Shown):
    """kinds: which can be made, the one that the client asked for first."""

    example: ClassVar[dict[str, Any]] = {"kinds": ["eight_d", "apology"], "items": [DocumentShown.example]}

    kinds: list[str]
    items: list[DocumentShown]


class Begun(Shown):
    """What the record says, by field; a field it knows nothing of is empty."""

    example: ClassVar[dict[str, Any]] = {"kind": "apology", "language": "en", "day": "2026-11-13", "next_at": None, "texts": TEXTS}  # fmt: skip

    kind: str
    language: str
    day: dt.date
    next_at: At | None
    texts: dict[str, str]


def listed(request: HttpRequest, number: CaseNumber) -> HttpResponse:
    """The newest first; what was masked is left out."""
    person = caller(request)
    case = noted(readable(person, number), person)
    kinds = [kind.value for kind in views.offered(case)]
    return answer(Documents(kinds=kinds, items=[DocumentShown.of(row) for row in views.kept_of(case)]))


def begun(
    request: HttpRequest,
    number: CaseNumber,
    kind: KindName,  # type: ignore[valid-type]
    language: Annotated[str, Field(pattern="^(ja|en)?$")] = "",
) -> HttpResponse:
    """Without a language in that of its reader."""
    person = caller(request)
    case = noted(readable(person, number), person)
    spoken = language or views.language_for(case, kind)
    given = views.begin(case, kind, spoken)
    return answer(
        Begun(
            kind=kind,
            language=spoken,
            day=given["day"],
            next_at=given["next_at"],
            texts={name: given.get(name, "") for name in KINDS[kind].fields},
        )
    )


def made(
    request: HttpRequest,
    number: CaseNumber,
    kind: KindName,  # type: ignore[valid-type]
    given: WrittenDocument,
) -> HttpResponse:
    """The PDF. Nothing is kept, and nothing is sent."""
    person = caller(request)
    case = noted(readable(person, number), person)
    paper = paper_of(case, kind, given)
    return views.as_pdf(views.made_of(paper, by=actor(request)).pdf, paper.name)


def kept(
    request: HttpRequest,
    number: CaseNumber,
    kind: KindName,  # type: ignore[valid-type]
    given: WrittenDocument,
) -> HttpResponse:
    """Made, and kept with the case as a file. The same paper twice is one."""
    by, person = actor(request), caller(request)
    case = readable(person, number)
    paper = paper_of(case, kind, given)
    pdf = views.made_of(paper, by=by).pdf
    with transaction.atomic():
        file = views.keep(paper, pdf, by=by)
    return answer(DocumentShown.of(Document.objects.get(case=case, attachment__file=file)), status=MADE)


def paper_of(case: Any, kind: str, given: WrittenDocument) -> Paper:
    """Read by the form of the page."""
    form = form_of(kind)
    unknown = set(given.texts) - set(KINDS[kind].fields)
    if unknown:
        raise no_such_field(sorted(unknown)[0][:40])
    typed = dict(given.texts) | {
        "language": given.language,
        "day": given.day,
        "next_at": given.next_at,
        "override": given.override,
    }
    bound = form({name: value for name, value in typed.items() if value is not None})
    cleaned(bound)
    return bound.paper(case)


def no_such_field(name: str) -> Refused:
    from django.utils.translation import gettext_lazy as _

    return Refused(
        "no_such_field",
        _("This document has no field “%(name)s”.") % {"name": name},
        _("What has no place on the paper would be lost without a word."),
        _("Ask for the document as it is begun: its texts name every field."),
        field="texts",
    )


def offer_to(room: Room) -> None:
    place, body = "/cases/{number}/documents", {"language": "en", "day": "2026-11-13", "texts": TEXTS}
    room.offer(
        "GET",
        place,
        listed,
        name="list_documents",
        says="Papers kept with a case, and which can be made",
        gives=Documents,
    )
    room.offer(
        "GET",
        f"{place}/{{kind}}",
        begun,
        name="begin_document",
        says="A paper as the record fills it",
        gives=Begun,
    )
    room.offer(
        "POST",
        f"{place}/{{kind}}/pdf",
        made,
        name="make_document",
        says="A paper as PDF",
        gives=None,
        kind="application/pdf",
        example=body,
    )
    room.offer("POST", f"{place}/{{kind}}", kept, name="keep_document", says="Make a paper and keep it with the case", gives=DocumentShown, status=MADE, example=body)  # fmt: skip
