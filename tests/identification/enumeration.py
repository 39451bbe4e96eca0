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
        self.log_evidence = float(np.logaddexp.reduce(self.logs))
        holds = np.zeros((len(self.solutions), remains, missing + 1), dtype=bool)
        for number, one in enumerate(self.solutions):
            for row, col in one.pairs:
                holds[number, row, col] = True
        holds[:, :, -1] = ~holds[:, :, :-1].any(axis=2)
        self.holds = holds

    def marginal(self) -> np.ndarray:
        """Shape (remains, missing + 1): the posterior of each pairing, last of none."""
        table: np.ndarray = np.tensordot(np.exp(self.logs - self.log_evidence), self.holds, axes=1)
        return table

    def unaccounted(self) -> np.ndarray:
        """Shape (missing,): the posterior that no remains are that missing person."""
        table: np.ndarray = np.exp(self.logs - self.log_evidence) @ ~self.holds[:, :, :-1].any(axis=1)
        return table

    def log_glr(self) -> np.ndarray:
        """The best solution with each pairing over the best without it."""
        having = np.where(self.holds, self.logs[:, None, None], -np.inf).max(axis=0)
        lacking = np.where(self.holds, -np.inf, self.logs[:, None, None]).max(axis=0)
        table = np.full(having.shape, -np.inf)
        return np.subtract(having, lacking, out=table, where=having > -np.inf)
