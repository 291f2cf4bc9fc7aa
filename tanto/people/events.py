from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

EVENTS = [
    Event("person_joined", _("%(actor)s entered a new colleague."), "nobody: on the person's page"),
    Event("person_changed", _("%(actor)s changed this person's entry."), "the person"),
    Event("person_left", _("%(actor)s ended this person's account."), "nobody: on the person's page"),
    Event("absence_entered", _("%(actor)s wrote down an absence until %(until_at)s; %(to)s stands in."), "the absent and the deputy"),
    Event("absence_ended", _("%(actor)s ended the absence; %(to)s need not stand in any more."), "the deputy"),
    Event("section_opened", _("%(actor)s opened this section."), "nobody: on the section's page"),
    Event("section_changed", _("%(actor)s changed this section."), "nobody: on the section's page"),
]  # fmt: skip
