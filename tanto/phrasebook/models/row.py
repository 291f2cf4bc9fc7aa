import hashlib
import json
from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import Q

from tanto.journal.models import Subject
from tanto.people.models import Person
from tanto.wording import catalogues
from tanto.wording.patterns import Pattern, pattern

FIRST_OWN = 101  # numbers below are the program's
FIELDS = (
    "level",
    "mode",
    "scope",
    "find",
    "unless",
    "not_after",
    "not_before",
    "say",
    "replaces",
    "why",
    "fire",
    "ok",
)
Row = TypeVar("Row", bound="PatternRow")


class PatternRow(Subject):
    """What this house did to one pattern. code: EN-BL-01 of the program, EN-BL-101 of the house; columns: its own version, null where
    the program's holds; off_at: since when it is silent; dropped_at: one of our own that is no more."""

    subject_kind: ClassVar[str] = "pattern"

    code = models.CharField(max_length=20, unique=True)
    columns = models.JSONField(null=True)
    off_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="dropped_pattern_is_silent",
                condition=Q(dropped_at__isnull=True) | Q(off_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def kept(cls: type[Row], code: str) -> Row:
        """The row of a known pattern, for what is changed on it; made where the house never touched it."""
        return cls._base_manager.get_or_create(code=code)[0]

    def journal_state(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "off": self.off_at.isoformat() if self.off_at else None,
            "columns": digest_of(self.columns) if self.columns is not None else None,
            "dropped": self.dropped_at.isoformat() if self.dropped_at else None,
        }

    def journal_facts(self) -> dict[str, Any]:
        return {"pattern": self.code}

    @staticmethod
    def may_be_kept_by(person: Person) -> bool:
        """May this person switch patterns, write and drop them?"""
        return person.may_keep_house()

    @property
    def is_own(self) -> bool:
        return is_own(self.code)

    @property
    def is_off(self) -> bool:
        return self.off_at is not None

    @property
    def shipped(self) -> Pattern | None:
        return catalogues.shipped().by_id.get(self.code)

    @property
    def pattern(self) -> Pattern | None:
        """As it reads in this house, also while it is silent; None where the program ships it no more."""
        if self.columns is not None and (self.is_own or self.shipped):
            return pattern(self.code, self.columns)
        return self.shipped


def is_own(code: str) -> bool:
    return int(code.rpartition("-")[2]) >= FIRST_OWN


def digest_of(columns: Mapping[str, Any]) -> str:
    """The examples may hold somebody's words: the record keeps enough to see them changed behind our back."""
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def columns_of(one: Pattern) -> dict[str, Any]:
    """A pattern as it is stored: plain lists and texts."""
    found = {name: getattr(one, name) for name in FIELDS}
    return found | {"why": dict(one.why), "fire": list(one.fire), "ok": list(one.ok)}
