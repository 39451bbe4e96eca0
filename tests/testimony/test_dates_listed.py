"""Dates told in lists, dates that can be read in two ways, and dates in figures as Koreans write them."""

from __future__ import annotations

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

DAY = Dated("2021-03-05", "day", "given", "2021-03-05", "2021-03-05")


def reading(sentence):
    return read(from_text(sentence + "\n", name="x.txt"), published=DAY)


def dates(sentence):
    return [d.date.value for d in reading(sentence).dates]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("on 3 May, 5 May and 9 June 2018", ["2018-05-03", "2018-05-05", "2018-06-09"]),
        ("on May 3, May 5 and June 9, 2018", ["2018-05-03", "2018-05-05", "2018-06-09"]),
        ("on 3 May, on 5 May, and on 9 June 2018", ["2018-05-03", "2018-05-05", "2018-06-09"]),
        ("on 3, 5 and 9 May 2018", ["2018-05-03", "2018-05-05", "2018-05-09"]),
        ("on the 3rd, 5th and 9th of May 2018", ["2018-05-03", "2018-05-05", "2018-05-09"]),
        ("on May 3, 5 and 9, 2018", ["2018-05-03", "2018-05-05", "2018-05-09"]),
        ("on 3 and 5 May 2018", ["2018-05-03", "2018-05-05"]),
        ("on 3 and 5 May and 9 June 2018", ["2018-05-03", "2018-05-05", "2018-06-09"]),
        ("in March and May 2018", ["2018-03", "2018-05"]),
        ("in March, May and June 2018", ["2018-03", "2018-05", "2018-06"]),
        ("in November and January 2019", ["2018-11", "2019-01"]),
        ("on 28 December and 3 January 2019", ["2018-12-28", "2019-01-03"]),
        ("on Thursday 3 May and Saturday 9 June 2018", ["2018-05-03", "2018-06-09"]),
        ("on Wednesday 3 May and Saturday 9 June 2018", ["2017-05-03", "2018-06-09"]),
    ],
)
def test_the_days_of_a_list_take_the_year_at_its_end(words, told):
    assert dates(f"The officers met {words}.") == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("in May and June 2018", ["2018-05-01/2018-06-30"]),
        ("between March and May 2018", ["2018-03-01/2018-05-31"]),
        ("between 3 May and 9 June 2018", ["2018-05-03/2018-06-09"]),
    ],
)
def test_a_stretch_is_no_list(words, told):
    assert dates(f"The officers met {words}.") == told


def test_a_date_of_another_clause_gives_no_year():
    assert dates("On 3 May the boxes came, and 12 June 2018 was a Tuesday.")[:1] == ["2020-05-03"]


def test_a_day_of_two_readings_is_told_as_its_year_and_stays_open():
    found = reading("On 12/06/2018 the army returned 55 boxes.")
    date, figure = found.dates[0].date, found.claims[0].figures[0]
    assert (date.earliest, date.latest, date.value) == ("2018-06-12", "2018-12-06", "2018")
    assert "2018-06-12 or 2018-12-06" in date.basis
    assert figure.period == "2018"
    assert [e.date.value for e in found.events] == ["2018"]


def test_nothing_is_counted_from_a_day_of_two_readings():
    assert dates("They returned 55 boxes on 03/04/2018. Two days later they met.") == ["2018", None]


@pytest.mark.parametrize(
    "words",
    [
        "2018. 7. 27.", "2018. 7. 27", "2018.7.27", "2018.07.27.", "'18. 7. 27.", "’18. 7. 27.", "'18.7.27",
        "2018년 7월 27일", "2018年7月27日", "27. 7. 2018", "27. July 2018",
    ],
)  # fmt: skip
def test_a_date_in_figures_with_stops_is_one_date_and_ends_no_sentence(words):
    for sentence in (f"On {words} the army returned 55 boxes.", f"The army returned 55 boxes on {words} at Wonsan."):
        found = reading(sentence)
        assert [c.evidence.quote for c in found.claims] == [sentence]
        assert [d.date.value for d in found.dates] == ["2018-07-27"]
        assert [f.period for c in found.claims for f in c.figures] == ["2018-07-27"]


def test_a_sentence_may_end_or_begin_with_such_a_date():
    found = reading("The boxes came on 2018. 7. 27. The army said so. On 2018. 7. 27. North Korea returned 55 boxes.")
    assert [c.evidence.quote for c in found.claims] == [
        "The boxes came on 2018. 7. 27.",
        "The army said so.",
        "On 2018. 7. 27. North Korea returned 55 boxes.",
    ]


@pytest.mark.parametrize(("words", "told"), [("7월 27일", "2020-07-27"), ("2018년", "2018"), ("2018년 7월", "2018-07")])
def test_parts_of_dates_in_korean(words, told):
    found = reading(f"In {words} the army returned 55 boxes.")
    assert [d.date.value for d in found.dates] == [told]
    assert [f.value for c in found.claims for f in c.figures] == [55]
