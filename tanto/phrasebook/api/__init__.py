"""The phrasebook for programs: its patterns, a text checked with them, the texts to begin with. Imported at the first request to the
API."""

from tanto.people.bearer import Bearer
from tanto.web.api.routes import Room

from . import carrying, checks, missed, patterns, texts

ROOM = Room("phrasebook", Bearer)
TEXTS = Room("texts", Bearer)
ROOMS = (ROOM, TEXTS)
checks.offer_to(ROOM)
patterns.offer_to(ROOM)
missed.offer_to(ROOM)
carrying.offer_to(ROOM)
texts.offer_to(TEXTS)
