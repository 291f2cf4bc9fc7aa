"""Cases for programs: shown.py what they get, cases.py to record and read, verbs.py one line per verb, rows.py what hangs on a
case, files.py, near.py. Imported at the first request to the API."""

from tanto.people.bearer import Bearer
from tanto.web.api.routes import Room

from . import case_texts, cases, files, hers, near, rows, verbs

CASES, NEAR, HERS = (Room(name, Bearer) for name in ("cases", "near misses", "what is kept of a contact"))
ROOMS = (CASES, NEAR, HERS)
cases.offer_to(CASES)
verbs.offer_to(CASES)
rows.offer_to(CASES)
files.offer_to(CASES)
case_texts.offer_to(CASES)
near.offer_to(NEAR)
hers.offer_to(HERS)
