"""Counts joined by "and" or a colon share what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.numbers.bare_numbers import VERBISH
from repatria.testimony.numbers.clauses import BEFORE_COUNT
from repatria.testimony.numbers.count_nouns import WOUNDED
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.numbers.wholes import is_whole
from repatria.testimony.text.segment import Token


def _at_once(gap: Sequence[str]) -> bool:
    """Whether one count follows the other at once, with no verb between them."""
    return len(gap) <= _LONGEST_GAP and all(word in BEFORE_COUNT or not word[0].isalnum() for word in gap)


_LONGEST_GAP = 3  # words
_TIMES = ("years", "days")


def share(found: list[Quantity], tokens: Sequence[Token]) -> list[Quantity]:
    """In "12 boxes and 4 crates were handed over" the first count takes the predicate of the second."""
    result = list(found)
    for i in range(len(result) - 2, -1, -1):
        here, after = result[i], result[i + 1]
        gap = [t.low for t in tokens if here.end <= t.start and t.end <= after.start]
        if (
            here.predicate == "other"
            and after.predicate != "other"
            and here.unit not in _TIMES
            and not here.noun.lower().endswith(WOUNDED)
            and not is_whole(tokens, here.number)
            and _at_once(gap)
            and set(gap) & {"and", ",", "or", "plus"}
        ):
            result[i] = replace(here, predicate=after.predicate)
    for i in range(1, len(result)):
        before, here = result[i - 1], result[i]
        if here.unit in _TIMES or here.noun.lower().endswith(WOUNDED):
            continue
        gap = [t.low for t in tokens if before.end <= t.start and t.end <= here.start]
        if here.predicate == "other" and before.predicate != "other" and ":" in gap[-1:]:
            result[i] = replace(here, predicate=before.predicate)  # "571 identified: 433 of the one, 138 of the other"
            continue
        follow = next((t.low for t in tokens if t.start >= here.end), "")
        if follow in VERBISH or follow.endswith("ed"):
            continue
        if (
            here.predicate == "other"
            and before.predicate != "other"
            and _at_once(gap)
            and set(gap) & {"and", ",", "or", "plus"}
        ):
            result[i] = replace(here, predicate=before.predicate)
    return result
