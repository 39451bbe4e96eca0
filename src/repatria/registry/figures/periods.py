"""The days that the period of a figure can mean, so that two periods can be laid over each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.field.fiscal_year import fiscal_year


@dataclass(frozen=True, slots=True)
class Days:
    """The half-open interval [earliest, after)."""

    earliest: dt.date
    after: dt.date

    @property
    def short(self) -> bool:
        """Whether it is a month or less."""
        return (self.after - self.earliest).days <= 31

    def overlap(self, other: Days) -> bool:
        """Whether some day lies in both."""
        return self.earliest < other.after and other.earliest < self.after

    def hold(self, other: Days) -> bool:
        """Whether the other lies in it whole."""
        return self.earliest <= other.earliest and other.after <= self.after


def days_of(period: str) -> Days | None:
    """The days of ``2018-07-27``, ``1990/1994``, ``1996/`` or ``FY2019``; None for none, and for what is no period."""
    start, stroke, end = period.partition("/")
    try:
        first = _part(start) if start else None
        last = _part(end) if end else None
    except InvalidInput:
        return None
    if not stroke:
        return first
    if first is None and last is None:
        return None
    return Days(first.earliest if first else dt.date.min, last.after if last else dt.date.max)


def _part(text: str) -> Days:
    if text.startswith("FY"):
        year = fiscal_year(text)
        return Days(year.begins, year.after)
    date = PartialDate(text)
    return Days(date.earliest, date.after)
