from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

PLAIN = "notices/mail/plain.txt"

EVENTS = [
    Event("hook_opened", _("%(actor)s entered the webhook to %(host)s."), "nobody: on the page of the webhook"),
    Event("hook_changed", _("%(actor)s changed the webhook to %(host)s."), "nobody: on the page of the webhook"),
    Event("hook_rotated", _("%(actor)s gave the webhook to %(host)s a new secret. The old one holds until %(until_at)s."), "nobody: on the page of the webhook"),
    Event("hook_switched_off", _("%(actor)s switched the webhook to %(host)s off."), "nobody: on the page of the webhook"),
    Event("hook_switched_on", _("%(actor)s switched the webhook to %(host)s on."), "nobody: on the page of the webhook"),
    Event("hook_set_aside", _("%(host)s has taken no message since %(since_at)s. The webhook is set aside; what comes is kept for it."), "who keeps the house", mail=PLAIN),
    Event("hook_gone", _("%(host)s answered that it takes no messages any more. The webhook is switched off."), "who keeps the house", mail=PLAIN),
    Event("hook_tested", _("%(actor)s sent a test to %(host)s."), "nobody: on the page of the webhook", quiet=True),
    Event("hook_replayed", _("%(actor)s sent again to %(host)s (messages: %(count)s)."), "nobody: on the page of the webhook", quiet=True),
]  # fmt: skip
