"""Events told by an action and its object anywhere in a clause: kept only beside a date, where no closer pattern spoke."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from repatria.testimony.dates.dated_spans import Dated, TimeMention
from repatria.testimony.events.loose_lexicon import LOOSE, Loose
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.necessary_words import Gate

GATE = Gate([rule.action for rule in LOOSE])
MOST_TOLD = 4  # tellings of one rule in a sentence
WAR_YEARS = ((1914, 1918), (1939, 1945), (1950, 1954), (1961, 1975))  # years in which losses of the record fall


# Words before an action that mean what was named before: "They had come down from Wonsan", "The first was raised in 1999".
_MEANT_BEFORE = compiled(
    r"(?:\b(?:they|it|these|those|both|all|some|none|each|another(?: \w+)?|others|the (?:first|second|third|fourth|last|next|rest|latter|former|largest|smallest|others?)|\w+ (?:of them|more)|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen)(?:\s+(?:that|which))?\s+|^)(?:(?:had|have|has|was|were|is|are|been|be|to|will|would|did|also|then|now|later|only|all|both|finally|already)\s+)*$",
    re.I,
)
_MEANT_WITHIN = compiled(r"(?:they|of them|more|\d+)\b")
_MEANT_AFTER = compiled(r"\s+(?:them|it|these|those|some|one|another)\b(?! (?:of|is|was))")


def loosely_told(
    sentence: str, inside: Sequence[TimeMention], possible: AbstractSet[int], *, persons: bool = True, before: str = ""
) -> Iterator[tuple[str, re.Match[str]]]:
    """Kinds that the sentence tells by action and object, with the place of the action, as often as it tells them.

    inside: the dates of the sentence; without a short one nothing is told. possible: numbers of the rules that may match. persons: whether a person is named or meant.
    before: the sentence before, in which the object stands where a pronoun or a bare number means it.
    """
    widths = [(d.date, width) for d in inside if (width := _width(d.date)) is not None]
    if not widths:
        return
    for number in sorted(possible):
        rule = LOOSE[number]
        fitting = [date for date, width in widths if width <= rule.widest]
        if not fitting or (rule.personal and not persons):
            continue
        if rule.wartime and not any(of_a_war(d) for d in fitting):
            continue
        for match in islice(rule.action.finditer(sentence), MOST_TOLD):
            if _near(rule, sentence, match) or (
                rule.object is not None and _meant(rule.object, sentence, match, before)
            ):
                yield rule.kind, match


def _meant(other: re.Pattern[str], sentence: str, match: re.Match[str], before: str) -> bool:
    """Whether a pronoun or a bare number near the action means an object named before."""
    return bool(
        (
            _MEANT_BEFORE.search(sentence, 0, match.start())
            or _MEANT_WITHIN.match(match[0])
            or _MEANT_AFTER.match(sentence, match.end())
        )
        and (other.search(before) or other.search(sentence, 0, match.start()))
    )


def _near(rule: Loose, sentence: str, match: re.Match[str]) -> bool:
    """Whether the object stands in the clause of the action, near it."""
    other = rule.object
    left = sentence[max(0, match.start() - rule.apart) : match.start()].rpartition(";")[2]
    right = sentence[match.end() : match.end() + rule.apart].partition(";")[0]
    return other is None or bool(other.search(left) or other.search(right) or other.search(match[0]))


def _width(date: Dated) -> int | None:
    """Days between the first and the last that a date can mean."""
    first, last = date.first_day, date.last_day
    return (last - first).days if first is not None and last is not None else None


def of_a_war(date: Dated) -> bool:
    """Whether a date falls into a war whose dead the record holds."""
    first = date.first_day
    return first is not None and any(a <= first.year <= b for a, b in WAR_YEARS)
