import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.message import EmailMessage
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.notices.models import Letter
from tanto.notices.writing import written
from tanto.people.models import Person
from tanto.phrasebook.guards import NOTHING_SAID, Hurts, Said
from tanto.web.pressing import also
from tanto.web.refusals import Refused

from .bouncing import Bouncing
from .letter_draft import LetterDraft

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Sending(Bouncing):
    """Twenty seconds to think again: "send" keeps the letter as it will leave, and only when the time is over it is written.
    Until then nothing was announced, no clock has moved and no step was taken, so taking it back has nothing to undo."""

    letter_drafts: "RelatedManager[LetterDraft]"

    class Meta(Bouncing.Meta):
        abstract = True

    @verb
    def send(
        self,
        *,
        by: Actor,
        body: str,
        subject: str = "",
        next_at: dt.datetime | None = None,
        is_last: bool = False,
        papers: Sequence[int] = (),
        said: Said = NOTHING_SAID,
    ) -> None:
        """Press "send". Whatever could refuse the letter refuses it now, not when nobody looks any more."""
        letter = {"body": body, "subject": subject, "next_at": next_at, "is_last": is_last, "papers": list(papers)}  # fmt: skip
        if not settings.TAKE_BACK:
            self.write(by=by, said=said, **letter)  # type: ignore[arg-type]
            LetterDraft.drop(self.pk, by.person_id)
            return
        if self.letter_going is not None:
            raise goes_already()
        with self.rehearsal():
            self.write(by=by.pressing(""), said=said, **letter)  # type: ignore[arg-type]
        now = clocks.now()
        goes_at = now + dt.timedelta(seconds=settings.TAKE_BACK)
        self.letter_drafts.update_or_create(
            person_id=by.person_id,
            defaults=letter
            | {
                "at": now,
                "goes_at": goes_at,
                "press": by.press,
                "reason": said.reason,
                "in_there": list(said.in_there),
            },
        )
        self.record_now("letter_to_go", by=by, goes_at=goes_at)

    @verb
    def take_back_letter(self, *, by: Actor) -> None:
        """Not yet. The text is a draft again, and she never hears of it."""
        self.must_be_owners(by)
        if not self.letter_drafts.filter(goes_at__isnull=False).update(goes_at=None, press=""):
            raise gone()
        self.record_now("letter_taken_back", by=by)

    @verb
    def let_go(self, *, by: Actor, draft: int) -> None:
        """The twenty seconds are over: the letter is written and leaves. Where it cannot any more, its writer hears why, and has the
        text."""
        found = (
            self.letter_drafts.filter(pk=draft, goes_at__lte=clocks.now()).select_related("person").first()
        )
        if found is None:
            return
        writer = Actor("person", found.person_id, "page", press=by.press or also(found.press, "goes"))
        letter: dict[str, Any] = {
            name: getattr(found, name) for name in ("body", "subject", "next_at", "is_last", "papers")
        }
        said = Said(found.reason, tuple(found.in_there))
        try:
            with transaction.atomic():
                self.write(by=writer, said=said, **letter)
                found.delete()
        except Refused as refused:
            self.refresh_from_db()
            self._hold(found.pk, found.person, refused, by=by)

    def _hold(self, draft: int, writer: Person, refused: Refused, *, by: Actor) -> None:
        self.letter_drafts.filter(pk=draft).update(goes_at=None, press="")
        with translation.override("en"):  # the sentence is told in its reader's language
            # what the checker finds is the writer's own: neither the record nor a notice says it
            why = (
                gettext_noop("Words in it would hurt. Look at it again.")
                if isinstance(refused, Hurts)
                else str(refused.what)
            )
        self.record_now("letter_held", by=by, tell=[writer], person=writer, why=why)

    @property
    def letter_going(self) -> LetterDraft | None:
        """The letter that can still be taken back."""
        return self.letter_drafts.filter(goes_at__isnull=False).select_related("person").first()

    def letter_as_sent(self, *, by: Actor, **letter: Any) -> EmailMessage:
        """The mail that would leave, made by the code that makes it: nothing of it stays."""
        with self.rehearsal():
            self.write(by=by.pressing(""), **letter)
            entry = self.history().filter(kind="letter_written")[0]
            assert self.contact is not None
            address = self.contact.email
            return written(Letter(entry=entry, contact=self.contact, address=address, message_id="<preview>"))

    @contextmanager
    def rehearsal(self) -> Iterator[None]:
        """The verb itself, and then everything as before: no rule is written twice."""
        try:
            with transaction.atomic():
                yield
                transaction.set_rollback(True)
        finally:
            self.refresh_from_db()


def goes_already() -> Refused:
    return Refused(
        "letter_goes_already",
        _("A letter to the customer is just leaving."),
        _("Two letters within a minute contradict each other easily."),
        _("Take it back and change it, or wait until it has left."),
        status=409,
        field="body",
    )


def gone() -> Refused:
    return Refused(
        "letter_gone",
        _("The letter has left already."),
        _("What was sent cannot be fetched back from the customer."),
        _("If something in it is wrong, write at once what is right."),
        status=409,
    )
