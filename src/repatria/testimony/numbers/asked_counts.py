"""What a question asks to be counted: "How many have you identified?"."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.lexicon import HEADS
from repatria.testimony.numbers.number_reading import Number
from repatria.testimony.numbers.predicate_lexicon import PREDICATE
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.text.segment import Token

ASKED = "?"  # the noun of what a question asks to be counted


def asked(text: str, tokens: Sequence[Token], *, indirect: bool = False) -> Quantity | None:
    """What a question asks to be counted: "How many have you identified?", "And the total still missing?".

    indirect: what a statement leaves open: "Nobody knows how many died".
    """
    words = [token.low for token in tokens]
    at = next((n + 2 for n in range(len(words) - 1) if (words[n], words[n + 1]) == ("how", "many")), None)
    if at is None and not indirect:
        at = next(
            (n + 1 for n, word in enumerate(words) if word in ("number", "total", "toll", "figure", "count")), None
        )
    if at is None:
        return None
    if not indirect and (not words[-1].startswith(("?", "”", '"')) or "?" not in words[-2:]):
        return None
    matches = list(PREDICATE.finditer(text[tokens[0].start : tokens[-1].end].lower()))
    unit = next(
        (HEADS[word] for word in words[at : at + 6] if word in HEADS and HEADS[word] not in ("years", "days")),
        "persons",
    )
    whom = Number(at, at, at, None, None, None, None)
    predicate = (matches[-1].lastgroup if matches else None) or "other"
    return Quantity(tokens[0].start, tokens[0].start, whom, "exact", unit, predicate, ASKED, at, False, True, None)
