"""Many rows at once: what one statement a row would take too long for. The same on both databases."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def set_each(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set columns of many rows, each to values of its own. rows: the id first, then the values in the order of columns.
    Of two rows with one id the last counts; rows that are gone are passed over."""
    fields: list[Any] = [model._meta.pk, *(model._meta.get_field(name) for name in columns)]
    ready = [
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
        for row in {row[0]: row for row in rows}.values()
    ]
    if not ready:
        return
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), [quote(field.column) for field in fields]
    if connection.vendor == "postgresql":
        given = ", ".join(
            f"unnest(%s::{field.rel_db_type(connection)}[]) AS {name}"
            for field, name in zip(fields, names, strict=True)
        )
        sets = ", ".join(f"{name} = given.{name}" for name in names[1:])
        statement = f"UPDATE {table} SET {sets} FROM (SELECT {given}) AS given WHERE {table}.{names[0]} = given.{names[0]}"  # noqa: S608 - names of our own columns
        with connection.cursor() as cursor:
            cursor.execute(statement, [list(values) for values in zip(*ready, strict=True)])
        return
    sets = ", ".join(f"{name} = %s" for name in names[1:])
    statement = f"UPDATE {table} SET {sets} WHERE {names[0]} = %s"  # noqa: S608 - names of our own columns
    with connection.cursor() as cursor:
        cursor.executemany(statement, [(*values, pk) for pk, *values in ready])
