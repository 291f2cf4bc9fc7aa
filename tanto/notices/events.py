from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

EVENTS = [
    Event("ways_chosen", _("%(actor)s chose how to be told by mail."), "nobody: on the person's page", quiet=True),
]  # fmt: skip
