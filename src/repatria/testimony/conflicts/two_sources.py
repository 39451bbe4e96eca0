"""One thing told otherwise by another source: "The state's own roll says eight", "the wartime report has none"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from repatria.testimony.conflicts.compared_figures import Item, conflict_of, disagree
from repatria.testimony.conflicts.counts_compared import OTHER_TIME
from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.model import Claim, Conflict, Position, Reading
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.inflection import forms

_NEAR = 420  # code points between two counts of one thing
_BEFORE = 3  # counts before another's among which the one it denies is looked for
_LEAST_ALIKE = 0.3  # the smaller of two counts of one thing, as a part of the larger
_EARLIER_PAPER = compiled(r"\b(?:earlier|first|previous|last) (?=draft|version|edition|report|count|list|release)")
_LEAST = 2
_GUESSED = frozenset(["days", "other"])  # units that a bare number beside them need not share
_NUMBER_ONLY = compiled(
    r"(?:\d|million|hundred|thousand|dozen|teen|ty|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$"
)
_TIME_OR_PLACE = compiled(r"\b(?:weeks?|months?|hours?|minutes?|miles?|km|metres?|meters?|feet|times?)$")
_CLEARLY = 0.8  # "as many as 120" and "about 80" are two counts
_ASSERTS = compiled(
    rf"\b(?:{forms('say give show count list report record make claim note get')}|ha(?:s|ve|d)|admit(?:s|ted)? to|(?:knows?|knew|speaks?|spoke|spoken) of|puts? (?:it|them|this|that) at|ha[sd] it at|comes? to|came to|makes? it|made it)"
    r"\s+(?:that\s+)?(?:it (?:is|was|at)\s+)?[“\"]?(?:(?:only|just|about|some|at least|no fewer than|no more than|over|under|nearly|almost|around|between|upwards of|up to|as many as|over|a little|a total of)\s+)*$"
)
_BARE = compiled(
    r"[”\"]?\s*(?:[.,;:)!?\]”\"]|$|\b(?:and|but|or|in all|altogether|of them|according|at most|at least)\b)"
)
_ACCORDING = compiled(r"[^.;]{0,30}?\baccording to\b")
_OF_WHOLE = compiled(
    r"(?:^|[.;,]\s+)(?:[Oo]f|[Aa]mong|[Ff]rom) (?:the|those|these|them|which|whom|its|their|all)\b[^.;]*$|\b(?:including|among them|the rest|the others|as against|down from|up from)\b"
)
_HAS_NONE = compiled(
    r"\b(?:report|record|log|list|file|diary|card|account|statement|register|roll|map|minutes|summary|version|book|history|note|release|office|embassy|ministry|army|agency)s?\b[^.;]{0,40}?\b(?:has|have|had|shows?|showed|gives?|gave|mentions?|mentioned|lists?|listed|knows? of|records?|recorded)\s+(?:none|nothing|no such \w+|no trace|not one|no (?:word|mention) of (?:it|them|this))(?=[.,;!]|$|\s+(?:of|at all)\b)"
    r"|\b(?:has|have|had) no (?:memory|recollection|record|knowledge|trace) of\b"
)
_NEGATION = compiled(r"\b(?:no|not|never|none|nobody|nothing|without|n't)\b|n[’']t\b")
_CONTENT = compiled(r"[a-z]{5,}")
_COMMON = frozenset(
    "would could should there their about which while after before because other remains soldiers people north south korea korean being between under those these where have been said says told since years family families american americans identified officials government".split()
)
_SHARED = 2  # words of one's statement that another's denial takes up
_APART = 260  # code points between a statement and its denial


def another_source(readings: Sequence[Reading]) -> list[Conflict]:
    """A bare number that one source gives after another's of the same thing: "The state's own roll says eight"."""
    found = []
    for reading in readings:
        text = reading.document.text
        items = [(reading, c, f) for c in reading.claims for f in c.figures if f.unit != "years"]
        items.sort(key=lambda item: item[2].evidence.start)
        told: set[int] = set()  # counts that another source denies
        for n, second in enumerate(items):
            b = second[2]
            lead = text[max(0, b.evidence.start - 70) : b.evidence.start]
            asserted = _ASSERTS.search(lead) and _BARE.match(text, b.evidence.end)
            if not _NUMBER_ONLY.search(b.evidence.quote) or not (asserted or _ACCORDING.match(text, b.evidence.end)):
                continue
            first = next((a for a in reversed(items[max(0, n - _BEFORE) : n]) if _of_one_thing(text, a, second)), None)
            if (
                first is not None
                and first[2].evidence.start not in told
                and (asserted or _ACCORDING.match(text, first[2].evidence.end))
            ):
                told.add(first[2].evidence.start)
                found.append(
                    conflict_of(
                        "another_source", "value", "One thing, two sources", "two sources, two numbers", first, second
                    )
                )
    return found


def _of_one_thing(text: str, first: Item, second: Item) -> bool:
    a, b = first[2], second[2]
    between = text[a.evidence.end : b.evidence.start]
    high_a, high_b = a.high or a.value or 0, b.high or b.value or 0
    return (
        len(between) <= _NEAR
        and a.part is None
        and b.part is None
        and min(high_a, high_b) >= _LEAST
        and (a.unit == b.unit or not _GUESSED.isdisjoint((a.unit, b.unit)))
        and not _TIME_OR_PLACE.search(a.evidence.quote)
        and min(high_a, high_b) >= _LEAST_ALIKE * max(high_a, high_b)
        and ((0 < high_a < 1) == (0 < high_b < 1))
        and (disagree(a, b) or (a.qualifier == "up_to" and min(high_a, high_b) < _CLEARLY * max(high_a, high_b)))
        and not OTHER_TIME.search(_EARLIER_PAPER.sub("", between))
        and not _OF_WHOLE.search(between)
    )


def source_has_none(readings: Sequence[Reading]) -> list[Conflict]:
    """ "One parachute, she insists, opened. The wartime report has none"."""
    found = []
    for reading in readings:
        for match in _HAS_NONE.finditer(reading.document.text):
            pair = _claims_around(reading, match.start(), match.end())
            if pair is not None:
                found.append(
                    _two_statements("source_has_none", "One thing, two sources", "a source has none", reading, pair)
                )
    return found


def one_denies(readings: Sequence[Reading]) -> list[Conflict]:
    """ "AFP had it that the North had asked for a delay; an official said no delay had been asked for"."""
    found = []
    for reading in readings:
        for first, second in _by_two(reading):
            one, other = first.evidence.quote, second.evidence.quote
            if bool(_NEGATION.search(one)) == bool(_NEGATION.search(other)):
                continue
            denial = other if _NEGATION.search(other) else one
            shared = (_words(one) & _words(other)) - _COMMON
            if len(shared) >= _SHARED and len(shared) >= _LEAST_ALIKE * len(_words(denial) - _COMMON):
                found.append(
                    _two_statements(
                        "one_denies", "Two statements", "one denies what the other says", reading, (first, second)
                    )
                )
    return found


def _by_two(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """Neighbouring statements of two speakers."""
    said = [(c, source) for c in reading.claims if (source := _source(c)) is not None]
    for (first, one), (second, other) in pairwise(said):
        gap = second.evidence.start - first.evidence.end
        if one != other and 0 <= gap <= _APART:
            yield first, second


def _source(claim: Claim) -> str | None:
    """Who or what says it: the speaker, else the outlet nearest to the words."""
    return claim.speaker_id or (claim.attribution[0] if len(claim.attribution) > 1 else None)


def _words(text: str) -> frozenset[str]:
    """The words of a statement by their stems."""
    return frozenset(re.sub(r"(?:ing|ed|es|s)$", "", word) for word in _CONTENT.findall(text.lower()))


def _claims_around(reading: Reading, start: int, end: int) -> tuple[Claim, Claim] | None:
    """The claim told before a place and the one that holds it."""
    holding = [c for c in reading.claims if c.evidence.start < end and start < c.evidence.end]
    before = [c for c in reading.claims if holding and c.evidence.end <= holding[0].evidence.start]
    if holding and before and holding[0].evidence.start - before[-1].evidence.end < _APART:
        return before[-1], holding[0]
    return None


def _two_statements(rule: str, topic: str, nature: str, reading: Reading, pair: tuple[Claim, Claim]) -> Conflict:
    sides = tuple(
        Position(f"{c.speaker or 'the text'}: {c.evidence.quote[:80]}", reading.document.name, c.evidence, (c.id,))
        for c in pair
    )
    return Conflict(rule, "status", topic, nature, sides)


_STED = compiled(r"\bto (?P<new>[^,;:()]{1,40}?),? (?:sted|instead of|in place of) (?P<old>[^,;:().]{1,40}(?:\. \d+)?)")
_CORRECTS = compiled(r"\bCORRECTS?\b|\b(?:[Cc]orrects|[Cc]orrecting)\b")


def corrected_in_a_note(readings: Sequence[Reading]) -> list[Conflict]:
    """ "CORRECTS in lead number of sets to 17, sted 19": what a note to editors puts in place of what it sent before."""
    found = []
    for reading in readings:
        text = reading.document.text
        for note in _CORRECTS.finditer(text):
            stop = text.find("\n", note.end())
            for match in _STED.finditer(text, note.end(), len(text) if stop < 0 else stop):
                sides = tuple(
                    Position(match[group].strip(), reading.document.name, Span.of(text, *match.span(group)))
                    for group in ("old", "new")
                )
                nature = "a note of correction replaces what was told"
                found.append(
                    Conflict("note_of_correction", "correction", f"A correction: {match['old'].strip()}", nature, sides)
                )
    return found


RULES = (another_source, source_has_none, one_denies, corrected_in_a_note)
