"""Random small pedigrees, markers and typings for the property tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from hypothesis import strategies as st

from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.pedigree import FEMALE, MALE, Member, Pedigree, build_pedigree


@dataclass(frozen=True)
class SmallCase:
    """A pedigree, one marker, and what was called: (members, 1, 2)."""

    pedigree: Pedigree
    marker: Marker
    genotypes: GenotypeArray

    @property
    def called(self) -> list[tuple[int, int]]:
        return [tuple(pair) for pair in self.genotypes[:, 0].tolist()]


def random_pedigree(rng: np.random.Generator, *, founders: int, children: int, extras: bool = True) -> Pedigree:
    """Founders of both sexes, then children of any earlier couple: loops, half sibs and inbreeding come by chance."""
    rows = [Member(f"f{i}", sex=MALE if i % 2 == 0 else FEMALE) for i in range(founders)]
    for i in range(children):
        fathers = [row.id for row in rows if row.sex == MALE]
        mothers = [row.id for row in rows if row.sex == FEMALE]
        rows.append(Member(f"c{i}", str(rng.choice(fathers)), str(rng.choice(mothers)), int(rng.integers(1, 3))))
    inbreeding = {}
    twins = []
    if extras and rng.random() < 0.2:
        inbreeding["f0"] = float(rng.uniform(0.05, 0.9))
    if extras and rng.random() < 0.2 and children:
        original = rows[-1]
        rows.append(original._replace(id="twin"))
        twins.append([original.id, "twin"])
    shuffled = [rows[i] for i in rng.permutation(len(rows))]
    return build_pedigree(shuffled, founder_inbreeding=inbreeding, twins=twins)


def random_matrix(rng: np.random.Generator, k: int) -> np.ndarray:
    matrix = rng.dirichlet(np.ones(k), size=k) * 0.3 + 0.7 * np.eye(k)
    if rng.random() < 0.3:
        matrix[np.triu_indices(k, 2)] = 0.0  # some alleles cannot become others
    return matrix / matrix.sum(axis=1, keepdims=True)


@st.composite
def small_cases(
    draw,
    *,
    alleles=(2, 3),
    founders=(2, 3),
    children=(1, 2),
    chromosome="autosomal",
    mutation=True,
    partial=False,
    silent=False,
    extras=True,
):
    """A random family small enough to enumerate; about half of it is typed."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    k = draw(st.integers(*alleles))
    pedigree = random_pedigree(
        rng, founders=draw(st.integers(*founders)), children=draw(st.integers(*children)), extras=extras
    )
    model = None
    if mutation and rng.random() < 0.75:
        model = MutationModel(random_matrix(rng, k), random_matrix(rng, k))
    marker = Marker(
        "M",
        tuple(str(10 + i) for i in range(k)),
        rng.dirichlet(np.ones(k) * 2),
        chromosome,
        model,
        k - 1 if silent else None,
    )
    genotypes = np.full((len(pedigree), 1, 2), -1, dtype=np.int16)
    shown = k - 1 if silent else k
    typed = rng.random(len(pedigree)) < 0.55
    for member in rng.permutation(len(pedigree)):
        # Enumeration takes k ** 2 steps for each untyped member: type more of them where that is too many.
        if k ** (2 * int((~typed).sum())) > 3000:
            typed[member] = True
    for member in np.flatnonzero(typed):
        pair = rng.integers(0, shown, size=2)
        if chromosome == "X" and pedigree.sex[member] == MALE:
            pair[1] = pair[0]
        elif partial and rng.random() < 0.4:
            pair[1] = -1
        genotypes[member, 0] = pair
    return SmallCase(pedigree, marker, genotypes)
