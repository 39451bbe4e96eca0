"""Readings of the text as the eye sees it, told in code points of the canonical text, and back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from repatria.problems import Problem
from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.model import Conflict, Document, Position, Reading
from repatria.testimony.text.as_seen import Seen, as_seen

_PLACE = re.compile(r"code point (\d+)")


def laid_open(document: Document, seen: Seen) -> Document:
    """The document with the text that the rules read."""
    aside = tuple((_first(seen, start), _last(seen, end)) for start, end in document.aside)
    return replace(document, text=seen.text, aside=aside)


def in_canonical(reading: Reading, document: Document, seen: Seen) -> Reading:
    """A reading of `laid_open(document, seen)` as one of the document."""
    text = document.text

    def place(span: Span) -> Span:
        return Span.of(text, *seen.canonical(span.start, span.end))

    def problem(told: Problem) -> Problem:
        if told in document.problems or (at := _PLACE.fullmatch(told.place)) is None:
            return told
        return replace(told, place=f"code point {seen.canonical(int(at[1]), int(at[1]))[0]}")

    moved: Reading = spans_moved(replace(reading, problems=()), place)
    return replace(moved, document=document, problems=tuple(problem(told) for told in reading.problems))


def as_rules_read(reading: Reading) -> Reading:
    """The reading with the text and the spans of the rules, for rules that look at several readings."""
    seen = as_seen(reading.document.text)
    if seen is None:
        return reading

    def place(span: Span) -> Span:
        start = _first(seen, span.start)
        return Span.of(seen.text, start, max(start, _last(seen, span.end)))

    moved: Reading = spans_moved(reading, place)
    return replace(moved, document=laid_open(reading.document, seen))


def conflicts_in_canonical(found: Sequence[Conflict], readings: Sequence[Reading]) -> list[Conflict]:
    """Conflicts between readings as rules read them, each place in the canonical text of its document."""
    texts = {reading.document.name: reading.document.text for reading in readings}
    all_seen = {name: seen for name, text in texts.items() if (seen := as_seen(text)) is not None}

    def position(told: Position) -> Position:
        seen = all_seen.get(told.document)
        if seen is None:
            return told
        place = seen.canonical(told.evidence.start, told.evidence.end)
        return replace(told, evidence=Span.of(texts[told.document], *place))

    return [replace(c, positions=tuple(map(position, c.positions))) for c in found] if all_seen else list(found)


def _first(seen: Seen, position: int) -> int:
    """The first character that ends after a code point."""
    return bisect_right(seen.ends, position)


def _last(seen: Seen, position: int) -> int:
    """The end of the characters that begin before a code point."""
    return bisect_left(seen.starts, position)


def spans_moved(value: Any, place: Callable[[Span], Span]) -> Any:
    """A value made of frozen dataclasses and tuples with each span in it put by `place`."""
    if isinstance(value, Span):
        return place(value)
    if isinstance(value, tuple):
        return tuple(spans_moved(item, place) for item in value)
    if not is_dataclass(value) or isinstance(value, (Document, type)):
        return value
    moved = {
        each.name: spans_moved(held, place)
        for each in fields(value)
        if isinstance(held := getattr(value, each.name), tuple) or is_dataclass(held)
    }
    return replace(value, **moved) if moved else value
