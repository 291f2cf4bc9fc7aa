from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from tanto import clocks
from tanto.notices.models import Notice
from tanto.people.models import Person, Section
from tanto.recovery.models import ToldBoss
from tanto.web.doors import Door, doors

from .bad_news import unread_notices
from .house.standing import needs_a_look


def frame(request: HttpRequest) -> dict[str, Any]:
    """What the bar at the top and at the thumb shows; asked for only where a page draws it."""
    return {"frame": SimpleLazyObject(lambda: Frame(request))}


class Counts:
    """What a reader has before them, in one query: unread notices, notices that wait for a seal or a decision."""

    def __init__(self, person_id: int) -> None:
        me = Person.objects.filter(pk=person_id)
        row = me.values_list(
            counted(Notice.objects.filter(person=OuterRef("pk"), read_at__isnull=True), "person"),
            counted(unread_notices().filter(boss=OuterRef("pk")), "boss"),
            Exists(Section.objects.filter(Q(boss=OuterRef("pk")) | Q(deputy=OuterRef("pk")))),
            Exists(ToldBoss.objects.filter(boss=OuterRef("pk"))),
        ).first()
        unread, waiting, leads, was_told = row or (0, 0, False, False)
        self.unread, self.waiting = unread or 0, waiting or 0
        self.is_boss = leads or was_told


def counted(rows: Any, by: str) -> Subquery:
    found = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Subquery(found, output_field=IntegerField())


class Frame:
    def __init__(self, request: HttpRequest) -> None:
        self.is_demo = settings.DEMO
        self.now = clocks.now()
        self.path = request.path
        user = request.user
        self.places: list[dict[str, Any]] = []
        self.thumb: list[dict[str, Any]] = []
        self.unread = self.waiting = 0
        self.needs_a_look = False
        self.doors: list[Door] = []
        if not user.is_authenticated:
            self.doors = doors()
            return
        self.needs_a_look = user.may_keep_house() and needs_a_look()
        counts = Counts(user.pk)
        self.unread, self.waiting = counts.unread, counts.waiting
        day = self.place("/", _("My day"), "day")
        cases = self.place("/cases/", _("Cases"), "case")
        have = self.place("/cases/new/", _("I have it"), "plus")
        clients = self.place("/clients/", _("Clients"), "person")
        desk = self.place("/desk/", _("Boss’s desk"), "tick", counts.waiting)
        people = self.place("/people/", _("People"), "person")
        figures = self.place("/figures/", _("Figures"), "chart")
        near = self.place("/near-misses/", _("Near misses"), "look")
        self.places = [day, *([desk] if counts.is_boss else []), cases, have, clients, people, near, figures]
        self.thumb = [day, cases, have, desk if counts.is_boss else clients]

    def place(self, address: str, name: str, picture: str, count: int = 0) -> dict[str, Any]:
        inside = self.path.startswith(address) and not (address == "/cases/" and "new" in self.path)
        is_here = self.path == address if address == "/" else inside
        return {"address": address, "name": name, "icon": picture, "count": count, "is_here": is_here}
