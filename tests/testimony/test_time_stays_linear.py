"""No text can hold up the reading: four times as long takes about four times as long, whatever it is made of."""

from __future__ import annotations

import time

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

DEGENERATE = {
    "digits": "7",
    "groups of digits": "1,234,",
    "commas": ",",
    "straight quotes": '"',
    "curly quotes": "“",
    "nested quotes": '“a "b ',
    "said": "said ",
    "he said": "he said, ",
    "spaces": " ",
    "tabs": "\t",
    "empty lines": "\n",
    "stops": " .",
    "capital words": "Aa Bb ",
    "capitals": "A ",
    "initials": "A. B. ",
    "titles": "Mr. ",
    "numbers in words": "one hundred and ",
    "ranges": "12-13 ",
    "open ranges": "between 1 and ",
    "days of May": "May 1 ",
    "weekdays": "Monday ",
    "years": "1950-",
    "sources": "according to ",
    "remains": "remains of ",
    "labels": "A: B\n",
    "bullets": "• a\n",
    "rows": "1\t2\t3\n",
    "brackets": "(",
    "hyphens": "a-",
    "apostrophes": "a'",
    "committees": "The Committee of the ",
    "signatures": "Sincerely,\n",
    "times": "1:2:",
    "states": "North Korea ",
    "zero-width": "\u200b",
    "no-break spaces": "\u00a0",
    "rows of one table": "Army  12  13  14\n",
    "totals": "Total\t12\n",
    "wrong totals": "Army\t12\t13\nTotal\t12\t14\n",
    "headings with a month": "MAY 1951\n\n",
    "days without a year": "May 12.\n",
    "questions in a table": "Q.\t12\n",
    "answers of a witness": "JOHN SMITH, sworn\nQ. Who?\nA. I.\n",
    "links": "Read more\n",
    "notes of correction": "Correction: 12 men, not 13.\n",
    "versions": "Version 2 of 3 May 1951\n",
    "two who count": "“12 men,” said Smith. “13 men,” said Jones. ",
    "soft hyphens at line ends": "a\u00ad\n",
    "letters of two scripts": "n\u03bft ",
    "struck through": "a\u0336",
    "colours": "\x1b[31mred ",
    "backspaces": "a\x08",
    "powers": "10^3 ",
}
SHORT, TIMES = 5_000, 4
LEAD = "The remains of 12 men were returned on Monday. "


def seconds(unit: str, length: int) -> float:
    """Processor time of one reading."""
    text = LEAD + (unit * (length // len(unit) + 1))[:length]
    began = time.process_time()
    read(from_text(text, name="x"))
    return time.process_time() - began


@pytest.mark.parametrize("name", DEGENERATE)
def test_four_times_the_text_takes_no_more_than_ten_times_as_long(name):
    unit = DEGENERATE[name]
    for _ in range(3):  # a busy machine may disturb one measurement, not three
        short, long = seconds(unit, SHORT), seconds(unit, TIMES * SHORT)
        if long <= 10 * max(short, 0.02):
            break
    assert long <= 10 * max(short, 0.02)


def test_a_hundred_thousand_characters_of_anything_are_read_within_the_limit_of_a_pdf_page():
    assert max(seconds(DEGENERATE[name], 100_000) for name in ("rows", "days of May")) < 30
