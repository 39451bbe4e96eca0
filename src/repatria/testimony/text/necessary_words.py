"""Words without which a pattern cannot match, and how far from them it reaches, worked out from the pattern itself, so that most searches need not be made.

A text is lower-cased once and each word is looked up with ``str.find``, which is far cheaper than a regular expression;
only where a necessary word stands is the pattern tried. What is found is the same as by trying everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_SPACES = (9, 10, 11, 12, 13, 28, 29, 30, 31, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288)
_LOWER = {n: n + 32 for n in range(65, 91)} | dict.fromkeys(_SPACES, 32)
_SPACE = [(code.CATEGORY, code.CATEGORY_SPACE)]
# What a character adds to how rarely a word stands in a text: what stands rarely more.
_WEIGHT = dict.fromkeys("0123456789", 5) | dict.fromkeys("jqxz", 6) | dict.fromkeys(".,", 2) | dict.fromkeys("’'/", 10)
_LETTER, _BLANK = 4, 2
_FREQUENT = frozenset("the and that this with from for was were his her had".split())
_SPACES_IN_A_ROW = 4  # a text with a longer stretch of white space is searched as widely as `BACK` and `AHEAD` allow
_LEAST = 10  # a word that weighs less stands nearly everywhere
BACK, AHEAD = 80, 160  # code points around a necessary word within which a match that needs it lies


def lowered(text: str) -> str:
    """The text with the letters A to Z made small and each white space a blank; its length stays."""
    return text.translate(_LOWER)


@dataclass(frozen=True, slots=True)
class Needed:
    """Lower-case words of which every match of a pattern holds at least one.

    before: code points, at most, from the start of a match to the word; after: from the word to the end of what the pattern
    looks at. A word begins or ends with a blank where the pattern has white space, so that "day" is not looked for in "Monday".
    """

    words: frozenset[str]
    before: int
    after: int


def needed_by(pattern: re.Pattern[str]) -> Needed | None:
    """The words that a pattern needs; None when it promises none that is worth looking for."""
    items = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    found = _words(items)
    if found is None or min(map(_weight, found[0])) < _LEAST:
        return None
    words, before = found
    least = frozenset(w for w in words if not any(o != w and o in w for o in words))
    inside = max((w.find(o) for w in words for o in least), default=0)
    return Needed(least, min(before + max(inside, 0), BACK), min(_widest(items) + 1, AHEAD))


def _words(items: Any, run: str = "", before: int = 0) -> tuple[frozenset[str], int] | None:
    """The rarest set among those that each part of a sequence makes necessary, and how far from the start it stands.

    run: what stands right before the sequence; the first word goes on from it. before: what may stand before that.
    """
    best: tuple[frozenset[str], int] | None = None

    def offer(found: tuple[frozenset[str], int] | None) -> None:
        nonlocal best
        if found and (best is None or _rarity(found[0]) > _rarity(best[0])):
            best = found

    for operator, argument in items:
        end = before + len(run)
        if operator in (code.AT, code.ASSERT, code.ASSERT_NOT):  # these take no place
            if operator is code.ASSERT and argument[0] > 0:
                offer(_words(argument[1], "", end))
            continue
        letters = _letters(operator, argument)
        if len(letters) == 1:
            run += letters[0]
            continue
        if letters:
            offer((frozenset(run + letter for letter in letters), before))
        elif operator is code.SUBPATTERN:
            offer(_words(argument[3], run, before))
        elif operator is code.BRANCH:
            found = [_words(branch, run, before) for branch in argument[1]]
            if all(found):
                offer((frozenset().union(*(f[0] for f in found if f)), max(f[1] for f in found if f)))
        elif operator in (code.MAX_REPEAT, code.MIN_REPEAT) and argument[0] >= 1:
            offer(_words(argument[2], run, before))
        if run:
            offer((frozenset([run]), before))
        end += _widest([(operator, argument)])
        run = " " if _ends_in_space(operator, argument, blank=run.endswith(" ")) else ""
        before = end - len(run)
    if run:
        offer((frozenset([run]), before))
    return best


def _widest(items: Any) -> int:
    """Code points that a sequence can take and look at, at most; `AHEAD` and more where the pattern sets no bound."""
    total = 0
    for operator, argument in items:
        if operator is code.SUBPATTERN:
            total += _widest(argument[3])
        elif operator is code.BRANCH:
            total += max(map(_widest, argument[1]))
        elif operator in (code.MAX_REPEAT, code.MIN_REPEAT):
            times = argument[1]
            if times is code.MAXREPEAT:
                times = _SPACES_IN_A_ROW if _may_be_space(argument[2]) else AHEAD
            total += times * _widest(argument[2])
        elif operator in (code.ASSERT, code.ASSERT_NOT):
            total += _widest(argument[1]) if argument[0] > 0 else 0
        elif operator is code.GROUPREF:
            total += AHEAD
        elif operator is not code.AT:
            total += 1
    return total


def _may_be_space(items: Any) -> bool:
    """Whether one white space or a mark that stands for it."""
    return len(items) == 1 and items[0][0] is code.IN and _SPACE[0] in items[0][1] and len(items[0][1]) <= 3


def _rarity(words: frozenset[str]) -> tuple[int, int]:
    """How rarely one of the words stands in a text, for comparison only: long ones, then few."""
    return min(map(_weight, words)), -len(words)


def _weight(word: str) -> int:
    bare = word.strip()
    if bare in _FREQUENT:
        return 1
    return min(sum(_WEIGHT.get(character, _LETTER) for character in bare) + _BLANK * (len(word) > len(bare)), 28)


def _letters(operator: Any, argument: Any) -> list[str]:
    """What a part that matches one character may be, whatever its case: "t" or "[Tt]", "[89]", a blank; else nothing."""
    if operator is code.LITERAL:
        return [lowered(chr(argument))]
    if operator is not code.IN:
        return []
    if argument == _SPACE:
        return [" "]
    if not all(op is code.LITERAL for op, _ in argument):
        return []
    return sorted({lowered(chr(value)) for _, value in argument})


def _ends_in_space(operator: Any, argument: Any, *, blank: bool) -> bool:
    """Whether white space stands before what follows a part; blank: whether it stands before the part."""
    if operator is code.SUBPATTERN:
        last = argument[3][-1] if len(argument[3]) else None
        return _ends_in_space(*last, blank=False) if last else blank
    if operator in (code.MAX_REPEAT, code.MIN_REPEAT):
        last = argument[2][-1]
        return (argument[0] >= 1 or blank) and _ends_in_space(*last, blank=False)
    return operator is code.IN and argument == _SPACE


class Gate:
    """Patterns with their necessary words: which of them may match where."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self.needed = [needed_by(pattern) for pattern in patterns]
        self.always = frozenset(n for n, needed in enumerate(self.needed) if needed is None)
        self.patterns: dict[str, list[int]] = {}
        for n, needed in enumerate(self.needed):
            for word in needed.words if needed else ():
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

    def windows(self, low: str) -> Windows:
        """Where each pattern may match in the lowered text."""
        return Windows(self.needed, low)


class Windows:
    """Stretches of one lowered text outside which a pattern has no match."""

    def __init__(self, needed: Sequence[Needed | None], low: str) -> None:
        self._needed = needed
        self._low = low
        self._wide = " " * (_SPACES_IN_A_ROW + 1) in low
        self._places: dict[frozenset[str], list[int]] = {}
        self._known: dict[Needed, list[tuple[int, int]]] = {}

    def of(self, number: int) -> list[tuple[int, int]]:
        """The stretches for one pattern, in order; patterns that need the same share the search."""
        needed = self._needed[number]
        if needed is None:
            return [(0, len(self._low))]
        if needed not in self._known:
            self._known[needed] = list(self._stretches(needed))
        return self._known[needed]

    def _stretches(self, needed: Needed) -> Iterator[tuple[int, int]]:
        before, after = (BACK, AHEAD) if self._wide else (needed.before, needed.after)
        start = end = -1
        for at in self._places_of(needed.words):
            if at - before <= end:
                end = at + after
                continue
            if end >= 0:
                yield start, end
            start, end = max(0, at - before), at + after
        if end >= 0:
            yield start, end

    def _places_of(self, words: frozenset[str]) -> list[int]:
        """Where one of the words stands, in order; sets of words are searched once."""
        if words not in self._places:
            places: list[int] = []
            for word in words:
                at = self._low.find(word)
                while at >= 0:
                    places.append(at)
                    at = self._low.find(word, at + 1)
            self._places[words] = sorted(places)
        return self._places[words]
