"""Mendelian checks name the conflict and the single errors that would explain it."""

from __future__ import annotations

import numpy as np

from repatria.genetics.consistency import (
    Explanation,
    describe_conflict,
    describe_explanation,
    mendelian_check,
)
from repatria.genetics.markers import Marker
from repatria.genetics.mutation import mutation_model
from repatria.genetics.pedigree import FEMALE, MALE, nuclear_family

P = np.array([0.3, 0.3, 0.2, 0.2])
MARKERS = [Marker(name, ("8", "9", "10", "11"), P) for name in ("A", "B", "C")]


def family_of(*rows):
    """Genotypes (members, markers, 2) of father, mother and children, one row a member."""
    return np.array(rows, dtype=np.int16)


def test_a_consistent_family_has_no_conflicts():
    genotypes = family_of([[0, 1]] * 3, [[2, 3]] * 3, [[0, 2]] * 3)
    found = mendelian_check(nuclear_family(1), genotypes, MARKERS)
    assert found.conflicts == ()
    assert found.explanations == ()


def test_the_smallest_conflict_and_its_markers_are_named():
    genotypes = family_of([[0, 1], [0, 0], [0, 1]], [[2, 3]] * 3, [[0, 2], [1, 2], [0, 3]])
    pedigree = nuclear_family(1)
    found = mendelian_check(pedigree, genotypes, MARKERS)
    assert [(c.marker, c.members) for c in found.conflicts] == [(1, (0, 2))]
    words = describe_conflict(found.conflicts[0], pedigree, genotypes, MARKERS)
    assert words == "B: father 8/8 and child1 9/10 cannot both be right"


def test_a_swapped_sample_is_found_among_several_children():
    """Three children; the second child's profile fits neither parent at any marker."""
    genotypes = family_of(
        [[0, 0]] * 3, [[1, 1]] * 3, [[0, 1]] * 3, [[2, 3]] * 3, [[0, 1]] * 3
    )  # fmt: skip
    pedigree = nuclear_family([("a", MALE), ("b", FEMALE), ("c", MALE)])
    found = mendelian_check(pedigree, genotypes, MARKERS)
    assert found.explanations == (Explanation("sample", 3),)
    assert describe_explanation(found.explanations[0], pedigree) == "the sample of b is not theirs"


def test_a_wrong_father_is_found_without_blaming_the_mother():
    """Two children share nothing with the father at different markers, everything with the mother."""
    genotypes = family_of([[0, 0]] * 3, [[1, 1]] * 3, [[1, 2], [0, 1], [0, 1]], [[0, 1], [0, 1], [0, 1]])
    pedigree = nuclear_family(2)
    found = mendelian_check(pedigree, genotypes, MARKERS)
    assert Explanation("father", 2, 0) in found.explanations
    assert Explanation("mother", 2, 1) not in found.explanations
    assert describe_explanation(Explanation("father", 2, 0), pedigree) == "father is not the father of child1"


def test_with_mutation_allowed_the_same_family_is_consistent():
    pedigree = nuclear_family(1)
    genotypes = family_of([[0, 0]], [[2, 3]], [[1, 2]])
    marker = Marker("A", ("8", "9", "10", "11"), P, mutation=mutation_model("equal", list("abcd"), P, rate=0.001))
    assert mendelian_check(pedigree, genotypes, [marker]).conflicts
    assert not mendelian_check(pedigree, genotypes, [marker], mutation=True).conflicts
