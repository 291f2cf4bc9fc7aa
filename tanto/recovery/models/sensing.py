from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tanto import clocks
from tanto.clients.models import Contact
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb

from ..steps import Pressure, Trigger
from .attachment import Attachment
from .guards import must_have_words
from .unsaid import PressureMap, Unsaid
from .weighing import Weighing

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Sensing(Weighing):
    """Beside the words: what she does not say, what presses on her inside her firm, what a photograph shows."""

    attachments: "RelatedManager[Attachment]"
    unsaid: "RelatedManager[Unsaid]"

    class Meta(Weighing.Meta):
        abstract = True

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
    def attach(
        self, *, by: Actor, file: File, name: str, channel: str = "", sender: Contact | None = None
    ) -> None:
        """Put a photograph or paper to the case; the same content twice is one. sender: she sent it, a colleague took it in."""
        if by.kind == "person":
            self.must_be_readable(by)
        if self.attachments.filter(file=file).exists():
            return
        self.attach_now(file, name, by=by, channel=channel, sender=sender)
        self.record_now(
            "file_added", by=by, tell=[self.owner], words=Words.keep(clean_name(name)), digest=file.digest
        )

    def attach_now(
        self, file: File, name: str, *, by: Actor, channel: str, sender: Contact | None = None
    ) -> None:
        self.attachments.create(
            file=file,
            name=clean_name(name),
            contact_id=by.id if by.kind == "contact" else sender.pk if sender else None,
            person_id=by.person_id,
            channel=channel,
            at=clocks.now(),
        )


FLOOR_OF_THEIR_CLIENTS = 2


def clean_name(name: str) -> str:
    """The last part of a name, without signs that no folder takes."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?')[-120:] or "file"
