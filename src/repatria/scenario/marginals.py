"""When the casualties of the Korean War fell and at what age: the counts from which made-up persons are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CasualtyCounts:
    """``counts[i, j]`` casualties (int64) fell in ``months[i]`` ("1950-11") at ``ages[j]`` (incident - birth year)."""

    months: tuple[str, ...]
    ages: tuple[int, ...]
    counts: NDArray[np.int64]

    def draw(self, rng: np.random.Generator, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """``size`` independent draws from the joint table: indexes into ``months`` and into ``ages``."""
        flat = self.counts.ravel()
        cells = rng.choice(flat.size, size=size, p=flat / flat.sum())
        return np.divmod(cells, len(self.ages))


@cache
def casualty_counts() -> CasualtyCounts:
    """The shipped table; its source is in the first lines of the file."""
    text = files("repatria.scenario").joinpath("casualties_by_month_and_age.csv").read_text(encoding="utf-8")
    header, *rows = (line.split(",") for line in text.splitlines() if not line.startswith("#"))
    counts = np.array([[int(cell) for cell in row[1:]] for row in rows], dtype=np.int64)
    return CasualtyCounts(tuple(row[0] for row in rows), tuple(int(age) for age in header[1:]), counts)
