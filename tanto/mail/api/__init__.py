"""The mail room for programs. Imported at the first request to the API."""

from . import arrivals, mailboxes

ROOMS = (mailboxes.ROOM, arrivals.ROOM)
