"""Numerals written in other ways than 7,800, and those that can be read in two ways: none is silently wrong."""

from __future__ import annotations

import pytest

from repatria.testimony.conflicts.compared_figures import bounds
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text


def reading_of(sentence):
    return read(from_text(f"The officer spoke at a hearing.\n\n{sentence}\n", name="x"))


def told(sentence):
    return [(f.value, f.low, f.high, f.qualifier, f.unit) for c in reading_of(sentence).claims for f in c.figures]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The North returned 1.200 sets of remains.", 1200, "sets"),
        ("Some 7.800 Americans are missing from the Korean War.", 7800, "persons"),
        ("Some 1.200.000 soldiers died in the war.", 1_200_000, "persons"),
        ("Some 7 800 Americans are missing from the Korean War.", 7800, "persons"),
        ("Kim counted 1'200 remains in the store.", 1200, "remains"),
        ("The army counted 12,00,000 soldiers who died.", 1_200_000, "persons"),
        ("Some sixty-\nfive sets of remains were returned.", 65, "sets"),
        ("Some 2½ thousand soldiers are missing.", 2500, "persons"),
        ("Twelve and three quarters thousand soldiers died.", 12_750, "persons"),
        ("A quarter of a million soldiers died.", 250_000, "persons"),
        ("Three quarters of a million soldiers died.", 750_000, "persons"),
        ("Ninety-nine point five thousand soldiers are missing.", 99_500, "persons"),
        ("The number of sets returned rose by 200 to 455.", 455, "sets"),
        ("The count of remains fell by 12 to 43 sets.", 43, "sets"),
    ],
)
def test_what_can_be_read_in_one_way_is_one_number(sentence, value, unit):
    assert [(v, u) for v, _, _, _, u in told(sentence)] == [(value, unit)]


def test_a_number_broken_at_the_end_of_a_line_is_one():
    lines = (
        "The army of the Republic lost in the whole of that long and bitter war, as it said, some 7,\n"
        "800 soldiers in Korea and of them no more than a few were ever found by those who\n"
        "looked for them in the hills and valleys of the north for all of these long years."
    )
    assert 7800 in [value for value, *_ in told(lines)]


@pytest.mark.parametrize(
    ("sentence", "numeral"),
    [
        ("Kim said 12,34 remains were returned.", "12,34"),
        ("Kim said 1,2345 remains were returned.", "1,2345"),
        ("Kim said 1,200,5 soldiers are missing.", "1,200,5"),
        ("Some 5e3 soldiers are missing.", "5e3"),
        ("Rebels lost 7, 800 soldiers in the war.", "7, 800"),
        ("At 7 800 soldiers died.", "7 800"),
        ("The army lost 7,\n800 soldiers in Korea.", "7"),
        ("Kim said 55.5 boxes were returned.", "55.5 boxes"),
        ("He found 1.200 fragments of bone.", "1.200 fragments"),
    ],
)
def test_what_can_be_read_in_two_ways_gives_no_number_and_a_problem(sentence, numeral):
    reading = reading_of(sentence)
    assert [f for c in reading.claims for f in c.figures] == []
    assert f"“{numeral}”" in reading.problems[0].message


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Between 5,300 remains and 5,500 remains were recovered.", 5300, 5500),
        ("Not fewer than 5,300 nor more than 7,800 soldiers are missing.", 5300, 7800),
        ("At least 5,300 soldiers and at most 7,800 are missing.", 5300, 7800),
        ("The North returned more than 200 but fewer than 300 remains.", 201, 299),
        ("Some 3.500 to 4.000 soldiers died.", 3500, 4000),
    ],
)
def test_two_bounds_are_one_range(sentence, low, high):
    assert [(v, a, b, q) for v, a, b, q, _ in told(sentence)] == [(None, low, high, "between")]


@pytest.mark.parametrize("words", ["Fewer than 55", "Less than 55", "Under 55"])
def test_fewer_than_a_number_leaves_it_out(words):
    sentence = f"{words} boxes were handed over."
    assert told(sentence) == [(55, 0, 54, "up_to", "boxes")]
    (figure,) = [f for c in reading_of(sentence).claims for f in c.figures]
    assert bounds(figure)[1] == 54


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("Just shy of 200 remains were returned.", "nearly"),
        ("Kim said 200 (?) remains were returned.", "believed"),
        ("Kim said 200? remains were returned.", "believed"),
        ("Kim said 200 (sic) remains were returned.", "exact"),
        ("North Korea never returned fewer than 200 remains.", "at_least"),
        ("The count never exceeded 200 remains.", "up_to"),
    ],
)
def test_the_qualifier_of_two_hundred_remains(sentence, qualifier):
    assert [(v, q, u) for v, _, _, q, u in told(sentence)] == [(200, qualifier, "remains")]


def test_what_a_number_was_and_became_is_no_range():
    assert [v for v, *_ in told("The number of missing rose from 200 to 455.")] == [200, 455]


@pytest.mark.parametrize("sentence", ["Boxes 12 to 55 were opened.", "They opened boxes 12, 13 and 14."])
def test_labels_count_nothing(sentence):
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("In 2018 200 remains were returned.", [200]),
        ("On July 27 2018 55 boxes were returned.", [55]),
        ("Some 2.5 million soldiers died.", [2_500_000]),
        ("The 12 to 15 boxes were opened.", [None]),
        ("They walked 2.5 miles with 12 men.", [12]),
    ],
)
def test_other_numbers_beside_each_other_stay_as_they_are(sentence, values):
    assert [v for v, *_ in told(sentence)] == values
