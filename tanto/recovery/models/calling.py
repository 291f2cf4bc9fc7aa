import datetime as dt

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb

from .guards import must_be_ahead, must_have_words
from .stepping import Stepping


class Calling(Stepping):
    """She would rather be called: a call-back the owner owes at the time she named (CLK-06)."""

    class Meta(Stepping.Meta):
        abstract = True

    @verb
    def ask_for_call(self, *, by: Actor, at: dt.datetime) -> None:
        """She asks to be called at a time that suits her; a new time replaces the old one."""
        must_be_ahead(at, "at")
        Clock.start(
            self.subject_kind,
            self.pk,
            "call_back",
            duty=self.owner_id,
            started_at=clocks.now(),
            due_at=at,
            calendar=None,
            because={"announced": True},
        )
        self.record_now("call_asked", by=by, tell=[self.owner], wanted_at=at)

    @verb
    def call_back(self, *, by: Actor, words: str) -> None:
        """We spoke. What she said is written down in her words."""
        self.must_be_owners(by)
        kept = Words.keep(must_have_words(words))
        self.stop_clock("call_back")
        self.record_now("called_back", by=by, words=kept, contact=self.contact)
