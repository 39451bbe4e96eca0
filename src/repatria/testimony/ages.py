"""Ages: how old someone was is a length of time and counts nobody."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.numbers import Number
from repatria.testimony.segment import Token


def age(tokens: Sequence[Token], number: Number) -> bool:
    """ "Pfc. Leland Ballard, 20, of Bowie": a bare number between commas after a name."""
    a, b = number.first, number.last
    if (
        number.spelled
        or number.value is None
        or not 10 <= number.value <= 109
        or number.qualifier
        or a < 2
        or b >= len(tokens)
    ):
        return False
    if tokens[b].text in (".", ";") or b + 1 >= len(tokens):
        named = tokens[a - 3].text if a > 2 else ""
        return tokens[a - 1].text == "," and tokens[a - 2].text[0].isupper() and named[:1].isupper()
    follow = tokens[b + 1].low
    return (
        tokens[a - 1].text == ","
        and tokens[b].text == ","
        and tokens[a - 2].text[0].isupper()
        and (follow in ("of", "from", "a", "an", "who", "whose", "was", "is", "missing", "killed", "the"))
    )


_AT_AGE = frozenset("lost died killed enlisted joined drafted married captured left".split())


def is_age(tokens: Sequence[Token], number: Number) -> bool:
    """ "He was 19 when ...", "she turned 80": how old someone was, which counts nobody."""
    a = number.first
    if number.value is None or not 5 <= number.value <= 110 or a < 2:
        return False
    if tokens[a - 1].low == "at" and tokens[a - 2].low in _AT_AGE:
        return True  # "lost at 19"
    if tokens[a - 1].low not in ("was", "is", "i'm", "am", "he's", "she's", "turned", "aged", "age"):
        return False
    whom = tokens[a - 2]
    own = whom.low in (
        "he",
        "she",
        "who",
        "i",
        "brother",
        "sister",
        "mother",
        "father",
        "son",
        "daughter",
        "wife",
        "husband",
    )
    return (
        tokens[a - 1].low in ("aged", "age", "i'm", "he's", "she's")
        or own
        or (whom.text[0].isupper() and not whom.text.isupper())
    )
