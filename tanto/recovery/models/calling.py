import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks import saying, working
from tanto.clocks.working import Timetable
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.phrasebook.guards import NOTHING_SAID, Said
from tanto.web.refusals import Refused

from ..steps import Severity
from .guards import must_have_words
from .looking_over import LookingOver


class Calling(LookingOver):
    """She would rather be called: a call-back the owner owes at the time she named (CLK-06)."""

    class Meta(LookingOver.Meta):
        abstract = True

    @verb
    def ask_for_call(self, *, by: Actor, at: dt.datetime) -> None:
        """She asks to be called at a time that suits her; a new time replaces the old one."""
        must_be_answered_then(at, self.severity, self.calendar.timetable())
        self.start_clock_until("call_back", duty=self.owner_id, due=at)
        self.record_now("call_asked", by=by, tell=[self.owner], wanted_at=at)

    @verb
    def call_back(self, *, by: Actor, words: str, said: Said = NOTHING_SAID) -> None:
        """We spoke. What she said is written down in her words."""
        self.must_be_owners(by)
        text = must_have_words(words)
        lifted = self.must_leave_well(text, by=by, field="words", said=said)
        kept = Words.keep(text)
        self.stop_clock("call_back")
        self.record_now("called_back", by=by, words=kept, contact=self.contact, **lifted)


def must_be_answered_then(at: dt.datetime, severity: int, timetable: Timetable) -> None:
    """Said to the customer: a time still to come, at which somebody is there. In a critical case somebody always is."""
    if at <= clocks.now():
        raise Refused(
            "call_time_passed",
            _("This time has already passed."),
            _("We want to keep the time you name to the minute."),
            _("Please choose a time that is still to come."),
            field="at",
        )
    opens, _closes = next(working.from_now_on(at, timetable))
    if severity != Severity.S1 and opens > at:
        raise Refused(
            "call_time_closed",
            _("Nobody is here at that time."),
            _("We promise only what we can keep."),
            _("The next time from which we can call you is %(opens)s.")
            % {"opens": saying.letter_time(opens)},
            field="at",
        )
