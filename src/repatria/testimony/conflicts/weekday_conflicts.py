"""Days told with a weekday that is not theirs: "Thursday, August 1" in a year in which that was a Wednesday."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.dates.dated_spans import TimeMention
from repatria.testimony.dates.time_patterns import WEEKDAYS
from repatria.testimony.model import Conflict, Position, Reading
from repatria.testimony.text.first_characters import compiled

_WEEKDAY = compiled(r"\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b")


def weekdays(readings: Sequence[Reading]) -> list[Conflict]:
    """Each day of the calendar that the text gives another weekday: one of the two, or the year, is wrong."""
    return [
        conflict
        for reading in readings
        for mention in reading.dates
        if (conflict := _conflict(reading, mention)) is not None
    ]


def _conflict(reading: Reading, mention: TimeMention) -> Conflict | None:
    day, told = mention.date.first_day, _WEEKDAY.match(mention.span.quote)
    if told is None or day is None or mention.date.precision != "day" or not re.search(r"\d", mention.span.quote):
        return None
    if WEEKDAYS[told[1].lower()] == day.weekday():
        return None
    claims = tuple(c.id for c in reading.claims if c.evidence.overlaps(mention.span))
    sides = (
        Position(mention.span.quote, reading.document.name, mention.span, claims),
        Position(f"{day.isoformat()} is a {day:%A}", reading.document.name, mention.span, claims),
    )
    return Conflict("another_weekday", "date", f"Weekday of {day.isoformat()}", "the day has another weekday", sides)
