"""Grid references of the war: one reading where it is clear, every one where it is not, words where there is none."""

from __future__ import annotations

import contextlib
import csv
import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.errors import InvalidInput
from repatria.geography.grid import CERTAIN_RECORDS, read_grid
from repatria.geography.position import degrees, degrees_from_tokyo, distance_m, metres
from repatria.geography.squares import band_of, letters_of, squares
from repatria.geography.wartime import attested, in_the_theatre
from repatria.geography.writing import wartime_reference


def one(text: str, **near):
    answer = read_grid(text, **near)
    assert answer.reading is not None, answer.why
    return answer.reading


def pairs(shared) -> list[dict[str, str]]:
    with gzip.open(shared / "geography" / "wartime_grid_to_mgrs_pairs_half.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def without_band(mgrs: str) -> str:
    return mgrs[:2] + mgrs[3:]


@pytest.mark.shared
def test_four_digits_are_converted_as_air_records_of_the_war_convert_them(shared):
    """The band letter is compared where the source's own latitude allows it: it writes band S north of 40 degrees."""
    asked, unclear = 0, []
    for row in pairs(shared):
        written = row["SOURCE_TGT_UTM"]
        if len([each for each in written if each.isdigit()]) != 4:
            continue
        asked += 1
        answer = read_grid(written)
        if answer.reading is None:
            unclear.append((written, [reading.mgrs for reading in answer.readings]))
            continue
        assert without_band(answer.reading.mgrs) == without_band(row["TGT_MGRS"]), written
        if band_of(float(row["lat"])) == row["TGT_MGRS"][2]:
            assert answer.reading.mgrs == row["TGT_MGRS"]
    assert asked == 3690
    few = [(written, readings) for written, readings in unclear if attested().get(written[:2], (0, "", 0))[2]]
    assert all(attested()[written[:2]][2] < CERTAIN_RECORDS and len(readings) == 2 for written, readings in few)
    assert len(few) < 10
    unclear = [each for each in unclear if each not in few]
    assert unclear == [("YU 3966", ["51SYU3966", "51TYJ3966"])]  # the source's 51T YU names no square that exists


@pytest.mark.shared
def test_the_position_is_within_its_radius_of_the_sources(shared):
    """The source gives the south-western corner of the kilometre square, we give its middle."""
    for row in pairs(shared)[:800]:
        answer = read_grid(row["SOURCE_TGT_UTM"]) if len(row["SOURCE_TGT_UTM"]) == 7 else None
        if answer and answer.reading:
            away = distance_m(
                (float(row["lon"]), float(row["lat"])), (answer.reading.longitude, answer.reading.latitude)
            )
            assert away == pytest.approx(answer.reading.radius_m, abs=2.5)


@pytest.mark.shared
def test_the_shipped_letters_are_those_of_the_source(shared):
    with (shared / "geography" / "wartime_letters_to_mgrs.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["wartime_letters"] != "YU"]
    assert {(row["wartime_letters"], int(row["zone"]), row["mgrs_letters"]) for row in rows} == {
        (written, zone, mgrs) for written, (zone, mgrs, _records) in attested().items()
    }
    assert sum(int(row["n"]) for row in rows) == sum(records for _zone, _mgrs, records in attested().values())


@pytest.mark.parametrize(
    ("text", "side", "radius"),
    [
        ("CT 11", 10_000, 7071),
        ("CT 1118", 1_000, 707),
        ("CT 118185", 100, 71),
        ("CT 11801850", 10, 7),
        ("CT 1180018500", 1, 1),
    ],
)
def test_more_digits_are_a_smaller_radius(text, side, radius):
    reading = one(text)
    assert (reading.side_m, round(reading.radius_m)) == (side, radius)
    assert reading.uncertainty_m >= reading.radius_m + reading.shift_m


def test_six_digits_are_three_and_three_and_not_the_last_four():
    assert one("CT 589714").mgrs == "52SCH589714"
    inside, around = one("CT 589714"), one("CT 5871")
    apart = distance_m((inside.longitude, inside.latitude), (around.longitude, around.latitude))
    assert apart < around.radius_m


@pytest.mark.parametrize(
    "text",
    ["CT 1118", "ct1118", "CT-1118", "52S CT 1118", "52SCT1118", "52 CT 1118", "vic CT 1118", "CT 11 18", "(CT 1118)"],
)
def test_one_place_is_read_however_it_is_typed(text):
    assert one(text).mgrs == "52SCH1118"


def test_mgrs_is_read_as_it_is():
    reading = one("52SCH1118")
    assert (reading.mgrs, reading.letters) == ("52SCH1118", "MGRS")
    assert one("CH1118", near_to=(126.85, 38.1)).mgrs == "52SCH1118"


def test_the_band_follows_from_the_digits_where_a_square_crosses_forty_degrees():
    assert one("CV 1010").mgrs == "52SCK1010"
    assert one("CV 1050").mgrs == "52TCK1050"


@pytest.mark.parametrize(
    ("text", "candidates", "why"),
    [
        ("CC 1234", ["52SCC1234", "52TCN1234"], "the letters CC name 2 squares"),
        ("YU 3966", ["51SYU3966", "51TYJ3966"], "the letters YU name 2 squares"),
        ("CT 7947 or CT 9747", ["52SCH7947", "52SCH9747"], "names 2 places"),
        ("DT 077506-081505", ["52SDH077506", "52SDH081505"], "names 2 places"),
        ("YD 3370 3579", ["51SYD33703579", "51SYD3370", "51SYD3579"], "one reference of eight digits or two of four"),
    ],
)
def test_what_is_unclear_is_said_with_every_reading_and_none_is_chosen(text, candidates, why):
    answer = read_grid(text)
    assert answer.reading is None
    assert [reading.mgrs for reading in answer.readings] == candidates
    assert why in answer.why


def test_a_place_nearby_decides_between_the_readings():
    assert one("CC 1234", near_to=(126.9, 33.5)).mgrs == "52SCC1234"
    assert one("CC 1234", near_to=(126.9, 42.5)).mgrs == "52TCN1234"
    with pytest.raises(InvalidInput, match="near the place given"):
        read_grid("CC 1234", near_to=(126.9, 38.1))


def test_another_reading_of_attested_letters_is_named_beside_it():
    answer = read_grid("EB 1234")
    assert answer.reading is not None
    assert answer.reading.mgrs == "52TEM1234"
    assert [reading.mgrs for reading in answer.also] == ["52SEB1234"]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [("DC 1118", ["52TDN1118", "52SDC1118"]), ("52 DC 1118", ["52TDN1118", "52SDC1118"])],
)
def test_letters_that_single_records_attest_are_not_taken_as_certain(text, candidates):
    answer = read_grid(text)
    assert answer.reading is None
    assert [reading.mgrs for reading in answer.readings] == candidates
    assert [reading.records for reading in answer.readings] == [1, 0]


def test_a_reading_near_a_place_names_the_rival_beside_it():
    answer = read_grid("DC 1118", near_to=(128.0, 42.5))
    assert answer.reading is not None
    assert answer.reading.mgrs == "52TDN1118"
    assert [reading.mgrs for reading in answer.also] == ["52SDC1118"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no grid reference"),
        ("YD 498", "3 digits"),
        ("DT 0587570", "7 digits"),
        ("CT 123456789012", "more than the 10"),
        ("1118", "no letters"),
        ("CT", "no digits"),
        ("hello", "no digits"),
        ("CO 1118", "I and O"),
        ("CT 1O18", "a digit 1 or 0"),
        ("C 1118", "not a grid reference"),
        ("CT 111 8", "neither one group"),
        ("61S CT 1118", "no zone 61"),
        ("52I CT 1118", "I and O|no latitude band|not a grid"),
        ("52S JT 1118", "no square JT"),
        ("JJ 1234", "write the zone"),
        ("CT 1118; DROP", "no digits"),
        ("C" * 90 + " 11", "at most|not a grid"),
        ("\x00", "no letters|no digits|not a grid"),
        ("김포 1118", "not a grid|no letters"),
    ],
)
def test_bad_text_is_answered_in_words(text, words):
    with pytest.raises(InvalidInput, match=words):
        read_grid(text)


@given(st.text(max_size=40))
def test_no_text_at_all_breaks_the_reader(text):
    with contextlib.suppress(InvalidInput):
        answer = read_grid(text)
        assert answer.readings
        assert (answer.reading is None) == bool(answer.why)


@given(st.floats(124.2, 130.9), st.floats(33.2, 43.0))
def test_writing_and_reading_a_place_leads_back_to_it(longitude, latitude):
    zone = int((longitude + 180) // 6) + 1
    easting, northing = metres(zone, longitude, latitude)
    back = degrees(zone, easting, northing)
    assert distance_m(back, (longitude, latitude)) < 0.01
    assert letters_of(zone, easting, northing) in {
        square.letters for square in squares(zone, letters_of(zone, easting, northing))
    }
    text = wartime_reference(longitude, latitude)
    if text:
        answer = read_grid(text)
        near = read_grid(text, near_to=(longitude, latitude)).readings[0]
        assert distance_m((near.longitude, near.latitude), (longitude, latitude)) <= near.radius_m + 1
        assert answer.readings


def test_no_letters_have_more_readings_in_the_theatre_than_it_is_high():
    for first in "ABCDEFGHSTUVWXYZ":
        for second in "ABCDEFGHJKLMNPQRSTUV":
            assert len(in_the_theatre(first + second)) <= 2


def test_the_tokyo_datum_lies_three_quarters_of_a_kilometre_away_in_korea():
    plain, shifted = degrees(52, 311_500, 4_218_500), degrees_from_tokyo(52, 311_500, 4_218_500)
    assert 700 < distance_m(plain, shifted) < 800
    assert shifted[1] > plain[1]
    assert shifted[0] < plain[0]
