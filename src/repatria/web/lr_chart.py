"""The bar chart of a pair: log10 LR per marker, right for identity, left against; exclusions stand out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One marker. value: log10 LR; x, width: the bar in percent of the plot; kind: for, against or excluded."""

    marker: str
    value: float
    x: float
    width: float
    kind: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line at x, in percent of the plot."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn, in percent of the plot's width so that it fits any screen; zero: a likelihood ratio of one."""

    zero: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def chart(weights: Mapping[str, float]) -> Chart:
    """Lay the bars out on whole-number grid lines; an exclusion (-inf) fills the left side to its edge."""
    finite = [value for value in weights.values() if math.isfinite(value)]
    excluded = any(value == -math.inf for value in weights.values())
    low = min(-1, math.floor(min(finite, default=0.0))) - (1 if excluded else 0)
    high = max(1, math.ceil(max(finite, default=0.0)))
    scale = 100.0 / (high - low)
    zero = -low * scale
    bars = []
    for marker, value in weights.items():
        length = zero if value == -math.inf else abs(value) * scale
        kind = "excluded" if value == -math.inf else "against" if value < 0 else "for"
        bars.append(Bar(marker, value, zero - length if value < 0 else zero, length, kind))
    step = max(1, round((high - low) / 6))
    ticks = tuple(
        Tick((value - low) * scale, f"{value:+d}".replace("-", "−") if value else "0")
        for value in range(low, high + 1)
        if value % step == 0
    )
    return Chart(zero, tuple(bars), ticks)
