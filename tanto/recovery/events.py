"""What can happen to a case, in the words a reader is told, and who hears of it. The verbs write the receivers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_noop as _

from tanto.journal.events import Event

from .steps import (
    ApologyLevel,
    Channel,
    Confidence,
    DocumentKind,
    End,
    Failure,
    Reaction,
    Step,
    Tried,
    Trigger,
)


def her_page(facts: Mapping[str, Any]) -> Mapping[str, str]:
    """The address of her page, rebuilt from the link's row each time a letter leaves."""
    from .models import Link

    return {"link": Link.objects.get(pk=facts["link"]).url}


def papers(facts: Mapping[str, Any]) -> Sequence[tuple[str, bytes]]:
    """What was chosen to go with a letter."""
    from .models.enclosing import hanging_on

    return hanging_on(facts)


PLAIN = "notices/mail/plain.txt"

EVENTS = [
    Event(
        "case_received",
        _("%(owner)s has it. Known since %(known_at)s."),
        "the first boss, with three lines",
        mail="recovery/mail/boss_notice.txt", hers=True, group="boss"),
    Event("case_placed", _("%(actor)s wrote down who it is: %(client)s %(contact)s"), "a new section's boss", mail="recovery/mail/boss_notice.txt", group="boss", quiet=True),
    Event("owner_offered", _("%(before)s offered it to %(to)s."), "the person asked", mail=PLAIN, group="asked", quiet=True),
    Event("owner_changed", _("%(owner)s took it over from %(before)s."), "old owner, new owner, boss", mail=PLAIN, group="asked", quiet=True),
    Event("offer_declined", _("%(actor)s could not take it over."), "the owner", mail=PLAIN, group="asked"),
    Event("boss_read", _("%(actor)s read the notice."), "owner and recorder", quiet=True),
    Event("boss_silent", _("The notice was not read in time (%(share)s %%). %(boss)s was told."), "the next boss", mail="recovery/mail/boss_notice.txt", group="boss"),
    Event("boss_brought_in", _("%(actor)s brought in %(boss)s."), "the boss brought in", mail="recovery/mail/boss_notice.txt", group="boss"),
    Event("reporter_thanked", _("%(actor)s thanked %(person)s for telling early."), "the recorder"),
    Event("boss_decided_call", _("%(actor)s calls the customer."), "the owner"),
    Event("boss_decided_visit", _("%(actor)s visits the customer."), "the owner"),
    Event("boss_decided_not_now", _("%(actor)s does not contact the customer now, because:"), "the owner"),
    Event("words_heard", _("The customer said:"), "the owner", hers=True),
    Event("words_unconfirmed", _("By mail, and it is not confirmed yet who wrote it:"), "the owner", mail=PLAIN, group="customer"),
    Event("sender_confirmed", _("%(actor)s confirmed that %(contact)s wrote this:"), "nobody: in the history", quiet=True, hers=True),
    Event("automatic_answer", _("A machine of the customer’s answered by itself:"), "the owner", quiet=True),
    Event("colleague_mailed", _("By mail, from the address of %(person)s, among ourselves:"), "the owner"),
    Event("listened", _("%(actor)s listened. Strength of feeling: %(intensity)s of 4."), "nobody: in the history"),
    Event("issue_agreed", _("%(actor)s asked, read back, and heard yes. Most immediate:"), "nobody: in the history", hers=True),
    Event("issue_named", _("%(actor)s wrote down another issue:"), "nobody: in the history", hers=True),
    Event("issue_confirmed", _("%(actor)s read it out, and the customer said yes:"), "nobody: in the history", hers=True),
    Event("issue_reworded", _("%(actor)s put it in the customer’s words:"), "nobody: in the history", quiet=True, hers=True),
    Event("issues_ranked", _("%(actor)s wrote down the customer’s new order. First comes:"), "nobody: in the history", hers=True),
    Event("issue_taken_back", _("%(contact)s: this troubles us no more:"), "the owner", hers=True),
    Event("words_translated", _("%(actor)s translated the customer’s words:"), "nobody: in the history", quiet=True),
    Event("words_corrected", _("%(actor)s corrected a slip in the words. Before: “%(former)s”. Why: %(why)s"), "the owner", hers=True),
    Event("client_corrected", _("%(actor)s corrected the client: %(client)s, not %(was)s. Why:"), "every boss told, the new section's boss", mail="recovery/mail/boss_notice.txt", group="boss"),
    Event("known_moved", _("%(actor)s corrected since when it is known: %(known_at)s, not %(was_at)s. Why:"), "owner and boss"),
    Event("unsaid_noticed", _("%(actor)s noticed, although it was not said:"), "the owner"),
    Event("unsaid_settled", _("%(actor)s asked about it (%(state)s):"), "nobody: in the history", quiet=True),
    Event("pressure_mapped", _("%(actor)s wrote down what presses on the customer. What would help:"), "nobody: in the history", quiet=True),
    Event("file_added", _("%(actor)s added a file."), "the owner", quiet=True),
    Event("document_kept", _("%(actor)s kept a document with the case: %(document)s."), "the owner", codes={"document": DocumentKind}),
    Event("failure_named", _("%(actor)s named what went wrong: %(failure)s"), "nobody: in the history", quiet=True, codes={"failure": Failure}),
    Event("fact_found", _("%(actor)s added a fact (%(confidence)s; source: %(source)s):"), "the owner", codes={"confidence": Confidence}),
    Event("mistake_recorded", _("What went wrong in our work, at the step “%(step)s”:"), "nobody: in the history"),
    Event("severity_assessed", _("%(actor)s weighed it: %(points)s points. It stands at S%(now)s."), "the boss, if it became more serious"),
    Event("severity_raised", _("%(actor)s raised it from S%(was)s to S%(now)s:"), "owner and boss", mail=PLAIN, group="asked"),
    Event("severity_lowered", _("%(actor)s lowered it from S%(was)s to S%(now)s. Why:"), "the owner"),
    Event("severity_triggered", _("It stands at S%(now)s, no longer at S%(was)s: %(trigger)s."), "owner and boss", mail=PLAIN, group="asked", codes={"trigger": Trigger}),
    Event("apologised", _("%(actor)s apologised (%(level)s), by %(channel)s:"), "the owner", codes={"level": ApologyLevel, "channel": Channel}),
    Event("apology_answered", _("The customer on our apology: %(reaction)s."), "the owner; the boss while there is more to say", codes={"reaction": Reaction}, hers=True),
    Event("chased", _("The customer asks where it stands, for the %(count)s. time."), "the owner; from the second time on every boss told", mail=PLAIN, group="customer", hers=True),
    Event("attempt_made", _("%(actor)s tried to reach the customer by %(channel)s: %(result)s."), "nobody: in the history", quiet=True, codes={"channel": Channel, "result": Tried}),
    Event("noted", _("%(actor)s noted, among ourselves:"), "the owner and who is named with @"),
    Event("colleague_asked", _("%(actor)s asks %(to)s:"), "who is asked, and the owner", mail=PLAIN, group="asked"),
    Event("colleague_answered", _("%(actor)s answers:"), "who asked, and the owner"),
    Event("reading_asked", _("%(actor)s asks %(to)s to read a text to the customer over before it leaves:"), "who is asked", mail=PLAIN, group="asked"),
    Event("reading_agreed", _("%(actor)s read the text over and agrees that it leaves."), "who wrote it", mail=PLAIN, group="asked"),
    Event("went_back", _("%(actor)s went back from “%(was)s” to “%(to_step)s”."), "nobody: in the history", codes={"was": Step, "to_step": Step}),
    Event("went_on", _("%(actor)s went on from “%(was)s” to “%(to_step)s”; its record exists."), "nobody: in the history", quiet=True, codes={"was": Step, "to_step": Step}),
    Event("settled_in_one", _("%(actor)s settled it in one contact by %(channel)s."), "nobody: in the history", quiet=True, codes={"channel": Channel}),
    Event("offer_taken_back", _("%(actor)s keeps it after all."), "who was asked", quiet=True),
    Event("offer_expired", _("%(to)s did not answer in time; it stays with whoever offered it."), "the owner and who was asked", mail=PLAIN, group="asked"),
    Event("owner_forced", _("%(actor)s gave it to %(owner)s, after %(before)s. Why:"), "old and new owner; the quality leads where the owner had come forward", mail=PLAIN, group="asked"),
    Event("boss_contact_late", _("The customer has not heard from the boss in time."), "the boss", mail=PLAIN, group="late"),
    Event("action_asked", _("%(actor)s asks %(to)s to get it done by %(due_at)s:"), "who is asked", mail=PLAIN, group="asked"),
    Event("action_taken", _("%(to)s gets it done by %(due_at)s:"), "the owner"),
    Event("action_declined", _("%(to)s cannot do “%(what)s”, because:"), "owner and boss", mail=PLAIN, group="asked"),
    Event("action_dropped", _("%(actor)s dropped “%(what)s”, because:"), "whose name it bore"),
    Event("action_moved", _("%(actor)s moved “%(what)s” from %(was_at)s to %(due_at)s, because:"), "the owner and whose name it bears"),
    Event("action_late", _("It was to be done by %(due_at)s and is not:"), "whose name it bears, and the owner", mail=PLAIN, group="late"),
    Event("link_asked", _("%(actor)s asks for a new link; the old one has run out."), "the owner", mail=PLAIN, group="asked"),
    Event("tagged", _("%(actor)s tagged it “%(tag)s”."), "nobody: in the history", quiet=True),
    Event("untagged", _("%(actor)s took the tag “%(tag)s” off."), "nobody: in the history", quiet=True),
    Event("stayed_solved", _("%(contact)s: it has stayed solved so far."), "owner and boss"),
    Event("follow_up_unreached", _("The customer was not reached in three attempts, %(days)s days on."), "nobody: in the history"),
    Event("case_closed_unreached", _("Not reached again in three attempts. The case is closed by the customer’s “nothing more”."), "the boss", mail=PLAIN, group="customer"),
    Event("drop_asked", _("%(contact)s: please drop it."), "owner and every boss told", mail=PLAIN, group="asked"),
    Event("end_proposed", _("%(actor)s proposes an end: %(end)s. Why:"), "who has to agree", mail=PLAIN, group="asked", codes={"end": End}),
    Event("end_refused", _("%(actor)s did not agree to the end. Why:"), "owner and who proposed it"),
    Event("end_taken_back", _("%(actor)s took the proposal back."), "nobody: in the history", quiet=True),
    Event("case_dropped", _("Dropped by the customer; %(actor)s agreed. It counts on, and we ask once more after 30 days."), "owner and who proposed it", mail=PLAIN, group="customer", hers=True),
    Event("case_ended_unconfirmed", _("%(actor)s ended it without the customer’s word. It never counts as resolved."), "owner and who proposed it", mail=PLAIN),
    Event("case_merged", _("%(actor)s agreed: it is carried on in %(other)s."), "owner and who proposed it", mail=PLAIN),
    Event("case_was_none", _("%(actor)s agreed: it was not a case. It stays here and can be found."), "owner and who proposed it"),
    Event("near_miss_told", _("Somebody told us what nearly went wrong:"), "nobody: on the page of near misses"),
    Event("near_miss_answered", _("%(actor)s wrote:"), "whoever comes back with the code"),
    Event("near_miss_added", _("Whoever told it added:"), "nobody: on its page"),
    Event("cushioned", _("%(actor)s showed understanding:"), "nobody: in the history"),
    Event("accountability_taken", _("%(actor)s is accountable. Next message announced for %(next_at)s."), "the section's boss"),
    Event("action_done", _("%(actor)s finished:"), "the owner; she sees it on her page"),
    Event("issue_fixed", _("%(actor)s reported it fixed:"), "nobody: the test question follows"),
    Event(
        "letter_written",
        _("%(actor)s wrote to %(contact)s. Next message: %(next_at)s"),
        "the contact, as a letter",
        letter="words",
        fill=her_page,
        hangs=papers,
    ),
    Event(
        "letter_sent_again",
        _("%(actor)s sent the letter again, to the right address of %(contact)s. Next message: %(next_at)s"),
        "the contact, as a letter",
        letter="words",
        fill=her_page,
        hangs=papers,
    ),
    Event("letter_to_go", _("%(actor)s pressed “send”. The letter leaves %(goes_at)s unless it is taken back."), "nobody: in the history", quiet=True),
    Event("letter_taken_back", _("%(actor)s took the letter back before it left."), "nobody: in the history", quiet=True),
    Event("letter_held", _("The letter of %(person)s did not leave: %(why)s The text is kept."), "who wrote it", mail=PLAIN, group="asked"),
    Event("letter_bounced", _("%(contact)s did not get the letter written %(written_at)s: it came back. What it announced is owed again."), "the owner and who wrote it", mail=PLAIN, group="customer"),
    Event("told_by_voice", _("%(actor)s told the customer in person. Next message: %(next_at)s"), "nobody: in the history"),
    Event("update_missed", _("The next message to the customer was due %(due_at)s and has not gone out."), "owner and boss", mail=PLAIN, group="late"),
    Event("clock_late", _("%(task)s: the time ended %(due_at)s, and it is not done."), "whom the rule of the clock names", mail=PLAIN, group="late"),
    Event("answer_outstanding", _("The customer has not answered since twenty working days. Look at how we asked."), "the owner and an executive", mail=PLAIN, group="late"),
    Event("update_still_missed", _("The customer still waits for the message due %(due_at)s. %(boss)s was told."), "the next boss", mail=PLAIN, group="late"),
    Event("call_asked", _("%(actor)s asks to be called: %(wanted_at)s."), "the owner", mail=PLAIN, group="asked"),
    Event("call_missed", _("The call that the customer asked for (%(due_at)s) was not made yet."), "owner and boss", mail=PLAIN, group="late"),
    Event("called_back", _("%(actor)s called back. The customer said:"), "nobody: in the history", hers=True),
    Event("link_handed", _("%(actor)s opened the customer's page."), "nobody: in the history", quiet=True),
    Event("link_revoked", _("%(actor)s closed the customer's link."), "nobody: in the history", quiet=True),
    Event("letter_looked_at", _("%(actor)s looked after a letter that may not have gone."), "nobody: in the history", quiet=True),
    Event("fix_confirmed", _("%(contact)s: solved."), "owner and boss", mail=PLAIN, group="customer"),
    Event("fix_rejected", _("%(contact)s: not solved yet. Back to step 4; a second failure is marked."), "owner and every boss told", mail=PLAIN, group="customer"),
    Event("nothing_more_said", _("%(contact)s: nothing more."), "owner and boss", mail=PLAIN, group="customer"),
    Event("more_named", _("%(contact)s named something more:"), "owner and every boss told", mail=PLAIN, group="customer"),
    Event("follow_up_due", _("The day of the follow-up has come. Ask the customer how it has been since."), "the owner", mail=PLAIN, group="asked"),
    Event("follow_up_missed", _("The follow-up to the customer is late. %(boss)s was told."), "the boss", mail=PLAIN, group="late"),
    Event("case_closed", _("%(contact)s: it has stayed solved. The case is closed by the customer's word."), "owner and every boss told", mail=PLAIN, group="customer"),
    Event("residual_reported", _("%(contact)s: something is left. Back to step 1."), "owner and every boss told", mail=PLAIN, group="customer"),
    Event("case_reopened", _("%(contact)s came back. The case is open again."), "owner and every boss told", mail=PLAIN, group="customer"),
]  # fmt: skip
