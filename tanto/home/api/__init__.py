"""What I owe, what my people told me, every case, lists that leave the house: for programs. Imported at the first request to the
API."""

from tanto.people.bearer import Bearer
from tanto.web.api.routes import Room

from . import day, house, leaving, listed, told

DAY, LISTS, NOTICES, HOUSE = (
    Room(name, Bearer) for name in ("my day and the desk", "lists of cases", "notices", "the house")
)
ROOMS = (LISTS, DAY, NOTICES, HOUSE)
listed.offer_to(LISTS)
leaving.offer_to(LISTS)
day.offer_to(DAY)
told.offer_to(NOTICES)
house.offer_to(HOUSE)
