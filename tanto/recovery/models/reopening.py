import datetime as dt

from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.people.models import Person

from ..steps import Channel, Step
from .ending import Ending
from .guards import must_work_there


class Reopening(Ending):
    """An ended case opens again at her word, at any time; everything in it is kept."""

    class Meta(Ending.Meta):
        abstract = True

    @verb
    def reopen(
        self, *, by: Actor, words: str, channel: str = Channel.WEB, said_at: dt.datetime | None = None
    ) -> None:
        """She comes back, herself or as a colleague heard her; the same person owns it. What was carried on elsewhere is
        said there."""
        if self.is_open:
            self.hear_now(words, by=by, channel=channel)
            return
        if by.person_id is not None:
            self.must_be_readable(by)
        if by.kind == "contact":
            must_work_there(self.client, Contact.objects.filter(pk=by.id or 0).first())
        if self.parent is not None and self.parent.client_id == self.client_id:
            self.parent.reopen(by=by, words=words, channel=channel)
            return
        self.void_proposals()
        self.end = self.ended_at = self.closing_word = self.resolved_at = self.parent = None
        self.reopened += 1
        if not self.owner.is_here:
            self.give_to(self.heir())
        heard = self.hear_again(words, by=by, channel=channel)
        self.put_issue(heard, origin=Step.FOLLOW_UP)
        self.cancel_follow_ups()
        self.start_clock("progress_update", duty=self.owner_id)
        self.begin(Step.LISTEN)
        self.save()
        self.record_now(
            "case_reopened",
            by=by,
            tell=[self.owner, *self.bosses_told(), *Person.objects.quality_leads()],
            words=heard,
            contact=by.id if by.kind == "contact" else self.contact,
            owner=self.owner,
        )

    def heir(self) -> Person:
        """Who takes a case whose owner has left: the client's tanto, the deputy, the boss, the next above."""
        served = [self.client.main, self.client.deputy] if self.client else []
        return next(person for person in [*served, *self.section.chain()] if person.is_here)
