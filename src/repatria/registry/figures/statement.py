"""A figure: a number that never loses its unit, predicate, population, period, as-of date and source."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from repatria.errors import Conflict

_COMPATIBLE_PREDICATES = (frozenset({"missing", "unaccounted_for"}),)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as computed from the record, or as a source gives it.

    code: its name.  qualifier: exact, at_least, more_than, nearly, approx, up_to, between or believed.
    source: code of the source, empty for a computed figure; derivation: how it was computed, empty for a cited one.
    counted: how many rows of the record are behind a computed figure; made_up: how many of them are made up.
    speaker_assumed: no words of speech name the speaker, and nobody has confirmed the name.
    said: how a source says it, see `sources.said.SAID`; a computed figure is asserted.
    """

    code: str
    label_en: str
    label_ko: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    predicate: str
    population: str
    place: str = ""
    period: str = ""
    as_of: str = ""
    source: str = ""
    speaker: str = ""
    derivation: str = ""
    made_up: int = 0
    said: str = "asserted"
    speaker_assumed: bool = False

    def bounds(self) -> tuple[float, float]:
        """The closed interval of counts that the words allow.

        approx, nearly and believed allow what is rounded to the same number: half a unit of its last non-zero digit,
        and nearly only from below.
        """
        value = self.value if self.value is not None else self.low
        if self.qualifier == "between":
            return (self.low if self.low is not None else 0.0, self.high if self.high is not None else math.inf)
        if value is None:
            return (0.0, math.inf)
        if self.qualifier == "more_than":
            return (value + 1, math.inf)
        if self.qualifier == "at_least":
            return (value, math.inf)
        if self.qualifier == "up_to":
            return (0.0, value)
        half = _last_digit(value) / 2
        if self.qualifier == "nearly":
            return (value - half, value)
        if self.qualifier in ("approx", "believed"):
            return (value - half, value + half)
        return (value, value)

    def as_said(self) -> str:
        """The number in English words as it was said: ``more than 35,000``, ``200 to 250``, ``2005`` of a year."""
        number = next(x for x in (self.value, self.low, self.high, math.nan) if x is not None)
        if self.qualifier == "between" and self.low is not None and self.high is not None:
            return f"{self.low:,.10g} to {self.high:,.10g}"
        words = "" if self.qualifier == "exact" else self.qualifier.replace("_", " ") + " "
        return f"{words}{number:.0f}" if self.names_a_year else f"{words}{number:,.10g}"

    @property
    def names_a_year(self) -> bool:
        """Whether the number is a year of the calendar, not a count: its period is that very year."""
        return self.unit == "other" and self.value is not None and self.period == f"{self.value:.0f}"

    def comparable_with(self, other: Figure) -> bool:
        """Whether both count the same thing in the same unit; figures in different units are never compared."""
        return self.unit == other.unit and _same_predicate(self.predicate, other.predicate)

    def plus(self, other: Figure) -> Figure:
        """The sum of two exact figures of the same unit and predicate; raises Conflict for any others."""
        if not self.comparable_with(other) or self.predicate != other.predicate:
            raise Conflict(
                f"{self.code} counts {self.unit} {self.predicate}, {other.code} counts {other.unit} {other.predicate}: "
                "such figures are not added"
            )
        if self.qualifier != "exact" or other.qualifier != "exact" or self.value is None or other.value is None:
            raise Conflict(f"{self.code} and {other.code} are not both exact: a sum would pretend to be")
        total = self.value + other.value
        return Figure(
            code=f"{self.code}+{other.code}",
            label_en=f"{self.label_en} and {other.label_en}",
            label_ko=f"{self.label_ko}, {other.label_ko}",
            value=total,
            low=total,
            high=total,
            qualifier="exact",
            unit=self.unit,
            predicate=self.predicate,
            population=self.population if self.population == other.population else "",
            derivation=f"sum of {self.code} and {other.code}",
            made_up=self.made_up + other.made_up,
        )

    def as_dict(self) -> dict[str, Any]:
        """The form printed by ``--json``; whole numbers as whole numbers."""
        return {name: _whole(getattr(self, name)) for name in self.__dataclass_fields__}


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and math.isfinite(value) and value.is_integer() else value


def _last_digit(value: float) -> float:
    """The place of the last non-zero digit: 100 for 7,700, 1000 for 8,000, 1 for 55."""
    place = 1.0
    while value and value % (place * 10) == 0:
        place *= 10
    return place


def _same_predicate(first: str, second: str) -> bool:
    return first == second or any({first, second} <= group for group in _COMPATIBLE_PREDICATES)
