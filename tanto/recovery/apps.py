from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from tanto.people.models import Person


class RecoveryConfig(AppConfig):
    name = "tanto.recovery"
    label = "recovery"

    def ready(self) -> None:
        from tanto.clocks import kinds
        from tanto.journal import events
        from tanto.people.models import HOLDS

        from .clock_kinds import KINDS
        from .events import EVENTS
        from .models import Case
        from .record import rows_agree

        events.declare(EVENTS)
        events.know(Case, address=lambda facts: f"/cases/{facts['number']}/", rows_agree=rows_agree)
        kinds.declare(*KINDS)
        HOLDS.append(cases_owned)


def cases_owned(person: "Person") -> list[str]:
    from .models import Case

    return list(Case.objects.open().filter(owner=person).values_list("number", flat=True))
