"""Spans find their place again when a page is set anew."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.reading import read
from repatria.testimony.text.anchors import key_of, reanchor, selectors
from repatria.testimony.text.documents import load
from tests.testimony import scoring, shared_facts

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
PERTURBATIONS = {
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
    "one line": lambda text: re.sub(r"\s+", " ", text),
    "double spaces": lambda text: text.replace(" ", "  "),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "tabs and blank lines": lambda text: text.replace("\n", "\n\n\t"),
    "straight quotation marks": lambda text: text.translate(STRAIGHT),
    "curly quotation marks": lambda text: re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’"),
    "dashes swapped": lambda text: text.replace("—", "–").replace("-", "\u2011"),
    "wrapped at 50 with spaces before line ends": lambda text: re.sub(r"(.{40,50}) ", r"\1 \n", text),
    "a paragraph put before, soft hyphens and zero-width spaces inside": lambda text: (
        "Put before.\n\n" + re.sub(r"(\w{4})(\w{4})", "\\1\u00ad\\2", text).replace(" ", " \u200b")
    ),
}


def spans_of(value: Any, document: str) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [span for item in value for span in spans_of(item, document)]
    if not isinstance(value, dict):
        return []
    own = [value] if "quote" in value and value.get("doc") == document else []
    return own + [span for item in value.values() for span in spans_of(item, document)]


@pytest.mark.shared
@pytest.mark.parametrize("perturbation", PERTURBATIONS)
def test_every_span_of_the_facts_is_found_again_after(shared, perturbation):
    facts = shared_facts.facts(shared)
    change = PERTURBATIONS[perturbation]
    count = 0
    for document in facts["documents"]:
        text = (shared / "documents" / document["file"]).read_bytes().decode("utf-8")
        changed = change(text)
        key = key_of(changed)
        for wanted in spans_of(facts, document["id"]):
            span = Span(wanted["start"], wanted["end"], wanted["quote"], wanted["prefix"], wanted["suffix"])
            assert text[span.start : span.end] == span.quote
            found = reanchor(span, changed, key=key)
            assert found is not None, (perturbation, span)
            assert key_of(found.quote).key == key_of(span.quote).key
            before = len(key_of(text[: span.start]).key)
            shift = key_of(changed).key.index(key_of(text).key[:60])
            assert len(key_of(changed[: found.start]).key) - shift == pytest.approx(before, abs=1), (perturbation, span)
            count += 1
    assert count == quotations_in(facts) >= 136


def quotations_in(value: Any) -> int:
    """How many spans the facts hold at any depth, counted without looking at their documents."""
    if isinstance(value, list):
        return sum(map(quotations_in, value))
    if not isinstance(value, dict):
        return 0
    return ("quote" in value) + sum(map(quotations_in, value.values()))


@pytest.fixture(scope="module")
def readings():
    return [read(load(path)) for path in sorted(scoring.TEXTS.glob("*.txt"))]


@pytest.mark.parametrize("perturbation", PERTURBATIONS)
def test_every_span_that_the_reader_proposes_is_found_again_after(readings, perturbation):
    count = 0
    for reading in readings:
        changed = PERTURBATIONS[perturbation](reading.document.text)
        key = key_of(changed)
        spans = [
            span
            for claim in reading.claims
            for span in (claim.evidence, *(f.evidence for f in claim.figures), *(d.span for d in claim.dates))
        ]
        for span in spans:
            found = reanchor(span, changed, key=key)
            assert found is not None, (perturbation, span)
            assert key_of(found.quote).key == key_of(span.quote).key
            count += 1
    assert count >= 700


PIECES = st.lists(
    st.sampled_from(["remains", "the", "box", "“quoted”", "55", "it's", "—", "U.S.", "a-b"]), min_size=3, max_size=30
)


@given(PIECES, st.data())
def test_any_words_are_found_again_whatever_the_white_space(pieces, data):
    text = " ".join(pieces)
    first = data.draw(st.integers(0, len(pieces) - 1))
    last = data.draw(st.integers(first, len(pieces) - 1))
    start = len(" ".join(pieces[:first])) + (1 if first else 0)
    end = len(" ".join(pieces[: last + 1]))
    span = Span.of(text, start, end)
    gaps = data.draw(
        st.lists(st.sampled_from([" ", "\n", "\u00a0", " \n ", "\t"]), min_size=len(pieces), max_size=len(pieces))
    )
    changed = "".join(piece + gap for piece, gap in zip(pieces, gaps, strict=True))
    found = reanchor(span, changed)
    assert found is not None
    assert key_of(found.quote).key == key_of(span.quote).key


def test_of_several_places_the_one_with_the_same_surroundings_wins():
    text = "Six boxes came in May. Later six boxes left."
    span = Span.of(text, text.index("boxes left"), text.index("boxes left") + 5)
    changed = "Boxes: boxes, boxes.  " + text.replace(" ", "\n")
    found = reanchor(span, changed)
    assert found is not None
    assert changed[found.end : found.end + 5] == "\nleft"


def test_words_that_are_gone_have_no_place():
    assert reanchor(Span.of("fifty-five cases", 0, 16), "fifty-six cases") is None


def test_selectors_are_those_of_the_web_annotation_model():
    quote, position = selectors(Span.of("He said no.", 8, 10))
    assert quote == {"type": "TextQuoteSelector", "exact": "no", "prefix": "He said ", "suffix": "."}
    assert position == {"type": "TextPositionSelector", "start": 8, "end": 10}
