"""Beginning with a text: those that fit the step, others by their words, and putting one in without losing what was typed."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tanto import clocks
from tanto.phrasebook import section_texts
from tanto.wording import texts

from .. import forms
from ..filling import Filling
from ..forms.fields import FOREVER
from ..models import Case, LetterDraft
from ..steps import Step
from .doors import own_case, reader
from .letters import chosen, moment
from .page import case_page
from .text_choices import Choice, choices, put


def mine(request: HttpRequest, number: str) -> Case:
    """The case, if this person may write for it."""
    case = own_case(request, number)
    if not case.may_work(reader(request).pk) or not case.is_listened:
        raise Http404
    return case


def found_by(case: Case, wanted: str) -> list[Choice]:
    """Everything that may be sent or read out; with words, what holds them."""
    every = [text for text in section_texts.of_section(case.section_id).values() if text.may_be_sent]
    return choices(texts.find(every, wanted[:200]))


def letter_texts(request: HttpRequest, number: str) -> HttpResponse:
    """Texts by their words: below the field as somebody types; on the whole page, with what was typed kept, without a script."""
    if request.method != "POST" and not request.htmx:  # type: ignore[attr-defined]
        return redirect(own_case(request, number).get_absolute_url())
    case = mine(request, number)
    asked = request.POST if request.method == "POST" else request.GET
    shown: dict[str, Any] = {"texts_found": found_by(case, asked.get("q", "")), "texts_q": asked.get("q", "")}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "recovery/texts_found.html", {"case": case} | shown)
    keep(request, case, subject=typed(request, "subject")[:200], body=typed(request, "body"))
    return case_page(request, own_case(request, number), shown=shown)


def letter_text(request: HttpRequest, number: str) -> HttpResponse:
    """Put a text into the letter. What was typed stays below it, and one press brings the letter back as it was."""
    if request.method != "POST":
        return redirect(own_case(request, number).get_absolute_url())
    case = mine(request, number)
    before = typed(request, "subject"), typed(request, "body")
    if request.POST.get("undo"):
        subject, body = typed(request, "before_subject"), typed(request, "before_body")
        keep(request, case, subject=subject, body=body)
        return case_page(request, own_case(request, number))
    text = texts.shipped().get(request.POST.get("text", ""))
    if text is None or not text.may_be_sent:
        raise Http404
    filled = Filling(case).fill(section_texts.one(text.id, case.section_id))
    subject, body, sign = put(before, filled, request.POST.get("untouched", ""))
    keep(request, case, subject=subject[:200], body=body)
    shown = {"letter_before": before, "letter_put": choices([text])[0], "untouched": sign}
    return case_page(request, own_case(request, number), shown=shown)


def keep(request: HttpRequest, case: Case, *, subject: str, body: str) -> None:
    """As a letter that was begun: it is there on another machine, too."""
    LetterDraft.keep(
        case.pk,
        reader(request),
        at=clocks.now(),
        subject=subject[:200],
        body=body[:FOREVER],
        next_at=moment(request.POST.get("next_at", "")),
        is_last=request.POST.get("is_last") == "on",
        papers=chosen(request),
    )


def typed(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").replace("\x00", "")[:FOREVER]


def cushion_text(request: HttpRequest, number: str) -> HttpResponse:
    """Begin the cushion with one of the sentences. What was typed can be brought back."""
    case = own_case(request, number)
    if request.method != "POST":
        return redirect(case.get_absolute_url())
    if not case.may_work(reader(request).pk) or case.step != Step.CUSHION:
        raise Http404
    before, language = typed(request, "sentence"), Filling(case).language
    lines = section_texts.one("T-04", case.section_id).lines(language)
    if request.POST.get("undo"):
        sentence, shown = typed(request, "before"), {"forget": "cushion"}
    else:
        chosen = request.POST.get("line", "")
        if not (chosen.isascii() and chosen.isdigit() and int(chosen) < len(lines)):
            raise Http404
        sentence = lines[int(chosen)]
        shown = {"forget": "cushion", "cushion_before": before if before.strip() not in lines else ""}
    form = forms.CushionForm({"sentence": sentence})
    return case_page(request, own_case(request, number), bound={"cushion": form}, shown=shown)
