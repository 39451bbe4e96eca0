"""The best solutions in order: best-first search whose estimate of the rest is exact, then sums over components."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np

from repatria.identification.used_sets import FamilyStep, Forward

#: For each family (by place in its component) the choice taken, or -1 for none; and the log weight of the whole.
Solution = tuple[float, tuple[int, ...]]


def best_of_component(done: Forward, count: int) -> list[Solution]:
    """The ``count`` best solutions of a component, best first; ties in the order of the families' choices.

    A partial solution is ranked by its weight plus the best that can follow its state, which is known exactly once
    ``backward`` has run (A* with a perfect estimate, Hart, Nilsson and Raphael 1968), so no dead end is ever opened.
    """
    ticket = 0
    taken0 = (-1,) * len(done.families)
    heap: list[tuple[float, tuple[int, ...], int, int, int, float]] = [
        (-float(done.states[0].data[0, 3]), taken0, 0, 0, ticket, 0.0)
    ]
    found: list[Solution] = []
    while heap and len(found) < count:
        estimate, taken, at, key, _, weight = heapq.heappop(heap)
        if at == len(done.steps):
            found.append((-estimate, taken))
            continue
        step = done.steps[at]
        if not isinstance(step, FamilyStep):
            ticket += 1
            heapq.heappush(heap, (estimate, taken, at + 1, key & step.kept_bits, ticket, weight))
            continue
        free = np.flatnonzero((step.choice_mask & key) == 0)
        keys = np.concatenate(([key], key + step.choice_delta[free]))
        weights = weight + np.concatenate(([0.0], done.families[step.family].log_weight[free]))
        estimates = weights + done.states[at + 1].follow_best(keys)
        for place in np.argsort(-estimates, kind="stable")[:count].tolist():
            if estimates[place] == -np.inf:
                break
            ticket += 1
            now = list(taken)
            now[step.family] = int(free[place - 1]) if place else -1
            heapq.heappush(
                heap, (-float(estimates[place]), tuple(now), at + 1, int(keys[place]), ticket, float(weights[place]))
            )
    return found


def best_of_sums(lists: Sequence[Sequence[float]], count: int) -> list[tuple[float, tuple[int, ...]]]:
    """The ``count`` largest sums of one number from each of several lists in falling order, with the places taken."""
    sums: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for numbers in lists:
        merged = [
            (total + number, (*taken, place))
            for rank, (total, taken) in enumerate(sums)
            for place, number in enumerate(numbers[: count // (rank + 1) + 1])
        ]
        merged.sort(key=lambda entry: (-entry[0], entry[1]))
        sums = merged[:count]
    return sums
