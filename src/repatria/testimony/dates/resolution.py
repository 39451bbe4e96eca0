"""What a time expression means, given when the text was published: a date no more precise than the words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from repatria.testimony.dates.ages_told import of_age
from repatria.testimony.dates.anniversaries import anniversary
from repatria.testimony.dates.beside_deeds import Words, beside_deeds
from repatria.testimony.dates.calendar_dates import DAY, absolute, day, part_of_year, year
from repatria.testimony.dates.chronology import of_section
from repatria.testimony.dates.counted_dates import later
from repatria.testimony.dates.counted_from_events import (
    beside_holiday,
    holiday_beside,
    holiday_of,
    near_holiday,
    within_unit,
)
from repatria.testimony.dates.date_context import NOTHING_TOLD, Context
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.from_publication import from_publication
from repatria.testimony.dates.relative_units import UNKNOWN, nearest_month, union
from repatria.testimony.dates.tense import is_future
from repatria.testimony.dates.told_before import (
    FROM_PREVIOUS,
    beside_day,
    counts_from_day,
    from_previous,
    of_century,
    of_then,
    of_war,
    said_on,
    weekday_of,
    within_told,
)
from repatria.testimony.text.first_characters import compiled

_YEAR_AFTER = compiled(r",?\s+(?:of\s+)?(this|last|next) year\b", re.I)
_DEADLINE_BEFORE = compiled(r"\b(?:by|until|till|before|through|as of|no later than)\s+$", re.I)
_ONCE_PLANNED = compiled(r"\b(?:was|were) (?:to have|due to|supposed to|meant to|scheduled to|set to) [^.;,]*$")
_PLANNED = compiled(
    r"\b(?:was|were|had been) (?:\w+ly )?(?:planned|scheduled|set|slated|due|announced|arranged|fixed|foreseen) (?:for|on)\s+(?:the (?:week|weekend|night|evening) of\s+)?$"
)
_MEANT = compiled(
    r"\b(?:offered|asked|proposed|wanted|hoped|invited|refused|declined|tried|were|was)\s+(?:\w+ )?to [a-z]+(?:[^.;,]{0,40}\s)?$"
)
# A plan given up for another: "it was going to be on Sunday", "first set for Memorial Day", "moved from the 22nd".
_MOVED = compiled(
    r"\b(?:(?:was|were|had been) (?:going to be|to be|to have been|supposed to be)|(?:first|originally|initially|at first) (?:set|planned|announced|scheduled|arranged|fixed)|(?:moved|shifted|postponed|rescheduled|brought forward|put (?:back|forward|off))(?: \w+)? from|instead of|rather than)\b[^.;]{0,40}$"
)
_NOTE = compiled(r"\W*(?:EDIT|UPDATE|ADDED|LATER|P\.?S\.?)\b")
_COMING = compiled(r"\b(?:coming|upcoming|forthcoming)\s(?:[\w ]{0,25},?\s)?$")
# What a story of no date tells by the part of the year is the first after the day told before.
_OF_STORY = ("month", "month_day", "holiday", "season_bare", "half_month", "nth_week", "quarter", "fast", "nth_weekday")
_A_MONTH = 31  # days; after a wider date what follows may lie within it
_BARE = ("holiday", "month_day", "weekday", "month", "ordinal")
_BEFORE = compiled(r"\bbefore\s+$", re.I)
_AFTER = compiled(r"\s+after\s*(?:[.,;]|$)")
# What an annual report tells of its year: "In May our divers found ..."; the perfect tells of the time since.
_REPORTED = ("month", "month_day", "season_bare", "holiday")
_PERFECT = compiled(r"\b(?:has|have)\b")
_BY = compiled(r"\b(?:by|until|till)\s+$", re.I)


def resolve(
    expression: Expression,
    published: Dated,
    *,
    sentence: str,
    at: int,
    surroundings: str,
    context: Context = NOTHING_TOLD,
) -> Dated:
    """The date an expression means in its sentence.

    published may be an interval: the answer is then the union of what the words mean on its first and last day.
    at: position of the expression in `sentence`. context: what was told before.
    """
    return _Placed(expression, published, sentence, at, surroundings, context).date()


@dataclass(frozen=True, slots=True)
class _Placed:
    """An expression in its sentence; each step answers or leaves it to the next."""

    e: Expression
    published: Dated
    sentence: str
    at: int
    surroundings: str
    c: Context

    @property
    def after(self) -> int:
        """Where the expression ends in the sentence."""
        return self.at + self.e.end - self.e.start

    @property
    def bare(self) -> bool:
        """Whether no word beside the expression says of which year, week or story it is."""
        return not self.e.parts.keys() & {"which", "y"}

    @property
    def previous(self) -> Dated | None:
        return self.c.here or self.c.previous

    def date(self) -> Dated:
        if (
            self._deadline()
            and "end" in self.e.parts.get("part", "").lower()
            and self.e.kind in ("month", "month_year")
        ):
            parts = {k: v for k, v in self.e.parts.items() if k != "part"}
            whole = replace(self, e=replace(self.e, parts=parts)).date()
            return day(whole.last_day, whole.basis) if whole.last_day else whole
        fixed = absolute(self.e)
        if fixed is not None:
            return of_century(self.e, fixed, self.published)
        told = self._of_year_joined() or self._from_what_was_told()
        if told is not None:
            return told
        first, last = self.published.first_day, self.published.last_day
        if first is None or last is None:
            return self._in_a_text_of_no_date()
        future = self._tense()
        told = self._beside_what_was_told(first, last, future) or self._of_year_named(first, last)
        if told is None and self.e.kind == "month" and self.bare and _ONCE_PLANNED.search(self._before(60)):
            told = nearest_month(self.e, first)
        if told is None and future is False and self.bare and self.e.kind in _REPORTED:
            told = self._of_time_reported()
        return told or self._from_publication(first, last, future)

    def _of_year_joined(self) -> Dated | None:
        """ "Six years ago, in May", "on 3 May last year": the part of the year told beside it."""
        end = self.c.joined.last_day if self.c.joined is not None else None
        if end is None:
            return None
        if self.e.kind == "after_holiday":
            return beside_holiday(self.e, from_publication(holiday_of(self.e), end, False, None))
        return from_publication(self.e, end, False, None)

    def _in_a_text_of_no_date(self) -> Dated:
        """A weekday, a day of the month or an hour beside the day told before; a part of a year or a stretch within
        some time as the first after it; nothing else has a meaning.
        """
        e, told = self.e, self.c.near or self.previous
        if e.kind in ("weekday", "ordinal", "hour"):
            return self._beside_what_was_told(dt.date.max, dt.date.max, False) or UNKNOWN
        if told is None or told.last_day is None or told.first_day is None or "which" in e.parts:
            return UNKNOWN
        since = told.last_day if (told.last_day - told.first_day).days < _A_MONTH else told.first_day
        if e.kind == "unit_out":
            return within_unit(e, told, since)
        if e.kind in _OF_STORY or (e.kind == "before_last" and "back" not in e.parts):
            return from_publication(e, since, True, None)
        return UNKNOWN

    def _before(self, length: int) -> str:
        return self.sentence[max(0, self.at - length) : self.at]

    def _deadline(self) -> bool:
        return _DEADLINE_BEFORE.search(self.sentence, 0, self.at) is not None

    def _tense(self) -> bool | None:
        """Whether the expression lies ahead: by the tense around it, by its heading, by "at the earliest"."""
        future = is_future(self.sentence, self.at)
        if self.e.kind == "weekday" and _NOTE.match(self.sentence) and self.bare:
            return True  # "EDIT, Monday lunchtime": written after the text
        if _COMING.search(self._before(30)):
            return True  # "by the coming Day of Victory, July 27"
        if "ahead" in self.e.parts or (self.c.ahead and "which" not in self.e.parts):
            return True  # "NEXT: 29 May, briefing"; "August at the earliest"
        if future and self.e.kind == "month" and _MEANT.search(self._before(80)):
            return None  # "we offered to meet again in January": before it was written, or after
        if future is False and self.e.kind in ("month_day", "days") and _PLANNED.search(self._before(60)):
            return None  # "had been planned for May 20": before it was written, or after
        if future is None and self.e.kind in ("holiday", "month_day", "weekday") and _BY.search(self._before(20)):
            return True  # "sign up by Memorial Day"
        return future

    def _from_what_was_told(self) -> Dated | None:
        """Counted from a date of the text, whenever it was published."""
        e, c, previous = self.e, self.c, self.previous
        if c.section is not None and (told := of_section(e, c.section, previous)) is not None:
            return told
        if e.kind == "aged":
            return of_age(e, c.birth)
        if e.kind == "review_period":
            return c.reported or UNKNOWN
        told = beside_deeds(
            e,
            c,
            self.published,
            Words(self.sentence, self.at, self.surroundings),
            feast=lambda own: absolute(own) or replace(self, e=own).date(),
        )
        if told is not None:
            return told
        if e.kind == "anniversary":
            return anniversary(
                e, self.surroundings, c, self.published, ahead=is_future(self.sentence, self.at) is not False
            )
        if e.kind == "later":
            month_since = c.near_month is not None and c.near is not None and not c.near_month.may_equal(c.near)
            from_day = c.near is not None and not month_since and counts_from_day(e, previous)
            return later(e, c.near if from_day else previous)
        if e.kind in ("after_holiday", "near_holiday"):
            feast = replace(self, e=holiday_of(e)).date()
            if e.kind == "near_holiday":
                return near_holiday(e, feast, self.published.first_day)
            return beside_holiday(e, feast)
        if e.kind == "holiday" and previous is not None and (told := holiday_beside(e, previous)):
            return told
        if e.kind == "of_war":
            return of_war(e, self.surroundings)
        if e.kind in FROM_PREVIOUS and previous is not None and previous.first_day is not None:
            return from_previous(e, previous)
        if c.anchor is None:
            return None
        return of_then(e, c.anchor, self.sentence, self.at, evidence=c.evidence, recent=c.recent)

    def _beside_what_was_told(self, first: dt.date, last: dt.date, future: bool | None) -> Dated | None:
        """Beside a day, a season or a story told before, where the tense allows it; first, last: of publication."""
        e, c, previous = self.e, self.c, self.previous
        told_year = previous.first_day.year if previous is not None and previous.first_day is not None else None
        if e.kind == "before_last" and e.parts["u"] == "year" and "back" not in e.parts and future is False:
            if told_year is not None and told_year + 2 < first.year:
                return year(told_year + 2, "the year after the next, counted from the date told before")
            return None
        if (told := within_told(e, c.here)) is not None:
            return told
        if e.kind in _BARE and self.bare:
            told_ahead = c.near is not None and c.near.first_day is not None and c.near.first_day >= last
            if told_ahead and _MOVED.search(self.sentence, 0, self.at):
                return from_publication(
                    e, first, True, previous
                )  # "the service is on Saturday; it was to be on Sunday"
            if future and (said := said_on(c, first, self.sentence, self.at)) is not None:
                return from_publication(e, said, True, previous)
        if e.kind == "weekday":
            return self._weekday_told(future)
        if e.kind == "ordinal" and self.c.counted is not None and self.bare and self.c.counted.first_day is not None:
            return day(self.c.counted.first_day + int(e.parts["d"]) * DAY, "day numbered as the one told before")
        if e.kind in ("ordinal", "hour"):
            return beside_day(e, c.near, c.near_month)
        of_then = c.anchor is not None and not future and e.parts.get("which") in ("the", "that", "the same")
        if e.kind == "year_part" and of_then and told_year is not None:
            return part_of_year(told_year, e.parts, "part of the year told before")
        if of_then and ((e.kind == "fiscal_end" and "f" not in e.parts) or e.kind == "unit_end"):
            told_before = c.near or previous or c.anchor
            return from_publication(e, (told_before and told_before.first_day) or first, False, None)
        return None

    def _weekday_told(self, future: bool | None) -> Dated | None:
        """A weekday of the occasion reported, or beside the day told before."""
        e = self.e
        apposed = e.parts.get("which", "").lower() == "a"  # "on the sixth, a Wednesday"
        occasion = self.c.occasion or (self.c.anchor if apposed else None)
        if occasion is not None and not future and (told := weekday_of(e, occasion)) is not None:
            return told
        if _AFTER.match(self.sentence, self.after):
            e = replace(e, parts={**e.parts, "which": "the following"})  # "the Thursday after"
        near = self.c.near or (self.previous if self.c.anchor is not None else None)
        told = beside_day(e, near, self.c.near_month)
        if told is None and apposed:
            return Dated(None, "unknown", "a weekday of no day told")
        written = self.published.last_day
        if told is not None and written is not None and future is False and told.first_day and told.first_day > written:
            return from_publication(replace(e, parts={"w": e.parts["w"]}), written, False, None)
        return told

    def _of_year_named(self, first: dt.date, last: dt.date) -> Dated | None:
        """ "April 1 this year": the year named after a day decides it."""
        named = _YEAR_AFTER.match(self.sentence, self.after)
        if not named or self.e.kind not in ("month_day", "days", "day_range", "month") or first.year != last.year:
            return None
        shift = {"last": -1, "this": 0, "next": 1}[named[1].lower()]
        with_year = "z" if self.e.kind == "day_range" else "y"
        kind = {"month": "month_year", "month_day": "full"}.get(self.e.kind, self.e.kind)
        return absolute(replace(self.e, kind=kind, parts={**self.e.parts, with_year: str(first.year + shift)}))

    def _of_time_reported(self) -> Dated | None:
        end = self.c.reported.last_day if self.c.reported is not None else None
        if end is None or _PERFECT.search(self._before(80)):
            return None
        return from_publication(self.e, end, False, None)

    def _from_publication(self, first: dt.date, last: dt.date, future: bool | None) -> Dated:
        e = self.e
        if self._deadline() and e.kind in ("unit_end", "fiscal_end") and not _BEFORE.search(self._before(20)):
            e = replace(e, parts={**e.parts, "deadline": "by"})
        if e.kind == "weekday" and _AFTER.match(self.sentence, self.after):
            e = replace(e, parts={**e.parts, "which": "the following"})
        a, b = (from_publication(e, today, future, self.previous) for today in (first, last))
        if a == b or (future and e.kind in ("holiday", "month_day", "month")):
            return a
        return union(a, b)
