"""Spans that find their place again: W3C Web Annotation selectors and re-anchoring after a text was reset.

Web Annotation Data Model (W3C Recommendation, 2017), sections 4.2.4 TextQuoteSelector and 4.2.5 TextPositionSelector.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from repatria.testimony.dates.dated_spans import Span

_SAME = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4\u02bc\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\uff0d", "-"),
    "\u2026": "...",
}
_IGNORED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")


@dataclass(frozen=True, slots=True)
class Key:
    """A text without white space, quotation marks and dashes made one; origin[i] is the code point that gave key[i]."""

    key: str
    origin: tuple[int, ...]


def key_of(text: str) -> Key:
    """The search key of a text: what stays the same when a page is set anew."""
    key: list[str] = []
    origin: list[int] = []
    for index, char in enumerate(text):
        if char.isspace() or char in _IGNORED:
            continue
        same = _SAME.get(char)
        if same is None:
            same = char if char.isascii() else unicodedata.normalize("NFKC", char)
        for piece in same:
            if piece == "-" and key and key[-1] == "-":
                continue  # "--" typed for a dash
            if piece == "'" and key and key[-1] == "'":
                key[-1] = '"'  # two single marks typed for a double one
                continue
            if not piece.isspace():
                key.append(piece)
                origin.append(index)
    return Key("".join(key), tuple(origin))


def selectors(span: Span) -> list[dict[str, Any]]:
    """The span as the two W3C selectors that a web annotation carries."""
    return [
        {"type": "TextQuoteSelector", "exact": span.quote, "prefix": span.prefix, "suffix": span.suffix},
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def reanchor(span: Span, text: str, *, key: Key | None = None) -> Span | None:
    """The same words in a text that may have been set anew; None when they are not there.

    Of several places the one whose surroundings agree most with prefix and suffix wins, then the one nearest to the old
    position. `key` saves work when many spans are looked up in one text: ``key_of(text)``.
    """
    if span.quote and text[span.start : span.end] == span.quote and _context_agrees(span, text):
        return Span.of(text, span.start, span.end)
    key = key or key_of(text)
    wanted = key_of(span.quote).key
    if not wanted:
        return None
    prefix, suffix = key_of(span.prefix).key, key_of(span.suffix).key
    best: tuple[int, int, int] | None = None
    at = key.key.find(wanted)
    while at >= 0:
        agreement = _common_suffix(key.key[:at][-len(prefix) :] if prefix else "", prefix) + _common_prefix(
            key.key[at + len(wanted) : at + len(wanted) + len(suffix)], suffix
        )
        candidate = (agreement, -abs(key.origin[at] - span.start), at)
        best = max(best, candidate) if best else candidate
        at = key.key.find(wanted, at + 1)
    if best is None:
        return None
    first, last = key.origin[best[2]], key.origin[best[2] + len(wanted) - 1]
    return Span.of(text, first, last + 1)


def _context_agrees(span: Span, text: str) -> bool:
    before = text[max(0, span.start - len(span.prefix)) : span.start]
    return before == span.prefix and text[span.end : span.end + len(span.suffix)] == span.suffix


def _common_prefix(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _common_suffix(a: str, b: str) -> int:
    return _common_prefix(a[::-1], b[::-1])
