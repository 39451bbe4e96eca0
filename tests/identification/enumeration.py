"""Every solution written out one by one: the slow, readable twin of the joint posterior."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from repatria.identification.choices import FamilyChoices


@dataclass(frozen=True)
class Solution:
    """What each family chose (-1 for nothing), the log weight and the (remains, missing) pairs."""

    taken: tuple[int, ...]
    log_weight: float
    pairs: frozenset[tuple[int, int]]

    @property
    def used(self) -> frozenset[int]:
        return frozenset(remains for remains, _ in self.pairs)


def every_solution(families: Sequence[FamilyChoices]) -> Iterator[Solution]:
    """Each way in which every family makes one choice or none and no remains is used twice."""

    def extend(at: int, so_far: Solution) -> Iterator[Solution]:
        if at == len(families):
            yield so_far
            return
        yield from extend(at + 1, Solution((*so_far.taken, -1), so_far.log_weight, so_far.pairs))
        for choice in range(len(families[at])):
            pairs = {(remains, missing) for missing, remains in families[at].pairs(choice)}
            if not {remains for remains, _ in pairs} & so_far.used:
                weight = so_far.log_weight + float(families[at].log_weight[choice])
                yield from extend(at + 1, Solution((*so_far.taken, choice), weight, so_far.pairs | pairs))

    yield from extend(0, Solution((), 0.0, frozenset()))


class Enumerated:
    """The joint posterior by adding up solutions; ``worth`` is the log worth of a solution beside its weight."""

    def __init__(
        self,
        families: Sequence[FamilyChoices],
        remains: int,
        missing: int,
        worth: Callable[[Solution], float] = lambda solution: 0.0,
    ) -> None:
        self.solutions = list(every_solution(families))
        self.logs = np.array([one.log_weight + worth(one) for one in self.solutions])
        self.remains, self.missing = remains, missing
        self.log_evidence = float(np.logaddexp.reduce(self.logs))

    def probability(self, holds: Callable[[Solution], bool]) -> float:
        """The posterior of an event."""
        chosen = [log for log, one in zip(self.logs, self.solutions, strict=True) if holds(one)]
        return float(np.exp(np.logaddexp.reduce(chosen) - self.log_evidence)) if chosen else 0.0

    def best(self, holds: Callable[[Solution], bool]) -> float:
        """The log weight of the best solution for which an event holds, -inf if there is none."""
        return max((log for log, one in zip(self.logs, self.solutions, strict=True) if holds(one)), default=-np.inf)

    def marginal(self) -> np.ndarray:
        """Shape (remains, missing + 1)."""
        table = np.zeros((self.remains, self.missing + 1))
        for row in range(self.remains):
            for col in range(self.missing):
                table[row, col] = self.probability(lambda one, pair=(row, col): pair in one.pairs)
            table[row, -1] = self.probability(lambda one, row=row: not any((row, c) in one.pairs for c in self.columns))
        return table

    @property
    def columns(self) -> range:
        return range(self.missing)

    def log_glr(self) -> np.ndarray:
        """The best solution with each pairing over the best without it."""
        table = np.zeros((self.remains, self.missing + 1))
        for row in range(self.remains):
            for col in range(self.missing + 1):
                if col < self.missing:
                    holds = lambda one, pair=(row, col): pair in one.pairs  # noqa: E731
                else:
                    holds = lambda one, row=row: not any((row, c) in one.pairs for c in self.columns)  # noqa: E731
                having = self.best(holds)
                lacking = self.best(lambda one, holds=holds: not holds(one))
                table[row, col] = -np.inf if having == -np.inf else having - lacking
        return table
