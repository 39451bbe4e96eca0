"""Chronologies, reports of conferences, interviews: texts whose layout or beginning says of what time they tell."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.lunar_calendar import lunar_day, tomb_sweeping
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

DAY = Dated("2019-05-15", "day", "given", "2019-05-15", "2019-05-15")
CHRONOLOGY = (
    "Boxes and talks, 2016–2019\n\n"
    "2016\n22 Sept – A delegation spends four days in the capital. It is told that more will follow.\n"
    "11 Nov – Three sets are promised.\n\n"
    "2017\nFebruary: Talks, agreed upon a month before, are called off.\nSummer. No contact.\n\n"
    "2018\n12 July – Nobody comes. Three days later generals meet.\nOct. – Mines are cleared.\n\n"
    "NEXT\n29 May: annual briefing in the capital.\n"
)


def told(text, published=DAY):
    """The first day of each date, by its words."""
    return {d.span.quote: d.date.earliest for d in read(from_text(text, name="x.txt"), published=published).dates}


def test_the_year_that_heads_a_part_dates_its_entries():
    days = told(CHRONOLOGY)
    assert (days["22 Sept"], days["11 Nov"]) == ("2016-09-22", "2016-11-11")
    assert (days["February"], days["a month before"], days["Summer"]) == ("2017-02-01", "2017-01-01", "2017-06-01")
    assert (days["12 July"], days["Three days later"], days["Oct."]) == ("2018-07-12", "2018-07-15", "2018-10-01")


def test_under_a_heading_that_looks_ahead_days_lie_ahead():
    assert told(CHRONOLOGY)["29 May"] == "2019-05-29"


def test_a_year_at_the_head_of_a_line_dates_the_line():
    days = told("1993: The first boxes came on 12 July.\n1994: The talks of 3 March failed.\n1995: No boxes came.\n")
    assert (days["12 July"], days["3 March"]) == ("1993-07-12", "1994-03-03")


def test_a_month_and_year_that_head_a_part_date_the_days_below():
    text = "March 2011\nOn the 11th, the wave came ashore.\n\nApril 2012\nOn the 4th, they closed the camp.\n"
    days = told(text)
    assert (days["the 11th"], days["the 4th"]) == ("2011-03-11", "2012-04-04")


def test_the_weekdays_of_a_conference_are_of_the_days_its_report_names():
    text = (
        "SOCIETY BULLETIN\n2 November 1999\n\nCounting the Absent, Leiden, 14–16 October 1999\n\n"
        "Opening the conference on the Thursday evening, Dr. Ana Stolz argued that the missing are made twice. "
        "The first panel on Friday turned to Korea.\n"
    )
    days = told(text, published=None)
    assert (days["the Thursday evening"], days["Friday"]) == ("1999-10-14", "1999-10-15")


def test_an_interview_tells_of_what_its_first_answers_date():
    text = (
        "Published 14 March 2013\n\nYou came on New Year's Eve 2004. What did you find?\nI found a temple yard.\n\n"
        "Nobody else?\nWell, a nurse. I never learned her name.\n\n"
        "And the laboratory?\nThe contract was cancelled in May and I left on 17 June.\n\n"
        "Would you go again?\nI went back last December.\n"
    )
    days = told(text, published=None)
    assert (days["May"], days["17 June"], days["last December"]) == ("2005-05-01", "2005-06-17", "2012-12-01")


def test_a_story_of_some_years_ago_goes_on_by_days_of_its_month():
    text = (
        "In the second week of July 2010 the team came to the county and brought its own cook.\n\n"
        "They dug until the following Monday and found one man.\n\n"
        "On the 29th the work was stopped. It was taken up again three days later.\n\n"
        "In August the bones went south, and on the 12th a guard carried them.\n"
    )
    days = told(text)
    assert (days["the 29th"], days["three days later"]) == ("2010-07-29", "2010-08-01")
    assert (days["August"], days["the 12th"]) == ("2010-08-01", "2010-08-12")


def test_the_period_that_a_report_covers_is_named_once():
    text = (
        "Report on missing persons\n9 July 2015\n\n"
        "III. Developments in the reporting period (1 June 2014 to 31 May 2015)\n\n"
        "By the close of the period under review half of them had died. A request, submitted in October, was refused.\n"
    )
    days = told(text, published=None)
    assert (days["the period under review"], days["October"]) == ("2014-06-01", "2014-10-01")


@pytest.mark.parametrize(
    ("month", "day", "year", "when"),
    [
        (8, 15, 2014, "2014-09-08"),
        (8, 15, 2017, "2017-10-04"),
        (8, 15, 2025, "2025-10-06"),
        (1, 1, 1985, "1985-02-20"),
        (1, 1, 2015, "2015-02-19"),
        (1, 1, 2023, "2023-01-22"),
    ],
)
def test_feasts_of_the_moon_fall_on_their_known_days(month, day, year, when):
    assert lunar_day(month, day, year) == dt.date.fromisoformat(when)


def test_tomb_sweeping_day_is_set_by_the_sun():
    assert [tomb_sweeping(y).isoformat() for y in (2015, 2016, 2020)] == ["2015-04-05", "2016-04-04", "2020-04-04"]
