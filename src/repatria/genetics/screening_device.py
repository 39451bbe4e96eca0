"""Screening on an array device: bounds by row gathers on the device, every survivor scored in float64 on the host.

Written against the few operations of `Arrays`, which NumPy and PyTorch both offer, so that the same lines run on a
GPU and, in the tests, on the host.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from repatria.genetics.hits import Hits
from repatria.genetics.screening_kernels import GUARD, pair_totals

UNIT = 1 / 256
"""log10 per unit of deficit; deficits are int32, so an exclusion cannot be reached by any sum of finite ones."""
PAIRS_AT_ONCE = 1 << 25
"""Pairs whose sums are on the device together: 128 MiB."""


class Arrays(Protocol):
    """What a device must be able to do; indexing, addition and comparison are the tensors' own."""

    def put(self, array: NDArray[Any]) -> Any:
        """The array as a tensor on the device, same shape and type."""

    def where(self, mask: Any) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of each true element of a matrix, on the host, in row order."""

    def smallest(self, matrix: Any, k: int) -> NDArray[np.int64]:
        """Columns of the k smallest elements of each row, on the host, in any order."""


def screen_on_device(
    values: NDArray[np.float64],
    columns: NDArray[np.int32],
    *,
    threshold: float,
    top: int,
    arrays: Arrays,
) -> Iterator[tuple[Hits, Hits, int]]:
    """Hits, best pairs, and how many pairs were scored in float64, of one lot of samples after the other.

    values: float64 (families, columns). columns: int32 (samples, markers) into values. threshold: log10 LR.
    """
    families, markers = len(values), columns.shape[1]
    used, picks = np.unique(columns, return_inverse=True)
    picks = picks.reshape(columns.shape)
    excluded = 2**30 // markers
    finite = excluded // markers - 1
    tops = np.full(used.size, -np.inf)
    for start in range(0, families, 256):
        tops = np.maximum(tops, values[start : start + 256, used].max(axis=0))
    deficits = np.empty((used.size, families), np.int32)
    for start in range(0, families, 256):
        shown = values[start : start + 256, used]
        with np.errstate(invalid="ignore"):
            lacking = np.where(shown > -np.inf, np.minimum((tops - shown) / UNIT, finite), excluded)
        deficits[:, start : start + 256] = lacking.T
    rows = arrays.put(deficits)
    reach = tops[picks].sum(axis=1)

    for first in range(0, len(columns), max(1, PAIRS_AT_ONCE // families)):
        lot = slice(first, first + max(1, PAIRS_AT_ONCE // families))
        chosen = arrays.put(np.ascontiguousarray(picks[lot].T))
        sums = rows[chosen[0]]
        for marker in range(1, markers):
            sums += rows[chosen[marker]]
        floor = np.full(len(sums), -np.inf if top > families else threshold)
        if 0 < top <= families:
            likely = arrays.smallest(sums, top)
            sample = np.repeat(np.arange(len(likely)), top)
            totals = pair_totals(values, columns[lot], sample, likely.ravel())
            floor = np.minimum(floor, totals.reshape(likely.shape).min(axis=1))
        with np.errstate(invalid="ignore"):
            budget = np.clip(np.nan_to_num((reach[lot] + GUARD - floor) / UNIT, nan=-1.0), -1.0, excluded - 1.0)
        sample, family = arrays.where(sums <= arrays.put(budget.astype(np.int32))[:, None])
        totals = pair_totals(values, columns[lot], sample, family)
        kept = totals > -np.inf
        pairs = Hits(np.asarray(sample[kept] + first, np.int32), np.asarray(family[kept], np.int32), totals[kept])
        yield pairs.where(pairs.log10_lr >= threshold), pairs.best_per_sample(top), len(totals)
