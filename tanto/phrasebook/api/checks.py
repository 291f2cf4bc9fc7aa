"""A text read with the whole book. Nothing of it is kept."""

from typing import Annotated, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from tanto.web.api.answering import answer
from tanto.web.api.kinds import Given, Shown, Text
from tanto.web.api.routes import Room
from tanto.wording.checking import LONGEST, Draft
from tanto.wording.report import report

from ..house import catalogue
from ..pace import must_keep_pace
from ..phrases import reader
from ..views.reading import me
from .shapes import ElementShown, HitShown, Language, Mode, Step


class TextToCheck(Given):
    """modes: where it will stand; step: what it is for; language: of the text, where its script does not tell."""

    text: Annotated[Text, Field(max_length=LONGEST)]
    modes: Annotated[list[Mode], Field(min_length=1, max_length=4)] = ["ext"]
    step: Step = ""
    language: Language | None = None


class Checked(Shown):
    """hits: in the order of the text; that there is none is no praise. elements: what a message of this step holds."""

    example: ClassVar[dict[str, Any]] = {"hits": [HitShown.example], "elements": [{"rule": "R-01", "id": "NAME", "level": "block", "is_there": False, "label": "Your name", "add": "I am {me}."}]}  # fmt: skip

    hits: list[HitShown]
    elements: list[ElementShown]


def check(request: HttpRequest, given: TextToCheck) -> HttpResponse:
    """What would hurt its reader, why, and what to say instead."""
    must_keep_pace(me(request).pk, given.text)
    draft = Draft(
        given.text,
        tuple(given.modes),
        language=given.language or "",
        speaks=reader(),
        step=given.step,
        me=(me(request).name_forms,),
        catalogue=catalogue(),
    )
    found = report(draft)
    hits = [HitShown.of(hit) for hit in found.hits]
    return answer(Checked(hits=hits, elements=[ElementShown.of(one) for one in found.elements]))


def offer_to(room: Room) -> None:
    room.offer(
        "POST",
        "/checks",
        check,
        name="check_text",
        says="Check a text",
        gives=Checked,
        scope="read",
        example={"text": "The courier was late.", "modes": ["ext"], "step": "acknowledgement"},
    )
