"""The bar chart of a pair: log10 LR per marker, right for identity, left against; exclusions stand out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

_NAME, _PLOT, _VALUE, _ROW, _TOP = 92.0, 520.0, 64.0, 22.0, 30.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One marker; x, width: the bar; y: its top; value: log10 LR; text_x, anchor: where its value is written."""

    marker: str
    value: float
    x: float
    y: float
    width: float
    kind: str
    text_x: float
    anchor: str

    @property
    def baseline(self) -> float:
        """Where text in this row stands."""
        return self.y + 11.5


@dataclass(frozen=True, slots=True)
class Tick:
    """A grid line at x."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawn chart in its own coordinates; zero: x of a likelihood ratio of one."""

    width: float
    height: float
    zero: float
    name_x: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def chart(weights: Mapping[str, float]) -> Chart:
    """Lay the bars out on whole-number grid lines; an exclusion (-inf) fills the left side to its edge."""
    finite = [value for value in weights.values() if math.isfinite(value)]
    excluded = any(value == -math.inf for value in weights.values())
    low = min(-1, math.floor(min(finite, default=0.0))) - (1 if excluded else 0)
    high = max(1, math.ceil(max(finite, default=0.0)))
    scale = _PLOT / (high - low)
    left = _NAME + _VALUE
    zero = left - low * scale
    bars = []
    for row, (marker, value) in enumerate(weights.items()):
        y = _TOP + row * _ROW + 3
        length = -low * scale if value == -math.inf else abs(value) * scale
        against = value < 0
        kind = "excluded" if value == -math.inf else "against" if against else "for"
        x = zero - length if against else zero
        text_x = x - 6 if against else x + length + 6
        bars.append(
            Bar(marker, value, round(x, 1), y, round(length, 1), kind, round(text_x, 1), "end" if against else "start")
        )
    step = max(1, round((high - low) / 8))
    ticks = tuple(
        Tick(round(zero + value * scale, 1), f"{value:+d}".replace("-", "−") if value else "0")
        for value in range(low, high + 1)
        if value % step == 0
    )
    height = _TOP + len(bars) * _ROW + 10
    return Chart(left + _PLOT + _VALUE, height, round(zero, 1), _NAME - 6, tuple(bars), ticks)
