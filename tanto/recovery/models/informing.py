from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.clocks.models.timing import timing
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.phrasebook.guards import NOTHING_SAID, Said, must_not_hurt
from tanto.web.refusals import Refused

from ..steps import BossDecision, Severity
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
        if self.fresh is not None and self.fresh.boss is not None:
            return self._tell(self.fresh.boss, after_silence)
        told = set(self.told_bosses.values_list("boss_id", flat=True))
        chain = self.section.bosses_for(self.owner, self.recorder)
        left = [person for person in chain if person.pk not in told]
        if after_silence >= 150:
            left = [person for person in left if person.is_executive] or left
        if not left:
            return chain[-1]
        return self._tell(left[0], after_silence)

    def _tell(self, boss: Person, after_silence: int) -> Person:
        told = (self.pk, boss.pk, clocks.now(), after_silence, "")
        self.add(ToldBoss, ["case", "boss", "told_at", "after_silence", "decision"], told)
        self.let_in(boss, Part.TOLD)
        if not after_silence and (self.fresh is not None or not self.is_read):
            self.start_clock("time_to_boss", duty=boss.pk, start=self.known_at)
            self.repeat_notice(boss.pk)
        return boss

    def repeat_notice(self, boss_id: int) -> None:
        """A notice of the most serious kind is told again and again until a boss has read it."""
        if timing().rule("boss_again").target(self.severity) is not None:
            self.start_clock("boss_again", duty=boss_id)

    def repeat_unread_notice(self) -> None:
        """It became that serious while the notice lay unread."""
        unread = Clock.objects.of(self.subject_kind, self.pk).running().filter(kind="time_to_boss").first()
        if unread is not None and not self.running("boss_again"):
            self.repeat_notice(unread.duty)

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
        """Did a boss decide how to go to her, since the last failure if there was one?"""
        decided = self.told_bosses.filter(decided_at__isnull=False)
        if self.second_failure_at is not None:
            decided = decided.filter(decided_at__gte=self.second_failure_at)
        return decided.exists()

    def owe_boss_contact(self) -> None:
        """In a serious case the boss who has read it owes the customer a call, a visit, or a reason (CLK-04)."""
        told = self.boss_who_read
        is_owed = self.is_open and self.severity <= Severity.S2 and not self.boss_decided
        if told is not None and is_owed and not self.running("boss_contact"):
            start = max(filter(None, (told.read_at, self.second_failure_at)))
            self.start_clock("boss_contact", duty=told.boss_id, start=start)

    def must_be_boss(self, by: Actor) -> Person:
        """A boss of this section, or of one above, or an executive; never the owner's own judgement on the owner."""
        chain = self.section.bosses_for(self.owner)
        boss = next((person for person in chain if person.pk == by.person_id), None)
        if boss is None:
            raise Refused(
                "not_the_boss",
                _("Only a boss of %(section)s can do this.") % {"section": self.section.name()},
                _("Who works on a case does not judge alone how serious it is, or who takes it."),
                _("Ask your boss: %(names)s.") % {"names": ", ".join(p.name() for p in chain[:2])},
                status=409,
            )
        return boss

    @verb
    def acknowledge(self, *, by: Actor) -> None:
        """ "I have read it": the boss's seal, and the end of the boss's clock."""
        told = self._told(by)
        if told.read_at is not None:
            return
        told.read_at = clocks.now()
        told.save(update_fields=["read_at"])
        self.stop_clock("time_to_boss", "boss_again")
        self.start_clock("thanks", duty=told.boss_id, part=told.boss_id)
        self.owe_boss_contact()
        self.record_now("boss_read", by=by, tell=[self.owner, self.recorder], boss=told.boss)

    @verb
    def bring_in_boss(self, *, by: Actor, boss: Person) -> None:
        """The owner, or a boss who knows, brings in a boss from above: who has more levers is told at once."""
        if not self.told_bosses.filter(boss_id=by.person_id).exists():
            self.must_be_owners(by)
        chain = [person for person in self.section.chain() if person.pk != self.owner_id]
        if boss not in chain:
            raise Refused(
                "not_above",
                _("%(name)s is not a boss above this case.") % {"name": boss.name()},
                _("A boss is brought in for the levers: people, money, a word to the customer."),
                _("Choose one of: %(names)s.") % {"names": ", ".join(person.name() for person in chain[:5])},
                field="boss",
            )
        _told, is_new = self.told_bosses.get_or_create(
            boss=boss, defaults={"told_at": clocks.now(), "after_silence": 0}
        )
        if is_new:
            Part.give(self.pk, boss, Part.TOLD)
            self.record_now("boss_brought_in", by=by, tell=[boss], boss=boss)

    @verb
    def thank(self, *, by: Actor, words: str = "", said: Said = NOTHING_SAID) -> None:
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
        lifted = must_not_hurt(words, "board", field="words", said=said)
        told.thanked_at = clocks.now()
        told.thanks = Words.keep(words.strip()) if words.strip() else None
        told.save(update_fields=["thanked_at", "thanks"])
        self.stop_clock("thanks", part=told.boss_id)
        facts = {"words": told.thanks, **lifted} if told.thanks else {}
        self.record_now("reporter_thanked", by=by, tell=[self.recorder], person=self.recorder, **facts)

    @verb
    def decide_contact(
        self, *, by: Actor, decision: str, reason: str = "", said: Said = NOTHING_SAID
    ) -> None:
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
        lifted = must_not_hurt(reason, "board", field="reason", said=said)
        told.decision, told.decided_at = BossDecision(decision), clocks.now()
        told.reason = Words.keep(reason.strip()) if reason.strip() else None
        told.save(update_fields=["decision", "decided_at", "reason"])
        self.stop_clock("boss_contact")
        facts = {"words": told.reason, **lifted} if told.reason else {}
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
