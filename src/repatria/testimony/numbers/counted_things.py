"""What a number counts where no noun follows it: the noun that stands for it elsewhere in the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, STOPS
from repatria.testimony.numbers.count_nouns import PLURAL, is_person
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.numbers.number_words import UNITS
from repatria.testimony.text.segment import Token

_THINGS_OF = frozenset("flight formation convoy fleet flotilla series".split())
_BODIES_OF = frozenset(
    "guard escort choir band audience gathering queue army regiment battalion brigade division gang clan tribe population class company complement contingent community congregation household workforce crowd crew staff force party team group squad platoon garrison column patrol delegation detachment".split()
)


def counted_before(tokens: Sequence[Token], number: Number) -> str | None:
    """ "the number of individuals is between 30 and 35": the unit named before the number."""
    words = [token.low for token in tokens[: number.first]]
    follow = tokens[number.last].low if number.last < len(tokens) else "."
    if words[-1:] == ["of"] and words[-2:-1] and words[-2] in _THINGS_OF:
        return "other"
    if len(words) > 1 and words[-1] == "of" and words[-2] in _BODIES_OF:
        return "persons"
    if (follow in ("in", "of") or words[-1:] == [","]) and (unit := _unit_in_apposition(tokens, number)) is not None:
        return unit
    if follow not in (
        ".",
        ",",
        ";",
        "by",
        "as",
        "in",
        "since",
        "on",
        ")",
        "and",
        "or",
        "while",
        "but",
        "from",
        "at",
        "for",
        "with",
        "to",
        "”",
        "a",
        "was",
        "were",
        "is",
        "are",
        "had",
        "the",
    ):
        return None
    ahead = [token.low for token in tokens[number.last : number.last + 9]]
    if ahead[:1] and ahead[0] in ("is", "was", "were", "are"):
        ahead = ahead[1:]
    if ahead[:1] == ["the"] and ahead[1:2] and ahead[1] in ("number", "total", "count") and ahead[2:3] == ["of"]:
        return next((HEADS[word] for word in ahead[3:] if word in HEADS), None)
    for i in range(len(words) - 1, max(-1, len(words) - 16), -1):
        if words[i] in ("number", "total", "count", "tally", "numbers") and i + 2 < len(words) and words[i + 1] == "of":
            for word in words[i + 2 : i + 7]:
                if word in HEADS:
                    return HEADS[word]
                if PLURAL.match(word) and word not in STOPS:
                    return "persons" if is_person(word) else "other"
    if words[-1:] and words[-1] in ("number", "numbers", "numbered", "totalled", "totaled", "total"):
        units = [HEADS[word] for word in words[-12:-1] if word in HEADS]
        if not units and any(PLURAL.match(word) for word in words[-4:-1]):
            return "other"  # "false positives numbered two"
        return units[0] if units else None
    return None


def _unit_in_apposition(tokens: Sequence[Token], number: Number) -> str | None:
    """ "The counties, 6 in all", "the graves, all 41 of them": the unit of the plural before the comma; "letters went
    unanswered, four of them": that of the plural with which the sentence begins.
    """
    ahead = [token.low for token in tokens[number.last : number.last + 2]]
    comma = number.first - 1
    if (
        ahead not in (["in", "all"], ["in", "total"], ["of", "them"])
        or comma < 1
        or tokens[comma].text not in (",", "(")
    ):
        return None
    if any(token.text[0].isdigit() or token.low in UNITS for token in tokens[:comma]):
        return None
    at_once = [comma - 1] if ahead[0] == "in" or PLURAL.match(tokens[comma - 1].low) else []
    for i in at_once or range(comma):
        word = tokens[i].low
        if word in HEADS and word not in STOPS and HEADS[word] not in ("years", "days"):
            return HEADS[word]
        if word not in STOPS and (tokens[i].text.islower() or i == 0) and PLURAL.match(word):
            return "persons" if is_person(word) else "other"
    return None


def label_unit(label: str) -> str | None:
    for word in re.findall(r"[a-z]+", label.lower()):
        if word in HEADS and HEADS[word] not in ("years", "days"):
            return HEADS[word]
    return None


_BETWEEN_REMAINS = frozenset(
    "the last first other these those another a what may be up an some we they believe believed believes thought think to appear appears is are said".split()
)


def remains_of(tokens: Sequence[Token], first: int) -> bool:
    """ "the remains of 229 soldiers" counts remains."""
    i = first - 1
    while i >= 0 and tokens[i].low in _BETWEEN_REMAINS:
        i -= 1
    if i < 1 or tokens[i].low != "of":
        return False
    if i + 1 < first and tokens[i - 1].low == "those":
        return False
    if tokens[i - 1].low == "those":
        return any(token.low == "remains" for token in tokens[max(0, i - 8) : i])
    return tokens[i - 1].low in ("remains", "bodies", "skeletons", "bones", "skulls", "body")


def measure(tokens: Sequence[Token], number: Number, end: int) -> bool:
    """Whether a stretch of time is told as a length ("took 30 days", "19 years old"), not as a date."""
    lead = tokens[number.first - 1].low if number.first else ""
    follow = tokens[end].low if end < len(tokens) else ""
    if lead == "for" and follow in ("before", "after"):
        return True  # "it rained for six days before ..."
    if follow in ("ago", "later", "earlier", "after", "before", "on", "past", "hence", "prior"):
        return False
    if follow == "of":
        return True  # "three days of fighting"
    if (
        lead == "last"
        and number.first > 1
        and tokens[number.first - 2].low in ("to", "will", "would", "may", "might", "could", "can")
    ):
        return True  # "is to last two and a half years"
    return lead not in ("next", "last", "past", "first", "every", "previous", "the", "-", "coming", "another's")
