"""Words without which a pattern cannot match, worked out from the pattern itself, so that most searches need not be made.

A text is lower-cased once and each word is looked up with ``str.find``, which is far cheaper than a regular expression;
only where a necessary word stands is the pattern tried. What is found is the same as by trying everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_LOWER = {n: n + 32 for n in range(65, 91)}
_SHORTEST = 3  # a word of fewer letters stands nearly everywhere
BACK, AHEAD = 80, 160  # code points around a necessary word within which a match that needs it lies


def lowered(text: str) -> str:
    """The text with the letters A to Z made small; its length stays."""
    return text.translate(_LOWER)


def necessary_words(pattern: re.Pattern[str]) -> frozenset[str] | None:
    """Lower-case words of which every match holds at least one; None when the pattern promises none."""
    words = _words(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))
    if words is None or min(map(len, words)) < _SHORTEST:
        return None
    return frozenset(w for w in words if not any(o != w and o in w for o in words))


def _words(items: Any) -> frozenset[str] | None:
    """The best set among those that each part of a sequence makes necessary: long words, then few."""
    best: frozenset[str] | None = None
    run = ""

    def offer(words: frozenset[str] | None) -> None:
        nonlocal best
        if words and (best is None or _worth(words) > _worth(best)):
            best = words

    for operator, argument in items:
        char = _letter(operator, argument)
        if char is not None:
            run += char
            continue
        offer(frozenset([run]) if run else None)
        run = ""
        if operator is code.SUBPATTERN:
            offer(_words(argument[3]))
        elif operator is code.BRANCH:
            sets = [_words(branch) for branch in argument[1]]
            offer(frozenset().union(*sets) if all(sets) else None)  # type: ignore[arg-type]
        elif operator in (code.MAX_REPEAT, code.MIN_REPEAT) and argument[0] >= 1:
            offer(_words(argument[2]))
    offer(frozenset([run]) if run else None)
    return best


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(min(map(len, words)), 6), -len(words)


def _letter(operator: Any, argument: Any) -> str | None:
    """A part that matches one character whatever its case: "t" or "[Tt]"."""
    if operator is code.LITERAL:
        return lowered(chr(argument))
    if operator is code.IN and all(op is code.LITERAL for op, _ in argument):
        letters = {lowered(chr(value)) for _, value in argument}
        return letters.pop() if len(letters) == 1 else None
    return None


def first_characters(pattern: str) -> frozenset[str]:
    """The characters with one of which every match of a pattern begins; empty when the pattern may match nothing."""
    found, nullable = _first(parser.parse(pattern))
    return frozenset() if nullable else frozenset(found)


def _first(items: Any) -> tuple[set[str], bool]:
    found: set[str] = set()
    for operator, argument in items:
        if operator in (code.AT, code.ASSERT, code.ASSERT_NOT):
            continue
        nullable = False
        if operator is code.LITERAL:
            found.add(chr(argument))
        elif operator is code.IN and all(kind is code.LITERAL for kind, _ in argument):
            found.update(chr(value) for _, value in argument)
        elif operator is code.SUBPATTERN:
            inner, nullable = _first(argument[3])
            found |= inner
        elif operator is code.BRANCH:
            branches = [_first(branch) for branch in argument[1]]
            found = found.union(*(inner for inner, _ in branches))
            nullable = any(empty for _, empty in branches)
        elif operator in (code.MAX_REPEAT, code.MIN_REPEAT):
            inner, nullable = _first(argument[2])
            found |= inner
            nullable = nullable or argument[0] == 0
        else:
            return set(), True
        if not nullable:
            return found, False
    return found, True


class Gate:
    """Patterns with their necessary words: which of them may match where."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        needed = [necessary_words(pattern) for pattern in patterns]
        self.always = frozenset(n for n, words in enumerate(needed) if words is None)
        self.needed = needed
        self.patterns: dict[str, list[int]] = {}
        for n, words in enumerate(needed):
            for word in words or ():
                self.patterns.setdefault(word, []).append(n)

    def candidates(self, low: str, ranges: Sequence[tuple[int, int]]) -> list[set[int]]:
        """For each range of the lowered text, in order and not overlapping, the patterns that may match within it."""
        found = [set(self.always) for _ in ranges]
        starts = [start for start, _ in ranges]
        for word, numbers in self.patterns.items():
            at = low.find(word)
            while at >= 0:
                n = bisect_right(starts, at) - 1
                if n >= 0 and at + len(word) <= ranges[n][1]:
                    found[n].update(numbers)
                    at = low.find(word, ranges[n][1])
                else:
                    at = low.find(word, at + 1)
        return found

    def present(self, low: str) -> set[int]:
        """The patterns that may match somewhere in the lowered text."""
        return {*self.always} | {n for word, numbers in self.patterns.items() if word in low for n in numbers}

    def windows(self, number: int, low: str) -> Iterator[tuple[int, int]]:
        """Stretches of the lowered text, in order, outside which the pattern has no match."""
        words = self.needed[number]
        if words is None:
            yield 0, len(low)
            return
        places: list[int] = []
        for word in words:
            at = low.find(word)
            while at >= 0:
                places.append(at)
                at = low.find(word, at + 1)
        places.sort()
        start = end = -1
        for at in places:
            if at - BACK <= end:
                end = at + AHEAD
                continue
            if end >= 0:
                yield start, end
            start, end = max(0, at - BACK), at + AHEAD
        if end >= 0:
            yield start, end
