"""Time expressions and the date a text was written."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.testimony.dates import calendar_dates
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

DAY = Dated("2018-07-12", "day", "given", "2018-07-12", "2018-07-12")  # a Thursday


def date(sentence, published=DAY):
    reading = read(from_text(sentence + "\n", name="x.txt"), published=published)
    return reading.dates[0].date


@pytest.mark.parametrize(
    ("sentence", "earliest", "latest"),
    [
        ("The team met on Monday in Seoul.", "2018-07-09", "2018-07-09"),
        ("The team will meet on Monday in Seoul.", "2018-07-16", "2018-07-16"),
        ("The delegation left Thursday for home.", "2018-07-12", "2018-07-12"),
        ("They spoke yesterday in the village.", "2018-07-11", "2018-07-11"),
        ("They met last month in Beijing.", "2018-06-01", "2018-06-30"),
        ("He visited the camp earlier this month.", "2018-07-01", "2018-07-12"),
        ("The dig ended 14 years ago there.", "2004", "2004"),
        ("They were buried three days ago at home.", "2018-07-09", "2018-07-09"),
        ("The boxes were opened in August of 2017.", "2017-08-01", "2017-08-31"),
        ("They agreed in September to talk.", "2017-09-01", "2017-09-30"),
        ("The team will return in September.", "2018-09-01", "2018-09-30"),
        ("He testified in late June there.", "2018-06-20", "2018-06-30"),
        ("Budgets were cut this fiscal year again.", "2017-10-01", "2018-09-30"),
        ("The work was planned for FY 2020 there.", "2019-10-01", "2020-09-30"),
        ("It was the 65th anniversary of the Korean armistice.", "2018-07-27", "2018-07-27"),
        ("It lasted from 1950 to 53 in Korea.", "1950", "1953"),
        ("He was buried on Memorial Day 2018 in Ohio.", "2018-05-28", "2018-05-28"),
        ("They ate Thanksgiving 1950 on the march.", "1950-11-23", "1950-11-23"),
        ("It fell on POW/MIA Recognition Day 2018.", "2018-09-21", "2018-09-21"),
        ("They fought from Nov. 27 to Dec. 13, 1950.", "1950-11-27", "1950-12-13"),
        ("He vanished in the winter of 1950-51.", "1950-12-01", "1951-02-28"),
        ("They met on June 30-July 1 and on 6 July 2017.", "2018-06-30", "2018-07-01"),
        ("It was signed on 27JUL1953 at noon.", "1953-07-27", "1953-07-27"),
    ],
)
def test_an_expression_means(sentence, earliest, latest):
    found = date(sentence)
    assert (found.earliest, found.latest) == (earliest, latest), found


def test_the_order_of_day_and_month_stays_open():
    found = date("The letter of 03/04/2018 was lost.")
    assert (found.value, found.precision) == ("2018", "year")
    assert (found.earliest, found.latest) == ("2018-03-04", "2018-04-03")


def test_last_thursday_said_on_a_friday_stays_an_interval():
    friday = Dated("2018-07-13", "day", "given", "2018-07-13", "2018-07-13")
    found = date("They met last Thursday in Seoul.", friday)
    assert (found.earliest, found.latest) == ("2018-07-05", "2018-07-12")


def test_without_a_publication_date_a_relative_date_stays_unknown():
    found = read(from_text("The delegation met on Monday and said nothing.\n", name="x.txt")).dates[0].date
    assert found.value is None
    assert not found.known


def test_a_publication_interval_gives_the_union_of_what_its_days_mean():
    week = Dated(None, "interval", "bounded", "2018-07-10", "2018-07-13")
    found = date("The delegation met on Wednesday in Seoul.", week)
    assert (found.earliest, found.latest) == ("2018-07-04", "2018-07-11")


@given(st.dates(dt.date(1960, 1, 1), dt.date(2030, 12, 31)))
def test_a_past_weekday_is_never_more_than_six_days_back(today):
    published = calendar_dates.day(today, "given")
    found = date("The delegation met on Sunday in Seoul.", published)
    assert found.first_day is not None
    assert found.first_day.weekday() == 6
    assert 0 <= (today - found.first_day).days <= 6


class TestPublication:
    def published(self, text):
        return read(from_text(text, name="x.txt")).published

    def test_a_date_line_is_the_date(self):
        found = self.published("Boxes come home\n\nJuly 30, 2018\n\nThe boxes were handed over on Friday.\n")
        assert (found.value, found.basis) == ("2018-07-30", "explicit")

    def test_a_page_clock_is_not(self):
        found = self.published(
            "17:15 GMT 20 January 2021\nListen Live\n\nThe boxes were handed over on Friday at noon.\n"
        )
        assert found.value is None
        assert found.latest == "2021-01-20"

    def test_a_dateline_without_a_year_takes_it_from_the_text(self):
        text = (
            "SEOUL, July 16 (Reuters) - The talks took place after the June 12 summit in Singapore, officials said.\n"
        )
        assert self.published(text).value == "2018-07-16"

    def test_a_past_date_bounds_it_below(self):
        assert self.published("The team was disbanded on 3 May 2011 and never met again.\n").earliest == "2011-05-03"

    def test_an_office_bounds_it_on_both_sides(self):
        found = self.published("Secretary of State Mike Pompeo said that the boxes came home.\n")
        assert (found.earliest, found.latest) == ("2018-04-26", "2021-01-20")


def test_two_days_named_side_by_side_are_two_days_and_between_makes_them_a_stretch():
    told = read(from_text("Planes landed on Aug. 1, 2017 and Aug. 9, 2017.\n", name="x.txt"), published=DAY).dates
    assert [d.date.value for d in told] == ["2017-08-01", "2017-08-09"]
    stretch = date("He died between Aug. 1 and Sept. 9, 1951.")
    assert (stretch.earliest, stretch.latest) == ("1951-08-01", "1951-09-09")


def test_a_fiscal_year_looked_ahead_to_does_not_exclude_the_stated_date():
    page = "Published: May 9, 2019\n\nThe agency said it was now looking at fiscal 2020, which begins Oct. 1.\n"
    assert read(from_text(page, name="x.txt")).published.value == "2019-05-09"


HEAD = "The County Paper\n\nA soldier comes home\n\n{line}\n\n"
PROSE = (
    "TILDEN - Cpl. Gene Marsh was buried on Saturday. In December 1993 the North handed over 34 boxes. Three years ago "
    "a nephew gave a sample. More than 400 people came to the cemetery on the hill above the town."
)


@pytest.mark.parametrize(
    "line",
    [
        "Posted Sep 23, 2017 at 9:14 PM | Updated Sep 24, 2017 at 8:02 AM",
        "Published: 23 September 2017",
    ],
)
def test_a_date_labelled_as_the_day_of_publication_stands_however_the_text_reads(line):
    told = read(from_text(HEAD.format(line=line) + PROSE, name="x.txt")).published
    assert (told.value, told.basis) == ("2017-09-23", "explicit")


def test_a_labelled_date_before_what_the_text_tells_does_not_stand():
    text = HEAD.format(line="Posted Sep 23, 1990") + PROSE
    assert read(from_text(text, name="x.txt")).published.value != "1990-09-23"


def test_a_row_with_weekday_date_and_hour_is_the_day_of_publication_where_nothing_speaks_against_it():
    text = HEAD.format(line="By Carys Pugh in Tilden\nSat 23 Sep 2017 06.00 BST") + PROSE.replace(
        "Three years ago", "Later"
    )
    assert read(from_text(text, name="x.txt")).published.value == "2017-09-23"
