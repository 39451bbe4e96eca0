"""What an expression means counted from the day of publication: "last month", "in May", "three weeks ago"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from repatria.testimony.dates.calendar_dates import (
    DAY,
    day,
    fiscal_year,
    half,
    interval,
    month_end,
    months_of_year,
    narrow,
    part_of,
    part_of_month,
    part_of_year,
    quarter,
    season,
    week_of,
    week_of_month,
    year,
    years,
)
from repatria.testimony.dates.counted_dates import ago, back, centuries_ago, forward
from repatria.testimony.dates.counted_from_events import (
    close_of,
    within_unit,
    year_end,
    years_ago_on,
)
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.holidays import fast
from repatria.testimony.dates.relative_days import (
    before_last,
    days_told,
    end_of_year,
    holiday_told,
    month_day,
    months_told,
    nth_weekday,
    ordinal,
    time_ahead,
    weekday,
)
from repatria.testimony.dates.relative_units import UNKNOWN, month_told, unit_of_time
from repatria.testimony.dates.time_patterns import WEEKDAYS

_END_DAYS = 8  # days that "the end of the month" leaves open
_RECENT = 60  # days after its end in which "last summer" still means the one of the year before


def from_publication(e: Expression, today: dt.date, future: bool | None, previous: Dated | None) -> Dated:
    parts = e.parts
    if e.kind == "weekday":
        return weekday(e.weekday or 0, parts.get("which", "").lower(), today, future)
    if e.kind == "hour":
        return day(today, "hour of the day of publication")
    if e.kind == "nth_weekday":
        return nth_weekday(e, today, future)
    if e.kind == "last_day":
        number = e.month or 1
        y = e.number("y") or today.year + ((number < today.month) if future else -(number > today.month))
        return day(dt.date(y, number, 1) if parts["o"] == "first" else month_end(y, number), "day of a month")
    if e.kind == "midsummer":
        number, days = (6, (20, 30)) if "ummer" in parts["s"] else (12, (15, 31))
        y = today.year + ((number < today.month) if future else -(number > today.month))
        return interval(
            dt.date(y, number, days[0]), dt.date(y, number, days[1]), "middle of a season; year from publication"
        )
    if e.kind == "quarter":
        return quarter(parts["o"], today)
    if e.kind == "new_year":
        y = today.year + (future is not False and today.month > 2)
        return interval(dt.date(y, 1, 1), dt.date(y, 2, 28), "the first weeks of a year, relative to publication")
    if e.kind == "this_time":
        shift = {"week": 7, "month": 30, "year": 365}[parts["u"]] * (-1 if parts["which"] == "last" else 1)
        about = {"week": 0, "month": 4, "year": 15}[parts["u"]] * DAY
        there = today + shift * DAY
        return interval(there - about, there + about, "this time, a unit away from publication")
    if e.kind == "year_part":
        return part_of_year(today.year - (parts["which"] == "last"), parts, "part of a year relative to publication")
    if e.kind == "weekday_before_last":
        back_or_on = -7 if "before" in parts["side"] else 7
        near = weekday(e.weekday or 0, "the previous" if back_or_on < 0 else "the following", today, None).first_day
        return day((near or today) + back_or_on * DAY, "the weekday but one, relative to publication")
    if e.kind == "turn" and "c" in parts:
        y = 2000 if today.year > 1990 else today.year // 100 * 100
        return years(y - 1, y + 1, "turn of a century")
    if e.kind == "turn":
        y = today.year + (1 if future or today.month > 6 else 0)
        return interval(dt.date(y - 1, 12, 20), dt.date(y, 1, 10), "turn of the year, relative to publication")
    if e.kind == "one_after":
        after = unit_of_time("next", parts["u"], today)
        return unit_of_time("next", parts["u"], after.first_day or today)
    if e.kind == "weekday_last":
        return day(today - ((today.weekday() - (e.weekday or 0)) % 7 or 7) * DAY, "weekday before publication")
    if e.kind == "weekdays_ago":
        back_to = today - ((today.weekday() - (e.weekday or 0)) % 7 or 7) * DAY
        return day(back_to - 7 * ((e.number("n") or 1) - 1) * DAY, "weekdays before publication")
    if e.kind == "from_now":
        return time_ahead(e, today)
    if e.kind == "weeks_ago_on":
        shift = {"tomorrow": 1, "yesterday": -1}.get(parts.get("w", ""), 0)
        if "months" in parts:
            from_day = today + shift * DAY
            index = from_day.year * 12 + from_day.month - 1 - (e.number("n") or 1)
            there = dt.date(index // 12, index % 12 + 1, 1)
            return day(
                there.replace(day=min(from_day.day, month_end(there.year, there.month).day)), "months before a day"
            )
        if "wd" in parts:
            shift = -((today.weekday() - WEEKDAYS[parts["wd"][:3].lower()]) % 7)
        return day(today + (shift - 7 * (e.number("n") or 1)) * DAY, "weeks before a day relative to publication")
    if e.kind == "weekday_next":
        return day(today + ((((e.weekday or 0) - today.weekday()) % 7) or 7) * DAY, "weekday after publication")
    if e.kind == "weekday_week":
        return day(today + (((e.weekday or 0) - today.weekday()) % 7 + 7) * DAY, "a week after the coming weekday")
    if e.kind == "season_of":
        shift = {"last": -1, "this": 0, "next": 1}[parts["which"]]
        return season(today.year + shift, parts["s"].lower(), "season of a year relative to publication")
    if e.kind == "before_last":
        return before_last(parts["u"], -2 if "back" in parts else 2, today)
    if e.kind == "fast":
        return _fast(parts, today, future)
    if e.kind == "century":
        return centuries_ago(parts["c"].lower(), today)
    if e.kind == "half_month":
        number = e.month or 1
        year_of = today.year + ((number < today.month) if future else -(number > today.month))
        return part_of_month(year_of, number, parts, "part of a month; year from publication")
    if e.kind == "fiscal_end":
        return end_of_year(parts, today)
    if e.kind == "years_since":
        return ago(e, today)
    if e.kind == "day":
        shift = {
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
            "yesterday": -1,
            "last night": -1,
            "last evening": -1,
            "tomorrow": 1,
        }.get(parts["w"].lower(), 0)
        return day(today + shift * DAY, f"{parts['w'].lower()}, relative to publication")
    if e.kind in ("month_day", "days"):
        return month_day(e, today, future)
    if e.kind == "day_range":
        return days_told(e, today, future)
    if e.kind == "month_range":
        return months_told(e, today, future)
    if e.kind == "holiday":
        return holiday_told(e, today, future)
    if e.kind == "nth_week":
        year_of = today.year + (((e.month or 1) < today.month) if future else -((e.month or 1) > today.month))
        return week_of_month(
            year_of, e.month or 1, parts["o"], "week of a month; year from publication", weekend="weekend" in parts
        )
    if e.kind == "first_months":
        shift = {"last": -1, "next": 1}.get(parts["which"], 0)
        return months_of_year(
            today.year + shift, parts["o"], e.number("n") or 1, "months of a year, relative to publication"
        )
    if e.kind == "weekday_of":
        monday = today - today.weekday() * DAY + {"last": -7, "this": 0, "next": 7}[parts["which"]] * DAY
        return day(monday + (e.weekday or 0) * DAY, "weekday of a week relative to publication")
    if e.kind == "weekend":
        saturday = today - ((today.weekday() - 5) % 7) * DAY
        saturday += 7 * DAY if future else 0 * DAY
        return interval(
            saturday, saturday + DAY, "weekend before publication" if not future else "weekend after publication"
        )
    if e.kind == "month":
        return month_told(e, today, future, previous)
    if e.kind == "unit":
        return unit_of_time(parts["which"].lower(), parts["u"], today)
    if e.kind == "unit_end":
        which = e.parts["which"].lower()
        which = {"the": "this", "the present": "this", "the current": "this", "the coming": "next"}.get(which, which)
        whole = unit_of_time(which, parts["u"], today)
        if whole.first_day is None or whole.last_day is None:
            return whole
        closes = parts["part"] in ("end", "close", "expiration", "expiry")
        if closes and ("deadline" in parts or parts["part"].startswith("exp")):
            return day(whole.last_day, whole.basis)
        if closes:
            return interval(whole.last_day - (_END_DAYS - 1) * DAY, whole.last_day, whole.basis)
        return interval(*narrow(whole.first_day, whole.last_day, parts["part"], (10, 11, 20, 20)), whole.basis)
    if e.kind in ("season_bare", "season_part"):
        this = season(today.year, parts["s"].lower(), "season; year from publication")
        if this.first_day is None or this.last_day is None:
            return this
        shift = int(this.last_day < today) if future else -int(this.first_day > today)
        found = season(today.year + shift, parts["s"].lower(), this.basis)
        return part_of(found, parts["part"]) if "part" in parts else found
    if e.kind == "half":
        shift = {"last": -1, "next": 1}.get(parts["which"].lower(), 0)
        return half(today.year + shift, parts["o"], parts["p"], "part of a year relative to publication")
    if e.kind == "week_from":
        if "day" in parts:
            shift = {"tomorrow": 1, "yesterday": -1}.get(parts["day"], 0)
            return day(today + (shift + 7 * (e.number("n") or 1)) * DAY, f"weeks after {parts['day']}")
        ahead = ((e.weekday or 0) - today.weekday()) % 7
        return day(today + (ahead + 7 * (e.number("n") or 1)) * DAY, "weeks after a weekday")
    if e.kind == "ordinal" and "coming" in parts:
        future = True
    if e.kind == "ordinal":
        return ordinal(int(parts["d"]), parts.get("which"), today, future)
    if e.kind == "unit_part":
        which = parts["which"].lower().split()[-1]
        shift = {"last": -1, "past": -1, "this": 0, "coming": 0, "next": 1}[which]
        found = season(today.year + shift, parts["s"].lower(), "season relative to publication")
        this = season(today.year, parts["s"].lower(), found.basis)
        ended = this.last_day is not None and this.last_day + (_RECENT if which == "last" else 0) * DAY < today
        return this if which in ("last", "past") and ended else found
    if e.kind == "ago":
        return ago(e, today, previous)
    if e.kind == "years_ago_on":
        if "u" in parts:
            return years_ago_on(e, unit_of_time(parts["which"], parts["u"], today))
        if "wd" in parts:
            ahead = (WEEKDAYS[parts["wd"][:3].lower()] - today.weekday()) % 7
            return years_ago_on(e, day(today + (ahead if ahead <= 3 else ahead - 7) * DAY, "the nearest such weekday"))
        return years_ago_on(e, from_publication(replace(e, kind="day"), today, future, previous))
    if e.kind == "year_end":
        return year_end(today, future=future, deadline=not re.match("at |since ", parts.get("at", "at "), re.I))
    if e.kind == "year_ended":
        return year(today.year - 1, "the year before publication")
    if e.kind == "unit_out":
        return close_of(parts["u"], today) if "u" in parts else within_unit(e, None if future else previous, today)
    if e.kind == "within" and future is not False:
        return time_ahead(e, today)
    if e.kind == "ahead":
        return forward(e, today)
    if e.kind == "span":
        length = {"day": 1, "week": 7, "month": 30, "year": 365, "decade": 3652}[parts["u"]] * (e.number("n") or 1)
        if "few" in parts:
            few = {"day": 10, "week": 56, "month": 304, "year": 5 * 365, "decade": 3 * 3652}[parts["u"]]
            return interval(today - few * DAY, today, "period up to publication, number not given")
        begin = back(today, parts["u"], e.number("n") or 1, length, half="half" in parts)
        return interval(begin, today, "period up to publication")
    if e.kind == "fiscal_relative":
        shift = (
            -1
            if re.search("last|previous|past", parts["which"], re.I)
            else (1 if re.search("next|coming", parts["which"], re.I) else 0)
        )
        return fiscal_year(today.year + (today.month >= 10) + shift, "fiscal year relative to publication")
    if e.kind == "then" and previous and previous.earliest:
        start = previous.first_day or today
        return interval(min(start, today), today, "since the date told before")
    return UNKNOWN


def _fast(parts: dict[str, str], today: dt.date, future: bool | None) -> Dated:
    """ "This Lent", "the first week of Advent": that of the year; "last" the one over before, or begun if none says."""
    which, basis = parts.get("which", "").lower(), "fast; year from publication"
    stretches = [interval(*fast(parts["f"], y), basis) for y in range(today.year - 2, today.year + 2)]
    if which == "this":
        found = stretches[2]
    elif future or which == "next":
        found = next((s for s in stretches if s.last_day and s.last_day >= today), stretches[-1])
    else:
        over = "last_day" if which == "last" else "first_day"
        found = [s for s in stretches if (day_told := getattr(s, over)) and day_told < today][-1]
    return week_of(found, parts.get("o"))
