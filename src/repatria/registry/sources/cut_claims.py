"""A claim of many figures, as a table makes one, is cut by rows: an officer decides on what can be looked over at once.

Each part keeps kind, speaker and name of the whole, and has the words of its own rows. A form with the figures of a
whole table would have more fields than a page takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Any

from repatria.testimony.dates.dated_spans import Span

MOST = 20  # figures of one claim


def cut(claim: dict[str, Any], text: str) -> list[dict[str, Any]]:
    """The claim alone, or its parts in the order of the text, each of `MOST` figures or fewer; a row is cut last."""
    figures = sorted(claim["figures"], key=_place)
    if len(figures) <= MOST:
        return [claim]
    groups = list(_rows(figures, text))
    first, last = claim["evidence"]["start"], claim["evidence"]["end"]
    starts = [first, *(_start(before, group, text) for before, group in pairwise(groups)), last]
    parts = []
    for group, (start, end) in zip(groups, pairwise(starts), strict=True):
        words = text[start:end]
        start, end = end - len(words.lstrip()), start + len(words.rstrip())
        dates = [date for date in claim["dates"] if start <= date["start"] < end]
        evidence = Span.of(text, start, end).as_dict()
        parts.append({**claim, "evidence": evidence, "figures": group, "dates": dates})
    return parts


def _place(figure: dict[str, Any]) -> tuple[int, int]:
    return figure["evidence"]["start"], figure["evidence"]["end"]


def _line(figure: dict[str, Any], text: str) -> int:
    return text.rfind("\n", 0, figure["evidence"]["start"]) + 1


def _rows(figures: Sequence[dict[str, Any]], text: str) -> Iterator[list[dict[str, Any]]]:
    """Whole lines together while they fit; a line that does not is cut between its figures."""
    kept: list[dict[str, Any]] = []
    for _at, line in groupby(figures, key=lambda figure: _line(figure, text)):
        row = list(line)
        if kept and len(kept) + len(row) > MOST:
            yield kept
            kept = []
        kept += row
        while len(kept) > MOST:
            yield kept[:MOST]
            kept = kept[MOST:]
    if kept:
        yield kept


def _start(before: Sequence[dict[str, Any]], group: Sequence[dict[str, Any]], text: str) -> int:
    """Where a part begins: with its line, unless that line has figures of the part before."""
    line = _line(group[0], text)
    return line if line >= before[-1]["evidence"]["end"] else int(group[0]["evidence"]["start"])
