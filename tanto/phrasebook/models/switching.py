from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.people.models.keeper import must_keep_house
from tanto.web.refusals import Refused

from .row import PatternRow


class Switching(PatternRow):
    """Silent, heard again, and as the program came."""

    class Meta:
        abstract = True

    @verb
    def switch_off(self, *, by: Actor) -> None:
        """It marks nothing any more."""
        must_keep_house(by)
        if self.is_off:
            return
        self.off_at = clocks.now()
        self.save(update_fields=["off_at"])
        self.record("pattern_switched_off", by=by, at=self.off_at)

    @verb
    def switch_on(self, *, by: Actor) -> None:
        """It marks again, as it reads in this house."""
        must_keep_house(by)
        must_be_there(self)
        if not self.is_off:
            return
        self.off_at = None
        self.save(update_fields=["off_at"])
        self.record("pattern_switched_on", by=by, at=clocks.now())

    @verb
    def as_shipped(self, *, by: Actor) -> None:
        """Undo whatever the house did to a pattern of the program."""
        must_keep_house(by)
        if self.is_own:
            raise Refused(
                "pattern_of_our_own",
                _("This pattern is the house’s own."),
                _("The program ships none of this number that could come back."),
                _("Change it, switch it off, or drop it."),
            )
        if self.columns is None and not self.is_off:
            return
        self.columns, self.off_at = None, None
        self.save(update_fields=["columns", "off_at"])
        self.record("pattern_as_shipped", by=by, at=clocks.now())

    @verb
    def drop(self, *, by: Actor) -> None:
        """One of our own is no more; its number is not used again."""
        must_keep_house(by)
        if not self.is_own:
            raise Refused(
                "pattern_of_the_program",
                _("This pattern came with the program."),
                _("It would come back with the next version, without a word."),
                _("Switch it off; that stays."),
            )
        if self.dropped_at is not None:
            return
        self.dropped_at = clocks.now()
        self.off_at = self.off_at or self.dropped_at
        self.save(update_fields=["off_at", "dropped_at"])
        self.record("pattern_dropped", by=by, at=self.dropped_at)


def must_be_there(row: PatternRow) -> None:
    if row.dropped_at is not None:
        raise Refused(
            "pattern_dropped",
            _("This pattern was dropped."),
            _("What was dropped stays dropped, so that nobody wonders why it marks again."),
            _("Add it anew; it gets a number of its own."),
            status=409,
        )
