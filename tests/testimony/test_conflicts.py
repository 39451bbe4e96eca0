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
