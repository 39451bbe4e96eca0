"""Counts are whole numbers: what a point in one means, and what "fewer than" leaves out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.numbers.bounds_told import is_below
from repatria.testimony.numbers.numerals_written import FRACTION, Doubtful
from repatria.testimony.numbers.qualifiers import is_round
from repatria.testimony.numbers.quantity import Quantity
from repatria.testimony.text.segment import Token

COUNTED = frozenset(("persons", "remains", "sets", "boxes", "caskets", "cases"))
_THOUSAND = 1000
_DOT_OF_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def in_whole_numbers(tokens: Sequence[Token], quantity: Quantity) -> Quantity | None:
    """The quantity with its number in whole ones; None where it has a fraction that persons and things do not have.

    "1.200 sets" is written in the manner of lands that set a point between the thousands: no set is counted in fractions.
    "Fewer than 55" leaves 55 out: high is 54, low 0, value the number told.
    """
    number = quantity.number
    if number.kind not in ("count", "members") or (isinstance(number.value, int) and quantity.qualifier != "up_to"):
        return quantity
    told = [x for x in (number.value, number.low, number.high) if x is not None]
    if any(not float(x).is_integer() for x in told) and (
        quantity.unit in COUNTED or _may_be_thousands(tokens, quantity)
    ):
        if quantity.unit not in COUNTED or not _in_thousands(tokens, quantity):
            return None
        value, low, high = (None if x is None else round(x * 1000) for x in (number.value, number.low, number.high))
        qualifier = "approx" if quantity.qualifier == "exact" and number.qualifier is None and is_round(value) else None
        return replace(
            quantity,
            number=replace(number, value=value, low=low, high=high),
            qualifier=qualifier or quantity.qualifier,
        )
    below = quantity.qualifier == "up_to" and quantity.unit not in ("years", "days") and is_below(tokens, number)
    if below and number.value is not None and number.value >= 1 and float(number.value).is_integer():
        return replace(quantity, number=replace(number, low=0, high=number.value - 1))
    return quantity


def fraction(text: str, quantity: Quantity) -> Doubtful:
    """The quantity with a fraction, as one that is left out."""
    return Doubtful(quantity.start, quantity.end, text[quantity.start : quantity.end], FRACTION)


def _digits(tokens: Sequence[Token], quantity: Quantity) -> list[str]:
    number = quantity.number
    return [token.text for token in tokens[number.words : number.last] if token.text[0].isdigit()]


def _in_thousands(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Whether every numeral has the form 1.200, none with "million" behind it."""
    digits = _digits(tokens, quantity)
    told = [x for x in (quantity.number.value, quantity.number.low, quantity.number.high) if x is not None]
    return bool(digits) and all(map(_DOT_OF_THOUSANDS.fullmatch, digits)) and max(told) < _THOUSAND


def _may_be_thousands(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Things that may be measured as well as counted: "1.200 fragments" can be read in two ways, "2.5 points" not."""
    return (
        quantity.unit == "other"
        and quantity.noun != ""
        and any(map(_DOT_OF_THOUSANDS.fullmatch, _digits(tokens, quantity)))
    )
