"""What programs read here: figures.py, and the papers of a case: documents.py. Imported at the first request to the API."""

from tanto.people.bearer import Bearer
from tanto.web.api.routes import Room

from . import documents, figures

INSIGHTS, DOCUMENTS = Room("figures", Bearer), Room("documents", Bearer)
ROOMS = (INSIGHTS, DOCUMENTS)
figures.offer_to(INSIGHTS)
documents.offer_to(DOCUMENTS)
