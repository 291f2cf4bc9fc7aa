import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from ..steps import Channel, Step, Tried
from .chase import Attempt, Chase
from .informing import Informing

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

ASKED = (Step.ADDRESS, Step.TEST, Step.PROBE, Step.FOLLOW_UP)


class Waiting(Informing):
    """She waits for us and asks (chases); we wait for her and try (attempts). Neither changes a step."""

    chases: "RelatedManager[Chase]"
    attempts: "RelatedManager[Attempt]"

    class Meta(Informing.Meta):
        abstract = True

    @verb
    def chase(self, *, by: Actor, words: str = "", channel: str = Channel.PHONE) -> None:
        """She asked what is happening. From the second time on the next boss hears of it."""
        if by.kind == "person":
            self.must_be_readable(by)
        self.must_be_open()
        if by.kind == "contact" and self._asked_just_now():
            return
        kept = Words.keep(words.strip()) if words.strip() else None
        self.chases.create(at=clocks.now(), channel=channel, words=kept, heard_by_id=by.person_id)
        count = self.chases.count()
        bosses = [told.boss for told in self.told_bosses.select_related("boss")] if count >= 2 else []
        facts = {"words": kept} if kept else {}
        self.record_now("chased", by=by, tell=[self.owner, *bosses], count=count, **facts)

    def _asked_just_now(self) -> bool:
        """Pressed again within ten minutes on her page it is one asking."""
        since = clocks.now() - dt.timedelta(minutes=10)
        return self.chases.filter(channel=Channel.WEB, heard_by__isnull=True, at__gt=since).exists()

    @verb
    def try_to_reach(self, *, by: Actor, channel: str, result: str) -> None:
        """We called or went and did not speak with her. A message on a machine is not a contact (D30)."""
        self.must_be_owners(by)
        if self.is_open:
            self.must_be_at(*ASKED)
        if result in (Tried.WRITTEN, Tried.CAME_BACK) or result not in Tried.values:
            raise Refused(
                "letters_count_themselves",
                _("A letter counts by itself when it is written here."),
                _("An attempt is only what somebody did."),
                _("Write the letter from this case, or choose what became of the call or visit."),
                field="result",
            )
        self.tried(by, channel=channel, result=result)
        self.record_now("attempt_made", by=by, channel=channel, result=result)

    def tried(self, by: Actor, *, channel: str, result: str, is_last: bool = False) -> Attempt:
        return self.attempts.create(
            at=clocks.now(),
            channel=channel,
            result=result,
            step=self.step or "",
            is_last=is_last,
            by_id=by.person_id,
        )
