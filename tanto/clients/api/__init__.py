"""The firms we serve, their people, and from one tanto to the next: for programs. Imported at the first request to the API."""

from tanto.people.bearer import Bearer
from tanto.web.api.routes import Room

from . import clients, contacts, handing

CLIENTS = Room("clients", Bearer)
ROOMS = (CLIENTS,)
clients.offer_to(CLIENTS)
contacts.offer_to(CLIENTS)
handing.offer_to(CLIENTS)
