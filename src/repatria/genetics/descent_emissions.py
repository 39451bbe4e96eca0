"""P(genotypes at one locus | inheritance vector), for many loci at once, summed over the founder alleles.

Given a vector, every allele of a typed person descends from one founder allele. Without mutation the probability
depends only on which people share which founder alleles, so that vectors fall into few patterns; each pattern is one
array contraction over all loci. With mutation the way down matters and each vector is a pattern of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import opt_einsum

from repatria.genetics.inheritance_vectors import InheritanceSpace, IntArray
from repatria.genetics.markers import FloatArray

# Rows contracted at a time: intermediate arrays stay in the cache.
_BLOCK = 2048

Network = list[tuple[str, int, tuple[int, ...]]]
"""Factors of one pattern: ("frequency", 0, (a,)), ("person", number, (a, b)), ("passed", 0 mother or 1 father, (a, b));
a and b number the alleles that are summed out."""


@dataclass(frozen=True, eq=False)
class DescentPatterns:
    """The distinct patterns of a space: pattern (vectors,) int64 and the network of factors of each."""

    pattern: IntArray
    networks: tuple[Network, ...]


def descent_patterns(space: InheritanceSpace, *, mutating: bool = False) -> DescentPatterns:
    """Patterns of all inheritance vectors."""
    if mutating:
        return DescentPatterns(np.arange(space.vectors), tuple(_ways_down(space, v) for v in range(space.vectors)))
    origins = space.origins()
    vectors, people, _ = origins.shape
    shares = np.zeros((vectors, 2 * len(space.founders), people), dtype=np.int8)
    for person in range(people):
        for side in (0, 1):
            shares[np.arange(vectors), origins[:, person, side], person] += 1
    # An allele is known by the people who carry it; sorting the alleles removes their arbitrary numbers.
    weights = 3 ** np.arange(people, dtype=object) if people > 38 else 3 ** np.arange(people, dtype=np.int64)
    keys = np.sort((shares * weights).sum(axis=2), axis=1)
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return DescentPatterns(inverse.reshape(-1).astype(np.int64), tuple(_shared_alleles(origins[v]) for v in first))


def _shared_alleles(origin: npt.NDArray[np.int16]) -> Network:
    """Factors where each person's alleles are the founder alleles (people, 2) themselves."""
    number = {allele: i for i, allele in enumerate(sorted(set(origin.ravel().tolist())))}
    network: Network = [("frequency", 0, (i,)) for i in number.values()]
    for person, (a, b) in enumerate(origin.tolist()):
        network.append(("person", person, (number[a], number[b])))
    return network


def _ways_down(space: InheritanceSpace, vector: int) -> Network:
    """Factors where an allele may mutate in every meiosis between a founder and a typed person."""
    incoming = {(m.child, m.side): m for m in space.meioses}
    number: dict[tuple[int, int], int] = {}
    network: Network = []

    def allele(member: int, side: int) -> int:
        if member in space.one_allele:
            side = 1
        if (member, side) in number:
            return number[member, side]
        number[member, side] = here = len(number)
        meiosis = incoming.get((member, side))
        if meiosis is None:
            network.append(("frequency", 0, (here,)))
        else:
            chosen = (vector >> meiosis.bit) & 1 if meiosis.bit >= 0 else 0
            network.append(("passed", 1 - meiosis.side, (allele(meiosis.parent, chosen), here)))
        return here

    for number_of, person in enumerate(space.persons):
        network.append(("person", number_of, (allele(person, 0), allele(person, 1))))
    return network


def emissions(
    patterns: DescentPatterns,
    frequencies: FloatArray,
    observed: Sequence[FloatArray],
    matrices: FloatArray | None = None,
) -> FloatArray:
    """Probabilities (rows, patterns) of rows of observations.

    frequencies: (rows, K); observed: per person (rows, K, K) P(call | alleles); matrices: (rows, 2, K, K), mothers'
    and fathers' mutation.
    """
    rows = len(frequencies)
    result = np.empty((rows, len(patterns.networks)))
    for p, network in enumerate(patterns.networks):
        # A person with the same allele twice takes the diagonal; the first axis of everything is the row.
        letters = [dict.fromkeys(indices) for _, _, indices in network]
        terms = ["a" + "".join(opt_einsum.get_symbol(1 + index) for index in term) for term in letters]
        shapes = [(min(rows, _BLOCK), *frequencies.shape[1:] * len(term)) for term in letters]
        contract = opt_einsum.contract_expression(",".join(terms) + "->a", *shapes, optimize="greedy")
        for start in range(0, rows, _BLOCK):
            block = slice(start, min(start + _BLOCK, rows))
            operands: list[FloatArray] = []
            for kind, argument, indices in network:
                if kind == "frequency":
                    operands.append(frequencies[block])
                elif kind == "passed" and matrices is not None:
                    operands.append(matrices[block, argument])
                elif indices[0] == indices[1]:
                    operands.append(np.diagonal(observed[argument][block], axis1=1, axis2=2))
                else:
                    operands.append(observed[argument][block])
            result[block, p] = contract(*operands)
    return result
