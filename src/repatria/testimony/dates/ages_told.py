"""Dates told by an age: "the winter he turned twenty-three", "until she was sixty", counted from the birth told before."""

from __future__ import annotations

import datetime as dt

from repatria.testimony.dates.calendar_dates import DAY, day, interval, season, years
from repatria.testimony.dates.counted_from_words import nth
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.text.first_characters import compiled

_BORN = compiled(r"\b(?:[Bb]orn|b\.)\s[^.;]{0,40}$")
_BASIS = "an age, counted from the birth told"


def is_birth(text: str, at: int) -> bool:
    """Whether the words before a date tell of a birth."""
    return _BORN.search(text, max(0, at - 50), at) is not None


def of_age(e: Expression, birth: Dated | None) -> Dated:
    """The year of life, or the season of it, that an age means; the day of a birthday."""
    first, last = (birth.first_day, birth.last_day) if birth is not None else (None, None)
    count = e.number("n") or (nth(e) if "o" in e.parts else None)
    if first is None or last is None or not count:
        return Dated(None, "unknown", "an age of someone whose birth the text does not date")
    if first != last:
        return years(first.year + count, last.year + count + 1, _BASIS)
    birthday = _moved(first, count)
    if "on" in e.parts:
        return day(birthday, _BASIS)
    if "s" in e.parts:
        around = [season(birthday.year + shift, e.parts["s"], _BASIS) for shift in (-1, 0, 1)]
        return next((s for s in around if s.last_day and s.last_day >= birthday), around[-1])
    return interval(birthday, _moved(first, count + 1) - DAY, _BASIS)


def _moved(birth: dt.date, count: int) -> dt.date:
    return birth.replace(year=birth.year + count, day=28 if (birth.month, birth.day) == (2, 29) else birth.day)
