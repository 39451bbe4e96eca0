"""Days that a text names by their holiday: fixed days, and weekdays counted within a month."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from repatria.testimony.dates.lunar_calendar import lunar_day, tomb_sweeping

# Feasts of the calendar of moon and sun: pattern -> (month, day), or () for tomb-sweeping day, which the sun sets.
FEASTS: dict[str, tuple[int, ...]] = {
    r"(?:[Tt]he )?(?:Chuseok|Mid-?Autumn(?: Festival)?|Tsukimi)(?: holidays?)?": (8, 15),
    r"(?:[Tt]he )?(?:Seollal|Lunar New Year(?:'s Day)?|Chinese New Year|Tet(?! [Oo]ffensive)|Tết|Tet Nguyen Dan)(?: holidays?)?": (
        1,
        1,
    ),
    r"(?:[Tt]he )?(?:Vu Lan|Ghost Festival)": (7, 15),
    r"(?:[Tt]he )?(?:Qingming|Ching Ming|Tomb-?[Ss]weeping)(?: [Ff]estival| [Dd]ay)?": (),
}
# Days of saints, told by the feast or its eve: "on the eve of Saint James".
SAINTS: dict[str, tuple[int, int]] = {
    "Andrew": (11, 30), "Anne": (7, 26), "Anthony": (6, 13), "Barbara": (12, 4), "Bartholomew": (8, 24), "George": (4, 23),
    "James": (7, 25), "John": (6, 24), "Joseph": (3, 19), "Lawrence": (8, 10), "Lucy": (12, 13), "Luke": (10, 18),
    "Mark": (4, 25), "Martin": (11, 11), "Matthew": (9, 21), "Michael": (9, 29), "Nicholas": (12, 6), "Patrick": (3, 17),
    "Paul": (1, 25), "Peter": (6, 29), "Stephen": (12, 26), "Thomas": (12, 21),
}  # fmt: skip
# Pattern -> (month, day), or (month, weekday, which one; -1 is the last), Monday 0, or (days after Western Easter,). Federal days: 5 U.S.C. 6103; the
# recognition day of the missing is the third Friday of September by presidential proclamation.
HOLIDAYS: dict[str, tuple[int, ...]] = {
    r"New Year's Eve": (12, 31),
    r"New Year(?:'s)?(?: Day)?": (1, 1),
    r"(?:the )?[Ee]ve of (?:Orthodox Christmas)": (1, 6),
    r"Orthodox Christmas(?: Eve)?(?: Day)?": (1, 7),
    r"Epiphany": (1, 6),
    r"Burns Night": (1, 25),
    r"Australia Day": (1, 26),
    r"Groundhog Day|Candlemas": (2, 2),
    r"(?:Saint|St\.?) George's Day": (4, 23),
    r"(?:the )?Day of the Sun": (4, 15),
    r"(?:the )?Day of the Shining Star": (2, 16),
    r"Flag Day": (6, 14),
    r"Juneteenth": (6, 19),
    r"Canada Day|Dominion Day": (7, 1),
    r"Michaelmas": (9, 29),
    r"Bonfire Night|Guy Fawkes Night": (11, 5),
    r"(?:Saint|St\.?) Andrew's Day": (11, 30),
    r"(?:Saint|St\.?) Patrick's Day": (3, 17),
    r"(?:Saint|St\.?) Valentine's Day|Valentine's Day": (2, 14),
    r"A(?:nzac|NZAC) Day": (4, 25),
    r"May Day": (5, 1),
    r"Victory Day": (5, 9),
    r"Bastille Day": (7, 14),
    r"Hallowe[’']?en|All Hallows[’']? Eve": (10, 31),
    r"Shrove Tuesday|Mardi Gras": (-47,),
    r"Corpus Christi": (60,),
    r"Lady Day": (3, 25),
    r"Lammas": (8, 1),
    r"Martinmas": (11, 11),
    r"Twelfth Night": (1, 5),
    r"Hogmanay": (12, 31),
    r"Waitangi Day": (2, 6),
    r"(?:the )?Doll(?:s[’'])? Festival|Hinamatsuri": (3, 3),
    r"(?:the )?(?:first )?(?:Obon|O-Bon|Bon festival)": (8, 15),
    r"(?:the )?Assumption": (8, 15),
    r"All Saints'?(?: Day)?": (11, 1),
    r"All Souls'?(?: Day)?": (11, 2),
    r"Remembrance Day": (11, 11),
    r"Remembrance Sunday": (11, 6, 2),
    r"(?:Saint|St\.?) Stephen's Day": (12, 26),
    r"Boxing Day(?! tsunami)": (12, 26),
    r"Martin Luther King(?:,? Jr\.?)? Day": (1, 0, 3),
    r"Presidents'? Day": (2, 0, 3),
    r"Mother's Day": (5, 6, 2),
    r"Armed Forces Day": (5, 5, 3),
    r"Father's Day": (6, 6, 3),
    r"Columbus Day": (10, 0, 2),
    r"Christmas Eve": (12, 24),
    r"Christmas(?: Day)?": (12, 25),
    r"Independence Day": (7, 4),
    r"(?:the )?Fourth of July": (7, 4),
    r"(?:the )?Fourth(?=[.,;!?]|$)": (7, 4),
    r"(?:the )?(?:spring|vernal) equinox": (3, 20),
    r"(?:the )?summer solstice": (6, 21),
    r"(?:the )?autumn(?:al)? equinox": (9, 22),
    r"(?:the )?winter solstice": (12, 21),
    r"Veterans Day": (11, 11),
    r"Armistice Day": (11, 11),
    r"Pearl Harbor Day": (12, 7),
    r"Memorial Day": (5, 0, -1),
    r"Labor Day": (9, 0, 1),
    r"Thanksgiving(?: Day)?": (11, 3, 4),
    r"Ash Wednesday": (-46,),
    r"Palm Sunday": (-7,),
    r"(?:Maundy|Holy) Thursday": (-3,),
    r"Good Friday": (-2,),
    r"Holy Saturday": (-1,),
    r"Easter Monday": (1,),
    r"Easter(?: Sunday| Day)?(?! [a-z]*(?:egg|Rising))": (0,),
    r"Ascension Day": (39,),
    r"Whit ?Sunday|Whitsun|Pentecost": (49,),
    r"Whit Monday": (50,),
    r"(?:National )?POW/MIA Recognition Day": (9, 4, 3),
}


@lru_cache(maxsize=4096)
def holiday(name: str, year: int) -> dt.date | None:
    """The day of a holiday in a year; None for a name the table does not hold."""
    for pattern, rule in FEASTS.items():
        if re.fullmatch(pattern, name):
            return lunar_day(rule[0], rule[1], year) if rule else tomb_sweeping(year)
    saint = SAINTS.get(name.rpartition(" ")[2]) if name.startswith(("Saint ", "St")) else None
    if saint is not None:
        return dt.date(year, *saint)
    for pattern, rule in HOLIDAYS.items():
        if re.fullmatch(pattern, name):
            if len(rule) == 1:
                return easter(year) + dt.timedelta(days=rule[0])
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


def fast(name: str, year: int) -> tuple[dt.date, dt.date]:
    """The first and last day of Lent, of Holy Week or of Advent in a year."""
    day, feast = dt.timedelta(days=1), easter(year)
    if name == "Advent":
        christmas = dt.date(year, 12, 25)
        return christmas - (22 + christmas.weekday()) * day, christmas - day
    return feast - (46 if name == "Lent" else 7) * day, feast - day


def easter(year: int) -> dt.date:
    """Western Easter Sunday of a year (Meeus 1991, chapter 8, for the Gregorian calendar)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)
