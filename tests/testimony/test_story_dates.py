"""Bare days and months in a text that tells of another time than its own."""

from __future__ import annotations

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

DAY = Dated("2019-05-15", "day", "given", "2019-05-15", "2019-05-15")


def told(text):
    """The first day of each date, by its words."""
    return {d.span.quote: d.date.earliest for d in read(from_text(text, name="x.txt"), published=DAY).dates}


def test_a_story_goes_on_in_the_next_paragraph_in_its_own_year():
    days = told(
        "On 12 October 1951 the patrol left the ridge.\n\n"
        "He was taken to the camp. In December they were given a blanket each, and on 4 March they lost the corporal."
    )
    assert (days["December"], days["4 March"]) == ("1951-12-01", "1952-03-04")


def test_a_paragraph_on_the_burial_is_of_the_year_of_writing():
    days = told("He fell on 12 October 1951 near the ridge.\n\nHe was buried on 4 March in his home town.")
    assert days["4 March"] == "2019-03-04"


def test_evidence_by_question_and_answer_is_of_the_day_its_heading_names():
    turns = "Q. When did you begin?\nA. We began on 29 December.\nQ. Until when?\nA. Until the last day of January.\n"
    text = (
        "INQUIRY\ninto the wave of 26 December 2004\n\nDR ANA PEREIRA (affirmed)\n\n"
        f"{turns}Q. And the burials of 2 January?\nA. I opposed them.\n\nThe hearing was adjourned to 18 June.\n"
    )
    days = told(text)
    assert days["29 December"] == "2004-12-29"
    assert days["the last day of January"] == "2005-01-31"
    assert days["2 January"] == "2005-01-02"
    assert days["18 June"] == "2019-06-18"


def test_an_annual_report_tells_of_the_year_reported_and_the_perfect_of_the_time_since():
    days = told(
        "Annual Report for the Year Ended December 31, 2018\n\nThe permit was granted in March and lost in April. "
        "Two more have been named in February.\n"
    )
    assert (days["March"], days["February"]) == ("2018-03-01", "2019-02-01")


def test_what_is_looked_back_on_does_not_move_the_story():
    days = told("He came home in 2014. A boy had found the ring the previous March. He was named that November.")
    assert days["that November"] == "2014-11-01"
