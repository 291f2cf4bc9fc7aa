"""Many rows at once: one statement for a batch, the values prepared once a column. The same on both databases; what the
ORM does row by row costs five times as much when a hundred thousand clocks run out in one night."""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import connection, models
from django.db.models.sql import Query

Ready = Callable[[Any], Any]


@models.Field.register_lookup
class Among(models.Lookup):
    """`pk__among=ids`: as `in`, with the ids as one value, so that a thousand of them cost no more to say than one. Of a
    query it takes the few ids first, so that PostgreSQL goes by the index instead of joining everything."""

    lookup_name = "among"

    def get_prep_lookup(self) -> Any:
        return self.rhs if isinstance(self.rhs, Query) else [int(value) for value in self.rhs]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, Query):
            sql, given = self.rhs.get_compiler(connection=connection).as_sql()
            found = f"= ANY(ARRAY({sql}))" if connection.vendor == "postgresql" else f"IN ({sql})"
            return f"{column} {found}", (*params, *given)
        if connection.vendor == "postgresql":
            return f"{column} = ANY(%s::bigint[])", (*params, literal(self.rhs))
        return f"{column} IN (SELECT value FROM json_each(%s))", (*params, json.dumps(self.rhs))  # noqa: S608


def insert_each(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    known_is_fine: bool = False,
) -> None:
    """Insert rows given as values in the order of columns; every column without a default of the database is named.
    known_is_fine: a row that a constraint knows already is passed over."""
    fields = [field_of(model, name) for name in columns]
    ready = prepared(fields, rows)
    if not ready:
        return
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), ", ".join(quote(field.column) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given, casts = arrays(fields)
            again = " ON CONFLICT DO NOTHING" if known_is_fine else ""
            cursor.execute(
                f"INSERT INTO {table} ({names}) SELECT {casts} FROM (SELECT {given}) AS given{again}",  # noqa: S608 - names of our own columns
                [literal(values) for values in zip(*ready, strict=True)],
            )
        else:
            again = " OR IGNORE" if known_is_fine else ""
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT{again} INTO {table} ({names}) VALUES ({marks})", ready)


@dataclass
class Batch:
    """Rows of one table that are written with others. known_is_fine: as for insert_each."""

    model: type[models.Model]
    columns: Sequence[str]
    rows: list[Sequence[Any]]
    known_is_fine: bool = False

    def statement(self, ready: Sequence[Any]) -> str:
        table, names, mark = statement_of(self.model, tuple(self.columns))
        sqlite = connection.vendor == "sqlite"
        insert = "INSERT OR IGNORE" if self.known_is_fine and sqlite else "INSERT"
        again = " ON CONFLICT DO NOTHING" if self.known_is_fine and not sqlite else ""
        return f"{insert} INTO {table} ({names}) VALUES {', '.join([mark] * len(ready))}{again}"


def insert_together(batches: Iterable[Batch]) -> None:
    """Rows of several tables, each with every value in it: one statement on PostgreSQL, where the way there and back and the
    planning of many small ones cost more than the rows. References among them are looked at when the transaction ends."""
    statements, values = [], []
    for batch in batches:
        ready = prepared([field_of(batch.model, name) for name in batch.columns], batch.rows)
        statements.append(batch.statement(ready))
        values.append([value for row in ready for value in row])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            *before, last = statements
            beside = ", ".join(f"b{number} AS ({statement})" for number, statement in enumerate(before))
            cursor.execute(f"WITH {beside} {last}" if before else last, [v for each in values for v in each])
        else:
            for statement, given in zip(statements, values, strict=True):
                cursor.execute(statement, given)


@lru_cache(maxsize=256)
def statement_of(model: type[models.Model], columns: tuple[str, ...]) -> tuple[str, str, str]:
    """Table, columns and the marks of one row, as SQL."""
    quote = connection.ops.quote_name
    names = ", ".join(quote(field_of(model, name).column) for name in columns)
    return quote(model._meta.db_table), names, f"({', '.join(['%s'] * len(columns))})"


def ids_ahead(*tables: type[models.Model]) -> tuple[str, list[str]]:
    """An SQL expression for the next id of each of these tables, and what it is asked with: a row that knows its id can be
    written together with those that point at it. On SQLite only while the transaction holds the file, which ours do."""
    names = [model._meta.db_table for model in tables]
    if connection.vendor == "postgresql":
        return ", ".join(["nextval(%s::regclass)"] * len(names)), [f"{name}_id_seq" for name in names]
    one = "coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0) + 1"
    return ", ".join([one] * len(names)), names


def set_each(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Set columns of many rows, each to values of its own. rows: the id first, then the values in the order of columns.
    Of two rows with one id the last counts; rows that are gone are passed over."""
    fields = [field_of(model, name) for name in ("pk", *columns)]
    ready = prepared(fields, {row[0]: row for row in rows}.values())
    if not ready:
        return
    quote = connection.ops.quote_name
    table, names = quote(model._meta.db_table), [quote(field.column) for field in fields]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given, _casts = arrays(fields)
            sets = ", ".join(
                f"{name} = {cast(field)}" for name, field in zip(names[1:], fields[1:], strict=True)
            )
            columns_given = [literal(values) for values in zip(*ready, strict=True)]
            # The ids a second time: the planner goes by the index, however old its figures of the table are.
            cursor.execute(
                f"UPDATE {table} SET {sets} FROM (SELECT {given}) AS given WHERE {table}.{names[0]} = given.{names[0]} AND {table}.{names[0]} = ANY(%s::bigint[])",  # noqa: S608
                [*columns_given, columns_given[0]],
            )
        else:
            sets = ", ".join(f"{name} = %s" for name in names[1:])
            statement = f"UPDATE {table} SET {sets} WHERE {names[0]} = %s"  # noqa: S608 - names of our own columns
            cursor.executemany(statement, [(*values[1:], values[0]) for values in ready])


def field_of(model: type[models.Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


def prepared(fields: Sequence[Any], rows: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    """The values as the database takes them."""
    changes = [(place, change) for place, field in enumerate(fields) if (change := ready_of(field))]
    ready = []
    for row in rows:
        values = list(row)
        for place, change in changes:
            if values[place] is not None:
                values[place] = change(values[place])
        ready.append(tuple(values))
    return ready


def ready_of(field: Any) -> Ready | None:
    if isinstance(field, models.JSONField):
        return as_json
    if isinstance(field, models.DateTimeField) and connection.vendor == "sqlite":
        return as_text
    if isinstance(field, models.DateField) and connection.vendor == "sqlite":
        return str
    return None


class Encoded(str):
    """JSON that is text already."""

    __slots__ = ()


def as_json(value: Any) -> str:
    """Most of what is written in masses has nothing to say here."""
    if isinstance(value, Encoded):
        return value
    return json.dumps(value) if value else "[]" if isinstance(value, list) else "{}"


@lru_cache(maxsize=4096)
def as_text(moment: dt.datetime) -> str:
    """As Django writes a moment into SQLite: UTC without its name."""
    return str(moment.astimezone(dt.UTC).replace(tzinfo=None))


def arrays(fields: Sequence[Any]) -> tuple[str, str]:
    """The columns as arrays that PostgreSQL unfolds, and how each is cast."""
    quote = connection.ops.quote_name
    given = ", ".join(f"unnest(%s::{plain_type(field)}[]) AS {quote(field.column)}" for field in fields)
    return given, ", ".join(cast(field) for field in fields)


def literal(values: Iterable[Any]) -> str:
    """An array as PostgreSQL reads it; the driver takes four times as long to write one."""
    return "{" + ",".join([element(value) for value in values]) + "}"


def element(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if value is None:
        return "NULL"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def plain_type(field: Any) -> str:
    return "text" if isinstance(field, models.JSONField) else str(field.rel_db_type(connection))


def cast(field: Any) -> str:
    name = f"given.{connection.ops.quote_name(field.column)}"
    return f"{name}::jsonb" if isinstance(field, models.JSONField) else name
