"""What can happen to a section's own texts."""

from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

TEXT_EVENTS = [
    Event("text_written", _("%(actor)s wrote the section’s own words for “%(name)s”."), "who leads the section"),
    Event("text_as_shipped", _("%(actor)s took “%(name)s” back to the shipped words."), "who leads the section"),
]  # fmt: skip
