"""What can happen to a case, in the words a reader is told, and who hears of it. The verbs write the receivers."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event


def her_page(facts: Mapping[str, Any]) -> Mapping[str, str]:
    """The address of her page, rebuilt from the link's row each time a letter leaves."""
    from .models import Link

    return {"link": Link.objects.get(pk=facts["link"]).url}


PLAIN = "notices/mail/plain.txt"

EVENTS = [
    Event(
        "case_received",
        _("%(owner)s has it. Known since %(known_at)s."),
        "the first boss, with three lines",
        mail="recovery/mail/boss_notice.txt",
    ),
    Event("case_placed", _("%(actor)s wrote down who it is: %(client)s %(contact)s"), "a new section's boss", mail="recovery/mail/boss_notice.txt", quiet=True),
    Event("owner_offered", _("%(before)s offered it to %(to)s."), "the person asked", mail=PLAIN, quiet=True),
    Event("owner_changed", _("%(owner)s took it over from %(before)s."), "old owner, new owner, boss", mail=PLAIN, quiet=True),
    Event("offer_declined", _("%(actor)s could not take it over."), "the owner", mail=PLAIN),
    Event("boss_read", _("%(actor)s read the notice."), "owner and recorder", quiet=True),
    Event("boss_silent", _("The notice was not read in time (%(share)s %%). %(boss)s was told."), "the next boss", mail="recovery/mail/boss_notice.txt"),
    Event("reporter_thanked", _("%(actor)s thanked %(person)s for telling early."), "the recorder"),
    Event("boss_decided_call", _("%(actor)s calls the customer."), "the owner"),
    Event("boss_decided_visit", _("%(actor)s visits the customer."), "the owner"),
    Event("boss_decided_not_now", _("%(actor)s does not contact the customer now, because:"), "the owner"),
    Event("words_heard", _("The customer said:"), "the owner"),
    Event("listened", _("%(actor)s listened. Strength of feeling: %(intensity)s of 4."), "nobody: in the history"),
    Event("issue_agreed", _("%(actor)s asked, read back, and heard yes. Most immediate:"), "nobody: in the history"),
    Event("cushioned", _("%(actor)s showed understanding:"), "nobody: in the history"),
    Event("accountability_taken", _("%(actor)s is accountable. Next message announced for %(next_at)s."), "the section's boss"),
    Event("action_done", _("%(actor)s finished:"), "nobody: she sees it on her page"),
    Event("issue_fixed", _("%(actor)s reported it fixed:"), "nobody: the test question follows"),
    Event(
        "letter_written",
        _("%(actor)s wrote to %(contact)s. Next message: %(next_at)s"),
        "the contact, as a letter",
        letter="words",
        fill=her_page,
    ),
    Event("told_by_voice", _("%(actor)s told the customer in person. Next message: %(next_at)s"), "nobody: in the history"),
    Event("update_missed", _("The next message to the customer was due %(due_at)s and has not gone out."), "owner and boss", mail=PLAIN),
    Event("update_still_missed", _("The customer still waits for the message due %(due_at)s. %(boss)s was told."), "the next boss", mail=PLAIN),
    Event("call_asked", _("%(actor)s asks to be called: %(wanted_at)s."), "the owner", mail=PLAIN),
    Event("call_missed", _("The call that the customer asked for (%(due_at)s) was not made yet."), "owner and boss", mail=PLAIN),
    Event("called_back", _("%(actor)s called back. The customer said:"), "nobody: in the history"),
    Event("link_handed", _("%(actor)s opened the customer's page."), "nobody: in the history", quiet=True),
    Event("link_revoked", _("%(actor)s closed the customer's link."), "nobody: in the history", quiet=True),
    Event("letter_looked_at", _("%(actor)s looked after a letter that may not have gone."), "nobody: in the history", quiet=True),
    Event("fix_confirmed", _("%(contact)s: solved."), "owner and boss", mail=PLAIN),
    Event("fix_rejected", _("%(contact)s: not solved yet. Back to step 4; a second failure is marked."), "owner and every boss told", mail=PLAIN),
    Event("nothing_more_said", _("%(contact)s: nothing more."), "owner and boss", mail=PLAIN),
    Event("more_named", _("%(contact)s named something more:"), "owner and every boss told", mail=PLAIN),
    Event("follow_up_due", _("Two weeks have passed. Ask the customer how it has been since."), "the owner", mail=PLAIN),
    Event("follow_up_missed", _("The follow-up to the customer is late. %(boss)s was told."), "the boss", mail=PLAIN),
    Event("case_closed", _("%(contact)s: it has stayed solved. The case is closed by the customer's word."), "owner and every boss told", mail=PLAIN),
    Event("residual_reported", _("%(contact)s: something is left. Back to step 1."), "owner and every boss told", mail=PLAIN),
    Event("case_reopened", _("%(contact)s came back. The case is open again."), "owner and every boss told", mail=PLAIN),
]  # fmt: skip
