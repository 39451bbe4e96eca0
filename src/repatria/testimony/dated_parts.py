"""Parts of a text that were written on a day of their own: entries of a diary or a live page, messages quoted below a letter."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence

from repatria.testimony.calendar_dates import absolute, day
from repatria.testimony.dated_spans import Dated
from repatria.testimony.relative_days import month_day
from repatria.testimony.time_expressions import Expression

_OPENS_LINE = re.compile(r"(?:^|\n)[ \t]*[-–—*•>#\[(]*[ \t]*$")
_CLOSES = re.compile(
    r"(?:,? \(?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\)?)?(?:,? \d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?\s*(?:[.:\])–—\n]|-\s|$)"
)
_QUOTED = re.compile(r"(?:^|\n)(?P<mark>[> ]*)On\s[^\n]{0,20}$")
_WROTE = re.compile(r"[^\n]{0,120}\bwrote:")
_KINDS = ("full", "iso", "dotted", "month_day")
MIN_ENTRIES = 2

Part = tuple[int, int, Dated]


def entries(text: str, found: Sequence[Expression]) -> list[Expression]:
    """The days that head the entries of a diary, in order; fewer than two are none."""
    heads = [
        e
        for e in found
        if e.kind in _KINDS
        and "which" not in e.parts
        and _OPENS_LINE.search(text, max(0, e.start - 12), e.start)
        and _CLOSES.match(text, e.end)
    ]
    return heads if len({(e.month, e.parts.get("d")) for e in heads}) >= MIN_ENTRIES else []


def last_entry(text: str, found: Sequence[Expression], head: int = 400) -> Dated | None:
    """The day of the last entry of a diary; entries without a year take that of the first, or of the cover."""
    days = entries(text, found)
    if not days:
        return None
    named = {told.first_day.year for e in found if e.start < head and e.kind in ("year", "month_year", "season", "years") and (told := absolute(e)) and told.first_day}  # fmt: skip
    told = absolute(days[0])
    if told is not None and told.first_day is not None:
        y = told.first_day.year
    elif len(named) == 1 and all(e.kind == "month_day" for e in days):
        y = named.pop()
    else:
        return None
    last = absolute(days[-1])
    if last is not None:
        return last
    y += sum((b.month or 0) < (a.month or 0) - 1 for a, b in itertools.pairwise(days))
    try:
        return day(dt.date(y, days[-1].month or 1, int(days[-1].parts["d"])), "explicit, day of the last entry")
    except ValueError:
        return None


def dated_parts(text: str, found: Sequence[Expression], published: Dated) -> list[Part]:
    """The parts of a text with the day on which each was written, [start, end), in order."""
    written = published.last_day
    parts: list[Part] = []
    heads = entries(text, found)
    for number, e in enumerate(heads):
        told = absolute(e) or (month_day(e, written, False) if written is not None else None)
        end = heads[number + 1].start if number + 1 < len(heads) else _end_of_entry(text, heads)
        if told is not None and told.precision == "day":
            parts.append((e.end, end, told))
    if heads:
        return parts
    for e in found:
        match = _QUOTED.search(text, max(0, e.start - 40), e.start)
        told = absolute(e) if match and _WROTE.match(text, e.end) else None
        if match is not None and told is not None and told.precision == "day":
            end = _end_of_quotation(text, e.end, match["mark"].strip())
            parts = [(first, min(last, e.start), of) for first, last, of in parts]
            parts.append((e.end, end, told))
    return parts


def _end_of_entry(text: str, heads: Sequence[Expression]) -> int:
    """Where the last entry ends: at an empty line, unless the entries above it hold some."""
    lone = "\n\n" not in text[heads[-2].end : heads[-1].start].rstrip()
    end = text.find("\n\n", heads[-1].end) if lone else -1
    return end if end >= 0 else len(text)


def _end_of_quotation(text: str, at: int, mark: str) -> int:
    """Where the lines end that a reply marks as quoted; the end of the text where it marks none."""
    if not mark:
        return len(text)
    at = text.find("\n", at)
    while at >= 0 and text.startswith(mark[0], at + 1):
        at = text.find("\n", at + 1)
    return at if at >= 0 else len(text)


def day_of(parts: Sequence[Part], starts: Sequence[int], at: int) -> Dated | None:
    """The day on which the part that holds `at` was written; `starts` are the first places of `parts`."""
    number = bisect_right(starts, at) - 1
    return parts[number][2] if number >= 0 and at < parts[number][1] else None
