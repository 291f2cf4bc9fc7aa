"""The house's words, for programs. Imported at the first request to the API."""

from tanto.people.bearer import Bearer
from tanto.web.api.routes import Room

from . import texts

TEXTS = Room("texts", Bearer)
ROOMS = (TEXTS,)
texts.offer_to(TEXTS)
