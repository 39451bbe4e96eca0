"""What a time expression means, given when the text was published: a date no more precise than the words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from repatria.testimony.calendar_dates import (
    absolute,
    day,
    interval,
    month,
)
from repatria.testimony.counted_dates import anniversary, later
from repatria.testimony.counted_from_events import (
    after_event,
    beside_holiday,
    holiday_beside,
)
from repatria.testimony.dated_spans import Dated
from repatria.testimony.from_publication import from_publication
from repatria.testimony.relative_units import UNKNOWN
from repatria.testimony.tense import is_future
from repatria.testimony.time_expressions import Expression
from repatria.testimony.told_before import (
    FROM_PREVIOUS,
    beside_day,
    counts_from_day,
    from_previous,
    of_century,
    of_then,
    of_war,
)

_YEAR_AFTER = re.compile(r",?\s+(?:of\s+)?(this|last|next) year\b", re.I)
_DEADLINE_BEFORE = re.compile(r"\b(?:by|until|till|before|through|as of|no later than)\s+$", re.I)
_ONCE_PLANNED = re.compile(r"\b(?:was|were) (?:to have|due to|supposed to|meant to|scheduled to|set to) [^.;,]*$")
_MEANT = re.compile(
    r"\b(?:offered|asked|proposed|wanted|hoped|invited|refused|declined|tried|were|was)\s+(?:\w+ )?to [a-z]+(?:[^.;,]{0,40}\s)?$"
)
_BEFORE = re.compile(r"\bbefore\s+$", re.I)
_AFTER = re.compile(r"\s+after\s*(?:[.,;]|$)")
# What an annual report tells of its year: "In May our divers found ..."; the perfect tells of the time since.
_REPORTED = ("month", "month_day", "season_bare")
_PERFECT = re.compile(r"\b(?:has|have)\b")
_BY = re.compile(r"\b(?:by|until|till)\s+$", re.I)


def resolve(
    expression: Expression,
    published: Dated,
    *,
    sentence: str,
    at: int,
    surroundings: str,
    previous: Dated | None,
    anchor: Dated | None = None,
    near: Dated | None = None,
    evidence: bool = False,
    reported: Dated | None = None,
) -> Dated:
    """The date an expression means in its sentence.

    published may be an interval: the answer is then the union of what the words mean on its first and last day.
    at: position of the expression in `sentence`. previous: the date told just before, for "days later". anchor: the
    day long ago of which the paragraph tells, whose year a bare month in it takes. near: the day told last in the paragraph. evidence: whether the whole text asks and
    answers of the anchor. reported: the year that an annual report tells of.
    """
    deadline = _DEADLINE_BEFORE.search(sentence, 0, at) is not None
    if deadline and "end" in expression.parts.get("part", "").lower() and expression.kind in ("month", "month_year"):
        whole = resolve(
            replace(expression, parts={k: v for k, v in expression.parts.items() if k != "part"}),
            published,
            sentence=sentence,
            at=at,
            surroundings=surroundings,
            previous=previous,
        )
        return day(whole.last_day, whole.basis) if whole.last_day else whole
    fixed = absolute(expression)
    if fixed is not None:
        return of_century(expression, fixed, published)
    if expression.kind == "anniversary":
        return anniversary(expression, surroundings)
    if expression.kind == "later":
        return later(expression, near if near is not None and counts_from_day(expression, previous) else previous)
    if expression.kind == "after_holiday":
        feast = resolve(
            replace(expression, kind="holiday", parts={"h": expression.parts["h"]}),
            published,
            sentence=sentence,
            at=at,
            surroundings=surroundings,
            previous=previous,
        )
        return beside_holiday(expression, feast)
    if expression.kind == "after_event":
        return after_event(expression, surroundings, near or previous)
    if expression.kind == "holiday" and previous is not None and (told := holiday_beside(expression, previous)):
        return told
    if expression.kind == "of_war":
        return of_war(expression, surroundings)
    if expression.kind in FROM_PREVIOUS and previous is not None and previous.first_day is not None:
        return from_previous(expression, previous)
    if anchor is not None and (told := of_then(expression, anchor, sentence, at, evidence=evidence)) is not None:
        return told
    first, last = published.first_day, published.last_day
    if first is None or last is None:
        return UNKNOWN
    future = is_future(sentence, at)
    if future and expression.kind == "month" and _MEANT.search(sentence, max(0, at - 80), at):
        future = None  # "we offered to meet again in January": before it was written, or after
    if future is None and expression.kind in ("holiday", "month_day", "weekday") and _BY.search(sentence, 0, at):
        future = True  # "sign up by Memorial Day"
    if expression.kind == "weekday" and _AFTER.match(sentence, at + expression.end - expression.start):
        expression = replace(expression, parts={**expression.parts, "which": "the following"})  # "the Thursday after"
    if (
        expression.kind in ("weekday", "ordinal", "hour")
        and near is not None
        and (told := beside_day(expression, near))
    ):
        return told
    if deadline and expression.kind in ("unit_end", "fiscal_end") and not _BEFORE.search(sentence, 0, at):
        expression = replace(expression, parts={**expression.parts, "deadline": "by"})
    named = _YEAR_AFTER.match(sentence, at + expression.end - expression.start)
    if named and expression.kind in ("month_day", "days", "day_range", "month") and first.year == last.year:
        shift = {"last": -1, "this": 0, "next": 1}[named[1].lower()]
        with_year = "z" if expression.kind == "day_range" else "y"
        kind = {"month": "month_year", "month_day": "full"}.get(expression.kind, expression.kind)
        told = absolute(replace(expression, kind=kind, parts={**expression.parts, with_year: str(first.year + shift)}))
        if told is not None:
            return told
    if (
        expression.kind == "month"
        and "which" not in expression.parts
        and _ONCE_PLANNED.search(sentence, max(0, at - 60), at)
    ):
        return min(
            (
                month(y, expression.month or 1, "month once planned for")
                for y in (first.year - 1, first.year, first.year + 1)
            ),
            key=lambda d: abs((d.first_day - first).days) if d.first_day else 0,
        )
    if reported is not None and future is False and expression.kind in _REPORTED and "which" not in expression.parts:
        before = sentence[max(0, at - 80) : at]
        last_of_year = reported.last_day
        if last_of_year is not None and not _PERFECT.search(before):
            return from_publication(expression, last_of_year, False, None)
    rule: Callable[[dt.date], Dated] = lambda today: from_publication(expression, today, future, previous)  # noqa: E731
    a, b = rule(first), rule(last)
    if a == b:
        return a
    return _union(a, b)


def _union(a: Dated, b: Dated) -> Dated:
    starts = [d for d in (a.first_day, b.first_day) if d]
    ends = [d for d in (a.last_day, b.last_day) if d]
    if not starts or not ends:
        return UNKNOWN
    if a.value == b.value and a.value:
        return Dated(a.value, a.precision, a.basis, min(starts).isoformat(), max(ends).isoformat())
    return interval(min(starts), max(ends), a.basis + "; the publication date is known to an interval only")
