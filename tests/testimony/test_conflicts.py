"""Conflicts that a text holds within itself, and those that only look like one."""

from __future__ import annotations

import pytest

from repatria.testimony.documents import from_text
from repatria.testimony.model import Dated
from repatria.testimony.reading import read

DAY = Dated("2019-05-15", "day", "given", "2019-05-15", "2019-05-15")


def rules(text):
    return [c.rule for c in read(from_text(text, name="x.txt"), published=DAY).conflicts]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("MR. TULL: There are 7,692 missing from the war.\n\nSTAFF: It is 7,683 missing, sir.\n\nMR. TULL: I stand corrected.", "taken_back"),
        ("The office said 15,000 are missing. It corrected the figure a week later to 7,216 missing.", "taken_back"),
        ("We reported that 31 men were lost. In fact 33 men were lost. We regret the error.", "taken_back"),
        ("At least 147 people died in the slide, the council said.\n\nThe toll is in dispute. Mayor Teresa Abel insists that more than 300 people died.", "disputed"),
        ("The army put the dead at 61, its spokesman said. Villagers rejected that: 140 people died, headman Aung Tun said.", "disputed"),
        ("Pyongyang says it gave back 9 sets of remains, while the Pentagon counts 8.", "disputed"),
        ("The Department said that “the laboratory has all the space it needs.” Its budget says that the laboratory is “out of floor space.” Both of these things cannot be true.", "cannot_both_be_true"),
        ("The ledger has 1,868 bodies received from the North. The press summary stapled to it gives 1,869.", "counted_otherwise"),
        ("Q: The papers are saying that you asked for ten excavations.\n\nMR. TULL: We asked for what we could do.\n\nMR. TULL: What I put on the table was four excavations.", "hearsay_and_own"),
        ("- Accounted for since the accords: 939\n\nCountry    Accounted for\nVietnam    667\nLaos    304\nTotal    971\n", "list_and_total"),
        ("The ferry sank on Friday, May 8, and the search began at once.", "another_weekday"),
        ("On 27 July 55 boxes left Wonsan. Newspapers had the remains of 55 American soldiers coming home.", "same_number_other_meaning"),
    ],
)  # fmt: skip
def test_it_names_the_rule_of_a_conflict(text, rule):
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "More than 7,900 Americans are missing, of whom some 5,300 are thought to lie north of the line.",
        "This month 1,789 Americans remain missing, down from 2,583 when the war ended.",
        "There are still about 10,000 people missing. More than 40,000 people were missing when the guns fell silent.",
        "Some 5,400 of the 8,170 Americans still missing are thought to lie in the North.",
        "Twelve thousand were missing in 2014, and I misspoke. It is a little under 10,000 now.",
        "The ferry sank on Wednesday, May 8, and the search began at once.",
        "The lab named 14 men in March and 16 men in April.",
    ],
)
def test_what_only_looks_like_a_conflict_is_none(text):
    assert rules(text) == []


def test_both_sides_of_a_conflict_lie_where_the_text_says_them():
    text = "Pyongyang says it gave back 9 sets of remains, while the Pentagon counts 8."
    (conflict,) = read(from_text(text, name="x.txt"), published=DAY).conflicts
    assert [p.evidence.quote for p in conflict.positions] == ["9 sets", "8"]
    assert all(text[p.evidence.start : p.evidence.end] == p.evidence.quote for p in conflict.positions)
