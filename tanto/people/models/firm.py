import time
from typing import Any, ClassVar

from django.db import models

from .forgetting import KeepingNames
from .keeping_doors import KeepingDoors
from .keeping_hours import KeepingHours
from .keeping_rules import KeepingRules
from .named import Named, in_language


class Firm(Named, KeepingHours, KeepingRules, KeepingDoors, KeepingNames):
    """Ourselves: one row. `seal` is what stands in the square seal, two or three characters; `values_…`: what we stand
    for, a line each."""

    subject_kind: ClassVar[str] = "firm"

    seal = models.CharField(max_length=4, default="担当")
    values_en = models.TextField(blank=True)
    values_ja = models.TextField(blank=True)

    @classmethod
    def ours(cls) -> "Firm":
        return cls.objects.order_by("pk").first() or cls(name_en="Tanto", name_ja="Tanto")

    @classmethod
    def known(cls) -> "Firm":
        """Ourselves, for a page: read at most every ten seconds in each process."""
        global _kept
        now = time.monotonic()
        if _kept is None or now - _kept[0] > 10.0:
            _kept = (now, cls.ours())
        return _kept[1]

    @classmethod
    def kept(cls) -> "Firm":
        """The row of the firm, for what is changed on it; made where a house began without one."""
        return cls.objects.order_by("pk").first() or cls.objects.create(name_en="Tanto", name_ja="Tanto")

    def values(self) -> list[str]:
        """What we stand for, a line each, in the reader's language or the other one."""
        return in_language(self.values_ja, self.values_en).splitlines()

    def journal_state(self) -> dict[str, Any]:
        return {"name": self.name_en, "seal": self.seal}


_kept: tuple[float, Firm] | None = None


def forget() -> None:
    """The firm was entered or changed in this process."""
    global _kept
    _kept = None
