import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.people.models.keeper import must_keep_house
from tanto.web.refusals import Refused

from ..payload import test_body
from .row import HookRow

if TYPE_CHECKING:
    from .delivery import Delivery


class Replaying(HookRow):
    """A test, and what went before once more. The same message keeps its id: a receiver that has it passes it over."""

    class Meta:
        abstract = True

    @verb
    def send_test(self, *, by: Actor) -> None:
        from .delivery import Delivery

        must_keep_house(by)
        self._must_be_on()
        now = clocks.now()
        Delivery.of_test(self.pk, test_body(now), now)
        self._wake()
        self.record("hook_tested", by=by, at=now)

    @verb
    def replay(self, *, by: Actor, delivery: "Delivery") -> None:
        """One message again, at once, also one that was taken."""
        must_keep_house(by)
        self._must_be_on()
        mine = type(delivery).objects.filter(pk=delivery.pk, hook=self.pk)
        if mine.anew(clocks.now()):
            self._wake()
            self.record("hook_replayed", by=by, at=clocks.now(), count=1)

    @verb
    def replay_failed(self, *, by: Actor, since: dt.datetime) -> None:
        """Everything of since then that was not taken, or was kept while the webhook was set aside."""
        from .delivery import Delivery

        must_keep_house(by)
        self._must_be_on()
        count = Delivery.objects.untaken().filter(hook=self.pk, made_at__gte=since).anew(clocks.now())
        if count:
            self._wake()
            self.record("hook_replayed", by=by, at=clocks.now(), count=count)

    def _wake(self) -> None:
        """Somebody looks on: no rest."""
        self.rest_until = None
        self.save(update_fields=["rest_until"])

    def _must_be_on(self) -> None:
        if not self.is_on:
            raise Refused(
                "hook_off",
                _("This webhook is switched off."),
                _("Nothing leaves to an address that was switched off, or that took nothing."),
                _("Switch it on first."),
                status=409,
            )
