import datetime as dt
from typing import TYPE_CHECKING, cast

from django.db.models import F
from django.db.models.functions import Coalesce

from tanto import clocks
from tanto.journal.actor import Actor, system
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.people.models.keeper import must_keep_house

from .row import HookRow

if TYPE_CHECKING:
    from .hook import Hook

GIVEN_UP = dt.timedelta(hours=36)  # nothing taken for so long: somebody has to look
LONGEST_REST = dt.timedelta(minutes=5)


class Switching(HookRow):
    """On and off: by who keeps the house, by the address itself, and by the worker where nothing is taken for too long."""

    class Meta:
        abstract = True

    @verb
    def switch_off(self, *, by: Actor) -> None:
        """Nothing more is sent, and nothing is written down for it; what waits stays and can be sent again."""
        must_keep_house(by)
        if self.is_on or self.off_why == self.FAILING:
            self._off(self.BY_PERSON)
            self.record("hook_switched_off", by=by, at=clocks.now())

    @verb
    def switch_on(self, *, by: Actor) -> None:
        """From now on it is told again; what was kept meanwhile goes where somebody sends it again."""
        must_keep_house(by)
        if self.is_on:
            return
        self.off_at, self.off_why = None, ""
        self.failing_since, self.failures, self.rest_until = None, 0, None
        self.save(update_fields=["off_at", "off_why", "failing_since", "failures", "rest_until"])
        self.record("hook_switched_on", by=by, at=clocks.now())

    @verb
    def set_aside(self, *, by: Actor) -> None:
        """Nothing was taken for a day and a half."""
        if self.is_on:
            since = self.failing_since
            self._off(self.FAILING)
            self.record("hook_set_aside", by=by, at=clocks.now(), tell=keepers(), since_at=since)

    @verb
    def call_gone(self, *, by: Actor) -> None:
        """It answered 410: do not come again."""
        if self.is_on:
            self._off(self.GONE)
            self.record("hook_gone", by=by, at=clocks.now(), tell=keepers())

    def _off(self, why: str) -> None:
        from .delivery import Delivery

        self.off_at, self.off_why = clocks.now(), why
        self.save(update_fields=["off_at", "off_why"])
        waiting = Delivery.objects.under_way().filter(hook=self.pk, state=Delivery.WAITING)
        waiting.update(state=Delivery.HELD, next_at=None)

    def note_taken(self) -> None:
        """Something was taken: all is well again."""
        failing = type(self)._base_manager.filter(pk=self.pk, failing_since__isnull=False)
        failing.update(failing_since=None, failures=0, rest_until=None)

    def note_failure(self, now: dt.datetime, *, asked: dt.timedelta | None) -> None:
        """Something was not taken. From the third time in a row the whole webhook rests before the next, five minutes at most,
        so that nobody who is down is hammered; asked: so long the other side wants to be left alone."""
        mine = type(self)._base_manager.filter(pk=self.pk)
        mine.update(failures=F("failures") + 1, failing_since=Coalesce("failing_since", now))
        self.refresh_from_db(fields=["failures", "failing_since", "off_at", "off_why"])
        rest = (
            dt.timedelta(seconds=5 * 2 ** min(self.failures - 3, 10))
            if self.failures >= 3
            else dt.timedelta()
        )
        rest = max(min(rest, LONGEST_REST), asked or dt.timedelta())
        if rest:
            mine.update(rest_until=now + rest)
        if self.failing_since is not None and self.failing_since <= now - GIVEN_UP:
            cast("Hook", self).set_aside(by=system("clock"))


def keepers() -> list[tuple[str, int]]:
    return [("person", keeper.pk) for keeper in Person.objects.keepers()]
