"""A time expression as it stands in a text: its place, its kind and its parts."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.testimony.dates.time_patterns import COUNTS, MONTHS, ORDINALS, RELATIVE, WEEKDAYS


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
