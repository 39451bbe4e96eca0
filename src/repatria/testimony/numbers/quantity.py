"""One counted thing of a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.testimony.numbers.number_reading import Number


@dataclass(frozen=True, slots=True)
class Quantity:
    """One counted thing of a sentence, before its population and dates are joined to it.

    start, end: place in the text from the qualifier to the head noun. trigger: words that gave the predicate.
    """

    start: int
    end: int
    number: Number
    qualifier: str
    unit: str
    predicate: str
    noun: str
    head: int
    definite: bool
    anaphoric: bool
    place: str | None
