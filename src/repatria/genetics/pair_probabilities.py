"""Joint genotype probabilities of two persons who share 0, 1 or 2 alleles by descent, with coancestry theta."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from repatria.errors import InvalidInput, UnsupportedModel
from repatria.genetics.markers import FloatArray, Marker


@dataclass(frozen=True, slots=True)
class PairRelation:
    """Chances that two persons, neither of them inbred, share 0, 1 and 2 alleles by descent at a locus."""

    name: str
    none: float
    one: float
    both: float


SAME = PairRelation("same", 0.0, 0.0, 1.0)
UNRELATED = PairRelation("unrelated", 1.0, 0.0, 0.0)
PAIR_RELATIONS = {
    relation.name: relation
    for relation in (
        SAME,
        UNRELATED,
        PairRelation("parent-child", 0.0, 1.0, 0.0),
        PairRelation("full-siblings", 0.25, 0.5, 0.25),
        PairRelation("half-siblings", 0.5, 0.5, 0.0),
        PairRelation("first-cousins", 0.75, 0.25, 0.0),
    )
}


def genotype_pair_matrix(marker: Marker, relation: PairRelation, theta: float = 0.0) -> FloatArray:
    """P(genotype of one, genotype of the other), (G, G) for the G = k(k+1)/2 genotypes of an autosomal marker.

    Alleles that are not shared by descent are drawn one after the other by the sampling formula of Balding and
    Nichols 1994 (Forensic Sci. Int. 64:125); for `SAME` against `UNRELATED` the ratio is then 1 / (equation 4.10 of
    National Research Council 1996). The shares are those of Cotterman 1940.
    """
    if marker.chromosome == "X":
        raise UnsupportedModel(f"{marker.name} is an X marker: two profiles are compared at autosomal markers only")
    if not 0 <= theta < 1:
        raise InvalidInput(f"theta is {theta}; it must be at least 0 and below 1")
    p = marker.frequencies
    high, low = np.tril_indices(marker.size)
    a, b = high[:, None], low[:, None]
    c, d = high[None, :], low[None, :]
    ways = np.where(high == low, 1.0, 2.0)
    result = np.zeros((len(high), len(high)))
    if relation.none:
        result += relation.none * ways[:, None] * ways[None, :] * _draw(p, theta, a, b, c, d)
    if relation.one:
        for shared, own in ((a, b), (b, a)):
            for same, other in ((c, d), (d, c)):
                # A homozygote has one way only to carry the shared allele.
                counted = (shared == same) & ~((a == b) & (shared is b)) & ~((c == d) & (same is d))
                result += relation.one * np.where(counted, _draw(p, theta, shared, own, other), 0.0)
    if relation.both:
        result[np.diag_indices(len(high))] += relation.both * ways * _draw(p, theta, high, low)
    return result


def _draw(p: FloatArray, theta: float, *alleles: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> FloatArray:
    """P(these alleles, in this order)."""
    chance: FloatArray = np.ones(np.broadcast_shapes(*(allele.shape for allele in alleles)))
    for drawn, allele in enumerate(alleles):
        copies = sum((allele == before).astype(np.float64) for before in alleles[:drawn])
        chance = chance * (copies * theta + (1 - theta) * p[allele] if drawn else p[allele])
        if drawn > 1:
            chance = chance / (1 + (drawn - 1) * theta)
    return chance
