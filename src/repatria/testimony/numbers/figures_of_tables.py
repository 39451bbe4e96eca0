"""The figures of tables: a label that names a war, or a land of one, says of which war; one that names a time says of when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from repatria.testimony.dates.dated_spans import Dated, Span
from repatria.testimony.model import Figure
from repatria.testimony.numbers.lands_of_wars import war_of_label
from repatria.testimony.numbers.periods_told import STOCK, as_of_publication, period_of
from repatria.testimony.numbers.populations import GROUP, Background
from repatria.testimony.numbers.time_labels import TimeLabel, time_label, time_of_labels
from repatria.testimony.text.tables import Cell, Table


@dataclass(frozen=True, slots=True)
class _Labels:
    """What the labels of a table name, each read once.

    several: whether one names a war that is not the document's, so that those which name none may be of any.
    """

    wars: dict[str, str | None]
    times: dict[str, TimeLabel | None]
    several: bool

    @classmethod
    def of(cls, grid: Table, about: Background) -> _Labels:
        labels = {label for row in grid.rows for c in row for label in (c.row, c.column, c.when)}
        wars = {label: war_of_label(label) for label in labels}
        times = {label: time_label(label) for label in labels}
        return cls(wars, times, any(war is not None and war != about.war for war in wars.values()))


def figures_of_tables(text: str, grids: Sequence[Table], about: Background, published: Dated) -> list[Figure]:
    """Every number of the tables as a figure; a number that names a time is none."""
    return [
        _figure(text, cell, about, published, labels)
        for grid in grids
        for labels in [_Labels.of(grid, about)]
        for row in grid.rows
        for cell in row
    ]


def _figure(text: str, c: Cell, about: Background, published: Dated, labels: _Labels) -> Figure:
    row, column = labels.wars[c.row], labels.wars[c.column]
    war = row or column if not (row and column and row != column) else None
    if war is None and not labels.several:
        war = about.war
    timed = [label for label in (labels.times[c.when], labels.times[c.row], labels.times[c.column]) if label]
    time = time_of_labels(timed)
    whom = [c.row.strip() if labels.times[c.row] is None else _of_all(c, about.nation, labels)]
    if war is not None and war not in whom:
        whom.append(war)
    as_of = period = None
    if c.predicate not in STOCK:
        period = period_of(time) if time is not None else None
    elif timed:
        as_of = period_of(time) if time is not None else None
    else:
        as_of = as_of_publication(published)
    return Figure(
        c.value, c.value, c.value, "approx" if c.about else "exact", c.unit, c.predicate, ", ".join(filter(None, whom)), None, period,
        as_of, Span.of(text, c.start, c.end), about.nation, war, False, c.row.strip(),
    )  # fmt: skip


def _of_all(c: Cell, nation: str | None, labels: _Labels) -> str:
    """Whom a row counts that names a time alone: all of the group under its heading."""
    group = GROUP.get(c.predicate)
    if group is None:
        return "" if labels.times[c.column] else c.column.strip()
    return f"{nation} {group}" if nation else group
