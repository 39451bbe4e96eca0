"""Time expressions of an English text: "Thursday", "last month", "14 years ago", "the 65th anniversary of the armistice"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.testimony.holidays import HOLIDAYS
from repatria.testimony.necessary_words import Gate, lowered

MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = {name: number for number, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
COUNTS = {word: number for number, word in enumerate(_WORDS, 1)} | {
    "a": 1, "an": 1, "a hundred": 100, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a couple of": 2, "couple of": 2,
}  # fmt: skip

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]\d\d|20\d\d)"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Wed|Thurs?|Fri)\.)"
_COUNT = (
    r"(?:\d{1,3}|(?i:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)|a couple of|couple of|a hundred|an?|"
    + "|".join(sorted((w for w in COUNTS if len(w) > 2), key=len, reverse=True))
    + ")"
)
_COUNT_CAPITAL = "(?:" + "|".join(w.capitalize() for w in sorted(COUNTS, key=len, reverse=True)) + ")"
_COUNTED = (
    r"(?:soldiers|troops|remains|sets|boxes|persons|people|men|women|cases|caskets|bodies|americans|americans'|service|members|servicemen|"
    r"marines|airmen|sailors|prisoners|names|individuals|missing|dead|victims|u\.s\.|american|u\.n\.|families|were|are|had|have)\b"
)
_PART = r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Tt]he (?:beginning|start|end|middle) of|[Bb]eginning of|[Ee]nd of)[\s-]+(?:in\s+)?)?"

_HOLIDAY = r"(?:" + "|".join(HOLIDAYS) + r")"

# Order matters: what is longer and surer comes first; later patterns may not touch what was taken.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "of_war",
        r"\b(?:[Tt]he\s+)?(?:very\s+)?(?P<o>first|second|third|fourth|last|final|opening|closing|early|early\s+in\s+the)\s+(?P<u>spring|summer|fall|autumn|winter|days|weeks|months|year|month|week)\s+of\s+(?P<what>the\s+(?:[A-Z][\w-]+\s+){0,3}(?:[Ww]ar|[Cc]onflict)(?:\s+(?:I{1,2}|One|Two|in [A-Z]\w+))?|World War (?:I{1,2}|One|Two)|that war)",
    ),
    ("season_of", r"\b(?:[Tt]he\s+)?(?P<s>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)\s+(?:of\s+)?(?P<which>this|last|next)\s+year\b"),
    ("before_last", r"\b(?:[Tt]he\s+)?(?P<u>week|month|year|spring|summer|fall|autumn|winter)\s+(?:(?P<back>before)\s+last|after\s+next)\b"),
    ("weekday_next", rf"\b(?P<w>{_WEEKDAY})\s+(?P<next>next)\b(?!\s+(?:week|month|year|to|door))"),
    ("weekday_week", rf"\b(?P<w>{_WEEKDAY})\s+week\b(?!\s+of)"),
    ("century", r"\b(?P<c>(?i:half a century|a half[- ]century|a quarter of a century|a quarter[- ]century|three[- ]quarters of a century|a century))\s+(?:ago|earlier)\b"),
    ("season_beside", r"\b[Tt]he (?P<which>previous|preceding|following|next|same) (?P<s>spring|summer|fall|autumn|winter)\b"),
    ("month_of", rf"\b(?:[Ii]n\s+)?(?P<m>{_MONTH})\s+of\s+(?P<which>that|the same|the following|the next|the previous)\s+year\b"),
    ("half_month", rf"\b(?:[Tt]he\s+)?(?P<o>first|second|latter)\s+half\s+of\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    ("fiscal_end", r"\b[Tt]he\s+(?P<part>end|close|start|beginning|middle)\s+of\s+(?P<which>the|this|last|next|the current|the calendar|this calendar)\s+(?P<f>fiscal\s+|financial\s+|budget\s+)?year\b"),
    ("that_followed", rf"\b(?:[Ii]n(?: the course of)?|[Oo]ver(?: the course of)?|[Dd]uring|[Tt]hroughout)\s+the\s+(?:(?:following|ensuing)\s+(?P<n1>{_COUNT})\s+(?P<u3>day|week|month|year)s|(?P<n>{_COUNT})\s+(?P<u>day|week|month|year)s\s+(?:that|which)\s+followed)\b"),
    ("years_since", rf"\b(?:[Ii]t\s+(?:is|was|has\s+been)|[Ii]t's(?:\s+been)?)\s+(?P<about>about\s+|nearly\s+|almost\s+|more than\s+|over\s+|some\s+)?(?P<n>{_COUNT})\s+(?P<u>year|month|week|day|decade)s?\s+since\b"),
    ("iso", rf"\b(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    ("dotted", rf"(?<![\d.])(?P<d>{_DAY})\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?(?P<y>{_YEAR})\b"),
    ("last_day", rf"\b[Tt]he (?P<o>last|first|final) day of (?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    ("midsummer", r"\b(?P<s>[Mm]idsummer|[Mm]idwinter)\b(?! (?:day|Day|night))"),
    ("quarter", r"\b[Tt]he (?P<o>first|second|third|fourth|last) quarter(?! of\b| of a\b)"),
    ("nth_weekday", rf"\b[Tt]he (?P<o>first|second|third|fourth|last) (?P<w>{_WEEKDAY}) (?:of|in) (?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    ("turn", r"\b[Tt]he turn of the year\b"),
    ("numeric", rf"\b(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>{_YEAR}|\d\d)\b"),
    (
        "days",
        rf"\b(?:(?P<w>{_WEEKDAY}),?\s+)?(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH}\s*(?:-|–|—|to|through|and)\s*(?P<e>{_DAY}){_TH}(?!\d|:)(?:,?\s+(?P<y>{_YEAR})\b)?",
    ),
    (
        "day_range",
        rf"\b(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH}(?:,?\s+(?P<y>{_YEAR}),?)?\s*(?:-|–|—|to|through|until|till|and)\s*(?P<n>{_MONTH})\s+(?P<e>{_DAY}){_TH}\b(?!:)(?:,?\s+(?P<z>{_YEAR})\b)?",
    ),
    (
        "day_range",
        rf"(?<![\d:,])(?P<d>{_DAY}){_TH}\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}),?)?\s*(?:-|–|—|to|through|until|till|and)\s*(?P<e>{_DAY}){_TH}\s+(?P<n>{_MONTH})(?:,?\s+(?P<z>{_YEAR})\b)?",
    ),
    (
        "days",
        rf"(?<![\d:,])(?P<d>{_DAY}){_TH}\s*(?:-|–|—|to|through|and)\s*(?P<e>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH})(?!\w)(?:,?\s+(?P<y>{_YEAR})\b)?",
    ),
    ("full", rf"\b(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH},?\s+(?P<y>{_YEAR})\b"),
    ("full", rf"(?=[\dMTWFSt])(?<![\d:])(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?:the\s+)?(?P<d>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH}),?\s+(?P<y>{_YEAR})\b"),
    ("full", rf"\b(?P<d>{_DAY})(?P<m>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?P<y>{_YEAR})\b"),
    ("month_range", rf"\b(?P<m>{_MONTH})\s*(?:(?P<y>{_YEAR})\s*)?(?:\bto\b|\bthrough\b|\buntil\b|\band\b|-|–|/)\s*(?P<n>{_MONTH}),?\s+(?:of\s+)?(?P<z>{_YEAR})\b"),
    ("holiday", rf"\b(?P<h>{_HOLIDAY})(?:,)?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b"),
    ("nth_week", rf"\b(?:[Tt]he\s+)?(?P<o>first|second|third|fourth|last|final)\s+week\s+(?:of|in)\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    (
        "month_day",
        rf"\b(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH}\b(?![,:]?\d|\s+(?:percent|people|soldiers|remains|boxes|troops))",
    ),
    ("month_day", rf"(?=[\dMTWFSt])(?<![\d:,])\b(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?:the\s+)?(?P<d>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH})(?!\w)"),
    ("month_range", rf"\b(?P<m>{_MONTH})\s*(?:\s(?:to|through|until)\s|-|–)\s*(?P<n>{_MONTH})(?!\w|\s+\d)"),
    ("month_year", rf"\b{_PART}(?P<m>{_MONTH}),?\s+(?:of\s+)?(?P<y>{_YEAR}|[’']\d\d)\b"),
    ("anniversary", r"\b(?:the\s+)?(?P<n>\d{1,3})(?:st|nd|rd|th)[\s-]+(?:year\s+)?anniversary(?:\s+of\s+(?P<what>(?:the\s+)?[^,.;:“”\"]{3,70}))?"),
    ("anniversary", r"\b(?:the\s+)?(?P<word>fiftieth|sixtieth|seventieth|fortieth|thirtieth|twentieth|tenth|fifth|first|centenary)\s+anniversary(?:\s+of\s+(?P<what>(?:the\s+)?[^,.;:“”\"]{3,70}))?"),
    ("fiscal_range", r"\b(?:the\s+)?(?:fiscal(?:\s+years?)?|FY)[\s-]*(?P<y>20\d\d|19\d\d)\s*(?:-|–|\bto\b|\bthrough\b|\band\b)\s*(?:FY\s*)?(?P<z>20\d\d|19\d\d|\d\d)\b"),
    ("fiscal", r"\b(?:the\s+)?(?:US\s+|U\.S\.\s+|federal\s+)?(?:fiscal(?:\s+year)?|FY)[\s-]*(?P<y>20\d\d|19\d\d|[’']?\d\d)(?:[-–/]\d{2,4})?\b"),
    ("fiscal_relative", r"\b(?P<which>[Tt]his|[Tt]he current|[Tt]he present|[Ll]ast|[Tt]he last|[Tt]he previous|[Tt]he past|[Nn]ext|[Tt]he next|[Tt]he coming)\s+fiscal\s+year\b"),
    ("season", rf"\b(?:[Tt]he\s+)?(?P<s>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)\s+(?:of\s+)?(?P<y>{_YEAR}|[’']\d\d)(?P<z>\s*[-–/]\s*(?:{_YEAR}|\d\d))?\b"),
    (
        "years",
        rf"\b(?P<y>{_YEAR})(?:\s*[-–—/]\s*|\s+(?:to|through|until|till|and)\s+(?={_YEAR}\b)|\s+to\s+(?=\d\d\b(?!,|\.\d|\s+(?!in\b|when\b)[a-z])))(?P<z>{_YEAR}|\d\d)\b(?!\s*(?:-|–|/)\d)",
    ),
    ("first_months", rf"\b(?:[Tt]he\s+)?(?P<o>first|last|opening|final)\s+(?P<n>{_COUNT})\s+months\s+of\s+(?:(?P<y>{_YEAR})|(?P<which>this|last|next|the)\s+year)\b"),
    ("half", rf"\b(?:[Tt]he\s+)?(?P<o>first|second|third|fourth|last)\s+(?P<p>half|quarter)\s+of\s+(?:(?P<y>{_YEAR})|(?P<which>this|last|next)\s+year)\b"),
    ("decade", r"\b(?:the\s+)?(?P<part>early|mid|late)?[\s-]*(?P<y>(?:1[89]|20)\d)0s\b"),
    ("after_holiday", rf"\b(?P<n>[Tt]he|(?i:{_COUNT}))\s+(?P<u>day|week|month)s?\s+(?P<side>after|before)\s+(?P<h>{_HOLIDAY})(?!\s+\d)"),
    ("years_ago_on", rf"\b(?P<n>(?i:{_COUNT}))\s+years?\s+ago\s+(?:(?P<which>this|last|next)\s+(?P<u>week|month)|(?P<w>today|tomorrow|yesterday|tonight))\b"),
    (
        "after_event",
        rf"\b(?P<n>(?i:{_COUNT}))\s+(?P<u>day|week|month|year|decade)s?(?:\s+and\s+(?P<n2>{_COUNT})\s+(?P<u2>day|week|month)s?)?\s+(?P<side>after|before)\s+(?P<what>(?:the|his|her|its|their)\s+(?:[\w-]+\s+){{0,3}}?(?:armistice|cease-?fire|truce|surrender|liberation|invasion|landings?|victory|war|battle|funeral|burial|ceremony|crash|attack|fire|flood|earthquake|tsunami|wave|landslide|collapse|eruption|bombing|raid|massacre|sinking|explosion|shooting|disaster|storm|cyclone|announcement|identification|exhumation|hand-?over|summit|visit|hearing|meeting|signing|capture|disappearance|death)\b(?:\s+(?:of|in)\s+(?:the\s+)?[A-Z]\w+(?:\s[A-Z]\w+)*)?|V-?[EJ] Day|D-Day)(?!\s+(?:of|on|in)\s+(?:the\s+)?\d{{1,2}}\b)",
    ),
    (
        "ago",
        rf"\b(?P<about>(?i:about|around|almost|nearly|some|more than|over|roughly)\s+)?(?P<n>(?i:{_COUNT}))\s+(?P<u>day|week|fortnight|month|year|decade|generation|spring|summer|fall|autumn|winter)s?\s+(?P<half>and a half\s+)?(?P<from>ago|earlier|before now|before(?=\s*[,.;:]))(?!\w)",
    ),
    ("ago", r"\b(?P<some>(?i:several|a few|some))\s+(?P<u>day|week|month|year|decade)s\s+ago\b"),
    (
        "later",
        rf"\b(?:(?P<n>{_COUNT}|{_COUNT_CAPITAL})\s+(?P<u>day|week|month|year|decade)s?\s+(?:later|after(?:ward|wards)?(?=[,.]))|(?P<some>[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears)\s+later|(?P<next>[Tt]he (?:next|following) (?P<nu>day|morning|afternoon|evening|night|week|month|year)|(?:next|following) (?P<su>day|morning))|(?P<prior>[Tt]he (?:(?:previous|preceding) (?P<pu>day|night|evening|week|month|year)|(?P<qu>day|evening|night|week|month|year) before)(?!\s+(?:the|last|yesterday|that|his|her|its|their|he|she|it|they|we|[A-Z])))|[Tt]hat (?P<tu>week|month|year|spring|summer|fall|autumn|winter)\b|(?P<same>(?:[Tt]he|that) same (?:day|night|evening|afternoon|morning)|[Tt]hat (?:same |very )?(?:day|night|morning|evening|afternoon)))\b",
    ),
    (
        "span",
        rf"\b(?:(?:in|over|during|for|within|spent)\s+)?the\s+(?:last|past|preceding|previous)\s+(?:(?P<n>{_COUNT})\s+)?(?P<u>day|week|month|year|decade)s?\b",
    ),
    ("weekday_of", rf"\b(?P<w>{_WEEKDAY})\s+(?:of\s+)?(?P<which>last|next|this)\s+week\b"),
    ("ordinal", rf"\b(?:[Oo]n\s+)?the\s+(?P<d>{_DAY})(?:st|nd|rd|th)\s+of\s+(?P<which>this|last|next)\s+month\b"),
    ("ordinal", rf"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Dd]ated|(?:evening|morning|night|afternoon|eve|early hours) of)\s+the\s+(?P<d>{_DAY})(?:st|nd|rd|th)(?=\s*[,.;:)]|\s+(?:that|at|in|to|and|it|he|she|they|we|the|when|a|there|but|both|all|his|her|another|two)\b|\s*$)"),
    ("unit_end", r"\b[Tt]he\s+(?P<part>end|beginning|start|middle)\s+of\s+(?P<which>the|this|last|next)\s+(?P<u>week|month|year)\b"),
    (
        "unit",
        r"\b(?P<which>[Ee]arlier this|[Ll]ater this|[Ee]arlier in the|[Ll]ate last|[Ee]arly last|[Ll]ate this|[Ee]arly this|[Ee]arly next|[Tt]his|[Tt]he current|[Tt]he present|[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming)\s+(?P<u>week|weekend|month|year)\b",
    ),
    (
        "ahead",
        rf"\b(?:(?:in|over|during|for|within)\s+)?(?:the\s+)?(?:next|coming)\s+(?:(?P<n>{_COUNT}|few|several)\s+)?(?P<u>day|week|month|year|decade)s\b|\bwithin\s+the\s+(?:next|coming)\s+(?P<u2>day|week|month|year)\b|\b(?:(?:in|over|during|for|within)\s+)?the\s+(?:next|coming)\s+(?P<u1>decade)\b",
    ),
    ("within", rf"\b[Ii]n\s+(?:about\s+|another\s+)?(?P<n>{_COUNT})\s+(?P<u>day|week|month|year)s?(?:[’']\s+time)?(?=\s*[,.;:)]|\s+(?:at|on|for|to|and|when|if)\b|\s*$)"),
    ("unit_part", r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]his coming)\s+(?P<s>spring|summer|fall|autumn|winter)\b"),
    ("week_from", rf"\b(?P<n>(?i:an?|one|two|three))\s+weeks?\s+(?:from|on|after)\s+(?P<w>{_WEEKDAY})(?!\w)"),
    ("season_part", rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-]+(?P<s>spring|summer|fall|autumn|winter)\b(?:\s+(?:of\s+)?(?P<y>{_YEAR})\b)?"),
    ("season_bare", r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Oo]ver|[Ff]or|[Ff]rom|[Bb]efore|[Aa]fter|[Oo]f|[Tt]hrough|[Tt]hroughout|[Aa]ll)\s+the\s+(?P<s>spring|summer|fall|autumn|winter)\b(?!\s+(?:of|in|from|at|over)\b)"),
    ("year_end", r"\b(?P<at>[Aa]t|[Bb]y|[Bb]efore|[Uu]ntil|[Ss]ince)\s+(?:(?:the\s+)?year[’']s\s+end|year-end)\b"),
    ("year_ended", r"\b[Tt]he\s+year\s+(?:just\s+(?:ended|past|gone|closed)|under\s+review)\b"),
    ("unit_out", r"\b(?:[Bb]efore\s+the\s+(?P<u>week|month|year)\s+(?:is|was)\s+(?:out|over)|[Ww]ithin\s+the\s+(?P<v>week|month|year))\b"),
    ("holiday", rf"\b(?P<which>[Ll]ast\s+|[Tt]his\s+|[Nn]ext\s+|[Tt]his past\s+|[Tt]his coming\s+|[Tt]he following\s+|[Tt]he next\s+|[Tt]he previous\s+|[Tt]hat\s+)?(?P<h>{_HOLIDAY})(?!\s+\d)"),
    (
        "weekday",
        rf"\b(?P<which>(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Tt]he following|[Tt]he next|[Tt]he previous|[Tt]hat|[Tt]he same|[Tt]he)\s+)?(?P<w>{_WEEKDAY})(?:[’']s)?(?:\s+(?:morning|afternoon|evening|night))?(?!\w)",
    ),
    ("day", r"\b(?P<w>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))(?:[’']s)?\b"),
    (
        "month",
        rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]he previous|[Tt]he following|[Tt]he next|[Tt]hat)\s+|(?P<part>[Ee]arly|[Ll]ate|[Mm]id|(?:[Tt]he )?(?:beginning|start|end|middle) of)[\s-]+(?:in\s+)?|(?P<prep>[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring|[Bb]efore|[Aa]fter|[Ff]rom|[Tt]hrough|[Ff]or|[Tt]he|as (?:early|late|soon) as|around|about|[Ii]ts|[Aa]nd|[Tt]o|[Cc]ome)\s+)(?P<m>{_MONTH})(?:[’']s)?(?!\w|\s+\d)",
    ),
    ("year", rf"(?<![\d,.$€£/-])\b{_PART}(?P<y>{_YEAR})\b(?![-–/]\d|,\d{{3}}|\.\d|\s*(?i:{_COUNTED})|\s*(?:UTC|GMT|Z|hours|hrs)\b)"),
    ("year_after", rf"(?<= )(?P<y>{_YEAR})\b(?!,\d)"),
    ("year", r"(?<=\b[Ii]n )[’'](?P<yy>\d\d)\b(?!-)"),
    ("weekend", r"\b(?:[Oo]ver|[Tt]hrough|[Dd]uring|[Oo]n|[Aa]t)\s+the\s+weekend\b"),
    ("hour", r"\b(?:[Ii]n the (?:early )?(?:morning|afternoon|evening)(?! of\b)|[Oo]vernight|[Ww]ithin (?:the hour|hours)|[Bb]y (?:teatime|nightfall|evening|noon|midday|dusk|dawn|daybreak|sunset|lunchtime)|[Ll]ater that (?:day|evening|night|afternoon))\b"),
    ("then", r"\b[Ss]ince then\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_GATE = Gate([pattern for _, pattern in _COMPILED])
_ORDINALS = {
    "first": 1, "fifth": 5, "tenth": 10, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "centenary": 100,
}  # fmt: skip
RELATIVE = frozenset(
    "years_ago_on after_holiday after_event year_end year_ended unit_out of_war season_beside season_of before_last weekday_week century month_of half_month fiscal_end that_followed years_since hour month_day season_part weekend within holiday anniversary fiscal_relative ago later ahead weekday_of span unit unit_part unit_end season_bare week_from ordinal weekday day month then".split()
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: its place, its kind (a name of the table above) and its captured parts."""

    start: int
    end: int
    kind: str
    parts: dict[str, str]

    def number(self, name: str) -> int | None:
        """A captured count or year as a number."""
        word = self.parts.get(name)
        if word is None:
            return None
        word = word.lower().lstrip("’'")
        if "-" in word:
            return sum(COUNTS.get(part, 0) for part in word.split("-")) or None
        return int(word) if word.isdigit() else COUNTS.get(word)

    @property
    def month(self) -> int | None:
        """The captured month, 1 to 12."""
        name = self.parts.get("m")
        if name is None:
            return None
        return int(name) if name.isdigit() else MONTHS[name[:3].lower()]

    @property
    def weekday(self) -> int | None:
        """The captured weekday, Monday 0."""
        name = self.parts.get("w")
        return WEEKDAYS.get(name[:3].lower()) if name else None

    @property
    def years(self) -> int | None:
        """The count of an anniversary."""
        if "n" in self.parts:
            return int(self.parts["n"])
        return _ORDINALS.get(self.parts.get("word", "").lower())

    @property
    def relative(self) -> bool:
        """Whether its meaning depends on when the text was written."""
        return self.kind in RELATIVE


def find(text: str) -> list[Expression]:
    """Every time expression of `text`, none overlapping, in order of place."""
    taken = bytearray(len(text))
    found = []
    low = lowered(text)
    for number, (kind, pattern) in enumerate(_COMPILED):
        for window in _GATE.windows(number, low):
            for match in pattern.finditer(text, *window):
                start, end = match.span()
                if taken.find(1, start, end) >= 0:
                    continue
                if kind == "month" and _not_a_month(match):
                    continue
                if (
                    kind == "day_range"
                    and _AND.search(match[0])
                    and not _BETWEEN.search(text, max(0, start - 9), start)
                ):
                    continue
                if kind == "year_after":
                    if not _DATING.search(text, max(0, start - 8), start):
                        continue
                    kind_found = "year"
                else:
                    kind_found = kind
                taken[start:end] = b"\x01" * (end - start)
                parts = {name: value.strip() for name, value in match.groupdict().items() if value}
                if kind == "month" and "prep" in parts:
                    start = match.start("m")
                found.append(Expression(start, end, kind_found, parts))
    return sorted(found, key=lambda expression: expression.start)


# "Aug. 1 and Aug. 2" are two days; "between Aug. 1 and Sept. 2" is a stretch of them.
_AND = re.compile(r"\band\b")
_BETWEEN = re.compile(r"\bbetween\s$", re.I)
# Words after which a bare year of four digits is a year, whatever noun follows: "from 1996 American teams were let in".
_DATING = re.compile(r"\b(?:in|since|by|of|from|after|until|before|during|through|late|early)\s$", re.I)


def _not_a_month(match: re.Match[str]) -> bool:
    """ "May" and "March" are words too: they need a preposition that takes a date."""
    name = match["m"]
    if name not in ("May", "March", "MAY", "MARCH", "Mar", "Mar."):
        return (match["prep"] or "").lower() == "to" and not re.match(r"\s*(?:[,.;]|$)", match.string[match.end() :])
    preposition = (match["prep"] or match["which"] or match["part"] or "").lower()
    return preposition in ("", "the", "and", "to", "for", "this")
