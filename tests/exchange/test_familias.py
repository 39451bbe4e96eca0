"""Familias project files give the same cases, to the last digit of every LR, as their known dna-case twins."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.exchange.dna_case import case_lr_matrix, read_dna_case
from repatria.exchange.familias import read_familias
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN

HEAD = ['"Output from Familias, version 3.3"', '"DO NOT EDIT!"', "3.3 (DVI)", '""', "0", '"Known relations"', *"0000"]
LOCUS = ['"L1"', "0", "0", "0", "0", "2", "0.1", "0.1", "0", "0", "#FALSE#", "0"]
ALLELES = [
    "2 (DatabaseSize = 2500 , Dropout probability = 0 , Minor allele frequency = 0 )",
    '"1"',
    "0.25",
    '"2"',
    "0.75",
]


def theta(value: str = "0") -> str:
    return f"#FALSE# (#Databases: 1 ;Theta/Kinship/Fst: {value} )"


def person(number: int, name: str, sex: str, *alleles: str, depth: int = 5) -> list[str]:
    left, right = "[" * depth, "]" * depth
    typed = [f"SystemName= L1", f"Allele1= {alleles[0]}", f"Allele2= {alleles[1]}"] if alleles else []  # noqa: F541
    return [
        f"{left}Person {number}{right}",
        f"Name= {name}",
        f"Gender= {sex}",
        f"[{left}DNA data{right}]",
        f"nSystems= {len(typed) // 3}",
        *typed,
    ]


def project(
    persons: list[list[str]],
    relations: list[tuple[str, str]],
    *,
    locus: list[str] = LOCUS,
    alleles: list[str] = ALLELES,
    fst: str = "0",
    victim: list[str] | None = None,
) -> list[str]:
    victims = [victim or person(1, "V1", "Male", "1", "2", depth=3)]
    return [
        *HEAD,
        theta(fst),
        "1",
        "#TRUE#",
        '"a database"',
        *locus,
        *alleles,
        "[DVI]",
        "[[Unidentified persons]]",
        f"nPersons= {len(victims)}",
        *(line for lines in victims for line in lines),
        "[[Notes]]",
        "nFamilies= 1",
        "any words at all",
        "[[Reference Families]]",
        "nFamilies= 1",
        "[[[Family 1 ]]]",
        "Name= F1",
        "[[[[Persons]]]]",
        f"nPersons= {len(persons)}",
        *(line for lines in persons for line in lines),
        "[[[[Pedigrees]]]]",
        "nPedigrees= 1",
        "[[[[[Pedigree 1]]]]]",
        "Name= Reference pedigree",
        f"nRelations= {len(relations)}",
        *(line for parent, child in relations for line in (f"Parent= {parent}", f"Child= {child}")),
        "[Prior]",
        "UseList= Yes",
    ]


FATHER_AND_MISSING = [person(1, "Father", "Male", "1", "2")], [("Father", "Missing person")]


def read(tmp_path, lines: list[str]):
    path = tmp_path / "made-up.fam"
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")
    return read_familias(path)


TWINS = {
    "dvi-example": "famfile_dvi-example",
    "exclusionExample": "exclusionExample",
    "KETPex497": "KETPexer497",
    "KETPex498": "KETPexer498",
}


@pytest.mark.parametrize(("file", "case"), TWINS.items())
def test_the_case_equals_its_dna_case_twin(shared, file, case):
    project, problems = read_familias(shared / f"dna/familias/{file}.fam")
    twin, twin_problems = read_dna_case(shared / f"dna/cases/dvir_{case}.json")
    assert problems == twin_problems == []
    ours = project.case
    assert {m.key for m in ours.markers} == {m.key for m in twin.markers}
    theirs = {m.key: m for m in twin.markers}
    for marker in ours.markers:
        other = theirs[marker.key]
        assert dict(zip(marker.alleles, marker.frequencies, strict=True)) == pytest.approx(
            dict(zip(other.alleles, other.frequencies, strict=True)), rel=1e-6
        )
        assert (marker.mutation is None) == (other.mutation is None)
        if marker.mutation is not None:
            np.testing.assert_allclose(
                np.sort(marker.mutation.female.ravel()), np.sort(other.mutation.female.ravel()), rtol=1e-12
            )
    assert [(s.sex, (s.genotypes >= 0).sum()) for s in ours.remains] == [
        (s.sex, (s.genotypes >= 0).sum()) for s in twin.remains
    ]
    assert [(len(f.pedigree), (f.genotypes >= 0).sum()) for f in ours.families] == [
        (len(f.pedigree), (f.genotypes >= 0).sum()) for f in twin.families
    ]
    for mine, other in zip(ours.families, twin.families, strict=True):
        assert (
            np.unique(mine.pedigree.sex).tolist() == np.unique(other.pedigree.sex).tolist()
            or UNKNOWN in mine.pedigree.sex
        )


@pytest.mark.parametrize(("file", "case"), TWINS.items())
def test_every_lr_equals_that_of_the_dna_case_twin(shared, file, case):
    project, _ = read_familias(shared / f"dna/familias/{file}.fam")
    twin, _ = read_dna_case(shared / f"dna/cases/dvir_{case}.json")
    # Pruned, since the twin writes down the parents that a project file leaves out.
    ours = case_lr_matrix(project.case, source=file, untyped_founders="prune")[0].log10_lr
    theirs = case_lr_matrix(twin, source=case, untyped_founders="prune")[0].log10_lr
    matched = set()
    for column in theirs.T:
        known = ~np.isnan(column)
        if known.any():
            matched |= {
                c for c in range(ours.shape[1]) if np.allclose(ours[known, c], column[known], rtol=0, atol=1e-12)
            }
    # Of two families the project does not give the sex of the missing person; the twin calls it female.
    unmatched = {project.case.missing[c].id for c in set(range(ours.shape[1])) - matched}
    assert unmatched == ({"0461: Missing person", "1373: Missing person"} if file == "exclusionExample" else set())


def test_the_extended_stepwise_model_of_the_paternity_example_is_read_for_each_sex(shared):
    project, _ = read_familias(shared / "dna/familias/paternity.fam")
    assert [family.name for family in project.hypotheses] == ["H1", "H2"]
    assert project.case.families == ()
    for marker in project.case.markers:
        parameters = marker.mutation.female_parameters, marker.mutation.male_parameters
        assert [(p.model, p.rate, p.rate2, p.range) for p in parameters] == [
            ("stepwise-extended", 0.001, 1e-6, 0.1),
            ("stepwise-extended", 0.002, 1e-6, 0.1),
        ]
    trio, alone = project.hypotheses
    assert trio.pedigree.ids == ("AF", "MO", "CH")
    assert trio.pedigree.father.tolist() == [-1, -1, 0]
    assert alone.pedigree.father.tolist() == [-1, -1]
    first = project.case.markers[0]
    assert [first.alleles[i] for i in trio.genotypes[0, 0]] == ["17", "17"]


@pytest.mark.parametrize(("file", "case"), [("Ch4-example-4-8-4", "KETPchap484"), ("Ch4-table-4-4", "KETPchap481")])
def test_numbered_genotypes_of_the_main_module_are_those_of_the_dna_case(shared, file, case):
    project, _ = read_familias(shared / f"dna/familias/{file}.fam")
    twin, _ = read_dna_case(shared / f"dna/cases/dvir_{case}.json")

    def named(markers, row):
        return {m.key: {m.alleles[i] for i in pair} for m, pair in zip(markers, row, strict=True) if pair[0] >= 0}

    known = [named(twin.markers, sample.genotypes) for sample in twin.remains]
    known += [named(twin.markers, row) for family in twin.families for row in family.genotypes]
    first = project.hypotheses[0]
    typed = [named(project.case.markers, row) for row in first.genotypes if (row >= 0).any()]
    assert len(typed) >= 3
    assert all(genotypes in known for genotypes in typed)
    frequencies = {m.key: dict(zip(m.alleles, m.frequencies, strict=True)) for m in twin.markers}
    for marker in project.case.markers:
        assert dict(zip(marker.alleles, marker.frequencies, strict=True)) == frequencies[marker.key]


def test_every_sample_file_is_read_with_its_numbers(shared):
    expected = {
        "Ch4-example-4-8-4": (21, 0, 1),
        "Ch4-table-4-4": (21, 0, 0),
        "Solution3_3": (22, 8, 5),
        "paternity": (10, 0, 0),
        "exclusionExample": (15, 16, 15),
    }
    for name, numbers in expected.items():
        case = read_familias(shared / f"dna/familias/{name}.fam")[0].case
        assert (len(case.markers), len(case.remains), len(case.families)) == numbers


def test_a_family_is_read_with_its_implied_missing_person(tmp_path):
    result, problems = read(tmp_path, project(*FATHER_AND_MISSING))
    assert problems == []
    (family,) = result.case.families
    assert family.pedigree.ids[:2] == ("Father", "Missing person")
    assert [missing.id for missing in result.case.missing] == ["Missing person"]
    assert result.file.settings["Prior/UseList"] == "Yes"
    assert result.case.remains[0].genotypes.tolist() == [[0, 1]]


def test_the_sex_of_a_parent_follows_from_the_other_parent(tmp_path):
    persons = [person(1, "Wife", "Female", "1", "2"), person(2, "Child", "Male", "1", "1")]
    result, problems = read(tmp_path, project(persons, [("Missing person", "Child"), ("Wife", "Child")]))
    assert problems == []
    assert result.case.missing[0].sex == MALE
    persons[0] = person(1, "Husband", "Male", "1", "2")
    result, problems = read(tmp_path, project(persons, [("Missing person", "Child"), ("Husband", "Child")]))
    assert problems == []
    assert result.case.missing[0].sex == FEMALE


def test_a_silent_allele_is_added_with_its_frequency(tmp_path):
    alleles = [ALLELES[0], '"1"', "0.25", '"2"', "0.74"]
    result, problems = read(
        tmp_path, project(*FATHER_AND_MISSING, locus=[*LOCUS[:10], "#TRUE#", "0.01"], alleles=alleles)
    )
    assert problems == []
    (marker,) = result.case.markers
    assert marker.alleles == ("1", "2", "silent")
    assert marker.silent == 2
    assert marker.frequencies[2] == 0.01


def test_theta_is_kept_and_reported_as_not_applied(tmp_path):
    result, (problem,) = read(tmp_path, project(*FATHER_AND_MISSING, fst="0.03"))
    assert result.file.theta == 0.03
    assert problem.place == "theta"


def test_a_stepwise_model_over_a_rest_allele_falls_back_to_equal_and_says_so(tmp_path):
    locus = ['"L1"', "0.01", "0.01", "2", "2", *LOCUS[5:]]
    alleles = [ALLELES[0], '"1"', "0.25", '"Rest allele"', "0.75"]
    persons, untyped = [person(1, "Father", "Male", "1", "1")], person(1, "V1", "Male", depth=3)
    lines = project(persons, [("Father", "Missing person")], locus=locus, alleles=alleles, victim=untyped)
    result, problems = read(tmp_path, lines)
    assert result.case.markers[0].mutation.male[0, 1] == pytest.approx(0.01)
    assert {problem.place for problem in problems} == {"marker L1"}
    assert "Rest allele" in problems[0].message


A = person(1, "A", "Male", "1", "1")
B = person(2, "B", "Male", "1", "2")
CHILD = person(3, "C", "Male", "1", "1")


@pytest.mark.parametrize(
    ("persons", "relations", "reason"),
    [
        ([A, B, CHILD], [("A", "C"), ("B", "C")], "two fathers"),
        ([A, B], [("A", "B"), ("B", "A")], "own ancestor"),
        ([A], [("Nobody", "A")], "not among the persons"),
        ([person(1, "A", "Neither", "1", "1")], [("A", "Missing person")], "sex"),
        ([A, person(2, "A", "Male", "1", "1")], [("A", "Missing person")], "two members"),
        ([person(1, "A", "Male")], [], "no member who is typed or related"),
    ],
)
def test_a_family_that_cannot_be_is_left_out_with_the_reason(tmp_path, persons, relations, reason):
    result, problems = read(tmp_path, project(persons, relations))
    assert result.case.families == ()
    assert any(reason in problem.message for problem in problems), problems
    assert all("F1" in problem.place for problem in problems)
    assert len(result.case.remains) == 1


def test_an_unknown_allele_and_an_unknown_marker_cost_one_genotype_each(tmp_path):
    strange = person(1, "V1", "Male", "1", "99", depth=3)
    result, (problem,) = read(tmp_path, project(*FATHER_AND_MISSING, victim=strange))
    assert "allele 99" in problem.message
    assert "sample V1, marker L1" in problem.place
    assert (result.case.remains[0].genotypes == -1).all()
    strange[strange.index("SystemName= L1")] = "SystemName= D99"
    _, (problem,) = read(tmp_path, project(*FATHER_AND_MISSING, victim=strange))
    assert "no allele system D99" in problem.message


def test_a_file_cut_off_anywhere_before_its_families_end_gives_nothing_but_a_problem(tmp_path):
    lines = project(*FATHER_AND_MISSING)
    whole = lines.index("[Prior]")
    for cut in range(1, whole):
        result, problems = read(tmp_path, lines[:cut])
        assert result is None or not result.case.families
        assert problems or cut == lines.index("[DVI]")
    assert "cut off" in read(tmp_path, lines[: whole - 1])[1][0].message


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\x00\x00", b"{}", b'"Output from Familias"', b"\xff\xfe\x00"])
def test_what_is_no_project_file_is_refused(tmp_path, content):
    path = tmp_path / "other.fam"
    path.write_bytes(content)
    result, problems = read_familias(path)
    assert result is None
    assert problems


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "huge.fam"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    result, (problem,) = read_familias(path)
    assert result is None
    assert "are not read" in problem.message


@given(st.integers(0, 60), st.text(max_size=12))
def test_no_changed_line_leads_to_a_traceback(tmp_path_factory, at, text):
    lines = project(*FATHER_AND_MISSING)
    lines[at % len(lines)] = text
    path = tmp_path_factory.mktemp("changed") / "changed.fam"
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    result, problems = read_familias(path)
    assert result is not None or problems
