from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

EVENTS = [
    Event("client_taken_on", _("%(actor)s entered this client."), "nobody: on the client's page"),
    Event("client_changed", _("%(actor)s changed this client's entry."), "nobody: on the client's page"),
    Event("contact_met", _("%(actor)s entered %(contact)s."), "nobody: on the client's page"),
    Event("contact_changed", _("%(actor)s changed the entry of %(contact)s."), "the two tantos"),
]
