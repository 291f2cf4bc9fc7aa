from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.people.models import Person

from ..steps import Channel, Step
from .confirming import Confirming


class Reopening(Confirming):
    """A closed case opens again at her word, at any time."""

    class Meta(Confirming.Meta):
        abstract = True

    @verb
    def reopen(self, *, by: Actor, words: str, channel: str = Channel.WEB) -> None:
        """She comes back to a closed case; everything is kept, the same person owns it."""
        if self.is_open:
            self.hear_now(words, by=by, channel=channel)
            return
        self.end = self.ended_at = self.closing_word = self.resolved_at = None
        if not self.owner.is_here:
            self.give_to(self.heir())
        heard = self.hear_again(words, by=by, channel=channel)
        self.start_clock("progress_update", duty=self.owner_id)
        self.begin(Step.LISTEN)
        self.save()
        self.record_now(
            "case_reopened",
            by=by,
            tell=[self.owner, *self.bosses_told()],
            words=heard,
            contact=self.contact,
            owner=self.owner,
        )

    def heir(self) -> Person:
        """Who takes a case whose owner has left: the client's tanto, the deputy, the boss, the next above."""
        served = [self.client.main, self.client.deputy] if self.client else []
        return next(person for person in [*served, *self.section.chain()] if person.is_here)
