"""Large components of families that miss one person each: intervals that hold, from the decay of correlation.

The chance that a vertex v of a monomer-dimer system is free obeys P_G(v) = 1 / (1 + sum over neighbours u of
w_vu P_{G-v}(u)). Followed along all self-avoiding walks it is exact; cut off anywhere with bounds for the rest it gives
an interval, since each step turns lower into upper bounds (Bayati, Gamarnik, Katz, Nair and Tetali, Simple
deterministic approximation algorithms for counting matchings, STOC 2007). Walks end where little can still change.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

from repatria.errors import TooLarge
from repatria.identification import decay_kernels as kernels
from repatria.identification.choices import FamilyChoices, Floats, Integers
from repatria.identification.exact import Answer

_LARGEST_LOG_WEIGHT = 300.0
_VISITS_EACH = 300_000
_VISITS = 50_000_000
_CELLS = 10**8


def solve_decaying(families: Sequence[FamilyChoices], *, tolerance: float) -> tuple[Answer, float]:
    """Marginals within the bound that is returned, at most ``tolerance``; one best solution.

    Raises TooLarge when a family misses several persons, ratios are beyond e^300, or walks do not end soon enough.
    """
    if not all(family.is_single for family in families):
        raise TooLarge("a bound from the decay of correlation is for families that miss one person each")
    place = np.repeat(np.arange(len(families)), [len(family) for family in families])
    used, item = np.unique(np.concatenate([family.remains for family in families]), return_inverse=True)
    log_weight = np.concatenate([family.log_weight for family in families])
    if float(log_weight.max()) > _LARGEST_LOG_WEIGHT or len(families) * len(used) > _CELLS:
        raise TooLarge("ratios or tables are too large for a bound from the decay of correlation")
    start, neighbour, weight, low, edge_of = _both_ways(len(families), len(used), place, item, np.exp(log_weight))
    removed = np.zeros(len(families) + len(used), dtype=np.bool_)
    free, share = np.empty((len(used), 2)), np.empty((len(log_weight), 2))
    left = np.full(1, _VISITS, dtype=np.int64)
    for row in range(len(used)):
        vertex = len(families) + row
        free[row], mine = kernels.matched_intervals(
            vertex, tolerance, start, neighbour, weight, low, removed, _VISITS_EACH, left
        )
        share[edge_of[start[vertex] : start[vertex + 1]]] = mine
        width = max(float(np.ptp(free[row])), float(np.ptp(mine, axis=1).max()))
        if width > 2 * tolerance:
            raise TooLarge(f"walks do not end soon enough: an interval stayed {width:.2g} wide")
    bound = 0.5 * max(float(np.ptp(free, axis=1).max()), float(np.ptp(share, axis=1).max())) + 1e-14
    middle = share.mean(axis=1)
    cuts = np.cumsum([len(family) for family in families])[:-1]
    choice = np.split(middle, cuts)
    none = np.array([max(0.0, 1.0 - float(mine.sum())) for mine in choice])
    unknown = [np.full(len(family), np.nan) for family in families]
    nothing = np.full(len(families), np.nan)
    unused = dict(zip(used.tolist(), free.mean(axis=1).tolist(), strict=True))
    log_total = _log_total(len(families), len(used), (start, neighbour, weight, low), tolerance)
    best = _best(families, place, item, log_weight, len(used))
    return Answer(choice, unknown, none, nothing, unused, dict.fromkeys(unused, np.nan), log_total, [best]), bound


def _both_ways(
    families: int, remains: int, place: Integers, item: Integers, weight: Floats
) -> tuple[Integers, Integers, Floats, Floats, Integers]:
    """The graph with each edge in both directions, sorted by its beginning, and the edge that each of them is."""
    begin = np.concatenate((place, item + families))
    end = np.concatenate((item + families, place))
    both = np.concatenate((weight, weight))
    number = np.concatenate((np.arange(len(weight)), np.arange(len(weight))))
    order = np.lexsort((end, begin))
    start = np.searchsorted(begin[order], np.arange(families + remains + 1)).astype(np.int64)
    total = np.bincount(begin, both, minlength=families + remains)
    # What meets the end besides this edge: for its heaviest edge added up, not subtracted, so that nothing cancels.
    heaviest = np.zeros(families + remains)
    np.maximum.at(heaviest, begin, both)
    lighter = np.bincount(begin, np.where(both < heaviest[begin], both, 0.0), minlength=families + remains)
    alike = np.bincount(begin, both == heaviest[begin], minlength=families + remains)
    besides = np.where((both == heaviest[end]) & (alike[end] == 1), lighter[end], total[end] - both)
    low = (1.0 / (1.0 + np.maximum(besides, 0.0) * (1 + 1e-10)))[order]
    return start, end[order].astype(np.int64), both[order], low, number[order].astype(np.int64)


def _log_total(
    families: int, remains: int, graph: tuple[Integers, Integers, Floats, Floats], tolerance: float
) -> float:
    """ln of the sum over all solutions: minus the logs of being free, removing one remains after the other."""
    removed = np.zeros(families + remains, dtype=np.bool_)
    total = 0.0
    for vertex in range(families, families + remains):
        left = np.full(1, _VISITS_EACH, dtype=np.int64)
        below, above = kernels.free_interval(vertex, tolerance, *graph, removed, left)
        total -= 0.5 * (np.log(below) + np.log(above))
        removed[vertex] = True
    return float(total)


def _best(
    families: Sequence[FamilyChoices], place: Integers, item: Integers, log_weight: Floats, remains: int
) -> tuple[float, tuple[int, ...]]:
    """The best solution: a matching of largest weight (only pairings with a ratio above 1 help)."""
    gain = np.zeros((len(families), remains))
    gain[place, item] = np.maximum(log_weight, 0.0)
    rows, cols = linear_sum_assignment(gain, maximize=True)
    of = dict(zip(zip(place.tolist(), item.tolist(), strict=True), range(len(place)), strict=True))
    first = np.concatenate(([0], np.cumsum([len(family) for family in families])))
    taken = [-1] * len(families)
    for row, col in zip(rows.tolist(), cols.tolist(), strict=True):
        if gain[row, col] > 0:
            taken[row] = int(of[row, col] - first[row])
    weight = sum(float(family.log_weight[c]) for family, c in zip(families, taken, strict=True) if c >= 0)
    return weight, tuple(taken)
