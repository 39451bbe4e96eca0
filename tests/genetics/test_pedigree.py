"""Pedigrees are checked in words; what can be completed is completed."""

from __future__ import annotations

import pytest

from repatria.errors import InvalidInput
from repatria.genetics.markers import Marker, MutationModel, marker_key
from repatria.genetics.pedigree import (
    FEMALE,
    MALE,
    UNKNOWN,
    Member,
    build_pedigree,
    check_pedigree,
    cousins,
    nuclear_family,
    read_pedigree,
)


def faults(*rows: Member, **options) -> str:
    pedigree, found = check_pedigree(rows, **options)
    assert pedigree is None
    return "; ".join(text for _, text in found)


def test_members_may_be_listed_in_any_order():
    pedigree = build_pedigree([Member("child", "dad", "mum", MALE), Member("mum"), Member("dad")])
    assert pedigree.sex.tolist() == [MALE, FEMALE, MALE]
    assert pedigree.founders == (1, 2)
    assert pedigree.order[-1] == 0
    assert pedigree.children(2) == (0,)


def test_nobody_is_their_own_ancestor():
    text = faults(Member("a", "b", "m"), Member("b", "a", "m"), Member("m", sex=FEMALE))
    assert "a is their own ancestor" in text
    assert "b is their own ancestor" in text
    assert "m is" not in text


def test_nobody_has_two_fathers():
    assert "c has two fathers: f and g" in faults(
        Member("f", sex=MALE),
        Member("g", sex=MALE),
        Member("m", sex=FEMALE),
        Member("c", "f", "m"),
        Member("c", "g", "m"),
    )
    assert "would have two fathers" in faults(Member("f", sex=MALE), Member("g", sex=MALE), Member("c", "f", "g"))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([Member("a"), Member("a")], "given to two members"),
        ([Member("c", "nobody", "m"), Member("m")], "the father nobody of c is not a member"),
        ([Member("p"), Member("c", "p", "p")], "same person, p, as father and mother"),
        ([Member("c", "f", "m"), Member("f", sex=FEMALE), Member("m")], "f is the father of c but is female"),
        ([Member("x", sex=7)], "neither male, female nor unknown"),
    ],
)
def test_structural_faults_are_named(rows, words):
    assert words in faults(*rows)


def test_an_absent_parent_is_added_as_an_implied_founder():
    pedigree = build_pedigree([Member("f", sex=MALE), Member("c", "f", None, FEMALE)])
    assert pedigree.ids == ("f", "c", "mother of c")
    assert pedigree.implied == {2}
    assert pedigree.sex[2] == FEMALE


def test_founder_inbreeding_and_twins_are_checked():
    family = nuclear_family(2).members()
    assert "not a founder" in faults(*family, founder_inbreeding={"child1": 0.1})
    assert "not between 0 and 1" in faults(*family, founder_inbreeding={"father": 1.5})
    assert "not in the pedigree" in faults(*family, founder_inbreeding={"uncle": 0.1})
    assert "do not have the same parents" in faults(*family, twins=[["father", "child1"]])
    assert "differ in sex" in faults(*nuclear_family([("a", MALE), ("b", FEMALE)]).members(), twins=[["a", "b"]])
    assert build_pedigree(family, twins=[["child1", "child2"]]).twins == ((2, 3),)


def test_problems_carry_their_place():
    pedigree, problems = read_pedigree([Member("a"), Member("a")], source="file", place="family F1")
    assert pedigree is None
    assert problems[0].place == "family F1, member a"
    with pytest.raises(InvalidInput, match="two members"):
        build_pedigree([Member("a"), Member("a")])


def test_constructors_build_what_their_names_say():
    second = cousins(2, removed=1)
    assert len(second) == 2 + 2 * 2 + 2 * 3 + 2
    assert second.sex[second.index("one")] != UNKNOWN
    with pytest.raises(InvalidInput, match="no member 'nobody'"):
        second.index("nobody")


def test_markers_are_looked_up_under_any_spelling():
    assert len({marker_key(name) for name in ("Penta_E", "PENTA E", "Penta-E", "pentae")}) == 1
    assert marker_key("vWA") == marker_key("VWA") == marker_key("HUMVWA")
    assert marker_key("THO1") == marker_key("TH01")
    assert marker_key("Penta D") != marker_key("Penta E")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (((), []), "no alleles"),
        ((("1", "1"), [0.5, 0.5]), "allele 1 twice"),
        ((("1", "2"), [0.5]), "2 alleles but 1 frequencies"),
        ((("1", "2"), [1.2, -0.2]), "allele 2 is negative"),
        ((("1", "2"), [0.5, 0.4]), "sum to 0.9"),
        ((("1", "2"), [0.5, 0.5], "Y"), "neither autosomal nor X"),
        ((("1", "2"), [0.5, 0.5], "X", MutationModel([[1.0]], [[1.0]])), "matrix is for 1 alleles"),
    ],
)
def test_marker_tables_are_checked(arguments, words):
    with pytest.raises(InvalidInput, match=words):
        Marker("M", *arguments)


def test_mutation_matrices_are_checked():
    with pytest.raises(InvalidInput, match=r"row 2 of the male mutation matrix sums to 0\.9"):
        MutationModel([[1, 0], [0, 1]], [[1, 0], [0.4, 0.5]])
    with pytest.raises(InvalidInput, match="not a probability"):
        MutationModel([[1.1, -0.1], [0, 1]], [[1, 0], [0, 1]])
    with pytest.raises(InvalidInput, match="not square"):
        MutationModel([[1, 0]], [[1, 0]])
