"""A figure as one line for people: its number in its unit, what is said of it, whom it counts and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_QUALIFIED = {
    "exact": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "nearly": "nearly ",
    "approx": "about ",
    "up_to": "up to ",
    "between": "between ",
    "believed": "believed ",
}
_NO_UNIT = "other"  # the reading's word for what is none of its units or predicates; no reader is shown it
_YEARS = range(1900, 2101)  # a number of no unit among them is written as a year is, without a comma

_PER_CENT = re.compile(r"%|\bper ?cent|\bpct\b", re.I)


def figure_line(figure: Mapping[str, Any]) -> str:
    """ "64 boxes, handed over; remains, as of 2018-07"; "12 dog tags, recovered"; "66.7%; of the families"."""
    parts = [amount(figure)]
    if figure["predicate"] != _NO_UNIT:
        parts.append(figure["predicate"].replace("_", " "))
    told = f"; {figure['population']}" if figure["population"] and not _counts_its_population(figure) else ""
    dated = f", as of {figure['as_of']}" if figure["as_of"] else f", {figure['period']}" if figure["period"] else ""
    return ", ".join(parts) + told + ("" if _names_a_year(figure) else dated)


def amount(figure: Mapping[str, Any]) -> str:
    """ "at least 55 boxes", "between 200 and 250 persons"; a bare plural ("thousands") tells no number."""
    value, low, high = figure["value"], figure["low"], figure["high"]
    if _names_a_year(figure):
        return f"{_QUALIFIED[figure['qualifier']]}the year {value:.0f}"
    of = f" {figure['population']}" if _counts_its_population(figure) else ""
    unit = of if figure["unit"] == _NO_UNIT else f" {figure['unit']}"
    if value is not None and high is not None and high < value:
        return f"fewer than {_number(figure, value)}{unit}"
    if value is None and low is None and high is None:
        return f"{unit.strip() or 'a number'}, {'their number ' if unit else ''}not told"
    ends = [value] if value is not None else [number for number in (low, high) if number is not None]
    told = " and ".join(_number(figure, number) for number in ends)
    return f"{_QUALIFIED[figure['qualifier']]}{told}{'' if _share(figure) else unit}"


def _number(figure: Mapping[str, Any], number: float) -> str:
    if _share(figure):
        return f"{round(100 * number, 2):,.10g}%"
    return f"{number:.0f}" if figure["unit"] == _NO_UNIT and number in _YEARS else f"{number:,.15g}"


def _counts_its_population(figure: Mapping[str, Any]) -> bool:
    """Whether what it counts stands in the place of a unit: "12 dog tags"."""
    return bool(figure["unit"] == _NO_UNIT and figure["population"] and not _share(figure))


def _share(figure: Mapping[str, Any]) -> bool:
    """Whether it is a part of something: every number told lies between nothing and the whole."""
    numbers = [figure[name] for name in ("value", "low", "high") if figure[name] is not None]
    if not numbers or not all(0 < number <= 1 for number in numbers):
        return False
    return min(numbers) < 1 or _PER_CENT.search(figure["evidence"]["quote"]) is not None


def _names_a_year(figure: Mapping[str, Any]) -> bool:
    """Whether the number is a year of the calendar: its period is that very year."""
    value = figure["value"]
    return figure["unit"] == _NO_UNIT and value is not None and figure["period"] == f"{value:.0f}"
