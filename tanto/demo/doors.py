"""One-click entry on the sign-in page: the owner, the boss, the customer. Only where TANTO_DEMO is set."""

from django.utils.translation import gettext_lazy as _

from tanto.people.models import Person
from tanto.recovery.models import Link
from tanto.web.doors import Door

OWNER, BOSS = "takahashi@tamabashi.example", "suzuki@tamabashi.example"


def put_up() -> list[Door]:
    people = Person.objects.in_bulk([OWNER, BOSS], field_name="email")
    if len(people) < 2:
        return []
    doors = [
        Door("/demo/owner/", people[OWNER].name(), _("the owner: write the 18:00 update")),
        Door("/demo/boss/", people[BOSS].name(), _("the boss: one notice waits for a seal")),
    ]
    link = customers_link()
    if link is not None:
        doors.append(
            Door("/demo/customer/", link.contact.address(), _("the customer: a page without an account"))
        )
    return doors


def customers_link() -> Link | None:
    links = Link.objects.filter(revoked_at__isnull=True, contact__name_en="Aizawa")
    return links.select_related("contact").order_by("-id").first()
