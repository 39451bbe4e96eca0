"""The choices of a family from its DNA: the likelihood of its pedigree with the profiles of remains put in, jointly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.likelihood import UntypedFounders, likelihoods
from repatria.genetics.markers import Marker
from repatria.genetics.pedigree import Pedigree, singleton
from repatria.identification.choices import FamilyChoices, Floats, Integers

#: How many ways of placing remains in one family are worked out before the family is refused.
MOST_CHOICES = 200_000
_AT_ONCE = 4096
_NOBODY = -1


@dataclass(frozen=True, eq=False)
class FamilyData:
    """A family as far as the joint posterior needs it.

    genotypes: (members, markers, 2) int16, the missing untyped. missing: indices of its missing persons, as the caller
    numbers them; member: where each stands in the pedigree. allowed: bool, shape (remains, missing of this family),
    whether the pairing is possible at all (sex, exclusions).
    """

    pedigree: Pedigree
    genotypes: GenotypeArray
    missing: tuple[int, ...]
    member: tuple[int, ...]
    allowed: NDArray[np.bool_]


def log_alone(remains: GenotypeArray, sex: Sequence[int], markers: Sequence[Marker]) -> Floats:
    """ln P(profile of unrelated remains), shape (remains,), from (remains, markers, 2) genotypes.

    Raises InvalidInput when the sex matters (X markers) and is not known.
    """
    total = np.zeros(len(remains))
    for one in sorted(set(sex)):
        mine = np.flatnonzero(np.array(sex) == one)
        pedigree = singleton("remains", one)
        total[mine] = _log_likelihood(pedigree, remains[mine][:, None], markers, "keep")
    return total


def family_choices(
    family: FamilyData,
    remains: GenotypeArray,
    alone: Floats,
    markers: Sequence[Marker],
    *,
    untyped_founders: UntypedFounders = "keep",
    most: int = MOST_CHOICES,
) -> FamilyChoices:
    """All choices of a family that are possible, each with its log likelihood ratio against "none of them".

    The ratio of a choice that places remains S is P(family with the profiles of S put in) over
    P(family) times the product of P(profile) over S (Vigeland and Egeland 2021, Sci. Rep. 11:13661). Ways are built up
    person by person, and only from ways that are possible: data that is impossible stays so with more data.

    remains: (remains, markers, 2) int16. alone: see ``log_alone``; its -inf rows are impossible and are not placed.
    Raises InvalidInput when the family's own data have likelihood 0, TooLarge for more than ``most`` ways.
    """
    base = family.genotypes[None]
    nobody = float(_log_likelihood(family.pedigree, base, markers, untyped_founders)[0])
    if nobody == -np.inf:
        raise InvalidInput("the relatives' profiles contradict each other: the family has likelihood 0")
    group = _interchangeable(family)
    ways = np.full((1, len(family.missing)), _NOBODY, dtype=np.int64)
    found: list[tuple[Integers, Floats]] = []
    single = family.allowed & (alone > -np.inf)[:, None]
    last = np.full(1, -1, dtype=np.int64)
    for size in range(1, len(family.missing) + 1):
        ways, last = _extended(ways, last, single, most - sum(len(known) for known, _ in found))
        if not len(ways):
            break
        weight = _ratios(family, ways, group, remains, alone, markers, untyped_founders) - nobody
        possible = weight > -np.inf
        ways, last, weight = ways[possible], last[possible], weight[possible]
        if size == 1:
            single = np.zeros_like(single)
            single[ways.max(axis=1), last] = True
        found.append((ways, weight))
    return _as_choices(family, found)


def _extended(ways: Integers, last: Integers, single: NDArray[np.bool_], most: int) -> tuple[Integers, Integers]:
    """Every way with one more missing person, behind the last one placed, given remains that the way does not use."""
    grown, ends = [ways[:0]], [last[:0]]
    count = 0
    for slot in range(single.shape[1]):
        candidates = np.flatnonzero(single[:, slot])
        rows = np.flatnonzero(last < slot)
        if not len(candidates) or not len(rows):
            continue
        free = (ways[rows][:, None, :] != candidates[None, :, None]).all(axis=2)
        row, candidate = np.nonzero(free)
        count += len(row)
        if count > most:
            raise TooLarge(
                f"there are more than {most:,} ways to place the remains in this family; restrict its pairings"
            )
        new = ways[rows[row]].copy()
        new[:, slot] = candidates[candidate]
        grown.append(new)
        ends.append(np.full(len(new), slot, dtype=np.int64))
    return np.concatenate(grown), np.concatenate(ends)


def _interchangeable(family: FamilyData) -> list[list[int]]:
    """Groups of missing persons (by place) whom nothing in the pedigree tells apart: childless siblings of one sex."""
    pedigree = family.pedigree
    twins = {member for group in pedigree.twins for member in group}
    groups: dict[tuple[int, int, int], list[int]] = {}
    for place, member in enumerate(family.member):
        father, mother = int(pedigree.father[member]), int(pedigree.mother[member])
        if father >= 0 and not pedigree.children(member) and member not in twins:
            groups.setdefault((father, mother, int(pedigree.sex[member])), []).append(place)
    return [group for group in groups.values() if len(group) > 1]


def _ratios(
    family: FamilyData,
    ways: Integers,
    groups: list[list[int]],
    remains: GenotypeArray,
    alone: Floats,
    markers: Sequence[Marker],
    untyped_founders: UntypedFounders,
) -> Floats:
    """ln P(family with each way's profiles put in) - sum of ln P(profile), shape (ways,)."""
    used = np.unique(ways[ways >= 0])
    placed = ways.copy()
    for group in groups:
        placed[:, group] = np.sort(placed[:, group], axis=1)
    distinct, which = np.unique(placed, axis=0, return_inverse=True)
    genotypes = np.repeat(family.genotypes[None], len(distinct), axis=0)
    for place, member in enumerate(family.member):
        rows = distinct[:, place] >= 0
        genotypes[rows, member] = remains[distinct[rows, place]]
    for group in groups:
        _sort_alike(genotypes, [family.member[place] for place in group])
    total = _log_likelihood(family.pedigree, genotypes, markers, untyped_founders)
    cost = np.zeros(len(alone) + 1)
    cost[used] = alone[used]
    result: Floats = total[which.reshape(-1)] - cost[ways].sum(axis=1)
    return result


def _sort_alike(genotypes: GenotypeArray, members: list[int]) -> None:
    """Put the genotypes of interchangeable members in one order at every marker, so that equal work is done once."""
    mine = genotypes[:, members]
    order = np.argsort(mine[..., 0].astype(np.int64) * 2**16 + mine[..., 1], axis=1, kind="stable")
    genotypes[:, members] = np.take_along_axis(mine, order[..., None], axis=1)


def _log_likelihood(
    pedigree: Pedigree, genotypes: NDArray[np.int16], markers: Sequence[Marker], untyped_founders: UntypedFounders
) -> Floats:
    """ln P(genotypes) for many typings of one pedigree, (typings, members, markers, 2) -> (typings,).

    A typing that occurs several times at a marker is worked out once.
    """
    count = len(markers)
    if not count or not len(genotypes):
        return np.zeros(len(genotypes))
    ordered = np.sort(genotypes, axis=3).astype(np.int64) & 0xFFFF
    code = np.tile(np.arange(count), (len(genotypes), 1))
    for member in np.flatnonzero((ordered != ordered[:1]).any(axis=(0, 2, 3))).tolist():
        packed = ordered[:, member, :, 0] << 16 | ordered[:, member, :, 1]
        code = np.unique(code << 32 | packed, return_inverse=True)[1].reshape(code.shape)
    example = np.zeros(int(code.max()) + 1, dtype=np.int64)
    example[code.reshape(-1)] = np.arange(code.size)
    typing, marker = example // count, example % count
    stacked = np.ascontiguousarray(genotypes[typing, :, marker].transpose(1, 0, 2))
    repeated = [markers[number] for number in marker.tolist()]
    log = np.concatenate(
        [
            likelihoods(pedigree, stacked[:, a:b], repeated[a:b], untyped_founders=untyped_founders).log
            for a, b in pairwise([*range(0, len(example), _AT_ONCE), len(example)])
        ]
    )
    total: Floats = log[code].sum(axis=1)
    return total


def _as_choices(family: FamilyData, found: list[tuple[Integers, Floats]]) -> FamilyChoices:
    ways = np.concatenate([ways for ways, _ in found] + [np.zeros((0, len(family.missing)), dtype=np.int64)])
    row, place = np.nonzero(ways >= 0)
    start = np.concatenate(([0], np.cumsum((ways >= 0).sum(axis=1)))).astype(np.int64)
    weights = np.concatenate([weight for _, weight in found] + [np.zeros(0)])
    return FamilyChoices(start, np.array(family.missing, dtype=np.int64)[place], ways[row, place], weights)
