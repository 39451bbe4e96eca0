"""Plain-text tables: rows of numbers under headings, each cell a figure; a total that does not add up is a conflict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.testimony.lexicon import HEADS
from repatria.testimony.numbers.lands_of_wars import war_of_label
from repatria.testimony.numbers.predicate_lexicon import PREDICATE
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import lines

_GAP = compiled(r"\t+|\s{2,}|\s*\|\s*")
_CELL = compiled(r"[~≈]?\d{1,3}(?:,\d{3}){1,4}|[~≈]?\d{1,15}")  # longer: no counts, `number_reading.MOST`
_YEAR = compiled(r"(?:1[89]|20)\d\d")
_NAMES_TIME = compiled(
    r"\W*(?:(?:fiscal|calendar|financial|reporting)\s+)?(?:years?|FY|month|date|as of|period)\W*", re.I
)
_OPEN = compiled(r".*\d.*|\W*(?:number|no|count|total|figures?|persons?|people)\W*", re.I)
_LONGEST_CAPTION = 80  # code points
_TOTAL = compiled(r"\b(?:grand )?totals?\b|\ball\b|\bsum\b", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table: its place, row and column headings."""

    start: int
    end: int
    value: float
    about: bool
    row: str
    column: str
    unit: str
    predicate: str
    when: str = ""  # what the row tells under a heading such as "Year"


@dataclass(frozen=True, slots=True)
class Table:
    """A table at lines [start, end) of code points, with its cells row by row."""

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]

    def wrong_totals(self) -> list[tuple[Cell, list[Cell], float]]:
        """Each total that differs from the sum of the cells of its column, with those cells and their sum.

        Each column is added up once, however many rows of totals there are.
        """
        totals = [row for row in self.rows if _TOTAL.search(row[0].row)]
        columns: dict[tuple[int, int], list[Cell]] = defaultdict(list)
        for row in self.rows:
            if totals and not _TOTAL.search(row[0].row):
                for column, cell in enumerate(row):
                    columns[len(row), column].append(cell)
        sums = {
            place: sum(cell.value for cell in cells)
            for place, cells in columns.items()
            if len(cells) > 1 and not any(cell.about for cell in cells)
        }
        return [
            (cell, columns[len(row), column], sums[len(row), column])
            for row in totals
            for column, cell in enumerate(row)
            if not cell.about and sums.get((len(row), column), cell.value) != cell.value
        ]


def tables(text: str) -> list[Table]:
    """Every table of two rows and more; its first row may be headings, or the headings are the line above the numbers."""
    found: list[Table] = []
    block: list[tuple[int, int, list[tuple[int, int]]]] = []
    above = caption = (0, 0)
    for start, end in [*lines(text), (len(text), len(text))]:
        cells = _cells(text, start, end)
        if len(cells) > 1:
            if not block:
                caption = above
            block.append((start, end, cells))
            continue
        if len(block) > 1:
            table = _table(text, block, text[slice(*caption)] if caption[1] - caption[0] < _LONGEST_CAPTION else "")
            if table is not None:
                found.append(table)
        block = []
        if start < end:
            above = (start, end)
    return found


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cells of a line, split at tabs, bars and runs of spaces."""
    cells = []
    at = start
    for gap in _GAP.finditer(text, start, end):
        if gap.start() > at:
            cells.append((at, gap.start()))
        at = gap.end()
    if at < end:
        cells.append((at, end))
    return cells


def _table(text: str, block: Sequence[tuple[int, int, list[tuple[int, int]]]], caption: str) -> Table | None:
    numeric = [all(_CELL.fullmatch(text[a:b]) for a, b in cells[1:]) for _, _, cells in block]
    if sum(numeric) < 2:
        return None
    if _heads_years(text, block):
        numeric[0] = False
    if sum(numeric) < 2:
        return None
    first = numeric.index(True)
    head = [text[a:b] for a, b in block[first - 1][2]] if first else []
    if not first and len(block) == 2 and not PREDICATE.search(caption.lower()):
        return None  # two lines of numbers that nothing heads
    rows = []
    for (_, _, cells), is_numeric in zip(block, numeric, strict=True):
        if not is_numeric:
            continue
        label = text[slice(*cells[0])]
        over = f"{head[0]} {caption}" if len(head) == len(cells) else caption
        names = head[-(len(cells) - 1) :] if len(head) >= len(cells) - 1 else [""] * (len(cells) - 1)
        dated = [place for place, name in zip(cells[1:], names, strict=True) if _NAMES_TIME.fullmatch(name)]
        when = " ".join(_named(text[slice(*place)], names[cells.index(place) - 1]) for place in dated)
        if not when and len(head) == len(cells) and _YEAR.fullmatch(label):
            when = _named(label, head[0])
        row = [
            _cell(text, place, label, name, when, over)
            for place, name in zip(cells[1:], names, strict=True)
            if place not in dated
        ]
        if row:
            rows.append(tuple(row))
    return Table(block[max(0, first - 1)][0], block[-1][1], tuple(rows))


def _heads_years(text: str, block: Sequence[tuple[int, int, list[tuple[int, int]]]]) -> bool:
    """Whether the first row of numbers are the years that head the columns, and no later row is of years alone."""
    rows = [[text[a:b] for a, b in cells] for _, _, cells in block]
    head = rows[0]
    years = [cell for cell in head if _YEAR.fullmatch(cell)]
    of_years = len(years) > 1 or _NAMES_TIME.fullmatch(head[0]) is not None
    first = head[0] in years or not _YEAR.search(head[0])
    return (
        of_years
        and first
        and len(years) >= len(head) - 1
        and not any(all(_YEAR.fullmatch(c) for c in row[1:]) for row in rows[1:])
    )


def _named(time: str, heading: str) -> str:
    """A time under its heading: a year under "Fiscal year" is one."""
    return f"FY {time}" if _YEAR.fullmatch(time) and "fiscal" in heading.lower() else time


def _says_not_what(column: str) -> bool:
    """Whether a heading leaves open what is counted, which the line above the table then says: "2016", "Korea", "Number"."""
    return not column.strip() or _OPEN.fullmatch(column) is not None or war_of_label(column) is not None


def _cell(text: str, place: tuple[int, int], row: str, column: str, when: str, over: str) -> Cell:
    """One cell; over: the heading of the labels and the line above the table, which say what all of it counts."""
    words = text[slice(*place)]
    trigger = PREDICATE.search(column.lower()) or PREDICATE.search(row.lower())
    if trigger is None and _says_not_what(column) and not over.rstrip().endswith((".", "?", "!")):
        trigger = PREDICATE.search(over.lower())
    named = [
        HEADS[w]
        for w in re.findall(r"[a-z]+", f"{column} {row}".lower())
        if w in HEADS and HEADS[w] not in ("years", "days")
    ]
    unit = named[0] if named else ("persons" if trigger else "other")
    value = int(words.lstrip("~≈").replace(",", ""))
    return Cell(
        *place, value, words[0] in "~≈", row, column, unit, (trigger.lastgroup if trigger else None) or "other", when
    )
