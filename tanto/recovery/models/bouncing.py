import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.clocks.models.timing import timing
from tanto.journal.actor import Actor
from tanto.journal.models import Entry, Words
from tanto.journal.verbs import verb
from tanto.notices.models import Letter
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Step, Tried
from .guards import must_be_ahead
from .writing import Writing

LETTERS = ("letter_written", "letter_sent_again")
HEARD = (*LETTERS, "told_by_voice", "accountability_taken", "called_back")


class Bouncing(Writing):
    """She did not get it: her mail server gave a letter back, and what the letter had put off is owed again."""

    class Meta(Writing.Meta):
        abstract = True

    @verb
    def letter_bounced(
        self, *, by: Actor, letter: Letter, address: str = "", status: str = "", said: str = ""
    ) -> None:
        """The letter came back for good, at once or hours later. address: the one that does not work, empty where something
        else was refused; status: the server's code; said: its words. The owner and who wrote it hear of it. Known before: nothing."""
        if by.kind != "system":
            self.must_be_owners(by)
        entry = letter.entry
        if (
            entry is None
            or letter.contact is None
            or entry.subject_id != self.pk
            or not letter.give_back(said)
        ):
            return
        if address:
            letter.contact.address_failed(by=by, address=address)
        self.owe_again(entry)
        kept = Words.keep(said.strip()[:2000]) if said.strip() else None
        self.record_now(
            "letter_bounced",
            by=by,
            tell=[self.owner, *Person.objects.here().filter(pk=entry.actor.person_id or 0)],
            contact=letter.contact,
            written_at=entry.at,
            status=status,
            **({"words": kept} if kept else {}),
        )

    @verb
    def send_letter_again(self, *, by: Actor, letter: Letter, address: str = "") -> None:
        """The same words go to the right address, as a new mail; the time they announce must still lie ahead."""
        self.must_be_owners(by)
        entry, contact = letter.entry, letter.contact
        if entry is None or contact is None or entry.subject_id != self.pk or self.contact != contact:
            raise seen_to()
        letter.refresh_from_db()
        if letter.state != Letter.BOUNCED or letter.seen_to_at is not None:
            raise seen_to()
        address = address.strip() or contact.email
        if address.casefold() != contact.email.casefold():
            contact.change(by=by, email=address)
        elif contact.bounced_at is not None:
            raise same_address()
        next_at = moment(entry.facts.get("next_at"))
        if next_at is not None and self.resolved_at is None:
            must_be_ahead_still(next_at)
        self.contact = contact
        self.leave_house(
            "letter_sent_again",
            by=by,
            link=self.link_for_letter(by),
            words=words_of(entry, "words"),
            subject=words_of(entry, "subject"),
            next_at=next_at,
            enclosed=self.enclosed_before(entry.facts.get("papers", ())),
        )

    def owe_again(self, entry: Entry) -> None:
        """As if it had not been sent: what it settled is due when it was due, at the earliest now. Nothing, where she heard from us
        since; where she got none of several letters, what the first of them settled."""
        made = (entry.facts.get("before_letter") or {}).get("attempt") or 0
        self.attempts.filter(pk=made).update(result=Tried.CAME_BACK, is_last=False)
        unheard = self._unheard_since(entry)
        if unheard is None or not self.is_open:
            return
        now = clocks.now()
        for kind, due in self._owed_before(unheard).items():
            self.start_again(kind, due=max(moment(due) or now, now))
        self.save()

    def _owed_before(self, entry: Entry) -> dict[str, str | None]:
        """What was owed before this letter, with when. What only the letter began ends with it; the time that it announced is no
        time she knows."""
        before = entry.facts.get("before_letter")
        if before is None:  # a letter of an older version
            return {"progress_update": None} if self.running("progress_update") else {}
        owed: dict[str, str | None] = dict(before["owed"])
        self.next_told_at = moment(before["announced"])
        if self.step == Step.TEST and not before["is_asked"]:
            self.stop_clock("her_answer")
        if "interim_report" not in owed:
            self.stop_clock("interim_report")
        if "progress_update" not in owed and self.running("progress_update"):
            if "first_response" not in owed:
                return owed | {"progress_update": None}
            self.stop_clock("progress_update")
        return owed

    def _unheard_since(self, entry: Entry) -> Entry | None:
        """The first of the letters, this one with them, since which she heard nothing from us; None where she did."""
        back = set(
            Letter.objects.filter(
                entry__subject_kind=self.subject_kind, entry__subject_id=self.pk, state=Letter.BOUNCED
            ).values_list("entry_id", flat=True)
        )
        first = None
        for told in self.history().filter(kind__in=HEARD):
            if told.pk not in back:
                return first if told.number < entry.number else None
            first = told
        return first

    def start_again(self, kind: str, *, due: dt.datetime) -> None:
        aim, calendar = timing().rule(kind).target(self.severity), self.calendar
        Clock.start(
            self.subject_kind,
            self.pk,
            kind,
            duty=self.owner_id,
            section=self.section_id,
            started_at=min(clocks.now(), due),
            due_at=due,
            calendar=calendar if aim and aim.counts_working_time else None,
            because={"again": True},
        )


def moment(written: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(written) if written else None


def words_of(entry: Entry, name: str) -> Words:
    return Words.objects.get(pk=entry.facts[name]["words"])


def seen_to() -> Refused:
    return Refused(
        "letter_seen_to",
        _("This letter is not one that waits to be sent again."),
        _("Somebody may just have been faster, and a letter never goes twice by mistake."),
        _("Look at the case as it is now, or write a new letter."),
        status=409,
    )


def same_address() -> Refused:
    return Refused(
        "same_address",
        _("Mail to this address comes back."),
        _("A letter that reaches nobody counts as silence."),
        _("Ask for the right address by telephone, and enter it here."),
        field="address",
    )


def must_be_ahead_still(next_at: dt.datetime) -> None:
    try:
        must_be_ahead(next_at, "address")
    except Refused as refused:
        raise Refused(
            "letter_out_of_date",
            _("The time that this letter announces has passed."),
            refused.why,
            _("Correct the address, and write a new letter with a time that is still to come."),
            status=409,
        ) from None
