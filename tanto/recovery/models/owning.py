import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Discovered
from .guards import must_be_able_to_own
from .informing import Informing
from .offer import Offer
from .trail import OwnerSpan, Part

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


AWAY, TALKED = "away", "talked"


class Owning(Informing):
    """Exactly one named person at every instant. A hand-over has two sides; until the second one takes it, the
    first stays responsible."""

    offers: "RelatedManager[Offer]"
    owner_spans: "RelatedManager[OwnerSpan]"

    class Meta(Informing.Meta):
        abstract = True

    @property
    def open_offer(self) -> Offer | None:
        return self.offers.filter(answered_at__isnull=True).select_related("to", "by").first()

    @property
    def since_when_owned(self) -> dt.datetime:
        """When the owner of now took it."""
        return self.owner_spans.order_by("-since").values_list("since", flat=True)[0]

    @property
    def ownerless_minutes(self) -> int:
        """Minutes of its life without a named owner: spans begin where the last one ends, so what could be missing is
        only the beginning. It is 0, and shown, because nobody believes it otherwise (M44)."""
        first = self.owner_spans.order_by("since").values_list("since", flat=True).first()
        return int(((first or clocks.now()) - self.opened_at).total_seconds() // 60)

    def must_own(self, by: Actor) -> None:
        """Who stands in does the work; giving the case away is the owner's, or a boss's with a reason."""
        self.must_be_owners(by)
        if by.person_id != self.owner_id:
            raise Refused(
                "owner_decides",
                _("%(name)s owns this case and is away.") % {"name": self.owner.name()},
                _("Who stands in takes the steps; the owner stays the owner."),
                _("If it must change hands now, ask the boss to give it, with a reason."),
                status=409,
            )

    @verb
    def offer(self, *, by: Actor, to: Person) -> None:
        """Offer the case to one person by name. A second offer replaces the first."""
        self.must_own(by)
        self.offer_now(to, by=by)

    @verb
    def offer_on(self, *, by: Actor, to: Person) -> None:
        """The client has a new tanto: the case is offered in the owner's name."""
        self.offer_now(to, by=by)

    def offer_now(self, to: Person, *, by: Actor) -> None:
        must_be_able_to_own(to)
        self.must_be_open()
        if to.pk == self.owner_id:
            raise Refused(
                "owner_already",
                _("%(name)s owns this case already.") % {"name": to.name()},
                _("A hand-over needs two people."),
                _("Choose somebody else, or go on with the case."),
                field="to",
            )
        now = clocks.now()
        if self.fresh is None:
            self.offers.filter(answered_at__isnull=True).update(answered_at=now, answer=Offer.REPLACED)
        self.add(Offer, ["case", "by", "to", "at", "answer"], (self.pk, self.owner_id, to.pk, now, ""))
        self.start_clock("acceptance", duty=to.pk)
        self.start_clock("offer", duty=to.pk)
        self.let_in(to, Part.WAS_ASKED)
        self.record_now("owner_offered", by=by, tell=[to], to=to, before=self.owner)

    @verb
    def accept(self, *, by: Actor) -> None:
        """Take the case. The span of the old owner ends and mine begins at the same instant."""
        if by.person_id == self.owner_id:
            return
        offer = self._offer_to(by)
        before = self.owner
        Offer.objects.filter(pk=offer.pk).update(answered_at=clocks.now(), answer=Offer.ACCEPTED)
        self.stop_clock("acceptance", "offer")
        self.give_to(offer.to)
        self.save()
        self.record_now(
            "owner_changed", by=by, tell=[before, self.section.boss], owner=self.owner, before=before
        )

    @verb
    def take_back_offer(self, *, by: Actor) -> None:
        """I keep it after all, before it was answered."""
        self.must_own(by)
        offer = self.open_offer
        if offer is not None:
            self.offers.filter(pk=offer.pk).update(answered_at=clocks.now(), answer=Offer.REPLACED)
            self.stop_clock("acceptance", "offer")
            self.record_now("offer_taken_back", by=by, tell=[offer.to], to=offer.to)

    @verb
    def expire_offer(self, *, by: Actor) -> None:
        """Nobody answered in time: it stays with who offered it, who hears of it at once."""
        offer = self.open_offer
        if offer is not None:
            self.offers.filter(pk=offer.pk).update(answered_at=clocks.now(), answer=Offer.EXPIRED)
            self.stop_clock("acceptance", "offer")
            self.record_now("offer_expired", by=by, tell=[self.owner, offer.to], to=offer.to)

    @verb
    def force_owner(self, *, by: Actor, to: Person, ground: str, reason: str) -> None:
        """A boss gives the case to another: only while the owner is away, or after a talk with the owner; always with a
        reason. The one who gets it is asked beforehand, not surprised: the boss says so by pressing."""
        self.must_be_boss(by)
        self.must_be_open()
        must_be_able_to_own(to)
        if to.pk == self.owner_id:
            return
        if ground == AWAY and self.owner.absence is None:
            raise Refused(
                "owner_is_here",
                _("%(name)s is not away.") % {"name": self.owner.name()},
                _(
                    "Taking a case from somebody who is here and was not spoken with teaches everybody to hide."
                ),
                _("Speak with the owner first, then choose “we have talked about it”."),
                status=409,
                field="ground",
            )
        if ground not in (AWAY, TALKED) or not reason.strip():
            raise Refused(
                "reason_missing",
                _("The ground or the reason is missing."),
                _("A change over somebody’s head must be able to be read by that person."),
                _("Say whether the owner is away or was spoken with, and write one sentence why."),
                field="reason",
            )
        before = self.owner
        self.offers.filter(answered_at__isnull=True).update(answered_at=clocks.now(), answer=Offer.REPLACED)
        self.stop_clock("acceptance", "offer")
        self.give_to(to, kind="forced")
        self.save()
        protectors = Person.objects.quality_leads() if self.came_forward(before) else []
        self.record_now(
            "owner_forced",
            by=by,
            tell=[before, to, *protectors],
            words=Words.keep(reason.strip()),
            owner=to,
            before=before,
            ground=ground,
        )

    def came_forward(self, person: Person) -> bool:
        """Did this person bring the bad news of this case themselves? Then the quality leads hear of a removal (INV-33)."""
        return self.recorder_id == person.pk and self.discovered == Discovered.US

    def give_to(self, person: Person, *, kind: str = "") -> None:
        """The old span ends and the new one begins at the same instant; the duties go along. The row is saved by the verb."""
        before, self.owner = self.owner, person
        since = max(clocks.now(), self.since_when_owned + dt.timedelta(microseconds=1))
        is_tanto = self.client is not None and self.client.main_id == person.pk
        self.own_since(since, kind=kind or ("tanto" if is_tanto else "assigned"))
        Part.give(self.pk, person, Part.OWNER)
        self.issues.filter(person=before).update(person=person)
        Clock.pass_on(self.subject_kind, self.pk, from_duty=before.pk, to_duty=person.pk)

    def own_since(self, since: dt.datetime, *, kind: str) -> None:
        """The owner of the row owns it from this moment on."""
        span = (self.pk, self.owner_id, since, kind)
        self.add(OwnerSpan, ["case", "person", "since", "kind"], span)

    @verb
    def decline(self, *, by: Actor, reason: str) -> None:
        """Not me, because. The case stays with who offered it."""
        offer = self._offer_to(by)
        if not reason.strip():
            raise Refused(
                "reason_missing",
                _("A reason is missing."),
                _("Whoever offered it must now find somebody else, and needs to know why."),
                _("Write one sentence: what keeps you from taking it?"),
                field="reason",
            )
        words = Words.keep(reason.strip())
        self.stop_clock("acceptance", "offer")
        Offer.objects.filter(pk=offer.pk).update(
            answered_at=clocks.now(), answer=Offer.DECLINED, reason=words
        )
        self.record_now("offer_declined", by=by, tell=[self.owner], words=words, to=offer.to)

    def _offer_to(self, by: Actor) -> Offer:
        offer = self.open_offer
        if offer is None or offer.to_id != by.person_id:
            raise Refused(
                "no_offer",
                _("This case is not offered to you now. It belongs to %(name)s.")
                % {"name": self.owner.name()},
                _("A case has one owner; only the person who was asked can take it."),
                _("Ask %(name)s to offer it to you.") % {"name": self.owner.name()},
                status=409,
            )
        must_be_able_to_own(offer.to)
        self.must_be_open()
        return offer
