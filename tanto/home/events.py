"""What happens to a person's own conveniences, and who took a list out of the house."""

from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

EVENTS = [
    Event("view_saved", _("%(actor)s kept a view of cases: “%(name)s”."), "nobody: on the person's page", quiet=True),
    Event("view_changed", _("%(actor)s changed the view “%(name)s”."), "nobody: on the person's page", quiet=True),
    Event("view_removed", _("%(actor)s removed the view “%(name)s”."), "nobody: on the person's page", quiet=True),
    Event("export_asked", _("%(actor)s asked for a list of cases (%(filter)s), because:"), "nobody: in the list of exports"),
    Event("export_made", _("The list of cases (%(filter)s) was made: %(rows)s rows."), "nobody: in the list of exports"),
]  # fmt: skip
