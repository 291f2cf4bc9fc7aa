import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.clocks.models import Clock
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from .customer_word import CustomerWord
from .guards import must_be_past, must_fit, must_have_words
from .receiving import Receiving
from .timed import why

FROM_KNOWN = ("time_to_boss", "time_to_record", "first_response")


class Correcting(Receiving):
    """Nothing is erased; a slip is corrected with what it was, who corrected it, when and why (INV-04)."""

    class Meta(Receiving.Meta):
        abstract = True

    @verb
    def correct_words(self, *, by: Actor, verbatim: int, text: str, why: str) -> None:
        """A slip of the pen in words that one of us wrote down. What she wrote herself is hers, slips and all."""
        found = self.verbatim_of(verbatim)
        if found.heard_by_id is None:
            raise Refused(
                "her_own_letters",
                _("The customer wrote this."),
                _("What somebody wrote with their own hand is not ours to mend, not even a comma."),
                _("Add a translation or a note beside it."),
                status=409,
            )
        if by.person_id != found.heard_by_id:
            self.must_be_owners(by)
        reason = must_say_why(why)
        former, words = found.words, Words.keep(must_have_words(text, "text"), found.words.language)
        found.words = words
        found.save(update_fields=["words"])
        self.record_now(
            "words_corrected",
            by=by,
            tell=[self.owner],
            words=words,
            former=former,
            why=reason,
            verbatim=found.pk,
        )

    @verb
    def correct_client(self, *, by: Actor, client: Client, why: str, contact: Contact | None = None) -> None:
        """It was another client. Every link is closed, the case moves to the section that serves them, its boss is told,
        and its tanto is asked. Refused once a customer has judged: that judgement was theirs."""
        if not self.may_work(by.person_id):
            self.must_be_boss(by)
        reason = must_say_why(why)
        must_fit(client, contact)
        if client.pk == self.client_id and (contact is None or contact.pk == self.contact_id):
            return
        if client.pk != self.client_id and CustomerWord.objects.filter(case=self.pk).exists():
            raise Refused(
                "judged_already",
                _("%(client)s has answered in this case already.")
                % {"client": self.client.name() if self.client else ""},
                _("One firm’s word cannot stand for another’s."),
                _("Open a case of its own for the other client, and end this one honestly."),
                status=409,
            )
        if client.pk != self.client_id:
            self._must_have_no_guests()
        before, self.client, self.contact = self.client, client, contact
        self.links.filter(revoked_at__isnull=True).update(revoked_at=clocks.now())
        told_before = [told.boss for told in self.told_bosses.select_related("boss")]
        boss = self.reroute(client)
        self.save()
        self.record_now(
            "client_corrected",
            by=by,
            tell=[self.owner, *told_before, *([boss] if boss else [])],
            words=reason,
            client=client,
            was=before.name() if before else "",
        )
        if client.main_id != self.owner_id and self.is_open:
            self.offer_now(client.main, by=by)

    def _must_have_no_guests(self) -> None:
        """Nothing that one firm wrote or sent itself may ever be shown to another."""
        wrote = self.verbatims.filter(heard_by__isnull=True, speaker__isnull=False).exists()
        sent = self.attachments.filter(contact__isnull=False).exists()
        if wrote or sent or type(self)._default_manager.filter(parent=self.pk).exists():
            raise Refused(
                "written_by_them",
                _("%(client)s has written or sent something here themselves.")
                % {"client": self.client.name() if self.client else ""},
                _("What one firm gave us may never be seen by another."),
                _("Open a case of its own for the other client, and end this one honestly."),
                status=409,
            )

    @verb
    def move_known(self, *, by: Actor, known_at: dt.datetime, why: str) -> None:
        """When the first of us knew. Earlier: anybody with a part, with a reason. Later: only a quality lead, with
        evidence (INV-08). The boss's clock is measured from there."""
        self.must_be_readable(by)
        must_be_past(known_at, clocks.now())
        reason = must_say_why(why)
        if known_at == self.known_at:
            return
        if known_at > self.known_at:
            self._must_be_proven_later(by, known_at)
        was, self.known_at = self.known_at, known_at
        self._measure_again()
        self.save()
        self.record_now(
            "known_moved",
            by=by,
            tell=[self.owner, self.section.boss],
            words=reason,
            was_at=was,
            known_at=known_at,
        )

    def _must_be_proven_later(self, by: Actor, known_at: dt.datetime) -> None:
        person = Person.objects.filter(pk=by.person_id or 0).first()
        if person is None or not person.is_quality_lead:
            raise Refused(
                "later_only_with_evidence",
                _("Only a quality lead may set this moment later."),
                _("A later moment makes us look faster than we were, and hiding must never pay."),
                _("Give the evidence to a quality lead. Setting it earlier is open to everybody here."),
                field="known_at",
                status=409,
            )
        if known_at > self.opened_at:
            raise Refused(
                "known_after_recorded",
                _("It cannot have become known after it was recorded here."),
                _("Somebody knew at the latest when the words were written down."),
                _("Choose a moment before %(at)s.") % {"at": self.opened_at.strftime("%H:%M")},
                field="known_at",
            )

    def _measure_again(self) -> None:
        """The clocks that count from that moment, running or stopped, are measured anew; a breach that was told stays
        told."""
        timetable = self.calendar.timetable()
        for clock in Clock.objects.of(self.subject_kind, self.pk).filter(kind__in=FROM_KNOWN):
            aim = clock.rule.target(self.severity)
            if aim is not None:
                clock.started_at = self.known_at
                due = aim.due(self.known_at, timetable)
                clock.move_due(
                    due, now=clocks.now(), because=why(aim, due, due), is_later=due >= clock.due_at
                )


def must_say_why(why: str) -> Words:
    if not why.strip():
        raise Refused(
            "why_missing",
            _("It is not said why this is corrected."),
            _("A record that changes without a reason cannot be trusted by anybody."),
            _("One sentence is enough: a slip, a wrong number, found in the mail of …"),
            field="why",
        )
    return Words.keep(why.strip())
