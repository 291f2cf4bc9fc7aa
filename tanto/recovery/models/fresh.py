"""A case in the moment of its making: what hangs on it is gathered, and written in one go with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models

from tanto.clocks.kinds import waiting_kinds
from tanto.clocks.models import Clock
from tanto.journal.models import Entry
from tanto.journal.models.entry import CHAINED
from tanto.many import Batch, insert_together
from tanto.people.models import Person

if TYPE_CHECKING:
    from .row import CaseRow

OF_CLOCK = tuple(field.name for field in Clock._meta.concrete_fields if not field.primary_key)
OF_ENTRY = (*CHAINED, "press")


class Fresh:
    """Rows of a case that is not in the database yet. clocks: those it has begun; boss: of its section, if one is there."""

    def __init__(self, boss: Person | None) -> None:
        self.boss = boss
        self.batches: dict[type[models.Model], Batch] = {}
        self.clocks: list[Clock] = []

    def add(
        self,
        model: type[models.Model],
        columns: Sequence[str],
        row: Sequence[Any],
        *,
        known_is_fine: bool = False,
    ) -> None:
        batch = self.batches.setdefault(model, Batch(model, columns, [], known_is_fine))
        batch.rows.append(row)

    def write(self, case: "CaseRow") -> None:
        """The case itself with its head as it stands now, and everything gathered. due_at: as `beside_head` asks for it."""
        waits = waiting_kinds()
        case.due_at = min((clock.due_at for clock in self.clocks if clock.kind not in waits), default=None)
        for clock in self.clocks:
            self.add(Clock, OF_CLOCK, values_of(clock, Clock))
        fields = case._meta.concrete_fields
        row = Batch(type(case), [field.name for field in fields], [values_of(case, type(case), with_id=True)])
        insert_together([row, *self.batches.values()])
        case._state.adding, case._state.db = False, "default"

    def add_entry(self, entry: Entry) -> None:
        self.add(Entry, OF_ENTRY, [getattr(entry, name) for name in OF_ENTRY])


def values_of(row: models.Model, model: type[models.Model], *, with_id: bool = False) -> list[Any]:
    """Every column of a row, references by their ids."""
    fields = model._meta.concrete_fields
    return [getattr(row, field.attname) for field in fields if with_id or not field.primary_key]
