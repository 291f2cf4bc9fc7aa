from typing import TYPE_CHECKING

from django.apps import AppConfig

if TYPE_CHECKING:
    from tanto.people.models import Person


class ClientsConfig(AppConfig):
    name = "tanto.clients"
    label = "clients"

    def ready(self) -> None:
        from tanto.journal import events
        from tanto.journal.masking import KEEPS
        from tanto.people.models import HOLDS

        from . import keeps
        from .events import EVENTS
        from .models import Client

        events.declare(EVENTS)
        events.know(Client, address=lambda facts: "/clients/")
        HOLDS.append(clients_served)
        KEEPS["contact"].append(keeps.CONTACT)
        KEEPS["person"].append(keeps.PERSON)


def clients_served(person: "Person") -> list[str]:
    from django.db.models import Q

    from .models import Client

    return [client.name() for client in Client.objects.filter(Q(main=person) | Q(deputy=person))]
