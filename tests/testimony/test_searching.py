"""Searches that pass over most of a text find what a search everywhere finds."""

from __future__ import annotations

import importlib
import pkgutil
import re

from hypothesis import given
from hypothesis import strategies as st

import repatria.testimony
from repatria.testimony.dates import time_expressions
from repatria.testimony.text.first_characters import compiled, first_characters
from repatria.testimony.text.necessary_words import AHEAD, BACK, Gate, lowered, needed_by
from tests.testimony.scoring import LOOKED_AT, TEXTS


def _patterns() -> list[re.Pattern[str]]:
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(repatria.testimony.__path__, "repatria.testimony.")
    ]
    found = {
        (value.pattern, value.flags & ~re.UNICODE)
        for module in modules
        for value in vars(module).values()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    }
    return [re.compile(pattern, flags) for pattern, flags in sorted(found)]


PATTERNS = _patterns()
PLAIN_TIMES = [(kind, re.compile(pattern)) for kind, pattern in time_expressions.PATTERNS]
NEEDED = [needed_by(pattern) for _, pattern in PLAIN_TIMES]
ARTICLES = [path.read_text(encoding="utf-8") for folder in (TEXTS, LOOKED_AT) for path in sorted(folder.glob("*.txt"))]
PIECES = sorted({piece for text in ARTICLES for piece in re.findall(r"\w+|[^\w\s]|\s+", text)})
SMALL_TEXTS = st.lists(st.sampled_from([*PIECES, "İ", "ı", "ſ", "K", " ", "\xa0"]), max_size=60).map("".join)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text)]


def test_most_patterns_know_their_first_characters() -> None:
    pattern = compiled(r"\b(?:said|told)\b")
    assert pattern.search("as he was told") is not None
    assert first_characters(r"(?<!\w)(?:[ab]c|d)") == {"a", "b", "d"}
    assert first_characters(r"\w+") == frozenset()


@given(SMALL_TEXTS)
def test_every_pattern_finds_what_the_plain_engine_finds(text: str) -> None:
    for plain in PATTERNS[:: max(1, len(PATTERNS) // 40)]:
        assert _spans(compiled(plain.pattern, plain.flags), text) == _spans(plain, text), plain.pattern


def test_every_pattern_finds_in_articles_what_the_plain_engine_finds() -> None:
    text = "\n".join(ARTICLES)[:20_000]
    quick = [compiled(plain.pattern, plain.flags) for plain in PATTERNS]
    for plain, pattern in zip(PATTERNS, quick, strict=True):
        assert _spans(pattern, text[:2_000]) == _spans(plain, text[:2_000]), plain.pattern
        assert pattern.groupindex == plain.groupindex


@given(
    st.sampled_from([r"(?i)kiss|i[ck]", r"(?i:s)k", r"[^a]b", r"(?:a|\b)c", r"(?:x?y)?z|ß", r"(?i)ß|é"]), SMALL_TEXTS
)
def test_cases_and_classes_that_are_hard_to_fold_are_found_too(pattern: str, text: str) -> None:
    assert _spans(compiled(pattern), text + "kISSßéÉbcyz") == _spans(re.compile(pattern), text + "kISSßéÉbcyz")


def test_no_time_expression_lies_outside_the_stretches_searched_for_it() -> None:
    gate = Gate([pattern for _, pattern in PLAIN_TIMES])
    for text in ARTICLES:
        windows = gate.windows(lowered(text))
        for number, (kind, pattern) in enumerate(PLAIN_TIMES):
            inside = [span for window in windows.of(number) for span in _spans_within(pattern, text, window)]
            assert inside == _spans(pattern, text), kind


def _spans_within(pattern: re.Pattern[str], text: str, window: tuple[int, int]) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(text, *window)]


@given(SMALL_TEXTS)
def test_every_match_holds_a_necessary_word_within_reach(text: str) -> None:
    low = lowered(text)
    for (_, pattern), needed in zip(PLAIN_TIMES, NEEDED, strict=True):
        for match in pattern.finditer(text) if needed else ():
            assert needed is not None
            assert needed.before <= BACK
            assert needed.after <= AHEAD
            reach = low[match.start() : match.end() + AHEAD]
            places = [place for word in needed.words for place in [reach.find(word)] if place >= 0]
            assert places, (pattern.pattern, match[0])
            assert min(places) <= needed.before or "     " in low, (pattern.pattern, match[0])


def test_a_word_after_white_space_is_looked_for_with_the_blank() -> None:
    needed = needed_by(re.compile(r"\b(?:one|two)\s+(?:days|weeks)\b"))
    assert needed is not None
    assert needed.words == {" days", " weeks"}
    assert needed.before == 6  # "two" and four blanks, the last of which begins the word
