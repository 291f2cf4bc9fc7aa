from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from tanto import clocks
from tanto.notices.models import Notice
from tanto.people.models import Person
from tanto.recovery.models import ToldBoss
from tanto.web.doors import Door, doors


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the bar at the top and at the thumb shows; asked for only where a page draws it."""
    return {"frame": SimpleLazyObject(lambda: Frame(request))}


def counts(person_id: int) -> dict[str, Any]:
    """Unread notices, notices to a boss that wait, and whether this is a boss who was ever told: one query."""
    unread = Notice.objects.filter(person=OuterRef("pk"), read_at__isnull=True).order_by().values("person")
    told = ToldBoss.objects.filter(boss=OuterRef("pk")).order_by().values("boss")
    waiting = told.filter(read_at__isnull=True, decided_at__isnull=True)
    row = Person.objects.values(
        unread=Coalesce(Subquery(unread.annotate(n=Count("pk")).values("n")), 0),
        waiting=Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0),
        is_boss=Exists(told),
    ).get(pk=person_id)
    return dict(row)


class Frame:
    def __init__(self, request: HttpRequest) -> None:
        self.is_demo = settings.DEMO
        self.now = clocks.now()
        self.path = request.path
        user = request.user
        self.places: list[dict[str, Any]] = []
        self.thumb: list[dict[str, Any]] = []
        self.unread = 0
        self.doors: list[Door] = []
        if not user.is_authenticated:
            self.doors = doors()
            return
        counted = counts(user.pk)
        self.unread, waiting, is_boss = counted["unread"], counted["waiting"], counted["is_boss"]
        day = self.place("/", _("My day"), "day")
        cases = self.place("/cases/", _("Cases"), "case")
        have = self.place("/cases/new/", _("I have it"), "plus")
        clients = self.place("/clients/", _("Clients"), "person")
        desk = self.place("/desk/", _("Boss’s desk"), "tick", waiting)
        people = self.place("/people/", _("People"), "person")
        near = self.place("/near-misses/", _("Near misses"), "look")
        self.places = [day, *([desk] if is_boss else []), cases, have, clients, people, near]
        self.thumb = [day, cases, have, desk if is_boss else clients]

    def place(self, address: str, name: str, picture: str, count: int = 0) -> dict[str, Any]:
        inside = self.path.startswith(address) and not (address == "/cases/" and "new" in self.path)
        is_here = self.path == address if address == "/" else inside
        return {"address": address, "name": name, "icon": picture, "count": count, "is_here": is_here}
