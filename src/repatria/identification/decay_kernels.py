"""Intervals for the chance that a vertex of a bipartite graph is free, compiled: walks that stop where they may."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, inline="always")
def _high(vertex, without, start, neighbour, weight, low, removed):  # type: ignore[no-untyped-def]
    """An upper bound of P(vertex is free) once ``removed`` and ``without`` are taken away, from the vertex alone."""
    total = 0.0
    for edge in range(start[vertex], start[vertex + 1]):
        if not removed[neighbour[edge]] and neighbour[edge] != without:
            total += weight[edge] * low[edge]
    return 1.0 / (1.0 + total)


@njit(cache=True)
def free_interval(vertex, tolerance, start, neighbour, weight, low, removed, left):  # type: ignore[no-untyped-def]
    """Bounds of P(vertex is free) once ``removed`` is taken away, about ``tolerance`` apart in relation to it.

    low: for each directed edge a lower bound of P(its end is free) without its beginning, whatever else is removed.
    left: shape (1,), visits left; when none are, the bounds are valid but wider.
    """
    if left[0] <= 0:
        total = 0.0
        for edge in range(start[vertex], start[vertex + 1]):
            if not removed[neighbour[edge]]:
                total += weight[edge]
        return 1.0 / (1.0 + total), 1.0
    left[0] -= 1
    first, last = start[vertex], start[vertex + 1]
    lowest, highest = 0.0, 0.0
    high = np.empty(last - first)
    for edge in range(first, last):
        if not removed[neighbour[edge]]:
            lowest += weight[edge] * low[edge]
    allowed = tolerance * (1.0 + lowest) / 2.0 / max(last - first, 1)
    wide = 0
    for edge in range(first, last):
        high[edge - first] = 1.0
        if not removed[neighbour[edge]] and weight[edge] * (1.0 - low[edge]) > allowed:
            high[edge - first] = _high(neighbour[edge], vertex, start, neighbour, weight, low, removed)
            wide += weight[edge] * (high[edge - first] - low[edge]) > allowed
    below = 0.0
    removed[vertex] = True
    for edge in range(first, last):
        end = neighbour[edge]
        if removed[end]:
            continue
        floor, ceiling = low[edge], high[edge - first]
        if weight[edge] * (ceiling - floor) > allowed:
            narrower = tolerance * (1.0 + lowest) / (2.0 * wide * weight[edge] * ceiling)
            found = free_interval(end, narrower, start, neighbour, weight, low, removed, left)
            floor, ceiling = max(floor, found[0]), min(ceiling, found[1])
        below += weight[edge] * floor
        highest += weight[edge] * ceiling
    removed[vertex] = False
    return 1.0 / (1.0 + highest), 1.0 / (1.0 + below)


@njit(cache=True)
def matched_intervals(vertex, tolerance, start, neighbour, weight, low, removed, each, left):  # type: ignore[no-untyped-def]
    """Bounds of P(vertex is free) and, for each of its edges, of P(the edge is used): shapes (2,) and (edges, 2).

    each: visits for one edge at most; left: shape (1,), for all together.
    """
    first, last = start[vertex], start[vertex + 1]
    below, above = np.zeros(last - first), np.zeros(last - first)
    removed[vertex] = True
    lowest = 0.0
    for edge in range(first, last):
        if not removed[neighbour[edge]]:
            lowest += weight[edge] * low[edge]
    allowed = tolerance * (1.0 + lowest) / max(last - first, 1)
    for edge in range(first, last):
        end = neighbour[edge]
        if removed[end]:
            continue
        budget = min(each, left[0])
        visits = np.full(1, budget, dtype=np.int64)
        below[edge - first] = low[edge]
        above[edge - first] = _high(end, vertex, start, neighbour, weight, low, removed)
        if weight[edge] * (above[edge - first] - low[edge]) > allowed:
            narrow = allowed / (weight[edge] * above[edge - first])
            floor, ceiling = free_interval(end, narrow, start, neighbour, weight, low, removed, visits)
            left[0] -= budget - visits[0]
            below[edge - first], above[edge - first] = max(floor, low[edge]), min(ceiling, above[edge - first])
    removed[vertex] = False
    below *= weight[first:last]
    above *= weight[first:last]
    used = np.empty((last - first, 2))
    all_below, all_above = below.sum(), above.sum()
    for place in range(last - first):
        used[place, 0] = below[place] / (1.0 + below[place] + (all_above - above[place]))
        used[place, 1] = above[place] / (1.0 + above[place] + max(all_below - below[place], 0.0))
    return np.array([1.0 / (1.0 + all_above), 1.0 / (1.0 + all_below)]), used
