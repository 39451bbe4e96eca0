"""Participles between a number and its noun: "64 identified soldiers", "5 still unnamed men"; not "9 recovered the remains"."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS, STOPS
from repatria.testimony.numbers.clauses import AUXILIARIES
from repatria.testimony.numbers.count_nouns import PLURAL
from repatria.testimony.text.segment import Token

_PARTICIPLES = frozenset(
    "identified recovered returned killed buried lost found listed fallen brought sent taken handed believed named".split()
)
_BEFORE_THEM = frozenset("still not yet no longer as newly never twice once already only so far".split())
_LONGEST = 4  # words between the number and its noun
_ONE_WHO_DOES = frozenset("team teams group groups party parties crew crews squad squads".split())
_REACH = 10  # tokens in which the verb of a subject follows its noun


def past_participles(tokens: Sequence[Token], first: int, i: int) -> int:
    """The token after the participles that open the noun phrase at `i`; `i` itself where none does.

    first: the first token of the number. Where the number may be the subject ("9 recovered remains"), a participle is
    one only if another verb follows.
    """
    j, participle = i, False
    while j < len(tokens) and j - i < _LONGEST:
        word = tokens[j].low
        if word in _PARTICIPLES:
            participle = True
        elif participle and word == "and" and j + 1 < len(tokens) and tokens[j + 1].low in _PARTICIPLES:
            pass  # "64 identified and named soldiers"
        elif not (word in _BEFORE_THEM or (word.endswith("ly") and word not in HEADS)):
            break
        j += 1
    if j == i or j >= len(tokens) or tokens[j - 1].low in ("so", "far", "as", "no", "only"):
        return i
    if not participle and not (_is_adjective(tokens[j].low) and j + 1 < len(tokens) and _is_noun(tokens[j + 1])):
        return i
    if participle and not _is_noun(tokens[j]) and not (j + 1 < len(tokens) and _is_noun(tokens[j + 1])):
        return i
    if participle and not _is_noun(tokens[j]) and tokens[j].low in STOPS:
        return i
    return j if not participle or not _may_be_subject(tokens, first) or _verb_follows(tokens, j) else i


def _is_adjective(word: str) -> bool:
    return word.isalpha() and word not in STOPS and (word not in HEADS or word == "missing")


def _is_noun(token: Token) -> bool:
    if token.low in STOPS:
        return False
    return token.low in HEADS or (token.text.islower() and PLURAL.match(token.low) is not None)


def _may_be_subject(tokens: Sequence[Token], first: int) -> bool:
    if not first or not tokens[first - 1].text[0].isalnum():
        return True
    lead = tokens[first - 1].low
    return lead == "of" and first > 1 and tokens[first - 2].low in _ONE_WHO_DOES


def _verb_follows(tokens: Sequence[Token], i: int) -> bool:
    return any(token.low in AUXILIARIES for token in tokens[i + 1 : i + _REACH])
