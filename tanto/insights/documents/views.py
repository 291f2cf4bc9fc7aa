"""The papers of a case: which there are, what was kept; one of them written, looked at, taken as PDF, kept."""

import base64
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from tanto import clocks
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.phrasebook.guards import Said
from tanto.recovery.models import Case, Document, Reading
from tanto.recovery.steps import DocumentKind
from tanto.recovery.views.doors import actor, own_case, reader
from tanto.web.numbers import whole
from tanto.web.refusals import Refused
from tanto.wording.checking import JAPANESE

from . import rendering
from .forms import LANGUAGES, DocumentForm, form_of
from .kinds import KINDS, Kind
from .paper import Paper
from .record import begun


def documents(request: HttpRequest, number: str) -> HttpResponse:
    """What can be made of this case, and what was kept with it."""
    case = own_case(request, number)
    if request.method == "POST":
        return redirect("documents", number=number)
    note_reading(case, request)
    context = {
        "case": case,
        "kinds": offered(case),
        "wants_8d": wants_8d(case),
        "kept": kept_of(case),
        "may_write": case.is_listened and case.may_work(reader(request).pk),
        "taken": request.GET.get("taken", ""),
    }
    return render(request, "insights/documents/documents.html", context)


@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """One paper. Looking at it and taking it as PDF change nothing."""
    if kind not in KINDS:
        raise Http404
    case = own_case(request, number)
    note_reading(case, request)
    if request.method != "POST":
        return written(request, case, KINDS[kind], fresh(request, case, kind))
    form = form_of(kind)(request.POST)
    if not form.is_valid():
        return written(request, case, KINDS[kind], form, status=422)
    try:
        return answered(request, case, form)
    except Refused as refused:
        return written(
            request, own_case(request, number), KINDS[kind], form, refused=refused, status=refused.status
        )


def answered(request: HttpRequest, case: Case, form: DocumentForm) -> HttpResponse:
    paper, by = form.paper(case), actor(request)
    wish = request.POST.get("wish", "look")
    made = made_of(paper, by=by, with_pictures=wish == "look")
    if wish == "keep":
        keep(paper, made.pdf, by=by)
        return redirect(f"/cases/{case.number}/documents/?taken={paper.kind.value}-{paper.language}")
    if wish == "pdf":
        return as_pdf(made.pdf, paper.name)
    pages = [f"data:image/png;base64,{base64.b64encode(page).decode()}" for page in made.pictures]
    return written(request, case, paper.kind, form, pages=pages)


def made_of(paper: Paper, *, by: Actor, with_pictures: bool = False) -> rendering.Made:
    """Nothing unsound is set, not even to be looked at: it would be printed."""
    said = Said(reason=paper.reason)
    paper.case.must_be_sound(
        by=by, kind=paper.kind.value, texts=paper.texts, next_at=paper.next_at, said=said
    )
    return rendering.make(paper, with_pictures=with_pictures)


def keep(paper: Paper, pdf: bytes, *, by: Actor) -> File:
    """With its case, as a file of it."""
    file = File.keep([pdf])
    paper.case.keep_document(
        by=by,
        kind=paper.kind.value,
        language=paper.language,
        texts=paper.texts,
        pdf=file,
        name=paper.name,
        next_at=paper.next_at,
        said=Said(reason=paper.reason),
    )
    return file


def written(
    request: HttpRequest,
    case: Case,
    kind: Kind,
    form: DocumentForm,
    *,
    refused: Refused | None = None,
    pages: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = str(form["language"].value())
    context = {
        "case": case,
        "kind": kind,
        "form": form,
        "language": language,
        "languages": LANGUAGES,
        "refused": refused,
        "on_top": refused is not None and refused.field not in form.fields,
        "pages": pages or [],
        "earlier": [each for each in kept_of(case) if each.language == language and goes_on(each, kind)],
        "has_facts": bool(case.supported_facts),
        "is_mixed": language == "en" and any(JAPANESE.search(text) for text in texts_in(form, kind)),
    }
    return render(request, "insights/documents/document.html", context, status=status)


def texts_in(form: DocumentForm, kind: Kind) -> list[str]:
    """What stands in the fields now, but for who it is to and from."""
    return [str(form[name].value() or "") for name in kind.fields if name not in ("addressee", "sender")]


def fresh(request: HttpRequest, case: Case, kind: str) -> DocumentForm:
    """From the record; or going on from one that was kept."""
    language = request.GET.get("language", "")
    if language not in dict(LANGUAGES):
        language = language_for(case, kind)
    given: dict[str, Any] = begin(case, kind, language)
    earlier = whole(request.GET.get("from", ""))
    found = next((kept for kept in kept_of(case) if kept.pk == earlier), None)
    if found is not None and found.language == language:
        given |= {name: text for name, text in found.typed.items() if name in KINDS[kind].fields}
    return form_of(kind)(initial=given)


def begin(case: Case, kind: str, language: str) -> dict[str, Any]:
    next_at = case.next_told_at if case.next_told_at and case.next_told_at > clocks.now() else None
    texts = begun(case, kind=kind, language=language)
    return texts | {"language": language, "day": clocks.today(), "next_at": next_at}


def language_for(case: Case, kind: str) -> str:
    """The customer's; a notice is read by the boss."""
    if kind == DocumentKind.NOTICE:
        return case.section.boss.language
    return case.contact.language if case.contact else (translation.get_language() or "en")[:2]


def goes_on(kept: Document, kind: Kind) -> bool:
    """A report goes on from any report, a letter from a letter."""
    return kept.kind == kind.value or (DocumentKind(kept.kind).is_report and kind.of.is_report)


def offered(case: Case) -> list[Kind]:
    """Where the customer wants 8D it comes first."""
    found = list(KINDS.values())
    return sorted(found, key=lambda kind: kind.of is not DocumentKind.EIGHT_D) if wants_8d(case) else found


def wants_8d(case: Case) -> bool:
    return case.client is not None and case.client.report_format == "8d"


def kept_of(case: Case) -> list[Document]:
    rows = case.documents.select_related("attachment__file", "by")
    return [row for row in rows if not row.attachment.is_masked]


def note_reading(case: Case, request: HttpRequest) -> None:
    """Who looks without a part is written down, as on the page of the case."""
    if not case.parts.filter(person=reader(request)).exists():
        Reading.note(case.pk, reader(request), Reading.WORDS)


def as_pdf(pdf: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
