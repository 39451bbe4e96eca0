"""Where a page tells when it was published: its date lines, the surest first."""

from __future__ import annotations

import re

from repatria.testimony.dates import calendar_dates
from repatria.testimony.dates.bounds import DAY
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.expression import Expression
from repatria.testimony.dates.time_patterns import WEEKDAYS
from repatria.testimony.model import Furniture
from repatria.testimony.speakers.speech_lexicon import FINITE
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Spread
from repatria.testimony.text.segment import Sentence

MOST_BEFORE = 200  # code points of a line in which a publication date can stand
HEAD_LINES = 10  # lines at the head of a page, empty ones left out
_HEAD_RANK, _LAST_RANK = 4, 7  # a date with its year at the head of a page goes before one without
_DAYS = ("full", "iso", "dotted")  # kinds that name a day with its year
# Words of a date line, the last one before the date deciding: when it was published, ...
_LABEL = compiled(
    r"\b(?:published|post(?:ed|marked)|issued?|release[d]?|dated?|for immediate release|filed|edition|broadcast|aired|air ?date|transmission|recorded|transmitted|delivered|handed down|given (?:at|on)|signed|sent|written|uploaded|(?:put |placed |went |live )?online|page created|created on|compiled|circulated|prepared|drawn up|adopted|(?:first )?appear(?:ed|s)(?: in)?|printed in|in print on|meeting (?:of|held)|sitting of|vol(?:ume)?\.? \w+,? no\.? \w+|no\. ?\d+)\b",
    re.I,
)
# ... or what else happened on it: it was received, heard, printed out, somebody joined.
_OTHER_LABEL = compiled(
    r"\b(?:received|accepted|submitted|heard|joined|registered|member since|translat(?:ed|ions?|or)|photograph(?:ed)?|photo|cover|taken|(?<!page )created(?! on\b)|shot|archived?|captured?|crawl(?:ed)?|printed(?! in\b)|printout|downloaded|accessed|retrieved|reprinted|reissued|scan(?:ned)?|digiti[sz](?:ed|ation)|declassified|copied|valid|visit(?:ed)?|review due|due|next|from|to|for)\b(?:[’']s)?(?:\s+(?:date|on)\b)?",
    re.I,
)
_APPEARS = compiled(
    r"\b(?:appears?|published|issued|comes? out|printed|distributed)\s+(?:every|each|on)?\s*(?P<w>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?\b",
    re.I,
)
# Spoken or sworn on the day itself: "It's Thursday, the 9th of April", "given at Suva this 21st day of May".
_TODAY = compiled(
    r"(?:\b(?:today(?:[’']s date)?(?: is|:|,)|[Ii]t(?:[’']s| is)(?: now)?|[Tt]his is|(?<!was )(?<!were )(?<!been )(?:given|done|signed|sworn|sealed|dated) (?:under|at|in|by|before|on)\b[^.\n]{0,50}?,?|(?:as )?I write(?: this)?(?:,| on)))\s*(?:this |on |the )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the )?$",
    re.I,
)
_TELLS_FROM = compiled(
    r"\W*(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Ff]rom|[Uu]ntil|[Aa]fter|[Bb]efore|[Bb]orn|[Dd]ied)\b(?! the [Ff]ield)"
)
_STOPS = compiled(r"\)?\s*(?:[.,:;)\]|–—-]|\n|$)")
_HEARD = compiled(r"\b(?:heard|held|taken|given|met|sat)\b")
MOST_HEAD = 600  # code points at the head of a page
_REACH = 45  # code points between a label and its date
# A line that says where and when the text appeared: "A version of this article appeared in print on ..."
_IMPRINT_NOTE = compiled(
    r"\b(?:article|story|piece|essay|version|report|text|column|review|letter|post|transcript|interview|talk|speech|translation)\b[^.\n]{0,80}\b(?:appeared|ran|published|printed|posted|broadcast|aired|delivered|given|written)\b",
    re.I,
)
_VERSION = compiled(
    r"\b(?:v(?:ersion|er\.)?|rev(?:ision|\.)?|issue|edition|draft|release)\s?\d+(?:\.\d+)*\b|\bthis (?:version|issue|edition|revision)\b",
    re.I,
)
_AS_OF = compiled(
    r"\b(?:as of|current (?:as of|to|at)|status|valid|data (?:to|at)|figures (?:to|at))\b[^.\n]{0,25}$", re.I
)
# After a dateline: the agency in brackets, a dash.
_AGENCY = compiled(r",?\s*(?:\([A-Z][\w .&/-]{1,40}\)|/[A-Z][\w -]{2,30}/)\s*[-–—_:]")
_ASIDE = compiled(r"\([^)]*\)")
_STAMP = compiled(
    r"\b(?:published|updated|posted|revised|reviewed|printed|modified|issued|edited|filed|recorded|invented|translated|received|accepted|submitted|released|opened)\b",
    re.I,
)
_SENTENCE = compiled(r"[a-z]{3,}[^.]{40,}\.\s*$")
# The date of another paper: "Supersedes: Fact Sheet 7 of 30 September 2020".
# "Letter dated 30 March from ..." below the date of the page: the page may only pass it on.
_DOCUMENT = compiled(
    r"\b(?:letter|note(?: verbale)?|report|resolution|telegram|memorandum|order|decree|application|request)\s+(?:dated|of)\s+(?:the\s+)?$",
    re.I,
)
_TITLE = 20  # code points; what stands before that heads the page
_OF_ANOTHER = compiled(
    r"\b(?:date\s*(?:&|and)\s*time|dates? of (?:the )?(?:accident|incident|occurrence|loss|event|birth|death|crash|attack)|older|newer|earlier posts?|see also|similar|related|more on this|filed under|supersed\w+|replac\w+|cancel\w+|amend\w+|revok\w+|previous(?:ly)?|next (?:review|update|issue|edition|meeting)|expires?|embargo\w*|deadline|born|founded|est(?:ablished|\.)?)\b[^.\n]{0,45}$",
    re.I,
)
_UPDATED = compiled(r"\b(?:updated|modified|revised|reviewed|edited|rev\.|version|draft of)[^.\n]{0,25}$", re.I)
_DATELINE = compiled(
    r"^[ \t]*(?:[A-Z][A-Za-z.’' ]+,\s+){1,3}$|^[ \t]*[A-Z][A-Z.’' ]{2,}(?:,\s+[A-Za-z. ]+)?,?\s+$|^[ \t]*\([A-Z][A-Za-z ]+\)\s*[-–—]*\s*$"
)


# Nothing but a date with its weekday, its hour and marks around it: the line is there for the date.
_ONLY_A_DATE = compiled(
    r"[^\w\n]*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?@(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?[^\w\n]*",
    re.I,
)
_ITEM = compiled(r"\(?\d{1,3}[.)]\s")  # of a list
_FIELD = compiled(r"(?:^|\s{2}|\t)[A-Z][\w /&()-]{2,40}:\s+$")
_SIGNED = 5  # lines at the foot in which a letter bears its date
_CODE = compiled(r"\d\d[./]\d{4}$")  # of print: "08.2019"
_LONGEST_CODE = 60  # code points of a line


def date_lines(
    text: str, found: list[Expression], parts: list[Furniture], sentences: list[Sentence]
) -> list[tuple[Expression, str, bool]]:
    """Dates that stand where a publication date stands, surest first; and whether it is sure (see `_sure`)."""
    ranked: list[tuple[int, int, Expression, str]] = []
    rows = _parts(parts, "date", "byline", "credit", "menu")
    own_rows = _parts(parts, "date")
    first_prose = sentences[0].start if sentences else len(text)
    clocks = _parts(parts, "clock")
    lists = _parts(parts, "related", "bio")
    heads_of = _heads(text)
    signed = _foot(text, _SIGNED)
    versions: list[Expression] = []
    for e in found:
        if clocks.holds(e.start):
            continue
        line_start = text.rfind("\n", 0, e.start) + 1
        line_end = text.find("\n", e.end)
        line_end = min(line_end if line_end >= 0 else len(text), line_start + MOST_BEFORE)
        line, words = text[line_start:line_end], text[e.start : e.end]
        code = line_start >= signed and e.kind == "month_year" and len(line) < _LONGEST_CODE and _CODE.match(words)
        alone = line_start >= signed and e.kind in _DAYS and _ONLY_A_DATE.fullmatch(line.replace(words, "@", 1))
        if not alone and not code and lists.holds(e.start):
            continue
        other = _OF_ANOTHER.search(text, max(0, e.start - 60), e.start)
        if other is not None and not other[0].lower().startswith("embargo"):
            continue
        if e.kind not in (
            "full",
            "iso",
            "dotted",
            "numeric",
            "month_year",
            "month_day",
            "fiscal",
            "season",
            "iso_week",
            "month_range",
            "half",
        ):
            continue
        before = text[max(line_start, e.start - MOST_BEFORE) : e.start]
        row = rows.holds(e.start)
        heads = e.start - line_start <= MOST_BEFORE
        label = False if other is not None else _labelled(before)
        if label is False and (row or line_start in heads_of) and len(line) < MOST_BEFORE:
            if e.kind == "month_day":
                continue
            rank, basis = _LAST_RANK, "stated"
        elif _VERSION.search(line) and line_start in heads_of and e.kind in _DAYS:
            rank, basis = 1, "stated"
            versions.append(e)
        elif (label and _IMPRINT_NOTE.search(line)) or (e.start < MOST_HEAD and _TODAY.search(before)):
            rank, basis = 1, "stated"
        elif label and e.start > _TITLE and _DOCUMENT.search(before):
            rank, basis = 5, "stated"
        elif _UPDATED.search(before):
            rank, basis = 5, "stated: updated"
        elif _AS_OF.search(before) and (row or e.start < first_prose + 400 or len(line) < 90):
            rank, basis = 6, "stated: status as of"
        elif (label and of_a_field(text, e)) or (
            label
            and not FINITE.search(_bare(before))
            and not (_SENTENCE.search(line) and FINITE.search(_bare(line)))
            and (row or e.start < first_prose + 400 or len(line) < 90)
        ):
            rank, basis = 1, "stated"
        elif row and (
            line.strip().startswith(words)
            or e.start < first_prose
            or line.rstrip().endswith(words)
            or own_rows.holds(e.start)
        ):
            rank, basis = 2, "stated"
        elif (
            (e.start <= first_prose + 80 or before.isupper() or _AGENCY.match(text, e.end))
            and _DATELINE.search(before)
            and heads
        ):
            rank, basis = 3, "stated: dateline"
        elif ((e.start < first_prose or line_start in heads_of) and len(line) < 120) or alone:
            rank, basis = 4, "stated"
        elif code:
            rank, basis = 5, "stated"
        else:
            continue
        if e.kind == "fiscal":
            continue
        ranked.append((rank, e.start, e, "explicit" if basis == "stated" else basis))
    if versions:  # a history of versions: the text is that of the last one
        latest = max(versions, key=lambda e: (d.latest or "") if (d := calendar_dates.absolute(e)) else "")
        others = {id(e) for e in versions} - {id(latest)}
        ranked = [item for item in ranked if id(item[2]) not in others]
    if any(rank <= _HEAD_RANK and e.kind in _DAYS for rank, _, e, _ in ranked):
        ranked = [(_LAST_RANK if e.kind == "month_day" else rank, at, e, basis) for rank, at, e, basis in ranked]
    ranked.sort(key=lambda item: item[:2])
    return [(e, basis, _sure(rank, e)) for rank, _, e, basis in ranked]


def _parts(parts: list[Furniture], *kinds: str) -> Spread:
    """Where the parts of the page of some kinds stand."""
    return Spread((part.span.start, part.span.end) for part in parts if part.kind in kinds)


def of_a_field(text: str, e: Expression) -> bool:
    """Whether a date fills a field of a form ("Date created: 19981018"), so that no sentence tells of it."""
    return _FIELD.search(text[max(text.rfind("\n", 0, e.start) + 1, e.start - _REACH) : e.start]) is not None


def edge_dates(text: str, found: list[Expression]) -> list[Expression]:
    """Full dates in the first line or in the last two, in words that tell nothing by a verb: for want of any date line."""
    first = text.find("\n", len(text) - len(text.lstrip()))
    foot = _foot(text, 2)
    edge = []
    for e in found:
        line = text.rfind("\n", 0, e.start) + 1
        heads = e.end <= (first if first >= 0 else len(text))
        before = text[line : e.start]
        if e.kind not in _DAYS or not (heads or e.start >= foot) or e.start - line > MOST_BEFORE:
            continue
        if _TELLS_FROM.match(before) or not _STOPS.match(text, e.end) or FINITE.search(_HEARD.sub("", _bare(before))):
            continue
        edge.append(e)
    return edge


def _foot(text: str, count: int) -> int:
    """Where the last so many lines of a text begin, empty ones left out."""
    end = len(text.rstrip())
    for _ in range(count):
        end = len(text[: max(text.rfind("\n", 0, end), 0)].rstrip())
    return end


def day_of_issue(week: Dated, text: str) -> Dated:
    """The day of a week on which a periodical says that it appears."""
    match = _APPEARS.search(text, 0, MOST_HEAD)
    if match is None or week.first_day is None:
        return week
    return calendar_dates.day(week.first_day + WEEKDAYS[match["w"][:3].lower()] * DAY, week.basis)


def _bare(words: str) -> str:
    """The words of a line without the participles that stamp it: what is finite in the rest is a statement."""
    return _STAMP.sub("", _LABEL.sub("", words))


def _labelled(before: str) -> bool | None:
    """Whether the last label before a date is one of publication; None without any label."""
    near = before[-_REACH:]
    own = max((m.end() for m in _LABEL.finditer(near)), default=-1)
    other = max((m.end() for m in _OTHER_LABEL.finditer(near)), default=-1)
    return None if own == other == -1 else own > other


def _heads(text: str) -> set[int]:
    """Where the short lines at the head of a page begin that say nothing by a verb: there a date is that of the page."""
    found: set[int] = set()
    at = number = 0
    while number < HEAD_LINES and at < len(text):
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        line = text[at : min(end, at + MOST_BEFORE)].strip()
        number += bool(line)
        if line and end - at < MOST_BEFORE and not _ITEM.match(line) and not FINITE.search(_bare(_ASIDE.sub("", line))):
            found.add(at)
        at = end + 1
    return found


def _sure(rank: int, e: Expression) -> bool:
    """A full date with a label, or a month or a season with its year at the head of the page, which no clock writes."""
    return rank in (1, 2, 4) and e.kind in (*_DAYS, "month_year", "month_range", "season", "iso_week")
