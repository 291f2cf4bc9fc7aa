"""Words that should have been found."""

from typing import Annotated, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from tanto.people.bearer import actor
from tanto.people.views import keeper
from tanto.web.api.kinds import Given, PathId, Shown, Text
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import Room

from ..models import Missed
from ..models.missed import LONGEST_TEXT, LONGEST_WORDS
from .shapes import Language, Mode


class MissedWords(Given):
    """words: as they stand in the text."""

    text: Annotated[Text, Field(max_length=LONGEST_TEXT)]
    words: Annotated[Text, Field(min_length=1, max_length=LONGEST_WORDS)]
    mode: Mode = "ext"


class MissedShown(Shown):
    """sentence: around the words, without the names of the house's people; nobody is named with it."""

    example: ClassVar[dict[str, Any]] = {"id": 3, "sentence": "Please be patient with us.", "words": "be patient", "language": "en", "mode": "ext", "day": "2026-11-12"}  # fmt: skip

    id: int
    sentence: str
    words: str
    language: Language
    mode: Mode
    day: str

    @classmethod
    def of(cls, one: Missed) -> "MissedShown":
        return cls(
            id=one.pk,
            sentence=one.sentence,
            words=one.parts.marked,
            language="ja" if one.language == "ja" else "en",
            mode=one.mode,
            day=one.day.isoformat(),
        )


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """What nobody settled yet."""
    keeper(request)
    found, place = by_id(request, Missed.objects.filter(outcome="").select_related("words"), cursor, limit)
    return paged(request, MissedShown, [MissedShown.of(one) for one in found], place)


def tell(request: HttpRequest, given: MissedWords) -> HttpResponse:
    """Kept without a name; whoever keeps the house makes a pattern of it, or leaves it."""
    Missed.tell(by=actor(request), **given.model_dump())
    return HttpResponse(status=204)


def drop(request: HttpRequest, missed: PathId) -> HttpResponse:
    """It stays unfound."""
    keeper(request)
    found = Missed.objects.filter(pk=missed).first()
    if found is None:
        raise Http404
    found.drop(by=actor(request))
    return HttpResponse(status=204)


def offer_to(room: Room) -> None:
    room.offer("GET", "/missed-phrases", listed, name="list_missed", says="Words that were not found", gives=page_of(MissedShown), scope="house")  # fmt: skip
    room.offer("POST", "/missed-phrases", tell, name="tell_missed", says="Tell of words that were not found", gives=None, status=204, example={"text": "Please be patient with us.", "words": "be patient"})  # fmt: skip
    room.offer("DELETE", "/missed-phrases/{missed}", drop, name="drop_missed", says="Leave words unfound", gives=None, status=204, scope="house")  # fmt: skip
