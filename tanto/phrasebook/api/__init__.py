"""The phrasebook for programs: its patterns, and a text checked with them. Imported at the first request to the API."""

from tanto.people.bearer import Bearer
from tanto.web.api.routes import Room

from . import carrying, checks, missed, patterns

ROOM = Room("phrasebook", Bearer)
ROOMS = (ROOM,)
checks.offer_to(ROOM)
patterns.offer_to(ROOM)
missed.offer_to(ROOM)
carrying.offer_to(ROOM)
