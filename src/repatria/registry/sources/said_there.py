"""How the text says a number that is cited by hand: its sentence is read by the same rules as for a proposal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from repatria.registry.sources.documents import Document
from repatria.registry.sources.number_in_words import places
from repatria.registry.sources.said import ASSERTED, said_of
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

_FAR = 2_000  # code points read around words of which no claim was proposed
_BREAK = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+")


def said_there(figure: dict[str, Any], text: str, start: int, end: int, document: Document | None = None) -> str:
    """How text[start:end] says a figure, one of `SAID`; the first that is not asserted where it does so in many ways.

    A number may stand more than once in the words, and not at all where they give it in another way ("both"): then
    each of their words is asked. document: the one whose text it is, with what was proposed of it.
    """
    words = text[start:end]
    numbers = [figure[name] for name in ("value", "low", "high") if figure.get(name) is not None]
    found = [start + at for number in dict.fromkeys(numbers) for at in places(words, number)]
    asked = found or [start + word.start() for word in _WORD.finditer(words)]
    claims = _claims(text, start, end, document)
    told = (said_of(_placed(figure, at), _of(claims, at, start, end, words), text) for at in asked)
    return next((said for said in told if said != ASSERTED), ASSERTED)


def _placed(figure: dict[str, Any], at: int) -> dict[str, Any]:
    return figure | {"evidence": {"start": at}}


def _claims(text: str, start: int, end: int, document: Document | None) -> list[dict[str, Any]]:
    """The claims that the words touch: those proposed of the document, else those of the paragraph read by itself."""
    if document is not None:
        kept = document.claims.filter(start__lt=end, end__gt=start).order_by("start", "-end")
        if proposed := list(kept.values_list("content", flat=True)):
            return proposed
    begin = max((match.end() for match in _BREAK.finditer(text, max(0, start - _FAR), start)), default=0)
    begin = max(begin, start - _FAR, 0)
    stop = _BREAK.search(text, end, end + _FAR)
    part = text[begin : stop.start() if stop else end + _FAR]
    if part.rstrip()[-1:].isalnum():
        part = part.rstrip() + "."  # words alone would be taken for a headline, which claims nothing
    return [_moved(claim, begin) for claim in read(from_text(part, name="words")).as_dict()["claims"]]


def _moved(claim: dict[str, Any], by: int) -> dict[str, Any]:
    place = claim["evidence"]
    return claim | {"evidence": place | {"start": place["start"] + by, "end": place["end"] + by}}


def _of(claims: Sequence[dict[str, Any]], at: int, start: int, end: int, words: str) -> dict[str, Any]:
    """The claim that holds a place; the words themselves, as a fact, where none does."""
    for claim in claims:
        if claim["evidence"]["start"] <= at < claim["evidence"]["end"]:
            return claim
    return {"modality": ASSERTED, "kind": "fact", "evidence": {"quote": words, "start": start, "end": end}}
