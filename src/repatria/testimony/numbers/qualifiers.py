"""How surely a number is told: exact, about, believed, from the word before it, the words after it and its roundness."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.text.segment import Token

# Words after a number or its noun -> qualifier.
_AFTER: dict[tuple[str, ...], str] = {
    tuple(words.split()): qualifier
    for qualifier, phrases in {
        "at_least": "or more|and more|if not more|maybe more|perhaps more|possibly more|or even more|and counting|and rising|at least|at the least|at the very least|at a minimum|minimum|plus",
        "up_to": "or fewer|or less|if that|if not fewer|at most|at the most|at the very most|at the outside|at the very outside|at best|at a maximum|maximum|max|tops",
        "approx": "or so|or thereabouts|give or take|more or less|at a guess|at a rough count|odd|or around|approximately|roughly|in round numbers|in round figures",
    }.items()
    for words in phrases.split("|")
}
_RATES = ("a", "an", "per", "each", "every")
_LONGEST_AFTER = max(len(words) for words in _AFTER)
_OPEN_AFTER = frozenset(words[0] for words in _AFTER)


def qualified_after(tokens: Sequence[Token], i: int) -> tuple[str, int] | None:
    """The qualifier that begins at token i, after a comma or not, and the token after it."""
    if i < len(tokens) and tokens[i].text == ",":
        i += 1
    if i >= len(tokens) or tokens[i].low not in _OPEN_AFTER:
        return None
    for length in range(_LONGEST_AFTER, 0, -1):
        words = tuple(token.low for token in tokens[i : i + length])
        if len(words) == length and words in _AFTER:
            goes_on = i + length < len(tokens) and tokens[i + length].low == "than"
            return None if goes_on else (_AFTER[words], i + length)
    return None


def qualifier_of(text: str, tokens: Sequence[Token], number: Number, end: int, unit: str) -> str:
    """The qualifier of a number whose noun phrase ends before token `end`."""
    qualifier = number.qualifier
    if qualifier in (None, "exact") and is_believed(tokens, number, end) and unit in ("persons", "remains"):
        return "believed"
    closes = max(end, number.last)
    if closes < len(tokens) and tokens[closes].low in _RATES:
        closes += 2  # "120 cases a year at most"
    if qualifier is None and (after := qualified_after(tokens, closes)) is not None:
        return after[0]
    return qualifier or ("approx" if is_round(number.value) else "exact")


def is_round(value: float | None) -> bool:
    """A bare round number of this size is a rounded one (Krifka 2007): 7,700 is read as about 7,700."""
    return value is not None and value >= 1000 and value % 100 == 0


def is_believed(tokens: Sequence[Token], number: Number, end: int) -> bool:
    """Whether the number itself is held as a belief: "5,300 are believed to be ..."; not "55 boxes of remains believed to ..."."""
    lead = [token.low for token in tokens[max(0, number.first - 3) : number.first]]
    if lead[-2:] == ["to", "be"] and lead[0] in ("believe", "believed", "thought", "presumed"):
        return True
    if lead[-1:] == ["believed"] or lead[-2:] in (["is", "believed"], ["to", "believed"]):
        return True
    i = max(end, number.last)
    while i < len(tokens) and tokens[i].low in (
        "are",
        "were",
        "is",
        "was",
        "still",
        "also",
        "of",
        "whom",
        "them",
        "have",
        "been",
        "had",
        "who",
        "which",
    ):
        i += 1
    if i < len(tokens) and tokens[i].low in (
        "believed",
        "thought",
        "presumed",
        "assumed",
        "feared",
        "reportedly",
    ):
        if i + 1 < len(tokens) and tokens[i + 1].low in ("dead", "drowned", "lost", "killed"):
            return False  # "presumed dead" is a finding
        return i > max(end, number.last) or end == number.last
    return False
