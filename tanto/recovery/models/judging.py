import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Answer, IssueState, Step
from .asking import Asking
from .customer_word import CustomerWord
from .end_proposal import EndProposal
from .following import Following
from .listening import Listening
from .owning import Owning


class Judging(Owning, Listening, Following, Asking):
    """Her word as a row: whose it is, who wrote it down, and when it can have been said (INV-05, INV-06)."""

    class Meta(Owning.Meta):
        abstract = True

    def void_proposals(self) -> None:
        """Something newer was said: an end proposed before it is answered with no."""
        EndProposal.objects.filter(case=self.pk, answered_at__isnull=True).update(answered_at=clocks.now())

    def accept_issues(self, issues: Iterable[int], *, at: dt.datetime) -> None:
        found = self.issues.filter(pk__in=list(issues))
        found.filter(fixed_at__isnull=True).update(fixed_at=at)
        found.filter(confirmed_at__isnull=True).update(confirmed_at=at)
        found.update(state=IssueState.ACCEPTED, since=at, accepted_at=at)

    def hear_again(self, words: str, *, by: Actor, channel: str) -> Words:
        """Words of the contact who acts, written by herself or by the colleague who entered them."""
        return self.keep_verbatim(
            words, speaker=by.id if by.kind == "contact" else self.contact_id, by=by, channel=channel
        )

    def take_word(
        self,
        answer: Answer,
        *,
        by: Actor,
        words: str | Words,
        channel: str,
        said_at: dt.datetime | None = None,
    ) -> CustomerWord:
        """Her word as a row. INV-05: a contact of this client, never an employee, a clock or an import."""
        contact = Contact.objects.filter(pk=by.id or 0).first() if by.kind == "contact" else None
        if by.entered_by:
            self.must_be_owners(by)
        if contact is None or contact.client_id != self.client_id:
            raise Refused(
                "only_customer_closes",
                _("Only the customer's own word can say this."),
                _("We may think that we did a splendid job; the customer is the one who knows."),
                _("Send the question, or call and write down the answer as the customer’s word."),
                status=409,
            )
        if isinstance(words, str):
            text = words.strip()
            if not text and by.entered_by:
                raise Refused(
                    "her_words_missing",
                    _("The customer’s words are missing."),
                    _("What was said on the telephone counts as the customer’s word only as it was spoken."),
                    _("Write the sentence as it was said."),
                    field="words",
                )
            kept = Words.keep(text) if text else None
        else:
            kept = words
        if answer != Answer.DROPPED:
            self.void_proposals()
        return self.customer_words.create(
            contact=contact,
            question=self.step or Step.FOLLOW_UP,
            answer=answer,
            words=kept,
            channel=channel,
            heard_by_id=by.entered_by,
            at=self._when(said_at),
        )

    def _when(self, said_at: dt.datetime | None) -> dt.datetime:
        """She can have answered only after she was asked, and not in the future."""
        now, visit = clocks.now(), self.visit
        if said_at is None:
            return now
        earliest = visit.since if visit is not None else (self.ended_at or self.opened_at)
        if said_at > now + dt.timedelta(minutes=1) or said_at < earliest - dt.timedelta(minutes=1):
            raise Refused(
                "said_when",
                _("This answer cannot have been given at that time."),
                _("The customer can only have answered after the question, and not in the future."),
                _("Write the moment when it was said to you."),
                field="said_at",
            )
        return min(said_at, now)

    def told_of(self, word: CustomerWord, kind: str, *, by: Actor, also: list[Person] | None = None) -> None:
        facts = {"words": word.words} if word.words else {}
        tell = [self.owner, self.section.boss, *(also or [])]
        self.record_now(kind, by=by, tell=tell, contact=word.contact, **facts)

    def bosses_told(self) -> list[Person]:
        return list(Person.objects.filter(told_of__case=self.pk).order_by("pk"))
