"""Dates counted from what the words after them name: "five days after the field had been located", "the June before the siege"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from repatria.testimony.dates.calendar_dates import DAY, day, interval, month, season, year
from repatria.testimony.dates.counted_dates import LOSS
from repatria.testimony.dates.date_context import Context
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.history import named_day
from repatria.testimony.dates.time_patterns import MONTHS, NTH, WEEKDAYS
from repatria.testimony.text.first_characters import compiled

_WORD = compiled(r"[A-Za-z]{4,}")
_STEM = 5  # letters of a word by which a deed told again is known
_COMMON = frozenset("after befor which where their there these those being again first secon other years month weeks since until about would could should was were have been that this with from when then them they into over only same early later".split())  # fmt: skip
_OF_THE_TEXT = compiled(
    r"(?:(?:this|the present|the date of this)\s+(?:publication|issue|notice|letter|version|order|judge?ment|report|announcement|decision|bulletin|date)|(?:the\s+)?(?:date of\s+)?(?:issue|publication|receipt|today|service|signature|signing of this|entry into force)\b|now\b)",
    re.I,
)
_THAT_DATE = compiled(r"that (?:date|day)\b")
_POINTED = compiled(r"(?:that|it|this|them|these|those|which)\b")
_ITS_DATE = compiled(r"(?:(?! and )[^,(;])*(?:\b(?:of|on|in|at|from)\s+(?:the\s+)?|\(|,\s*)?$")
APPOSED = compiled(r"[^,(;]*,\s+(?:on|in|by|that is|i\.e\.,?|namely)\s+(?:the\s+)?$")
NEXT_TO = compiled(r"(?:[^,(;.]*)(?:,\s+|\s\()(?:(?:on|in|by|that is|i\.e\.,?|namely)\s+)?(?:the\s+)?$")
_DEFINITE = compiled(r"(?:the|his|her|their|its)\s+[a-z-]+\b")
_LENGTH = {"day": 1, "week": 7, "fortnight": 14, "hour": 0}
_SOME = {"days": (1, 14), "weeks": (7, 56), "months": (30, 365), "years": (365, 3652)}
_WIDEST = 62  # days; from a date wider than this no days or weeks are counted
_ENDING = compiled(r"(?:ings?|ed|es|s|als?|e)$")
_IRREGULAR = {"heard": "hear", "held": "hold", "met": "meet", "left": "leav", "fell": "fall", "fallen": "fall", "found": "find", "sank": "sink", "sunk": "sink", "began": "begin", "begun": "begin", "died": "death", "dead": "death", "flew": "fligh", "flown": "fligh", "broke": "break", "broken": "break", "took": "tak", "taken": "tak", "fled": "flight", "lost": "loss", "losing": "loss", "went": "go", "gone": "go", "came": "com", "shot": "shoot", "dug": "digg", "wrote": "writt", "withdrew": "withd"}  # fmt: skip
_LONGEST_NAME = 7  # words
_ENDS = compiled(r"\b(?:victory|surrender)\b")
_NAMING = 3  # words at the head of a tail that name the deed
MOST_TOLD = 60  # dated deeds of a text that are looked through, the latest first


def stems(words: str) -> frozenset[str]:
    """The words of a deed by which it is known when told again."""
    return frozenset(
        _IRREGULAR.get(low) or _ENDING.sub("", low)[:_STEM]
        for word in _WORD.findall(words)
        if (low := word.lower())[:_STEM] not in _COMMON
    )


def known_deed(tail: str, surroundings: str) -> str | None:
    """The day of history that the first words of `tail` name, the longest name first."""
    words = re.split(r"[,.;:]", tail)[0].split()
    for count in range(min(len(words), _LONGEST_NAME), 0, -1):
        name = " ".join(words[:count])
        for asked in (name, f"end of {name}") if _ENDS.search(name) else (name,):
            if known := named_day(asked, surroundings):
                return known
    return None


def told_before(tail: str, told: Iterable[tuple[frozenset[str], Dated]]) -> Dated | None:
    """The date of the deed told before that shares most words with `tail`, the latest of those alike; the words that
    name the deed count twice.
    """
    clause = tail.partition(",")[0]
    sought, naming = stems(clause), stems(" ".join(clause.partition(" and ")[0].split()[:_NAMING]))
    best, found = 0, None
    for words, date in told:
        shared = len(sought & words) + 2 * len(naming & words)
        if shared and shared >= best:
            best, found = shared, date
    return found


def counted_from_words(
    e: Expression, c: Context, published: Dated, surroundings: str, coming: tuple[str, Dated] | None
) -> Dated | None:
    """The date meant; None where the words name nothing that the text dates.

    coming: the date told next in the sentence, with the words between.
    """
    tail = e.parts["tail"]
    if coming is not None and APPOSED.fullmatch(coming[0]):
        return coming[1]  # "two months after the landing, on 15 August 1944"
    start = _base(tail, c, published, surroundings, coming, sure=_holds(e))
    if start is None or start.first_day is None or start.last_day is None:
        return None
    if (start.last_day - start.first_day).days > _WIDEST and e.parts.get("u") in ("day", "week", "fortnight", "eve"):
        return None
    basis = f"counted from {tail.split(',')[0][:60]}"
    return counted(e, start, basis)


def _base(
    tail: str, c: Context, published: Dated, surroundings: str, coming: tuple[str, Dated] | None, *, sure: bool
) -> Dated | None:
    """The date of what the words after "after" name."""
    if _OF_THE_TEXT.match(tail):
        return published
    known = known_deed(tail, surroundings)
    deed = Dated(known, "day", "history", known, known) if known else None
    if coming is not None and len(coming[0]) <= len(tail) and _ITS_DATE.fullmatch(coming[0]):
        return deed if deed is not None and deed.may_equal(coming[1]) else coming[1]
    if _THAT_DATE.match(tail) and c.loss is not None:
        return c.loss
    if _POINTED.match(tail):
        return c.here or c.near or c.previous
    if deed is not None:
        return deed
    told = told_before(tail, c.told)
    if told is not None:
        return told
    if sure:
        return c.loss if LOSS.search(tail) else None
    if c.loss is not None and (LOSS.search(tail) or _DEFINITE.match(tail)):
        return c.loss
    return c.here or c.near or c.previous


def counted(e: Expression, start: Dated, basis: str) -> Dated | None:
    first, last, parts = start.first_day, start.last_day, e.parts
    assert first
    assert last
    sign = -1 if parts.get("side", "").lower() in ("before", "preceding", "prior to") else 1
    edge = last if sign > 0 else first
    if "wd" in parts and _holds(e):
        nearest = (WEEKDAYS[parts["wd"][:3].lower()] - first.weekday() + 3) % 7 - 3
        return day(first + nearest * DAY, basis)
    if "wd" in parts or parts.get("u") == "weekend":
        number = 5 if "wd" not in parts else WEEKDAYS[parts["wd"][:3].lower()]
        gap = sign * ((sign * (number - edge.weekday())) % 7 or 7)
        there = edge + gap * DAY
        return day(there, basis) if "wd" in parts else interval(there, there + DAY, basis)
    if "m" in parts or "s" in parts:
        return _period(e, start, sign, basis)
    unit, count = parts["u"], e.number("n") or 1
    if _holds(e):
        return _unit_around(unit, start, basis)
    one = parts.get("n", "the").lower() == "the"
    if parts.get("plural") and one:
        low, high = _SOME.get(unit + "s", (1, 14))
        if sign > 0:
            return interval(first + low * DAY, last + high * DAY, basis)
        return interval(first - high * DAY, last - low * DAY, basis)
    if unit in ("morning", "evening", "night", "afternoon"):
        unit = "day"
    if "within" in parts:
        length = count * (_LENGTH.get(unit) or {"month": 30, "year": 365, "decade": 3652}.get(unit, 1))
        return interval(first, last + length * DAY, basis) if sign > 0 else interval(first - length * DAY, last, basis)
    if unit == "week" and one:
        return (
            interval(last + DAY, last + 7 * DAY, basis) if sign > 0 else interval(first - 7 * DAY, first - DAY, basis)
        )
    if unit in _LENGTH:
        shift = sign * count * _LENGTH[unit] * DAY
        return interval(first + shift, last + shift, basis)
    further = (e.number("n2") or 0) * _LENGTH.get(parts.get("u2", "day"), 1) * sign * DAY
    exact = first == last and (parts.keys() & {"exact", "n2"} or parts["side"] == "from")
    if unit == "month":
        index = first.year * 12 + first.month - 1 + sign * count
        whole = month(index // 12, index % 12 + 1, basis)
        if exact and whole.first_day is not None:
            return day(whole.first_day.replace(day=min(first.day, 28)) + further, basis)
        return whole
    years_on = sign * count * (10 if unit == "decade" else 1)
    if not 1 < first.year + years_on < 9999:
        return None
    if exact and (first.month, first.day) != (2, 29):
        return day(first.replace(year=first.year + years_on) + further, basis)
    if count == 1 and (last - first).days < 32:
        return month(first.year + years_on, first.month, basis)
    return year(first.year + years_on, basis)


def _holds(e: Expression) -> bool:
    """Whether the unit told holds the day of the deed: "the night of the raid", "the year his ship sank"."""
    return "n" not in e.parts and e.parts.get("side", "") in ("", "of", "when", "that", "in which")


def _unit_around(unit: str, start: Dated, basis: str) -> Dated | None:
    """ "The year of the peace", "the night his ship sank": the unit that holds the day."""
    first, last = start.first_day, start.last_day
    assert first
    assert last
    if unit == "eve":
        return interval(first - DAY, last - DAY, basis)
    if unit == "week":
        return interval(first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY, basis)
    if unit == "month":
        return month(first.year, first.month, basis)
    if unit == "year":
        return year(first.year, basis)
    return (
        season(first.year, unit, basis)
        if unit in ("winter", "spring", "summer", "autumn")
        else interval(first, last, basis)
    )


def nth_day(e: Expression, c: Context, surroundings: str) -> Dated | None:
    """ "The second morning of Tet", "the ninth day of the search": counted from the first day of what was told."""
    tail = e.parts.get("tail", "")
    known = named_day(tail, surroundings) if tail else None
    start = Dated(known, "day", "history", known, known) if known else told_before(tail, c.told)
    if not tail or _POINTED.match(tail):
        start = (c.named if not tail else None) or c.near or c.previous  # "on the fifth night"
    if start is None or start.first_day is None or start.last_day is None:
        return None
    if e.parts["o"].lower() in ("last", "final"):
        return day(start.last_day, f"the last day of {tail}")
    number = nth(e) or 1
    return day(start.first_day + (number - ("side" not in e.parts)) * DAY, f"day of {tail}")


def nth(e: Expression) -> int | None:
    """The number of a day counted from what was told."""
    word = e.parts["o"].lower()
    return int(word) if word.isdigit() else NTH.get(word)


def _period(e: Expression, start: Dated, sign: int, basis: str) -> Dated | None:
    """The month or season next to a date; within the year where only a year is known."""
    first, last = start.first_day, start.last_day
    assert first
    assert last
    wide = (last - first).days > 300
    options = []
    for y in range(first.year - 2, last.year + 3):
        one = (
            month(y, MONTHS[e.parts["m"][:3].lower()], basis)
            if "m" in e.parts
            else season(y, e.parts["s"].lower(), basis)
        )
        options.append(one)
    if wide:
        return next((o for o in options if o.first_day and o.first_day.year == first.year), None)
    if sign > 0:
        return next((o for o in options if o.first_day and o.first_day > last), None)
    return next((o for o in reversed(options) if o.last_day and o.last_day < first), None)
