"""Bounds: two that make one range, those that leave their own number out, and those that a denied verb turns round."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers.number_reading import Number, read_number
from repatria.testimony.text.segment import Token

_NOUN_AND_JOINT = 3  # words between the two bounds: the noun of the first and what joins them
_NOUN = 3  # words of the noun between the two numbers of a range
_BELOW = frozenset((("fewer", "than"), ("less", "than"), ("under",), ("below",), ("<",), ("not", "even")))


def between_bounds(tokens: Sequence[Token], found: list[Number]) -> list[Number]:
    """ "Not fewer than 5,300 nor more than 7,800", "at least 12 boxes but no more than 20": two bounds are one range."""
    for n in range(len(found) - 1):
        low, high = found[n], found[n + 1]
        if low.qualifier not in ("at_least", "more_than") or low.value is None or high.value is None:
            continue
        joint = [token.low for token in tokens[low.last : high.first] if token.text != ","]
        nor = joint[-1:] == ["nor"] and high.qualifier == "more_than"
        led = tokens[high.first].low if high.first < high.words else ""
        if led == "nor" and high.qualifier == "up_to":
            joint, nor = [*joint, led], True
        joined = joint[-1:] and joint[-1] in ("and", "but", "or", "yet") and high.qualifier == "up_to"
        if not (nor or joined) or len(joint) > _NOUN_AND_JOINT or not all(word.isalpha() for word in joint):
            continue
        if not low.value < high.value:
            continue
        least = low.value + (low.qualifier == "more_than")
        most = high.value - is_below(tokens, high)
        one = Number(low.first, high.last, low.words, None, least, most, "between", spelled=low.spelled)
        return between_bounds(tokens, [*found[:n], one, *found[n + 2 :]])
    return found


def is_below(tokens: Sequence[Token], number: Number) -> bool:
    """Whether the number itself is left out: "fewer than 55" are 54 at most."""
    if number.qualifier != "up_to":
        return False
    words = tuple(token.low for token in tokens[number.first : number.words])
    return any(words[-len(one) :] == one for one in _BELOW)


def never_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether the verb before a bound is denied: "did not return fewer than 200", "were never fewer than 200"."""
    words = [token.low for token in tokens[max(0, at - 3) : at]]
    return "," not in words and any(word in ("never", "not") or word.endswith("n't") for word in words)


def of_one_noun(tokens: Sequence[Token], start: int, i: int, joint: tuple[str, ...]) -> Number | None:
    """ "Between 5,300 remains and 5,500 remains": one range of one noun told twice. i: the token after "between"."""
    first = read_number(tokens, i)
    if first is None or first[1] >= len(tokens) or not tokens[first[1]].text.isalpha() or tokens[first[1]].low in joint:
        return None
    noun = tokens[first[1]].low
    for at in range(first[1] + 1, min(first[1] + 1 + _NOUN, len(tokens) - 1)):
        if tokens[at].low in joint:
            second = read_number(tokens, at + 1)
            if second is None or second[1] >= len(tokens) or tokens[second[1]].low != noun or first[0] >= second[0]:
                return None
            return Number(start, second[1], i, None, first[0], second[0], "between", spelled=first[2])
    return None
