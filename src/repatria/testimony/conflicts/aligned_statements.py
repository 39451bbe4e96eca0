"""Two statements in nearly the same words that give another number, or of which one denies the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from repatria.testimony.conflicts.compared_figures import Item, conflict_of, disagree
from repatria.testimony.conflicts.counts_compared import head_noun
from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.model import Claim, Conflict, Position, Reading
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.stems import COMMON, WORD, stem

_MOST_WITH_A_WORD = 12  # statements with one word that are compared
_ALIKE = 0.6  # share of the words of the shorter statement that stand in the other too
_FAR = 1600  # code points within which two statements are set beside each other
# Words by which a later number does not gainsay an earlier one.
_ANOTHER_TIME = compiled(
    r"\b(?:rose|risen|rising|grown|grew|fell|fallen|since|now|later|more|further|another|again|then|so far|already|last|next|first|second|third|earlier|previous(?:ly)?|year|month|week|quarter|about|around|nearly|almost|some|roughly|other)\b",
    re.I,
)
_NEGATED = compiled(
    r"\b(?:not|never|no|nothing|none|nobody|nowhere|neither|yet to|fail(?:s|ed)? to|refused to)\b|n['’]t\b", re.I
)
_CLAIMING = compiled(r"\b(?:claims?|claimed|insists?|boasts?|alleges?|pretends?|purports?)\b")
_DONE = compiled(r"\b(?:completed?|finished|ended|concluded|done|over|closed|wound up|accomplished)\b", re.I)
_NOT_BEGUN = compiled(
    r"\b(?:not|never|yet to|n['’]t)\b[^.;]{0,20}\b(?:begun|begin|began|start(?:ed)?|opened|commenced?)\b", re.I
)
# One speaker is set against another: "tells it another way", "The book is wrong".
_AGAINST = compiled(
    r"\b(?:another way|differently|otherwise|is wrong|was wrong|are wrong|begs? to differ|disagree[sd]?|on the contrary|nonsense|rubbish|snorts?|shakes? (?:his|her) head|scoffs?|not so|has it otherwise|will have none of it)\b",
    re.I,
)
_OF_THEM = compiled(r"\b[Oo]f (?:them|these|those|whom|which)\b")


class _Told(NamedTuple):
    """A statement with the stems of its words."""

    reading: Reading
    claim: Claim
    stems: frozenset[str]


def _told(reading: Reading) -> list[_Told]:
    found = []
    for claim in reading.claims:
        words = {w.lower() for w in WORD.findall(claim.evidence.quote)} - COMMON
        found.append(_Told(reading, claim, frozenset(map(stem, words))))
    return found


def _pairs(told: Sequence[_Told], least: int) -> Iterator[tuple[_Told, _Told, float]]:
    """Pairs of near statements with at least so many words in common, and what share of the shorter these are."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        shared: dict[int, int] = defaultdict(int)
        for word in one.stems:
            for earlier in index[word][-_MOST_WITH_A_WORD:]:
                shared[earlier] += 1
            index[word].append(number)
        for earlier, count in shared.items():
            first = told[earlier]
            if count >= least and one.claim.evidence.start - first.claim.evidence.end <= _FAR:
                yield first, one, count / max(1, min(len(first.stems), len(one.stems)))


def aligned(readings: Sequence[Reading]) -> list[Conflict]:
    """ "were handed over on 3 October, in 19 boxes" and "were handed over on 12 October, in 17 boxes"."""
    found = []
    for reading in readings:
        for first, second, share in _pairs(_told(reading), 2):
            a, b = first.claim, second.claim
            if a.evidence.overlaps(b.evidence):
                continue
            if share >= _ALIKE:
                found += _values(reading, a, b)
    return found


def _values(reading: Reading, a: Claim, b: Claim) -> list[Conflict]:
    for f in a.figures:
        for g in b.figures:
            if (
                f.value is None
                or g.value is None
                or f.unit in ("years", "days")
                or f.unit != g.unit
                or head_noun(f.population) != head_noun(g.population)
                or {f.qualifier, g.qualifier} - {"exact"}
                or min(f.value, g.value) < 3
                or max(f.value, g.value) > 3 * min(f.value, g.value)
                or not disagree(f, g)
            ):
                continue
            lead = reading.document.text[max(0, g.evidence.start - 40) : g.evidence.start]
            if _ANOTHER_TIME.search(a.evidence.quote + " " + b.evidence.quote) or _OF_THEM.search(lead):
                continue
            one: Item = (reading, a, f)
            nature = "nearly the same words, another number"
            return [
                conflict_of("told_with_two_numbers", "value", "One thing, two numbers", nature, one, (reading, b, g))
            ]
    return []


def set_against(readings: Sequence[Reading]) -> list[Conflict]:
    """Two speakers' numbers of one thing with words between them that set one against the other."""
    found = []
    for reading in readings:
        items = [
            (reading, c, f) for c in reading.claims for f in c.figures if f.value and f.unit not in ("years", "days")
        ]
        items.sort(key=lambda item: item[2].evidence.start)
        for match in _AGAINST.finditer(reading.document.text):
            before = [i for i in items if match.start() - 400 <= i[2].evidence.start < match.start()][-4:]
            after = [i for i in items if match.end() <= i[2].evidence.start <= match.end() + 260][:3]
            pair = next(
                (
                    (x, y)
                    for y in after
                    for x in reversed(before)
                    if x[1].speaker != y[1].speaker and _one_noun(x, y) and disagree(x[2], y[2])
                ),
                None,
            )
            if pair:
                found.append(conflict_of("disputed", "value", "A disputed number", "two speakers, two numbers", *pair))
    return found


def _one_noun(x: Item, y: Item) -> bool:
    a, b = x[2].value or 0, y[2].value or 0
    return (
        min(a, b) >= 3
        and max(a, b) <= 3 * min(a, b)
        and bool(set(x[2].population.lower().split()) & set(y[2].population.lower().split()) - {"of", "the", "in"})
        and not {x[2].qualifier, y[2].qualifier} - {"exact"}
    )


def denied(readings: Sequence[Reading]) -> list[Conflict]:
    """ "claims that the search has been completed. ... The search has not begun"; "was called off" and "was never called off"."""
    found = []
    for reading in readings:
        for first, second, share in _pairs(_told(reading), 1):
            a, b = first.claim, second.claim
            attributed = a.speaker or b.speaker or _CLAIMING.search(a.evidence.quote)
            if (a.speaker == b.speaker is not None) or not attributed or a.evidence.overlaps(b.evidence):
                continue
            one, other = a.evidence.quote, b.evidence.quote
            opposed = (_DONE.search(one) and _NOT_BEGUN.search(other)) or (
                _NOT_BEGUN.search(one) and _DONE.search(other)
            )
            negated = share >= 0.5 and len(first.stems & second.stems) >= 3 and _one_negates(first, second)
            if not (opposed and _subject_of(one) & _subject_of(other)) and not negated:
                continue
            sides = tuple(
                Position(
                    f"{c.speaker or 'the text'}: {c.evidence.quote[:80]}", reading.document.name, c.evidence, (c.id,)
                )
                for c in (a, b)
            )
            found.append(Conflict("one_denies", "status", "Two statements", "one denies what the other says", sides))
    return found[:8]


def _subject_of(words: str) -> set[str]:
    return {
        stem(w)
        for w in re.findall(r"\b(?:the|its|their|his|her|that)\s+(?:\w+\s)??(\w{4,})", words, re.I)
        if w.lower() not in COMMON
    }


def _one_negates(first: _Told, second: _Told) -> bool:
    """Whether a shared word is negated in one statement and told plainly in the other."""
    shared = first.stems & second.stems
    negated = []
    for one in (first, second):
        words: set[str] = set()
        for match in _NEGATED.finditer(one.claim.evidence.quote):
            words |= {stem(w) for w in WORD.findall(one.claim.evidence.quote[match.end() : match.end() + 30])[:3]}
        negated.append(words & shared)
    return bool(negated[0] ^ negated[1])


_FOR_READ = compiled(
    r"\b[Ff]or\s+[“\"‘'](?P<old>[^“”\"’]{2,80})[”\"’'],?\s+(?:please\s+)?read:?\s+[“\"‘'](?P<new>[^“”\"’]{2,80})[”\"’']"
)


def for_read(readings: Sequence[Reading]) -> list[Conflict]:
    """ "For '21 sets' read '12 sets'"."""
    found = []
    for reading in readings:
        text, name = reading.document.text, reading.document.name
        for match in _FOR_READ.finditer(text):
            sides = tuple(Position(match[g], name, Span.of(text, *match.span(g))) for g in ("old", "new"))
            nature = "an erratum replaces what was printed"
            found.append(Conflict("note_of_correction", "correction", f"A correction: {match['old']}", nature, sides))
    return found


RULES = (aligned, set_against, denied, for_read)
