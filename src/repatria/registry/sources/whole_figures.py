"""What a cited figure must be: a number that people count to, in words of the lists, of a period that is one."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from repatria.dates import PartialDate, partial
from repatria.errors import InvalidInput
from repatria.registry.field.fiscal_year import fiscal_year
from repatria.registry.figures.periods import days_of
from repatria.registry.sources.models import PREDICATES, QUALIFIERS, UNITS
from repatria.registry.sources.said import ASSERTED, SAID
from repatria.testimony.numbers.number_reading import MOST

_LISTS = (("qualifier", QUALIFIERS), ("unit", UNITS), ("predicate", PREDICATES), ("said", SAID))


def must_be_whole(name: str, columns: Mapping[str, Any]) -> None:
    """Raise InvalidInput, naming the figure, unless its columns make a figure that a source can give.

    It never loses unit, predicate, qualifier and number, so it must have them. What is exact is one number, and what
    lies between two has both.
    """
    for column, known in _LISTS:
        given = columns.get(column, ASSERTED if column == "said" else None)
        if given not in known:
            raise InvalidInput(f"{name}: {column} is one of {', '.join(known)}, not {given!r}")
    _number(name, columns)
    partial(columns.get("as_of", ""), f"{name}, as of")
    _period(name, columns.get("period", ""))


def _number(name: str, columns: Mapping[str, Any]) -> None:
    value, low, high = (columns.get(column) for column in ("value", "low", "high"))
    numbers = [number for number in (value, low, high) if number is not None]
    if not numbers:
        raise InvalidInput(f"{name}: a figure has a number")
    if not all(math.isfinite(number) for number in numbers):
        raise InvalidInput(f"{name}: a number is finite")
    if min(numbers) < 0:
        raise InvalidInput(f"{name}: a count is not negative, {min(numbers):g} is")
    if max(numbers) > MOST:
        raise InvalidInput(f"{name}: a number this large is no count")
    if low is not None and high is not None and low > high:
        raise InvalidInput(f"{name}: from {low:g} to {high:g} is no range")
    if columns["qualifier"] == "exact" and min(numbers) != max(numbers):
        raise InvalidInput(f"{name}: from {min(numbers):g} to {max(numbers):g} is not exact: say between")
    if columns["qualifier"] == "between" and (low is None or high is None or low == high):
        raise InvalidInput(f"{name}: between has two ends: give both numbers")


def _period(name: str, period: str) -> None:
    """A date or a fiscal year, or two of them in their order; one of the two may be open."""
    parts = period.split("/")
    if len(parts) > 2 or period == "/":
        raise InvalidInput(f"{name}, period: {period} is no period: it is a date, or two joined by a stroke")
    for part in filter(None, parts):
        try:
            fiscal_year(part) if part.startswith("FY") else PartialDate(part)
        except InvalidInput as error:
            raise InvalidInput(f"{name}, period: {error}") from error
    first, last = days_of(parts[0]), days_of(parts[-1])
    if first and last and last.after <= first.earliest:
        raise InvalidInput(f"{name}, period: {parts[0]} is after {parts[-1]}")
