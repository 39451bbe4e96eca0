"""Lines at the head and the foot of a page that are no testimony, and lines like them that are."""

from __future__ import annotations

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

HEAD = "THE HARBOUR POST\n{line}\n\nDivers bring up the bell\nBy Mara Quist\n12 May 2019\n\n"
BODY = (
    "Divers brought up the bell of the trawler on Friday, the coastguard said.\n\n"
    "Eleven men were lost with her in 1953, and four of them have been found.\n\n"
)


def claimed(text: str, line: str) -> bool:
    """Whether any claim holds words of the line."""
    start = text.index(line)
    claims = read(from_text(text, name="x.txt")).claims
    return any(c.evidence.start < start + len(line) and start < c.evidence.end for c in claims)


@pytest.mark.parametrize(
    "line",
    [
        "Volume 12, number 4 · May 2019 · pages 3–9",
        "Vol. 7, No. 3, 24 pages",
        "Sunday, 12 May 2019 — Ten Pence",
        "URGENT — 2nd lead, adds coastguard",
        "3rd Write-Thru, BC-Trawler",
        "home / news / sport / letters",
        "News | Sport | Tides     14°C  10:47 PM",
        "118 Quince Street, Halcyon",
    ],
)
def test_the_head_of_a_page_is_no_testimony(line):
    assert not claimed(HEAD.format(line=line) + BODY, line)


@pytest.mark.parametrize(
    "line",
    [
        "Mara Quist's book on the lost boats is published by Greyling at £18.99.",
        "Mara Quist, a retired pilot, lives in Ashgrove. Her column appears on alternate Thursdays.",
        "Joost van Loon is a doctoral candidate at the University of Groningen.",
        "Have a news tip? Call 555-0166.",
        "What do you think? Letters of fewer than 200 words preferred.",
        "Spotted a mistake? Tell us.",
        "You can listen again online.",
        "ISSN 0000-0000. Back issues on request.",
        "Please recycle",
        "MORE TO FOLLOW",
        "STORY CONTINUES ON PAGE 4",
        "WEATHER: Fair and warmer. RACING RESULTS, PAGE 31.",
        "◄ Previous gallery: Beekeepers of Brno      Next gallery: The last tram ►",
        "Older post: How not to sink a Land Rover",
        "Prints from £35. All images © the photographer. Do not reproduce.",
        "After the break: heatwave | Watch again on catch-up | Subtitles by Redline",
        "Also in Books: Best cookbooks of the year, p. 14",
        "Printed for the use of the Committee, serial no. 111-87.",
        "Next month: Why eels don't get lost",
        "Keep exploring: How DNA works | What is a trawl? | © Post 2019",
        "The views are those of the author; the Post takes no institutional positions.",
    ],
)
def test_the_foot_of_a_page_is_no_testimony(line):
    assert not claimed(HEAD.format(line="Tides") + BODY + line + "\n", line)


@pytest.mark.parametrize(
    "line",
    [
        "The press office said the bell would be cleaned.",
        "She called the hotline and was told that nobody had been found.",
        "Mr. Quist is the son of one of the lost and lives in Ashgrove.",
        "The list was published by the ministry in 1954 and printed in London.",
        "Three more boxes are to follow in June, the coastguard said.",
    ],
)
def test_sentences_that_look_like_small_print_are_kept(line):
    assert claimed(HEAD.format(line="Tides") + BODY + line + "\n\n" + BODY, line)


def test_what_follows_the_mark_of_an_end_is_no_testimony():
    text = HEAD.format(line="Tides") + BODY + "- END -\nNotes for editors: two pictures are attached.\n"
    assert not claimed(text, "two pictures are attached")


@pytest.mark.parametrize(
    "line",
    [
        "By Ida Falk and Jonas Wren, Staff Writers",
        "updated 8:12 a.m. EDT, Wed April 11, 2007",
        "18.10.2024 14:35",
        "___",
    ],
)
def test_bylines_stamps_and_rules_are_no_testimony(line):
    assert not claimed(HEAD.format(line=line) + BODY, line)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour Post writer Ole Brandt contributed to this report.",
        "The Post is not responsible for the content of other sites.",
        "TRENDING STORIES",
        "Mayor opens new pier",
    ],
)
def test_what_follows_the_last_paragraph_is_no_testimony(line):
    tail = "Ole Brandt contributed to this report.\nMost e-mailed\n"
    assert not claimed(HEAD.format(line="") + BODY + tail + line + "\n", line)


def test_a_letter_states_nothing_in_its_salutation_its_close_and_its_signature():
    text = f"Dear Mrs. Quist,\n\n{BODY}With deepest sympathy,\n\nIda Falk\nCasualty Office\n"
    for line in ("Dear Mrs. Quist,", "With deepest sympathy,", "Ida Falk", "Casualty Office"):
        assert not claimed(text, line)


@pytest.mark.parametrize(
    "line", ["By Friday divers had raised the anchor too.", "To Oslo went the four who were found."]
)
def test_sentences_that_open_like_a_byline_or_a_letter_are_kept(line):
    assert claimed(HEAD.format(line="") + BODY + line + "\n\n" + BODY, line)
