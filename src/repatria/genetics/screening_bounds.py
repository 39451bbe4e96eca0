"""Upper bounds for the screening: what a family lacks, marker by marker, to the best of its block, in 8 or 16 bits.

For a row (an observation at a marker) the top of a block is the largest log10 LR among its families; a family's deficit
is top minus its own log10 LR, rounded down to whole units. A sample's reach in a block is the sum of its tops. A pair
can meet the floor only if its summed deficits stay within reach minus floor, so sums only grow: a block is left as
soon as every family in it has overspent, and saturating unsigned arithmetic can never let a hit slip. An exclusion
is the largest deficit there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from repatria.genetics.screening_kernels import GROUP, WIDTH, pick_rows, quantise, row_tops

MAX_LOSS = 2.0
"""log10 units that rounding down may hide per pair on average before 16-bit deficits are used instead of 8-bit ones."""
FINE_UNIT = 1 / 256
"""log10 per unit of a 16-bit deficit."""
_LOOKED_AT = 2_000
"""Samples that are looked at to choose the unit and the order of the markers; the result does not depend on them."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Deficits of some families for the observations that some samples show.

    order: int64 (families,), the family at each place; blocks of WIDTH are consecutive places.
    rows: uint8 or uint16 (blocks, used rows, WIDTH), deficits in units; row 0 is "not typed".
    tops: float64 (used rows, blocks), log10.
    units: float64 (blocks,), log10 per unit.
    picks: int32 (samples, markers padded to a multiple of GROUP), rows of each sample, most telling marker first.
    lengths: int32 (samples,), how many picks count.
    """

    order: NDArray[np.int64]
    rows: NDArray[Any]
    tops: NDArray[np.float64]
    units: NDArray[np.float64]
    picks: NDArray[np.int32]
    lengths: NDArray[np.int32]


def bytes_needed(families: int, samples: int, markers: int, used_rows: int) -> int:
    """The memory that bounds take at most, in bytes (16-bit deficits)."""
    blocks = -(-families // WIDTH)
    padded = -(-markers // GROUP) * GROUP
    return blocks * used_rows * (2 * WIDTH + 8) + samples * (4 * padded + 4) + 8 * families


def build_bounds(
    values: NDArray[np.float64],
    columns: NDArray[np.int32],
    untyped: NDArray[np.int64],
    *,
    threshold: float,
    top: int,
    threads: int = 1,
) -> Bounds:
    """Quantise the families' tables for the rows that occur among the samples.

    values: float64 (families, columns), log10 LR. columns: int32 (samples, markers) into values. untyped: int64
    (markers,), the column of each marker that says "not typed". threshold: log10. top: pairs wanted per sample
    whatever the threshold; exclusions must then show in the sums, which takes 16 bits.
    """
    seen = np.bincount(columns.ravel(), minlength=values.shape[1])
    seen[untyped] = 0
    used = np.concatenate([[0], np.flatnonzero(seen)])
    row_of = np.zeros(values.shape[1], np.int32)
    row_of[used[1:]] = np.arange(1, used.size, dtype=np.int32)
    few = row_of[columns[:: max(1, len(columns) // _LOOKED_AT)]]

    order = _similar_together(values, seen, threads)
    blocks = [order[start : start + WIDTH] for start in range(0, order.size, WIDTH)]
    tops = np.empty((len(blocks), used.size))
    spread(lambda b: row_tops(values, blocks[b], used, tops[b]), range(len(blocks)), threads)
    reach = tops[:, few].sum(axis=2)
    spare = np.where(reach > -np.inf, reach, 0.0).max(axis=1, initial=0.0) - threshold
    units = np.clip(spare, 1.0, 1e3) / 254
    markers = columns.shape[1]
    fine = top > 0 or np.count_nonzero(few) / len(few) * units.mean() / 2 > MAX_LOSS
    cap = 65534 // markers if fine else 254
    if fine:
        units[:] = max(FINE_UNIT, 4.0 / cap)
    rows = np.empty((len(blocks), used.size, WIDTH), np.uint16 if fine else np.uint8)
    spread(lambda b: quantise(values, blocks[b], used, tops[b], units[b], cap, rows[b]), range(len(blocks)), threads)
    picks = np.empty((len(columns), -(-markers // GROUP) * GROUP), np.uint16 if used.size < 1 << 16 else np.int32)
    lengths = np.empty(len(columns), np.int32)
    pick_rows(columns, row_of, _most_telling_first(rows, few), picks, lengths)
    return Bounds(order, rows, np.ascontiguousarray(tops.T), units, picks, lengths)


def spread(action: Callable[[int], object], items: Iterable[int], threads: int) -> None:
    """Do the action for each item; compiled code lets go of the interpreter, so threads run side by side."""
    if threads == 1:
        for item in items:
            action(item)
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(action, items):
            pass


def _similar_together(values: NDArray[np.float64], seen: NDArray[np.int64], threads: int) -> NDArray[np.int64]:
    """Families by what a random sample may expect of them, so that a block's tops are not far above its members.

    Families whose tables say little come first: hardly any sample needs to look into their blocks for a hit, and they
    soon give every sample some pairs that are not bad, below which the rest need not be looked at.
    """
    weight = seen / max(1, seen.sum())
    expected = np.empty(len(values))

    def fill(start: int) -> None:
        expected[start : start + WIDTH] = np.maximum(values[start : start + WIDTH], -1.0) @ weight

    spread(fill, range(0, len(values), WIDTH), threads)
    return np.argsort(-expected, kind="stable")


def _most_telling_first(rows: NDArray[Any], few: NDArray[np.int32]) -> NDArray[np.int64]:
    """Markers by the mean deficit that a random sample meets in some of the blocks, largest first."""
    deficit = rows[:: max(1, len(rows) // 4)].mean(axis=(0, 2))
    deficit[0] = 0.0
    return np.argsort(-deficit[few].mean(axis=0), kind="stable")
