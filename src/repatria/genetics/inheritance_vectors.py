"""Inheritance vectors of a pedigree: which allele of the parent each meiosis passed on, founder symmetry removed.

A vector has one bit a meiosis. Exchanging the two alleles of a founder changes no likelihood, so the first meiosis of
each founder is fixed and the others are read relative to it: 2n - f bits for n non-founders and f founders
(Kruglyak, Daly, Reeve-Daly and Lander 1996, Am. J. Hum. Genet. 58:1347).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput, TooLarge, UnsupportedModel
from repatria.genetics.markers import Chromosome
from repatria.genetics.pedigree import MALE, SEX_NAMES, UNKNOWN, Pedigree

IntArray = npt.NDArray[np.int64]

MAX_BITS = 12
"""Largest number of bits unless the caller allows more: 4,096 vectors a locus."""

NO_BIT = -1


@dataclass(frozen=True)
class Meiosis:
    """One transmission: child, side (0 from the father, 1 from the mother), parent, and its bit.

    bit: number of the free bit, or NO_BIT where the passed allele is fixed by symmetry or the parent has but one.
    """

    child: int
    side: int
    parent: int
    bit: int


@dataclass(frozen=True, eq=False)
class InheritanceSpace:
    """All inheritance vectors of one connected pedigree with typed members.

    persons: typed persons, identical twins as one; typed: for each the typed members who are that person.
    founders: members without parents here, order: members that matter, parents before children.
    meioses: transmissions between them. one_allele: members with a single allele (males at X).
    bit_parent: (bits,) int64, 0 where a bit is a mother's meiosis, 1 where it is a father's.
    flip_mask, flip_parent: (f,) int64, one for each founder with several children here: a recombination in the
    meiosis that symmetry fixed flips all bits of the mask.
    """

    persons: tuple[int, ...]
    typed: tuple[tuple[int, ...], ...]
    founders: tuple[int, ...]
    order: tuple[int, ...]
    meioses: tuple[Meiosis, ...]
    one_allele: frozenset[int]
    bit_parent: IntArray
    flip_mask: IntArray
    flip_parent: IntArray

    @property
    def bits(self) -> int:
        """Number of free bits."""
        return len(self.bit_parent)

    @property
    def vectors(self) -> int:
        """Number of inheritance vectors, 2 ** bits."""
        return 1 << self.bits

    def origins(self) -> npt.NDArray[np.int16]:
        """(vectors, typed, 2): the founder allele (2 x founder + 0 or 1) that stands at each side of each person."""
        vector = np.arange(self.vectors)
        here: dict[tuple[int, int], npt.NDArray[np.int16]] = {}
        for number, founder in enumerate(self.founders):
            for side in (0, 1):
                allele = 2 * number + (0 if founder in self.one_allele else side)
                here[founder, side] = np.full(self.vectors, allele, dtype=np.int16)
        incoming = {(m.child, m.side): m for m in self.meioses}
        for member in self.order:
            for side in (0, 1):
                meiosis = incoming.get((member, 1 if member in self.one_allele else side))
                if meiosis is not None:
                    first, second = here[meiosis.parent, 0], here[meiosis.parent, 1]
                    chosen = (vector >> meiosis.bit) & 1 if meiosis.bit != NO_BIT else np.zeros_like(vector)
                    here[member, side] = np.where(chosen == 1, second, first)
        return np.stack([np.stack([here[person, side] for side in (0, 1)], axis=1) for person in self.persons], axis=1)


@lru_cache(maxsize=512)
def _spaces(
    father: tuple[int, ...],
    mother: tuple[int, ...],
    sex: tuple[int, ...],
    twins: tuple[int, ...],
    typed: tuple[int, ...],
    chromosome: Chromosome,
    mutating: bool,
    max_bits: int,
) -> tuple[InheritanceSpace, ...]:
    parents = {i: [father[i], mother[i]] for i in range(len(father)) if twins[i] == i}
    parents = {i: [twins[p] if p >= 0 else -1 for p in pair] for i, pair in parents.items()}
    people = {twins[i] for i in typed}
    _prune(parents, people, mutating)
    spaces = []
    for component in _components(parents):
        persons = tuple(sorted(people.intersection(component)))
        groups = tuple(tuple(i for i in typed if twins[i] == person) for person in persons)
        if groups:
            spaces.append(_space(component, parents, sex, persons, groups, chromosome, max_bits))
    return tuple(spaces)


def inheritance_spaces(
    pedigree: Pedigree,
    typed: Sequence[int],
    *,
    chromosome: Chromosome = "autosomal",
    mutating: bool = False,
    max_bits: int = MAX_BITS,
) -> tuple[InheritanceSpace, ...]:
    """One space for each connected part of the pedigree that has typed members.

    mutating: keep untyped founders that only pass on an allele, as a mutation may happen on the way.
    Raises TooLarge with the number of bits found; UnsupportedModel for inbred founders; InvalidInput when the sex of
    someone who matters at X is unknown.
    """
    if pedigree.founder_inbreeding.any():
        raise UnsupportedModel(
            "linked panels take no inbred founders: draw the loop that made them inbred into the pedigree"
        )
    twins = list(range(len(pedigree)))
    for group in pedigree.twins:
        for member in group:
            twins[member] = group[0]
    return _spaces(
        tuple(pedigree.father.tolist()),
        tuple(pedigree.mother.tolist()),
        tuple(pedigree.sex.tolist()),
        tuple(twins),
        tuple(sorted(typed)),
        chromosome,
        mutating,
        max_bits,
    )


def _prune(parents: dict[int, list[int]], people: set[int], mutating: bool) -> None:
    """Drop members from whom no typed person descends, and untyped couples whose one child they only found."""
    changed = True
    while changed:
        changed = False
        children: dict[int, list[int]] = {i: [] for i in parents}
        for i, pair in parents.items():
            for p in pair:
                if p >= 0:
                    children[p].append(i)
        for i in list(parents):
            if i not in people and not children[i]:
                del parents[i]
                changed = True
                break
            pair = parents[i]
            if (
                not mutating
                and pair[0] >= 0
                and all(p not in people and parents[p][0] < 0 and children[p] == [i] for p in pair)
            ):
                for p in pair:
                    del parents[p]
                parents[i] = [-1, -1]
                changed = True
                break


def _components(parents: dict[int, list[int]]) -> list[list[int]]:
    root = {i: i for i in parents}

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    for i, pair in parents.items():
        for p in pair:
            if p >= 0:
                root[find(i)] = find(p)
    groups: dict[int, list[int]] = {}
    for i in parents:
        groups.setdefault(find(i), []).append(i)
    return list(groups.values())


def _space(
    component: list[int],
    parents: dict[int, list[int]],
    sex: tuple[int, ...],
    persons: tuple[int, ...],
    typed: tuple[tuple[int, ...], ...],
    chromosome: Chromosome,
    max_bits: int,
) -> InheritanceSpace:
    x = chromosome == "X"
    if x:
        for i in component:
            if sex[i] == UNKNOWN:
                raise InvalidInput(f"member number {i + 1} has {SEX_NAMES[UNKNOWN]} sex: an X panel needs it")
    one_allele = frozenset(i for i in component if x and sex[i] == MALE)
    founders = tuple(i for i in component if parents[i][0] < 0)
    order = list(founders)
    waiting = [i for i in component if parents[i][0] >= 0]
    while waiting:
        ready = [i for i in waiting if all(p in order for p in parents[i])]
        order += ready
        waiting = [i for i in waiting if i not in ready]
    meioses: list[Meiosis] = []
    bit_parent: list[int] = []
    masks: dict[int, int] = {}
    for child in order:
        for side in (0, 1):
            parent = parents[child][side]
            if parent < 0 or (side == 0 and child in one_allele):
                continue
            bit = NO_BIT
            if parent in founders and parent not in one_allele and parent not in masks:
                masks[parent] = 0
            elif parent not in one_allele:
                bit = len(bit_parent)
                bit_parent.append(1 - side)
                if parent in masks:
                    masks[parent] |= 1 << bit
            meioses.append(Meiosis(child, side, parent, bit))
    if len(bit_parent) > max_bits:
        raise TooLarge(
            f"a linked panel on this pedigree needs {len(bit_parent)} inheritance bits "
            f"(2 for each of {len(component) - len(founders)} non-founders less 1 for each of {len(founders)} founders"
            f"{', fewer at X' if x else ''}) and the limit is {max_bits}: leave out distant or untyped branches, "
            f"or compute the markers as unlinked"
        )
    shared = {founder: mask for founder, mask in masks.items() if mask}
    father_of = {m.parent: 1 - m.side for m in meioses}
    return InheritanceSpace(
        persons,
        typed,
        founders,
        tuple(order),
        tuple(meioses),
        one_allele,
        np.array(bit_parent, dtype=np.int64),
        np.array(list(shared.values()), dtype=np.int64),
        np.array([father_of[founder] for founder in shared], dtype=np.int64),
    )
