"""One-click entry on the sign-in page: four of the firm's people, and the customer. Only where TANTO_DEMO is set."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tanto.people.models import Person
from tanto.recovery.models import Link
from tanto.web.doors import Door

from .firm import address_of


@dataclass(frozen=True)
class Entrance:
    """email: who one comes in as; opens: the name of the page on which one lands; what: why one would."""

    email: str
    opens: str
    what: str | Promise


OWNER, BOSS = address_of("takahashi"), address_of("suzuki")
ENTRANCES: dict[str, Entrance] = {
    "owner": Entrance(OWNER, "my_day", _("the owner: write the 18:00 update")),
    "boss": Entrance(BOSS, "desk", _("the boss: one notice waits for a seal")),
    "desk": Entrance(address_of("tanaka"), "capture", _("the phone desk: a customer is on the line")),
    "administrator": Entrance(address_of("miura"), "house", _("the administrator: keeps the house")),
}


def put_up() -> list[Door]:
    people = Person.objects.here().in_bulk([way.email for way in ENTRANCES.values()], field_name="email")
    if len(people) < len(ENTRANCES):
        return []
    doors = [Door(f"/demo/{who}/", people[way.email].name(), way.what) for who, way in ENTRANCES.items()]
    link = customers_link()
    if link is not None:
        doors.append(
            Door("/demo/customer/", link.contact.address(), _("the customer: a page without an account"))
        )
    return doors


def customers_link() -> Link | None:
    links = Link.objects.filter(revoked_at__isnull=True, contact__name_en="Aizawa")
    return links.select_related("contact").order_by("-id").first()
