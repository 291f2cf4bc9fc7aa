"""The ends that are not hers to close by "it has stayed solved". Each needs two people, and none counts as resolved but
hers. Silence never ends anything (INV-06): after long and honest trying an executive may say so by name."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import End, Step
from .end_proposal import EndProposal
from .proposing import SILENT_AT, Proposing

if TYPE_CHECKING:
    pass


class Ending(Proposing):
    """The second person says yes or no, and the case ends as proposed, or goes on."""

    class Meta(Proposing.Meta):
        abstract = True

    @verb
    def agree_to_end(self, *, by: Actor) -> None:
        """The second person says yes, and the case ends as proposed."""
        proposal = self._proposal_for(by)
        if proposal.end == End.MERGED:
            assert proposal.parent is not None
            self._must_be_mergeable(proposal.parent)
            self.parent = proposal.parent
        if proposal.end == End.UNCONFIRMED:
            self.must_be_at(*SILENT_AT)
            self._must_have_tried()
            self.resolved_at = None
        if proposal.end == End.NOT_A_CASE:
            self.must_be_at(Step.DRAFT, Step.LISTEN)
            self._must_have_begun_nothing()
        self._answer(proposal, by=by, is_agreed=True)
        self.cancel_follow_ups()
        self.end_now(End(proposal.end), by=by)
        self.closing_word = proposal.word
        if proposal.end in COURTESY:
            self.plan_follow_ups([COURTESY[End(proposal.end)]])
        self.save()
        self.record_now(
            ENDED[End(proposal.end)],
            by=by,
            tell=[self.owner, proposal.by],
            words=proposal.reason,
            other=proposal.parent.number if proposal.parent else "",
        )

    @verb
    def refuse_end(self, *, by: Actor, reason: str) -> None:
        """No: the case goes on where it stands."""
        proposal = self._proposal_for(by)
        words = self._reason(reason)
        self._answer(proposal, by=by, is_agreed=False, refusal=words)
        self.record_now("end_refused", by=by, tell=[self.owner, proposal.by], words=words)

    @verb
    def take_back_end(self, *, by: Actor) -> None:
        """Who proposed the end thinks again, before anybody answered."""
        self.must_be_owners(by)
        proposal = self.open_end_proposal
        if proposal is not None and proposal.end != End.WITHDRAWN:
            self._answer(proposal, by=by, is_agreed=False, by_second=False)
            self.record_now("end_taken_back", by=by)

    def may_agree(self, person: Person, end: str) -> bool:
        """Withdrawn: a boss. Unconfirmed: an executive. Merged: a quality lead. No case: a boss, a quality lead, or another
        tanto of the client."""
        if end == End.UNCONFIRMED:
            return person.is_executive and person.is_here
        if end == End.MERGED:
            return person.is_quality_lead and person.is_here
        if end == End.WITHDRAWN:
            return person in self.section.bosses_for(self.owner)
        served = [self.client.main, self.client.deputy] if self.client else []
        bosses = self.section.bosses_for(self.owner, self.recorder)
        return person.is_here and (person.is_quality_lead or person in [*served, *bosses])

    def _proposal_for(self, by: Actor) -> EndProposal:
        proposal = self.open_end_proposal
        if proposal is None or not self.is_open:
            raise Refused(
                "nothing_proposed",
                _("No end is proposed here now."),
                _("Somebody may just have answered, or the proposal was taken back."),
                _("Look at the case as it is now."),
                status=409,
            )
        person = Person.objects.filter(pk=by.person_id or 0).first()
        if person is None or by.kind != "person" or not self.may_agree(person, proposal.end):
            raise Refused(
                "not_yours_to_agree",
                _("You cannot agree to this end: %(end)s.") % {"end": End(proposal.end).label},
                _("An end that is not the customer’s “solved” is looked at by somebody whose duty that is."),
                WHO_AGREES[End(proposal.end)],
                status=409,
            )
        if person.pk == proposal.by_id:
            raise Refused(
                "second_person",
                _("You proposed this end yourself."),
                _("One person alone cannot end a case without the customer’s word."),
                _("Ask a second person to look at it."),
                status=409,
            )
        return proposal

    def _answer(
        self,
        proposal: EndProposal,
        *,
        by: Actor,
        is_agreed: bool,
        refusal: Words | None = None,
        by_second: bool = True,
    ) -> None:
        proposal.answered_at, proposal.is_agreed, proposal.refusal = clocks.now(), is_agreed, refusal
        proposal.answered_by_id = by.person_id if by_second else None
        proposal.save(update_fields=["answered_at", "is_agreed", "refusal", "answered_by"])


COURTESY = {End.WITHDRAWN: 30, End.UNCONFIRMED: 90}  # days after which we ask once more all the same
ENDED = {
    End.WITHDRAWN: "case_dropped",
    End.UNCONFIRMED: "case_ended_unconfirmed",
    End.MERGED: "case_merged",
    End.NOT_A_CASE: "case_was_none",
}
WHO_AGREES = {
    End.WITHDRAWN: _("A boss of the section agrees."),
    End.UNCONFIRMED: _("An executive agrees."),
    End.MERGED: _("A quality lead agrees."),
    End.NOT_A_CASE: _("A boss of the section, a quality lead, or another tanto of the client agrees."),
}
