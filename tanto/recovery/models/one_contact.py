"""A small trouble settled in one contact: the same seven steps, every record of them, one screen (3.4, D07)."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.phrasebook.guards import NOTHING_SAID, Said
from tanto.web.refusals import Refused

from ..steps import Channel, Severity, Step
from .cushioning import Cushioning
from .guards import must_have_words, must_work_there
from .reopening import Reopening
from .writing import Writing

EARLY = (Step.LISTEN, Step.QUESTION, Step.CUSHION, Step.ADDRESS)


class OneContact(Reopening, Writing, Cushioning):
    class Meta(Reopening.Meta):
        abstract = True

    @property
    def may_settle_in_one(self) -> bool:
        return self.severity == Severity.S4 and self.step in EARLY and self.client_id is not None

    @verb
    def settle_in_one(
        self,
        *,
        by: Actor,
        intensity: int,
        wording: str,
        sentence: str,
        statement: str,
        action: str,
        words: str,
        nothing_more: str,
        channel: str = Channel.PHONE,
        speaker: Contact | None = None,
        said: Said = NOTHING_SAID,
    ) -> None:
        """Steps 1 to 6 as they were spoken: what came first, the sentence of understanding, who is accountable, what was
        done, her "solved" and her "nothing more" in her words. Each step keeps its own record and its own guard."""
        self.must_be_owners(by)
        self.must_be_at(*EARLY)
        contact = speaker or self.contact
        must_work_there(self.client, contact)
        if self.severity != Severity.S4:
            raise Refused(
                "not_minor",
                _("This case is not minor: S%(severity)d.") % {"severity": self.severity},
                _("What weighs more deserves each step for itself, and time between them."),
                _("Take the steps one by one."),
                status=409,
            )
        if contact is None:
            raise Refused(
                "no_contact",
                _("It is not known yet who the customer’s person is."),
                _("The page belongs to one contact, because that person’s word closes the case."),
                _("Name the contact first."),
            )
        must_have_words(words, "words")
        must_have_words(nothing_more, "nothing_more")
        ours = by.pressing("")
        hers = Actor("contact", contact.pk, channel, entered_by=by.person_id)
        if self.step == Step.LISTEN:
            self.finish_listening(by=ours, intensity=intensity)
        if self.step == Step.QUESTION:
            self.agree_issue(by=ours, wording=wording, read_back=True)
        if self.step == Step.CUSHION:
            self.cushion(by=ours, sentence=sentence, said=said)
        now = clocks.now()
        soon = now + dt.timedelta(minutes=1)
        if not self.is_accountable:
            stated = {"statement": statement, "action": action, "action_due_at": soon, "next_at": soon}
            self.take_accountability(by=ours, said=said, **stated)  # type: ignore[arg-type]
        for deed in self.actions.filter(
            done_at__isnull=True, accepted_at__isnull=False, dropped_at__isnull=True
        ):
            self.finish_action(by=ours, action=deed)
        for issue in [found.pk for found in self.open_issues()]:
            self.report_fixed(by=ours, how=action, issue=issue, said=said.unseen)
        self.confirm_fix(by=hers, words=words, channel=channel)
        self.say_nothing_more(by=hers, words=nothing_more, channel=channel)
        self.record_now("settled_in_one", by=by, channel=channel)
