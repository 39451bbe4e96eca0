"""Days that a text names by their holiday: fixed days, and weekdays counted within a month."""

from __future__ import annotations

import datetime as dt
import re

# Pattern -> (month, day), or (month, weekday, which one; -1 is the last), Monday 0. Federal days: 5 U.S.C. 6103; the
# recognition day of the missing is the third Friday of September by presidential proclamation.
HOLIDAYS: dict[str, tuple[int, ...]] = {
    r"New Year's Eve": (12, 31),
    r"New Year's(?: Day)?": (1, 1),
    r"Christmas Eve": (12, 24),
    r"Christmas(?: Day)?": (12, 25),
    r"Independence Day": (7, 4),
    r"(?:the )?Fourth of July": (7, 4),
    r"Veterans Day": (11, 11),
    r"Armistice Day": (11, 11),
    r"Pearl Harbor Day": (12, 7),
    r"Memorial Day": (5, 0, -1),
    r"Labor Day": (9, 0, 1),
    r"Thanksgiving(?: Day)?": (11, 3, 4),
    r"(?:National )?POW/MIA Recognition Day": (9, 4, 3),
}


def holiday(name: str, year: int) -> dt.date | None:
    """The day of a holiday in a year; None for a name the table does not hold."""
    for pattern, rule in HOLIDAYS.items():
        if re.fullmatch(pattern, name):
            if len(rule) == 2:
                return dt.date(year, rule[0], rule[1])
            month, weekday, which = rule
            days = [
                dt.date(year, month, 1) + dt.timedelta(days=n)
                for n in range(31)
                if (dt.date(year, month, 1) + dt.timedelta(days=n)).month == month
            ]
            fitting = [d for d in days if d.weekday() == weekday]
            return fitting[which if which < 0 else which - 1]
    return None
