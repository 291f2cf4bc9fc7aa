"""Questions about many cases: what is probably the same trouble, and what troubled a client lately."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from tanto import clocks
from tanto.clients.models import Contact
from tanto.people.models import Person
from tanto.wording.checks import likeness

from .models import Case, Verbatim
from .steps import End

LOOKED_AT = 200  # the newest open cases are compared with what is typed
ALIKE, ALIKE_OF_CLIENT = 0.5, 0.25
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,190}")
LATELY = dt.timedelta(days=365)


@dataclass(frozen=True)
class Double:
    """A case that may be the same trouble; its words only for who may read them."""

    case: Case
    words: str


def likely_doubles(typed: str, client_id: int | None, reader: Person) -> list[Double]:
    """Open cases with alike words, those of the same client sooner; at most three, the most alike first."""
    if len(typed.strip()) < 8:
        return []
    first = Verbatim.objects.filter(case=OuterRef("pk")).order_by("-is_hers", "at", "id")
    cases = Case.objects.open().for_lists().order_by("-id")
    found = []
    recent = list(cases.annotate(said=Subquery(first.values("words__text")[:1]))[:LOOKED_AT])
    for case in recent:
        said = str(getattr(case, "said", "") or "")
        wanted = ALIKE_OF_CLIENT if client_id and case.client_id == client_id else ALIKE
        if (alike := likeness(typed, said)) >= wanted:
            found.append((alike, said, case))
    best = sorted(found, key=lambda row: -row[0])[:3]
    readable: set[int] = set()
    if best:
        ids = [case.pk for _alike, _said, case in best]
        readable = set(Case.objects.visible_to(reader).filter(pk__in=ids).values_list("pk", flat=True))
    return [Double(case, said[:160] if case.pk in readable else "") for _alike, said, case in best]


def lately_of(client_id: int, *, but: int | None = None) -> list[Case]:
    """The client's cases of the last twelve months, the newest first: heads only."""
    since = clocks.now() - LATELY
    cases = Case.objects.filter(client=client_id, opened_at__gte=since).exclude(end=End.NOT_A_CASE)
    if but is not None:
        cases = cases.exclude(pk=but)
    return list(cases.select_related("owner").order_by("-id")[:5])


def contact_named_in(case: Case) -> Contact | None:
    """The one contact whose address stands in the words with which a case began; two of them are nobody we could be sure of."""
    words = case.opening_words
    found = ADDRESS.findall(str(words)[-1000:]) if words else []
    known = list(Contact.objects.filter(email__in=[each.lower() for each in found])[:2]) if found else []
    return known[0] if len(known) == 1 else None
