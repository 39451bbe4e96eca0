"""The outcome of what is told: it occurred, is expected, did not happen or is only spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.dates.dated_spans import Dated, TimeMention
from repatria.testimony.events.event_dates import fitting, nearest_date
from repatria.testimony.events.event_lexicon import CONDITIONAL, NEGATED
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.segment import Sentence

_AHEAD = compiled(r"\b(?:will|is to|are to|plans to|expected to|scheduled to)\s+(?:\w+ly\s+)?(?:be\s+)?$")


PLANNABLE = frozenset(
    "burial repatriation_ceremony visit hand_over summit talks excavation disinterment logistics joint_recovery_operations".split()
)


_DISCUSSED = compiled(r"\b(?:about|on|over|discuss(?:ed|ing)?|to discuss|for|toward)\s+(?:the\s+)?$")


_PAST_BEFORE = compiled(r"\b(?:was|were|did|had|met|held|went|came|flew|gave|took|brought|sent|[a-z]{2,}ed) ")


_AS_SUBJECT = compiled(
    r"\b(?:about|over|discuss\w*|toward|deal\w* with|dealt with|details of|terms of|issue of|question of|talks on|negotiat\w+|arrang\w+ (?:for )?|anniversary of|rules? (?:for|on)|protocol on)\s+(?:the|a|an)?\s*(?:\w+\s)?$"
)
_UNTIL = compiled(r"[^.;]{0,50}\b(?:until|till)\b(?! now| then| today)")
# "Identified by the end of last month", "as of Friday": until when it is summed up, not when it happened.
_SUMMED_UP = compiled(
    r"\b(?:as (?:of|at)|(?<!followed )(?<!preceded )by)\s+(?:the\s+)?(?:(?:end|close|middle|start|beginning)\s+of\s+)?$",
    re.I,
)
_LEAD = 30  # code points before a date
_DENIABLE = frozenset(
    "excavation disinterment burial loss disaster joint_recovery_operations identification hand_over".split()
)
_NONE_DID = compiled(r"\b(?:[Nn]either|nor|[Nn]o|[Nn]one of|[Nn]ot a single|[Nn]ot one)\b(?:(?! but )[^.;,:]){0,40}$")
_NEWS = 2  # days


def ahead_of(date: Dated, published: Dated) -> bool:
    """Whether a date lies after publication."""
    first, last = date.first_day, published.last_day
    return first is not None and last is not None and first > last


def distant(date: Dated, published: Dated) -> bool:
    """Whether what was said then is no news of the day: it was said some days before."""
    last, written = date.last_day, published.first_day
    return last is not None and written is not None and (written - last).days > _NEWS


def apart(a: Dated | None, b: Dated) -> bool:
    """Whether two dates exclude each other: what they date are two events."""
    return a is not None and a.known and not a.may_equal(b)


def outcome_and_date(
    kind: str,
    status: str,
    s: Sentence,
    match: re.Match[str],
    inside: Sequence[TimeMention],
    flat: str,
    published: Dated,
) -> tuple[str, Dated | None]:
    """The outcome and the date of what is told: what can be planned and lies after publication is expected."""
    start, end = s.start + match.start(), s.start + match.end()
    if status == "occurred" and kind in {*PLANNABLE, "planned_operation"} and not _PAST_BEFORE.search(match[0]):
        date = nearest_date(inside, start, end, flat, kind, s.start)
        last = published.last_day
        if date is not None and last is not None and date.first_day is not None and date.first_day > last:
            return "expected", date
    date = nearest_date(fitting(inside, status, published), start, end, flat, kind, s.start)
    summed = status == "occurred" and any(
        d.date == date and _SUMMED_UP.search(flat, max(s.start, d.span.start - _LEAD), d.span.start) for d in inside
    )
    return status, None if summed else date


def all_ahead(inside: Sequence[TimeMention], published: Dated) -> bool:
    """Whether every date of the sentence lies after publication: what it tells is still to come."""
    last = published.last_day
    days = [d.date.first_day for d in inside if d.date.known]
    return bool(days) and last is not None and all(day is not None and day > last for day in days)


def outcome(kind: str, status: str, sentence: str, match: re.Match[str]) -> str | None:
    """The outcome of what a match tells; None where it is only spoken of."""
    before = sentence[max(0, match.start() - 60) : match.start()]
    if kind in ("hand_over", "burial") and _AS_SUBJECT.search(before):
        return None  # "to deal with the hand-over of up to 50 sets"
    if _UNTIL.match(sentence, match.end()):
        return status  # "were not returned until 1993": they were then
    if kind in _DENIABLE and status == "occurred" and _NONE_DID.search(before):
        return None  # "neither 12 nor 14 graves were opened"
    if kind == "hand_over" and re.search(r"\b(?:will|would|is to|are to) be\b", match[0]):
        return "expected"
    if (
        status == "occurred"
        and _AHEAD.search(before)
        and kind not in ("testimony", "summit", "letter", "hand_over", "identification", "agreement")
    ):
        return "expected"
    if kind in ("repatriation_ceremony", "visit", "burial") and re.match(
        r"[^.;]{0,30}\b(?:will|is to|are to|is due|is set|is scheduled)\b", sentence[match.end() :]
    ):
        return "expected"
    if kind in (
        "hand_over",
        "identification",
        "summit",
        "talks",
        "visit",
        "repatriation_ceremony",
        "logistics",
        "letter",
        "agreement",
    ):
        if NEGATED.search(before) or re.search(r"\byet to\b", match[0]):
            return "not_occurred" if kind not in ("letter", "visit", "identification", "logistics") else None
        if CONDITIONAL.search(before) and kind in ("hand_over", "identification"):
            return (
                "expected"
                if re.search(r"\b(?:will|to|would|plans?|expect|agreed|pledge|promise|ready)", before)
                else None
            )
        if kind == "hand_over" and (
            re.search(r"\b(?:issue|matter|talk|question|return(?:ing)? of|restarting)\b", before[-30:])
            or (match[0].startswith(("returning", "return of", "transfer of")) and _DISCUSSED.search(before))
        ):
            return None
    return status
