"""Parts of a text written on a day of their own, and dates counted from the story that a part tells."""

from __future__ import annotations

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

WRITTEN = Dated("2018-08-01", "day", "given", "2018-08-01", "2018-08-01")


def told(text: str, words: str, published: Dated | None = WRITTEN) -> tuple[str | None, str | None]:
    at = text.index(words)
    found = read(from_text(text, name="page"), published=published).dates
    date = next(d.date for d in found if d.span.start < at + len(words) and at < d.span.end)
    return date.earliest, date.latest


def test_minutes_tell_of_the_day_of_the_meeting() -> None:
    text = (
        "Minutes of the meeting held in the hut on Wednesday 18 April 2012\n\n1. Answer by Friday week.\n"
        "2. The hut was broken into last night.\nCirculated 25/4/12.\n"
    )
    assert told(text, "last night", None) == ("2012-04-17", "2012-04-17")
    assert told(text, "Friday week", None) == ("2012-04-27", "2012-04-27")


def test_an_entry_headed_by_a_weekday_follows_the_entry_before() -> None:
    text = "Sun. 24 Sept. 1950. — Rain.\n\nTues. — Buried Main yesterday.\n\nOct. 1. — A mine on Thursday.\n"
    assert told(text, "yesterday") == ("1950-09-25", "1950-09-25")
    assert told(text, "Thursday") == ("1950-09-28", "1950-09-28")


NAMED = "On 5 March 2018 he was named. "
BORN = "He was born on 11 November 1927. "
DIED = "He died on 11 April 1955. "


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        (NAMED + "Two Sundays later they buried him.", "Two Sundays later", "2018-03-18", "2018-03-18"),
        (NAMED + "Three nights later the search was ended.", "Three nights later", "2018-03-08", "2018-03-08"),
        (NAMED + "The next day but one they left.", "next day but one", "2018-03-07", "2018-03-07"),
        (NAMED + "On the fortieth day they met again.", "the fortieth day", "2018-04-13", "2018-04-13"),
        (
            NAMED + "They met at the start of the following month.",
            "start of the following month",
            "2018-04-01",
            "2018-04-08",
        ),
        ("They came on the eve of Saint James in 1936.", "eve of Saint James", "1936-07-24", "1936-07-24"),
        ("It was found the night before last Thanksgiving.", "night before", "2017-11-22", "2017-11-22"),
        ("It was found last year, in May.", "May", "2017-05-01", "2017-05-31"),
        ("It was found in the closing months of 1996.", "closing months of 1996", "1996-10-01", "1996-12-31"),
        (BORN + "The winter he turned twenty-three he left.", "winter", "1950-12-01", "1951-02-28"),
        (DIED + "A service will be held on the anniversary of his death.", "anniversary", "2019-04-11", "2019-04-11"),
        ("They will meet four weeks today.", "four weeks today", "2018-08-29", "2018-08-29"),
        ("He died the Sunday before last.", "the Sunday before last", "2018-07-22", "2018-07-22"),
    ],
)  # fmt: skip
def test_dates_counted_from_what_was_told(text: str, words: str, first: str, last: str) -> None:
    assert told(text, words) == (first, last)
