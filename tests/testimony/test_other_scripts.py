"""Sentences in letters that the rules do not know give nothing, whatever digits stand in them."""

from __future__ import annotations

import pytest

from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

KOREAN = "국방부는 2018년 7월 27일 유해 55상자를 송환받았다고 밝혔다."


@pytest.mark.parametrize(
    "sentence", [KOREAN, "中国归还了 716 具遗骸。", "Минобороны передало 12 тел.", "أعادت الوزارة 20 جثة."]
)
def test_a_sentence_in_another_script_proposes_nothing_and_is_named(sentence):
    reading = read(from_text(sentence, name="x"))
    assert not reading.claims
    assert not reading.events
    assert any("another script" in problem.message for problem in reading.problems)


def test_the_english_sentences_beside_it_are_read():
    reading = read(from_text(f"The North returned 12 boxes on Friday. {KOREAN} It kept 30 boxes.", name="x"))
    assert [figure.value for claim in reading.claims for figure in claim.figures] == [12, 30]
    (problem,) = reading.problems
    assert problem.place == "code point 39"


def test_a_name_in_another_script_does_not_silence_an_english_sentence():
    reading = read(from_text("The ministry (국방부) returned 12 boxes.", name="x"))
    assert [figure.value for claim in reading.claims for figure in claim.figures] == [12]
    assert not reading.problems
