"""The figures of tables: a label that names a war, or a land of one, says of which war; one that names a time says of when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony import claims
from repatria.testimony.dates import time_expressions
from repatria.testimony.dates.calendar_dates import absolute, month
from repatria.testimony.dates.dated_spans import Dated, Span
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.time_patterns import MONTHS
from repatria.testimony.model import Figure
from repatria.testimony.numbers.lands_of_wars import war_of_label
from repatria.testimony.numbers.periods_told import STOCK, period_of
from repatria.testimony.numbers.populations import GROUP, Background
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.tables import Cell, Table

_AROUND_A_TIME = compiled(
    r"[\s.,:;*()\[\]†‡-]*(?:(?:[Aa]s (?:of|at)|[Ii]n|[Oo]n|[Bb]y|[Aa]t|[Dd]uring|[Tt]he|[Yy]ear|[Ff]iscal year|[Cc]alendar year|CY|[Mm]id|[Ee]nd(?: of)?|[Tt]o date|YTD|provisional|total|est\.?)[\s.,:;*()\[\]†‡-]*)*"
)
_MONTH = compiled(
    r"\W*(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)\W*"
)
_YEAR = re.compile(r"\d{4}")
_SHORT_FISCAL = re.compile(r"\s*FY\s?[’']?(\d\d)\s*")


def figures_of_tables(text: str, grids: Sequence[Table], about: Background, published: Dated) -> list[Figure]:
    """Every number of the tables as a figure; a number that names a time is none."""
    return [
        _figure(text, cell, about, published, _wars_told(grid), several=_tells_other_wars(grid, about))
        for grid in grids
        for row in grid.rows
        for cell in row
    ]


def _figure(
    text: str, c: Cell, about: Background, published: Dated, told: dict[str, str | None], *, several: bool
) -> Figure:
    labels = (c.row.strip(), c.column.strip())
    row, column = (told[label] for label in labels)
    war = row or column if not (row and column and row != column) else None
    if war is None and not several:
        war = about.war
    time, timed = _time_of(c)
    whom = [_of_all(c, about.nation) if _is_time(labels[0]) else labels[0]]
    if war is not None and war not in whom:
        whom.append(war)
    as_of = period = None
    if c.predicate in STOCK:
        as_of = period_of(time) if time is not None else (None if timed else claims.as_of(published))
    elif time is not None:
        period = period_of(time)
    return Figure(
        c.value, c.value, c.value, "approx" if c.about else "exact", c.unit, c.predicate, ", ".join(filter(None, whom)), None, period,
        as_of, Span.of(text, c.start, c.end), about.nation, war, False, labels[0],
    )  # fmt: skip


def _of_all(c: Cell, nation: str | None) -> str:
    """Whom a row counts that names a time alone: all of the group under its heading."""
    group = GROUP.get(c.predicate)
    if group is None:
        return "" if _is_time(c.column) else c.column.strip()
    return f"{nation} {group}" if nation else group


def _wars_told(grid: Table) -> dict[str, str | None]:
    return {label.strip(): war_of_label(label) for row in grid.rows for c in row for label in (c.row, c.column)}


def _tells_other_wars(grid: Table, about: Background) -> bool:
    """Whether the labels tell of a war that is not the document's, so that those which name none may be of any."""
    return any(war is not None and war != about.war for war in _wars_told(grid).values())


def _time_of(c: Cell) -> tuple[Dated | None, bool]:
    """The time that the labels of a cell tell, and whether one of them names a time at all ("May" of no year)."""
    labels = [label for label in (c.when, c.row, c.column) if _is_time(label)]
    dates = [date for label in labels if (date := _date(label)) is not None]
    months = [MONTHS[m[1][:3].lower()] for label in labels if (m := _MONTH.fullmatch(label))]
    years = [date for date in dates if date.precision == "year" and date.value and _YEAR.fullmatch(date.value)]
    if months and years:
        return month(int(years[0].value or 0), months[0], "month and year of a table"), True
    return (dates[0] if dates else None), bool(labels)


def _is_time(label: str) -> bool:
    return bool(label.strip()) and (_MONTH.fullmatch(label) is not None or _expression(label) is not None)


def _date(label: str) -> Dated | None:
    e = _expression(label)
    date = absolute(e) if e is not None else None
    if date is not None and e is not None and e.kind == "year" and "fiscal" in label.lower():
        date = absolute(Expression(e.start, e.end, "fiscal", {"y": e.parts["y"]}))
    return date if date is not None and date.known else None


def _expression(label: str) -> Expression | None:
    """The time expression that a label is, with no words beside it but those that lead it in."""
    label = _SHORT_FISCAL.sub(r"FY \1", label).replace("\u2019", "'")
    found = time_expressions.find(f" {label} ")
    if len(found) != 1:
        return None
    e = found[0]
    outside = (f" {label} "[: e.start], f" {label} "[e.end :])
    return e if all(_AROUND_A_TIME.fullmatch(part) for part in outside) else None
