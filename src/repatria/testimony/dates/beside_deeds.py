"""Expressions whose day follows from a deed, a feast or a date beside them: "the night of the raid", "twenty years after the attack"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from repatria.testimony.dates.calendar_dates import DAY, day, interval, years
from repatria.testimony.dates.counted_from_events import holiday_in, holiday_of, unit_end, weekend_of
from repatria.testimony.dates.counted_from_words import NEXT_TO, counted, counted_from_words, known_deed, nth_day
from repatria.testimony.dates.date_context import Context
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.from_publication import from_publication
from repatria.testimony.dates.relative_units import UNKNOWN
from repatria.testimony.dates.tense import is_future
from repatria.testimony.dates.time_of_text import long_ago
from repatria.testimony.dates.time_patterns import NTH
from repatria.testimony.text.first_characters import compiled

NO_DEED = Dated(None, "unknown", "counted from an event whose date the text does not give")
_WAS_OUT = compiled(r"\bwas\b")
_CLOSES = compiled(r"\s*(?:[,.;:)–—]|$)")
_YEAR = 366  # days; what is told of a day farther ahead than that is no anniversary to come
_OPENS = 2  # code points, a quotation mark among them, before the words that open a sentence
# The clause after "Ten years after the crash," tells of now.
TOLD_NOW = compiled(
    r",?\s(?:(?!\b(?:was|were|had|did|went|came|said|told|\w{3,}ed)\b)[^.;]){0,60}?\b(?:has|have|is|are|am|still|now|remains?|wait|live|lie|know|hope)\b"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words around an expression: its sentence, where it stands in it, and what tells which war or which crash."""

    sentence: str
    at: int
    surroundings: str

    def opens(self, e: Expression) -> bool:
        """Whether the expression opens a sentence that goes on to tell of now."""
        clause = self.at + e.end - e.start + len(e.parts["tail"].partition(",")[0])
        return self.at <= _OPENS and TOLD_NOW.match(self.sentence, clause) is not None


def beside_deeds(
    e: Expression, c: Context, published: Dated, words: Words, *, feast: Callable[[Expression], Dated]
) -> Dated | None:
    """The date, or None for what is of another kind. feast: what a holiday means where the expression stands."""
    if c.touching and c.here is not None and e.kind in ("counted", "later") and _goes_with_the_date_before(e, words):
        return c.here  # "8 April 2011, five days after the field had been located"
    if e.kind == "counted":
        return _counted(e, c, published, words)
    if e.kind == "nth_day":
        if c.coming is not None and c.coming[1].precision == "day" and NEXT_TO.fullmatch(c.coming[0]):
            return c.coming[1]  # "the third day of the battle, 19 September 1944"
        return nth_day(e, c, words.surroundings) or NO_DEED
    if e.kind == "nth_of_holiday":
        first = feast(holiday_of(e)).first_day
        return day(first + (NTH[e.parts["o"].lower()] - 1) * DAY, "day of " + e.parts["h"]) if first else UNKNOWN
    if e.kind == "holiday_before_last" and published.first_day is not None:
        step = -1 if e.parts["side"].startswith("before") else 1
        named = {"h": e.parts["h"], "which": "last" if step < 0 else "next"}
        near = feast(replace(holiday_of(e), parts=named)).first_day
        return holiday_in(e.parts["h"], near.year + step) if near else UNKNOWN
    if e.kind == "holiday_weekend":
        easter = feast(holiday_of(e))
        if e.parts["h"].startswith("Easter") and easter.first_day is not None:
            return interval(easter.first_day - 2 * DAY, easter.first_day + DAY, "from Good Friday to Easter Monday")
        return weekend_of(easter)
    previous = c.here or c.previous
    if e.kind == "decade_end" and previous is not None and (told := previous.last_day) is not None:
        return years(told.year // 10 * 10 + 8, told.year // 10 * 10 + 9, "end of the decade told")
    out = words.sentence[words.at : words.at + e.end - e.start] if e.kind == "unit_out" and "u" in e.parts else ""
    if _WAS_OUT.search(out) and previous is not None and long_ago(previous, published):
        begun, told = previous.first_day, previous.last_day
        if begun is not None and told is not None:
            ends = unit_end(e.parts["u"], begun)
            return interval(min(told, ends), ends, "up to the end of the " + e.parts["u"])
    return None


def _goes_with_the_date_before(e: Expression, words: Words) -> bool:
    """Whether a count of days or more goes with the date before it, not with what follows."""
    if "n" not in e.parts or e.parts["n"].lower() == "the":
        return False
    return e.kind == "counted" or _CLOSES.match(words.sentence, words.at + e.end - e.start) is not None


def _counted(e: Expression, c: Context, published: Dated, words: Words) -> Dated:
    tail = e.parts["tail"]
    if "anniversary" in tail.split(",")[0] and c.coming is not None:
        return _beside_anniversary(e, c.coming[1], published, words)
    if published.known and c.coming is None and words.opens(e) and not known_deed(tail, words.surroundings):
        return replace(published, basis="after an event, told as of now")
    told = counted_from_words(e, c, published, words.surroundings, c.coming)
    return _apposed(e, c, told, published, words) or told or NO_DEED


def _beside_anniversary(e: Expression, first_time: Dated, published: Dated, words: Words) -> Dated:
    """ "The eve of the anniversary of the shooting (14 August 1936)": of the year in which it is told."""
    told, written = first_time.first_day, published.first_day
    if told is None or written is None or first_time.precision != "day":
        return UNKNOWN
    day_told = Expression(0, 0, "month_day", {"m": str(told.month), "d": str(told.day)})
    own = from_publication(day_told, written, is_future(words.sentence, words.at), None)
    return counted(e, own, "counted from an anniversary") or own


def _apposed(e: Expression, c: Context, told: Dated | None, published: Dated, words: Words) -> Dated | None:
    """ "On Saturday, twenty years after the attack": the day told with it, where the event itself has no date or the
    count leads past the day of writing.
    """
    written = published.last_day
    if (
        "n" not in e.parts
        or e.parts["n"].lower() == "the"
        or e.parts.get("u") not in ("year", "decade", "month", "week", "day")
    ):
        return None
    gap = (told.first_day - written).days if told is not None and told.first_day and written else 0
    if told is not None and gap <= (_YEAR if is_future(words.sentence, words.at) else 0):
        return None
    if gap > 0 and words.at <= _OPENS and e.parts.get("side", "") == "after":
        return replace(published, basis="after an event, told as of now")
    if not words.sentence[max(0, words.at - 6) : words.at].rstrip().endswith((",", "–", "—", "(")):
        return None
    return c.here if c.here is not None and c.here.precision == "day" else None
