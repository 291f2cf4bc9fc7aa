import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.clocks.models.timing import timing
from tanto.clocks.targets import Target
from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from ..steps import Answer, End, Step, Tried
from .follow_up import FollowUp
from .letter_draft import LetterDraft
from .waiting import Waiting

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .customer_word import CustomerWord

MORNING = dt.timedelta(hours=12)  # asking may begin in the night before the day it is due
CLOSING_DAY = 14  # from this follow-up on her "it has stayed solved" closes the case
ENOUGH = 3  # attempts after which a follow-up may be given up


class Following(Waiting):
    """Step 7: after days, weeks and months we ask again; what is left opens the case at once (D30)."""

    follow_ups: "RelatedManager[FollowUp]"
    customer_words: "RelatedManager[CustomerWord]"

    class Meta(Waiting.Meta):
        abstract = True

    def plan_follow_ups(self, days: Iterable[int] | None = None) -> None:
        """By severity: S1 after 3, 14, 30, 90 days, S4 after 14. Each is a duty of the owner on its day."""
        now, timetable = clocks.now(), self.calendar.timetable()
        planned = timing().rule("follow_up").target(self.severity)
        for day in days if days is not None else (planned.amounts if planned else (CLOSING_DAY,)):
            due = Target("calendar_days", day).due(now, timetable)
            self.follow_ups.create(days=day, due_at=due)
            self.start_clock_until("follow_up", duty=self.owner_id, due=due, part=day)

    def cancel_follow_ups(self) -> None:
        """The case goes on; they are planned anew when she says "nothing more" again."""
        self.follow_ups.filter(done_at__isnull=True).update(done_at=clocks.now(), result="cancelled")
        self.stop_clock("follow_up")

    @property
    def next_follow_up(self) -> FollowUp | None:
        return self.follow_ups.filter(done_at__isnull=True).first()

    @property
    def follow_up_from(self) -> dt.datetime | None:
        """From when on it may be asked whether it has stayed solved."""
        coming = self.next_follow_up
        return coming.due_at - MORNING if coming else None

    @property
    def due_follow_up(self) -> FollowUp | None:
        """The latest planned one that may be asked now; earlier ones that were missed are answered with it."""
        return self.follow_ups.filter(done_at__isnull=True, due_at__lte=clocks.now() + MORNING).last()

    @property
    def is_time_to_follow_up(self) -> bool:
        """May it be asked, and answered, whether it has stayed solved?"""
        return self.due_follow_up is not None

    def finish_follow_up(self, follow_up: FollowUp, result: str) -> None:
        """The answer to one is the answer to those that should have been asked before it."""
        earlier = self.follow_ups.filter(done_at__isnull=True, due_at__lte=follow_up.due_at)
        for days in earlier.values_list("days", flat=True):
            self.stop_clock("follow_up", part=days)
        earlier.update(done_at=clocks.now(), result=result)

    @verb
    def give_up_follow_up(self, *, by: Actor) -> None:
        """Three attempts and nobody was reached. With her "nothing more" the case closes, marked as not reached again;
        later follow-ups stay planned."""
        self.must_be_owners(by)
        follow_up = self.due_follow_up
        if follow_up is None:
            raise not_yet_due()
        made = self.attempts.exclude(result=Tried.CAME_BACK)
        tried = made.filter(at__gte=follow_up.due_at - MORNING).count()
        if tried < ENOUGH:
            raise Refused(
                "try_again",
                _("%(tried)d of %(enough)d attempts were made.") % {"tried": tried, "enough": ENOUGH},
                _("Silence is not an answer; somebody who was in trouble is worth three calls."),
                _("Call or write again on another day, and write down each attempt."),
                status=409,
            )
        self.finish_follow_up(follow_up, "unreached")
        nothing_more = self.customer_words.filter(question=Step.PROBE, answer=Answer.NOTHING_MORE).last()
        if self.step == Step.FOLLOW_UP and follow_up.days >= CLOSING_DAY and nothing_more is not None:
            self.end_now(End.CLOSED, by=by)
            self.closing_word = nothing_more
            self.save()
            self.record_now("case_closed_unreached", by=by, tell=[self.section.boss], days=follow_up.days)
        else:
            self.record_now("follow_up_unreached", by=by, days=follow_up.days)

    def end_now(self, end: End, *, by: Actor) -> None:
        """No step any more. What is asked later (follow-ups) goes on. The row is saved by the verb."""
        now = clocks.now()
        self.visits.filter(done_at__isnull=True).update(done_at=now, done_by_id=by.person_id)
        self.step, self.end, self.ended_at = None, end, now
        running = Clock.objects.of(self.subject_kind, self.pk).running()
        running.exclude(kind="follow_up").update(stopped_at=now)
        LetterDraft.objects.filter(case=self.pk, goes_at=None).delete()


def not_yet_due() -> Refused:
    return Refused(
        "too_early",
        _("It is too early to say that it has stayed solved."),
        _("What holds for a day may break in a week; so we ask after two."),
        _("Ask again on the day of the follow-up. The customer’s words can be added at any time."),
        status=409,
    )
