from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

EVENTS = [
    Event("pattern_switched_off", _("%(actor)s switched the pattern %(pattern)s off."), "nobody: on the page of the pattern", quiet=True),
    Event("pattern_switched_on", _("%(actor)s switched the pattern %(pattern)s on."), "nobody: on the page of the pattern", quiet=True),
    Event("pattern_changed", _("%(actor)s changed the pattern %(pattern)s."), "nobody: on the page of the pattern", quiet=True),
    Event("pattern_added", _("%(actor)s added the pattern %(pattern)s."), "nobody: on the page of the pattern", quiet=True),
    Event("pattern_dropped", _("%(actor)s dropped the pattern %(pattern)s."), "nobody: on the page of the pattern", quiet=True),
    Event("pattern_as_shipped", _("%(actor)s set the pattern %(pattern)s back to how it came."), "nobody: on the page of the pattern", quiet=True),
    Event("phrase_missed", _("Somebody marked words that were not found."), "nobody: whoever keeps the house sees it in the phrasebook; nobody is named", quiet=True),
    Event("missed_accepted", _("%(actor)s made the pattern %(pattern)s of words that were not found."), "nobody: on the page of the pattern", quiet=True),
    Event("missed_dropped", _("%(actor)s left words unfound that somebody had marked."), "nobody: in the record", quiet=True),
]  # fmt: skip
