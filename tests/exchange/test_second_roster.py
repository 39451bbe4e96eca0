"""A second roster is kept beside the first: what it says of someone on the roll is neither lost nor doubled."""

from __future__ import annotations

import pytest

from repatria.exchange.landing import import_file
from repatria.registry.clerical.verbs import correct_written
from repatria.registry.identities.merges import merge
from repatria.registry.identities.models import Disagreement, SourceRecord
from repatria.registry.identities.names import add_alias, add_number
from repatria.registry.imports.models import ImportProblem
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import MissingPerson

pytestmark = pytest.mark.django_db
HEADER = "service_number,name,birth_date,incident_date,incident_place,sex,rank,circumstances\n"
FIRST = """MU-1001,"DOE, JOHN",1931-04-02,1950-11-28,Reservoir,M,Private,MADE UP PERSON
MU-1002,"ROE, JAMES",1930,1950-11-28,Reservoir,M,Corporal,MADE UP PERSON
MU-1003,"POE, JACK",1929-01-05,1950-12-01,Reservoir,M,Private,MADE UP PERSON
"""


@pytest.fixture
def land(tmp_path):
    def write_and_import(rows: str, name: str = "second.csv"):
        path = tmp_path / name
        path.write_text(HEADER + rows, encoding="utf-8")
        return import_file(OPERATOR, "roster", path)

    result = write_and_import(FIRST, "first.csv")
    assert (result.landed, result.beside, result.problems) == (3, 0, ())
    return write_and_import


def person(number: str) -> MissingPerson:
    return MissingPerson.objects.get(reference=number)


def test_a_row_of_someone_on_the_roll_is_kept_beside_and_changes_nothing_on_it(land):
    result = land('MU-1001,"DOE, JOHN",1932-04-02,1950-11-28,Reservoir,M,Private,\n')
    assert (result.rows_read, result.landed, result.beside, result.rejected, result.problems) == (1, 1, 1, 0, ())
    assert MissingPerson.objects.count() == 3
    assert person("MU-1001").birth == "1931-04-02"
    first, second = SourceRecord.objects.filter(person=person("MU-1001")).order_by("id")
    assert (first.first, first.said["birth"], second.first, second.said["birth"]) == (
        True, "1931-04-02", False, "1932-04-02",
    )  # fmt: skip
    row = Disagreement.objects.get()
    assert (row.field, row.ours, row.theirs, row.record_id) == ("birth", "1931-04-02", "1932-04-02", second.pk)
    assert verify().problems == []


@pytest.mark.parametrize(
    "row",
    [
        'MU-1001,"Doe, John",1931-04-02,1950-11-28,reservoir,M,PRIVATE,',
        'MU-1001,"DOE, JOHN",1931,1950-11,,,,',
        'MU-1002,"ROE, JAMES",1930-07-09,1950-11-28,Reservoir,M,Corporal,',
    ],
    ids=["other letters", "says less", "says more exactly"],
)
def test_what_does_not_contradict_is_no_disagreement(row, land):
    assert land(row + "\n").beside == 1
    assert not Disagreement.objects.exists()


def test_the_same_other_value_in_a_third_file_is_one_disagreement(land):
    land('MU-1001,"DOE, JOHN",1932-04-02,1950-11-28,Reservoir,M,Private,\n')
    land('MU-1001,"DOE, JOHN",1932-04-02,1950-11-28,Reservoir,M,Private,again\n', "third.csv")
    assert Disagreement.objects.count() == 1
    land('MU-1001,"DOE, JOHN",1933,1950-11-28,Reservoir,M,Private,\n', "fourth.csv")
    assert Disagreement.objects.count() == 2
    assert SourceRecord.objects.filter(person=person("MU-1001")).count() == 4


def test_a_row_finds_its_person_by_a_further_number_and_by_an_alias(land):
    with recording(OPERATOR) as record:
        add_number(record, person("MU-1003"), "RA 55-001", source="a made-up card")
        add_alias(record, person("MU-1003"), "Pough", kind="other spelling", source="a made-up card")
    result = land('RA55001,"POUGH, JACK",,,,,Sergeant,\n')
    assert (result.beside, result.problems) == (1, ())
    assert SourceRecord.objects.filter(person=person("MU-1003")).count() == 2


def test_a_row_of_a_merged_entry_is_kept_beside_the_kept_one(land):
    with recording(OPERATOR) as record:
        merge(record, person("MU-1001"), person("MU-1003"), reason="made up")
    assert land('MU-1003,"POE, JACK",1929-01-05,1950-12-01,Reservoir,M,Private,\n').beside == 1
    assert SourceRecord.objects.filter(person=person("MU-1001"), first=False).count() == 1


@pytest.fixture
def corrected(land):
    """John Doe was typed with the reference KR-123, which is that of his brother, and has KR-124 since."""
    with recording(OPERATOR) as record:
        key = person("MU-1001").pk
        correct_written(record, "person", key, {"reference": "KR-123"}, reason="a made-up slip")
    with recording(OPERATOR) as record:
        correct_written(record, "person", key, {"reference": "KR-124"}, reason="a made-up letter")
    return key


@pytest.mark.parametrize(
    "row", ['KR-123,"DOE, PETER",1933-02-01,,,,,', 'KR-123,"DOE, PETER",1931,,,,,', "KR-123,DOE,,,,,,"]
)
def test_a_former_reference_ties_no_other_person_of_the_family_name(row, land, corrected):
    result = land(row + "\n")
    assert (result.landed, result.rejected) == (0, 1)
    (problem,) = result.problems
    assert f"KR-123 was the reference of person {corrected} of the roll before it was corrected" in problem.message
    assert SourceRecord.objects.filter(person=corrected).count() == 1


@pytest.mark.parametrize("row", ['KR-123,"DOE, JOHN",,,,,,', 'KR-123,"DOE, JACK",1931-04-02,,,,,'])
def test_a_former_reference_ties_where_the_given_names_or_the_birth_agree(row, land, corrected):
    result = land(row + "\n")
    assert (result.beside, result.problems) == (1, ())
    assert SourceRecord.objects.filter(person=corrected).count() == 2


def test_a_row_goes_to_whose_number_it_is_and_not_to_who_had_its_reference_once(land, corrected):
    with recording(OPERATOR) as record:
        add_alias(record, person("MU-1002"), "Doe", given_names="Peter", kind="name used", source="a made-up card")
        add_number(record, person("MU-1002"), "KR-123", source="a made-up card")
    assert land('KR-123,"DOE, PETER",,,,,,\n').beside == 1
    assert SourceRecord.objects.filter(person=person("MU-1002"), first=False).count() == 1


def test_a_row_that_can_be_several_persons_is_a_problem_with_its_place(land):
    for number, reference in (("MU-1001", "X-77"), ("MU-1002", "X-77")):
        with recording(OPERATOR) as record:
            add_number(record, person(number), reference, source="a made-up card")
            add_alias(record, person(number), "Moe", kind="name used", source="a made-up card")
    result = land('X-77,"MOE, J",,,,,,\nMU-1001,"DOE, JOHN",,,,,,\n')
    (problem,) = result.problems
    assert (result.beside, result.landed, result.rejected) == (1, 1, 1)
    assert problem.place == "line 2"
    assert "can be any of the persons" in problem.message


def test_a_number_under_a_name_that_is_nothing_like_it_is_a_problem_and_changes_nothing(land):
    result = land('MU-1001,"QUIMBLE, ARTHUR",,,,,,\n')
    assert (result.landed, result.rejected, MissingPerson.objects.count()) == (0, 1, 3)
    assert "a name that is nothing like it" in result.problems[0].message


def test_two_rows_of_one_person_in_one_file_are_not_both_kept(land):
    with recording(OPERATOR) as record:
        add_number(record, person("MU-1001"), "RA-1", source="a made-up card")
    result = land('MU-1001,"DOE, JOHN",,,,,,\nRA-1,"DOE, JOHN",,,,,,\n')
    assert (result.beside, result.rejected) == (1, 1)
    assert "line 2 speaks of the same person" in result.problems[0].message


def test_new_beside_and_rejected_are_counted_and_kept(land):
    rows = 'MU-1001,"DOE, JOHN",,,,,,\nMU-2001,"NEW, MAN",1931,1950-11,,M,,\nMU-2002,"BAD, MAN",1931-13,,,M,,\n'
    result = land(rows)
    assert (result.rows_read, result.landed - result.beside, result.beside, result.rejected) == (3, 1, 1, 1)
    from repatria.registry.imports.models import Import

    kept = Import.objects.get(pk=result.import_id)
    assert (kept.new, kept.beside, kept.rejected) == (1, 1, 1)


def test_rows_that_the_roll_refuses_are_rejected_one_by_one_with_their_text_and_the_rest_lands(land):
    rows = f"""MU-2001,"BOE, JOHN",1931,1949-02-03,Reservoir,M,Private,
MU-2002,"COE, JOHN",1931,1950-12-02,Reservoir,M,Private,
MU-2003,"FOE, JOHN",1931,1950-12-02,Reservoir,M,{"x" * 81},
MU-2004,"GOE, JOHN",1931,1950-12-03,{"y" * 201},M,Private,
"""
    result = land(rows)
    assert (result.rows_read, result.landed, result.rejected) == (4, 1, 3)
    assert [(problem.place, problem.message.split(": ", 1)[1]) for problem in result.problems] == [
        ("line 2", "1949-02-03 is before the Korean War began (1950-06-25)"),
        ("line 4", "81 characters are too many, at most 80 can be kept"),
        ("line 5", "201 characters are too many, at most 200 can be kept"),
    ]
    kept = list(ImportProblem.objects.order_by("id").values_list("raw", flat=True))
    assert ["BOE" in kept[0], "FOE" in kept[1], "GOE" in kept[2]] == [True, True, True]
    assert person("MU-2002").family_name.upper() == "COE"
    assert verify().problems == []
