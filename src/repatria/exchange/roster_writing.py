"""Write rosters of casualties: the pipe-separated NARA layout, or CSV with a header."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from repatria.errors import InvalidInput
from repatria.exchange.roster_layout import CSV_COLUMNS, DCAS_COLUMNS, DCAS_FIELDS
from repatria.exchange.roster_rows import RosterRow


def _as_written(row: RosterRow) -> dict[str, str]:
    values = {field: getattr(row, field) for field in CSV_COLUMNS}
    return {field: str(value) if value is not None else "" for field, value in values.items()}


def write_csv(path: Path, rows: Iterable[RosterRow]) -> None:
    """The rows as CSV with a header, UTF-8; every column that `read_roster` knows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CSV_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(_as_written(row) for row in rows)


def write_dcas(path: Path, rows: Iterable[RosterRow]) -> None:
    """The rows in the pipe-separated NARA layout, UTF-8, dates as YYYYMMDD with 00 for what is not known.

    Columns that a `RosterRow` does not hold stay empty. Raises InvalidInput when a value has a pipe or a line end.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            values = _as_written(row)
            cells = dict.fromkeys(DCAS_COLUMNS, "")
            for field, column in DCAS_FIELDS.items():
                cells[column] = values[field]
            for column in ("birth_date", "death_dt"):
                cells[column] = cells[column].replace("-", "").ljust(8, "0") if cells[column] else ""
            cells["year"] = cells["death_dt"][:4]
            if any(mark in value for value in cells.values() for mark in "|\r\n"):
                raise InvalidInput(f"row {row.line}: a value has a pipe or a line end, which this layout cannot hold")
            file.write("|".join(cells.values()) + "\n")
