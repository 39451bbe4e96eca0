"""Terms of office, names of bodies and days of history as bounds of the day on which a text was written."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.testimony.dates.offices import OFFICES, named_since, terms_of_office
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text


def bounds(text: str) -> tuple[str | None, str | None]:
    date = read(from_text(text, name="x")).published
    return date.earliest, date.latest


def test_every_term_begins_before_it_ends():
    for office in OFFICES:
        first = dt.date.fromisoformat(office.first)
        assert office.last is None or first < dt.date.fromisoformat(office.last), office


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("President Kim Young-sam", "1993-02-25"),
        ("Defense Secretary William Cohen", "1997-01-24"),
        ("Defence Secretary Cohen", "1997-01-24"),
        ("President George H.W. Bush", "1989-01-20"),
        ("Secretary-General Boutros Boutros-Ghali", "1992-01-01"),
        ("Gen. Vincent K. Brooks", "2016-04-30"),
        ("Prime Minister John Major", "1990-11-28"),
        ("U.S. President Donald Trump", "2017-01-20"),
    ],
)
def test_an_office_holder_is_known_by_the_office(words, first):
    assert [office.first for _, _, office, _ in terms_of_office(f"It was told to {words} on the day.")] == [first]


@pytest.mark.parametrize(
    "words", ["John Major of the Marines", "Carter said", "Gen. Brooks", "President of the board May"]
)
def test_a_surname_alone_holds_no_office(words):
    assert terms_of_office(f"It was told to {words} on the day.") == []


def test_a_text_that_names_two_office_holders_was_written_while_both_were_in_office():
    text = "President Clinton and President Kim Young-sam asked for talks. The boxes were opened."
    assert bounds(text) == ("1993-02-25", "1998-02-24")


def test_a_president_of_long_ago_does_not_bound_a_text_that_tells_of_later_days():
    text = "The order was signed by President Truman. The boxes were returned in 2018 and opened in Hawaii."
    first, latest = bounds(text)
    assert first is not None
    assert first >= "2018-01-01"
    assert latest is None or latest > "2018-01-01"


def test_a_body_is_named_only_since_it_has_its_name():
    assert [day for _, _, day in named_since("The DPAA tweeted a list.")] == ["2015-01-30", "2006-07-15"]
    first, _ = bounds("The DPAA opened the boxes, it said.")
    assert first == "2015-01-30"
