"""Read prior log10 odds for pairings and for remains that may be of nobody on the roll, as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from repatria.problems import Problem

COLUMNS = ("victim", "missing", "log10_odds")
NOBODY = "*"


def read_prior_odds(
    path: Path, victims: Sequence[str], missing: Sequence[str]
) -> tuple[npt.NDArray[np.float64], list[Problem]]:
    """Natural log odds, shape (victims, missing + 1), and everything wrong in the file.

    One row for each pairing whose odds are not even: victim, missing person (``*`` = not on the roll), log10 odds;
    ``-inf`` excludes a pairing. Whatever is not in the file has log odds 0.
    """
    source = path.name
    odds = np.zeros((len(victims), len(missing) + 1))
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        return odds, [Problem(source, f"byte {error.start}", "the file is not UTF-8 text")]
    except OSError as error:
        return odds, [Problem(source, "file", f"the file cannot be read: {error.strerror}")]
    except csv.Error as error:
        return odds, [Problem(source, "file", f"not CSV: {error}")]
    if not rows or tuple(cell.strip() for cell in rows[0]) != COLUMNS:
        return odds, [Problem(source, "line 1", f"the header must be {','.join(COLUMNS)}")]
    problems: list[Problem] = []
    row_of = {name: number for number, name in enumerate(victims)}
    column_of = {name: number for number, name in enumerate([*missing, NOBODY])}
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows[1:], start=2):
        cells = tuple(cell.strip() for cell in row)
        if not any(cells):
            continue
        message = _fault(cells, row_of, column_of, seen)
        if message:
            problems.append(Problem(source, f"line {number}", f"{message}; the row is left out"))
            continue
        seen.add((cells[0], cells[1]))
        odds[row_of[cells[0]], column_of[cells[1]]] = float(cells[2]) * math.log(10.0)
    return odds, problems


def _fault(
    cells: tuple[str, ...], row_of: dict[str, int], column_of: dict[str, int], seen: set[tuple[str, str]]
) -> str:
    """What is wrong with a row, or nothing."""
    if len(cells) != len(COLUMNS):
        return f"the row has {len(cells)} cells, not {len(COLUMNS)}"
    victim, person, text = cells
    if victim not in row_of:
        return f"there is no victim {victim}"
    if person not in column_of:
        return f"there is no missing person {person}"
    if (victim, person) in seen:
        return f"the odds of {victim} and {person} are there already"
    try:
        value = float(text)
    except ValueError:
        return f"{text[:40]!r} is not a number"
    if math.isnan(value) or value == math.inf or (value == -math.inf and person == NOBODY):
        return f"{text[:40]!r} is not log10 odds"
    return ""
