"""How names, numbers and dates are compared: without case, accents, blanks and marks; a year with its own days."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from repatria.dates import PartialDate
from repatria.errors import InvalidInput

DATES = frozenset({"birth", "incident_date", "status_since"})
"""Fields that hold a partial date."""


@lru_cache(maxsize=262_144)
def name_key(text: str) -> str:
    """A name as it is compared: letters and digits alone, no accents, no case; Hangul is taken apart into its letters.

    So O'Brien, OBRIEN and O’Brién are one name, and a syllable of Hangul begins with its first letter.
    """
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum() and not unicodedata.combining(letter))


def without_accents(text: str) -> str:
    """Letters without the marks above and below them: Jiménez is Jimenez."""
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not unicodedata.combining(letter)))


def number_key(text: str) -> str:
    """A service number as it is compared: its letters and digits."""
    return name_key(text)


@lru_cache(maxsize=65_536)
def date_interval(text: str) -> tuple[int, int] | None:
    """The half-open interval of days, as ordinals, that a partial date can mean; None when it is empty or no date."""
    try:
        date = PartialDate(text) if text else None
    except InvalidInput:
        return None
    return (date.earliest.toordinal(), date.after.toordinal()) if date else None


def same_value(field: str, one: str, other: str) -> bool:
    """Whether two values of a field say the same: one that is silent, or less precise, does not contradict."""
    if one == other or not one or not other:
        return True
    if field in DATES:
        first, second = date_interval(one), date_interval(other)
        if first and second:
            return max(first[0], second[0]) < min(first[1], second[1])
    if field == "sex" and "unknown" in (one, other):
        return True
    return name_key(one) == name_key(other)


def less_exact(field: str, one: str, other: str) -> bool:
    """Whether one of two values that agree says less than the other: a year beside its day, unknown, or nothing."""
    if not one or not other:
        return one != other
    if field == "sex":
        return "unknown" in (one, other) and one != other
    return field in DATES and same_value(field, one, other) and date_interval(one) != date_interval(other)
