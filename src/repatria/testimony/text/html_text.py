"""The text of a web page: blocks become lines, what the page marks as navigation is kept but marked aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from repatria.problems import Problem
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.html_depth import nested_deeper_than

MAX_HTML = 5_000_000  # characters of source
MAX_TAGS = 200_000
MAX_DEPTH = 400
_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul title".split()
)
_SKIPPED = frozenset("script style noscript template svg math iframe object canvas select textarea head".split())
_ASIDE = frozenset(["nav", "aside", "footer", "form", "button", "figcaption"])
_ASIDE_NAME = compiled(
    r"(?:^|[\s_-])(?:nav|menu|sidebar|related|promo|share|social|newsletter|comments?|cookie|breadcrumbs?|advert\w*|ads?|"
    r"footer|author-bio|bio|trending|most-read|subscribe)(?:$|[\s_-])",
    re.I,
)
_DATE_META = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.issued", "pubdate",
    "publish-date", "sailthru.date", "parsely-pub-date",
)  # fmt: skip
_UNSEEN = compiled(r"display:none|visibility:(?:hidden|collapse)|(?:font-size|opacity):0(?:\.0*)?(?:[a-z%]+)?(?:;|!|$)")
_SPACE = compiled(r"(?!(?<=\d)[\u00a0\u2009\u202f]\d{3}(?!\d))\s+")  # not that within a number


@dataclass(frozen=True, slots=True)
class Page:
    """Text, the dates the page states about itself (ISO date, basis), spans marked aside, problems."""

    text: str
    stated: tuple[tuple[str, str], ...]
    aside: tuple[tuple[int, int], ...]
    problems: tuple[Problem, ...]


def html_text(source: str, *, name: str) -> Page:
    """The page's words in reading order; refuses sources beyond MAX_HTML, MAX_TAGS or MAX_DEPTH with a problem."""
    tags = source.count("<")
    if len(source) > MAX_HTML or tags > MAX_TAGS:
        limit = f"{len(source):,} characters and {tags:,} tags; the limits are {MAX_HTML:,} and {MAX_TAGS:,}"
        return Page("", (), (), (Problem(name, "HTML", f"too large to read as a page: {limit}; nothing was read"),))
    if nested_deeper_than(source, MAX_DEPTH):
        message = f"elements nested more than {MAX_DEPTH} deep; nothing was read"
        return Page("", (), (), (Problem(name, "HTML", message),))
    tree = LexborHTMLParser(source)
    stated = tuple(_stated_dates(tree))
    walked = _Walked()
    if tree.body is not None:
        _walk(tree.body, walked)
    text = "".join(walked.pieces)
    problems = [_at(name, walked.struck, _STRUCK_OUT)] if walked.struck else []
    if walked.reversed:
        problems.append(_at(name, walked.reversed, _REVERSED))
    if not text.strip():
        problems.append(Problem(name, "HTML", "the page holds no text"))
    return Page(text, stated, tuple(walked.aside), tuple(problems))


def _at(name: str, places: list[int], message: str) -> Problem:
    named = ", ".join(map(str, places[:_NAMED])) + (" ..." if len(places) > _NAMED else "")
    return Problem(name, f"code points {named}", message)


def _stated_dates(tree: LexborHTMLParser) -> list[tuple[str, str]]:
    found = []
    for node in tree.css("meta"):
        attributes = node.attributes
        key = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
        match = re.match(r"\d{4}-\d{2}-\d{2}", (attributes.get("content") or "").strip())
        if key in _DATE_META and match:
            found.append((match[0], f"stated: meta {key}"))
    for match in re.finditer(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})', tree.html or ""):
        found.append((match[1], "stated: JSON-LD datePublished"))
    for node in tree.css("time[datetime]"):
        match = re.match(r"\d{4}-\d{2}-\d{2}", (node.attributes.get("datetime") or "").strip())
        marked = f"{node.attributes.get('itemprop') or ''} {node.attributes.get('class') or ''}".lower()
        if match and ("pub" in marked or node.attributes.get("pubdate") is not None):
            found.append((match[0], "stated: time element marked as published"))
    return found


_NOTE_MARK = compiled(r"[\[(]?(?:\d{1,3}|[*†‡§¶]+|[a-z])[\])]?(?:,\s?\d{1,3})*")
_TEN = compiled(r"(?<![\d.,])10\s*$")
_RAISED_NUMBER = compiled(r"[-+−]?\d")
_SET_ASIDE = "set aside"  # the end of what is set aside, told from that of a block of the name
_NAMED = 5  # places that a problem names
_STRUCK_OUT = "the page shows words here struck out; they are left out of the text"
_REVERSED = "the page reverses the direction of what it shows here; the text has the words in stored order"


@dataclass(slots=True)
class _Walked:
    """What was found below the body: words, spans set aside, places of what is struck out or runs backwards."""

    pieces: list[str] = field(default_factory=list)
    aside: list[tuple[int, int]] = field(default_factory=list)
    struck: list[int] = field(default_factory=list)
    reversed: list[int] = field(default_factory=list)


def _walk(body: LexborNode, walked: _Walked) -> None:
    """Gather the words below `body`; iterative, so depth costs no stack."""
    pieces, aside = walked.pieces, walked.aside
    length = 0
    fresh = True
    stack: list[tuple[LexborNode | None, str, int]] = [(body, "", 0)]

    def put(words: str) -> None:
        nonlocal length
        pieces.append(words)
        length += len(words)

    while stack:
        node, closing, opened = stack.pop()
        if node is None:
            if closing == _SET_ASIDE:
                aside.append((opened, length))
            elif not fresh:
                put("\n\n" if closing in ("p", "div", "article", "section", "table") else "\n")
                fresh = True
            continue
        tag = node.tag or ""
        if tag == "-text":
            words = _SPACE.sub(" ", node.text_content or "")
            if fresh or (walked.struck and walked.struck[-1] == length and pieces and pieces[-1].endswith(" ")):
                words = words.lstrip()
            if words:
                put(words)
                fresh = words.endswith("\n")
            continue
        if tag in _SKIPPED or tag.startswith(("-", "!")) or _hidden(node):
            continue
        if _struck_out(node, tag):
            if node.text(strip=True):
                walked.struck.append(length)
            continue
        if tag in ("sup", "sub"):
            raised, before = node.text(strip=True), pieces[-1][-12:] if pieces else ""
            if tag == "sup" and _NOTE_MARK.fullmatch(raised) and not (_TEN.search(before) and raised not in "01"):
                continue  # "5,735<sup>1</sup>" is 5,735 with a note; 10<sup>3</sup> is not 10
            if before.rstrip()[-1:].isdigit() and _RAISED_NUMBER.match(raised):
                put("^" if tag == "sup" else "_")
        if _runs_backwards(node, tag):
            walked.reversed.append(length)
        block = tag in _BLOCKS
        if block and not fresh:
            put("\t" if tag in ("td", "th") else "\n")
            fresh = True
        if tag == "br":
            continue
        if block and tag not in ("td", "th"):
            stack.append((None, tag, 0))
        if _is_aside(node, tag):
            stack.append((None, _SET_ASIDE, length))
        children = list(node.iter(include_text=True))
        stack.extend((child, "", 0) for child in reversed(children))


def _style(node: LexborNode) -> str:
    return re.sub(r"\s|/\*.*?\*/", "", node.attributes.get("style") or "").lower()


def _hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or bool(_UNSEEN.search(_style(node)))


def _struck_out(node: LexborNode, tag: str) -> bool:
    return tag in ("del", "s", "strike") or "line-through" in _style(node)


def _runs_backwards(node: LexborNode, tag: str) -> bool:
    style = _style(node)
    return (tag == "bdo" and (node.attributes.get("dir") or "").strip().lower() == "rtl") or (
        "override" in style and "direction:rtl" in style
    )


def _is_aside(node: LexborNode, tag: str) -> bool:
    if tag in _ASIDE:
        return True
    if tag in ("body", "main", "article", "p"):
        return False
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
    return bool(_ASIDE_NAME.search(names))
