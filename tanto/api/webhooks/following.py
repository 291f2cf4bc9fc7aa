"""What the outbox does for webhooks: a row per entry and webhook, in its own transaction. Nothing is sent here."""

from collections.abc import Mapping, Sequence
from typing import Any

from tanto import clocks
from tanto.journal.events import Happened
from tanto.many import insert_each
from tanto.recovery.models import Case

from .kinds import TOLD, public_type
from .models import Delivery, Hook
from .payload import STATE, body_of
from .signing import new_message_id

COLUMNS = (
    "hook", "entry", "message_id", "type", "body", "made_at", "state", "next_at", "tries", "answer", "trouble",
)  # fmt: skip


def follow(entries: Sequence[Happened]) -> None:
    """Where no webhook is, or none wants these kinds, it costs one question, or none."""
    told = [entry for entry in entries if entry.kind in TOLD]
    hooks = [(hook, hook.told_of()) for hook in Hook.objects.all() if hook.keeps] if told else []
    wanted = set().union(*(kinds for _hook, kinds in hooks))
    told = [entry for entry in told if entry.kind in wanted]
    if not told:
        return
    now, cases = clocks.now(), standing(told)
    bodies = {entry.pk: body_of(entry, cases) for entry in told}
    rows = [
        (
            hook.pk, entry.pk, new_message_id(), public_type(entry.kind), bodies[entry.pk], now,
            Delivery.WAITING if hook.is_on else Delivery.HELD, now if hook.is_on else None, 0, "", "",
        )
        for hook, kinds in hooks
        for entry in told
        if entry.kind in kinds
    ]  # fmt: skip
    insert_each(Delivery, COLUMNS, rows, known_is_fine=True)


def standing(entries: Sequence[Happened]) -> dict[int, Mapping[str, Any]]:
    """How the cases stand whose entries do not say it themselves: a time was missed, and nothing of the row changed."""
    ids = {
        entry.subject_id for entry in entries if entry.subject_kind == Case.subject_kind and not entry.after
    }
    if not ids:
        return {}
    return {row["pk"]: row for row in Case.objects.filter(pk__among=sorted(ids)).values("pk", *STATE)}
