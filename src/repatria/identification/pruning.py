"""Leaving out improbable choices so that the rest can be solved exactly, with a rigorous bound on every marginal.

Let D be the choices left out, c a component of what is kept, and D_c the choices of D that touch c. With D_c alone left
out, c is alone, so its marginals are those computed for it. Putting D_c back changes the sum over all solutions by a
factor 1 + r_c, and no marginal in c by more than r_c, where (w the weight, P the posterior without D_c)

    r_c = sum over non-empty S in D_c of  w(S) P(families and remains of S are free).

Outside c the other choices of D are still there, so P is bounded through P', the kept posterior: components are
independent under P'; within one, P' of several vertices being free is at most the smallest of theirs; and where every
kept choice is one remains (a monomer-dimer system on a bipartite graph) the vertices of one side are free with negative
correlation, so it is at most the product over each side (Heilmann and Lieb 1972). ``docs/methods/joint.md`` has the
proof in full.
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
    """The answer from few enough choices with all marginals within ``tolerance``, and the bound that holds for them.

    Raises TooLarge when what has to be kept for that is still too large for exact work.
    """
    flat = _Flat(families, remains)
    kept = flat.roughly_likely(_FIRST_GUESS)
    share, bound = 1 / 8, np.inf
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
        lost = flat.lost(kept, np.concatenate(labels(mine, remains)), free)
        bound = float(lost.bound.max())
        if bound <= tolerance:
            return _whole(families, flat, kept, parts, best), bound
        grown = lost.needed(kept, tolerance, share)
        while bool((grown == kept).all()):
            share /= 8
            grown = lost.needed(kept, tolerance, share)
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

    def lost(self, kept: Kept, vertex_label: Integers, free: Floats) -> _Lost:
        """The bound r_c of each kept component, and what each choice left out adds to it."""
        label = vertex_label[self.entry_vertex]
        order = np.lexsort((label, self.entry_choice))
        choice, vertex, label = self.entry_choice[order], self.entry_vertex[order], label[order]
        log_free = np.log(np.clip(free, _SMALLEST, 1.0))
        half = (0.5 * self._power(kept, vertex_label) * log_free)[vertex]
        dropped = ~kept[choice]
        # One part for each component that a choice touches.
        begins = np.flatnonzero(np.concatenate(([True], (np.diff(choice) != 0) | (np.diff(label) != 0))))
        part = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(choice))))
        smallest = np.bincount(choice[begins], np.minimum.reduceat(log_free[vertex], begins), minlength=self.choices)
        log_several = self.log_weight + np.bincount(choice, half, minlength=self.choices)
        several = np.where(kept, 0.0, np.exp(np.minimum(log_several, 600.0)))
        everywhere = float(np.log1p(np.bincount(self.family, several)).sum())
        # What the other choices left out at a vertex may add once its component is broken open.
        own_part = np.add.reduceat(half, begins)[part]
        added = np.where(dropped, np.exp(np.minimum(log_several[choice] - own_part, 600.0)), 0.0)
        log_added = np.log1p(np.bincount(vertex, added, minlength=len(vertex_label)))
        opened = np.bincount(vertex_label, log_added)[label[begins]] - np.add.reduceat(log_added[vertex], begins)
        touched = np.bincount(choice[begins], minlength=self.choices)[choice[begins]]
        others = np.bincount(choice[begins], opened, minlength=self.choices)[choice[begins]] - opened
        log_alone = (self.log_weight + smallest)[choice[begins]] + np.where(touched == 2, others, 0.0)
        log_term = np.where(touched == 1, log_alone, log_several[choice[begins]])
        log_term = np.where(touched == 2, np.minimum(log_alone, log_term), log_term)
        term = np.where(dropped[begins], np.exp(np.minimum(log_term, 600.0)), 0.0)
        return _Lost(choice[begins], label[begins], term, several[choice[begins]], several, everywhere)

    def _power(self, kept: Kept, vertex_label: Integers) -> Floats:
        """For each vertex 1 where every kept choice of its component is one remains, else 1 / (size of its side)."""
        is_family = np.arange(len(vertex_label)) < self.count
        crowd = int(vertex_label.max()) + 1
        families = np.bincount(vertex_label[is_family], minlength=crowd)
        remains = np.bincount(vertex_label[~is_family], minlength=crowd)
        joint = np.zeros(crowd, dtype=bool)
        joint[vertex_label[self.family[kept & (self.width > 1)]]] = True
        side = np.where(is_family, families[vertex_label], remains[vertex_label])
        return np.where(joint[vertex_label], 1.0 / np.maximum(side, 1), 1.0)


class _Lost:
    """The bounds r_c = e^E (sum of the terms of c + e^X_c - 1 - X_c), from one row for each choice and component.

    term: bounds w P(free) of one choice left out, seen from the component. several: its factor when several are used
    at once; X_c is their sum over c. everywhere: E, from all choices left out.
    """

    def __init__(
        self, choice: Integers, label: Integers, term: Floats, part: Floats, several: Floats, everywhere: float
    ) -> None:
        self.choice, self.label, self.term, self.part = choice, label, term, part
        self.several, self.everywhere = several, everywhere
        self.scale = float(np.exp(min(everywhere, 600.0)))
        together = np.bincount(label, part)
        # The relative error of these sums in floating point is far below one part in a thousand million.
        second = np.where(together < 1e-6, together**2, np.expm1(np.minimum(together, 600.0)) - together)
        self.bound: Floats = np.asarray(self.scale * (np.bincount(label, term) + second) * (1 + 1e-9), dtype=np.float64)

    def needed(self, kept: Kept, tolerance: float, share: float) -> Kept:
        """The kept choices and those that must join them for each bound to come within ``share`` of the tolerance."""
        grown = kept.copy()
        if self.everywhere > 1.0:
            grown |= _needed(self.several, ~kept, share)
        wanting = (self.bound > tolerance)[self.label]
        room = share * tolerance / min(self.scale, np.e)
        for size, most in ((self.term, room), (self.part, float(np.sqrt(room)))):
            rows = np.flatnonzero(wanting & (size > 0))
            rows = rows[np.lexsort((size[rows], self.label[rows]))]
            total = np.cumsum(size[rows])
            starts = np.flatnonzero(np.diff(self.label[rows], prepend=-1))
            before = np.repeat(total[starts] - size[rows][starts], np.diff(np.append(starts, len(rows))))
            grown[self.choice[rows[total - before > most]]] = True
        return grown


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
