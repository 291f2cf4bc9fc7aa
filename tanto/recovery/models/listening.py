from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from ..steps import Channel, Step
from .guards import must_have_words
from .stepping import Stepping
from .verbatim import Verbatim

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Listening(Stepping):
    """Step 1: her words, as she says them, before ours (INV-13)."""

    verbatims: "RelatedManager[Verbatim]"

    class Meta(Stepping.Meta):
        abstract = True

    @property
    def opening_words(self) -> Verbatim | None:
        """What stands first on every page: hers, else what we found."""
        words = self.verbatims.select_related("words", "speaker", "heard_by")
        return words.order_by("-is_hers", "at", "id").first()

    @property
    def is_listened(self) -> bool:
        """Is the reply box open?"""
        return self.step not in (Step.DRAFT, Step.LISTEN)

    @verb
    def hear(self, *, by: Actor, text: str, channel: str = Channel.PHONE) -> None:
        """Add what she said, at any time; also what she writes on her own page."""
        if by.kind == "person":
            self.must_be_owners(by)
        self.hear_now(text, by=by, channel=channel)

    def hear_now(self, text: str, *, by: Actor, channel: str) -> Words:
        words = Words.keep(must_have_words(text))
        speaker = by.id if by.kind == "contact" else self.contact_id
        self.verbatims.create(
            words=words,
            speaker_id=speaker,
            heard_by_id=by.person_id,
            channel=channel,
            at=clocks.now(),
        )
        self.record_now("words_heard", by=by, tell=[self.owner], words=words, contact=self.speaker(speaker))
        return words

    def speaker(self, contact_id: int | None) -> Contact | None:
        return Contact.objects.filter(pk=contact_id).first() if contact_id else None

    @verb
    def finish_listening(self, *, by: Actor, intensity: int) -> None:
        """She has said it; how strong is her feeling, 0 to 4? The reply box opens."""
        self.must_be_owners(by)
        self.must_be_at(Step.LISTEN)
        if not self.verbatims.filter(is_hers=True).exists():
            raise Refused(
                "listen_first",
                _("The customer’s own words are not written down yet."),
                _("Listening comes before answering: we found it, but the customer has not spoken."),
                _("Ask, and write the answer as it is said."),
                field="text",
            )
        self.intensity = intensity
        self.move_to(Step.QUESTION, by=by)
        self.save()
        self.record_now("listened", by=by, intensity=intensity)
