import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from ..steps import Channel, Pressure, Step, Trigger
from .attachment import Attachment
from .guards import must_have_words, must_work_there
from .unsaid import PressureMap, Unsaid
from .verbatim import Verbatim
from .waiting import Waiting
from .weighing import Weighing

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Listening(Weighing, Waiting):
    """Step 1: her words, as she says them, before ours (INV-13); what she does not say, and what presses on her."""

    verbatims: "RelatedManager[Verbatim]"
    attachments: "RelatedManager[Attachment]"
    unsaid: "RelatedManager[Unsaid]"
    pressure: PressureMap

    class Meta(Weighing.Meta):
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
        heard_at: dt.datetime | None = None,
    ) -> None:
        """Add what was said, at any time, by any contact of the client: who, which way, how strongly, and the same in our
        language. Also what she writes on her own page."""
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
            heard_at=heard_at,
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
        heard_at: dt.datetime | None = None,
    ) -> Words:
        speaker_id = by.id if by.kind == "contact" else (speaker.pk if speaker else self.contact_id)
        words = self.keep_verbatim(
            text,
            speaker=speaker_id,
            by=by,
            channel=channel,
            intensity=intensity,
            translation=translation,
            heard_at=heard_at,
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
        heard_at: dt.datetime | None = None,
    ) -> Words:
        words = Words.keep(must_have_words(text))
        now = clocks.now()
        self.verbatims.create(
            words=words,
            speaker_id=speaker,
            heard_by_id=by.person_id,
            channel=channel,
            at=min(heard_at or now, now),
            intensity=intensity,
            translation=Words.keep(translation.strip()) if translation.strip() else None,
        )
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

    @verb
    def notice_unsaid(self, *, by: Actor, text: str) -> None:
        """Not said, but I noticed. It is kept apart from the words and asked about at step 6."""
        self.must_be_readable(by)
        note = self.unsaid.create(
            words=Words.keep(must_have_words(text, "unsaid")), by_id=by.person_id, at=clocks.now()
        )
        self.record_now("unsaid_noticed", by=by, tell=[self.owner], words=note.words)

    @verb
    def settle_unsaid(self, *, by: Actor, note: int, is_so: bool) -> None:
        """She was asked: it was so, or it was not."""
        self.must_be_owners(by)
        state = Unsaid.CONFIRMED if is_so else Unsaid.DENIED
        found = self.unsaid.filter(pk=note, state=Unsaid.OPEN).select_related("words").first()
        if found is not None:
            self.unsaid.filter(pk=note).update(state=state, settled_at=clocks.now())
            self.record_now("unsaid_settled", by=by, words=found.words, state=state)

    @verb
    def map_pressure(self, *, by: Actor, ticks: Iterable[str], helpful: str = "") -> None:
        """What presses on her inside her firm. When her own clients are hit the case is at least serious."""
        self.must_be_owners(by)
        chosen = [tick.value for tick in Pressure if tick in set(ticks)]
        words = Words.keep(helpful.strip()) if helpful.strip() else None
        PressureMap.objects.update_or_create(
            case_id=self.pk,
            defaults={"ticks": chosen, "helpful": words, "by_id": by.person_id, "at": clocks.now()},
        )
        facts: dict[str, Any] = {"words": words} if words else {}
        self.record_now("pressure_mapped", by=by, ticks=", ".join(chosen), **facts)
        if Pressure.OWN_CLIENTS in chosen and self.is_open:
            self.at_least(FLOOR_OF_THEIR_CLIENTS, trigger=Trigger.THEIR_CLIENTS)

    @verb
    def attach(self, *, by: Actor, file: File, name: str, channel: str = "") -> None:
        """Put a photograph or paper to the case; the same content twice is one."""
        if by.kind == "person":
            self.must_be_readable(by)
        if self.attachments.filter(file=file).exists():
            return
        self.attach_now(file, name, by=by, channel=channel)
        self.record_now("file_added", by=by, tell=[self.owner], name=clean_name(name), digest=file.digest)

    def attach_now(self, file: File, name: str, *, by: Actor, channel: str) -> None:
        self.attachments.create(
            file=file,
            name=clean_name(name),
            contact_id=by.id if by.kind == "contact" else None,
            person_id=by.person_id,
            channel=channel,
            at=clocks.now(),
        )

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


FLOOR_OF_THEIR_CLIENTS = 2


def clean_name(name: str) -> str:
    """The last part of a name, without signs that no folder takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?')[-120:] or "file"
