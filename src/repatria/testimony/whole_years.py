"""The day of writing that follows from whole years since a day told: "fifty years ago today, on 3 May 1969"."""

from __future__ import annotations

import re

from repatria.testimony import calendar_dates
from repatria.testimony.bounds import DAY, Bounds
from repatria.testimony.segment import Sentence
from repatria.testimony.time_expressions import Expression

# "Tomorrow the guns will have been silent for sixty years": a day beside publication and whole years.
_WHOLE_YEARS = re.compile(
    r"\b(?P<n>\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|ten|fifteen|a hundred|five|six|seven|eight|nine|eleven|twelve)(?:(?:st|nd|rd|th)? anniversary|\s+years)\b(?!\s+(?:old|in prison|of))",
    re.I,
)
_SHIFT = {"yesterday": 1, "last night": 1, "tomorrow": -1, "the day before yesterday": 2, "the day after tomorrow": -2}
_REACH = 400  # code points between the years counted and the day from which they are


def from_whole_years(text: str, bounds: Bounds, placed: list[tuple[Expression, Sentence]]) -> None:
    """Whole years from a full date to a day beside publication: "fifty years ago today, on 3 May 1969"."""
    full = [
        (e, date) for e, _ in placed if e.kind in ("full", "iso", "dotted") and (date := calendar_dates.absolute(e))
    ]
    for e, s in placed:
        if e.kind not in ("day", "years_ago_on") or not full:
            continue
        match = _WHOLE_YEARS.search(text, s.start, s.end)
        near, date = min(full, key=lambda item: abs(item[0].start - e.start))
        if match is None or date.first_day is None or abs(near.start - e.start) > _REACH:
            continue
        words = match["n"].lower()
        count = int(words) if words.isdigit() else Expression(0, 0, "", {"n": words}).number("n")
        then = date.first_day
        if not count or (then.month, then.day) == (2, 29) or then.year + count > 9000:
            continue
        day = then.replace(year=then.year + count) + _SHIFT.get(e.parts.get("w", "").lower(), 0) * DAY
        reason = f"“{text[match.start() : match.end()]}” from “{text[near.start : near.end]}”"
        bounds.after(day, reason, e)
        bounds.before(day, reason, e)
        return
