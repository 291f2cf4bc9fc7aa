from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

PLAIN = "notices/mail/plain.txt"

EVENTS = [
    Event("client_taken_on", _("%(actor)s entered this client."), "nobody: on the client's page"),
    Event("client_changed", _("%(actor)s changed this client's entry."), "nobody: on the client's page"),
    Event("handover_planned", _("%(actor)s asked %(to)s to take this client over from %(before)s."), "both, and the quality leads where the tanto came forward lately", mail=PLAIN, group="asked"),
    Event("handover_accepted", _("%(to)s takes this client."), "the tanto of today", mail=PLAIN),
    Event("handover_declined", _("%(to)s could not take this client."), "the tanto of today", mail=PLAIN),
    Event("handover_late", _("The hand-over of this client has had no answer by %(due_at)s."), "who was asked, the tanto, later the boss", mail=PLAIN, group="late"),
    Event("handover_told", _("%(actor)s told the client that %(to)s follows %(before)s."), "the next tanto"),
    Event("tanto_changed", _("%(to)s is tanto from now on, after %(before)s."), "both", mail=PLAIN),
    Event("contact_met", _("%(actor)s entered %(contact)s."), "nobody: on the client's page"),
    Event("contact_masked", _("%(actor)s masked %(contact)s."), "nobody: on the client's page"),
    Event("contact_told_hers", _("%(actor)s took out what is kept of %(contact)s, for her."), "nobody: on the client's page"),
    Event("address_failed", _("Mail to %(contact)s comes back: the address does not work."), "nobody: on the client's page; the owner hears of the letter"),
    Event("address_works", _("A mail came from the address of %(contact)s: it works again."), "nobody: on the client's page", quiet=True),
    Event("contact_changed", _("%(actor)s changed the entry of %(contact)s."), "the two tantos"),
]  # fmt: skip
