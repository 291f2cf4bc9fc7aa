"""The worker's side: messages leave in threads beside its other duties, one webhook in one hand, so that a slow one holds no
other up."""

import datetime as dt
import logging
import time
from collections.abc import Callable

from tanto import clocks
from tanto.jobs.beside import Beside
from tanto.web.sealing import Shut

from .calling import Answer, call
from .models import Delivery, Hook
from .signing import headers

log = logging.getLogger(__name__)
HANDS = 4  # webhooks served at the same time by one worker
AT_ONCE = 100  # messages of one webhook before the others have their turn
KEPT = dt.timedelta(days=30)
CHUNK = 1000

couriers = [Beside(f"hooks-{number}") for number in range(1, HANDS + 1)]
_held: dict[str, int] = {}  # which webhook is in whose hands
_served: dict[int, float] = {}  # when one was begun with last: whoever waited longest is next
_looked = 0.0


def send_hooks(now: dt.datetime) -> int:
    """A duty of the worker: put every webhook that has something to send into a free hand; how many."""
    free = [courier for courier in couriers if not courier.is_busy]
    if not free:
        return 0
    busy = {_held.get(courier.name, 0) for courier in couriers if courier not in free}
    found = [pk for pk in Hook.due(now).order_by("pk").values_list("pk", flat=True) if pk not in busy]
    found = sorted(found, key=lambda pk: _served.get(pk, 0.0))[: len(free)]
    for courier, hook in zip(free, found, strict=False):
        _held[courier.name], _served[hook] = hook, time.monotonic()
        courier.begin(serving(hook, courier))
    return len(found)


def serving(hook: int, courier: Beside) -> Callable[[], int]:
    return lambda: serve(hook, until=courier.is_leaving.is_set)


def serve(hook: int, *, until: Callable[[], bool]) -> int:
    """Send what one webhook has waiting, one after the other; how many tries."""
    for count in range(AT_ONCE):
        delivery = None if until() else Delivery.claim(hook, clocks.now())
        if delivery is None:
            return count
        carry(delivery)
    return AT_ONCE


def carry(delivery: Delivery) -> None:
    answer = tried(delivery)
    if not answer.is_taken:
        log.warning(
            "webhook %s took no %s: %s", delivery.hook_id, delivery.type, answer.status or answer.trouble,
            extra={"hook": delivery.hook_id, "delivery": delivery.pk},
        )  # fmt: skip
    if not delivery.settle(answer, clocks.now()):
        log.warning("another worker has taken up delivery %s", delivery.pk, extra={"delivery": delivery.pk})


def tried(delivery: Delivery) -> Answer:
    """One try. Receivers hold the time of a signature against their own clock, so it is the machine's, not the story's."""
    at = int(time.time())  # noqa: TID251
    try:
        keys = delivery.hook.signing_secrets(clocks.now())
    except Shut:
        return Answer(None, trouble="its secret was sealed with another key of the house: give it a new one")
    signed = headers(keys, delivery.message_id, at, delivery.body)
    return call(delivery.hook.url, signed, delivery.body.encode())


def forget_deliveries(now: dt.datetime) -> int:
    """A duty of the worker, once an hour, in chunks: messages older than thirty days go."""
    global _looked
    if _looked and time.monotonic() - _looked < 3600:
        return 0
    oldest = Delivery.objects.order_by("pk").values_list("pk", "made_at")[:CHUNK]
    old = [pk for pk, made_at in oldest if made_at < now - KEPT]
    if old:
        Delivery.objects.filter(pk__in=old).delete()
    if len(old) < CHUNK:
        _looked = time.monotonic()
    return len(old)
