"""Texts to begin with, filled from a case: in the customer's language, with what is still open."""

from typing import Annotated, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from tanto.people.bearer import caller
from tanto.phrasebook import section_texts
from tanto.web.api.answering import answer
from tanto.web.api.kinds import CaseNumber, Shown
from tanto.web.api.paging import page_of, paged
from tanto.web.api.routes import Room
from tanto.wording import texts

from ..filling import Filling
from .cases import noted, readable

TextId = Annotated[str, Field(pattern=r"^T-[0-9]{2}$", examples=["T-11"])]


class TextForCase(Shown):
    """fits: whether it is meant for the step at which the case stands."""

    example: ClassVar[dict[str, Any]] = {"id": "T-11", "name_en": "Progress update with news", "name_ja": "進捗のご報告（進展あり）", "kind": "letter", "fits": True}  # fmt: skip

    id: str
    name_en: str
    name_ja: str
    kind: str
    fits: bool


class FilledText(Shown):
    """gap: the first thing that is still open, as it stands in the text; {link} is filled as the letter leaves."""

    example: ClassVar[dict[str, Any]] = {"id": "T-11", "language": "en", "subject": "Where we stand (SR-2026-0042)", "body": "Dear Ms. Kiuchi, …", "gap": "{next_time}"}  # fmt: skip

    id: str
    language: str
    subject: str
    body: str
    gap: str


def listed(request: HttpRequest, number: CaseNumber) -> HttpResponse:
    """What may be sent or read out to the customer; never what is among ourselves."""
    case = readable(caller(request), number)
    rows = [
        TextForCase(
            id=text.id,
            name_en=text.name["en"],
            name_ja=text.name["ja"],
            kind=text.kind,
            fits=(case.step or "closed") in text.steps,
        )
        for text in texts.shipped().values()
        if text.is_external
    ]
    return paged(request, TextForCase, rows, "")


def read(request: HttpRequest, number: CaseNumber, text: TextId) -> HttpResponse:
    """As the section of the case writes it, filled with what the case knows."""
    person = caller(request)
    case = noted(readable(person, number), person)
    if text not in texts.shipped() or not texts.shipped()[text].is_external:
        raise Http404
    filling = Filling(case)
    subject, body = filling.fill(section_texts.one(text, case.section_id))
    return answer(
        FilledText(id=text, language=filling.language, subject=subject, body=body, gap=texts.gap(body))
    )


def offer_to(room: Room) -> None:
    at = "/cases/{number}/texts"
    room.offer(
        "GET", at, listed, name="list_texts_of_case", says="Texts for a case", gives=page_of(TextForCase)
    )
    room.offer("GET", at + "/{text}", read, name="fill_text", says="A text, filled", gives=FilledText)
