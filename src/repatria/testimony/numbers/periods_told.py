"""Of which time a figure tells: the period of a deed, the day to which a count of the missing or held refers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.dates.dated_spans import Dated, TimeMention
from repatria.testimony.dates.history import war_years
from repatria.testimony.dates.tense import is_future
from repatria.testimony.events.event_dates import nearest_date
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.text.first_characters import compiled

STOCK = frozenset(["missing", "unaccounted_for", "held", "lost_at_sea", "buried"])
_DATED_DEEDS = ("identified", "recovered", "returned")
_AS_OF = compiled(r"\b[Aa]s of\s+$|\b(?:by|at) the (?:end|beginning|start) of\s+$")
_AT_ONCE = compiled(r"\s+(?:(?:in|at|on|by)\s+)?")
_AT_ONCE_REACH = 4  # code points between a count and the date told with it
_HEADS_COUNT = compiled(r":?\s+|,?\s+(?:there\s+(?:are|were)|it\s+(?:is|was))\s+(?:still\s+)?")
_HEAD_REACH = 24  # code points
_OPENS_CLAUSE = compiled(r"(?:^|[;,:]\s|\b(?:and|but)\s)(?:(?:[Ii]n|[Oo]n|[Aa]t|[Bb]y|[Aa]s (?:of|at))\s)?$")
_BEHIND = 20  # code points by which a limit after a count is nearer than one before it
_LIMIT = compiled(r"\b(?:by|before|until|till|(?:no|not) later than|due (?:on|by|in|at)?)\s+(?:the\s+)?$", re.I)
_BEFORE = compiled(r"\bbefore\s+(?:the\s+)?$", re.I)
_TO_COME = compiled(
    r"\b(?:promis|pledg|agree|undertook|undertak|commit|ask|demand|request|urg|order|vow|offer|plan|want|hope|expect|intend|propos|due|will|shall|must|should|would)\w*\b|\bto (?:be|return|hand|give|send|deliver|provide|supply|identify|recover|bring|repatriate|find|release)\b"
)
_FROM = compiled(r"\bfrom\s+$")
_TO = compiled(r"[^.;]{0,60}?\bto\s+(?:(?:about|some|around|nearly|almost|only|just)\s+)?\d")
_AFTER_FROM = compiled(r"\bfrom\s+[\d,]+\b[^.;]{0,60}?\bto\s+$")


def time_of(
    flat: str, q: Quantity, war: str | None, inside: Sequence[TimeMention], sentence: tuple[int, int], published: Dated
) -> tuple[str | None, str | None]:
    """The period of a figure and the date to which it refers; inside: the dates of its sentence."""
    limits = [d for d in inside if _LIMIT.search(flat, max(sentence[0], d.span.start - 24), d.span.start)]
    limits.sort(key=lambda d: d.span.start - q.end if d.span.start >= q.end else q.start - d.span.end + _BEHIND)
    stated = [d for d in inside if _AS_OF.search(flat, max(0, d.span.start - 30), d.span.start)]
    as_of = stated[0].date.value if stated else None
    before_change = _is_changed(flat, q)
    if q.predicate in STOCK:
        with_it = _told_with(flat, q, inside, sentence[0])
        as_of = with_it.date.value if with_it is not None else as_of
        if before_change:
            return None, as_of  # "fell from 7,747": of an earlier time, which the text may not tell
        return None, as_of or _summed_up(flat, q, limits, sentence, published) or as_of_publication(published)
    date = nearest_date([d for d in inside if d not in stated and d not in limits], q.start, q.end, flat, q.predicate)
    deadline = _deadline(flat, q, limits)
    if deadline is not None and (date is None or _TO_COME.search(flat, sentence[0], deadline.span.start)):
        return None, as_of or _summed_up(flat, q, [deadline], sentence, published)
    if date is not None and date.known:
        return period_of(date), as_of
    if q.predicate == "died" and war and (years := war_years(war)):
        return f"{years[0][:4]}..{years[1][:4]}", as_of
    return None, as_of or (as_of_publication(published) if q.predicate in _DATED_DEEDS else None)


def as_of_publication(published: Dated) -> str | None:
    """The date to which a stock figure refers when the text gives none: publication, no finer than a month."""
    first, last = published.first_day, published.last_day
    if first is None or last is None:
        return published.value
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    if first.year == last.year:
        return f"{first.year:04}"
    return None


def period_of(date: Dated) -> str | None:
    """A date as a period: a stretch by its ends, any other by its value."""
    if date.precision in ("interval",) and date.earliest and date.latest:
        return f"{date.earliest}..{date.latest}"
    return date.value


def _told_with(flat: str, q: Quantity, inside: Sequence[TimeMention], start: int) -> TimeMention | None:
    """The date told at once after a count, "7,747 in 2016", or at the head of its clause, "in 2016 7,747"."""
    for d in inside:
        at_once = 0 <= d.span.start - q.end <= _AT_ONCE_REACH
        if at_once and d.date.value and _AT_ONCE.fullmatch(flat, q.end, d.span.start):
            return d
    for d in inside:
        heads = 0 < q.start - d.span.end <= _HEAD_REACH and _HEADS_COUNT.fullmatch(flat, d.span.end, q.start)
        if heads and d.date.value and _OPENS_CLAUSE.search(flat[max(start, d.span.start - 20) : d.span.start]):
            return d
    return None


def _is_changed(flat: str, q: Quantity) -> bool:
    """Whether a count is the one from which a change set out: "fell from 7,747 to 7,680"."""
    return _FROM.search(flat, max(0, q.start - 8), q.start) is not None and _TO.match(flat, q.end) is not None


def _deadline(flat: str, q: Quantity, limits: Sequence[TimeMention]) -> TimeMention | None:
    """The limit told of a count: before it, or after it with no other count between."""
    for d in limits:
        between = flat[q.end : d.span.start] if d.span.start >= q.end else flat[d.span.end : q.start]
        if ";" not in between and not re.search(r"\d", between):
            return d
    return None


def _summed_up(
    flat: str, q: Quantity, limits: Sequence[TimeMention], sentence: tuple[int, int], published: Dated
) -> str | None:
    """The day until which something done was counted: "by 15 April 64 had been identified"; no day still ahead."""
    for d in limits:
        last, written = d.date.last_day, published.last_day
        if written is not None and last is not None and last > written:
            continue
        words = flat[sentence[0] : sentence[1]]
        before = flat[sentence[0] : min(q.start, d.span.start)]
        if _TO_COME.search(before) or is_future(words, d.span.start - sentence[0]):
            continue
        if q.predicate != "other" and not _BEFORE.search(flat, max(0, d.span.start - 12), d.span.start):
            return d.date.value
    return None
