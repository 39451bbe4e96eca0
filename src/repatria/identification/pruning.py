"""Leaving out improbable choices so that the rest can be solved exactly, with a rigorous bound on what was lost.

Let Z be the sum over all solutions, Z' the sum over those made of kept choices only. A marginal N/Z computed as N'/Z'
is off by at most (Z - Z')/Z, because 0 <= N' <= Z' and 0 <= N - N' <= Z - Z'. Taking the left-out choices S out of a
solution leaves a kept solution in which the families and the remains of S are free, so

    (Z - Z')/Z' = sum over S of  w(S) P'(families and remains of S are free),

with P' the kept posterior. Choices in different kept components are free independently; within a component P' of
several being free is at most the smallest of theirs, and where every kept choice is one remains (a monomer-dimer
system on a bipartite graph) vertices of one side are free with negative correlation, so it is at most the product
over each side (Heilmann and Lieb 1972). ``docs/methods/joint.md`` has the proof in full.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from repatria.errors import TooLarge
from repatria.identification.choices import FamilyChoices, Floats, Integers
from repatria.identification.components import labels, split
from repatria.identification.exact import Answer, solve
from repatria.identification.k_best import best_of_sums
from repatria.identification.used_sets import Limits

Kept = NDArray[np.bool_]
_ROUNDS = 40
_FIRST_GUESS = 1e-3
_SMALLEST = 1e-300  # what is below may have come out as 0


def solve_pruned(
    families: Sequence[FamilyChoices], *, remains: int, best: int, tolerance: float, limits: Limits
) -> tuple[Answer, float]:
    """The answer with the fewest choices that keep the error bound within ``tolerance``, and that bound.

    Raises TooLarge when what has to be kept for that is still too large for exact work.
    """
    flat = _Flat(families, remains)
    kept = flat.roughly_likely(_FIRST_GUESS)
    target, bound = tolerance / 8, np.inf
    solved: dict[tuple[tuple[int, ...], bytes], Answer] = {}
    for _ in range(_ROUNDS):
        mine = flat.keep(families, kept)
        parts = []
        free = np.ones(len(families) + remains)
        for group in split(mine, remains):
            name = (tuple(group), b"".join(kept[flat.span(place)].tobytes() for place in group))
            if name not in solved:
                solved[name] = solve([mine[place] for place in group], best=best, limits=limits)
            answer = solved[name]
            parts.append((group, answer))
            free[group] = answer.none
            free[[item + len(families) for item in answer.unused]] = list(answer.unused.values())
        first, second = flat.contributions(kept, np.concatenate(labels(mine, remains)), free)
        bound = flat.bound(first, second, ~kept)
        if bound <= tolerance:
            return _whole(families, flat, kept, parts, best), bound
        grown = kept
        while bool((grown == kept).all()):
            grown = kept | _needed(first, ~kept, target) | _needed(second, ~kept, float(np.sqrt(target)))
            target /= 8
        kept = grown
    raise TooLarge(f"the error bound stayed at {bound:.2g}, above {tolerance:.2g}")


def likely(families: Sequence[FamilyChoices], remains: int, target: float) -> list[Kept]:
    """For each family the choices that matter by a rough guess of their mass, what is left out adding up to ``target``.

    No bound comes with it: it only spares a sampler choices that it would never meet.
    """
    flat = _Flat(families, remains)
    kept = flat.roughly_likely(target)
    return [kept[flat.span(place)] for place in range(len(families))]


def _needed(size: Floats, candidates: Kept, target: float) -> Kept:
    """The candidates that cannot be left out if the sizes of what is left out may add up to ``target`` at most."""
    order = np.flatnonzero(candidates)
    order = order[np.argsort(size[order], kind="stable")]
    needed = np.zeros(len(size), dtype=bool)
    needed[order[np.searchsorted(np.cumsum(size[order]), target, side="right") :]] = True
    return needed


class _Flat:
    """All choices of all families in one row, with the vertices (family, then remains) that each touches."""

    def __init__(self, families: Sequence[FamilyChoices], remains: int) -> None:
        self.count, self.remains = len(families), remains
        sizes = [len(family) for family in families]
        self.choices = sum(sizes)
        self.first = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        self.family = np.repeat(np.arange(len(families), dtype=np.int64), sizes)
        self.log_weight = np.concatenate([family.log_weight for family in families])
        pair_choice = np.concatenate(
            [family.choice_of_pair + first for family, first in zip(families, self.first.tolist(), strict=False)]
        )
        pair_remains = np.concatenate([family.remains for family in families])
        self.width = np.bincount(pair_choice, minlength=self.choices)
        choice = np.concatenate((np.arange(self.choices), pair_choice))
        vertex = np.concatenate((self.family, pair_remains + self.count))
        order = np.argsort(choice, kind="stable")
        self.entry_choice, self.entry_vertex = choice[order], vertex[order]

    def span(self, place: int) -> slice:
        """The choices of one family."""
        return slice(int(self.first[place]), int(self.first[place + 1]))

    def keep(self, families: Sequence[FamilyChoices], kept: Kept) -> list[FamilyChoices]:
        """The families with the kept choices only."""
        return [family.keep(kept[self.span(place)]) for place, family in enumerate(families)]

    def roughly_likely(self, target: float) -> Kept:
        """The choices whose guessed mass, w min(1 / (1 + sum of the weights at each vertex)), matters; no bound."""
        weight = np.exp(np.minimum(self.log_weight, 600.0))
        total = np.bincount(self.entry_vertex, weight[self.entry_choice], minlength=self.count + self.remains)
        fullest = np.zeros(self.choices)
        np.maximum.at(fullest, self.entry_choice, total[self.entry_vertex])
        return _needed(weight / (1.0 + fullest), np.ones(self.choices, dtype=bool), target)

    def contributions(self, kept: Kept, vertex_label: Integers, free: Floats) -> tuple[Floats, Floats]:
        """For each choice a bound on w P'(its vertices are free), and its factor in the bound on several at once.

        The first takes the smallest probability in each kept component that the choice touches. The second is
        w sqrt(q_f^a prod q_i^a'), a = a' = 1 in components where every kept choice is one remains, else 1 / (number
        of families), 1 / (number of remains) in the component.
        """
        log_free = np.log(np.clip(free, _SMALLEST, 1.0))
        label = vertex_label[self.entry_vertex]
        order = np.lexsort((label, self.entry_choice))
        sorted_choice, sorted_label = self.entry_choice[order], label[order]
        begins = np.flatnonzero(np.concatenate(([True], (np.diff(sorted_choice) != 0) | (np.diff(sorted_label) != 0))))
        smallest = np.minimum.reduceat(log_free[self.entry_vertex[order]], begins)
        first = np.exp(self.log_weight + np.bincount(sorted_choice[begins], smallest, minlength=self.choices))
        is_family = np.arange(len(vertex_label)) < self.count
        crowd = np.maximum(vertex_label.max() + 1, 1)
        families = np.bincount(vertex_label[is_family], minlength=crowd)
        remains = np.bincount(vertex_label[~is_family], minlength=crowd)
        joint = np.zeros(crowd, dtype=bool)
        joint[vertex_label[self.family[kept & (self.width > 1)]]] = True
        side = np.where(is_family, families[vertex_label], remains[vertex_label])
        power = np.where(joint[vertex_label], 1.0 / np.maximum(side, 1), 1.0)
        log_second = 0.5 * np.bincount(self.entry_choice, (power * log_free)[self.entry_vertex], minlength=self.choices)
        return first, np.exp(self.log_weight + log_second)

    @staticmethod
    def bound(first: Floats, second: Floats, dropped: Kept) -> float:
        """(Z - Z')/Z' is at most the sum of the first, plus e^X - 1 - X with X the sum of the second."""
        several = float(second[dropped].sum())
        if several > 1.0:
            return float("inf")
        # The relative error of these sums in floating point is far below one part in a thousand million.
        return (float(first[dropped].sum()) + float(np.expm1(several)) - several) * (1 + 1e-9)


def _whole(
    families: Sequence[FamilyChoices], flat: _Flat, kept: Kept, parts: list[tuple[list[int], Answer]], best: int
) -> Answer:
    """The parts as one answer over all families; what was left out has posterior 0 and no best solution (NaN)."""
    optimum = sum(answer.solutions[0][0] for _, answer in parts)
    choice = [np.zeros(len(family)) for family in families]
    choice_best = [np.full(len(family), np.nan) for family in families]
    none, none_best = np.ones(len(families)), np.full(len(families), optimum)
    used = sorted({int(item) for family in families for item in np.unique(family.remains)})
    unused, unused_best = dict.fromkeys(used, 1.0), dict.fromkeys(used, optimum)
    for group, answer in parts:
        others = optimum - answer.solutions[0][0]
        for number, place in enumerate(group):
            choice[place][kept[flat.span(place)]] = answer.choice[number]
            choice_best[place][kept[flat.span(place)]] = answer.choice_best[number] + others
        none[group], none_best[group] = answer.none, answer.none_best + others
        unused.update(answer.unused)
        unused_best.update({item: value + others for item, value in answer.unused_best.items()})
    solutions = []
    for weight, taken in best_of_sums([[w for w, _ in answer.solutions] for _, answer in parts], best):
        now = [-1] * len(families)
        for (group, answer), rank in zip(parts, taken, strict=True):
            for place, number in zip(group, answer.solutions[rank][1], strict=True):
                if number >= 0:
                    now[place] = int(np.flatnonzero(kept[flat.span(place)])[number])
        solutions.append((weight, tuple(now)))
    log_total = sum(answer.log_total for _, answer in parts)
    return Answer(choice, choice_best, none, none_best, unused, unused_best, float(log_total), solutions)
