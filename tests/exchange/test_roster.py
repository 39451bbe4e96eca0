"""Rosters are read as they stand: good rows land, bad rows are kept with their line, field and reason."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.exchange.roster import read_date, read_roster
from repatria.exchange.roster_layout import CSV_COLUMNS, CSV_SYNONYMS, DCAS_COLUMNS, DCAS_FIELDS
from repatria.exchange.roster_rows import MADE_UP_REMARK
from repatria.exchange.roster_writing import write_csv, write_dcas

GOOD = {
    "service_number": "MADEUP-1",
    "member_name": "EXAMPLE JOHN Q",
    "gender": "M",
    "birth_date": "19310214",
    "death_dt": "19501127",
    "unit_name": "901ST INFANTRY REGIMENT",
}


def dcas_line(**columns: str) -> str:
    values = dict.fromkeys(DCAS_COLUMNS, "") | GOOD | columns
    return "|".join(values.values())


def read(tmp_path, content: str | bytes):
    path = tmp_path / "roster.DAT"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_roster(path)


def only_problem(reading):
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]


def test_the_columns_are_those_of_the_published_layout(shared):
    schema = (shared / "rosters/dcas_ks_ext08_schema.sql").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^  (\w+)\s+(?:VARCHAR|DATE|TEXT)", schema, re.M)) == DCAS_COLUMNS


def test_a_row_of_the_pipe_layout_is_read_field_by_field(tmp_path):
    reading = read(tmp_path, dcas_line(cas_region_name="HAMGYONG", body="N", hor_city="NOWHERE") + "\n")
    assert reading.problems == []
    (row,) = reading.rows
    assert (row.line, row.service_number, row.family_name, row.given_names) == (1, "MADEUP-1", "EXAMPLE", "JOHN Q")
    assert (row.sex, row.birth_date, row.incident_date) == (
        "male",
        PartialDate("1931-02-14"),
        PartialDate("1950-11-27"),
    )
    assert (row.incident_region, row.remains_recovered, row.home_city) == ("HAMGYONG", "N", "NOWHERE")
    assert reading.counts.layout == "pipe"


def test_csv_is_read_by_its_header_in_any_order_and_with_synonyms(tmp_path):
    reading = read(tmp_path, 'Gender,Surname,date of birth,given_names\nF,"O""Neill, Made",1950-11,Up\n')
    assert reading.problems == []
    (row,) = reading.rows
    assert (row.family_name, row.given_names, row.sex, row.birth_date) == (
        'O"Neill, Made',
        "Up",
        "female",
        PartialDate("1950-11"),
    )
    assert reading.counts.layout == "csv"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("19501127", "1950-11-27"),
        ("1950-11-27", "1950-11-27"),
        ("19501100", "1950-11"),
        ("1950-11-00", "1950-11"),
        ("1950-11", "1950-11"),
        ("195011", "1950-11"),
        ("19500000", "1950"),
        ("1950", "1950"),
        ("", None),
        ("0000", None),
        ("00000000", None),
        ("0000-00-00", None),
    ],
)
def test_dates_stay_as_precise_as_they_are_given(written, meant):
    assert read_date(written) == (PartialDate(meant) if meant else None)


@pytest.mark.parametrize(
    "written",
    [
        "19501301",
        "19500230",
        "1950-2-3",
        "11/27/1950",
        "19500015",
        "195",
        "1950-1127",
        "17000101",
        "30000101",
        "x",
        "195O1127",
    ],
)
def test_what_is_no_date_is_refused(written):
    with pytest.raises(InvalidInput):
        read_date(written)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_is_refused_in_words(text):
    try:
        date = read_date(text)
    except InvalidInput as error:
        assert str(error)  # noqa: PT017 - either outcome is right; a traceback of another kind is not
    else:
        assert date is None or date.earliest < date.after


@pytest.mark.parametrize(
    ("columns", "field", "reason"),
    [
        ({"death_dt": "19501345"}, "death_dt", "calendar"),
        ({"birth_date": "19510101"}, "death_dt", "before the birth"),
        ({"member_name": " "}, "member_name", "no name"),
        ({"service_number": "FIRST"}, "service_number", "that of line 1"),
    ],
)
def test_a_bad_row_is_rejected_with_line_field_reason_and_its_text(tmp_path, columns, field, reason):
    bad = dcas_line(**columns)
    reading = read(tmp_path, f"{dcas_line(service_number='FIRST')}\n{bad}\n{dcas_line()}\n")
    assert [row.line for row in reading.rows] == [1, 3]
    problem = only_problem(reading)
    assert problem.source == "roster.DAT"
    assert problem.place == f"line 2, field {field}"
    assert reason in problem.message
    assert reading.rejected[0].raw == bad
    assert (reading.counts.read, reading.counts.accepted, reading.counts.rejected) == (3, 2, 1)


def test_a_service_number_that_says_nothing_is_none_and_no_duplicate(tmp_path):
    lines = [dcas_line(service_number=number) for number in ("UNKNOWN", "unknown", "00000000", "-", "N/A", "")]
    reading = read(tmp_path, "\n".join(lines) + "\n")
    assert reading.problems == []
    assert [row.service_number for row in reading.rows] == [""] * 6


def test_service_numbers_are_the_same_in_either_case(tmp_path):
    reading = read(tmp_path, f"{dcas_line(service_number='ra1')}\n{dcas_line(service_number='RA1')}\n")
    assert "that of line 1" in only_problem(reading).message


def test_every_fault_of_a_row_is_told(tmp_path):
    reading = read(tmp_path, dcas_line(death_dt="19501345", birth_date="19310231", member_name="") + "\n")
    assert {problem.place.split("field ")[1] for problem in reading.problems} == {
        "death_dt",
        "birth_date",
        "member_name",
    }
    assert len(reading.rejected) == 1


@pytest.mark.parametrize("change", [lambda line: line.rsplit("|", 1)[0], lambda line: line + "|more"])
def test_too_few_and_too_many_columns_are_rejected(tmp_path, change):
    reading = read(tmp_path, dcas_line() + "\n" + change(dcas_line(service_number="2")) + "\n")
    assert len(reading.rows) == 1
    assert "columns where 55 are expected" in only_problem(reading).message


def test_a_truncated_file_keeps_its_whole_rows_and_says_where_it_was_cut(tmp_path):
    reading = read(tmp_path, dcas_line() + "\n" + dcas_line(service_number="2")[:40])
    assert len(reading.rows) == 1
    problem = only_problem(reading)
    assert problem.place == "line 2"
    assert "cut off" in problem.message


def test_formula_like_cells_are_kept_as_text_and_reported(tmp_path):
    for text in ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)"):
        reading = read(tmp_path, dcas_line(unit_name=text) + "\n")
        assert reading.rows[0].unit == text
        assert "formula" in only_problem(reading).message
        assert only_problem(reading).place == "line 1, field unit_name"


def test_latin_1_is_read_and_reported_as_the_wrong_encoding(tmp_path):
    reading = read(
        tmp_path,
        dcas_line().encode() + b"\n" + dcas_line(member_name="PE\xd1A JUAN", service_number="2").encode("latin-1"),
    )
    assert reading.rows[1].family_name == "PEÑA"
    problem = only_problem(reading)
    assert problem.place == "line 2"
    assert "wrong encoding" in problem.message


def test_utf_8_with_a_byte_order_mark_and_windows_line_ends_reads_the_same(tmp_path):
    plain = read(tmp_path, "name,birth_date\nPeña Juan,1931\n")
    dressed = read(tmp_path, "\ufeffname,birth_date\r\nPeña Juan,1931\r\n\r\n")
    assert dressed.rows == plain.rows
    assert dressed.problems == plain.problems == []
    assert dressed.counts.blank == 1


@pytest.mark.parametrize("damage", [b"\x00", b"\x07", b"\x93"])
def test_damaged_text_is_rejected(tmp_path, damage):
    line = dcas_line(member_name="EXA@PLE JOHN").encode().replace(b"@", damage)
    reading = read(tmp_path, dcas_line(service_number="2").encode() + b"\n" + line + b"\n")
    assert len(reading.rows) == 1
    assert "line 2" in {rejected.problems[0].place for rejected in reading.rejected}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\r\n", "empty"),
        ("name\nx".encode("utf-16"), "UTF-16"),
        (b"\x00" * 5000, "no text"),
        (b"a,b\n1,2\n", "neither the pipe-separated layout nor CSV"),
        (b"name,name\n1,2\n", "twice"),
        (b'"name\n', "header cannot be read"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_with_the_reason(tmp_path, content, reason):
    reading = read(tmp_path, content)
    assert reading.rows == []
    assert reason in only_problem(reading).message


def test_a_file_above_the_limit_is_refused_unread(tmp_path):
    path = tmp_path / "huge.DAT"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    reading = read_roster(path)
    assert "read up to" in only_problem(reading).message
    assert reading.counts.read == 0


def test_an_absent_file_is_a_problem_not_a_traceback(tmp_path):
    assert "cannot be read" in only_problem(read_roster(tmp_path / "absent.csv")).message


def test_an_unclosed_quote_costs_one_row_only(tmp_path):
    reading = read(tmp_path, 'name,unit\n"Open One,A\nTwo Good,B\n')
    assert [row.name for row in reading.rows] == ["Two Good"]
    assert only_problem(reading).place == "line 2"


def test_a_made_up_person_stays_marked_through_both_layouts(tmp_path):
    row = read(tmp_path, dcas_line(cas_circumstances=MADE_UP_REMARK, birth_date="19310200") + "\n").rows[0]
    assert row.made_up
    for write, name in ((write_csv, "a.csv"), (write_dcas, "a.DAT")):
        write(tmp_path / name, [row])
        again = read_roster(tmp_path / name)
        assert again.problems == []
        assert again.rows[0].birth_date == PartialDate("1931-02")
        assert again.rows[0].made_up
        assert (again.rows[0].family_name, again.rows[0].given_names) == (row.family_name, row.given_names)


def test_a_value_with_a_pipe_cannot_be_written_in_the_pipe_layout(tmp_path):
    row = read(tmp_path, "name,unit\nOne Person,A|B\n").rows[0]
    with pytest.raises(InvalidInput, match="pipe"):
        write_dcas(tmp_path / "out.DAT", [row])


def test_every_synonym_leads_to_a_documented_column():
    assert set(CSV_SYNONYMS.values()) <= set(CSV_COLUMNS)
    assert set(DCAS_FIELDS.values()) <= set(DCAS_COLUMNS)


@given(st.binary(max_size=400))
def test_no_bytes_lead_to_a_traceback(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "any.dat"
    path.write_bytes(content)
    reading = read_roster(path)
    assert reading.counts.read == len(reading.rows) + len(reading.rejected)
    assert reading.rows or reading.problems or reading.counts.layout == "csv"


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), max_size=8))
def test_garbage_between_good_rows_never_costs_a_good_row(tmp_path_factory, garbage):
    path = tmp_path_factory.mktemp("mixed") / "mixed.DAT"
    lines = [dcas_line(service_number=f"MADEUP-{i}") for i in range(20)]
    dirty = [text.replace("\n", " ") for text in garbage]
    mixed = [line for pair in zip(lines, dirty + [""] * 20, strict=False) for line in pair]
    path.write_text("\n".join(mixed) + "\n", encoding="utf-8", newline="")
    assert len(read_roster(path).rows) == 20
