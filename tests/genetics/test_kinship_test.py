"""Family against family: relationships drawn between families, and their likelihood ratios."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.errors import InvalidInput
from repatria.genetics.family_tables import family_tables
from repatria.genetics.kinship_test import Typed, families_log10_lr, pedigree_log10_lr
from repatria.genetics.markers import Marker, MutationModel, genotype_index
from repatria.genetics.mutation_matrices import equal_matrix
from repatria.genetics.pair_probabilities import PAIR_RELATIONS, PairRelation, genotype_pair_matrix
from repatria.genetics.pedigree import FEMALE, MALE, Member, build_pedigree, nuclear_family, singleton
from repatria.genetics.relationships import RELATIONSHIPS, join_families

MARKERS = [
    Marker("M1", ("a", "b", "c"), [0.2, 0.3, 0.5]),
    Marker("M2", ("a", "b", "c", "d"), [0.1, 0.2, 0.3, 0.4]),
]
SHARES = {
    "full-siblings": PAIR_RELATIONS["full-siblings"],
    "half-siblings": PAIR_RELATIONS["half-siblings"],
    "parent-child": PAIR_RELATIONS["parent-child"],
    "child-parent": PAIR_RELATIONS["parent-child"],
    "grandparent-grandchild": PAIR_RELATIONS["half-siblings"],
    "grandchild-grandparent": PAIR_RELATIONS["half-siblings"],
    "uncle-nephew": PAIR_RELATIONS["half-siblings"],
    "nephew-uncle": PAIR_RELATIONS["half-siblings"],
    "first-cousins": PairRelation("first-cousins", 0.75, 0.25, 0.0),
}


def typed(*calls):
    return Typed(np.array(calls, dtype=np.int16))


@pytest.mark.parametrize("theta", [0.0, 0.02])
@pytest.mark.parametrize("relation", RELATIONSHIPS)
def test_two_remains_related_as_stated_share_alleles_as_cotterman_says(relation, theta):
    joined = join_families(singleton("x", MALE), "x", singleton("y", FEMALE), "y", relation)
    one, two = typed((0, 1), (2, 2)), typed((0, 1), (2, 3))
    found = families_log10_lr(joined, {"x": one}, {"y": two}, MARKERS, theta=theta)
    for m, marker in enumerate(MARKERS):
        g, h = (genotype_index(*person.genotypes[m].tolist()) for person in (one, two))
        related = genotype_pair_matrix(marker, SHARES[relation], theta)[g, h]
        apart = genotype_pair_matrix(marker, PAIR_RELATIONS["unrelated"], theta)[g, h]
        assert found.by_marker[m] == pytest.approx(np.log10(related / apart), rel=1e-9)
    assert found.log10_lr == pytest.approx(found.by_marker.sum())


def test_joining_a_sample_to_a_family_is_the_family_table_of_the_missing_member():
    family = nuclear_family([("sister", FEMALE), ("missing", MALE)])
    mother = typed((0, 1), (2, 2))
    sister = typed((1, 1), (0, 2))
    sample = typed((0, 2), (1, 2))
    joined = join_families(family, "sister", singleton("x", MALE), "x", "full-siblings")
    found = families_log10_lr(joined, {"mother": mother, "sister": sister}, {"x": sample}, MARKERS)
    genotypes = np.full((4, 2, 2), -1, dtype=np.int16)
    genotypes[family.index("mother")], genotypes[family.index("sister")] = mother.genotypes, sister.genotypes
    table = family_tables(family, genotypes, family.index("missing"), MARKERS)
    np.testing.assert_allclose(found.by_marker, table.log10_lr(sample.genotypes[None])[0], rtol=1e-10)


def test_two_families_of_untyped_brothers_are_joined_above_them():
    """A man's child in one family and another man's child in the other: first cousins if the men are brothers."""
    one, two = nuclear_family([("son", MALE)]), nuclear_family([("son", MALE)])
    joined = join_families(one, "father", two, "father", "full-siblings")
    found = families_log10_lr(joined, {"son": typed((0, 0), (1, 1))}, {"son": typed((0, 0), (1, 1))}, MARKERS)
    cousins = join_families(singleton("x"), "x", singleton("y"), "y", "first-cousins")
    same = families_log10_lr(cousins, {"x": typed((0, 0), (1, 1))}, {"y": typed((0, 0), (1, 1))}, MARKERS)
    np.testing.assert_allclose(found.by_marker, same.by_marker, rtol=1e-12)
    assert found.log10_lr > 0


def test_lines_choose_the_parent_through_whom_they_are_related():
    one, two = nuclear_family(1), singleton("y", MALE)
    mother = typed((0, 0), (1, 1))
    child = typed((0, 0), (1, 1))
    for line, related in (("mother", True), ("father", False)):
        joined = join_families(one, "child1", two, "y", "half-siblings", line_one=line)
        found = families_log10_lr(joined, {"mother": mother}, {"y": child}, MARKERS)
        assert found.log10_lr > 0.1 if related else found.log10_lr == pytest.approx(0.0, abs=1e-12)


def test_an_impossible_relationship_names_its_markers_and_a_mutation_model_makes_it_rare():
    joined = join_families(singleton("x", MALE), "x", singleton("y", MALE), "y", "parent-child")
    one, two = typed((0, 0), (0, 1)), typed((1, 1), (1, 1))
    found = families_log10_lr(joined, {"x": one}, {"y": two}, MARKERS)
    assert found.exclusions == (0,)
    assert found.log10_lr == -np.inf
    changes = [
        Marker(m.name, m.alleles, m.frequencies, mutation=MutationModel(*[equal_matrix(m.size, 0.002)] * 2))
        for m in MARKERS
    ]
    assert -4 < families_log10_lr(joined, {"x": one}, {"y": two}, changes).log10_lr < 0


def test_drop_out_explains_an_allele_that_is_not_shown():
    joined = join_families(singleton("x", MALE), "x", singleton("y", MALE), "y", "parent-child")
    shown = families_log10_lr(joined, {"x": typed((0, 0), (0, 1))}, {"y": typed((1, 1), (1, 1))}, MARKERS)
    lossy = Typed(np.array([(0, 0), (0, 1)], dtype=np.int16), dropout=0.2)
    assert shown.log10_lr == -np.inf
    assert families_log10_lr(joined, {"x": lossy}, {"y": typed((1, 1), (1, 1))}, MARKERS).log10_lr > -2


def test_any_two_pedigrees_may_be_compared():
    double = build_pedigree(
        [
            Member("f1", sex=MALE),
            Member("f2", sex=MALE),
            Member("m1", sex=FEMALE),
            Member("m2", sex=FEMALE),
            *[Member(f"p{i}", "f1", "m1", MALE) for i in (1, 2)],
            *[Member(f"q{i}", "f2", "m2", FEMALE) for i in (1, 2)],
            Member("x", "p1", "q1"),
            Member("y", "p2", "q2"),
        ]
    )
    people = {"x": typed((0, 1), (2, 2)), "y": typed((0, 1), (2, 3))}
    found = pedigree_log10_lr(double, build_pedigree([Member("x"), Member("y")]), people, MARKERS)
    shares = PairRelation("double first cousins", 9 / 16, 6 / 16, 1 / 16)
    related = genotype_pair_matrix(MARKERS[0], shares)[1, 1]
    apart = genotype_pair_matrix(MARKERS[0], PAIR_RELATIONS["unrelated"])[1, 1]
    assert found.by_marker[0] == pytest.approx(np.log10(related / apart), rel=1e-10)
    with pytest.raises(InvalidInput, match="x is typed but is not in the alternative pedigree"):
        pedigree_log10_lr(double, singleton("y"), people, MARKERS)


def test_what_cannot_be_joined_is_said_in_words():
    family = nuclear_family(1)
    with pytest.raises(InvalidInput, match="has parents already"):
        join_families(family, "child1", family, "child1", "full-siblings")
    with pytest.raises(InvalidInput, match="'third cousins' is not one of"):
        join_families(family, "child1", singleton("y"), "y", "third cousins")
    with pytest.raises(InvalidInput, match="has no member 'nobody'"):
        join_families(family, "nobody", singleton("y"), "y", "first-cousins")
    inbred = build_pedigree([Member("a", sex=MALE)], founder_inbreeding={"a": 0.1})
    with pytest.raises(InvalidInput, match="inbred founder"):
        join_families(inbred, "a", singleton("y"), "y", "full-siblings")
