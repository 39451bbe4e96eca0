"""Partial dates: "1950-11" stays "1950-11" and is never padded to a day nobody recorded."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from repatria.errors import InvalidInput

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day, exactly as precise as it is known.

    text: ISO 8601, reduced precision allowed: ``1950``, ``1950-11`` or ``1950-11-27``.
    """

    text: str

    def __post_init__(self) -> None:
        match = _ISO.fullmatch(self.text)
        if match is None:
            raise InvalidInput(f"{self.text!r} is not a date: write 1950, 1950-11 or 1950-11-27")
        try:
            dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1)).replace(year=int(match[1]) + 1, day=1)
        except ValueError as error:
            raise InvalidInput(f"{self.text!r} is not a date in the calendar") from error

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def earliest(self) -> dt.date:
        """The first day it can mean."""
        return dt.date.fromisoformat(self.text + "-01-01"[len(self.text) - 4 :])

    @property
    def after(self) -> dt.date:
        """The first day it can no longer mean: the open end of the half-open interval [earliest, after)."""
        first = self.earliest
        if self.precision == "day":
            return first + dt.timedelta(days=1)
        if self.precision == "month":
            return (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        return first.replace(year=first.year + 1)

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
