"""The days between which a text can have been written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from repatria.testimony.dates.expression import Expression

DAY = dt.timedelta(days=1)


@dataclass(slots=True)
class Bounds:
    """The interval that the content leaves, with the words that set each side."""

    first: dt.date | None = None
    last: dt.date | None = None
    first_by: Expression | None = None
    last_by: Expression | None = None
    reasons: tuple[str, ...] = ()
    told: dt.date | None = None  # the latest day that the text itself dates and tells as past

    def after(self, day: dt.date, reason: str, by: Expression | None = None) -> None:
        if (self.first is None or day > self.first) and (self.last is None or day <= self.last):
            self.first, self.first_by = day, by
            self.reasons += (reason,)

    def before(self, day: dt.date, reason: str, by: Expression | None = None) -> None:
        if (self.last is None or day < self.last) and (self.first is None or day >= self.first):
            self.last, self.last_by = day, by
            self.reasons += (reason,)

    @property
    def days(self) -> int:
        return (self.last - self.first).days if self.first and self.last else 10**6


def calendar_day(y: int, m: int, d: int) -> dt.date | None:
    try:
        return dt.date(y, m, d)
    except ValueError:
        return None
