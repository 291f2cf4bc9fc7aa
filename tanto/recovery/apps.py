from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from tanto.people.models import Person


class RecoveryConfig(AppConfig):
    name = "tanto.recovery"
    label = "recovery"

    def ready(self) -> None:
        from tanto.clients.models import CAME_FORWARD
        from tanto.clocks import kinds
        from tanto.journal import events
        from tanto.journal.masking import KEEPS
        from tanto.notices.returned import RETURNED
        from tanto.people.models import HOLDS

        from . import keeps
        from .clock_kinds import KINDS
        from .events import EVENTS
        from .following_clients import came_forward, offer_cases_to_new_tanto
        from .handover_clock import CLIENT_HANDOVER
        from .hearers import CODES
        from .models import Case, NearMiss
        from .models.acting import actions_held
        from .models.owing import STARTS, STOPS
        from .record import rows_agree
        from .returned import letter_returned

        events.declare(EVENTS)
        events.know(Case, address=lambda facts: f"/cases/{facts['number']}/", rows_agree=rows_agree)
        events.know(NearMiss, address=lambda facts: f"/near-misses/{facts['number']}/")
        kinds.declare(*KINDS, CLIENT_HANDOVER)
        kinds.STARTS |= STARTS
        kinds.STOPS |= STOPS
        kinds.HEARERS |= CODES
        HOLDS.extend([cases_owned, actions_held])
        KEEPS["contact"].append(keeps.CONTACT)
        KEEPS["person"].append(keeps.PERSON)
        RETURNED["case"] = letter_returned
        CAME_FORWARD.append(came_forward)
        events.follow("tanto_changed", offer_cases_to_new_tanto)


def cases_owned(person: "Person") -> list[str]:
    from .models import Case

    return list(Case.objects.open().filter(owner=person).values_list("number", flat=True))
