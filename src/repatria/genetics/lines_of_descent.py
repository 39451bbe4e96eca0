"""Lines of descent: who shares mitochondrial DNA or a Y chromosome, and how near the typed relatives are.

Mitochondrial DNA passes from a mother to all her children, the Y chromosome from a father to his sons; apart from
mutation, members of one line carry the same. Every function takes a whole population of pedigrees at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.genetics.pedigree import MALE, Pedigree

IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
NO_LINE = -1
SIBLINGS_ENOUGH = 2


def maternal_lines(mother: IntArray, twins: Iterable[Sequence[int]] = ()) -> IntArray:
    """(n,) int64: members with the same number share mtDNA; it is the oldest known mother of the line.

    mother: (n,) position of the mother, negative for founders. twins: groups of identical twins, who share a line even
    where their parents are not drawn.
    """
    return _oldest(mother, twins)


def paternal_lines(father: IntArray, sex: npt.NDArray[np.int8], twins: Iterable[Sequence[int]] = ()) -> IntArray:
    """(n,) int64: males with the same number share a Y chromosome; `NO_LINE` for everyone not known to be male."""
    males = sex == MALE
    lines = _oldest(np.where(males, father, -1), twins)
    return np.where(males, lines, NO_LINE)


def _oldest(parent: IntArray, twins: Iterable[Sequence[int]]) -> IntArray:
    """For each member, where following `parent` ends; by doubling the step, so that depth costs its logarithm."""
    step = np.where(parent >= 0, parent, np.arange(len(parent), dtype=np.int64))
    for first, *others in twins:
        for other in others:
            if parent[other] < 0:
                step[other] = first
    for _ in range(len(parent).bit_length() + 1):
        further = step[step]
        if np.array_equal(further, step):
            break
        step = further
    return step


@dataclass(frozen=True, eq=False)
class NearestTyped:
    """Typed relatives of each member, all (n,) int64: parents and children, full siblings, and of either line.

    full_siblings: identical twins count once, and one's own twin not there but with parents and children.
    """

    parents_and_children: IntArray
    full_siblings: IntArray
    maternal: IntArray
    paternal: IntArray

    @property
    def enough(self) -> BoolArray:
        """Whether a typed parent or child, or two typed full siblings, speak for a member (a named policy)."""
        return np.asarray((self.parents_and_children > 0) | (self.full_siblings >= SIBLINGS_ENOUGH), dtype=np.bool_)


@dataclass(frozen=True, eq=False)
class Descent:
    """What of pedigrees is the same whoever is typed; all (n,) int64.

    father, mother: positions, negative for founders. maternal, paternal: see `maternal_lines`, `paternal_lines`.
    couple: a number that full siblings share, -1 for founders. twins: groups of identical twins.
    """

    father: IntArray
    mother: IntArray
    maternal: IntArray
    paternal: IntArray
    couple: IntArray
    twins: tuple[tuple[int, ...], ...]


def descent(
    father: IntArray, mother: IntArray, sex: npt.NDArray[np.int8], twins: Iterable[Sequence[int]] = ()
) -> Descent:
    """The lines and couples of pedigrees given by the positions of parents."""
    groups = tuple(tuple(group) for group in twins)
    couple = np.full(len(father), -1, dtype=np.int64)
    drawn = np.flatnonzero((father >= 0) & (mother >= 0))
    if len(drawn):
        pairs = father[drawn] * len(father) + mother[drawn]
        couple[drawn] = np.unique(pairs, return_inverse=True)[1].reshape(-1)
    return Descent(father, mother, maternal_lines(mother, groups), paternal_lines(father, sex, groups), couple, groups)


def nearest_typed(pedigrees: Descent, typed: BoolArray) -> NearestTyped:
    """How many typed relatives of each kind every member has; a member does not count as their own relative.

    typed: (n,) whether a sample of the member may be compared.
    """
    n = len(typed)
    near = np.zeros(n, dtype=np.int64)
    for parent in (pedigrees.father, pedigrees.mother):
        child = np.flatnonzero(parent >= 0)
        near[child] += typed[parent[child]]
        near += np.bincount(parent[child], weights=typed[child], minlength=n).astype(np.int64)
    for group in pedigrees.twins:
        for member in group:
            # An identical twin says more than a parent or a child.
            near[member] += sum(int(typed[other]) for other in group if other != member)
    return NearestTyped(
        near,
        _full_siblings(pedigrees, typed),
        _others(pedigrees.maternal, typed),
        _others(pedigrees.paternal, typed),
    )


def _full_siblings(pedigrees: Descent, typed: BoolArray) -> IntArray:
    """Typed full siblings; identical twins are one sibling as far as DNA goes, and one's own twin is none."""
    once, own = typed.copy(), typed.copy()
    for group in pedigrees.twins:
        places = list(group)
        own[places] = typed[places].any()
        once[[member for member in places if typed[member]][1:]] = False
    return _others(pedigrees.couple, once, own)


def _others(group: IntArray, typed: BoolArray, own: BoolArray | None = None) -> IntArray:
    """Typed members with the same number, oneself left out; 0 for whoever has none. own: what oneself counts for."""
    inside = group >= 0
    counts = np.bincount(group[inside], weights=typed[inside], minlength=len(group) + 1).astype(np.int64)
    return np.where(inside, counts[np.maximum(group, 0)] - (typed if own is None else own), 0)


def maternal_line(pedigree: Pedigree, member: int) -> list[int]:
    """Members of one pedigree with the mtDNA of `member`, itself among them."""
    lines = maternal_lines(pedigree.mother, pedigree.twins)
    return [int(i) for i in np.flatnonzero(lines == lines[member])]


def paternal_line(pedigree: Pedigree, member: int) -> list[int]:
    """Males of one pedigree with the Y chromosome of `member`; none when `member` is not known to be male."""
    lines = paternal_lines(pedigree.father, pedigree.sex, pedigree.twins)
    return [int(i) for i in np.flatnonzero(lines == lines[member])] if lines[member] != NO_LINE else []
