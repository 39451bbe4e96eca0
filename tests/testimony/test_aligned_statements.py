"""Statements in nearly the same words: another day, another number, or a denial; and such as do not conflict."""

from __future__ import annotations

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text


def rules_of(text: str) -> list[str]:
    return [c.rule for c in read(from_text(text, name="text")).conflicts]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "The pennant is from the train that carried them home. "
            "The Zelena partisans were handed over to the town on 3 October 1991. "
            "The label beside it disagrees. The Zelena partisans were handed over to the town on 12 October 1991.",
            "told_of_two_days",
        ),
        (
            "One plaque says that 1,140 prisoners are buried here. There is no office. "
            "The other plaque says that 1,410 prisoners are buried here.",
            "two_counts",
        ),
        (
            "The district's leaflet claims that the search of the marsh has been completed. We went there. "
            "The search of the marsh has not begun.",
            "one_denies",
        ),
        (
            "The vicar said 41 men were at rest. The undertaker tells it another way. "
            '"There were 38 men in the coffins," she said.',
            "disputed",
        ),
        ("Erratum to page 31: for “21 sets from the coast” read “12 sets from the coast”.", "note_of_correction"),
    ],
)
def test_two_statements_conflict(text, rule):
    assert rule in rules_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said 9 miners had died. The toll of miners who had died rose to 15 later in the day.",
        "On 1 January 8,102 were missing, and on 31 December it was 8,047 who were missing.",
        "About 1,200 people died in the wave. The wall names 1,183 people who died in the wave.",
        "The boxes were handed over on 3 May 1991. Further boxes were handed over on 9 May 1991.",
    ],
)
def test_another_time_or_a_rounded_number_is_no_conflict(text):
    rules = {"told_of_two_days", "two_counts", "told_with_two_numbers", "one_denies", "disputed"}
    assert not rules & set(rules_of(text))
