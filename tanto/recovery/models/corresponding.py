from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Channel
from .guards import must_be_a_machine, must_have_words, must_work_there
from .listening import Listening


class Corresponding(Listening):
    """What comes by mail beside her own words: from somebody nobody has confirmed yet, from a machine of hers."""

    class Meta(Listening.Meta):
        abstract = True

    @verb
    def hear_unconfirmed(self, *, by: Actor, text: str, sender: str, original: str = "") -> None:
        """A mail joins the case, but not from an address that we know as the client's. It is nobody's word until the owner
        says whose it is."""
        must_be_a_machine(by)
        words = self.keep_verbatim(
            text, speaker=None, by=by, channel=Channel.MAIL, sender=sender, original=original
        )
        self.record_now("words_unconfirmed", by=by, tell=[self.owner], words=words)

    @verb
    def confirm_sender(self, *, by: Actor, verbatim: int, contact: Contact) -> None:
        """The owner knows who wrote it: from here on these are the contact's words."""
        self.must_be_owners(by)
        must_work_there(self.client, contact)
        found = self.verbatim_of(verbatim)
        if not found.is_unconfirmed:
            raise Refused(
                "sender_known",
                _("It is known already who wrote this."),
                _("Whose words they are decides who may close the case."),
                _("Load the page again."),
                status=409,
            )
        found.sender, found.is_hers, found.speaker = "", True, contact
        found.save(update_fields=["sender", "is_hers", "speaker"])
        self.record_now("sender_confirmed", by=by, words=found.words, contact=contact)

    @verb
    def note_automatic(self, *, by: Actor, text: str) -> None:
        """A machine of hers answered: she is away, or a ticket was opened. It stands in the record; no clock stops, and
        nothing is closed, opened or answered by it."""
        must_be_a_machine(by)
        words = Words.keep(must_have_words(text, "text"))
        self.record_now("automatic_answer", by=by, tell=[self.owner], words=words)

    @verb
    def hear_colleague(self, *, by: Actor, person: Person, text: str) -> None:
        """A mail from a colleague's address went into the conversation. It stays among ourselves, and nobody presses by mail: it
        is kept as words that came from that address, not as something the colleague did here."""
        must_be_a_machine(by)
        words = Words.keep(must_have_words(text, "text"))
        self.record_now("colleague_mailed", by=by, tell=[self.owner], words=words, person=person)
