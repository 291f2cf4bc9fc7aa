"""A question that every request of a program asks: its SQL is written once and kept, the row is read as the ORM reads it.
Writing it anew costs five times what the database takes to answer."""

import threading
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.query import get_related_populators

Row = TypeVar("Row", bound=models.Model)


class Asked(Generic[Row]):
    """The one row where `column` has a value, with what `rows` selects along. rows: a queryset that nobody else changes;
    sample: some value of the column, for writing the SQL."""

    def __init__(self, rows: "models.QuerySet[Row]", column: str, *, sample: Any) -> None:
        self.rows, self.column, self.sample = rows, column, sample
        self.written = threading.local()  # the compiler belongs to the connection of its thread

    def first(self, value: Any) -> Row | None:
        sql, params, compiler, converters = self.compiled()
        with compiler.connection.cursor() as cursor:
            cursor.execute(sql, [value if given == self.sample else given for given in params])
            row = cursor.fetchone()
        if row is None:
            return None
        if converters:
            row = next(iter(compiler.apply_converters([row], converters)))
        return self.made(row, compiler)

    def compiled(self) -> Any:
        kept = getattr(self.written, "kept", None)
        if kept is None:
            query = self.rows.filter(**{self.column: self.sample}).order_by()[:1].query
            compiler = query.get_compiler(self.rows.db)
            sql, params = compiler.as_sql()
            converters = compiler.get_converters([each[0] for each in compiler.select])
            kept = self.written.kept = (sql, params, compiler, converters)
        return kept

    def made(self, row: Any, compiler: Any) -> Row:
        """As Django's own ModelIterable makes it."""
        klass, select = compiler.klass_info, compiler.select
        start, end = klass["select_fields"][0], klass["select_fields"][-1] + 1
        names = [each[0].target.attname for each in select[start:end]]
        made: Row = klass["model"].from_db(compiler.using, names, row[start:end])
        for related in get_related_populators(klass, select, compiler.using):  # type: ignore[call-arg]
            related.populate(row, made)
        for name, place in compiler.annotation_col_map.items():
            setattr(made, name, row[place])
        return made
