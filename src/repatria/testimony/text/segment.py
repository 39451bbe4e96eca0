"""Paragraphs, sentences, quotations and tokens, each as places in the canonical text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from repatria.testimony.text.first_characters import compiled

_ABBREVIATION = compiled(
    r"(?:\b(?:Lt|Lieut|Corp|Sergt|Comdr|Col|Gen|Maj|Capt|Cmdr|Cdr|Adm|Brig|Sgt|Cpl|Pfc|Pvt|Spc|Mr|Mrs|Ms|Dr|Prof|Rep|Sen|Gov|St|Hon|Rev|Fr|Jr|Sr|No|"
    r"Nos|Vol|Fig|Art|Sec|vs|approx|ca|e\.g|i\.e|etc|Inc|Ltd|Co|Corp|Dept|Est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|a\.m|p\.m|Ft|Mt|Ave|Pl|1st Lt|2nd Lt)|\b[A-Z]|(?:\b[A-Z]\.)+[A-Z])\.$"
)
_STARTERS = frozenset(
    "The In A An But He She It They We I And At On From According Those These This That There When While After Since Of "
    "Last More Some Officials Both As Its His Her Their No None Not If Many Most Another One Two".split()
)
_NUMBER_OF = compiled(r"\b(?:no|nos|nr|p|pp|vol|ch|fig)\.$")
# Dates in figures with stops between them: "2018. 7. 27.", "'18. 7. 27.", "27. 7. 2018", "27. July 2018".
_STOPPED_DATE = compiled(
    r"(?<![\d.])(?:(?:(?:1[89]|20)\d\d|(?<!\w)['’‘]\d\d)\.\s?(?:1[0-2]|0?[1-9])\.\s?(?:3[01]|[12]\d|0?[1-9])(?!\d)\.?"
    r"|(?:3[01]|[12]\d|0?[1-9])\.\s?(?:1[0-2]|0?[1-9])\.\s?(?:1[89]|20)\d\d(?!\d)"
    r"|(?:3[01]|[12]\d|0?[1-9])\.\s(?:January|February|March|April|May|June|July|August|September|October|November|December)\s(?:1[89]|20)\d\d\b)"
)
_LEADS_IN = compiled(r"\W*(?:(?:on|by|since|from|until|till|before|after|dated?|as of|as at|in)\W*)?", re.I)
_STOP = compiled(r"[.!?…]+[\"”’')\]]*(?=\s+|$)")
_TOKEN = compiled(
    r"(?:[A-Z]\.){2,}(?:[’']s)?"  # U.S.
    r"|\d+(?:,\d{3})*(?!,\d)(?:\.\d+)?(?:[A-Za-z]+)?(?:[-‑][A-Za-z]+)*\+?|\d+"  # 7,700  65th  19-year-old  50+
    r"|[^\W\d_][\w]*(?:[’'&./-][\w]+)*"  # words, US-North, F-86, POW/MIA
    r"|[^\w\s]"
)
_QUOTE = compiled(r"“[^“”]{1,3000}(?:”|$)|``[^`]{1,3000}?(?:''(?!')|$)|(?<!\w)\"[^\"]{1,3000}(?:\"|$)", re.S)
# Single marks, curly or straight; a straight one opens before a capital and closes after a mark of its own.
_SINGLE = compiled(
    r"(?<![\w])‘[^‘]{3,1500}?’(?!\w)|(?<![\w'])'(?=[A-Z])(?:[^'\n]|(?<=\w)'(?=\w)|(?<=s)'(?= \w)){2,600}?[,.?!…—]'(?!\w)",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Code points [start, end) of one sentence and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


class Token(NamedTuple):
    """A word, number or mark; `low` is its lower-case form with straight apostrophes."""

    text: str
    low: str
    start: int
    end: int


_FLAT = dict.fromkeys(range(8192, 8203), " ") | {
    0x09: " ", 0x0A: " ", 0x0B: " ", 0x0C: " ", 0x0D: " ", 0x85: " ", 0xA0: " ", 0x202F: " ", 0x205F: " ", 0x3000: " ", 0x2019: "'", 0x02BC: "'", 0x2011: "-",
}  # fmt: skip


_THOUSANDS = compiled(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")


def flat(text: str) -> str:
    """The text for the rules, same length: every white space a space, every apostrophe straight.

    A narrow or unbroken space between the thousands of a number is read as the comma that it stands for.
    """
    return _THOUSANDS.sub(",", text).translate(_FLAT)


def lined(text: str) -> str:
    """The text for the rules as `flat`, with its line ends."""
    return text.translate({code: char for code, char in _FLAT.items() if code != 0x0A})


def lines(text: str) -> list[tuple[int, int]]:
    """Every line as [start, end) without its line ending and outer white space; empty lines have start == end."""
    found = []
    position = 0
    for raw in re.split(r"(\r\n|\r|\n|\f|\u2028|\u2029)", text):
        if raw and not raw.strip("\r\n\f\u2028\u2029"):
            position += len(raw)
            continue
        stripped = raw.strip()
        start = position + (len(raw) - len(raw.lstrip()) if stripped else 0)
        found.append((start, start + len(stripped)))
        position += len(raw)
    return found


def paragraphs(text: str, kept: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join lines that were wrapped; a new line that begins something new begins a paragraph.

    `kept` are the lines to use, empty lines included (they end a paragraph).
    """
    found: list[tuple[int, int]] = []
    widths = [end - start for start, end in kept if end > start]
    width = max(widths, default=0)
    current: tuple[int, int] | None = None
    for start, end in kept:
        if start == end:
            if current:
                found.append(current)
            current = None
            continue
        if current is None:
            current = (start, end)
            continue
        previous = text[current[0] : current[1]]
        last_line = previous[previous.rfind("\n") + 1 :].strip()
        first = text[start]
        unfinished = not re.search(r"[.!?:;…][\"”’')\]]*$", last_line)
        wrapped = width <= 120 and len(last_line) > 0.6 * width and width >= 40
        tabular = "\t" in text[start:end] or "|" in text[start:end] or bool(re.search(r"\S {3,}\S", text[start:end]))
        joins = (unfinished and first.islower()) or (wrapped and not tabular and first not in "•*-–—·▪")
        if joins and not re.match(r"(?:\d+[.)]\s|[A-Z][A-Z .]{2,40}:\s)", text[start:end]):
            current = (current[0], end)
        else:
            found.append(current)
            current = (start, end)
    if current:
        found.append(current)
    return found


def sentences(text: str, blocks: list[tuple[int, int]]) -> list[Sentence]:
    """Split each paragraph where a sentence ends; abbreviations, initials and decimals do not end one."""
    found = []
    for number, (start, end) in enumerate(blocks):
        at = start
        dates = _STOPPED_DATE.finditer(text, start, end)
        date = next(dates, None)
        for stop in _STOP.finditer(text, start, end):
            while date is not None and date.end() < stop.end():
                date = next(dates, None)
            if date is not None and date.start() < stop.start() and _goes_on(text, at, stop, date):
                continue
            if not _ends(text, at, stop, end):
                continue
            found.append(Sentence(at, stop.end(), number))
            at = stop.end()
            while at < end and text[at].isspace():
                at += 1
        if at < end:
            found.append(Sentence(at, end, number))
    return found


def _goes_on(text: str, at: int, stop: re.Match[str], date: re.Match[str]) -> bool:
    """Whether a stop is one of a date in figures; the last one ends a sentence only where something was said before it."""
    return stop.end() < date.end() or _LEADS_IN.fullmatch(text, at, date.start()) is not None


def _ends(text: str, at: int, stop: re.Match[str], end: int) -> bool:
    rest = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if not rest:
        return True
    mark = stop[0]
    if mark == "." and rest[0].isdigit() and _NUMBER_OF.search(text, max(at, stop.start() - 6), stop.start() + 1):
        return False  # "serial no. 111"
    if mark[0] == "." and len(mark.rstrip("\"”’')]")) == 1 and len(mark) == 1:
        before = text[max(at, stop.start() - 20) : stop.start() + 1]
        if _ABBREVIATION.search(before):
            word = re.match(r"[A-Za-z]+", rest)
            initials = re.search(r"(?:[A-Z]\.){2,}$|\b(?:a\.m|p\.m|etc|Inc|Co|Jr|Sr)\.$", before)
            return bool(initials and word and word[0] in _STARTERS)
    first = rest.lstrip("\"“‘'([`•*-–— ")[:1]
    return bool(first) and (first.isupper() or first.isdigit() or not first.isascii())


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Places of the quoted words (marks left out) between start and end, a paragraph at most."""
    found = [
        (m.start() + 1, m.end() - (1 if m[0][-1] in '”"' and len(m[0]) > 1 else 0))
        for m in _QUOTE.finditer(text, start, end)
    ]
    if not found:
        found = [(m.start() + 1, m.end() - 1) for m in _SINGLE.finditer(text, start, end)]
    return [(a, b) for a, b in found if text[a:b].strip()]


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Tokens of text[start:end] with places in the whole text."""
    return [Token(m[0], m[0].lower().replace("’", "'"), m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
