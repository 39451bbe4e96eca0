"""What may be true of each family: which of its missing persons are which remains, each choice with its log weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def off_roll_person(remains: int) -> int:
    """The number that stands for the person who is not on the roll and whose lowest remains is ``remains``."""
    return -1 - remains


@dataclass(frozen=True)
class FamilyChoices:
    """The ways in which one family may account for remains, besides the way that accounts for none (log weight 0).

    Choice c is the set of pairs ``start[c]:start[c + 1]``; pair p says that remains ``remains[p]`` are missing person
    ``missing[p]``. A remains stands in a choice at most once; a missing person may stand in it several times, when
    several remains are held to be that person.

    start: int64, shape (choices + 1,). missing, remains: int64, shape (pairs,), indices; a negative ``missing`` is a
    person who is not on the roll, see ``off_roll_person``. log_weight: float64, shape (choices,), natural log of
    likelihood ratio times prior odds, both against the way that accounts for none; finite. tally: int64, shape
    (choices,), what each choice adds to the number that is counted over the whole solution (see ``used_sets``);
    nothing is counted where it is None.
    """

    start: Integers
    missing: Integers
    remains: Integers
    log_weight: Floats
    tally: Integers | None = None

    def __post_init__(self) -> None:
        if len(self.start) != len(self.log_weight) + 1 or len(self.missing) != len(self.remains):
            raise InvalidInput("a family's choices need one start more than weights, and as many missing as remains")
        if self.start[0] != 0 or self.start[-1] != len(self.remains) or bool((np.diff(self.start) <= 0).any()):
            raise InvalidInput("every choice of a family must name at least one pair")
        if not bool(np.isfinite(self.log_weight).all()):
            raise InvalidInput("choices have finite log weights; leave out what is impossible")

    @classmethod
    def of(cls, choices: Iterable[tuple[Iterable[tuple[int, int]], float]]) -> FamilyChoices:
        """From ``[([(missing, remains), ...], log weight), ...]``."""
        listed = [(list(pairs), weight) for pairs, weight in choices]
        pairs = [pair for group, _ in listed for pair in group]
        for group, _ in listed:
            if len({remains for _, remains in group}) != len(group):
                raise InvalidInput("a choice cannot use the same remains twice")
        return cls(
            np.cumsum([0] + [len(group) for group, _ in listed], dtype=np.int64),
            np.array([missing for missing, _ in pairs], dtype=np.int64),
            np.array([remains for _, remains in pairs], dtype=np.int64),
            np.array([weight for _, weight in listed], dtype=np.float64),
        )

    def __len__(self) -> int:
        return len(self.log_weight)

    @cached_property
    def choice_of_pair(self) -> Integers:
        """For each pair the choice it belongs to, int64, shape (pairs,)."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.start))

    @cached_property
    def is_single(self) -> bool:
        """Whether every choice is one remains for one and the same missing person."""
        return len(self.remains) == len(self) and len(set(self.missing.tolist())) == 1

    def pairs(self, choice: int) -> tuple[tuple[int, int], ...]:
        """The (missing, remains) pairs of one choice."""
        span = slice(int(self.start[choice]), int(self.start[choice + 1]))
        return tuple(zip(self.missing[span].tolist(), self.remains[span].tolist(), strict=True))

    def keep(self, kept: NDArray[np.bool_]) -> FamilyChoices:
        """The same family with only the choices where ``kept`` (bool, shape (choices,)) holds."""
        in_kept = kept[self.choice_of_pair]
        start = np.concatenate(([0], np.cumsum(np.diff(self.start)[kept]))).astype(np.int64)
        tally = None if self.tally is None else self.tally[kept]
        return FamilyChoices(start, self.missing[in_kept], self.remains[in_kept], self.log_weight[kept], tally)


def from_matrix(log_weight: Floats) -> list[FamilyChoices]:
    """One family per missing person, from log weights of shape (remains, missing); -inf where a pairing is impossible.

    Raises InvalidInput for NaN or +inf.
    """
    if log_weight.ndim != 2:
        raise InvalidInput("the weights must be a matrix: remains by missing persons")
    if bool(np.isnan(log_weight).any()) or bool((log_weight == np.inf).any()):
        raise InvalidInput("a log weight must be a number or -inf")
    families = []
    for missing in range(log_weight.shape[1]):
        remains = np.flatnonzero(log_weight[:, missing] > -np.inf).astype(np.int64)
        families.append(
            FamilyChoices(
                np.arange(len(remains) + 1, dtype=np.int64),
                np.full(len(remains), missing, dtype=np.int64),
                remains,
                np.ascontiguousarray(log_weight[remains, missing], dtype=np.float64),
            )
        )
    return families


@dataclass(frozen=True, slots=True)
class Turned:
    """Families of one missing person each, seen from the remains: one "family" per remains, choosing a missing person.

    families: ``missing`` is the place of the remains in ``rows``, ``remains`` the place of the family in the original
    list. rows: int64, the remains that the new families stand for. origin: for each new family the original choice
    behind each of its choices.
    """

    families: list[FamilyChoices]
    rows: Integers
    origin: list[Integers]


def turned(families: Sequence[FamilyChoices]) -> Turned:
    """Turn families of one missing person each round; the weights and tallies go with the pairs."""
    remains = np.concatenate([family.remains for family in families])
    place = np.repeat(np.arange(len(families), dtype=np.int64), [len(family) for family in families])
    choice = np.concatenate([np.arange(len(family), dtype=np.int64) for family in families])
    weight = np.concatenate([family.log_weight for family in families])
    tally = None
    if families[0].tally is not None:
        tally = np.concatenate([family.tally for family in families if family.tally is not None])
    rows, row = np.unique(remains, return_inverse=True)
    order = np.lexsort((place, row))
    bounds = np.searchsorted(row[order], np.arange(len(rows) + 1))
    new, origin = [], []
    for number in range(len(rows)):
        mine = order[bounds[number] : bounds[number + 1]]
        start = np.arange(len(mine) + 1, dtype=np.int64)
        stands_for = np.full(len(mine), number, dtype=np.int64)
        counted = None if tally is None else tally[mine]
        new.append(FamilyChoices(start, stands_for, place[mine], weight[mine], counted))
        origin.append(choice[mine])
    return Turned(new, rows.astype(np.int64), origin)
