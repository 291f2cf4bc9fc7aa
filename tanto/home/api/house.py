"""How the program stands, for who keeps the house: numbers of cases, never their words."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from tanto import clocks
from tanto.clocks.aside import try_again
from tanto.people.views import keeper
from tanto.web.api.answering import answer
from tanto.web.api.kinds import At, PathId, Shown
from tanto.web.api.routes import Room

from ..house.page import page_of_house


class Aside(Shown):
    """A clock that threw and waits an hour."""

    clock: int
    label: str
    case: str
    trouble: str


class Worker(Shown):
    name: str
    started_at: At
    is_late: bool


class House(Shown):
    """outbox, waiting, unclear: entries to be told, letters to be sent, letters that may not have gone; database, free: bytes."""

    example: ClassVar[dict[str, Any]] = {"is_well": True, "workers": [{"name": "office:412", "started_at": "2026-11-12T08:00:00+09:00", "is_late": False}], "aside": [], "outbox": 0, "waiting": 0, "unclear": 0, "untold": 0, "database": 52428800, "free": 21474836480, "backup_at": None}  # fmt: skip

    is_well: bool
    workers: list[Worker]
    aside: list[Aside]
    outbox: int
    waiting: int
    unclear: int
    untold: int
    database: int
    free: int
    backup_at: At | None

    @classmethod
    def now(cls) -> "House":
        known = page_of_house(clocks.now())
        return cls(
            is_well=known["is_well"],
            workers=[
                Worker(name=w.name, started_at=w.started_at, is_late=w.is_late) for w in known["workers"]
            ],
            aside=[
                Aside(clock=a.clock.pk, label=str(a.label), case=a.number, trouble=a.trouble)
                for a in known["aside"]
            ],
            outbox=known["outbox"].count,
            waiting=known["waiting"].count,
            unclear=known["unclear"].count,
            untold=len(known["untold"]),
            database=known["size"],
            free=known["free"],
            backup_at=known["backup"].at if known["backup"] else None,
        )


def read(request: HttpRequest) -> HttpResponse:
    """For anybody else it does not exist."""
    keeper(request)
    return answer(House.now())


def again(request: HttpRequest, clock: PathId) -> HttpResponse:
    """A clock that was set aside is tried at once."""
    keeper(request)
    try_again(clock, now=clocks.now())
    return answer(House.now())


def offer_to(room: Room) -> None:
    room.offer(
        "GET", "/house", read, name="read_house", says="How the program stands", gives=House, scope="house"
    )
    room.offer(
        "PUT",
        "/house/clocks/{clock}/repetition",
        again,
        name="try_clock_again",
        says="Try a clock again that was set aside",
        gives=House,
        scope="house",
    )
