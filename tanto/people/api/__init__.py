"""People, sections, absences, the firm, its hours and its clocks: for programs. Imported at the first request to the API."""

from tanto.web.api.routes import Room

from ..bearer import Bearer
from . import absences, firm, hours, persons, rules, sections, tokens

PEOPLE, TIME = Room("people", Bearer), Room("time", Bearer)
ROOMS = (PEOPLE, TIME)
persons.offer_to(PEOPLE)
sections.offer_to(PEOPLE)
absences.offer_to(PEOPLE)
tokens.offer_to(PEOPLE)
firm.offer_to(PEOPLE)
hours.offer_to(TIME)
rules.offer_to(TIME)
