"""What cannot be seen changes nothing that is read, and every span still lies in the text as it came."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.testimony.canonical_spans import as_rules_read, spans_moved
from repatria.testimony.conflicts.comparison import conflicts_between
from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.reading import read
from repatria.testimony.text.as_seen import as_seen
from repatria.testimony.text.documents import from_text

TEXT = (
    "SEOUL, 3 May 1999 - The North did not return 55 boxes of remains on Friday, the mayor said.\n\n"
    "“We never agreed to hand over 1,234 men,” said Colonel Smith. Of these, twelve were identified.\n\n"
    "Army  12  13\nNavy  7  8\nTotal  19  20\n\n"
    "The ministry pledged to return the 12 men by June 2000. It didn't deny that 13 men had died.\n"
)
# Bare of words: a soft hyphen before a line end joins two lines, so it is tried apart.
INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u034f\ufe0f\u200e\u200f\u061c\u180e\u2063\ufffe\U000e0041\u0336\u20dd\x02\x7f"
)


def without_places(reading):
    """Everything that is said, with the words of the spans as the eye sees them and no places."""
    plain = spans_moved(
        replace(reading, problems=()),
        lambda span: Span(0, 0, seen.text if (seen := as_seen(span.quote)) is not None else span.quote),
    )
    return (plain.published, plain.title, plain.dates, plain.claims, plain.events, plain.conflicts, plain.furniture)


def values(text):
    return [f.value for claim in read(from_text(text, name="x")).claims for f in claim.figures]


def modalities(text):
    return [claim.modality for claim in read(from_text(text, name="x")).claims]


def problems(text):
    return " | ".join(f"{told.place}: {told.message}" for told in from_text(text, name="x").problems)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from(INVISIBLE)), max_size=30))
def test_invisible_characters_anywhere_change_no_reading(places):
    text = TEXT
    for at, character in sorted(places, reverse=True):
        text = text[:at] + character + text[at:]
    reading = read(from_text(text, name="x"))
    assert without_places(reading) == without_places(read(from_text(TEXT, name="x")))
    shown = []
    spans_moved(reading, lambda span: shown.append(span) or span)
    assert shown
    for span in shown:
        assert text[span.start : span.end] == span.quote


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="an0 \n.é\u0301\u0336\u00ad\u200b\x1b[m\x08\x92οа^_10³ﬁ", max_size=60))
def test_each_character_of_the_text_as_seen_lies_where_it_came_from(text):
    seen = as_seen(text)
    if seen is None:
        return
    assert len(seen.text) == len(seen.starts) == len(seen.ends)
    assert seen.starts == sorted(seen.starts)
    assert seen.ends == sorted(seen.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(seen.starts, seen.ends, strict=True))


@pytest.mark.parametrize(
    "no",
    [
        "n\u00adot", "n\u200bot", "n\u2060o\ufefft", "n\u200co\u200dt", "no\ufe0ft", "n\u034fot", "n\u03bft",
        "n\u043et", "\u0578ot", "n\u0336o\u0336t\u0336", "n\u0301ot", "n\u00f3t",
        "\x1b[31mnot\x1b[0m", "n\x08no\x08ot\x08t",
        "n\x00ot", "\uff4e\uff4f\uff54", "\U0001d5fb\U0001d5fc\U0001d601", "\u0274\u1d0f\u1d1b", "no\u202et\u202c",
        "n\ufff9ot", "n\u00ad\not",
    ],
)  # fmt: skip
def test_a_denial_stays_one_whatever_stands_within_it(no):
    assert modalities(f"The North did {no} return 55 boxes of remains.") == ["negative"]


def test_a_mark_of_windows_read_as_a_control_code_is_an_apostrophe():
    assert modalities("The North didn\x92t return 55 boxes of remains.") == ["negative"]


@pytest.mark.parametrize(
    "number",
    ["5\u200b5", "5\u00ad5", "\ufeff55", "5\u20605", "5\u03365", "\uff15\uff15", "ﬁfty-ﬁve", "f\u0456fty-five"],
)
def test_a_number_stays_whole(number):
    assert values(f"The North returned {number} boxes of remains.") == [55]


def test_a_span_covers_what_stands_within_its_words_and_ends_with_them():
    text = "\u200bThe North did n\u00adot return 5\u200b5 boxes\u0336 of remains.\u200b"
    claim = read(from_text(text, name="x")).claims[0]
    assert claim.evidence.quote == text.strip("\u200b")
    assert claim.figures[0].evidence.quote == "5\u200b5 boxes\u0336"


def test_letters_of_another_script_within_a_word_are_told_with_their_place():
    assert "code points 14: letters of another script" in problems("The North did n\u03bft return 55 boxes.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The \x1b[31mNorth\x1b[0m returned 55 boxes.", "code points 4, 14: control codes"),
        ("The North did n\u0336ot return 55 boxes.", "code points 14: letters are struck through"),
        ("The North did n\u00f3t return 55 boxes.", "code points 14: a word that denies"),
        ("The North returned 10^3 boxes.", "code points 19: a power"),
    ],
)
def test_what_the_eye_may_take_otherwise_is_told(text, words):
    assert words in problems(text)


@pytest.mark.parametrize(
    "text",
    [
        "The 50 kΩ resistor weighed 12 μg; β-blockers and Δt were named.",
        "A café in São Paulo, Müller said, kept 12 urns.",
        "The sign at the gate of the old museum said “Ηλέκτρα και Ορέστης” in Greek "
        "and “не стой под стрелой” in Russian, and the guide told every visitor what each of the two meant.",
        "re\u00adturned by the \u201cMe\u0301lanie\u201d, see https://a.org/a_b and file_name",
    ],
)
def test_honest_letters_are_no_problem(text):
    assert problems(text) == ""


@pytest.mark.parametrize("power", ["10^3", "10 ^ 3", "10³", "2×10^6", "2 x 10⁶", "10^-3"])
def test_a_power_is_no_number(power):
    assert values(f"The museum holds {power} boxes of remains.") == []


def test_a_raised_note_after_a_number_leaves_the_number():
    assert values("The list has 5,735¹ missing men and 10¹ boxes.") == [5735, 10]


def test_a_coloured_log_is_no_binary_file():
    from repatria.testimony.text.documents import from_bytes

    data = b"".join(b"\x1b[1m%d men\x1b[0m were found. " % n for n in range(2, 40))
    assert from_bytes(data, name="x.txt").text


def test_a_text_of_nothing_visible_says_so():
    assert "nothing that can be seen" in problems("\u200b\u2060\ufeff")


def test_two_documents_are_compared_by_what_is_seen():
    one = "The agency said on 3 May 1999 that 7,662 American soldiers are still missing from the Korean War.\n"
    other = "The agency said on 3 May 1999 that 8,154 American soldiers are still missing from the Korean War.\n"
    hidden = other.replace("8,1", "8,\u200b1").replace("missing", "mis\u00adsing").replace("War", "W\u2060ar")
    plain = conflicts_between([read(from_text(one, name="a")), read(from_text(other, name="b"))])
    found = conflicts_between([read(from_text(one, name="a")), read(from_text(hidden, name="b"))])
    assert plain
    assert [c.topic for c in found] == [c.topic for c in plain]
    assert all(hidden[p.evidence.start : p.evidence.end] == p.evidence.quote for p in found[0].positions[1:])


def test_a_reading_as_rules_read_it_comes_back_the_same():
    text = TEXT.replace("not", "n\u200bot").replace("55", "5\u00ad5")
    reading = as_rules_read(read(from_text(text, name="x")))
    assert reading.claims == read(from_text(TEXT, name="x")).claims
    assert reading.document.text == TEXT


def test_an_undertaking_is_told_in_words_without_what_cannot_be_seen():
    text = TEXT.replace("pledged", "pl\u200bedged")
    assert [c.text for c in read(from_text(text, name="x")).commitments] == [
        c.text for c in read(from_text(TEXT, name="x")).commitments
    ]
