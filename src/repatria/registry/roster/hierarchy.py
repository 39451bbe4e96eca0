"""Which unit was part of which on the day of a loss: the units below one and above one, at any past point."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import as_written
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

    def near(self, text: str) -> list[str]:
        """Up to five names of units that a text is near to, the nearest first: the same words, or a slip in them."""
        key, names = unit_key(text), {unit_key(unit.name): unit.name for unit in self.units.values()}
        words = set(key.split())
        within = [each for each in names if words and words <= set(each.split())]
        found = [*sorted(within, key=len), *get_close_matches(key, names, n=5, cutoff=0.6)]
        return [names[each] for each in dict.fromkeys(found)][:5]

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

    def lines(self, unit: int) -> list[tuple[Span, tuple[int, ...]]]:
        """Every line that a unit had, from the highest unit to itself, with the days during which it had it."""
        found: list[tuple[Span, tuple[int, ...]]] = []
        waiting: list[tuple[Span, tuple[int, ...]]] = [(ALWAYS, (unit,))]
        while waiting:
            (first, after), line = waiting.pop()
            for parent, (start, end) in self.spans.get(line[0]) or [(None, ALWAYS)]:
                both = (max(first, start), min(after, end))
                if both[0] >= both[1]:
                    continue
                if parent is None or parent in line:
                    found.append((both, line))
                else:
                    waiting.append((both, (parent, *line)))
        return sorted(found)

    def within(self, part: str) -> dict[Span, set[int]]:
        """Units in a part of the hierarchy, by the days during which they were; none for a text that is no part.

        part: ``7``, the unit and all below it; ``3.7``, those below it while it was directly under 3; ``.3.7``, only
        while 3 was under none.
        """
        keys = tuple(int(key) if key.isascii() and key.isdigit() else 0 for key in part.removeprefix(".").split("."))
        found: dict[Span, set[int]] = defaultdict(set)
        for unit in self.units:
            days: list[Span] = []
            for (first, after), line in self.lines(unit):
                last = len(line) - len(keys) if not part.startswith(".") else 0
                if not any(line[at : at + len(keys)] == keys for at in range(last + 1)):
                    continue
                if days and days[-1][1] == first:  # one stretch: it moved within the part
                    first = days.pop()[0]
                days.append((first, after))
            for span in days:
                found[span].add(unit)
        return dict(found)

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
    as_written(known, *units.values())
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
        if edges[0] > dt.date.min:
            spans[unit].insert(0, (None, (dt.date.min, edges[0])))
    return Hierarchy(units, dict(names), spans)
