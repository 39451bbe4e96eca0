"""Labels of tables that name a time and nothing else: "2016", "FY 2017", "As of 31 December 2018", "May"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.testimony.dates import time_expressions
from repatria.testimony.dates.calendar_dates import absolute, month
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.time_patterns import MONTHS
from repatria.testimony.text.first_characters import compiled

_LONGEST = 60  # code points
_MAY_BE_TIME = compiled(r"\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")
_BESIDE = compiled(
    r"[\s.,:;*()\[\]†‡-]*(?:(?:[Aa]s (?:of|at)|[Ii]n|[Oo]n|[Bb]y|[Aa]t|[Dd]uring|[Tt]he|[Yy]ear|[Ff]iscal year|[Cc]alendar year|CY|[Ee]nd(?: of)?|[Tt]o date|YTD|provisional|total|est\.?)[\s.,:;*()\[\]†‡-]*)*"
)
_MONTH = compiled(
    r"\W*(January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)\W*"
)
_SHORT_FISCAL = re.compile(r"\s*FY\s?[’']?(\d\d)\s*")


@dataclass(frozen=True, slots=True)
class TimeLabel:
    """The time that a label names: a date, or a month of no year."""

    date: Dated | None
    month: int | None = None


def time_label(label: str) -> TimeLabel | None:
    """The time that a label names; None where it names something else, or something beside a time."""
    if len(label) > _LONGEST or not _MAY_BE_TIME.search(label):
        return None
    if alone := _MONTH.fullmatch(label):
        return TimeLabel(None, MONTHS[alone[1][:3].lower()])
    words = " " + _SHORT_FISCAL.sub(r"FY \1", label).replace("’", "'") + " "
    found = time_expressions.find(words)
    if len(found) != 1:
        return None
    e = found[0]
    if not (_BESIDE.fullmatch(words, 0, e.start) and _BESIDE.fullmatch(words, e.end)):
        return None
    if e.kind == "year" and "fiscal" in label.lower():
        e = Expression(e.start, e.end, "fiscal", {"y": e.parts["y"]})
    date = absolute(e)
    return TimeLabel(date if date is not None and date.known else None)


def time_of_labels(named: Sequence[TimeLabel]) -> Dated | None:
    """The time that the labels of one cell name together: a month of one and the year of another are one month."""
    dates = [label.date for label in named if label.date is not None]
    months = [label.month for label in named if label.month is not None]
    years = [date.value for date in dates if date.precision == "year" and date.value is not None]
    if months and years:
        return month(int(years[0]), months[0], "month and year of a table")
    return dates[0] if dates else None
