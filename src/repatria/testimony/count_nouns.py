"""Nouns that no list holds: by their form persons, things or a length of time; and small counts that are not kept."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, STOPS
from repatria.testimony.numbers import Number
from repatria.testimony.segment import Token

# A count of this size is worth keeping whatever it counts, if it is written in digits or large.
_TELLING_COUNT = 11
_PERSON_FORM = re.compile(
    r"[a-z]*(?:marin|div|rescu|farm|teach|driv|settl|keep|fight|defend|attack|hunt|fish|climb|foreign|strang|newcom|labou?r|port|gunn|protest)ers$|[a-z]*(?:ists|ians|eers|men|women|ees|minors|migrants|infants|peasants|pilgrims|brothers|sisters|sons|daughters|uncles|cousins|nephews|nieces|siblings|widows|orphans)$"
)
# Third persons of verbs that look like plurals.
_VERBS = frozenset(
    "includes contains shows holds represents covers comes means makes takes gives says needs wants lists awaits waits goes puts leaves brings becomes begins ends seems".split()
)
# Counted only where the number is written in digits: "22 countries", but not "the two countries".
_POWERS = frozenset("nations countries states governments sides parties leaders armies allies".split())
# Those who speak, decide and report are not whom an account of the missing counts.
_SPEAKING = frozenset(
    "officials sources leaders diplomats senators lawmakers spokesmen negotiators analysts ministers presidents".split()
)
_DURATIONS = frozenset("week weeks month months hour hours decade decades minute minutes year years day days".split())
_CRAFT = re.compile(r"[A-Z]{1,3}-?\d{1,4}[A-Z]?s")  # "two C-17s", "three B-29s"
# What ends like those who do something and is none.
_THINGS = re.compile(
    r"(?:numb|lett|pap|ord|hang|contain|lock|bunk|trail|riv|comput|post|chamb|roll|track|mark|fold|bind|head|tow|show|flow|dinn|fib|cent|quart|headquart|corn|bord|barri|crat|bould|ladd|bomb|cruis|destroy|carri|tank|freight|chopp|transport|helicopt|answ|off|cov|pow|shelt|copt|met|lay|matt|wat|layer|burn|printer|gath|charact|filt|disast|lit|inter)ers$"
)
PLURAL = re.compile(r"[a-z]{3,}(?<![su])s$|[a-z]+(?:sses|xes|ches|shes)$")
# Plurals that measure or that no one counts for the missing.
_NOT_COUNTED = frozenset(
    "times minutes hours seconds miles kilometers kilometres metres meters feet inches acres hectares pounds tons tonnes degrees knots dollars euros pounds pesos yen won cents "
    "points votes percentages words pages news series species goods remains others ones weeks months decades centuries "
    "years days nights mornings degrees ways reasons questions steps things kinds sorts types rounds generations stories floors lines years' days' grams litres liters megawatts".split()
)


def is_minor(number: Number, noun: str) -> bool:
    """A small count in words of something that no list holds: kept only where the text says what became of it."""
    words = noun.lower().split()
    if noun and _CRAFT.fullmatch(noun.split()[-1]):
        return False
    if not number.spelled or (number.value or 0) >= _TELLING_COUNT or not words or words[-1] in HEADS:
        return False
    persons = _PERSON_FORM.match(words[-1]) or (words[-1].endswith("ers") and not _THINGS.search(words[-1]))
    return not persons or words[-1] in _SPEAKING


def is_duration(noun: str) -> bool:
    """Whether what was counted is a length of time, which no later bare number goes on counting."""
    words = noun.lower().split()
    return bool(words) and words[-1] in _DURATIONS


def unit_by_form(tokens: Sequence[Token], i: int, start: int, number: Number) -> str | None:
    """The unit of a plural noun that no list holds, by its form: "14 specialists" are persons, "26 files" something else."""
    word = tokens[i].low
    if _CRAFT.fullmatch(tokens[i].text):
        return "other"
    if i - start > 2 or number.value is None:
        return None
    if not tokens[i].text.islower() or word in _NOT_COUNTED or word in STOPS or word in _VERBS:
        return None
    if number.spelled and word in _POWERS and (number.value or 0) < _TELLING_COUNT:
        return None
    follow = tokens[i + 1] if i + 1 < len(tokens) else None
    if follow is not None and (follow.low in HEADS or follow.text[0] in "'-"):
        return None
    if _PERSON_FORM.match(word) or (word.endswith("ers") and len(word) > 5 and not _THINGS.search(word)):
        return "persons"
    return "other" if PLURAL.match(word) else None
