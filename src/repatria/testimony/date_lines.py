"""Where a page says when it was published: the lines with its date, surest first."""

from __future__ import annotations

import re

from repatria.testimony.model import Furniture
from repatria.testimony.segment import Sentence
from repatria.testimony.speech_lexicon import FINITE
from repatria.testimony.time_expressions import Expression

MOST_BEFORE = 200  # code points of a line in which a publication date can stand
HEAD_LINES = 10  # lines at the head of a page, empty ones left out
_HEAD_RANK, _LAST_RANK = 4, 7  # a date with its year at the head of a page goes before one without
_DAYS = ("full", "iso", "dotted")  # kinds that name a day with its year
_LABEL = re.compile(
    r"\b(?:published|posted|issued|release[d]?|dated?|for immediate release|filed|edition|broadcast|aired|air date|recorded|transmitted|delivered|printed in|vol(?:ume)?\.? \w+,? no\.? \w+)\b[^.\n]{0,25}$",
    re.I,
)
_AS_OF = re.compile(
    r"\b(?:as of|current (?:as of|to|at)|status|valid|data (?:to|at)|figures (?:to|at))\b[^.\n]{0,25}$", re.I
)
# After a dateline: the agency in brackets, a dash.
_AGENCY = re.compile(r",?\s*(?:\([A-Z][\w .&/-]{1,40}\)|/[A-Z][\w -]{2,30}/)\s*[-–—_:]")
_ASIDE = re.compile(r"\([^)]*\)")
_STAMP = re.compile(
    r"\b(?:published|updated|posted|revised|reviewed|printed|modified|issued|edited|filed|recorded|invented|translated|received|accepted|submitted|released|opened)\b",
    re.I,
)
_SENTENCE = re.compile(r"[a-z]{3,}[^.]{40,}\.\s*$")
# The date of another paper: "Supersedes: Fact Sheet 7 of 30 September 2020".
_OF_ANOTHER = re.compile(
    r"\b(?:supersed\w+|replac\w+|cancel\w+|amend\w+|revok\w+|previous(?:ly)?|next (?:review|update|issue|edition|meeting)|expires?|embargo\w*|deadline|born|founded|est(?:ablished|\.)?)\b[^.\n]{0,45}$",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:updated|modified|revised|reviewed|retrieved|accessed|printed|rev\.|version|draft of)[^.\n]{0,25}$", re.I
)
_DATELINE = re.compile(
    r"^[ \t]*(?:[A-Z][A-Za-z.’' ]+,\s+){1,3}$|^[ \t]*[A-Z][A-Z.’' ]{2,}(?:,\s+[A-Za-z. ]+)?,?\s+$|^[ \t]*\([A-Z][A-Za-z ]+\)\s*[-–—]*\s*$"
)


def date_lines(
    text: str, found: list[Expression], parts: list[Furniture], sentences: list[Sentence]
) -> list[tuple[Expression, str, bool]]:
    """Dates that stand where a publication date stands, surest first; and whether it is sure (see `_sure`)."""
    ranked: list[tuple[int, int, Expression, str]] = []
    rows = [part.span for part in parts if part.kind in ("date", "byline", "credit", "menu")]
    own_rows = [part.span for part in parts if part.kind == "date"]
    first_prose = sentences[0].start if sentences else len(text)
    clocks = [part.span for part in parts if part.kind in ("clock", "related", "bio")]
    heads_of = _heads(text)
    for e in found:
        if any(span.start <= e.start < span.end for span in clocks):
            continue
        if _OF_ANOTHER.search(text, max(0, e.start - 60), e.start):
            continue
        if e.kind not in ("full", "iso", "dotted", "numeric", "month_year", "month_day", "fiscal", "season"):
            continue
        line_start = text.rfind("\n", 0, e.start) + 1
        line_end = text.find("\n", e.end)
        line_end = min(line_end if line_end >= 0 else len(text), line_start + MOST_BEFORE)
        line = text[line_start:line_end]
        before = text[max(line_start, e.start - MOST_BEFORE) : e.start]
        row = any(span.start <= e.start < span.end for span in rows)
        heads = e.start - line_start <= MOST_BEFORE
        if _UPDATED.search(before):
            rank, basis = 5, "stated: updated"
        elif _AS_OF.search(before) and (row or e.start < first_prose + 400 or len(line) < 90):
            rank, basis = 6, "stated: status as of"
        elif (
            _LABEL.search(before)
            and not FINITE.search(_STAMP.sub("", before))
            and not _SENTENCE.search(line)
            and (row or e.start < first_prose + 400 or len(line) < 90)
        ):
            rank, basis = 1, "stated"
        elif row and (
            line.strip().startswith(text[e.start : e.end])
            or e.start < first_prose
            or line.rstrip().endswith(text[e.start : e.end])
            or any(span.start <= e.start < span.end for span in own_rows)
        ):
            rank, basis = 2, "stated"
        elif (
            (e.start <= first_prose + 80 or before.isupper() or _AGENCY.match(text, e.end))
            and _DATELINE.search(before)
            and heads
        ):
            rank, basis = 3, "stated: dateline"
        elif (e.start < first_prose or line_start in heads_of) and len(line) < 120:
            rank, basis = 4, "stated"
        else:
            continue
        if e.kind == "fiscal":
            continue
        ranked.append((rank, e.start, e, "explicit" if basis == "stated" else basis))
    if any(rank <= _HEAD_RANK and e.kind in _DAYS for rank, _, e, _ in ranked):
        ranked = [(_LAST_RANK if e.kind == "month_day" else rank, at, e, basis) for rank, at, e, basis in ranked]
    ranked.sort(key=lambda item: item[:2])
    return [(e, basis, _sure(rank, e)) for rank, _, e, basis in ranked]


def _heads(text: str) -> set[int]:
    """Where the short lines at the head of a page begin that say nothing by a verb: there a date is that of the page."""
    found: set[int] = set()
    at = number = 0
    while number < HEAD_LINES and at < len(text):
        end = text.find("\n", at)
        end = end if end >= 0 else len(text)
        line = text[at : min(end, at + MOST_BEFORE)].strip()
        number += bool(line)
        if line and end - at < MOST_BEFORE and not FINITE.search(_STAMP.sub("", _ASIDE.sub("", line))):
            found.add(at)
        at = end + 1
    return found


def _sure(rank: int, e: Expression) -> bool:
    """A full date with a label, or a month with its year at the head of the page, which no clock of a page writes."""
    return (rank in (1, 2, 4) and e.kind in _DAYS) or (rank in (1, 2, 4) and e.kind == "month_year")
