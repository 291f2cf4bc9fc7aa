"""The ends that are not hers to close by "it has stayed solved". Each needs two people, and none counts as resolved but
hers. Silence never ends anything (INV-06): after long and honest trying an executive may say so by name."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks import working
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Answer, Channel, End, Step, Tried
from .confirming import Confirming
from .end_proposal import EndProposal
from .trail import Part

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .case import Case

ATTEMPTS, WAYS, WORKING_DAYS = 4, 2, 20  # before a silent customer's case may end unconfirmed
SILENT_AT = (Step.ADDRESS, Step.TEST, Step.PROBE)


class Proposing(Confirming):
    """An end that is not hers to close: proposed with a reason, and with everything that must have been tried."""

    end_proposals: "RelatedManager[EndProposal]"

    class Meta(Confirming.Meta):
        abstract = True

    @property
    def open_end_proposal(self) -> EndProposal | None:
        return (
            self.end_proposals.filter(answered_at__isnull=True)
            .select_related("by", "reason", "parent", "word__contact", "word__words")
            .first()
        )

    @verb
    def ask_to_drop(
        self, *, by: Actor, words: str, channel: str = Channel.WEB, said_at: dt.datetime | None = None
    ) -> None:
        """She says "please drop it". It is her word; the case ends when the boss agrees that it is one."""
        self.must_be_open()
        word = self.take_word(Answer.DROPPED, by=by, words=words, channel=channel, said_at=said_at)
        if word.words is None:
            raise Refused(
                "her_words_missing",
                _("The customer’s words are missing."),
                _("Somebody who gives up is not somebody who is content; the words show which."),
                _("Please write one sentence."),
                field="words",
            )
        self._propose(End.WITHDRAWN, by=self.hand(by), reason=word.words, word=word)
        self.told_of(word, "drop_asked", by=by, also=self.bosses_told())

    @verb
    def propose_unconfirmed(self, *, by: Actor, reason: str) -> None:
        """She has been silent through four attempts on two ways over twenty working days and a last letter. An executive
        decides; the case never counts as resolved (INV-38)."""
        self.must_be_owners(by)
        self.must_be_at(*SILENT_AT)
        self._must_have_tried()
        words = self._reason(reason)
        self._propose(End.UNCONFIRMED, by=self.hand(by), reason=words)
        executives = list(Person.objects.here().filter(is_executive=True))
        self._ask(executives)
        self.record_now("end_proposed", by=by, tell=executives, end=End.UNCONFIRMED, words=words)

    @verb
    def propose_merger(self, *, by: Actor, into: "Case", reason: str) -> None:
        """The same event of the same client was recorded twice: the later one is carried on in the earlier one."""
        self.must_be_owners(by)
        self.must_be_open()
        self._must_be_mergeable(into)
        words = self._reason(reason)
        self._propose(End.MERGED, by=self.hand(by), reason=words, parent=into)
        self._ask(self._quality())
        tell = [into.owner, *self._quality()]
        self.record_now("end_proposed", by=by, tell=tell, end=End.MERGED, words=words, other=into.number)

    @verb
    def propose_no_case(self, *, by: Actor, reason: str) -> None:
        """It turned out to be no trouble of a client's. A second person looks at it; it stays searchable."""
        self.must_be_owners(by)
        self.must_be_at(Step.DRAFT, Step.LISTEN)
        self._must_have_begun_nothing()
        words = self._reason(reason)
        self._propose(End.NOT_A_CASE, by=self.hand(by), reason=words)
        tell = [self.section.bosses_for(self.owner, self.recorder)[0], *self._quality()]
        self.record_now("end_proposed", by=by, tell=tell, end=End.NOT_A_CASE, words=words)

    def _propose(
        self, end: End, *, by: Person, reason: Words, word: object = None, parent: object = None
    ) -> None:
        hers = self.end_proposals.filter(answered_at__isnull=True, end=End.WITHDRAWN)
        if end != End.WITHDRAWN and hers.exists():
            raise Refused(
                "drop_asked_first",
                _("The customer has asked to drop it, and a boss has not answered yet."),
                _("What the customer asked for is answered before anything we propose ourselves."),
                _("Ask the boss to look at it first."),
                status=409,
            )
        self.void_proposals()
        self.end_proposals.create(
            end=end,
            by=by,
            at=clocks.now(),
            reason=reason,
            word=word,
            parent=parent,
        )

    def _ask(self, people: Iterable[Person]) -> None:
        """Who has to agree must be able to read."""
        for person in people:
            Part.give(self.pk, person, Part.WAS_ASKED)

    def last_heard(self) -> dt.datetime:
        """When she last said anything: words, an answer, a chase, a call asked for or made."""
        moments: list[dt.datetime | None] = [
            self.verbatims.filter(is_hers=True).aggregate(at=Max("at"))["at"],
            self.customer_words.aggregate(at=Max("at"))["at"],
            self.chases.aggregate(at=Max("at"))["at"],
            self.history().filter(kind__in=["call_asked", "called_back"]).aggregate(at=Max("at"))["at"],
        ]
        return max(moment for moment in [self.opened_at, *moments] if moment is not None)

    def _must_have_tried(self) -> None:
        """Only what was tried since she last said anything counts."""
        made = self.attempts.exclude(result=Tried.CAME_BACK)
        since = made.filter(step__in=SILENT_AT, at__gte=self.last_heard())
        attempts = list(since.order_by("at"))
        ways = {attempt.channel for attempt in attempts}
        timetable = self.calendar.timetable()
        first = attempts[0].at if attempts else clocks.now()
        is_long = working.days_on(first, WORKING_DAYS, timetable) <= clocks.now()
        has_letter = any(attempt.is_last for attempt in attempts)
        if len(attempts) < ATTEMPTS or len(ways) < WAYS or not is_long or not has_letter:
            raise Refused(
                "not_tried_enough",
                _(
                    "So far: %(n)d of 4 attempts, %(ways)d of 2 ways, the first on %(first)s, last letter: %(letter)s."
                )
                % {
                    "n": len(attempts),
                    "ways": len(ways),
                    "first": first.date().isoformat() if attempts else "–",
                    "letter": _("sent") if has_letter else _("not sent"),
                },
                _(
                    "Silence is not consent: only four attempts on two ways over twenty working days, and a last letter, show that we have done our part."
                ),
                _(
                    "Call, write, or go there, and write each attempt down. A word from the customer ends the waiting."
                ),
                status=409,
            )

    def _must_be_mergeable(self, into: "Case") -> None:
        if into.pk == self.pk or into.client_id is None or into.client_id != self.client_id:
            raise Refused(
                "merge_other_client",
                _("%(number)s is not a case of the same client.") % {"number": into.number},
                _("Words of one firm must never be read by another."),
                _("Choose the number of another case of this client."),
                field="into",
            )
        if not into.is_open or (into.known_at, into.pk) > (self.known_at, self.pk):
            raise Refused(
                "merge_into_earlier",
                _("%(number)s is ended, or became known later.") % {"number": into.number},
                _("The clocks of the earlier one count; merging must not make us look faster than we were."),
                _("Carry the later one on in the earlier one."),
                field="into",
            )

    def _must_have_begun_nothing(self) -> None:
        """What once went past listening, or was judged, or came back, was a case."""
        went_on = self.visits.exclude(step__in=[Step.DRAFT, Step.LISTEN]).exists()
        if went_on or self.reopened or self.customer_words.exists():
            raise Refused(
                "was_a_case",
                _("This was a case already: it went past listening, or the customer has answered."),
                _("What a customer has spoken with us about cannot turn out never to have been."),
                _("Lead it to the customer’s word, or choose another end."),
                status=409,
            )

    def _reason(self, reason: str) -> Words:
        if not reason.strip():
            raise Refused(
                "reason_missing",
                _("The reason is missing."),
                _("An end without the customer’s “solved” must be able to be read later."),
                _("Write one or two sentences."),
                field="reason",
            )
        return Words.keep(reason.strip())

    def _quality(self) -> list[Person]:
        return Person.objects.quality_leads()
