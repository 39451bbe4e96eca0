"""What the record itself counted on a day or in a period: hand-overs, and what field work found; nothing made up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from repatria.registry.asof import NOW
from repatria.registry.custody.models import HandOver
from repatria.registry.field.models import OperationResult
from repatria.registry.figures.periods import Days, days_of
from repatria.registry.figures.statement import Figure
from repatria.registry.talks.read import hand_overs

_HANDED_OVER = frozenset({"handed_over", "returned"})


class OwnCounts:
    """Counts of events on the record; each kind is read once, when a figure first asks for it."""

    def of(self, proposed: Figure) -> list[Figure]:
        """Counts of the same kind of event in the proposed period, those in its unit first; none without a period."""
        asked = days_of(proposed.period)
        if asked is None:
            return []
        if proposed.predicate in _HANDED_OVER:
            found = list(_summed(self._hand_overs, asked, proposed))
        elif proposed.predicate == "recovered":
            found = [figure for days, figure in self._results if asked.overlap(days)]
        else:
            return []
        return sorted(found, key=lambda figure: figure.unit != proposed.unit)

    @cached_property
    def _hand_overs(self) -> list[tuple[Days, HandOver]]:
        rows = hand_overs(NOW).filter(made_up=False).exclude(unit="").order_by("earliest", "id")
        return [(days, row) for row in rows if (days := days_of(row.date)) and _number(row) is not None]

    @cached_property
    def _results(self) -> list[tuple[Days, Figure]]:
        rows = OperationResult.objects.filter(NOW.history(), operation__made_up=False).select_related("operation")
        found = []
        for row in rows.order_by("id"):
            operation = row.operation
            begun, ended = operation.planned_from, operation.planned_until
            period = f"{begun}/{ended}" if begun and ended and begun != ended else begun or row.since
            if days := days_of(period):
                names = (operation.title_en, operation.title_ko)
                found.append((days, _counted(*names, row.quantity, row.unit, "recovered", period)))
        return found


def _summed(rows: Iterable[tuple[Days, HandOver]], asked: Days, proposed: Figure) -> Iterable[Figure]:
    """Hand-overs that lie in the period, added up unit by unit; one alone under its own name."""
    of_unit: dict[str, list[HandOver]] = defaultdict(list)
    for days, row in rows:
        if asked.hold(days):
            of_unit[row.unit].append(row)
    for unit, group in of_unit.items():
        only = group[0] if len(group) == 1 else None
        yield _counted(
            only.title_en if only else f"{len(group)} hand-overs on the record",
            only.title_ko if only else f"기록된 인도 {len(group)}건",
            sum(_number(row) or 0 for row in group),
            unit,
            "handed_over",
            only.date if only else proposed.period,
        )


def _number(row: HandOver) -> int | None:
    return row.declared if row.counted is None else row.counted


def _counted(en: str, ko: str, number: int, unit: str, predicate: str, period: str) -> Figure:
    value = float(number)
    return Figure("", en, ko, value, value, value, "exact", unit, predicate, "", period=period, derivation="event")
