"""The main service number as it is compared, said to the database: an index of the roll is made of it."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, TextField
from django.db.models.sql.compiler import SQLCompiler

_PLAIN = "lower(%(expressions)s)"
for _mark in "- ./":
    _PLAIN = f"replace({_PLAIN}, '{_mark}', '')"


class PlainNumber(Func):
    """The number without case, dashes, blanks, dots and slashes, in the order of its bytes, so that a beginning is a
    range. The marks are written out, not given as parameters: only then do queries use the index.
    """

    arity = 1
    template = _PLAIN
    output_field = TextField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, list[Any]]:
        """In the order of bytes, as SQLite compares."""
        return self.as_sql(compiler, connection, template=f'{_PLAIN} COLLATE "C"', **context)  # type: ignore[return-value]
