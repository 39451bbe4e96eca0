"""Which unit was part of which on the day of a loss: the units below one and above one, at any past point."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from repatria.registry.asof import NOW, AsOf
from repatria.registry.roster.histories import Unit, UnitName, UnitPlacement
from repatria.registry.roster.units import unit_key

ALWAYS = (dt.date.min, dt.date.max)
Span = tuple[dt.date, dt.date]
"""Half-open: from the first day to the day after the last."""


@dataclass(frozen=True)
class Hierarchy:
    """Units as they were known at a point. unit_of: text as written (in one form) -> unit; spans: unit -> its places.

    A place is the unit above (None: none) and the days during which it was that; together they cover all days.
    """

    units: dict[int, Unit]
    unit_of: dict[str, int]
    spans: dict[int, list[tuple[int | None, Span]]] = field(default_factory=dict)

    def tied(self, text: str) -> int | None:
        """The unit that a text names, if it is known."""
        return self.unit_of.get(unit_key(text)) if text else None

    def above(self, unit: int, day: dt.date | None) -> int | None:
        """The unit above on a day; without a day the last one known."""
        when = day or dt.date.max - dt.timedelta(days=1)
        for parent, (first, after) in self.spans.get(unit, ()):
            if first <= when < after:
                return parent
        return None

    def line(self, unit: int, day: dt.date | None) -> list[int]:
        """The unit and every unit above it on a day, from the lowest to the highest."""
        found: list[int] = []
        here: int | None = unit
        while here is not None and here not in found:
            found.append(here)
            here = self.above(here, day)
        return found

    def children(self, unit: int | None, day: dt.date | None = None) -> list[Unit]:
        """The units directly below one (None: those under none) on a day, or last, in the order of their names."""
        return sorted(
            (each for key, each in self.units.items() if self.above(key, day) == unit), key=lambda each: each.name
        )

    def within(self, unit: int) -> dict[Span, set[int]]:
        """The unit and all below it, at any level, by the days during which they were."""
        below: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        for child, places in self.spans.items():
            for parent, span in places:
                if parent is not None:
                    below[parent].append((child, span))
        found: dict[Span, set[int]] = defaultdict(set)
        waiting: list[tuple[int, Span]] = [(unit, ALWAYS)]
        while waiting:
            here, (first, after) = waiting.pop()
            if here in found[first, after]:
                continue
            found[first, after].add(here)
            for child, (start, end) in below[here]:
                both = (max(first, start), min(after, end))
                if both[0] < both[1]:
                    waiting.append((child, both))
        return {span: units for span, units in found.items() if units}

    def texts_of(self, units: Iterable[int], written: Iterable[str]) -> list[str]:
        """Of texts as they occur, those that name one of `units`."""
        wanted = set(units)
        return [text for text in written if self.tied(text) in wanted]


def hierarchy(point: AsOf = NOW) -> Hierarchy:
    """The units, their names and their places, as far as we knew by the entry of `point`.

    The day of `point` does not matter: who was part of which unit is asked for the day of each loss.
    """
    known = AsOf(seq=point.seq)
    units = {unit.pk: unit for unit in Unit.objects.filter(known.known())}
    names = UnitName.objects.filter(known.history()).values_list("key", "unit_id")
    rows: dict[int, list[tuple[dt.date, int | None]]] = defaultdict(list)
    places = UnitPlacement.objects.filter(known.history()).order_by("turn")
    for unit, parent, begins in places.values_list("unit_id", "parent_id", "begins"):
        rows[unit].append((begins, parent))
    spans: dict[int, list[tuple[int | None, Span]]] = {}
    for unit, turns in rows.items():
        edges = [begins for begins, _parent in turns] + [dt.date.max]
        spans[unit] = [
            (parent, (first, after)) for (first, parent), after in zip(turns, edges[1:], strict=True) if first < after
        ]
    return Hierarchy(units, dict(names), spans)
