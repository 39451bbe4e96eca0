"""Conflicts that a text holds within itself, and those that only look like one."""

from __future__ import annotations

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text
from tests.testimony.test_sentences import bank

DAY = Dated("2019-05-15", "day", "given", "2019-05-15", "2019-05-15")
BANK = [(text.replace("\\n", "\n"), rule) for text, rule in bank("conflicts")]


def conflicts(text):
    return read(from_text(text, name="x.txt"), published=DAY).conflicts


@pytest.mark.parametrize(("text", "rule"), [(text, rule) for text, rule in BANK if rule != "none"])
def test_it_names_the_rule_of_a_conflict(text, rule):
    assert rule in [c.rule for c in conflicts(text)]


@pytest.mark.parametrize("text", [text for text, rule in BANK if rule == "none"])
def test_what_only_looks_like_a_conflict_is_none(text):
    assert list(conflicts(text)) == []


def test_both_sides_of_a_conflict_lie_where_the_text_says_them():
    text = "Pyongyang says it gave back 9 sets of remains, while the Pentagon counts 8."
    (conflict,) = conflicts(text)
    assert [p.evidence.quote for p in conflict.positions] == ["9 sets", "8"]
    assert all(text[p.evidence.start : p.evidence.end] == p.evidence.quote for p in conflict.positions)


def test_what_was_not_returned_takes_nothing_from_what_was():
    text = (
        "In 2018 the North returned 55 boxes of American remains. "
        "In 2018 the North did not return 145 boxes of American remains, Gen. Kim said.\n"
    )
    assert "incompatible_values" not in {c.rule for c in read(from_text(text, name="x.txt")).conflicts}


def test_fewer_than_a_number_and_that_number_exclude_each_other():
    text = "Fewer than 55 boxes were handed over in 2018. In 2018 the North handed over 55 boxes.\n"
    assert "incompatible_values" in {c.rule for c in read(from_text(text, name="x.txt")).conflicts}
