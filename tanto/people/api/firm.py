"""The firm's names, its values, and what it asks of everybody."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from tanto.journal.verbs import lock
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.forms import given_by, patched
from tanto.web.api.kinds import Named, Shown
from tanto.web.api.routes import Room

from ..bearer import actor
from ..forms import FirmForm
from ..models import Firm
from ..views import keeper, write_firm
from .persons import maybe

ChangedFirm = given_by(FirmForm, "ChangedFirm", is_patch=True)


class FirmShown(Shown):
    """intake: who takes in what comes from outside; keep_…: months until names go, 0 keeps them."""

    example: ClassVar[dict[str, Any]] = {"name_en": "Tamabashi Kiko", "name_ja": "多摩橋機工", "seal": "多摩橋", "values_en": "", "values_ja": "", "intake": None, "keep_contacts": 36, "keep_people": 24, "second_step": "nobody"}  # fmt: skip

    name_en: str
    name_ja: str
    seal: str
    values_en: str
    values_ja: str
    intake: Named | None
    keep_contacts: int
    keep_people: int
    second_step: str


def shown() -> HttpResponse:
    firm = Firm.ours()
    known = {name: getattr(firm, name) for name in FirmShown.model_fields if name != "intake"}
    return answer(FirmShown(**known, intake=maybe(firm.intake)), etag=etag(firm))


def etag(firm: Firm) -> str:
    return etag_of("firm", firm.pk or 0, firm.head_number)


def read(request: HttpRequest) -> HttpResponse:
    """What stands on every page and letter."""
    return shown()


def change(request: HttpRequest, given: ChangedFirm) -> HttpResponse:  # type: ignore[valid-type]
    """What is left out stays as it is."""
    keeper(request)
    by = actor(request)
    with transaction.atomic():
        kept = Firm.kept()
        lock(kept)
        must_match(request, etag(kept), is_needed=True)
        write_firm(kept, by=by, **patched(FirmForm, Firm.kept(), given))
    return shown()


def offer_to(room: Room) -> None:
    room.offer("GET", "/firm", read, name="read_firm", says="The firm", gives=FirmShown)
    room.offer(
        "PATCH",
        "/firm",
        change,
        name="change_firm",
        says="Change the firm’s entry",
        gives=FirmShown,
        scope="house",
        if_match=True,
        example={"keep_people": 24},
    )
