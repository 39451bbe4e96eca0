"""Partial dates: "1950-11" stays "1950-11" and is never padded to a day nobody recorded."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from repatria.errors import InvalidInput

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@lru_cache(maxsize=65_536)  # every day of two lifetimes: a roll names the same days again and again
def _days(text: str) -> tuple[dt.date, dt.date]:
    """The first day that a partial date can mean, and the first that it can no longer mean."""
    match = _ISO.fullmatch(text)
    if match is None:
        raise InvalidInput(f"{text!r} is not a date: write 1950, 1950-11 or 1950-11-27")
    year, month, day = match.groups()
    try:
        first = dt.date(int(year), int(month or 1), int(day or 1))
        next_year = first.replace(year=first.year + 1, day=1)  # which the calendar must have too
    except ValueError as error:
        raise InvalidInput(f"{text!r} is not a date in the calendar") from error
    if day:
        return first, first + dt.timedelta(days=1)
    if month:
        return first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return first, next_year


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day, exactly as precise as it is known.

    text: ISO 8601, reduced precision allowed: ``1950``, ``1950-11`` or ``1950-11-27``.
    """

    text: str

    def __post_init__(self) -> None:
        _days(self.text)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def earliest(self) -> dt.date:
        """The first day it can mean."""
        return _days(self.text)[0]

    @property
    def after(self) -> dt.date:
        """The first day it can no longer mean: the open end of the half-open interval [earliest, after)."""
        return _days(self.text)[1]

    def __str__(self) -> str:
        return self.text


def partial(text: str, name: str) -> str:
    """`text` as a partial date or empty; raises InvalidInput naming the field."""
    if not text:
        return ""
    try:
        return PartialDate(text).text
    except InvalidInput as error:
        raise InvalidInput(f"{name}: {error}") from error
