"""What a dated clause tells: the kinds of event for which the words of the clause, taken by their meanings, speak most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from repatria.testimony.actors import Mention
from repatria.testimony.event_frames import FRAMES
from repatria.testimony.frame_lexicon import MEANINGS
from repatria.testimony.inflection import noun_forms, verb_forms
from repatria.testimony.necessary_words import lowered

ENOUGH = 4  # weight of the features that tell a kind
FEW = 2  # at the head of an entry of a chronology, of which little is told
_APART = 7  # words within which the words of a set phrase follow its first
_NAMED = ("PERSON", "STATE", "PLACE", "IN", "missed", "unheld")  # meanings that no list holds
_BIT = {name: n for n, name in enumerate([*(m.name for m in MEANINGS), *_NAMED])}
_CLAUSE = re.compile(r";\s|:\s|\.\s|,\s(?:but|while|whereas|and then)\s")
_TOKEN = re.compile(r"[a-zé]+(?:-[a-z0-9]+)*")
_DENIALS = frozenset("not never nobody no none neither nor without failed fails refused t".split())
# A name after a preposition: where to or where from, and where.
_PLACE = re.compile(r"\b(?:(?P<in>in|at)|to|into|from|via|reach(?:ed|es)|left|toured)\s+(?:the\s+)?[A-Z][a-z]")
# Words that stand for what the sentence before tells of.
_MEANT = re.compile(
    r"\W*(?:it|they|this|that|these|those|he|she|both|all|the (?:first|second|other|same|latter|rest)|one|another|none|on|in|by|at|since|half|two|three|four|five|\d+|opened|fell)\b"
)
_WHO = {"person": "PERSON", "state": "STATE", "organisation": "STATE"}
_UNDONE = ((_BIT["attend"], _BIT["missed"]), (_BIT["held"], _BIT["unheld"]))
_SHORTEST = 5  # letters of the shortest beginning


def _lexicon() -> tuple[dict[str, set[int]], dict[str, set[int]], dict[str, list[tuple[tuple[str, ...], int]]]]:
    """Words, beginnings of words and the first words of set phrases, each with the meanings they have."""
    words: dict[str, set[int]] = {}
    stems: dict[str, set[int]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for meaning in MEANINGS:
        number = _BIT[meaning.name]
        for entries, inflected in ((meaning.verbs, verb_forms), (meaning.nouns, noun_forms)):
            for entry in entries.lower().split():
                first, *rest = entry.split("+")
                for form in inflected(first):
                    if rest:
                        phrases.setdefault(form, []).append((tuple(rest), number))
                    else:
                        words.setdefault(form, set()).add(number)
        for stem in meaning.stems.lower().split():
            stems.setdefault(stem, set()).add(number)
    return words, stems, phrases


_WORDS, _STEMS, _PHRASES = _lexicon()
_LONGEST = max(map(len, _STEMS))
_FEATURES = tuple(
    (number, tuple(_BIT[name] for name in names.split()), weight)
    for number, (_, features) in enumerate(FRAMES)
    for names, weight in features
)
_MASKS = tuple(sum(1 << bit for bit in set(bits)) for _, bits, _ in _FEATURES)


@dataclass(frozen=True, slots=True)
class Told:
    """A kind told, how much speaks for it, and the first word that does."""

    kind: str
    weight: int
    match: re.Match[str]


@lru_cache(maxsize=32768)
def _meanings(word: str) -> tuple[int, ...]:
    """The meanings of one word, set phrases aside."""
    found = set(_WORDS.get(word, ()))
    for length in range(min(_SHORTEST, len(word)), min(len(word), _LONGEST) + 1):
        found |= _STEMS.get(word[:length], set())
    return tuple(found)


def told_by_words(
    sentence: str, start: int, end: int, named: Sequence[Mention] = (), *, entry: bool = False, before: str = ""
) -> list[Told]:
    """The kinds for which the words around a date at [start, end) speak enough, those that do most first.

    The clause of the date is asked first, then the sentence, then the sentence with the one before it, where that tells
    what a pronoun stands for. named: who is named in the sentence. entry: whether the date heads an entry, so that the
    words after it do tell an event, and few are enough.
    """
    low = lowered(sentence)
    left = max((m.end() for m in _CLAUSE.finditer(sentence, 0, start)), default=0)
    after = None if entry else _CLAUSE.search(sentence, end)
    right = after.start() if after else len(sentence)
    own = [t for t in _TOKEN.finditer(low) if t.end() <= start or t.start() >= end]
    clause = [t for t in own if left <= t.start() < right]
    least = FEW if entry else ENOUGH
    told = _weighed(clause, named, _places_in(sentence, left, start, end, right), least)
    if not told and len(clause) < len(own):
        told = _weighed(own, named, _places_in(sentence, 0, start, end, len(sentence)), least)
    if not told and before and _MEANT.match(low):
        earlier = list(_TOKEN.finditer(lowered(before)))
        told = _weighed([*own, *earlier], named, set(), least)
    return told


def _places_in(sentence: str, left: int, start: int, end: int, right: int) -> set[str]:
    """Whether names of places stand after "in" and after "to", outside the date."""
    found = (*_PLACE.finditer(sentence, left, start), *_PLACE.finditer(sentence, end, right))
    return {"IN" if m["in"] else "PLACE" for m in found}


def _weighed(tokens: Sequence[re.Match[str]], named: Sequence[Mention], put: set[str], least: int) -> list[Told]:
    """The kinds for which the words speak enough, those for which they speak most first."""
    places: dict[int, set[int]] = {}  # meaning -> numbers of the words that have it
    denied = {at for at, token in enumerate(tokens) if token[0] in _DENIALS}
    for at, token in enumerate(tokens):
        for meaning in _meanings(token[0]):
            places.setdefault(meaning, set()).add(at)
        for rest, meaning in _PHRASES.get(token[0], ()):
            following = [t[0] for t in tokens[at + 1 : at + 1 + _APART]]
            if all(word in following for word in rest):
                places.setdefault(meaning, set()).add(at)
    for deed, undone in _UNDONE if denied else ():
        if found := {at for at in places.get(deed, ()) if denied & {at - 1, at - 2, at - 3}}:
            places[undone] = found
    for n, mention in enumerate(named, 1):
        if meaning := _WHO.get(mention.kind):
            places.setdefault(_BIT[meaning], set()).add(-n)
    for n, name in enumerate(put):
        places[_BIT[name]] = {-1000 - n}
    present = sum(1 << meaning for meaning in places)
    weights: dict[int, int] = {}
    first: dict[int, int] = {}
    for (kind, bits, weight), mask in zip(_FEATURES, _MASKS, strict=True):
        if mask & present != mask or (len(bits) > 1 and not _distinct([places[b] for b in bits])):
            continue
        weights[kind] = weights.get(kind, 0) + weight
        at = min(max(place, 0) for b in bits for place in places[b])
        first[kind] = min(at, first.get(kind, at))
    told = [Told(FRAMES[kind][0], weight, tokens[first[kind]]) for kind, weight in weights.items() if weight >= least]
    return sorted(told, key=lambda t: -t.weight)


def _distinct(places: Sequence[set[int]]) -> bool:
    """Whether as many words stand there as meanings are asked for."""
    return len(set().union(*places)) >= len(places)
