"""Kernel of direct matching: the sum of table entries of chosen pairs, and where their calls differ."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]


@njit(cache=True, nogil=True)
def pair_totals(
    values: FloatArray,
    agree: npt.NDArray[np.bool_],
    offsets: IntArray,
    sizes: IntArray,
    one: Codes,
    two: Codes,
    first: IntArray,
    second: IntArray,
    total: FloatArray,
    compared: IntArray,
    differing: IntArray,
) -> None:
    """Sum of each pair in the order of the markers, markers that both show, and those at which the calls differ."""
    for n in range(len(first)):
        i, j = first[n], second[n]
        sum_of_pair = 0.0
        both = 0
        apart = 0
        for m in range(len(sizes)):
            cell = offsets[m] + one[i, m] * sizes[m] + two[j, m]
            sum_of_pair += values[cell]
            if one[i, m] > 0 and two[j, m] > 0:
                both += 1
                if not agree[cell]:
                    apart += 1
        total[n] = sum_of_pair
        compared[n] = both
        differing[n] = apart
