"""The words in which an English text tells time, as patterns: each kind of expression with its parts."""

from __future__ import annotations

from repatria.testimony.dates.eras import ERA
from repatria.testimony.dates.holidays import FEASTS, HOLIDAYS, SAINTS

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
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues?|Weds?|Thu(?:rs?)?|Fri)\b\.?|(?:Sat|Sun)\.)"
_ERA_YEAR = rf"(?P<era>{ERA})\s+(?P<ey>\d{{1,3}})(?:\s*\((?:{_YEAR})\))?"
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
_FIRST_DAYS = "first second third fourth fifth sixth seventh eighth ninth"
DAYS_BY_WORD = {
    word: number
    for number, word in enumerate(f"{_FIRST_DAYS} tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1)
} | {"thirtieth": 30, "thirty-first": 31} | {f"twenty-{word}": 20 + n for n, word in enumerate(_FIRST_DAYS.split(), 1)}  # fmt: skip
_TENTHS = {"twen": 20, "thir": 30, "for": 40, "fif": 50, "six": 60, "seven": 70, "eigh": 80, "nine": 90}
NTH = (
    DAYS_BY_WORD
    | {f"{stem}tieth": number for stem, number in _TENTHS.items()}
    | {
        f"{stem}ty-{word}": number + n
        for stem, number in _TENTHS.items()
        for n, word in enumerate(_FIRST_DAYS.split(), 1)
    }
    | {"hundredth": 100}
)
DECADES = {
    word: 20 + 10 * n
    for n, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split())
}
_WORDED = "(?i:" + "|".join(sorted(DAYS_BY_WORD, key=len, reverse=True)) + ")"
_NTH = "(?i:" + "|".join(sorted(NTH, key=len, reverse=True)) + ")"
_WORDED_PAIR = r"(?i:tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty-first|thirtieth)"
_THEN = r"(?:that|the same|that same|the following|the next|the previous|the preceding)"
_PART = r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Tt]he (?:beginning|start|end|middle) of|[Bb]eginning of|[Ee]nd of)[\s-]+(?:in\s+)?)?"

_HOLIDAY = r"(?:" + "|".join((*HOLIDAYS, *FEASTS)) + r")"

_SAINT = r"(?:Saint|St\.?) (?:" + "|".join(SAINTS) + r")(?!\w)"
_FEAST = rf"(?:the\s+[Ff]east\s+of\s+)?(?P<h>{_HOLIDAY})(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b)?(?!\s+\d)"
# Order matters: what is longer and surer comes first; later patterns may not touch what was taken.
PATTERNS: tuple[tuple[str, str], ...] = (
    (
        "of_war",
        r"\b(?:[Tt]he\s+)?(?:very\s+)?(?P<o>first|second|third|fourth|last|final|opening|closing|early|early\s+in\s+the)\s+(?P<u>spring|summer|fall|autumn|winter|days|weeks|months|year|month|week)\s+of\s+(?P<what>the\s+(?:[A-Z][\w-]+\s+){0,3}(?:[Ww]ar|[Cc]onflict)(?:\s+(?:I{1,2}|One|Two|in [A-Z]\w+))?|World War (?:I{1,2}|One|Two)|that war)",
    ),
    ("holiday_weekend", rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext)\s+)?(?:[Tt]he\s+)?(?P<h>{_HOLIDAY})\s+w(?:eeke|k)nd\b(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b)?"),
    ("holiday_before_last", rf"\b(?:[Tt]he\s+)?(?P<h>{_HOLIDAY})\s+(?P<side>before\s+last|after\s+next)\b"),
    ("season_of", r"\b(?:[Tt]he\s+)?(?P<s>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)\s+(?:of\s+)?(?P<which>this|last|next)\s+year\b"),
    ("before_last", r"\b(?:[Tt]he\s+)?(?P<u>week|month|year|spring|summer|fall|autumn|winter)\s+(?:(?P<back>before)\s+last|after\s+next)\b"),
    ("weekday_before_last", rf"\b(?:[Tt]he\s+)?(?P<w>{_WEEKDAY})\s+(?P<side>before\s+last|after\s+next)\b"),
    ("year_part", rf"\b(?:[Tt]he\s+)?(?:(?P<edge>opening|first|early|closing|last|final)\s+(?P<u>days|weeks|months)|(?P<part>early|first|middle|latter|later|second|last)\s+part)\s+of\s+(?:(?P<y>{_YEAR})|(?P<which>this|last|that|the\s+same|the\s+following)\s+year)\b"),
    ("this_time", r"\b(?:[Aa]t\s+)?[Tt]his\s+time\s+(?P<which>last|next)\s+(?P<u>week|month|year)\b"),
    ("one_after", r"\bnot\s+(?:this\s+(?:coming\s+)?|next\s+)(?P<u>week|weekend|month|year),?\s+but\s+the\s+(?:one\s+after(?:\s+(?:that|next))?|next|following\s+one)\b"),
    ("ordinal", rf"\b(?:[Tt]he\s+)?(?P<d>{_DAY})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?P<which>[Uu]lt(?:imo|\.)|[Ii]nst(?:ant|\.)|[Pp]rox(?:imo|\.))"),
    ("month_day", rf"\b(?:the\s+)?(?P<d>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH})\s+(?P<which>last|next|two years (?:past|ago|back)|a year (?:past|ago|back))(?=[\s,.;:)])(?!\s+(?:week|month|year|night))"),
    ("weekday_last", rf"\b(?P<w>{_WEEKDAY})\s+last\b(?!\s+(?:week|month|year|night|spring|summer|fall|autumn|winter))"),
    ("weekday_next", rf"\b(?P<w>{_WEEKDAY})\s+(?P<next>next)\b(?!\s+(?:week|month|year|to|door))"),
    ("weekday_week", rf"\b(?P<w>{_WEEKDAY})\s+week\b(?!\s+of)"),
    ("century", r"\b(?P<c>(?i:half a century|a half[- ]century|a quarter of a century|a quarter[- ]century|three[- ]quarters of a century|a century))\s+(?:ago|earlier)\b"),
    ("season_beside", r"\b[Tt]he (?P<which>previous|preceding|following|next|same) (?P<s>spring|summer|fall|autumn|winter)\b"),
    ("season_beside", r"\b[Tt]he (?P<s>spring|summer|autumn|winter) (?P<which>following|before|after)\b(?!\s+(?:the|that|this|last|next|his|her|its|their|our|my|a|he|she|it|they|we|[A-Z]))"),
    ("day_of_month", rf"\b[Tt]he\s+(?P<d>{_DAY}(?=st|nd|rd|th)|{_WORDED})(?:(?<=\d)(?:st|nd|rd|th))?\s+(?:day\s+)?of\s+(?P<which>(?:that|the\s+same|the\s+following|the\s+next|the\s+previous|the\s+preceding)\s+month|the\s+month\s+(?:before|after|following))\b"),
    ("month_of", rf"\b(?=[\dA-Zi])(?:[Ii]n\s+)?(?:(?P<d>{_DAY}){_TH}\s+(?:of\s+)?)?(?P<m>{_MONTH})(?:\s+(?P<e>{_DAY}){_TH})?,?\s+(?:(?:of|in)\s+)?(?P<which>{_THEN})\s+year\b"),
    ("month_of", rf"\b(?=[A-Zstfaw])(?:(?:[Tt]he\s+)?(?P<s>spring|summer|fall|autumn|winter)|(?P<h>{_HOLIDAY})),?\s+(?:(?:of|in)\s+)?(?P<which>{_THEN})\s+year\b"),
    ("same_period", r"\b[Tt]he\s+(?:same|corresponding|like)\s+(?:period|months?|weeks?|quarter|half|time|stretch)\s+(?:(?:a|one|the)\s+year\s+(?:earlier|before|ago)|(?:(?:of|in)\s+)?(?:last|the\s+(?:previous|preceding|prior))\s+(?:fiscal\s+)?year)\b"),
    ("review_period", r"\b[Tt]he\s+(?:period\s+under\s+review|period\s+covered|reporting\s+(?:period|year)|review\s+period)\b"),
    ("new_year", r"\b[Ii]n\s+the\s+(?:early\s+)?[Nn]ew\s+[Yy]ear\b(?!['’])"),
    ("season_later", rf"\b(?P<n>{_COUNT}|{_COUNT_CAPITAL})\s+(?:(?P<s>spring|summer|fall|autumn|winter)s|(?P<m>January|February|March|April|May|June|July|August|September|October|November|December)s)\s+(?:later|after\s+that|afterwards?)\b"),
    ("half_month", rf"\b(?:[Tt]he\s+)?(?:(?P<o>first|second|latter)\s+(?:half|fortnight)|(?P<third>first|second|middle|last|final)\s+third)\s+of\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    ("fiscal_end", r"\b[Tt]he\s+(?P<part>end|close|start|beginning|middle)\s+of\s+(?P<which>the|this|last|next|the current|the calendar|this calendar)\s+(?:federal\s+|government[’']s\s+)?(?P<f>fiscal\s+|financial\s+|budget\s+)?year\b"),
    ("that_followed", rf"\b(?:[Ii]n(?: the course of)?|[Oo]ver(?: the course of)?|[Dd]uring|[Tt]hroughout)\s+the\s+(?:(?:following|ensuing)\s+(?P<n1>{_COUNT})\s+(?P<u3>day|week|month|year)s|(?P<n>{_COUNT})\s+(?P<u>day|week|month|year)s\s+(?:that|which)\s+followed)\b"),
    ("years_since", rf"\b(?:[Ii]t\s+(?:is|was|has\s+been)|[Ii]t's(?:\s+been)?)\s+(?P<about>about\s+|nearly\s+|almost\s+|more than\s+|over\s+|some\s+)?(?P<n>{_COUNT})\s+(?P<u>year|month|week|day|decade)s?\s+since\b"),
    ("iso", rf"\b(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    ("iso", rf"\b(?P<y>{_YEAR})/(?P<m>0?[1-9]|1[0-2])/(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"),
    ("dotted", rf"(?<![\d-])(?P<d>{_DAY})-(?P<m>0[1-9]|1[0-2])-(?P<y>{_YEAR})(?![\d-])"),
    ("dotted", r"(?<=[A-Za-z][A-Za-z]-)(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])-(?P<y>\d\d)(?=\s\d{4}[A-Za-z]{3}\b)"),  # the slug of a wire: "AP-NY-05-28-90 0912EDT"
    ("iso", rf"\b(?P<y>{_YEAR})\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\.?"),
    ("iso", r"(?<![\w'])'(?P<y>\d\d)\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)\.?"),  # "'18. 7. 27."
    ("iso", rf"(?<!\d)(?P<y>{_YEAR})\s?[년年]\s?(?P<m>0?[1-9]|1[0-2])\s?[월月]\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[일日]"),
    ("month_year", rf"(?<!\d)(?P<y>{_YEAR})\s?[년年]\s?(?P<m>0?[1-9]|1[0-2])\s?[월月]"),
    ("month_day", r"(?<!\d)(?P<m>0?[1-9]|1[0-2])\s?[월月]\s?(?P<d>3[01]|[12]\d|0?[1-9])\s?[일日]"),
    ("year", rf"(?<!\d)(?P<y>{_YEAR})\s?[년年]"),
    ("dotted", rf"(?<![\d.])(?P<d>{_DAY})\.\s?(?P<m>0?[1-9]|1[0-2])\.\s?(?P<y>{_YEAR})\b"),
    ("full", rf"(?<![\d.,])(?P<d>{_DAY})\.\s(?P<m>January|February|March|April|May|June|July|August|September|October|November|December)\s(?P<y>{_YEAR})\b"),
    ("dotted", rf"(?=\d)(?:(?<=[Dd]ate: )|(?<=[Dd]ated )|(?<=[Dd]ay, )|(?<=DATE: )|(?<=the ))(?P<d>{_DAY})[./](?P<m>0?[1-9]|1[0-2])[./](?P<y>\d\d)(?![\d./])"),
    ("iso", r"(?<![\d./-])(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?![\d./-])"),
    ("dotted", r"(?<![\d.])(?P<d>0[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])\.(?P<y>\d\d)(?![\d.]*\d)"),
    ("month_year", rf"(?<![\d./-])(?P<m>0[1-9]|1[0-2])[./](?P<y>{_YEAR})(?![\d./-])"),
    ("last_day", rf"\b[Tt]he (?P<o>last|first|final) day of (?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    ("year_edge", rf"\b[Tt]he (?P<o>last|first|final) day of (?P<y>{_YEAR})\b"),
    ("midsummer", r"\b(?P<s>[Mm]idsummer|[Mm]idwinter)\b(?! (?:day|Day|night))"),
    ("quarter", r"\b[Tt]he (?P<o>first|second|third|fourth|last) quarter(?! of\b| of a\b)"),
    ("nth_weekday", rf"\b(?:[Tt]he )?(?P<o>first|second|third|fourth|last) (?P<w>{_WEEKDAY}) (?:of|in) (?:(?:(?P<near>next|last|this) )?(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?|(?P<which>this|the present|the current|the|next|the coming|last|the previous|the preceding|the following|the next|that) month)(?!\w)"),
    ("turn", rf"\b[Tt]he turn of (?:the year\s+)?(?P<y>{_YEAR})\s*[/–-]\s*(?P<z>{_YEAR}|\d\d)(?!\d)"),
    ("turn", r"\b[Tt]he turn of the (?P<c>century|millennium)\b"),
    ("turn", r"\b[Tt]he turn of the year\b"),
    ("numeric", rf"\b(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})/(?P<y>{_YEAR}|\d\d)\b"),
    (
        "day_list",
        rf"(?<![\d:,.])(?P<list>{_DAY}{_TH}(?:,\s+{_DAY}{_TH}){{1,10}},?\s+and\s+{_DAY}{_TH})\s+(?:of\s+)?(?P<m>{_MONTH})(?!\w)(?:,?\s+(?P<y>{_YEAR})\b)?",
    ),
    (
        "day_list",
        rf"\b(?P<m>{_MONTH})\s+(?P<list>{_DAY}{_TH}(?:,\s+{_DAY}{_TH}){{1,10}},?\s+and\s+{_DAY}{_TH})(?:,?\s+(?P<y>{_YEAR})\b|(?=\s*(?:[.;:)]|,(?!\s?\d)|$)|\s+(?:in|at|with|by|for|near|to|that|when|where|as|the|they|we|he|she|it)\b))",
    ),
    (
        "days",
        rf"\b(?:(?P<w>{_WEEKDAY}),?\s+)?(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH}\s*(?:-|–|—|to|through|and)\s*(?P<e>{_DAY}){_TH}(?!\d|:)(?:,?\s+(?P<y>{_YEAR})\b)?",
    ),
    (
        "day_range",
        rf"\b(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH}(?:,?\s+(?P<y>{_YEAR}),?)?\s*(?:-|–|—|/|to|through|until|till|and|or)\s*(?P<n>{_MONTH})\s+(?P<e>{_DAY}){_TH}\b(?!:)(?:,?\s+(?P<z>{_YEAR})\b)?",
    ),
    (
        "day_range",
        rf"(?<![\d:,])(?P<d>{_DAY}){_TH}\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}),?)?\s*(?:-|–|—|to|through|until|till|and)\s*(?P<e>{_DAY}){_TH}\s+(?P<n>{_MONTH})(?:,?\s+(?P<z>{_YEAR})\b)?",
    ),
    (
        "days",
        rf"(?<![\d:,])(?P<d>{_DAY}){_TH}\s*(?:-|–|—|to|through|and)\s*(?P<e>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH})(?!\w)(?:,?\s+(?P<y>{_YEAR})\b)?",
    ),
    ("full", rf"\b(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH},?\s+{_ERA_YEAR}\b"),
    ("full", rf"\b(?P<d>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH}),?\s+{_ERA_YEAR}\b"),
    ("full", rf"\b{_ERA_YEAR},?\s+(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH}\b"),
    ("month_year", rf"\b(?P<m>{_MONTH}),?\s+(?:of\s+)?{_ERA_YEAR}\b"),
    ("year", rf"\b{_ERA_YEAR}\b"),
    ("full", rf"\b(?P<d>{_DAY})\d{{4}}Z\s+(?P<m>{_MONTH})\s+(?P<yy>\d\d)(?!\d)"),
    ("iso_week", rf"\b(?i:calendar week|week|KW|CW)\s+(?P<k>\d{{1,2}})(?:\s*/\s*|,?\s+(?:of\s+)?)(?P<y>{_YEAR})\b"),
    ("iso_week", rf"\b(?P<y>{_YEAR})-?W(?P<k>\d\d)\b"),
    ("full", rf"\b(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH},?\s+(?P<y>{_YEAR})\b"),
    ("full", rf"(?=[\dMTWFSt])(?<![\d:])(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?:the\s+)?(?P<d>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH}),?\s+(?P<y>{_YEAR})\b"),
    ("full", rf"\b(?:the\s+)?(?P<d>{_WORDED})\s+of\s+(?P<m>{_MONTH}),?\s+(?P<y>{_YEAR})\b"),
    ("full", rf"\b(?:the|this)\s+(?P<d>{_DAY}|{_WORDED})(?:(?<=\d){_TH})?\s+day\s+of\s+(?P<m>{_MONTH}),?\s+(?:in\s+the\s+year\s+)?(?P<y>{_YEAR})\b"),
    ("full", rf"(?<=[A-Z] )(?P<y>{_YEAR}),?\s+(?P<m>{_MONTH})\s+(?P<d>{_DAY})(?!\d|,\d|:)\b"),
    ("month_day", rf"\b(?:the\s+)?(?P<d>{_WORDED})\s+of\s+(?P<m>{_MONTH})(?!\w)(?!\s+(?:\d{{4}}|{_THEN}))"),
    ("full", rf"\b(?P<d>{_DAY})[ -]?(?P<m>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[ -]?(?P<y>{_YEAR})\b"),
    ("full", rf"\b(?P<d>{_DAY})-(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(?P<y>{_YEAR})\b"),
    ("full", rf"\b(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH},?\s+[’'](?P<yy>\d\d)(?!\d)"),
    ("full", rf"(?<![\d:])\b(?P<d>{_DAY}){_TH}\s+(?P<m>{_MONTH}),?\s+(?:[’'](?P<ya>\d\d)|(?P<yy>\d\d))(?![\d:%/]|[.,]\d|\s+(?!(?:and|at|in|to|from|by|when|he|she|they|near|off|over|after|before)\b)[a-z])\b"),
    ("dotted", rf"(?<![\w.,:/-])(?<!ersion )(?<!ection )(?<!ule )(?P<d>{_DAY})\.(?P<m>1[0-2]|[1-9])\.(?P<y>[1-9]\d)(?![\w/:-]|[.,]\d)"),
    ("dotted", rf"(?<![\d.])(?P<d>{_DAY})[./]\s?(?P<roman>VI{{0,3}}|I[XV]|I{{1,3}}|XI{{0,2}})[./]\s?(?P<y>{_YEAR}|\d\d)(?!\d)"),
    ("month_range", rf"\b(?P<m>{_MONTH})\s*(?:(?P<y>{_YEAR})\s*)?(?:\bto\b|\bthrough\b|\buntil\b|\band\b|\bor\b|-|–|/)\s*(?P<n>{_MONTH}),?\s+(?:of\s+)?(?P<z>{_YEAR})\b"),
    ("nth_of_holiday", rf"\b(?:[Tt]he\s+)?(?P<o>{_WORDED})\s+(?:day|morning|night|evening|afternoon)\s+of\s+(?P<h>{_HOLIDAY})(?:,?\s+(?P<y>{_YEAR})\b)?"),
    ("after_holiday", rf"\b(?P<n>[Tt]he|(?i:{_COUNT}))\s+(?:(?P<u>day|week|weekend|fortnight|month|night|morning|evening|afternoon)s?|(?P<wd>{_WEEKDAY}))\s+(?P<side>after|before|following)\s+(?:(?P<which>last|next|this|that)\s+)?{_FEAST}"),
    ("after_holiday", rf"\b(?:[Tt]he\s+)?(?P<u>eve)\s+of\s+(?P<h>{_SAINT})\b(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b)?"),
    ("holiday", rf"\b(?:[Tt]he\s+)?(?:[Ff]east|day)\s+of\s+(?P<h>{_SAINT})\b(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b)?"),
    ("after_holiday", rf"\b(?:[Tt]he\s+)?(?P<u>eve)\s+of\s+{_FEAST}"),
    ("after_holiday", rf"\b(?P<h>{_HOLIDAY})\s+(?P<u>eve)\b(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b)?"),
    ("holiday", rf"\b(?P<h>{_HOLIDAY})(?:,)?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b"),
    ("fast", rf"\b(?:(?:[Tt]he\s+)?(?P<o>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+)?(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]hat)\s+)?(?P<f>Lent|Advent|Holy Week)\b(?:,?\s+(?:of\s+|in\s+)?(?P<y>{_YEAR})\b)?"),
    ("nth_week", rf"\b(?:[Tt]he\s+)?(?P<o>first|second|third|fourth|last)\s+(?P<weekend>weekend)\s+(?:of|in)\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    ("nth_week", rf"\b(?:[Tt]he\s+)?(?P<o>first|last|final|opening|closing)\s+days\s+of\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    ("nth_week", rf"\b(?:[Tt]he\s+)?(?P<o>first|second|third|fourth|last|final)\s+week\s+(?:of|in)\s+(?P<m>{_MONTH})(?:,?\s+(?P<y>{_YEAR}))?(?!\w)"),
    (
        "month_day",
        rf"\b(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?P<m>{_MONTH})\s+(?P<d>{_DAY}){_TH}\b(?![,:]?\d|\s+(?:percent|people|soldiers|remains|boxes|troops))",
    ),
    ("month_day", rf"\b(?P<m>{_MONTH})\s+the\s+(?P<d>{_DAY})(?:st|nd|rd|th)\b"),
    ("month_day", rf"(?=[\dMTWFSt])(?<![\d:,])\b(?:(?P<w>{_WEEKDAY}),?\s+\(?)?(?:the\s+)?(?P<d>{_DAY}){_TH}\s+(?:of\s+)?(?P<m>{_MONTH})(?!\w)"),
    ("month_range", rf"\b(?P<m>{_MONTH})\s*(?:\s(?:to|through|until)\s|-|–)\s*(?P<n>{_MONTH})(?!\w|\s+\d)"),
    ("month_year", rf"\b{_PART}(?P<m>{_MONTH}),?\s+(?:of\s+)?(?P<y>{_YEAR}|[’']\d\d)\b"),
    ("anniversary", r"\b(?:the\s+)?(?P<n>\d{1,3})(?:st|nd|rd|th)[\s-]+(?:year\s+)?anniversary(?:\s+of\s+(?P<what>(?:the\s+)?[^,.;:“”\"]{3,70}))?"),
    ("anniversary", r"\b(?:the\s+)?(?P<word>fiftieth|sixtieth|seventieth|fortieth|thirtieth|twentieth|tenth|fifth|first|centenary)\s+anniversary(?:\s+of\s+(?P<what>(?:the\s+)?[^,.;:“”\"]{3,70}))?"),
    ("anniversary", r"\b[Tt]he\s+anniversary\s+of\s+(?P<what>(?:the|his|her|their|its|that)\s+[^,.;:“”\"]{3,60})"),
    ("fiscal_range", r"\b(?:the\s+)?(?:fiscal(?:\s+years?)?|FY)[\s-]*(?P<y>20\d\d|19\d\d)\s*(?:-|–|\bto\b|\bthrough\b|\band\b)\s*(?:FY\s*)?(?P<z>20\d\d|19\d\d|(?:(?<=[-–])|(?<=[-–] )|(?<=FY))\d\d)\b"),
    ("fiscal", r"\b(?:the\s+)?(?:US\s+|U\.S\.\s+|federal\s+)?(?:fiscal(?:\s+year)?|FY)[\s-]*(?P<y>20\d\d|19\d\d|[’']?\d\d)(?:[-–/]\d{2,4})?\b"),
    ("fiscal_relative", r"\b(?P<which>[Tt]his|[Tt]he current|[Tt]he present|[Ll]ast|[Tt]he last|[Tt]he previous|[Tt]he past|[Nn]ext|[Tt]he next|[Tt]he coming)\s+fiscal\s+year\b"),
    ("season_part", rf"\b(?:[Tt]he\s+)?(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-]+(?P<s>spring|summer|fall|autumn|winter)\s+(?:of\s+)?(?P<y>{_YEAR})\b"),
    ("season", rf"\b(?:[Tt]he\s+)?(?P<s>spring|summer|fall|autumn|winter)\s+(?:of|after|before|following)\s+(?:[\w’'-]+\s){{0,4}}[\w’'-]+,\s+(?P<y>{_YEAR})(?P<z>\s*[-–/]\s*(?:{_YEAR}|\d\d))?\b"),
    ("season", rf"\b(?:[Tt]he\s+)?(?P<s>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)\s+(?:of\s+)?(?P<y>{_YEAR}|[’']\d\d)(?P<z>\s*[-–/]\s*(?:{_YEAR}|\d\d))?\b"),
    (
        "years",
        rf"\b(?P<y>{_YEAR})(?:\s*[-–—/]\s*|\s+(?:to|through|until|till|and)\s+(?={_YEAR}\b)|\s+to\s+(?=\d\d\b(?!,|\.\d|\s+(?!in\b|when\b)[a-z])))(?P<z>{_YEAR}|\d\d)\b(?!\s*(?:-|–|/)\d)",
    ),
    ("years", r"(?<!\w)[’'](?P<y>\d\d)\s*(?:-|–|to|and|through|until)\s*[’'](?P<z>\d\d)\b"),
    ("first_months", rf"\b(?:[Tt]he\s+)?(?P<o>first|last|opening|final)\s+(?P<n>{_COUNT})\s+months\s+of\s+(?:(?P<y>{_YEAR})|(?P<which>this|last|next|the)\s+year)\b"),
    ("half", rf"\bQ(?P<o>[1-4])(?P<p>\s+)(?:of\s+)?(?P<y>{_YEAR})\b"),
    ("half", rf"\b(?:[Tt]he\s+)?(?P<o>first|second|third|fourth|last)\s+(?P<p>half|quarter)\s+of\s+(?:(?P<y>{_YEAR})|(?P<which>this|last|next|the)\s+year)\b"),
    ("decade", r"\b(?P<part>early|mid|late)(?:-|\s+)[’'](?P<yy>[1-9])0s\b"),
    ("decade", r"[’'](?P<yy>[1-9])0s\b"),
    ("decade", rf"\b[Tt]he\s+(?P<part>early|mid|late)?[\s-]*(?P<word>{'|'.join(DECADES)})\b"),
    ("decade", r"\b(?:the\s+)?(?P<part>beginning|start|middle|end|close|first\s+half|second\s+half)\s+of\s+the\s+(?P<y>(?:1[89]|20)\d)0s\b"),
    ("decade", r"\b(?:the\s+)?(?P<part>early|mid|late)?[\s-]*(?P<y>(?:1[89]|20)\d)0s\b"),
    ("near_holiday", rf"\b(?P<side>[Bb]efore|[Aa]fter)\s+(?P<h>{_HOLIDAY})(?!\s+\d)"),
    ("weeks_ago_on", rf"\b(?P<n>(?i:{_COUNT}))\s+(?P<months>month)s?\s+ago\s+(?P<w>today|tomorrow|yesterday)(?!\w)"),
    ("weeks_ago_on", rf"\b(?P<n>(?i:{_COUNT}))\s+weeks?\s+ago\s+(?:(?P<w>today|tomorrow|yesterday|tonight)|(?:(?:on|this|last|next)\s+)?(?P<wd>{_WEEKDAY}))(?!\w)"),
    ("years_ago_on", rf"\b(?P<n>(?i:{_COUNT}))\s+years?\s+ago\s+(?:(?P<which>this|last|next)\s+(?P<u>week|month)|(?P<w>today|tomorrow|yesterday|tonight)|(?:(?:on|this|last|next)\s+)?(?P<wd>{_WEEKDAY}))(?!\w)"),
    (
        "ago",
        rf"\b(?P<about>(?i:about|around|almost|nearly|some|more than|over|roughly)\s+)?(?P<n>(?i:{_COUNT}))\s+(?P<u>day|night|morning|evening|week|fortnight|month|year|decade|generation|spring|summer|fall|autumn|winter)s?\s+(?P<half>and a half\s+)?(?P<from>ago|earlier|before now|before(?=\s*[,.;:]))(?!\w)(?:\s+to\s+the\s+(?P<exact>day|week))?",
    ),
    ("ago", rf"\b(?P<n>(?i:{_COUNT}))\s+(?P<half>and\s+a\s+half)\s+(?P<u>year)s\s+(?P<from>ago|earlier|before(?=\s*[,.;:]))(?!\w)"),
    ("later", rf"\b(?P<n>{_COUNT}|{_COUNT_CAPITAL})\s+(?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s\s+(?:later|after|(?P<back>before|earlier))\b"),
    ("later", rf"\b(?P<n>{_COUNT}|{_COUNT_CAPITAL})\s+(?P<u>month|year)s?\s+to\s+the\s+(?P<precise>day)\s+(?P<back>earlier|before)(?=\s*[,.;:]|\s+(?:he|she|they|it|we|his|her|their|the|a)\b)"),
    ("later", r"\b[Tt]he\s+next\s+(?P<but_one>day|week|month|year)\s+but\s+one\b"),
    ("later", r"\b[Ii]n\s+the\s+(?P<some>days|weeks|months|years)\s+(?:that|which)\s+followed\b"),
    ("ago", r"\b(?P<halved>[Hh]alf a)\s+(?P<u>year|decade)\s+(?P<from>ago|earlier|before(?=\s*[,.;:]))(?!\w)"),
    ("later", r"\b(?P<half_a>[Hh]alf a)\s+(?P<u>year|decade)\s+later\b"),
    ("weekdays_ago", rf"\b(?P<n>{_COUNT}|{_COUNT_CAPITAL})\s+(?P<w>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s\s+ago\b"),
    ("from_now", rf"\b(?P<n>(?i:{_COUNT}))\s+(?P<u>day|week|fortnight|month|year)s?\s+(?:from\s+(?:now|(?P<exact>today))|hence)\b"),
    ("ago", r"\b(?P<some>(?i:several|a few|some))\s+(?P<u>day|week|month|year|decade)s\s+ago\b"),
    ("later", rf"\b(?P<n>{_COUNT}|{_COUNT_CAPITAL})\s+(?:(?P<halved>and\s+a\s+half)\s+)?(?P<u>week|month|year|decade)s\s+on(?=\s*[,.;])"),
    ("later", rf"\b(?P<n>{_COUNT}|{_COUNT_CAPITAL})\s+(?:(?P<halved>and\s+a\s+half)\s+)?(?P<u>day|night|morning|evening|week|fortnight|month|year|decade)s?\s+(?:(?P<half>and\s+a\s+half)\s+|and\s+(?P<n2>{_COUNT})\s+(?P<u2>day|week|month)s?\s+|to\s+the\s+(?P<precise>day)\s+)?(?:later|afterwards?\b|on(?=\s*[,.;])|after(?:ward|wards)?(?=[,.])|after\s+(?:that|this)(?=\s*[,.;:)]|\s+(?:and|when|the|he|she|they|it|we|a|his|her|their)\b))(?:,?\s+to\s+the\s+(?P<exact>day|week|month))?\b"),
    ("later", r"\b(?:(?:[Aa]\s+few|[Ss]ome|[Ss]everal|[Mm]any)\s+)?(?P<some>[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears)\s+(?:later|(?P<before>earlier|before(?=\s*[,.;])))\b"),
    ("later", r"\b(?:[Tt]he\s+)?(?P<tpart>end|beginning|start|middle|close)\s+of\s+(?:(?P<twhich>that|the\s+same|the\s+following|the\s+next|the\s+previous|the\s+preceding)\s+(?P<tu>week|month|year|spring|summer|fall|autumn|winter)|the\s+(?P<vu>week|month|year)\s+that\s+followed)\b"),
    ("later", r"\b[Tt]he\s+(?P<vu>week|month|year)\s+(?:that|which)\s+followed\b"),
    ("later", r"\b(?P<next>[Tt]he (?:next|following) (?P<nu>day|morning|afternoon|evening|night|week|weekend|month|year)|(?<!years to )(?<!months to )[Tt]he (?P<au>day|morning|week|month|year) after(?=\s*[,.;)]|\s+(?:he|she|they|it|we)\b|$)|(?:next|following) (?P<su>day|morning))\b"),
    ("later", r"\b(?P<prior>[Tt]he (?:(?:previous|preceding) (?P<pu>day|night|evening|week|month|year)|(?P<qu>day|evening|night|week|weekend|month|year) before(?!\s+(?:the|last|yesterday|that(?!\s+(?:he|she|it|they|we|I|his|her|its|their|the|a|an|no|there|all)\b)|his|her|its|their|he|she|it|they|we|[A-Z]))))\b"),
    ("later", r"\b(?:(?:(?:[Ll]ater|[Ee]arlier)\s+)?[Tt]hat\s+(?:same\s+|very\s+|first\s+)?|[Tt]he\s+same\s+)(?P<tu>week|weekend|month|year|spring|summer|fall|autumn|winter)\b\b"),
    ("later", r"\b(?P<same>(?:[Tt]he|that) same (?:day|night|evening|afternoon|morning)|[Tt]hat (?:same |very )?(?:day|night|morning|evening|afternoon))\b"),
    (
        "counted",
        rf"\b(?:(?P<within>[Ww]ithin|[Nn]ot? later than)\s+)?(?P<n>[Tt]he|(?i:{_COUNT}))\s+(?:(?P<u>day|week|weekend|fortnight|month|year|decade|morning|evening|night|afternoon)(?P<plural>s?)|(?P<s>spring|summer|fall|autumn|winter)|(?P<wd>{_WEEKDAY})|(?P<m>January|February|March|April|May|June|July|August|September|October|November|December))(?:\s+and\s+(?P<n2>{_COUNT})\s+(?P<u2>day|week|month)s?)?(?:\s+(?P<exact>to\s+the\s+(?:day|month|week|hour)))?\s+(?P<side>after|before|following|preceding|prior\s+to)\s+(?!last\b|next\b|yesterday\b|tomorrow\b|all\b|day\b|week\b|month\b|year\b|now\b|today\b(?<!of today))(?=(?P<tail>[^\n.;:]{{2,90}}))",
    ),
    (
        "counted",
        rf"\b(?:(?P<within>[Ww]ithin|[Nn]ot? later than)\s+)?(?P<n>[Tt]he|(?i:{_COUNT}))\s+(?:(?P<u>day|week|weekend|fortnight|month|year|decade|morning|evening|night|afternoon)(?P<plural>s?)|(?P<s>spring|summer|fall|autumn|winter)|(?P<wd>{_WEEKDAY})|(?P<m>January|February|March|April|May|June|July|August|September|October|November|December))(?:\s+and\s+(?P<n2>{_COUNT})\s+(?P<u2>day|week|month)s?)?(?:\s+(?P<exact>to\s+the\s+(?:day|month|week|hour)))?\s+(?P<side>from|of)\s+(?=(?:th[ei]s?|its|his|her|their)?\s*(?:issue|publication|receipt|today|version|notice|order|letter|date|report|judge?ment|announcement|decision|service|signature)\b)(?=(?P<tail>[^\n.;:]{{2,90}}))",
    ),
    ("counted", rf"\b[Tt]he\s+(?:very\s+)?(?:(?P<u>eve|day|night|morning|afternoon|evening|week|month|year)|(?P<wd>{_WEEKDAY}))\s+(?P<side>of)\s+(?=(?P<tail>(?:the|his|her|their|its|our|my)\s+(?!month\b|year\b|week\b|day\b|\d|first\b|dead\b|missing\b|dog\b)[^\n.;:]{{3,90}}))"),
    ("counted", r"\b(?<!end of )(?<!ing of )(?<!art of )(?<!dle of )(?<!ose of )(?<!during )(?<!for )(?<!all )[Tt]he\s+(?P<u>day|night|morning|afternoon|evening|week|month|year|winter|spring|summer|autumn)\s+(?P<side>when|that|in\s+which)?(?=\s*(?P<tail>(?:the|his|her|their|its|our|my)\s+[a-z]+\s+(?:(?:was|were|had been|got)\s+)?[a-z]+(?:ed|ll|ne|nk|nd|rt|ft|me|ook|oke|ave|ent|an)\b[^\n.;:]{0,60}))"),
    ("nth_day", rf"\b(?:(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+)?(?=[\w-]*(?:th|st|nd|rd|nal)\s)(?P<o>{_NTH}|\d{{1,3}}(?=th|st|nd|rd)|last|final)(?:th|st|nd|rd)?\s+(?:day|morning|night|evening|afternoon)\s+(?:of|(?P<side>after))\s+(?=(?P<tail>(?:the|his|her|their|its)\s+(?!month\b|year\b|week\b|war\b)[^\n.;:,]{{2,60}}|[A-Z][^\n.;:,]{{2,60}}|(?:it|them)\b))"),
    ("nth_day", rf"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Dd]uring|[Ff]rom)\s+the\s+(?P<o>{_NTH}|\d{{1,3}}(?=th|st|nd|rd))(?:th|st|nd|rd)?\s+(?:day|morning|night|evening)\b(?!\s+of\b)(?P<tail>)"),
    ("aged", rf"\b(?:[Ww]hen|[Uu]ntil|[Bb]efore|[Bb]y\s+the\s+time|[Tt]he\s+(?:(?P<s>spring|summer|autumn|fall|winter)|year))\s+(?:he|she)\s+(?:was|turned)\s+(?P<n>{_COUNT})\b(?!\s+(?:years?\s+(?:older|younger)|months?|weeks?|days?|miles?|feet|of\b))"),
    ("aged", rf"\b(?:[Aa]t\s+the\s+age\s+of|[Aa]t\s+age|[Aa]ged|(?:[Oo]rphaned|[Ww]idowed|[Mm]arried|[Ee]nlisted|[Cc]onscripted)\s+at)\s+(?P<n>{_COUNT})\b"),
    ("aged", rf"\b(?P<on>[Hh]is|[Hh]er)\s+(?P<o>{_NTH}|\d{{1,3}}(?=th|st|nd|rd))(?:th|st|nd|rd)?\s+birthday\b"),
    ("decade_end", r"\b(?:[Tt]he\s+)?(?:end\s+of\s+(?:the|that)\s+decade|decade[’']s\s+end|close\s+of\s+(?:the|that)\s+decade)\b"),
    ("counted", r"\b(?:[Ii]n\s+the\s+|[Tt]he\s+|(?<![\w-] ))(?P<u>[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear)(?P<plural>s)\s+(?P<side>after|before|following|preceding)\s+(?!last\b|that\b|all\b)(?=(?P<tail>[^\n.;:]{2,90}))"),
    (
        "span",
        rf"\b(?:(?:in|over|during|for|within|spent)\s+)?the\s+(?:last|past|preceding|previous)\s+(?:(?P<n>{_COUNT})\s+(?P<half>and\s+a\s+half\s+)?|(?P<few>few|several|couple\s+of)\s+)?(?P<u>day|week|month|year|decade)s?\b",
    ),
    ("span", r"\b[Ii]n\s+(?P<few>recent)\s+(?P<u>day|week|month|year)s\b"),
    ("weekday_of", rf"\b(?P<w>{_WEEKDAY})\s+(?:of\s+)?(?P<which>last|next|this)\s+week\b"),
    ("ordinal", rf"\b(?:[Oo]n\s+)?the\s+(?P<d>{_DAY})(?:st|nd|rd|th)\s+of\s+(?P<which>this|last|next)\s+month\b"),
    ("ordinal", rf"\b(?:[Oo]n\s+)?the\s+(?P<d>{_WORDED})\s+(?:day\s+)?of\s+(?P<which>this|last|next)\s+month\b"),
    ("ordinal", rf"(?<=[-–—(] )the\s+(?P<d>{_DAY})(?:st|nd|rd|th)(?=\s*[-–—)])"),
    ("ordinal", rf"\b(?P<w>{_WEEKDAY}),?\s+the\s+(?P<d>{_DAY})(?:st|nd|rd|th)\b(?!\s+of\b)"),
    ("ordinal", rf"\b(?P<prep>[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Dd]ated|[Tt]o|[Ff]rom|[Ff]or|[Tt]ill|[Tt]hrough|[Oo]n or about|(?:evening|morning|night|afternoon|eve|early hours) of)\s+the\s+(?P<coming>coming\s+|next\s+)?(?P<d>{_DAY}(?=st|nd|rd|th)|{_WORDED_PAIR})(?:(?<=\d)(?:st|nd|rd|th))?(?=\s*[,.;:)–—]|\s+(?:that|at|in|to|and|it|he|she|they|we|the|when|a|there|but|both|all|his|her|another|two|with|for|because|after|before|this|since|until|by|as|from|when|instead|without|under|again|also|already|still|only|just|once|over|alone|not|no|were|was|had|has|is|are|will|would|did|came|went|left|our|my|its|their|some|then|if|where|which|who|of this month|[a-z]{2,}(?:ed|ly))\b|\s*$)"),
    ("unit_end", r"\b(?:[Tt]he\s+)?(?P<part>[Ee]nd|beginning|start|middle|close|expiration|expiry)\s+of\s+(?P<which>the|this|last|next|the present|the current|the coming)\s+(?P<u>week|month|quarter|year)\b"),
    (
        "unit",
        r"\b(?P<which>[Ee]arlier this|[Ll]ater this|[Ee]arlier in the|[Ll]ater in the|[Ll]ate last|[Ee]arly last|[Ll]ate this|[Ee]arly this|[Ee]arly next|[Tt]his|[Tt]he current|[Tt]he present|[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]he coming)\s+(?P<u>week|weekend|month|quarter|year)\b",
    ),
    (
        "ahead",
        rf"\b(?:(?:in|over|during|for|within)\s+)?(?:the\s+)?(?:next|coming)\s+(?:(?P<n>{_COUNT}|few|several)\s+)?(?P<u>day|week|month|year|decade)s\b|\bwithin\s+the\s+(?:next|coming)\s+(?P<u2>day|week|month|year)\b|\b(?:(?:in|over|during|for|within)\s+)?the\s+(?:next|coming)\s+(?P<u1>decade)\b",
    ),
    ("within", rf"\b[Ii]n\s+(?:about\s+|another\s+)?(?P<n>{_COUNT})\s+(?P<u>day|week|fortnight|month|year)s?(?:[’']\s+time)?(?=\s*[,.;:)]|\s+(?:at|on|for|to|and|when|if)\b|\s*$)"),
    ("unit_part", r"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]his coming)\s+(?P<s>spring|summer|fall|autumn|winter)\b"),
    ("week_from", rf"\b(?P<n>(?i:{_COUNT}))\s+weeks?\s+(?P<day>today|tomorrow)(?!\w)"),
    ("week_from", rf"\b(?P<n>(?i:an?|one|two|three))\s+weeks?\s+(?:from|on|after)\s+(?:(?P<w>{_WEEKDAY})|(?P<day>today|tomorrow|yesterday|now))(?!\w)"),
    ("season_part", rf"\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[\s-]+(?P<s>spring|summer|fall|autumn|winter)\b(?:\s+(?:of\s+)?(?P<y>{_YEAR})\b)?"),
    ("season_bare", r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Oo]ver|[Ff]or|[Ff]rom|[Bb]efore|[Aa]fter|[Oo]f|[Tt]hrough|[Tt]hroughout|[Aa]ll)\s+the\s+(?P<s>spring|summer|fall|autumn|winter)\b(?!\s+(?:of|in|from|at|over)\b)"),
    ("season_bare", rf"\b(?:[Bb]efore|[Bb]y|[Uu]ntil|[Tt]ill|[Cc]ome)\s+(?P<s>spring|summer|autumn|winter)\b(?!\s+(?:of\b|{_YEAR}))"),
    ("year_end", r"\b(?P<at>[Aa]t|[Bb]y|[Bb]efore|[Uu]ntil|[Ss]ince)\s+(?:(?:the\s+)?year[’']s\s+end|year-end)\b"),
    ("year_ended", r"\b[Tt]he\s+year\s+(?:just\s+(?:ended|past|gone|closed)|under\s+review)\b"),
    ("unit_out", r"\b(?:[Bb]efore\s+the\s+(?P<u>week|month|year)\s+(?:is|was)\s+(?:out|over)|[Ww]ithin\s+(?:the|an?|(?P<n>[a-z]+|\d+))\s+(?P<v>day|week|fortnight|month|year)s?(?!\s+(?:of|after|before|from)\b))\b"),
    ("holiday", rf"\b[Tt]he\s+(?P<h>{_HOLIDAY})\s+(?P<side>before|after|following)\b(?=\s*[,.;]|\s+(?:he|she|they|it|we)\b)"),
    ("holiday", rf"\b(?P<which>[Ll]ast\s+|[Tt]his\s+|[Nn]ext\s+|[Tt]his past\s+|[Tt]his coming\s+|[Tt]he following\s+|[Tt]he next\s+|[Tt]he previous\s+|[Tt]hat\s+)?(?P<h>{_HOLIDAY})(?!\s+\d(?!/))"),
    (
        "weekday",
        rf"\b(?P<which>(?:[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Tt]he following|[Tt]he next|[Tt]he previous|[Tt]hat|[Tt]he same|[Tt]he|[Aa])\s+)?(?P<w>{_WEEKDAY})(?:[’']s)?(?:\s+(?:morning|afternoon|evening|night|lunchtime|noon|midday))?(?!\w)",
    ),
    ("day", r"\b(?P<w>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast (?:night|evening)|[Tt]his (?:very )?(?:morning|afternoon|evening|lunchtime|noon|midday))(?:[’']s)?\b"),
    (
        "month",
        rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]he previous|[Tt]he following|[Tt]he next|[Tt]hat)\s+|(?P<part>[Ee]arly|[Ll]ate|[Mm]id|(?:[Tt]he )?(?:beginning|start|end|middle) of)[\s-]+(?:in\s+)?(?:(?P<that>that)\s+)?|(?P<prep>[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Dd]uring|[Bb]efore|[Aa]fter|[Ff]rom|[Tt]hrough|[Ff]or|[Tt]he|as (?:early|late|soon) as|around|about|[Ii]ts|[Aa]nd|[Tt]o|[Cc]ome|[Tt]hroughout|[Aa]ll)\s+)(?P<m>{_MONTH})(?:[’']s)?(?!\w|\s+{_DAY}(?!\d|,\d)|\s+\d{{4}}\b)",
    ),
    ("year", rf"(?<![\d,.$€£/-])\b{_PART}(?P<y>{_YEAR})\b(?![-–/]\d|,\d{{3}}|\.\d|\s*(?i:{_COUNTED})|\s*(?:UTC|GMT|Z|hours|hrs)\b)"),
    ("year_after", rf"(?<= )(?P<y>{_YEAR})\b(?!,\d)"),
    ("year", r"(?<=\b[Ii]n )[’'](?P<yy>\d\d)\b(?!-)"),
    ("weekend", r"\b(?:(?:[Oo]ver|[Tt]hrough|[Dd]uring|[Oo]n|[Aa]t|[Ff]or|[Bb]y|[Bb]efore|[Ss]ince)\s+the|[Aa]ll)\s+weekend\b"),
    ("month_bare", rf"\b(?P<part>end)-(?P<m>{_MONTH})(?!\w)"),
    ("month_bare", rf"\b(?P<m>{_MONTH})\s+(?P<which>last|next)\b(?!\s+(?:week|month|year|night|spring|summer|fall|autumn|winter))"),
    ("month_bare", rf"\b(?P<m>{_MONTH})(?:-ish\b|(?P<ahead>\s+at\s+the\s+(?:earliest|latest|soonest))\b)"),
    ("month_bare", r"(?<=[a-z,;:—–(“\"] )(?P<m>January|February|April|June|July|August|September|October|November|December)\b(?!['’]|\s+(?:[A-Z]|\d))"),
    ("hour", r"\b(?:[Aa]s of noon|(?:[Jj]ust|[Ss]hortly|[Ss]oon|[Ll]ong|[Mm]inutes|[Mm]oments|[Hh]ours) (?:before|after) (?:noon|midday|midnight|dawn|daybreak|dusk|sunset|sunrise|first light)(?!,?\s+(?:on|of)\s+(?:[A-Z\d]|the\s+(?:\d|\w+th\b))|\s+(?:the|that|last|yesterday|today|this)\b)|[Ii]n the (?:early )?(?:morning|afternoon|evening)(?! of\b)|[Oo]vernight|[Ww]ithin (?:the hour|hours)|[Bb]y (?:teatime|nightfall|evening|noon|midday|dusk|dawn|daybreak|sunset|lunchtime)|[Ll]ater that (?:day|evening|night|afternoon))\b"),
    ("then", r"\b[Ss]ince then\b"),
)  # fmt: skip
ORDINALS = {
    "first": 1, "fifth": 5, "tenth": 10, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "centenary": 100,
}  # fmt: skip
RELATIVE = frozenset(
    "counted aged fast this_time weekday_before_last holiday_before_last nth_day nth_of_holiday holiday_weekend decade_end weekdays_ago from_now one_after weekday_last day_of_month near_holiday weeks_ago_on same_period review_period new_year season_later years_ago_on after_holiday year_end year_ended unit_out of_war season_beside season_of before_last weekday_week century month_of half_month fiscal_end that_followed years_since hour month_day season_part weekend within holiday anniversary fiscal_relative ago later ahead weekday_of span unit unit_part unit_end season_bare week_from ordinal weekday day month then".split()
)
