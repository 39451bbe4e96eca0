"""What a dated clause tells: the kinds of event for which the words of the clause, taken by their meanings, speak most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from repatria.testimony.events.event_frames import FRAMES
from repatria.testimony.events.frame_lexicon import MEANINGS
from repatria.testimony.speakers.actors import Mention
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.inflection import noun_forms, verb_forms
from repatria.testimony.text.necessary_words import lowered

ENOUGH = 4  # weight of the features that tell a kind
SCANT = 3  # weight that is taken where nothing weighs enough
FEW = 2  # at the head of an entry of a chronology, of which little is told
_APART = 7  # words within which the words of a set phrase follow its first
_NAMED = ("PERSON", "STATE", "PLACE", "IN", "missed", "unheld")  # meanings that no list holds
_BIT = {name: n for n, name in enumerate([*(m.name for m in MEANINGS), *_NAMED])}
_CLAUSE = compiled(r";\s|:\s|\.\s|,\s(?:but|while|whereas|and then)\s")
_TOKEN = compiled(r"[a-zé]+(?:-[a-z0-9]+)*")
_DENIALS = frozenset("not never nobody no none neither nor without failed fails refused t".split())
# A name after a preposition: where to or where from, and where.
_PLACE = compiled(
    r"\b(?:(?P<in>in|at)|to|into|from|via|for|towards?|reach(?:ed|es)|left|toured)\s+(?:the\s+)?[A-Z][a-z]"
)
# Words that stand for what the sentence before tells of.
_MEANT = compiled(
    r"\W*(?:it|they|this|that|these|those|he|she|both|all|the (?:first|second|other|same|latter|rest)|one|another|none|on|in|by|at|since|half|two|three|four|five|\d+|opened|fell)\b"
)
_WHO = {kind: 1 << _BIT[name] for kind, name in (("person", "PERSON"), ("state", "STATE"), ("organisation", "STATE"))}
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


def _bits(names: Sequence[str]) -> int:
    return sum({1 << _BIT[name] for name in names})


_WORDS, _STEMS, _PHRASES = _lexicon()
_LONGEST = max(map(len, _STEMS))
_NO_WORDS = frozenset(_NAMED[:4])
# A feature: the number of its kind, its meanings as bits, how many words must have them, its weight.
_FEATURES = tuple(
    (number, _bits(names.split()), sum(name not in _NO_WORDS for name in names.split()), weight)
    for number, (_, features) in enumerate(FRAMES)
    for names, weight in features
)


@dataclass(frozen=True, slots=True)
class Told:
    """A kind told, how much speaks for it, and the first word that does."""

    kind: str
    weight: int
    match: re.Match[str]


@lru_cache(maxsize=32768)
def _meanings(word: str) -> int:
    """The meanings of one word, set phrases aside, each a bit."""
    found = set(_WORDS.get(word, ()))
    for length in range(min(_SHORTEST, len(word)), min(len(word), _LONGEST) + 1):
        found |= _STEMS.get(word[:length], set())
    return sum(1 << meaning for meaning in found)


class _Word(NamedTuple):
    """A word of a sentence with its meanings, each a bit."""

    match: re.Match[str]
    bits: int


@lru_cache(maxsize=256)
def _words_of(sentence: str) -> tuple[_Word, ...]:
    """The words of a sentence that mean something for events."""
    tokens = list(_TOKEN.finditer(lowered(sentence)))
    words = [token[0] for token in tokens]
    found = []
    for at, word in enumerate(words):
        bits = _meanings(word)
        for rest, meaning in _PHRASES.get(word, ()):
            following = words[at + 1 : at + 1 + _APART]
            if all(other in following for other in rest):
                bits |= 1 << meaning
        for deed, undone in _UNDONE:
            if bits >> deed & 1 and (
                not _DENIALS.isdisjoint(words[max(0, at - 3) : at]) or words[at + 1 : at + 2] == ["not"]
            ):
                bits |= 1 << undone
        if bits:
            found.append(_Word(tokens[at], bits))
    return tuple(found)


def told_by_words(
    sentence: str,
    start: int,
    end: int,
    named: Sequence[Mention] = (),
    *,
    entry: bool = False,
    scant: bool = False,
    before: str = "",
) -> list[Told]:
    """The kinds for which the words around a date at [start, end) speak enough, those that do most first.

    The clause of the date is asked first, then the sentence, then the sentence with the one before it, where that tells
    what a pronoun stands for. named: who is named in the sentence. entry: whether the date heads an entry, so that the
    words after it do tell an event, and few are enough. scant: whether less is taken where nothing weighs enough.
    """
    left = max((m.end() for m in _CLAUSE.finditer(sentence, 0, start)), default=0)
    after = None if entry else _CLAUSE.search(sentence, end)
    right = after.start() if after else len(sentence)
    own = [w for w in _words_of(sentence) if w.match.end() <= start or w.match.start() >= end]
    clause = [w for w in own if left <= w.match.start() < right]
    least = FEW if entry else ENOUGH
    told = _weighed(clause, named, _places_in(sentence, left, start, end, right), least)
    if not told and len(clause) < len(own):
        told = _weighed(own, named, _places_in(sentence, 0, start, end, len(sentence)), least)
    if not told and before and _MEANT.match(lowered(sentence)):
        told = _weighed([*own, *_words_of(before)], named, 0, least)
    if not told and scant:
        told = _weighed(own, named, _places_in(sentence, 0, start, end, len(sentence)), SCANT)
    return told


def _places_in(sentence: str, left: int, start: int, end: int, right: int) -> int:
    """Whether names of places stand after "in" and after "to", outside the date, each a bit."""
    found = (*_PLACE.finditer(sentence, left, start), *_PLACE.finditer(sentence, end, right))
    return sum({1 << _BIT["IN" if m["in"] else "PLACE"] for m in found})


def _weighed(words: Sequence[_Word], named: Sequence[Mention], present: int, least: int) -> list[Told]:
    """The kinds for which the words speak enough, those for which they speak most first.

    present: what is meant besides by names of places.
    """
    for word in words:
        present |= word.bits
    for mention in named:
        present |= _WHO.get(mention.kind, 0)
    weights: dict[int, int] = {}
    first: dict[int, int] = {}
    for kind, mask, asked, weight in _FEATURES:
        if mask & present != mask:
            continue
        meant = [at for at, word in enumerate(words) if word.bits & mask]
        if len(meant) >= asked:
            weights[kind] = weights.get(kind, 0) + weight
            first[kind] = min(meant[0], first.get(kind, meant[0]))
    told = [
        Told(FRAMES[kind][0], weight, words[first[kind]].match) for kind, weight in weights.items() if weight >= least
    ]
    return sorted(told, key=lambda t: -t.weight)
