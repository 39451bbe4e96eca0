"""Mendelian checks: where the relatives contradict each other, who is in the conflict, and what would explain it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from repatria.genetics.genotypes import GenotypeArray, decode_genotype
from repatria.genetics.likelihood import likelihoods
from repatria.genetics.markers import Marker
from repatria.genetics.pedigree import FEMALE, MALE, Member, Pedigree, build_pedigree


@dataclass(frozen=True, slots=True)
class Conflict:
    """One marker at which the family is impossible: a smallest set of members whose genotypes cannot all be right."""

    marker: int
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One thing that, if wrong, would remove every conflict.

    kind: "sample" (the member's genotypes belong to someone else), "father" or "mother" (that relationship).
    """

    kind: str
    member: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Consistency:
    """What a Mendelian check found; both tuples are empty for a family without conflict."""

    conflicts: tuple[Conflict, ...]
    explanations: tuple[Explanation, ...]


def mendelian_check(
    pedigree: Pedigree, genotypes: GenotypeArray, markers: Sequence[Marker], *, mutation: bool = False
) -> Consistency:
    """Markers at which the typed members contradict each other, and the single errors that would explain all.

    genotypes: (members, markers, 2). With mutation=False a conflict is one without mutation, the usual sense;
    otherwise one that the markers' own mutation models do not permit.
    """
    used = tuple(markers) if mutation else tuple(replace(marker, mutation=None) for marker in markers)
    bad = _impossible(pedigree, genotypes, used, list(range(len(used))))
    conflicts = tuple(Conflict(m, _smallest_conflict(pedigree, genotypes, used, m)) for m in bad)
    if not bad:
        return Consistency((), ())
    explanations: list[Explanation] = []
    for member in sorted({i for conflict in conflicts for i in conflict.members}):
        without = genotypes.copy()
        without[member] = -1
        if not _impossible(pedigree, without, used, bad):
            explanations.append(Explanation("sample", member))
    for member in range(len(pedigree)):
        for kind, parent in (("father", int(pedigree.father[member])), ("mother", int(pedigree.mother[member]))):
            if parent < 0 or parent in pedigree.implied:
                continue
            cut = _without_parent(pedigree, member, kind)
            blank = np.full((1, *genotypes.shape[1:]), -1, dtype=genotypes.dtype)
            if not _impossible(cut, np.concatenate([genotypes, blank]), used, bad):
                explanations.append(Explanation(kind, member, parent))
    return Consistency(conflicts, tuple(explanations))


def describe_conflict(
    conflict: Conflict, pedigree: Pedigree, genotypes: GenotypeArray, markers: Sequence[Marker]
) -> str:
    """A conflict in words: ``D18S51: F 12/13 and C 15/16 cannot both be right``."""
    marker = markers[conflict.marker]
    called = [decode_genotype(marker, genotypes[i, conflict.marker].tolist()) for i in conflict.members]
    shown = [
        f"{pedigree.ids[i]} {'/'.join(allele or '?' for allele in pair)}"
        for i, pair in zip(conflict.members, called, strict=True)
    ]
    if len(shown) == 1:
        return f"{marker.name}: {shown[0]} has an allele of frequency 0"
    both = "both" if len(shown) == 2 else "all"
    return f"{marker.name}: {', '.join(shown[:-1])} and {shown[-1]} cannot {both} be right"


def describe_explanation(explanation: Explanation, pedigree: Pedigree) -> str:
    """An explanation in words."""
    name = pedigree.ids[explanation.member]
    if explanation.parent is None:
        return f"the sample of {name} is not theirs"
    return f"{pedigree.ids[explanation.parent]} is not the {explanation.kind} of {name}"


def _impossible(
    pedigree: Pedigree, genotypes: GenotypeArray, markers: Sequence[Marker], which: Sequence[int]
) -> list[int]:
    some = [markers[m] for m in which]
    mantissa = likelihoods(pedigree, genotypes[:, list(which)], some).mantissa
    return [m for m, value in zip(which, mantissa, strict=True) if value <= 0]


def _smallest_conflict(
    pedigree: Pedigree, genotypes: GenotypeArray, markers: Sequence[Marker], marker: int
) -> tuple[int, ...]:
    """Leave out members as long as the rest is still in conflict."""
    left = genotypes[:, [marker]].copy()
    for member in range(len(pedigree)):
        if (left[member] < 0).all():
            continue
        tried = left.copy()
        tried[member] = -1
        if likelihoods(pedigree, tried, [markers[marker]]).mantissa[0] <= 0:
            left = tried
    return tuple(np.flatnonzero((left >= 0).any(axis=(1, 2))).tolist())


def _without_parent(pedigree: Pedigree, member: int, kind: str) -> Pedigree:
    """The pedigree in which an unknown founder takes the place of one parent; the newcomer stands last."""
    newcomer = f"another {kind} of {pedigree.ids[member]}"
    while newcomer in pedigree.ids:
        newcomer += "'"
    rows = pedigree.members()
    row = rows[member]
    rows[member] = row._replace(father=newcomer) if kind == "father" else row._replace(mother=newcomer)
    rows.append(Member(newcomer, sex=MALE if kind == "father" else FEMALE))
    inbreeding = {
        name: float(value) for name, value in zip(pedigree.ids, pedigree.founder_inbreeding, strict=True) if value > 0
    }
    # Twins whose parents now differ are not twins any more.
    twins = [[pedigree.ids[i] for i in group if i != member] for group in pedigree.twins]
    return build_pedigree(rows, founder_inbreeding=inbreeding, twins=[group for group in twins if len(group) > 1])
