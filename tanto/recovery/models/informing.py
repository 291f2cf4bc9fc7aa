import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.kinds import Due
from tanto.journal.actor import Actor, system
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.notices.models import Notice
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import BossDecision
from .stepping import Stepping
from .told_boss import ToldBoss
from .trail import Part

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Informing(Stepping):
    """The boss is told at once, reads, thanks, and decides how to stand by the customer. Silence climbs (CLK-03)."""

    parts: "RelatedManager[Part]"
    told_bosses: "RelatedManager[ToldBoss]"

    class Meta(Stepping.Meta):
        abstract = True

    def tell_boss(self, *, after_silence: int) -> Person:
        """Write down that the next boss up is told, and let the boss's clock run from when it became known."""
        told = set(self.told_bosses.values_list("boss_id", flat=True))
        chain = self.section.bosses_for(self.owner, self.recorder)
        left = [person for person in chain if person.pk not in told]
        if after_silence >= 150:
            left = [person for person in left if person.is_executive] or left
        if not left:
            return chain[-1]
        boss = left[0]
        self.told_bosses.create(boss=boss, told_at=clocks.now(), after_silence=after_silence)
        Part.give(self.pk, boss, Part.TOLD)
        if not after_silence and not self.is_read:
            self.start_clock("time_to_boss", duty=boss.pk, start=self.known_at)
        return boss

    @property
    def is_read(self) -> bool:
        return self.told_bosses.filter(read_at__isnull=False).exists()

    @property
    def boss_who_read(self) -> ToldBoss | None:
        """Whose seal stands in the second box: the first who read it."""
        read = self.told_bosses.filter(read_at__isnull=False).order_by("read_at")
        return read.select_related("boss").first()

    @property
    def boss_decided(self) -> bool:
        return self.told_bosses.filter(decided_at__isnull=False).exists()

    @verb
    def acknowledge(self, *, by: Actor) -> None:
        """ "I have read it": the boss's seal, and the end of the boss's clock."""
        told = self._told(by)
        if told.read_at is not None:
            return
        told.read_at = clocks.now()
        told.save(update_fields=["read_at"])
        self.stop_clock("time_to_boss")
        self.record_now("boss_read", by=by, tell=[self.owner, self.recorder], boss=told.boss)

    @verb
    def thank(self, *, by: Actor, words: str = "") -> None:
        """Thank the reporter before anything else; without words it was said in person."""
        told = self._told(by)
        if told.read_at is None:
            raise Refused(
                "read_first",
                _("Read the notice first."),
                _("Thanks for something unread are not worth much."),
                _("Press “I have read it”, then thank."),
                status=409,
            )
        if told.thanked_at is not None:
            return
        told.thanked_at = clocks.now()
        told.thanks = Words.keep(words.strip()) if words.strip() else None
        told.save(update_fields=["thanked_at", "thanks"])
        facts = {"words": told.thanks} if told.thanks else {}
        self.record_now("reporter_thanked", by=by, tell=[self.recorder], person=self.recorder, **facts)

    @verb
    def decide_contact(self, *, by: Actor, decision: str, reason: str = "") -> None:
        """Call, visit, or not now with a reason: how the boss goes to the customer."""
        told = self._told(by)
        if told.thanked_at is None:
            raise Refused(
                "thank_first",
                _("Thank the reporter first."),
                _("Who is thanked for bad news brings it early the next time."),
                _("Send your thanks, or say them in person and press so. The decision opens afterwards."),
                status=409,
            )
        if decision == BossDecision.NOT_NOW and not reason.strip():
            raise Refused(
                "reason_missing",
                _("“Not now” needs a reason."),
                _(
                    "The boss goes first, not last; staying away is a decision that must be able to be read later."
                ),
                _("Write one sentence: why not now?"),
                field="reason",
            )
        told.decision, told.decided_at = BossDecision(decision), clocks.now()
        told.reason = Words.keep(reason.strip()) if reason.strip() else None
        told.save(update_fields=["decision", "decided_at", "reason"])
        facts = {"words": told.reason} if told.reason else {}
        self.record_now(f"boss_decided_{told.decision}", by=by, tell=[self.owner], boss=told.boss, **facts)

    def _told(self, by: Actor) -> ToldBoss:
        told = self.told_bosses.filter(boss_id=by.person_id).select_related("boss").first()
        if told is None:
            raise Refused(
                "not_told",
                _("This notice was not sent to you."),
                _("The seal in the second box says which boss knows."),
                _("Ask a boss who was told to press."),
                status=409,
            )
        return told


def tell_next_boss(due: Sequence[Due], now: dt.datetime) -> None:
    """CLK-03: at 50 percent the boss is told again, at 100 the deputy or the next above, at 150 an executive."""
    for item in due:
        case = item.subject
        if item.share < 100:
            facts = case.journal_facts() | {"task": "time_to_boss", "due_at": item.clock.due_at.isoformat()}
            Notice.remind(item.clock.duty, clock=item.clock.pk, share=item.share, at=now, facts=facts)
        else:
            boss = case.tell_boss(after_silence=item.share)
            case.record_now("boss_silent", by=system(), tell=[boss], boss=boss, share=item.share)
