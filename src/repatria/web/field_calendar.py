"""The calendar of field work: each operation a bar over the fiscal years that its plan touches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.registry.field.fiscal_year import FiscalYear, fiscal_year_of
from repatria.registry.field.models import Operation, OperationState

_WIDTH, _TOP, _ROW = 900.0, 26.0, 30.0
_LABEL = 48.0  # the width of "FY2020"


@dataclass(frozen=True, slots=True)
class Bar:
    """An operation: where its bar begins, how long it is, and on which row. stopped: its permission is not in force."""

    operation: Operation
    state: OperationState
    stopped: bool
    x: float
    width: float
    y: float


@dataclass(frozen=True, slots=True)
class YearLine:
    """The first day of a fiscal year; labelled where there is room."""

    year: FiscalYear
    x: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The whole drawing, to scale in time."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    years: tuple[YearLine, ...]


def calendar(operations: Sequence[tuple[Operation, OperationState, bool]]) -> Calendar | None:
    """Lay out operations that have a plan with dates; None when there is none."""
    dated = [row for row in operations if row[0].first_day and row[0].after]
    if not dated:
        return None
    first = fiscal_year_of(min(row[0].first_day for row in dated)).begins
    after = fiscal_year_of(max(row[0].after for row in dated) - dt.timedelta(days=1)).after
    pixels = _WIDTH / (after - first).days
    bars = tuple(
        Bar(
            operation,
            state,
            stopped,
            (operation.first_day - first).days * pixels,
            max((operation.after - operation.first_day).days * pixels, 3.0),
            _TOP + number * _ROW,
        )
        for number, (operation, state, stopped) in enumerate(dated)
    )
    numbers = range(fiscal_year_of(first).number, fiscal_year_of(after - dt.timedelta(days=1)).number + 1)
    every = max(1, -(-len(numbers) // 12))
    places = [(number, (FiscalYear(number).begins - first).days * pixels) for number in numbers]
    years = tuple(
        YearLine(FiscalYear(number), x, position % every == 0 and x + _LABEL <= _WIDTH)
        for position, (number, x) in enumerate(places)
    )
    return Calendar(_WIDTH, _TOP + len(bars) * _ROW + 4, bars, years)
