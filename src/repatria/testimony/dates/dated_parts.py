"""Parts of a text that were written on a day of their own: entries of a diary or a live page, messages quoted below a letter."""

from __future__ import annotations

import datetime as dt
import itertools
from bisect import bisect_right
from collections.abc import Sequence

from repatria.testimony.dates.calendar_dates import DAY, absolute, day
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.relative_days import month_day, weekday
from repatria.testimony.text.first_characters import compiled

_OPENS_LINE = compiled(r"(?:^|\n)[ \t]*[-–—*•>#\[(]*[ \t]*$")
_CLOSES = compiled(
    r"(?:,? \(?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\)?)?(?:,? \d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?\s*(?:[.:\])–—\n]|-\s|$)"
)
_QUOTED = compiled(r"(?:^|\n)(?P<mark>[> ]*)On\s[^\n]{0,20}$")
_WROTE = compiled(r"[^\n]{0,120}\bwrote:")
_SET_IN = compiled(r"(?:[ ]{3,}|\t|> )\S")  # a line of a paper quoted whole
_MINUTES = compiled(r"\b(?:[Mm]inutes|MINUTES)\b")
_HELD = compiled(r"\b(?:held|meeting|MEETING|on|of)\b[^.\n]*$")
_HEAD, _SENT_ROUND = 400, 62  # code points in which minutes name their day; days within which they are sent round
_STAMPED = compiled(r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?)?[ \t]*(?:\n|$)")
_REMARK = compiled(r"[^\n:]{1,40}\b(?:said|says|wrote|writes|commented|replied)\b|[^\n:]{1,30}:\s")
_EDITOR = compiled(r"\n[(\[][^\n]*\bEds?\.[^\n]*[)\]]")
_KINDS = ("full", "iso", "dotted", "month_day")
MIN_ENTRIES = 2

Part = tuple[int, int, Dated]


def _heads(text: str, e: Expression) -> bool:
    """Whether a date opens a line and is set off from what follows."""
    return (
        _OPENS_LINE.search(text, max(0, e.start - 12), e.start) is not None and _CLOSES.match(text, e.end) is not None
    )


def entries(text: str, found: Sequence[Expression]) -> list[Expression]:
    """The days that head the entries of a diary, in order; fewer than two are none."""
    heads = [e for e in found if e.kind in _KINDS and "which" not in e.parts and _heads(text, e)]
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
    return _diary(text, found, published) or sorted(
        [*_quoted(text, found), *_minutes(text, found, published), *_comments(text, found, published)],
        key=lambda part: part[:2],
    )


def _diary(text: str, found: Sequence[Expression], published: Dated) -> list[Part]:
    """The entries of a diary; one headed by a weekday alone is of the first after the entry before."""
    dated = entries(text, found)
    if not dated:
        return []
    first, last = dated[0].start, dated[-1].start
    heads = [e for e in found if e in dated or (first < e.start < last and e.kind == "weekday" and _heads(text, e))]
    parts: list[Part] = []
    before: dt.date | None = None
    for number, e in enumerate(heads):
        told = _day_of_entry(e, before, published)
        end = heads[number + 1].start if number + 1 < len(heads) else _end_of_entry(text, dated)
        if told is not None and told.precision == "day":
            parts.append((e.end, end, told))
            before = told.first_day
    return parts


def _day_of_entry(e: Expression, before: dt.date | None, published: Dated) -> Dated | None:
    fixed = absolute(e)
    if fixed is not None:
        return fixed
    if before is not None:
        after = before + DAY
        return weekday(e.weekday or 0, "", after, True) if e.kind == "weekday" else month_day(e, after, True)
    written = published.last_day
    return month_day(e, written, False) if written is not None and e.kind == "month_day" else None


def _quoted(text: str, found: Sequence[Expression]) -> list[Part]:
    """Messages quoted below a reply, and papers quoted whole in lines set in from the margin, under a date of their own."""
    parts: list[Part] = []
    until = 0
    for e in found:
        if e.kind not in ("full", "iso", "dotted") or e.start < until:
            continue
        match = _QUOTED.search(text, max(0, e.start - 40), e.start)
        if match is not None and _WROTE.match(text, e.end):
            end = _end_of_quotation(text, e.end, match["mark"].strip())
            parts = [(first, min(last, e.start), of) for first, last, of in parts]
        elif _SET_IN.match(text, text.rfind("\n", 0, e.start) + 1):
            end = until = _end_of_block(text, e.end)
        else:
            continue
        told = absolute(e)
        if told is not None and told.precision == "day" and end > e.end:
            parts.append((e.end, end, told))
    return parts


def _minutes(text: str, found: Sequence[Expression], published: Dated) -> list[Part]:
    """Minutes tell of the day of the meeting, though they were sent round later."""
    written = published.first_day
    if written is None or not _MINUTES.search(text, 0, _HEAD):
        return []
    for e in found:
        if e.start > _HEAD:
            return []
        held = absolute(e) if e.kind == "full" and _HELD.search(text, max(0, e.start - 80), e.start) else None
        if held is not None and held.first_day is not None and 0 < (written - held.first_day).days < _SENT_ROUND:
            return [(e.end, text.rstrip().rfind("\n"), held)]
    return []


def _comments(text: str, found: Sequence[Expression], published: Dated) -> list[Part]:
    """Remarks of readers below a text, each on a line that its own stamp closes."""
    written = published.last_day
    parts: list[Part] = []
    for e in found:
        if e.kind not in ("full", "iso", "dotted", "numeric") or not _STAMPED.match(text, e.end):
            continue
        line = text.rfind("\n", 0, e.start) + 1
        told = absolute(e) if _REMARK.match(text, line) else None
        if told is not None and told.precision == "day" and told.first_day and written and told.first_day >= written:
            parts.append((line, e.start, told))
    return parts


def _end_of_entry(text: str, heads: Sequence[Expression]) -> int:
    """Where the last entry ends: at an empty line, unless the entries above it hold some; before a note of the editor."""
    note = _EDITOR.search(text, heads[-1].end)
    if note is not None:
        return note.start()
    lone = "\n\n" not in text[heads[-2].end : heads[-1].start].rstrip()
    end = text.find("\n\n", heads[-1].end) if lone else -1
    return end if end >= 0 else len(text)


def _end_of_block(text: str, at: int) -> int:
    """Where the lines end that are set in from the margin."""
    end = text.find("\n", at)
    while end >= 0 and (_SET_IN.match(text, end + 1) or text.startswith("\n", end + 1)):
        end = text.find("\n", end + 1)
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
