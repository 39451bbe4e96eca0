"""Claims: each statement with its figures, dates, kind and modality."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.testimony.dates.dated_spans import Span, TimeMention
from repatria.testimony.denial import HEDGED, NEGATIVE, TAKEN_BACK, affirmed, denials
from repatria.testimony.events.commitments import promise_in
from repatria.testimony.model import Claim, Figure
from repatria.testimony.speakers.attribution import Statement
from repatria.testimony.text.first_characters import compiled

_OPINION = compiled(
    r"\b(?:seems? to|appears? to be|hailed|hopes?|hoped|sure to|ring hollow|sweet time|brush-?off|long-overdue|cynicism|disbelief|disappointing|disgrace(?:ful)?|shameful|heroic|unfortunately|"
    r"sadly|fortunately|clearly|dragging (?:their|its) feet|dodg(?:e|es|ed|ing)|should|ought to|must never|better things to do|not-so-|outrage(?:ous)?|wonderful|terrible|great progress|optimistic picture|deserve)\b",
    re.I,
)
_NEGATIVE = compiled(
    r"\b(?:does not|do not|did not|has not|have not|had not|is not|are not|was not|were not|cannot|can not|\w+n't|never|yet to|fail(?:s|ed)? to (?:return|come|arrive|reach)|no longer|none of|no (?!later|fewer|less|more than)\w+)\b",
    re.I,
)
# What could not be done was not: no reserve ("could") on its being done.
_UNDONE = compiled(
    r"\b(?:could not|couldn[’']t|cannot|can not)\b(?! rule| exclude| say| tell)|\bneither of\b|\bnone of\b|\bnot one of\b|\bnobody (?:was|has|had)\b",
    re.I,
)
_HEDGED = compiled(
    r"\b(?:apparently|likely|unlikely|(?-i:may)|might|could|perhaps|possibly|probably|reportedly|allegedly|purported(?:ly)?|appears? to|seems? to|suggest(?:s|ed)?)\b",
    re.I,
)
_FORECAST = compiled(
    r"\b(?:will|shall|expects? to|expected to|is to|are to|in the (?:near|not-too-distant) future|forecast|anticipate[sd]?|soon)\b",
    re.I,
)
_INTENTION = compiled(
    r"\b(?:plans? to|planning (?:to|for)|intends? to|aims? to|hopes? to|assessing|considering|exploring|seeks? to|wants? to|preparing to|look(?:s|ing) to|to plan for)\b",
    re.I,
)
_PLEDGE = compiled(
    r"\b(?:pledge[sd]|promise[sd]|vow(?:s|ed)|commit(?:s|ted) (?:\w+ )?to|agreed to|undertook|undertakes|will honou?r)\b",
    re.I,
)
_REFUTED = compiled(
    r"\b(?:denied|denies|refuted|rejected|false|untrue|incorrect|not true|inaccurate|disputed|retracted|withdrawn|mistaken|wrong(?:ly)?|misquoted|misstated|debunked|baseless)\b",
    re.I,
)
_PLEDGED = frozenset(("pledged", "promised", "vowed"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A statement cut to one claim, with what was read inside it."""

    statement: Statement
    start: int
    end: int


def cut(flat: str, statement: Statement, figures: Sequence[Figure]) -> list[Piece]:
    """One claim per statement; ", with 5,300 believed ..." is a claim of its own."""
    places = [f.evidence.start for f in figures if statement.start <= f.evidence.start < statement.end]
    cuts = [
        m.start()
        for m in re.finditer(
            r",\s+(?:with|including|of whom|of which|among them)\s+", flat[statement.start : statement.end]
        )
        if any(0 <= place - (statement.start + m.end()) <= 30 for place in places)
        and any(place < statement.start + m.start() for place in places)
    ]
    pieces = []
    start = statement.start
    for offset in cuts:
        at = statement.start + offset
        pieces.append(Piece(statement, start, at))
        start = at + len(re.match(r",\s+", flat[at : at + 10])[0])  # type: ignore[index]
    pieces.append(Piece(statement, start, statement.end))
    return pieces


def claim(
    text: str,
    flat: str,
    name: str,
    identity: str,
    piece: Piece,
    figures: Sequence[Figure],
    dates: Sequence[TimeMention],
) -> Claim:
    """The claim of a piece of text."""
    statement = piece.statement
    words = flat[piece.start : piece.end]
    inside = tuple(f for f in figures if piece.start <= f.evidence.start < piece.end)
    told = tuple(d for d in dates if piece.start <= d.span.start < piece.end)
    return Claim(
        identity,
        _kind(words, piece.start, statement, inside),
        statement.speaker.name if statement.speaker else None,
        statement.speaker.id if statement.speaker else None,
        (*statement.outlets, name),
        _modality_of_numbers(flat, piece, inside, _modality(words, statement)),
        Span.of(text, piece.start, piece.end),
        inside,
        told,
        speaker_assumed=statement.assumed,
    )


def _kind(words: str, start: int, statement: Statement, figures: Sequence[Figure]) -> str:
    if statement.role == "promised" or statement.verb in _PLEDGED:
        return "commitment"
    if (promise := promise_in(words)) and all(f.evidence.start >= start + promise.end() for f in figures):
        return "commitment"
    if any(f.unit not in ("other", "days", "years") and f.predicate not in ("handed_over",) for f in figures):
        return "figure"
    if statement.role == "judged" or (_OPINION.search(words) and not figures and statement.speaker is None):
        return "opinion"
    if statement.speaker is not None:
        if statement.quoted and len(words.split()) <= 9 and statement.verb in ("", "praises", "praised"):
            return "quotation"
        return "claim"
    return "fact"


def _modality(words: str, statement: Statement) -> str:
    told = _modality_of(words, statement)
    if told in TAKEN_BACK and (plain := affirmed(words)) != words:
        return _modality_of(plain, statement)
    return told


def _modality_of(words: str, statement: Statement) -> str:
    if statement.role == "refuted" or statement.verb in ("denied", "denies"):
        return "refuted" if statement.role == "refuted" else "negative"
    if statement.role == "promised" or statement.verb in _PLEDGED or _PLEDGE.search(words):
        return "pledge"
    if _REFUTED.search(words):
        return "refuted"
    if _INTENTION.search(words):
        return "intention"
    if _UNDONE.search(words):
        return "negative"
    if _HEDGED.search(words):
        return "hedged"
    if _FORECAST.search(words):
        return "forecast"
    if _NEGATIVE.search(words):
        return "negative"
    return "asserted"


def _modality_of_numbers(flat: str, piece: Piece, inside: Sequence[Figure], told: str) -> str:
    """The modality of a claim of which the sentence takes back every number, however its own words tell them."""
    denied = piece.statement.verb in ("denied", "denies") and told == NEGATIVE
    if not inside or (told in TAKEN_BACK and not denied):
        return told
    if denied:
        told = "asserted"  # "never denied that": whether it was denied is asked of the sentence
    taken_back = denials(flat, piece.start, piece.end, [f.evidence.start for f in inside])
    if len(taken_back) > 1 or (only := taken_back.pop()) is None:
        return told
    return only if only in TAKEN_BACK or (only == HEDGED and told == "asserted") else told
