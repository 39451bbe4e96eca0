"""Read a matrix of likelihood ratios: one row for each victim, one column for each missing person, as CSV."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from repatria.problems import Problem

#: Cells that say the pairing is not possible at all (for example because the sexes differ), as dvir writes them.
NOT_PAIRED = ("", "NA")
NOBODY = "*"


@dataclass(frozen=True, eq=False)
class LRMatrix:
    """Likelihood ratios (not logs), float64, shape (victims, missing); 0 where a pairing is impossible."""

    victims: tuple[str, ...]
    missing: tuple[str, ...]
    values: npt.NDArray[np.float64]


def read_lr_matrix(path: Path) -> tuple[LRMatrix, list[Problem]]:
    """The matrix and everything wrong in the file.

    The first row names the missing persons, the first column the victims. A cell that is not a likelihood ratio makes
    its pairing impossible; a row or column with a bad name or length is left out; each is reported with its place.
    """
    source = path.name
    empty = LRMatrix((), (), np.zeros((0, 0)))
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return empty, [Problem(source, f"byte {error.start}", "the file is not UTF-8 text")]
    except OSError as error:
        return empty, [Problem(source, "file", f"the file cannot be read: {error.strerror}")]
    try:
        rows = [
            (number, [cell.strip() for cell in row])
            for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), start=1)
        ]
    except csv.Error as error:
        return empty, [Problem(source, "file", f"not CSV: {error}")]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        return empty, [Problem(source, "file", "the file is empty")]
    problems: list[Problem] = []
    first, header = rows[0]
    columns = _names(header[1:], source, f"line {first}, column", 2, "missing person", problems)
    if not columns:
        problems.append(Problem(source, f"line {first}", "the header names no missing person"))
    victims: dict[str, list[float]] = {}
    for number, row in rows[1:]:
        place = f"line {number}"
        if len(row) != len(header):
            message = f"the row has {len(row)} cells, the header {len(header)}; the row is left out"
            problems.append(Problem(source, place, message))
        elif not row[0] or row[0] == NOBODY:
            problems.append(Problem(source, place, "the row has no victim's name; it is left out"))
        elif row[0] in victims:
            problems.append(Problem(source, place, f"victim {row[0]} is there already; the row is left out"))
        else:
            victims[row[0]] = [
                _ratio(row[column], source, f"{place}, column {name}", problems) for name, column in columns.items()
            ]
    if not victims:
        problems.append(Problem(source, "file", "there is no victim"))
    values = np.array(list(victims.values()), dtype=np.float64).reshape(len(victims), len(columns))
    return LRMatrix(tuple(victims), tuple(columns), values), problems


def _names(
    cells: list[str], source: str, place: str, offset: int, what: str, problems: list[Problem]
) -> dict[str, int]:
    """Names with the position of their column; bad ones are reported and left out."""
    found: dict[str, int] = {}
    for position, name in enumerate(cells):
        where = f"{place} {position + offset}"
        if not name:
            problems.append(Problem(source, where, f"the column has no {what}'s name; it is left out"))
        elif name == NOBODY:
            problems.append(Problem(source, where, f"{NOBODY} means nobody and names no {what}; it is left out"))
        elif name in found:
            problems.append(Problem(source, where, f"{what} {name} is there already; the column is left out"))
        else:
            found[name] = position + 1
    return found


def _ratio(cell: str, source: str, place: str, problems: list[Problem]) -> float:
    if cell in NOT_PAIRED:
        return 0.0
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if 0.0 <= value < math.inf:
        return value
    message = f"{cell[:40]!r} is not a likelihood ratio (a number from 0 up); the pairing is taken as impossible"
    problems.append(Problem(source, place, message))
    return 0.0
