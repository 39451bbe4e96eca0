"""Anniversaries: of a day of history, of one that the text told, and the next or the last time that a day comes round."""

from __future__ import annotations

import datetime as dt

from repatria.testimony.dates.calendar_dates import day
from repatria.testimony.dates.counted_dates import LOSS
from repatria.testimony.dates.counted_from_words import told_before
from repatria.testimony.dates.date_context import Context
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.history import named_day
from repatria.testimony.text.first_characters import compiled

_A_LOSS = compiled(r"\b(?:loss|death|killing|murder|fall|crash|tragedy|event)\b")


def anniversary(e: Expression, surroundings: str, c: Context, published: Dated, *, ahead: bool) -> Dated:
    """So many years after a day of history that the words name, or that the text told, or the next or the last time
    that the day comes round where no number stands.
    """
    what = e.parts.get("what", "")
    known = named_day(what, surroundings) if what else None
    base = Dated(known, "day", "history", known, known) if known else None
    if base is None and what:
        base = c.loss if LOSS.search(what) else None
        base = base or told_before(what, c.told) or (c.loss if _A_LOSS.search(what) else None)
    first = base.first_day if base is not None and base.precision == "day" else None
    if first is None:
        return Dated(None, "unknown", "anniversary of a day that the text does not give")
    count = e.years
    if count is None:
        now = published if published.latest is not None else (c.near or c.previous or published)
        written = now.last_day if ahead else now.first_day
        if written is None:
            return Dated(None, "unknown", "anniversary told in a text of no date")
        over = (written.month, written.day) >= (first.month, first.day)
        count = written.year - first.year + (over if ahead else over - 1)
    try:
        when = first.replace(year=first.year + count)
    except ValueError:
        when = dt.date(first.year + count, 3, 1)
    return day(when, f"derived: {first.isoformat()} and {count} years")
