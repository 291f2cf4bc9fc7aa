"""The catalogue as this house reads it: the program's patterns, what the house changed, and its people's names."""

import logging
import threading
from typing import Any

from django.db import connection

from tanto.people.models import Person
from tanto.wording import catalogues, patterns
from tanto.wording.catalogues import Catalogue
from tanto.wording.patterns import Pattern, PatternError

from .models import HousePattern
from .names import names_expression

log = logging.getLogger(__name__)
Version = tuple[Any, ...]

_building = threading.Lock()
_kept: tuple[Version, Catalogue] | None = None
_made: dict[tuple[str, str], Pattern | None] = {}  # by code and newest entry: what was compiled once stays so


def catalogue() -> Catalogue:
    """What every text is read with. Made anew in each process when a pattern or a name changed; else one short query."""
    global _kept
    version = version_now()
    kept = _kept
    if kept is not None and kept[0] == version:
        return kept[1]
    with _building:
        if _kept is None or _kept[0] != version:
            _kept = (version, built())
        return _kept[1]


def version_now() -> Version:
    """Counts and heads of the rows that the catalogue is made of: every verb moves a head."""
    rows, people = HousePattern._meta.db_table, Person._meta.db_table
    counted = "COUNT(*), COALESCE(SUM(head_number), 0), MAX(head_hash)"
    sql = f"SELECT 1, {counted} FROM {rows} UNION ALL SELECT 2, {counted} FROM {people} WHERE left_at IS NULL"  # noqa: S608 - constants
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return tuple(sorted(tuple(row) for row in cursor.fetchall()))


def built() -> Catalogue:
    changes: dict[str, Pattern | None] = {}
    for row in HousePattern.objects.filter(dropped_at=None):
        if row.is_off:
            changes[row.code] = None
        elif row.columns is not None and (made := usable(row)):
            changes[row.code] = made
    return catalogues.shipped().changed(changes, names_expression())


def usable(row: HousePattern) -> Pattern | None:
    """The house's version, where it can be read: one that a newer program reads no more must not stop a letter."""
    key = row.code, row.head_hash
    if key not in _made:
        if len(_made) > 2000:
            _made.clear()
        _made[key] = readable(row.pattern)
    return _made[key]


def readable(made: Pattern | None) -> Pattern | None:
    if made is None:
        return None
    try:
        patterns.compiled(made.find, "nobody")
        patterns.compiled(made.unless)
    except PatternError as wrong:
        log.warning("the pattern %s of the house cannot be read and is left out: %s", made.id, wrong)
        return None
    return made
