"""Page furniture: menus, links, clocks, credits and biographies are no testimony."""

from __future__ import annotations

import re

from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.model import Furniture
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.page_edges import (
    ABOUT,
    AUTHOR,
    BIO,
    SIGNED_BY,
    is_stamp,
    mark_foot,
    mark_head,
    mark_letter,
)
from repatria.testimony.text.service_words import is_service

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_ZONE = r"(?:GMT|UTC|EST|EDT|ET|CST|CDT|PST|PDT|KST|JST|MSK|CET|CEST|BST|AEST|Z)"
CLOCK = compiled(
    rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?\s*(?:[ap]\.?m\.?)?\s*{_ZONE}?\s*[,|-]?\s*(?:\w+day,?\s*)?(?:\d{{1,2}}\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}),?\s+\d{{4}}"
    rf"|(?:current time|local time|today is|it is now|last visited|retrieved|accessed|printed(?: on)?)\b.*\d",
    re.I,
)
_LABELS = compiled(
    r"(?:most (?:read|popular|viewed|shared)\b.*|more: .*|like us\b.*|in this (?:issue|edition|number)\b.*|\((?:editor|writer|reporting|source|photo)s?: [^)]{2,60}\)|(?:first )?(?:last )?(?:published|updated|posted)\b[^.]{0,120}\b\d{4}\b[^.]{0,40}|(?:in )?(?:other|related|more|latest|top|breaking|recent|popular) (?:news|stories|articles|links|headlines|posts|coverage|topics|videos?|reading)"
    r"|related|see also:?|read (?:more|also|next)\b.*|also read\b.*|more (?:on|from|in) .*|load more|show more|view (?:all|more)|recommended(?: for you)?|you (?:may|might) (?:also )?(?:like|enjoy).*|"
    r"most (?:read|popular|viewed|shared|e-?mailed|emailed|commented)(?: \w+)?|trending(?: \w+)?|[\w ]{2,20} recommends|reprints?(?: (?:&|and) permissions)?|next (?:article|story|page)\b.*|previous (?:article|story|page)\b.*|e-?mail to a friend.*|find this (?:article|story|page) at:?.*|text only version|printable version|editor'?s'? picks?|don'?t miss|up next|watch(?: live)?:?.*|listen live|listen|live|get short url|"
    r"share(?: (?:this|on|via|story|article).*)?|tweet|e-?mail(?: this)?|print(?: this)?(?: page)?|comments?(?: \(?\d+\)?)?|\d+ comments?|leave a (?:comment|reply)|log ?in|sign (?:in|up).*|"
    r"register|subscribe.*|newsletters?.*|follow (?:us|him|her|them)\b.*|advertisement|sponsored(?: content)?|skip to .*|menu|search|home|back to top|next|previous|"
    r"contact us\b.*|about us|privacy policy.*|terms of (?:use|service).*|cookie.*|we use cookies.*|all rights reserved.*|copyright.*|©.*|\(c\) \d{4}.*|"
    r"community standards.*|discussion|download(?: pdf| the app)?.*|click here.*|tags?:.*|topics:.*|keywords:.*|filed under:?.*|categories:.*|"
    r"photo(?:graph)? (?:by|courtesy|credit)\b.*|(?:photo|image|picture|credit|source|video)(?: credit)?: .*|file photo.*|getty images.*|"
    r"(?:this|the) (?:article|story|report) (?:was )?(?:originally|first) (?:appeared|published).*|reporting by .*|editing by .*|\(?(?:reporting|writing|editing) by .*|"
    r".{0,160}\b(?:sign up|subscribe)\b.{0,60}\b(?:receive|newsletters?|here|alerts|updates|inbox)\b.*|.{0,40}\beditors? (?:send|pick|select)s?\b.{0,160}|[a-z]{1,4}(?:[,/ ]{1,2}[a-z]{1,4}){0,4}\s*\((?:reuters|afp|ap|dpa|epd|kna|upi|tass|yonhap|efe|ansa)\b[^)]{0,60}\)|\((?:h/t|hat tip|via|with) [^)]{2,60}\)|page \d+(?: of \d+)?|\d+\s*/\s*\d+|-+ ?\d+ ?-+|###|-30-|\* ?\* ?\*|for more information.*|media contact.*|[\w.+-]+@[\w-]+\.[\w.]+|https?://\S+|www\.\S+)[.:]?",
    re.I,
)
# Bars of links at the head or foot of a page: short names between strokes, dots, arrows or wide gaps.
_BAR = compiled(r"[^|·•►▸›»>~/\t]{1,40}(?:\s*[|·•►▸›»]\s*|\s+[>/~]\s+|\s{2,}|\t)[^\n]{1,200}")
_BAR_CUT = compiled(r"\s*[|·•►▸›»]\s*|\s+[>/~]\s+|\s{2,}|\t")
_WEATHER = compiled(r"-?\d{1,3}\s?°\s?[FC]?|\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?", re.I)
_BAR_NUMBER = compiled(r"\d(?!\s?(?:[KM]B|min|sec)\b)(?!\d?:\d\d)(?<!:)(?<!:\d)(?<!\d\d)")
# "5720 Integrity Drive, Millbrook": a line of a letterhead.
_ADDRESS = compiled(
    r"\d{1,5} (?:[A-Z][\w.’'-]+ ){1,3}(?:Road|Street|Avenue|Boulevard|Lane|Drive|Way|Square|Plaza|Place|Court|Terrace|Highway|Rd|St|Ave|Blvd|Dr|Ln)\b\.?(?:,? [A-Z][\w .,’'-]{0,60})?(?: \d{5})?"
)
_LABELLED = compiled(
    r"(?:presenters?|participants?|hosts?|guests?|panel(?:l?ists)?|moderators?|speakers?|witnesses|present|in attendance|editors?|producers?|photographs?|illustrations?|graphics?|translation|translated by|"
    r"interview(?:er|ed by)?|reporters?|release (?:no|number)|ref(?:erence)?|reference no|file|doc(?:ument)?(?: no)?|no|classification|distribution|person in charge|contact person|media inquiries|press contact|phone|tel(?:ephone)?|fax|e-?mail|address)"
    r"\.?\s*:?\s+\S[^\n]{0,160}",
    re.I,
)
_RELATED_HEAD = compiled(
    r"(?:(?:in )?(?:other|related|more|latest|top|popular|recent) (?:news|stories|articles|links|headlines|posts|coverage|reading)|related|read (?:more|next)|see also|most (?:read|popular|viewed)"
    r"|trending(?: now)?|recommended(?: for you)?|you may (?:also )?like|editor'?s'? picks?|don'?t miss|more from .*|comments)\s*:?",
    re.I,
)
_VERB = compiled(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|did|does|do|said|says|told|died|killed|"
    r"reported|announced|agreed|met|found|recovered|identified|returned|handed|turned|\w+ed)\b"
)
_BYLINE = compiled(
    r"(?:by\s+)?(?:[A-Z][\w.’'-]+\s+){1,3}[A-Z][\w.’'-]+(?:,\s.{0,60})?|by .{3,60}|staff (?:writer|report).*|from staff.*",
    re.S,
)
# "By Hannah Okafor | Pacific Policy Review | March 5, 2019", "From our correspondent in Phang Nga | 24 December 2009"
_CREDIT = compiled(
    rf"(?:by|from)\s[^.!?]{{2,80}}?\s*[|•·,–—-]\s*[^.!?]{{0,60}}?(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}})(?:,? (?:updated|at|[|])\s.{{0,60}})?",
    re.I,
)
_KICKER = compiled(
    r"(?:EXPLAINER|ANALYSIS|OPINION|EXCLUSIVE|FEATURE|FACTBOX|TIMELINE|UPDATE \d+|WRAPUP \d+|BREAKING)\b"
)
MAX_HEAD = 12  # lines at the head of a page among which its credit line stands
MAX_HEADING = 60  # code points
_SALUTATION = compiled(r"(?:Dear|Sincerely|Respectfully|Yours|Faithfully|With|Kind|Very|/s/)\b")
_DATELINE = compiled(
    rf"(?:published|posted|updated|last updated|last modified|issued|released|date|dated|on|as of|for immediate release)?[:,\s-]*"
    rf"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
    rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{_MONTH}\s+\d{{4}})"
    rf"(?:[\sT,|at–-]*\d{{1,2}}[:.]\d{{2}}.*)?",
    re.I,
)


def furniture(
    text: str, rows: list[tuple[int, int]], aside: tuple[tuple[int, int], ...]
) -> tuple[list[Furniture], Span | None]:
    """Furniture of the page and its title, line by line; what is neither remains testimony.

    `rows` are the lines of `text`, `aside` what the page's own mark-up sets apart.
    """
    kinds: dict[int, str] = {}
    words = [text[start:end] for start, end in rows]
    for number, line in enumerate(words):
        start, end = rows[number]
        if not line:
            continue
        if any(a <= start and end <= b for a, b in aside):
            kinds[number] = "aside"
        elif CLOCK.fullmatch(line):
            kinds[number] = "clock"
        elif _LABELS.fullmatch(line):
            kinds[number] = "menu"
        elif number > len(words) // 2 and BIO.match(line):
            kinds[number] = "bio"
        elif _DATELINE.fullmatch(line) or is_stamp(line):
            kinds[number] = "date"
        elif not re.search(r"\w", line.replace("_", "")):
            kinds[number] = "rule"
        elif (number < MAX_HEAD or number > len(words) - MAX_HEAD) and SIGNED_BY.fullmatch(line):
            kinds[number] = "byline"
        elif number > len(words) // 2 and (AUTHOR.search(line) or (number >= len(words) - 3 and ABOUT.match(line))):
            kinds[number] = "bio"
        elif number < MAX_HEAD and len(re.findall(r"[¹²³⁴⁵⁶⁷⁸⁹]", line)) > 1 and not is_prose(line):
            kinds[number] = "byline"
        elif _BAR.fullmatch(line) and (_is_bar(words, number) or _is_row_of_links(words, number)):
            kinds[number] = "menu"
        elif number < MAX_HEAD and _ADDRESS.fullmatch(line):
            kinds[number] = "address"
        elif (
            (number < MAX_HEAD or number > len(words) - MAX_HEAD) and _LABELLED.fullmatch(line) and not is_prose(line)
        ) or (number < MAX_HEAD and _CREDIT.fullmatch(line)):
            kinds[number] = "credit"
    mark_head(words, kinds)
    mark_foot(words, kinds)
    mark_letter(words, kinds)
    for n in (n for n, line in enumerate(words) if line and n not in kinds):
        edge = n < MAX_HEAD or n >= len(words) - MAX_HEAD
        if words[n].count(". ") == 0 and is_service(words[n], edge=edge):
            kinds[n] = "service"
    body = [n for n, line in enumerate(words) if n not in kinds and is_prose(line)]
    headline = body[0] if len(body) > 1 and _is_title(words, kinds, body[0]) else None
    if headline is not None:
        body = body[1:]
        kinds[headline] = "title"
    title: Span | None = None
    if body:
        _mark_tail(words, kinds, body[-1])
        title_row = _mark_head(words, kinds, body[0]) if headline is None else headline
        if headline is not None:
            kinds |= {n: "byline" for n in range(headline + 1, body[0]) if n not in kinds and _is_byline(words[n])}
        if title_row is not None:
            title = Span.of(text, *rows[title_row])
        _mark_headings(words, kinds, body[0], body[-1])
    found = [Furniture(kind, Span.of(text, *rows[n])) for n, kind in sorted(kinds.items()) if kind != "title"]
    return found, title


def _is_bar(words: list[str], row: int) -> bool:
    """Whether a line is a bar of links: short names without verbs or counts, and no row of a table."""
    items = [item for item in _BAR_CUT.split(words[row]) if item and not _WEATHER.fullmatch(item)]
    if len(items) < 2 or any(item.count(" ") > 3 or _BAR_NUMBER.search(item) for item in items):
        return False
    near = [line for line in words[row + 1 : row + 3] if line]
    if near and re.search(r"\d\s*$", near[0]) and len([i for i in _BAR_CUT.split(near[0]) if i]) >= len(items):
        return False  # the head of a table
    return not any(item.endswith((":", ",", ";")) or re.search(r"\.$", item) for item in items[:-1])


def _is_row_of_links(words: list[str], row: int) -> bool:
    """Whether one of the last lines is a row of titles between strokes or dots: "How DNA works | What is the DMZ?"."""
    items = re.split(r"\s[|·•]\s", words[row])
    return row >= len(words) - MAX_HEAD // 2 and len(items) > 2 and not any(re.search(r"\d", i) for i in items[:-1])


def _mark_headings(words: list[str], kinds: dict[int, str], first: int, last: int) -> None:
    """Short lines without a verb or a stop that stand alone among paragraphs of prose: headings say nothing themselves."""
    for n in range(first + 1, last):
        line = words[n]
        if (
            line
            and n not in kinds
            and len(line) <= MAX_HEADING
            and not words[n - 1]
            and not words[n + 1]
            and line[0].isupper()
            and line[-1] not in '.!…:,;”"’)'
            and not _VERB.search(line)
            and not re.search(r"\d", line)
            and not is_list_item(line)
            and not _SALUTATION.match(line)
            and not is_prose(line)
        ):
            kinds[n] = "heading"


def is_prose(line: str) -> bool:
    """Whether a line reads as a sentence: it has a verb and either ends like one or is long."""
    count = line.count(" ") + 1
    if count < 4:
        return False
    ends = bool(re.search(r"[.!?…][\"”’')\]]*$", line))
    if not _VERB.search(line):
        return ends
    return ends or count >= 14 or (count >= 9 and not _title_case(line))


def is_list_item(line: str) -> bool:
    """Whether a line is a bullet, a table row or a "label: number" of a fact sheet."""
    return bool(re.match(r"[•*·▪‣–—-]\s|\d+[.)]\s", line) or re.search(r"\t|\||\S {2,}\S|:\s*[\d~≈]|\s\d[\d,]*$", line))


def _title_case(line: str) -> bool:
    words = re.findall(r"[A-Za-z][\w’'-]*", line)
    long = [word for word in words if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) >= 0.7 * len(long)


def _mark_tail(words: list[str], kinds: dict[int, str], last: int) -> None:
    """Links after the last prose line, and all after a heading such as "Related stories"."""
    for n in range(last + 1, len(words)):
        line = words[n]
        if (
            line
            and n not in kinds
            and not (is_list_item(line) and (not _title_case(line) or re.search(r":\s*[\d~≈]", line)))
            and not _signature(line)
        ):
            kinds[n] = "related"
    follow = 0
    for n, line in enumerate(words):
        if line and _RELATED_HEAD.fullmatch(line):
            follow = max(follow, n + 1)  # what follows a heading among links was walked from the heading before
            while follow < len(words) and (not words[follow] or follow in kinds or _headline(words[follow])):
                if words[follow]:
                    kinds.setdefault(follow, "related")
                follow += 1


def _is_title(words: list[str], kinds: dict[int, str], row: int) -> bool:
    """Whether the first line that reads as a sentence is a headline: it ends like none and stands alone."""
    line = words[row]
    if (
        re.search(r"[.!?…:][\"”’')\]]*$", line)
        or len(line) > 140
        or any(words[n] for n in range(row) if n not in kinds)
    ):
        return False
    return row + 1 < len(words) and (not words[row + 1] or row + 1 in kinds or bool(_BYLINE.fullmatch(words[row + 1])))


def _headline(line: str) -> bool:
    return len(line) < 140 and not re.search(r"[.…][\"”’')\]]*$", line)


def _signature(line: str) -> bool:
    return len(line) < 60 and bool(
        re.match(
            r"(?:(?:Sincerely|Respectfully|Yours|Faithfully|Regards|/s/|Signed)\b|(?:[A-Z][\w.’'-]+\s?){2,5}$)", line
        )
    )


def _is_byline(line: str) -> bool:
    return line.count(" ") in (1, 2, 3) and _BYLINE.fullmatch(line) is not None


def _mark_head(words: list[str], kinds: dict[int, str], first: int) -> int | None:
    """Menu lines before the first prose line; the last headline among them is the title."""
    title = None
    for n in range(first):
        line = words[n]
        if not line or n in kinds:
            continue
        if (
            re.match(r"(?:Dear|To|From|Subject|Re|Ref|Sir|Madam)\b", line)
            or is_list_item(line)
            or (re.match(r"[A-Z .]{2,40}:|Q[:.]|A[:.]", line) and not _KICKER.match(line))
        ):
            continue
        if line.count(" ") >= 3 and not (_BYLINE.fullmatch(line) and line.count(" ") < 4):
            title = n if title is None else title
        elif _is_byline(line):
            kinds[n] = "byline"
        else:
            kinds[n] = "menu"
    if title is not None:
        kinds[title] = "title"
    return title
