"""Time expressions of an English text: "Thursday", "last month", "14 years ago", "the 65th anniversary of the armistice"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.testimony.necessary_words import Gate, lowered
from repatria.testimony.time_patterns import COUNTS, DAYS_BY_WORD, MONTHS, ORDINALS, PATTERNS, RELATIVE, WEEKDAYS

_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in PATTERNS)
_GATE = Gate([pattern for _, pattern in _COMPILED])


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its place, its kind (a name in `time_patterns.py`) and its captured parts."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]

    def number(self, name: str) -> int | None:
        """A captured count or year as a number."""
        word = self.parts.get(name)
        if word is None:
            return None
        word = word.lower().lstrip("’'")
        if "-" in word:
            return sum(COUNTS.get(part, 0) for part in word.split("-")) or None
        return int(word) if word.isdigit() else COUNTS.get(word)

    @property
    def month(self) -> int | None:
        """The captured month, 1 to 12."""
        name = self.parts.get("m")
        if name is None:
            return None
        return int(name) if name.isdigit() else MONTHS[name[:3].lower()]

    @property
    def weekday(self) -> int | None:
        """The captured weekday, Monday 0."""
        name = self.parts.get("w")
        return WEEKDAYS.get(name[:3].lower()) if name else None

    @property
    def years(self) -> int | None:
        """The count of an anniversary."""
        if "n" in self.parts:
            return int(self.parts["n"])
        return ORDINALS.get(self.parts.get("word", "").lower())

    @property
    def relative(self) -> bool:
        """Whether its meaning depends on when the text was written."""
        return self.kind in RELATIVE


def find(text: str) -> list[Expression]:
    """Every time expression of `text`, none overlapping, in order of place."""
    taken = bytearray(len(text))
    found: list[Expression] = []
    low = lowered(text)
    windows: dict[frozenset[str] | None, list[tuple[int, int]]] = {}  # patterns that need the same words share them
    for number, (kind, pattern) in enumerate(_COMPILED):
        words = _GATE.needed[number]
        if words not in windows:
            windows[words] = list(_GATE.windows(number, low))
        for window in windows[words]:
            for match in pattern.finditer(text, *window):
                start, end = match.span()
                if taken.find(1, start, end) >= 0:
                    continue
                if kind == "month" and _not_a_month(match):
                    continue
                if (
                    kind == "day_range"
                    and _AND.search(match[0])
                    and not _BETWEEN.search(text, max(0, start - 9), start)
                ):
                    continue
                if kind == "year_after":
                    if not _DATING.search(text, max(0, start - 8), start):
                        continue
                    kind_found = "year"
                else:
                    kind_found = "month" if kind == "month_bare" else kind
                taken[start:end] = b"\x01" * (end - start)
                parts = {name: value.strip() for name, value in match.groupdict().items() if value}
                if kind == "days" and _are_two(match) and not _BETWEEN.search(text, max(0, start - 9), start):
                    found.extend(_two_days(match, parts))
                    continue
                if parts.get("d", "0")[0].isalpha():
                    parts["d"] = str(DAYS_BY_WORD[parts["d"].lower()])
                if "prep" in parts:
                    start = match.start("m") if kind == "month" else match.end("prep") + 1
                found.append(Expression(start, end, kind_found, parts))
    return sorted(found, key=lambda expression: expression.start)


def _are_two(match: re.Match[str]) -> bool:
    """ "May 13 and 28" are two days; "May 14 and 15" are told as one stretch."""
    return _AND.search(match[0]) is not None and int(match["e"]) - int(match["d"]) > 1


def _two_days(match: re.Match[str], parts: dict[str, str]) -> tuple[Expression, Expression]:
    kind = "full" if "y" in parts else "month_day"
    first = {name: value for name, value in parts.items() if name != "e"}
    second = {name: value for name, value in parts.items() if name in ("m", "y")}
    return (
        Expression(match.start(), match.end("d"), kind, first),
        Expression(match.start("e"), match.end(), kind, {**second, "d": parts["e"]}),
    )


# "Aug. 1 and Aug. 2" are two days; "between Aug. 1 and Sept. 2" is a stretch of them.
_AND = re.compile(r"\band\b")
_BETWEEN = re.compile(r"\bbetween\s$", re.I)
# Words after which a bare year of four digits is a year, whatever noun follows: "from 1996 American teams were let in".
_DATING = re.compile(r"\b(?:in|since|by|of|from|after|until|before|during|through|late|early)\s$", re.I)


def _not_a_month(match: re.Match[str]) -> bool:
    """ "May" and "March" are words too: they need a preposition that takes a date."""
    name = match["m"]
    if name not in ("May", "March", "MAY", "MARCH", "Mar", "Mar."):
        return (match["prep"] or "").lower() == "to" and not re.match(r"\s*(?:[,.;]|$)", match.string[match.end() :])
    preposition = (match["prep"] or match["which"] or match["part"] or "").lower()
    return preposition in ("", "the", "and", "to", "for", "this")
