"""Figures laid side by side: which pairs are compared, what their words leave open, and a conflict of two."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from repatria.testimony.model import Claim, Conflict, Figure, Position, Reading

MAX_PAIRED = 200  # figures of one subject that are compared with each other
SAME_PREDICATE = {"unaccounted_for": "missing", "returned": "recovered", "handed_over": "recovered"}
COUNTED = frozenset(["persons", "remains", "sets", "boxes", "caskets", "cases"])
SAME_UNIT = {
    "remains": "remains",
    "sets": "remains",
    "boxes": "containers",
    "caskets": "containers",
    "cases": "containers",
}
STOCK = frozenset(["missing", "unaccounted_for", "died", "lost_at_sea", "held"])


def all_figures(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Claim, Figure]]:
    for reading in readings:
        for claim in reading.claims:
            for figure in claim.figures:
                yield reading, claim, figure


Item = tuple[Reading, Claim, Figure]


def pairs_by(items: Sequence[Item], key: Callable[[Item], Hashable]) -> Iterator[tuple[Item, Item]]:
    """Every pair of items with the same key, at most MAX_PAIRED of a key."""
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    for group in groups.values():
        yield from combinations(group[:MAX_PAIRED], 2)


def position_of(reading: Reading, claim: Claim, figure: Figure) -> Position:
    value = "" if figure.value is None else f"{most_told(figure):,}"
    words = f"{figure.qualifier} {value or f'{figure.low}-{figure.high}'} {figure.unit} {figure.predicate}".strip()
    return Position(
        f"{words} ({figure.period or figure.population})", reading.document.name, figure.evidence, (claim.id,)
    )


def most_told(figure: Figure) -> float | None:
    """The number told; of "fewer than 55" the most that it allows, so that it reads as "up to 54"."""
    below = figure.qualifier == "up_to" and None not in (figure.value, figure.high) and figure.high < figure.value  # type: ignore[operator]
    return figure.high if below else figure.value


def bounds(figure: Figure) -> tuple[float, float]:
    """What the words leave open. A bare number is taken to half a unit of its last digit that is not zero."""
    if figure.low is None or figure.high is None:
        return -math.inf, math.inf
    return _bounds(figure.low, figure.high, figure.qualifier)


@lru_cache(maxsize=4096)
def _bounds(low: float, high: float, qualifier: str) -> tuple[float, float]:
    size = 10 ** len(re.search(r"0*$", str(int(high)))[0]) if high >= 1 and float(high).is_integer() else 0  # type: ignore[index]
    half = size / 2 if size > 1 else 0.0
    if qualifier == "more_than":
        return math.nextafter(low, math.inf), math.inf
    if qualifier == "at_least":
        return low, math.inf
    if qualifier == "up_to":
        return -math.inf, high
    if qualifier == "nearly":
        return 0.97 * low, math.nextafter(high, -math.inf)
    if qualifier in ("approx", "believed"):
        return low - max(half, 0.005 * low), high + max(half, 0.005 * high)
    return low, high


def disagree(a: Figure, b: Figure) -> bool:
    (a1, a2), (b1, b2) = bounds(a), bounds(b)
    return a2 < b1 or b2 < a1


def scope(figure: Figure) -> tuple[str | None, ...]:
    return SAME_PREDICATE.get(figure.predicate, figure.predicate), figure.nation, figure.war, figure.part


def conflict_of(
    rule: str,
    kind: str,
    topic: str,
    nature: str,
    first: tuple[Reading, Claim, Figure],
    second: tuple[Reading, Claim, Figure],
) -> Conflict:
    return Conflict(rule, kind, topic, nature, (position_of(*first), position_of(*second)))


def grouped(found: list[Conflict]) -> list[Conflict]:
    """Conflicts of one rule about one topic are one conflict with all its positions."""
    groups: dict[tuple[str, str, str], list[Position]] = {}
    natures: dict[tuple[str, str, str], str] = {}
    for conflict in found:
        key = (conflict.rule, conflict.kind, conflict.topic)
        positions = groups.setdefault(key, [])
        natures.setdefault(key, conflict.nature)
        positions.extend(p for p in conflict.positions if p not in positions)
    return [
        Conflict(rule, kind, topic, natures[rule, kind, topic], tuple(ps)) for (rule, kind, topic), ps in groups.items()
    ]
