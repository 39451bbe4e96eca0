"""Who held an office when, and since when a body or a thing has its name: what a text takes for granted of its own day.

Public record: days of inauguration, swearing-in or change of command as the offices themselves give them. A term that was
held twice with a gap stands from its first day, open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.necessary_words import Gate, lowered


@dataclass(frozen=True, slots=True)
class Office:
    """Who held an office when; last is None while the term runs or is unknown.

    name: the surname as a pattern; pattern: office and name. alone: whether the surname alone, without the office, is that person's in a text on the missing.
    """

    surname: str
    name: str
    pattern: str
    first: str
    last: str | None
    alone: bool = False


_OFFICES = {
    "president": r"(?:U\.?S\.? |American |then-)?President",
    "vice president": r"Vice[- ]President",
    "state": r"Secretary of State",
    "defense": r"(?:Defen[cs]e Secretary|Secretary of Defense)",
    "korea": r"President",
    "north": r"(?:leader|Chairman|dictator|President|Premier|Marshal)",
    "general": r"Secretary[- ]General",
    "head": r"President",
    "minister": r"Prime Minister",
    "chancellor": r"Chancellor",
    "pope": r"Pope",
    "command": r"(?:Gen\.|General)",
    "leader": r"(?:leader|President)",
}
# office | given name, "!" where it must stand | surname | first day | last day | "*" where the surname stands alone
_TERMS = r"""
president | (?:Harry (?:S\.? )?)? | Truman | 1945-04-12 | 1953-01-20
president | (?:Dwight (?:D\. )?)? | Eisenhower | 1953-01-20 | 1961-01-20
president | (?:John (?:F\. )?)? | Kennedy | 1961-01-20 | 1963-11-22
president | !Lyndon (?:B\. )? | Johnson | 1963-11-22 | 1969-01-20
president | (?:Richard (?:M\. )?)? | Nixon | 1969-01-20 | 1974-08-09
president | (?:Gerald (?:R\. )?)? | Ford | 1974-08-09 | 1977-01-20
president | (?:Jimmy )? | Carter | 1977-01-20 | 1981-01-20
president | (?:Ronald )? | Reagan | 1981-01-20 | 1989-01-20 | *
president | !George H\.? ?W\.? | Bush | 1989-01-20 | 1993-01-20
president | (?:Bill )? | Clinton | 1993-01-20 | 2001-01-20 | *
president | !George W\.? | Bush | 2001-01-20 | 2009-01-20
president | (?:Barack )? | Obama | 2009-01-20 | 2017-01-20 | *
president | (?:Donald (?:J\. )?)? | Trump | 2017-01-20 | | *
president | (?:Joe |Joseph (?:R\. )?)? | Biden | 2021-01-20 | 2025-01-20 | *
vice president | (?:Dan )? | Quayle | 1989-01-20 | 1993-01-20
vice president | (?:Al )? | Gore | 1993-01-20 | 2001-01-20
vice president | (?:Dick )? | Cheney | 2001-01-20 | 2009-01-20
vice president | (?:Joe )? | Biden | 2009-01-20 | 2017-01-20
vice president | (?:Mike )? | Pence | 2017-01-20 | 2021-01-20 | *
vice president | (?:Kamala )? | Harris | 2021-01-20 | 2025-01-20
vice president | (?:J\.?D\.? ?)? | Vance | 2025-01-20 |
state | (?:Dean )? | Acheson | 1949-01-21 | 1953-01-20
state | (?:John Foster )? | Dulles | 1953-01-21 | 1959-04-22
state | (?:Dean )? | Rusk | 1961-01-21 | 1969-01-20
state | (?:Henry )? | Kissinger | 1973-09-22 | 1977-01-20
state | (?:Cyrus )? | Vance | 1977-01-20 | 1980-04-28
state | (?:Alexander )? | Haig | 1981-01-22 | 1982-07-05
state | (?:George (?:P\. )?)? | Shultz | 1982-07-16 | 1989-01-20
state | (?:James (?:A\. )?)? | Baker | 1989-01-25 | 1992-08-23
state | (?:Warren )? | Christopher | 1993-01-20 | 1997-01-17
state | (?:Madeleine )? | Albright | 1997-01-23 | 2001-01-20 | *
state | (?:Colin )? | Powell | 2001-01-20 | 2005-01-26
state | (?:Condoleezza )? | Rice | 2005-01-26 | 2009-01-20
state | (?:Hillary )?(?:Rodham )? | Clinton | 2009-01-21 | 2013-02-01 | *
state | (?:John )? | Kerry | 2013-02-01 | 2017-01-20 | *
state | (?:Rex )? | Tillerson | 2017-02-01 | 2018-03-31 | *
state | (?:Mike |Michael )?(?:R\. )? | Pompeo | 2018-04-26 | 2021-01-20 | *
state | (?:Antony |Tony )? | Blinken | 2021-01-26 | 2025-01-20 | *
state | (?:Marco )? | Rubio | 2025-01-21 |
defense | !George (?:C\. )? | Marshall | 1950-09-21 | 1951-09-12
defense | (?:Robert (?:A\. )?)? | Lovett | 1951-09-17 | 1953-01-20
defense | (?:Robert (?:S\. )?)? | McNamara | 1961-01-21 | 1968-02-29
defense | (?:Melvin )? | Laird | 1969-01-22 | 1973-01-29
defense | (?:Caspar )? | Weinberger | 1981-01-21 | 1987-11-23
defense | (?:Frank )? | Carlucci | 1987-11-23 | 1989-01-20
defense | (?:Dick |Richard )? | Cheney | 1989-03-21 | 1993-01-20
defense | (?:Les )? | Aspin | 1993-01-20 | 1994-02-03
defense | (?:William (?:J\. )?)? | Perry | 1994-02-03 | 1997-01-24
defense | (?:William (?:S\. )?)? | Cohen | 1997-01-24 | 2001-01-20
defense | (?:Donald (?:H\. )?)? | Rumsfeld | 2001-01-20 | 2006-12-18 | *
defense | (?:Robert (?:M\. )?)? | Gates | 2006-12-18 | 2011-07-01
defense | (?:Leon )? | Panetta | 2011-07-01 | 2013-02-27
defense | (?:Chuck )? | Hagel | 2013-02-27 | 2015-02-17
defense | (?:Ash |Ashton )? | Carter | 2015-02-17 | 2017-01-20
defense | (?:James |Jim )?(?:N\. )? | Mattis | 2017-01-20 | 2018-12-31 | *
defense | (?:Mark (?:T\. )?)? | Esper | 2019-07-23 | 2020-11-09 | *
defense | (?:Lloyd (?:J\. )?)? | Austin | 2021-01-22 | 2025-01-20
defense | (?:Pete )? | Hegseth | 2025-01-25 |
korea | !Syngman | Rhee | 1948-07-24 | 1960-04-27
korea | !Park Chung[- ] | [Hh]ee | 1963-12-17 | 1979-10-26
korea | !Chun Doo[- ] | [Hh]wan | 1980-09-01 | 1988-02-24
korea | !Roh Tae[- ] | [Ww]oo | 1988-02-25 | 1993-02-24
korea | !Kim Young[- ] | [Ss]am | 1993-02-25 | 1998-02-24
korea | !Kim Dae[- ] | [Jj]ung | 1998-02-25 | 2003-02-24
korea | !Roh Moo[- ] | [Hh]yun | 2003-02-25 | 2008-02-24
korea | !Lee Myung[- ] | [Bb]ak | 2008-02-25 | 2013-02-24
korea | !Park Geun[- ] | [Hh]ye | 2013-02-25 | 2017-03-10
korea | | Moon(?: Jae[- ]in)? | 2017-05-10 | 2022-05-09
korea | | Yoon(?: Suk[- ]ye?ol)? | 2022-05-10 | 2025-04-04
korea | !Lee Jae[- ] | [Mm]yung | 2025-06-04 |
north | !Kim Il[- ] | [Ss]ung | 1948-09-09 | 1994-07-08
north | !Kim Jong[- ] | [Ii]l | 1994-07-08 | 2011-12-17
north | !Kim Jong[- ] | [Uu]n | 2011-12-17 |
general | (?:Trygve )? | Lie | 1946-02-02 | 1953-04-10
general | (?:Dag )? | Hammarskj[oö]ld | 1953-04-10 | 1961-09-18
general | | U Thant | 1961-11-30 | 1971-12-31
general | (?:Kurt )? | Waldheim | 1972-01-01 | 1981-12-31
general | (?:Javier )? | P[eé]rez de Cu[eé]llar | 1982-01-01 | 1991-12-31
general | (?:Boutros )? | Boutros[- ]Ghali | 1992-01-01 | 1996-12-31
general | (?:Kofi )? | Annan | 1997-01-01 | 2006-12-31
general | | Ban Ki[- ]moon | 2007-01-01 | 2016-12-31
general | (?:Ant[oó]nio )? | Guterres | 2017-01-01 | | *
leader | (?:Mikhail )? | Gorbachev | 1985-03-11 | 1991-12-25
head | (?:Boris )? | Yeltsin | 1991-07-10 | 1999-12-31 | *
head | (?:Vladimir )? | Putin | 1999-12-31 |
head | (?:Dmitr[iy] )? | Medvedev | 2008-05-07 | 2012-05-07
head | (?:Volodymyr )? | Zelensk(?:yy|iy|y) | 2019-05-20 |
head | (?:Jiang )? | Zemin | 1993-03-27 | 2003-03-15
head | | Hu Jintao | 2003-03-15 | 2013-03-14
head | | Xi(?: Jinping)? | 2013-03-14 |
head | (?:Fran[cç]ois )? | Mitterrand | 1981-05-21 | 1995-05-17
head | (?:Jacques )? | Chirac | 1995-05-17 | 2007-05-16
head | (?:Nicolas )? | Sarkozy | 2007-05-16 | 2012-05-15
head | (?:Fran[cç]ois )? | Hollande | 2012-05-15 | 2017-05-14
head | (?:Emmanuel )? | Macron | 2017-05-14 |
minister | (?:Clement )? | Attlee | 1945-07-26 | 1951-10-26
minister | (?:Anthony )? | Eden | 1955-04-06 | 1957-01-10
minister | (?:Harold )? | Macmillan | 1957-01-10 | 1963-10-19
minister | (?:James )? | Callaghan | 1976-04-05 | 1979-05-04
minister | (?:Margaret )? | Thatcher | 1979-05-04 | 1990-11-28 | *
minister | !John | Major | 1990-11-28 | 1997-05-02
minister | (?:Tony )? | Blair | 1997-05-02 | 2007-06-27
minister | !Gordon | Brown | 2007-06-27 | 2010-05-11
minister | (?:David )? | Cameron | 2010-05-11 | 2016-07-13
minister | !Theresa | May | 2016-07-13 | 2019-07-24
minister | !Boris | Johnson | 2019-07-24 | 2022-09-06
minister | (?:Rishi )? | Sunak | 2022-10-25 | 2024-07-05
minister | (?:Keir )? | Starmer | 2024-07-05 |
minister | (?:Junichiro )? | Koizumi | 2001-04-26 | 2006-09-26
minister | (?:Shinzo )? | Abe | 2006-09-26 | 2020-09-16
minister | (?:Fumio )? | Kishida | 2021-10-04 | 2024-10-01
minister | (?:John )? | Howard | 1996-03-11 | 2007-12-03
minister | (?:Malcolm )? | Turnbull | 2015-09-15 | 2018-08-24
minister | (?:Scott )? | Morrison | 2018-08-24 | 2022-05-23
minister | (?:Anthony )? | Albanese | 2022-05-23 |
chancellor | (?:Helmut )? | Kohl | 1982-10-01 | 1998-10-27
chancellor | (?:Gerhard )? | Schr[oö]e?der | 1998-10-27 | 2005-11-22
chancellor | (?:Angela )? | Merkel | 2005-11-22 | 2021-12-08
chancellor | (?:Olaf )? | Scholz | 2021-12-08 | 2025-05-06
pope | | John Paul II | 1978-10-16 | 2005-04-02
pope | | Benedict XVI | 2005-04-19 | 2013-02-28
pope | | Francis | 2013-03-13 | 2025-04-21
command | !Leon (?:J\. )? | LaPorte | 2002-05-01 | 2006-02-03
command | !(?:B\.? ?B\.?|Burwell(?: B\.)?) | Bell | 2006-02-03 | 2008-06-03
command | !Walter (?:L\. )? | Sharp | 2008-06-03 | 2011-07-14
command | !James (?:D\. )? | Thurman | 2011-07-14 | 2013-10-02
command | !Curtis (?:M\. )? | Scaparrotti | 2013-10-02 | 2016-04-30
command | !Vincent (?:K\. )? | Brooks | 2016-04-30 | 2018-11-08
command | !Robert (?:B\. )? | Abrams | 2018-11-08 | 2021-07-02
command | !Paul (?:J\. )? | LaCamera | 2021-07-02 | 2024-12-20
"""
# Bodies, tools and things that had no such name before a day: pattern, first day.
SINCE: tuple[tuple[str, str], ...] = (
    (r"Defense POW/MIA Accounting Agency|\bDPAA\b", "2015-01-30"),
    (r"Joint POW/MIA Accounting Command|\bJPAC\b", "2003-10-01"),
    (r"Defense (?:POW|Prisoner of War)/Missing Personnel Office|\bDPMO\b", "1993-07-16"),
    (r"Indo-Pacific Command|\bINDOPACOM\b", "2018-05-30"),
    (r"Department of Homeland Security", "2002-11-25"),
    (r"\bU\.?S\.? Space Force\b", "2019-12-20"),
    (r"\b(?:on Twitter|tweet(?:s|ed)?)\b", "2006-07-15"),
    (r"\b(?:on Facebook|Facebook page)\b", "2006-02-01"),
    (r"\b(?:[Cc]oronavirus|COVID(?:-19)?)\b", "2020-01-09"),
    (r"\bmitochondrial DNA\b|\bmtDNA\b", "1988-01-01"),
    (r"\b(?:website|web site|e-mail|email)s?\b", "1991-01-01"),
    (r"\bSouth Sudan\b", "2011-07-09"),
    (r"\bIslamic State\b", "2013-04-08"),
)


def _rows() -> list[Office]:
    found = []
    for line in _TERMS.strip().splitlines():
        office, given, surname, first, last, *alone = (part.strip() for part in re.split(r"\s+\|(?=\s|$)", line))
        must, given = given.startswith("!"), given.removeprefix("!")
        joint = " " if must and not given.endswith(("]", ")?")) else ""
        label = re.sub(r"\[(\w)\w*\]", r"\1", surname).partition("(")[0]
        whole = f"{_OFFICES[office]} {given}{joint}{surname}"
        found.append(Office(label, surname, whole, first, last or None, bool(alone)))
    return found


OFFICES: tuple[Office, ...] = tuple(_rows())
_PATTERNS = tuple(compiled(r"(?P<ex>former\s+|ex-|late\s+)?\b" + office.pattern + r"\b") for office in OFFICES)
_GATE = Gate([compiled(office.name) for office in OFFICES])  # a surname is rarer than an office
_SINCE = tuple((compiled(pattern), day) for pattern, day in SINCE)
_SINCE_GATE = Gate([pattern for pattern, _ in _SINCE])


def terms_of_office(text: str) -> list[tuple[int, int, Office, bool]]:
    """Every office-holder named with the office: (start, end, office, whether called former)."""
    return [
        (m.start(), m.end(), OFFICES[number], bool(m["ex"]))
        for number in sorted(_GATE.present(lowered(text)))
        for m in _PATTERNS[number].finditer(text)
    ]


def named_since(text: str) -> list[tuple[int, int, str]]:
    """Bodies and things of the table that the text names: (start, end, first day on which they can be named)."""
    return [
        (m.start(), m.end(), _SINCE[number][1])
        for number in sorted(_SINCE_GATE.present(lowered(text)))
        for m in [_SINCE[number][0].search(text)]
        if m
    ]
