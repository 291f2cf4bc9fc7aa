from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

PLAIN = "notices/mail/plain.txt"

EVENTS = [
    Event("mailbox_opened", _("%(actor)s entered the mailbox “%(name)s”."), "nobody: on the page of the mailboxes", quiet=True),
    Event("mailbox_changed", _("%(actor)s changed the mailbox “%(name)s”."), "nobody: on the page of the mailboxes", quiet=True),
    Event("mailbox_on", _("%(actor)s has the mailbox “%(name)s” read again."), "nobody: on the page of the mailboxes", quiet=True),
    Event("mailbox_off", _("%(actor)s has the mailbox “%(name)s” read no more."), "nobody: on the page of the mailboxes", quiet=True),
    Event("mailbox_silent", _("The mailbox “%(name)s” could not be read since %(since_at)s. What customers write there does not reach us."), "who keeps the house, and who owns what comes in", mail=PLAIN, group="asked", alone=True),
    Event("mailbox_reads_again", _("The mailbox “%(name)s” is read again; nothing was lost."), "who keeps the house, and who owns what comes in", mail=PLAIN, group="asked"),
]  # fmt: skip
