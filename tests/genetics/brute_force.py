"""The slow readable twin: likelihoods by enumerating every ordered genotype of every member."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from repatria.genetics.markers import Marker
from repatria.genetics.observations import observation_table
from repatria.genetics.pedigree import MALE, Pedigree


def genotypes_with_probability(
    pedigree: Pedigree,
    marker: Marker,
    called: Sequence[tuple[int, int]],
    *,
    theta: float = 0.0,
    dropout: float = 0.0,
    dropin: float = 0.0,
) -> Iterator[tuple[dict[int, tuple[int, int]], float]]:
    """Every assignment of (paternal, maternal) alleles to the members, with P(assignment and calls)."""
    k = marker.size
    order = pedigree.order
    twin_of = {member: group[0] for group in pedigree.twins for member in group}
    women, men = (np.eye(k),) * 2 if marker.mutation is None else (marker.mutation.female, marker.mutation.male)
    on_x = marker.chromosome == "X"

    def one_allele(member: int) -> bool:
        return bool(on_x and pedigree.sex[member] == MALE)

    def call_probability(member: int, pair: tuple[int, int]) -> float:
        shown = called[member]
        if max(shown) < 0:
            return 1.0
        doubtful = dropout > 0 or dropin > 0
        silent_homozygote = marker.silent is not None and shown[0] == shown[1]
        if min(shown) >= 0 and not doubtful and not silent_homozygote:
            return 1.0 if sorted(shown) == sorted(pair) else 0.0
        table, _ = observation_table(marker, shown, dropout=dropout, dropin=dropin, hemizygous=one_allele(member))
        return float(table[pair])

    def drawn(alleles: list[int], new: int) -> float:
        """P(the next founder allele is `new` | those drawn before)."""
        m = len(alleles)
        if theta == 0 or m == 0:
            return float(marker.frequencies[new])
        return (alleles.count(new) * theta + (1 - theta) * marker.frequencies[new]) / (1 + (m - 1) * theta)

    def founder_branches(member: int, pair: tuple[int, int], pool: list[int]) -> Iterator[tuple[float, list[int]]]:
        """Ways in which a founder gets these alleles: two draws, or one draw where the two are one by descent."""
        f = float(pedigree.founder_inbreeding[member])
        if one_allele(member):
            yield drawn(pool, pair[0]), [*pool, pair[0]]
            return
        yield (1 - f) * drawn(pool, pair[0]) * drawn([*pool, pair[0]], pair[1]), [*pool, *pair]
        if f > 0 and pair[0] == pair[1]:
            yield f * drawn(pool, pair[0]), [*pool, pair[0]]

    def extend(
        position: int, state: dict[int, tuple[int, int]], pool: list[int], probability: float
    ) -> Iterator[tuple[dict[int, tuple[int, int]], float]]:
        if probability == 0:
            return
        if position == len(order):
            yield state, probability
            return
        member = order[position]
        if twin_of.get(member, member) in state:
            pair = state[twin_of.get(member, member)]
            yield from extend(position + 1, {**state, member: pair}, pool, probability * call_probability(member, pair))
            return
        father, mother = int(pedigree.father[member]), int(pedigree.mother[member])
        for pair in itertools.product(range(k), repeat=2):
            if one_allele(member) and pair[0] != pair[1]:
                continue
            seen = call_probability(member, pair)
            # Twins are written down under their first member as well.
            key = {member: pair, twin_of.get(member, member): pair}
            if father < 0:
                for p, after in founder_branches(member, pair, pool):
                    yield from extend(position + 1, {**state, **key}, after, probability * seen * p)
                continue
            p = (women[state[mother][0], pair[1]] + women[state[mother][1], pair[1]]) / 2
            if on_x and not one_allele(member):
                p *= men[state[father][0], pair[0]]
            elif not on_x:
                p *= (men[state[father][0], pair[0]] + men[state[father][1], pair[0]]) / 2
            yield from extend(position + 1, {**state, **key}, pool, probability * seen * p)

    yield from extend(0, {}, [], 1.0)


def brute_likelihood(pedigree: Pedigree, marker: Marker, called: Sequence[tuple[int, int]], **options: float) -> float:
    """P(calls | pedigree)."""
    return sum(p for _, p in genotypes_with_probability(pedigree, marker, called, **options))


def brute_distribution(
    pedigree: Pedigree, marker: Marker, called: Sequence[tuple[int, int]], targets: Sequence[int]
) -> Mapping[tuple[tuple[int, int], ...], float]:
    """P(unordered genotypes of the targets and calls)."""
    result: dict[tuple[tuple[int, int], ...], float] = {}
    for state, p in genotypes_with_probability(pedigree, marker, called):
        key = tuple((max(state[t]), min(state[t])) for t in targets)
        result[key] = result.get(key, 0.0) + p
    return result


def brute_linked_pair(
    pedigree: Pedigree, markers: Sequence[Marker], called: Sequence[Sequence[tuple[int, int]]], rho: float
) -> float:
    """P(calls at two linked autosomal or X markers): a sum over which copy every meiosis passes on, at both."""
    meioses = [
        (member, side)
        for member in pedigree.order
        if pedigree.father[member] >= 0
        for side in (0, 1)
        if markers[0].chromosome != "X" or side == 1
    ]
    total = 0.0
    for first in itertools.product((0, 1), repeat=len(meioses)):
        given_first = _likelihood_given_copies(pedigree, markers[0], called[0], dict(zip(meioses, first, strict=True)))
        if given_first == 0:
            continue
        for second in itertools.product((0, 1), repeat=len(meioses)):
            switches = sum(a != b for a, b in zip(first, second, strict=True))
            weight = 0.5 ** len(meioses) * rho**switches * (1 - rho) ** (len(meioses) - switches)
            if weight > 0:
                total += (
                    weight
                    * given_first
                    * _likelihood_given_copies(pedigree, markers[1], called[1], dict(zip(meioses, second, strict=True)))
                )
    return total


def _likelihood_given_copies(
    pedigree: Pedigree,
    marker: Marker,
    called: Sequence[tuple[int, int]],
    copies: Mapping[tuple[int, int], int],
) -> float:
    """P(calls | which of the parent's two alleles each child got), without mutation."""
    on_x = marker.chromosome == "X"
    founders = pedigree.founders
    total = 0.0
    sizes = [1 if on_x and pedigree.sex[f] == MALE else 2 for f in founders]
    for drawn in itertools.product(range(marker.size), repeat=sum(sizes)):
        state: dict[int, tuple[int, int]] = {}
        at = 0
        for founder, size in zip(founders, sizes, strict=True):
            state[founder] = (drawn[at], drawn[at + size - 1])
            at += size
        for member in pedigree.order:
            father, mother = int(pedigree.father[member]), int(pedigree.mother[member])
            if father < 0:
                continue
            from_mother = state[mother][copies[member, 1]]
            if on_x:
                from_father = from_mother if pedigree.sex[member] == MALE else state[father][0]
            else:
                from_father = state[father][copies[member, 0]]
            state[member] = (from_father, from_mother)
        if all(max(shown) < 0 or sorted(shown) == sorted(state[member]) for member, shown in enumerate(called)):
            total += float(np.prod(marker.frequencies[list(drawn)]))
    return total
