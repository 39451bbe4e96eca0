"""The time of which a text tells as a whole: the year reported, the day inquired into, the days of a conference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from repatria.testimony.dates.calendar_dates import absolute, year
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.furniture import is_prose

ASKED = compiled(r"(?:^|\n)[ \t]*[QA][.:][ \t]+\S")
MIN_ASKED = 6  # so many questions and answers make a record of evidence
_HEADING = 1_500  # code points in which a record of evidence says what it asks of
_QUESTION = compiled(r"(?m)^(?![\"“‘'])[^\n]{2,240}\?[ \t]*$")
_FIRST_PERSON = compiled(r"\b(?:I|[Ww]e|my|our)\b")
MIN_QUESTIONS = 4  # so many lines that ask make an interview
LONG_AGO = 400  # days
_ANNUAL = compiled(
    r"\b(?:[Aa]nnual|ANNUAL|[Yy]early)\s+(?:[Rr]eport|REPORT|[Rr]eview|REVIEW|[Ss]tatement)\b(?P<of>[^\n]{0,60}?\b(?P<y>20\d\d|19\d\d)\b)|\b(?P<z>20\d\d|19\d\d) (?:[Aa]nnual [Rr]eport|ANNUAL REPORT)\b|\b(?:[Tt]he )?[Yy]ear in [Rr]eview:? (?P<x>20\d\d)\b"
)
_PERIOD = compiled(r"\bperiod\b[^.\n]{0,24}$", re.I)
_HEAD = 600  # code points in which a report of a conference or a journey names its days
_LONGEST_OCCASION, _SOON = 13, 120  # days that it lasts; days within which it is reported
STRETCHES = ("days", "day_range", "month_range", "years", "fiscal", "fiscal_range")


def long_ago(date: Dated, published: Dated) -> bool:
    """Whether a day lies so far back that a bare month told after it belongs to its year; any does in a text of no date."""
    first, written = date.first_day, published.first_day
    if published.latest is None:
        return first is not None
    return first is not None and written is not None and (written - first).days > LONG_AGO


def evidence_of(text: str, found: Sequence[Expression], published: Dated) -> Dated | None:
    """The day long ago that a record of questions and answers asks of: the last one its heading names."""
    asked = list(islice(ASKED.finditer(text), MIN_ASKED))
    if len(asked) < MIN_ASKED:
        return None
    day: Dated | None = None
    for e in found:
        if e.start > min(asked[0].start(), _HEADING):
            break
        told = absolute(e) if e.kind == "full" else None
        if told is not None and long_ago(told, published):
            day = told
    return day


def time_recalled(text: str, found: Sequence[Expression], published: Dated) -> Dated | None:
    """The time long ago of which an interview asks: what its first questions and answers date."""
    asked = [m.start() for m in islice(_QUESTION.finditer(text), MIN_QUESTIONS)]
    if (
        len(asked) < MIN_QUESTIONS
        or len(list(islice(_FIRST_PERSON.finditer(text, asked[0]), MIN_QUESTIONS))) < MIN_QUESTIONS
    ):
        return None
    for e in found:
        if asked[0] <= e.start < asked[2] and (told := absolute(e)) is not None and told.precision in ("day", "month"):
            return told if long_ago(told, published) else None
    return None


def time_reported(text: str, found: Sequence[Expression], published: Dated) -> Dated | None:
    """The period that a report says it covers, or the year of which an annual report of the next year tells."""
    for e in found:
        if e.kind in STRETCHES and _PERIOD.search(text, max(0, e.start - 40), e.start):
            return absolute(e)
    match = _ANNUAL.search(text, 0, _HEADING)
    written = published.first_day
    if match is None or written is None:
        return None
    told = int(match["y"] or match["z"] or match["x"])
    return year(told, "year of the report") if written.year == told + 1 else None


def occasion_of(text: str, found: Sequence[Expression], published: Dated) -> Dated | None:
    """The days that the head of a report names, over when it was written: its weekdays are theirs."""
    written = published.first_day
    for e in found:
        if e.start > _HEAD or written is None:
            return None
        if e.kind not in ("days", "day_range"):
            continue
        line = text[text.rfind("\n", 0, e.start) + 1 : (text.find("\n", e.end) + 1 or len(text) + 1) - 1]
        told = absolute(e)
        if is_prose(line) or told is None or told.first_day is None or told.last_day is None:
            continue
        length, since = (told.last_day - told.first_day).days, (written - told.last_day).days
        if 1 <= length <= _LONGEST_OCCASION and 1 < since <= _SOON:
            return told
    return None
