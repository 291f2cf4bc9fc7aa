import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused
from tanto.wording.signals import signals

from ..steps import Channel, Step
from .guards import must_have_words, must_work_there
from .sensing import Sensing
from .verbatim import Verbatim
from .waiting import Waiting

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


HEARD = ("case", "words", "is_hers", "speaker", "heard_by", "channel", "at", "intensity", "translation", "original", "signals", "sender")  # fmt: skip


class Listening(Sensing, Waiting):
    """Step 1: her words, as she says them, before ours (INV-13); what she does not say, and what presses on her."""

    verbatims: "RelatedManager[Verbatim]"

    class Meta(Sensing.Meta):
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
    def hear(
        self,
        *,
        by: Actor,
        text: str,
        channel: str = Channel.PHONE,
        speaker: Contact | None = None,
        intensity: int | None = None,
        translation: str = "",
        language: str = "",
        heard_at: dt.datetime | None = None,
        original: str = "",
    ) -> None:
        """Add what was said, at any time, by any contact of the client: who, which way, how strongly, and the same in our
        language. Also what she writes on her own page, or by mail; original: where the whole mail is read."""
        if by.kind == "person":
            self.must_be_readable(by)
        must_work_there(self.client, speaker)
        self.hear_now(
            text,
            by=by,
            channel=channel,
            speaker=speaker,
            intensity=intensity,
            translation=translation,
            language=language,
            heard_at=heard_at,
            original=original,
        )

    def hear_now(
        self,
        text: str,
        *,
        by: Actor,
        channel: str,
        speaker: Contact | None = None,
        intensity: int | None = None,
        translation: str = "",
        language: str = "",
        heard_at: dt.datetime | None = None,
        original: str = "",
    ) -> Words:
        speaker_id = by.id if by.kind == "contact" else (speaker.pk if speaker else self.contact_id)
        words = self.keep_verbatim(
            text,
            speaker=speaker_id,
            by=by,
            channel=channel,
            intensity=intensity,
            translation=translation,
            language=language,
            heard_at=heard_at,
            original=original,
        )
        if intensity is not None and self.intensity is not None and intensity > self.intensity:
            self.intensity = intensity
            self.save()
        tell = [self.owner, self.section.boss] if (intensity or 0) >= 3 else [self.owner]
        self.record_now("words_heard", by=by, tell=tell, words=words, contact=speaker_id)
        return words

    def keep_verbatim(
        self,
        text: str,
        *,
        speaker: int | None,
        by: Actor,
        channel: str,
        intensity: int | None = None,
        translation: str = "",
        language: str = "",
        heard_at: dt.datetime | None = None,
        original: str = "",
        sender: str = "",
    ) -> Words:
        words = Words.keep(must_have_words(text), language)
        now = clocks.now()
        ours = Words.keep(translation.strip()).pk if translation.strip() else None
        said_besides = signals(text) if original else []
        row = (self.pk, words.pk, not sender, speaker, by.person_id, channel, min(heard_at or now, now), intensity, ours, original, said_besides, sender)  # fmt: skip
        self.add(Verbatim, HEARD, row)
        return words

    @verb
    def translate_words(self, *, by: Actor, verbatim: int, text: str) -> None:
        """The same in our language, beside the original, which stays as it is."""
        self.must_be_readable(by)
        found = self.verbatim_of(verbatim)
        words = Words.keep(must_have_words(text, "text"))
        found.translation = words
        found.save(update_fields=["translation"])
        self.record_now("words_translated", by=by, words=words, original=found.words)

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

    def verbatim_of(self, pk: int) -> Verbatim:
        found = self.verbatims.select_related("words", "heard_by").filter(pk=pk).first()
        if found is None:
            raise Refused(
                "no_such_words",
                _("These words do not belong to this case."),
                _("The page may be older than the case."),
                _("Load the page again."),
                status=409,
            )
        return found
