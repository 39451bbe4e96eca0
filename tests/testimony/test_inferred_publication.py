"""When a text was written: by the labels of its page, or by whole years, weekdays and feasts if it states no date."""

from __future__ import annotations

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text


def bounds_of(text: str) -> tuple[str | None, str | None]:
    published = read(from_text(text, name="page")).published
    return published.earliest, published.latest


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The war ended on 27 July 1953, fifty years ago today. The veterans met.", "2003-07-27", "2003-07-27"),
        (
            "Six days after the sinking of the ferry on 3 May 2010, divers still have no way in.",
            "2010-05-08",
            "2010-05-10",
        ),
        ("Eight years ago, on 4 May 2009, the boat sank. They meet every spring.", "2017-01-01", "2017-12-31"),
        ("Monday 4 March: the court opened its hearing on the grave found in 2017.", "2019-03-04", "2019-03-17"),
        (
            "The 30th anniversary of the fall of Saigon, on April 30, was marked on Saturday in Hanoi.",
            "2005-04-30",
            "2005-05-04",
        ),
    ],
)
def test_counts_and_weekdays_bound_the_day_of_writing(text: str, earliest: str, latest: str) -> None:
    assert bounds_of(text) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "He was lost in 1944. Ten years later his mother died. In 1961 the grave was opened.",
        "In 1953, three years after the battle, the graves were opened. The register lies in the town hall.",
    ],
)
def test_years_between_two_days_of_a_story_say_nothing_of_the_day_of_writing(text: str) -> None:
    assert bounds_of(text)[1] is None


BODY = "\n\nThe team found three soldiers on the hill. The director said on Monday that the work would go on.\n"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("First published: 23.07.14, 21:05\nYou last visited this page on 02.08.2016", "2014-07-23"),
        ("(Translation; translator's date 4.4.1991)\nSaturday, April 2, 1983", "1983-04-02"),
        ("Date created: 19981018      Release date: 19981019      Uploaded to archive: 2015-03-02", "1998-10-19"),
        ("Field post 2210\n12.IX.1943", "1943-09-12"),
        ("France, Aug 9th '44", "1944-08-09"),
    ],
)
def test_the_label_beside_a_date_decides_what_it_dates(head: str, day: str) -> None:
    assert bounds_of(head + BODY) == (day, day)
