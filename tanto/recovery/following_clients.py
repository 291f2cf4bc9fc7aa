"""What the cases do because of what happens to a client: a new tanto is asked for each open case by name."""

import datetime as dt

from tanto import clocks
from tanto.clients.models import Client
from tanto.journal.actor import system
from tanto.journal.models import Entry
from tanto.people.models import Person
from tanto.web.refusals import Refused

from .models import Case
from .steps import Discovered

PROTECTED = dt.timedelta(days=30)


def offer_cases_to_new_tanto(entry: Entry) -> None:
    """The old tanto's open cases of this client are offered one by one; until each is taken they stay where they are.
    A second call does nothing: the press is made of the entry."""
    to = Person.objects.get(pk=entry.facts["to"])
    cases = Case.objects.open().filter(client=entry.subject_id, owner=entry.facts["before"])
    for case in cases.order_by("pk"):
        by = system("clock").pressing(f"follow-{entry.pk}-{case.pk}")
        try:
            case.offer_on(by=by, to=to)
        except Refused:
            continue  # left meanwhile, or owns it already: the owner stays


def came_forward(client: Client, person: Person) -> bool:
    """Did this person report bad news of this client themselves in the last 30 days (INV-33)?"""
    since = clocks.now() - PROTECTED
    reported = Case.objects.filter(client=client, recorder=person, opened_at__gte=since)
    return reported.filter(discovered=Discovered.US).exists()
