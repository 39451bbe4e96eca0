"""A proposed figure as the columns of a cited one: how the words of a reading are written, and checked."""

from __future__ import annotations

import re
from typing import Any

from repatria.errors import InvalidInput
from repatria.registry.figures.statement import Figure
from repatria.registry.sources.documents import ProposedClaim
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.said import ASSERTED, IN_WORDS, said_of
from repatria.registry.sources.whole_figures import must_be_whole

COLUMNS = (
    "label_en",
    "value",
    "low",
    "high",
    "qualifier",
    "unit",
    "predicate",
    "population",
    "place",
    "period",
    "as_of",
    "said",
)
_FISCAL = re.compile(r"FY\d{4}")
_LENGTHS = {
    name: CitedFigure._meta.get_field(name).max_length
    for name in ("label_en", "population", "place", "period", "as_of")
}


def columns_of(figure: dict[str, Any], claim: ProposedClaim) -> dict[str, Any] | None:
    """The columns under which a proposed figure is cited; None for one without a number, which cannot be cited.

    The label is whom it counts; where the reading found none, the words of the claim.
    """
    if all(figure[name] is None for name in ("value", "low", "high")):
        return None
    number = {name: figure[name] for name in ("value", "low", "high")}
    if figure["qualifier"] == "up_to" and None not in number.values() and number["high"] < number["value"]:
        number = dict.fromkeys(number, number["high"])  # "fewer than 55" is "up to 54" in the words that a citation has
    words = figure["population"] or " ".join(claim.content["evidence"]["quote"].split())
    return {
        "label_en": _within(words, _LENGTHS["label_en"]),
        **number,
        **{name: figure[name] for name in ("qualifier", "unit", "predicate")},
        "population": _within(figure["population"] or "", _LENGTHS["population"]),
        "place": _within(figure["place"] or "", _LENGTHS["place"]),
        "period": (figure["period"] or "").replace("..", "/"),
        "as_of": day_of(figure["as_of"] or ""),
        "said": said_of(figure, claim.content, claim.document.text),
    }


def statement_of(figure: dict[str, Any], claim: ProposedClaim) -> Figure | None:
    """A proposed figure as one that can be laid beside others."""
    columns = columns_of(figure, claim)
    if columns is None:
        return None
    return Figure(
        code="",
        label_ko="",
        source=claim.document.source.code,
        speaker=claim.speaker,
        speaker_assumed=bool(claim.content.get("speaker_assumed")),
        **columns,
    )


def checked(name: str, columns: dict[str, Any]) -> dict[str, Any]:
    """The columns, when they make a figure; raises InvalidInput naming the figure and what is wrong with it."""
    must_be_whole(name, columns)
    if columns["said"] != ASSERTED and columns.get("counts"):
        raise InvalidInput(
            f"{name}: only what is asserted is put beside other claims, not what is {IN_WORDS[columns['said']]}"
        )
    if not columns["label_en"].strip():
        raise InvalidInput(f"{name}: say what it counts")
    for column, most in _LENGTHS.items():
        if len(columns[column]) > most:
            raise InvalidInput(f"{name}: {column} has {len(columns[column])} characters; the limit is {most}")
    return {column: columns[column] for column in (*COLUMNS, *(["counts"] if columns.get("counts") else []))}


def day_of(text: str) -> str:
    """One partial date for an "as of": of an interval, the month or year that both its ends share, if any."""
    if "/" not in text and ".." not in text:
        return "" if _FISCAL.fullmatch(text) else text
    start, _, end = text.replace("..", "/").partition("/")
    for length in (10, 7, 4):
        if len(start) >= length and start[:length] == end[:length]:
            return start[:length]
    return ""


def _within(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
