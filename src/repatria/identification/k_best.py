"""The best solutions in order: best-first search whose estimate of the rest is exact, then sums over components."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from repatria.identification.choices import Floats, Integers
from repatria.identification.used_sets import FamilyStep, Forward, RetireStep, States

#: For each family (by place in its component) the choice taken, or -1 for none; and the log weight of the whole.
Solution = tuple[float, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Branches:
    """Ways on from a node: the choices of a family (-1: none), or ways that decide nothing (family -1)."""

    family: int
    choice: Integers
    key: Integers
    weight: Floats
    estimate: Floats


#: From a state's key and the log weight so far to the ways on.
_Stage = Callable[[int, float], _Branches]


def best_of_component(done: Forward, count: int) -> list[Solution]:
    """The ``count`` best solutions of a component, best first; ties in the order of the families' choices.

    A partial solution is ranked by its weight plus the best that can follow its state, which is known exactly once
    ``backward`` has run (A* with a perfect estimate, Hart, Nilsson and Raphael 1968), so no dead end is ever opened.
    """
    return _search(_onwards(done), float(done.states[0].data[0, 3]), len(done.families), count)


def best_of_halves(one: Forward, other: Forward, count: int) -> list[Solution]:
    """The same where the families are in two halves: along the first, over to the second, and back along that.

    Both halves have been worked through forward and, from where they meet, backward.
    """
    undone = zip(other.steps[::-1], other.states[-2::-1], strict=True)
    back: list[_Stage] = [
        partial(_undo, other, step, before) for step, before in undone if isinstance(step, FamilyStep)
    ]
    stages: list[_Stage] = [*_onwards(one), _Over(other, count), *back]
    return _search(stages, float(one.states[0].data[0, 3]), len(one.families), count)


def _search(stages: Sequence[_Stage], start: float, families: int, count: int) -> list[Solution]:
    ticket = 0
    heap: list[tuple[float, tuple[int, ...], int, int, int, float]] = [(-start, (-1,) * families, 0, 0, ticket, 0.0)]
    found: list[Solution] = []
    while heap and len(found) < count:
        estimate, taken, at, key, _, weight = heapq.heappop(heap)
        if at == len(stages):
            found.append((-estimate, taken))
            continue
        ways = stages[at](key, weight)
        for place in np.argsort(-ways.estimate, kind="stable")[:count].tolist():
            if ways.estimate[place] == -np.inf:
                break
            ticket += 1
            now = list(taken)
            if ways.family >= 0:
                now[ways.family] = int(ways.choice[place])
            rank = -float(ways.estimate[place])
            heapq.heappush(heap, (rank, tuple(now), at + 1, int(ways.key[place]), ticket, float(ways.weight[place])))
    return found


def _onwards(done: Forward) -> list[_Stage]:
    stages: list[_Stage] = []
    for step, after in zip(done.steps, done.states[1:], strict=True):
        if isinstance(step, FamilyStep):
            stages.append(partial(_take, done, step, after))
        else:
            stages.append(partial(_let_go, step, after))
    return stages


def _take(done: Forward, step: FamilyStep, after: States, key: int, weight: float) -> _Branches:
    """A family takes none or one of the choices that are free."""
    free = np.flatnonzero((step.choice_mask & key) == 0)
    keys = np.concatenate(([key], key + step.choice_delta[free]))
    weights = weight + np.concatenate(([0.0], done.families[step.family].log_weight[free]))
    choice = np.concatenate(([-1], free))
    return _Branches(step.family, choice, keys, weights, weights + after.follow_best(keys))


def _let_go(step: RetireStep, after: States, key: int, weight: float) -> _Branches:
    keys, weights = np.array([key & step.kept_bits], dtype=np.int64), np.array([weight])
    return _Branches(-1, keys, keys, weights, weights + after.follow_best(keys))


def _undo(done: Forward, step: FamilyStep, before: States, key: int, weight: float) -> _Branches:
    """The choices of a family that may have led to a state, and the states before."""
    inside = np.flatnonzero((step.choice_mask & ~key) == 0)
    keys = np.concatenate(([key], key - step.choice_delta[inside]))
    weights = weight + np.concatenate(([0.0], done.families[step.family].log_weight[inside]))
    choice = np.concatenate(([-1], inside))
    return _Branches(step.family, choice, keys, weights, weights + before.lead_best(keys))


class _Over:
    """From the remains that one half uses to the best sets of others for the other half to use."""

    def __init__(self, other: Forward, count: int) -> None:
        rows, keys = other.states[-1].reached()
        best = other.states[-1].data[rows, 2]
        order = np.argsort(-best, kind="stable")
        self.keys, self.best, self.count = keys[order], best[order], count

    def __call__(self, key: int, weight: float) -> _Branches:
        found = np.zeros(0, dtype=np.int64)
        begin, size = 0, 1024
        while begin < len(self.keys) and len(found) < self.count:
            found = np.append(found, begin + np.flatnonzero((self.keys[begin : begin + size] & key) == 0))
            begin, size = begin + size, 2 * size
        weights = np.full(len(found), weight)
        return _Branches(-1, found, self.keys[found], weights, weights + self.best[found])


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
