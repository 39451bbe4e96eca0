"""Dates that an English text takes for granted: wars, armistices, summits and other named days. Public record."""

from __future__ import annotations

import re

from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.necessary_words import Gate, lowered

# Name as reported -> (pattern, first day, last day). Dates as commonly given by the parties' own archives.
WARS: tuple[tuple[str, str, str, str], ...] = (
    (
        "Korean War",
        r"Korean (?:[Ww]ar|[Cc]onflict)|Korean and (?:Cold|Vietnam) [Ww]ars|195[0-9][-–](?:19)?53 war|war in Korea|war (?:on|in) the (?:Korean )?peninsula|war between (?:the two Koreas|North and South Korea|South and North Korea)",
        "1950-06-25",
        "1953-07-27",
    ),
    (
        "World War II",
        r"[Ww]orld [Ww]ar (?:II|Two|2)|[Ss]econd [Ww]orld [Ww]ar|WWII|WW2|1939[-–]45 war",
        "1939-09-01",
        "1945-09-02",
    ),
    (
        "World War I",
        r"[Ww]orld [Ww]ar (?:I|One|1)\b|[Ff]irst [Ww]orld [Ww]ar|WWI\b|WW1\b|Great War|1914[-–]18 war",
        "1914-07-28",
        "1918-11-11",
    ),
    (
        "Vietnam War",
        r"Vietnam(?:ese)? (?:[Ww]ar|[Cc]onflict)|war in (?:Vietnam|Southeast Asia)",
        "1955-11-01",
        "1975-04-30",
    ),
    ("Cold War", r"Cold War", "1947-03-12", "1991-12-26"),
    ("Gulf War", r"(?:Persian )?Gulf War|Operation Desert Storm", "1990-08-02", "1991-02-28"),
    ("Falklands War", r"Falklands (?:War|conflict)", "1982-04-02", "1982-06-14"),
    ("Iran-Iraq War", r"Iran[-–]Iraq [Ww]ar", "1980-09-22", "1988-08-20"),
    ("Spanish Civil War", r"Spanish Civil War", "1936-07-17", "1939-04-01"),
    ("Bosnian War", r"Bosnian [Ww]ar|war in Bosnia", "1992-04-06", "1995-12-14"),
    ("Winter War", r"Winter War", "1939-11-30", "1940-03-13"),
    ("Iraq War", r"Iraq War|war in Iraq", "2003-03-20", "2011-12-18"),
)
ALL_WARS = compiled(
    r"\b(?:all|past|other|America’s|America's|foreign|overseas|the nation’s|the nation's|various|twentieth-century)\s+"
    r"(?:of\s+)?(?:the\s+)?(?:\w+\s+)?(?:wars|conflicts)\b|\bwars overseas\b|\b(?:wars|conflicts) abroad\b"
    r"|\bfrom World War (?:I|II|Two) (?:to|through|onward)",
    re.I,
)

# Anniversaries and named days: (pattern, needs this word nearby or None, day).
NAMED_DAYS: tuple[tuple[str, str | None, str], ...] = (
    (r"Korean (?:War )?armistice", None, "1953-07-27"),
    (r"armistice", r"Korea", "1953-07-27"),
    (r"armistice", r"World War I\b|First World War|Great War|Compi[eè]gne|1918", "1918-11-11"),
    (
        r"armistice|guns (?:stopped|fell silent|fall silent)",
        r"Remembrance Sunday|Western Front|Flanders|Somme|Ypres|Verdun|(?:northern|eastern) France",
        "1918-11-11",
    ),
    (r"first day of the (?:battle of the )?Somme|Somme offensive", None, "1916-07-01"),
    (r"(?:start|outbreak|beginning) of the Korean War", None, "1950-06-25"),
    (r"end of the Korean War", None, "1953-07-27"),
    (r"D-Day|Normandy landings", None, "1944-06-06"),
    (r"landings?", r"D-Day|Normandy|Omaha Beach|Utah Beach|Juno Beach|Sword Beach", "1944-06-06"),
    (r"attack on Pearl Harbor", None, "1941-12-07"),
    (r"V-?E Day", None, "1945-05-08"),
    (r"fall of Saigon", None, "1975-04-30"),
    (r"Paris Peace Accords", None, "1973-01-27"),
    (r"Inchon landing|landing at Inchon", None, "1950-09-15"),
    (r"(?:seizure|capture) of the (?:USS )?Pueblo", None, "1968-01-23"),
    (r"Operation Homecoming", None, "1973-02-12"),
    (r"(?:shooting down|downing|shootdown) of (?:Korean Air(?: Lines)? (?:Flight )?|KAL )007", None, "1983-09-01"),
    (r"fall of the Berlin Wall", None, "1989-11-09"),
    (
        r"death of (?:North Korean (?:leader|President) )?Kim Il[- ][Ss]ung|Kim Il[- ][Ss]ung(?:'s|’s) death|Kim Il[- ][Ss]ung died",
        None,
        "1994-07-08",
    ),
    (r"Agreed Framework", None, "1994-10-21"),
    (
        r"normali[sz](?:ation|ing) of (?:diplomatic )?(?:ties|relations)|(?:restored|established|normali[sz]ed) (?:full )?diplomatic (?:ties|relations)",
        r"Vietnam|Hanoi",
        "1995-07-11",
    ),
    (r"(?:on|meeting on|island of|in) (?:Cheju|Jeju)\b", r"Clinton", "1996-04-16"),
    (r"North[- ]South summit|(?:first )?inter-Korean summit", r"Kim Dae[- ][Jj]ung", "2000-06-13"),
    (
        r"death of (?:North Korean leader )?Kim Jong[- ][Ii]l|Kim Jong[- ][Ii]l(?:'s|’s) death|Kim Jong[- ][Ii]l died",
        None,
        "2011-12-17",
    ),
    (r"sinking of the Cheonan|Cheonan sinking", None, "2010-03-26"),
    (r"shelling of Yeonpyeong", None, "2010-11-23"),
    (r"death of Otto Warmbier|Otto Warmbier(?:'s|’s) death", None, "2017-06-19"),
    (r"invasion of Ukraine", r"full-scale|Zelensk|Russia", "2022-02-24"),
    (r"October 7 attacks?|Hamas(?:'s|’s)? (?:October 7 )?attacks?", r"Hamas|Gaza", "2023-10-07"),
    (
        r"Singapore (?:summit|meeting)|summit\b[^.;]{0,50}\bin Singapore|(?:Trump|Kim|leaders) met in Singapore"
        r"|(?:Trump|Kim(?: Jong[- ]Un)?) (?:\w+ )?in Singapore",
        None,
        "2018-06-12",
    ),
    (
        r"Hanoi summit|summit\b[^.;]{0,50}\bin Hanoi|(?:Trump|Kim|leaders) met in Hanoi|(?:Trump|Kim(?: Jong[- ]Un)?) (?:\w+ )?in Hanoi",
        None,
        "2019-02-27",
    ),
    (r"(?:Srebrenica )(?:genocide|massacre)", None, "1995-07-11"),
    (r"Panmunjom Declaration", None, "2018-04-27"),
    (r"(?:9/11|September 11 attacks|Sept\. 11 attacks)", None, "2001-09-11"),
    (r"Indian Ocean tsunami|Boxing Day tsunami", None, "2004-12-26"),
    (r"wave|tsunami", r"Thailand|Phuket|Phang ?Nga|Khao Lak|Aceh|Sri Lanka|Andaman|2004", "2004-12-26"),
    (r"Hurricane Katrina", None, "2005-08-29"),
    (r"Dayton (?:Peace )?(?:Agreement|Accords)", None, "1995-11-21"),
)


_WAR_PATTERNS = tuple((name, compiled(r"\b(?:" + pattern + ")"), first, last) for name, pattern, first, last in WARS)
_DAY_PATTERNS = tuple((compiled(p, re.I), compiled(n) if n else None, day) for p, n, day in NAMED_DAYS)


_DAY_GATE = Gate([pattern for pattern, _, _ in _DAY_PATTERNS])


_WARISH = compiled(r"\b(?:[Ww]ar|[Ww]orld [Ww]ar|conflict|WW|Operation Desert)")


def wars_in(text: str) -> list[tuple[int, int, str]]:
    """Every named war in `text` as (start, end, name), in order of place."""
    if not _WARISH.search(text):
        return []
    found = [(m.start(), m.end(), name) for name, pattern, _, _ in _WAR_PATTERNS for m in pattern.finditer(text)]
    return sorted(found)


def war_years(name: str) -> tuple[str, str] | None:
    """First and last day of a war of the table."""
    for war, _, first, last in WARS:
        if war == name:
            return first, last
    return None


def named_day(words: str, surroundings: str) -> str | None:
    """The day that "the armistice" or "D-Day" means, given the text around it; None when the table has none."""
    side = re.search(r"\b(?P<end>end|close|conclusion)|(?P<start>start|outbreak|beginning)\b", words)
    if side:
        for _, _, name in wars_in(words):
            years = war_years(name)
            if years:
                return years[1] if side["end"] else years[0]
    for pattern, needs, day in _DAY_PATTERNS:
        if pattern.search(words) and (needs is None or needs.search(surroundings)):
            return day
    return None


def named_days_in(text: str) -> list[tuple[int, int, str]]:
    """Events of known day that need no context, as (start, end, day)."""
    return [
        (m.start(), m.end(), day)
        for number in sorted(_DAY_GATE.present(lowered(text)))
        for pattern, needs, day in [_DAY_PATTERNS[number]]
        if needs is None
        for m in pattern.finditer(text)
    ]
