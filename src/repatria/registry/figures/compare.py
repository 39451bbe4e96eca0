"""Two figures beside each other: whether they may be compared, whether they agree, and what explains a difference."""

from __future__ import annotations

from enum import StrEnum

from repatria.registry.figures.statement import Figure
from repatria.testimony.dates.history import ALL_WARS, wars_in


class Verdict(StrEnum):
    """How two figures stand to each other."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    DIFFER = "differ"
    NOT_COMPARABLE = "not comparable"


class Reason(StrEnum):
    """What explains why two figures are not the same, or may not be compared."""

    UNIT = "unit"
    PREDICATE = "definition"
    PERIOD = "period"
    PLACE = "place"
    AS_OF = "as of"
    ROUNDING = "rounding"
    LATER_IDENTIFICATIONS = "later identifications"
    MADE_UP = "made up"
    POPULATION = "population"


REASONS: dict[Reason, str] = {
    Reason.UNIT: "They count in different units, which are never compared.",
    Reason.PREDICATE: "They say different things of those they count.",
    Reason.PERIOD: "They cover different periods.",
    Reason.PLACE: "They cover different places.",
    Reason.AS_OF: "They are as of different dates.",
    Reason.ROUNDING: "The words allow both: one is rounded, or a bound.",
    Reason.LATER_IDENTIFICATIONS: "Persons were accounted for between the two dates.",
    Reason.MADE_UP: "The record counts made-up persons.",
    Reason.POPULATION: "They count different groups.",
}


def overlap(one: Figure, other: Figure) -> bool:
    """Whether some number is allowed by the words of both."""
    (low, high), (other_low, other_high) = one.bounds(), other.bounds()
    return low <= other_high and other_low <= high


def verdict(one: Figure, other: Figure) -> Verdict:
    """How two figures stand to each other; different units or predicates are never compared, not even when equal."""
    if not one.comparable_with(other):
        return Verdict.NOT_COMPARABLE
    if one.bounds() == other.bounds():
        return Verdict.AGREE
    return Verdict.COMPATIBLE if overlap(one, other) else Verdict.DIFFER


def differ_by_at_most(number: float, one: Figure, other: Figure) -> bool:
    """Whether two figures may be compared and their words allow counts no further apart than that."""
    (low, high), (other_low, other_high) = one.bounds(), other.bounds()
    return one.comparable_with(other) and max(low - other_high, other_low - high) <= number


def reasons(one: Figure, other: Figure) -> tuple[Reason, ...]:
    """What tells two figures apart, from the strongest reason to the weakest."""
    found = []
    if one.unit != other.unit:
        found.append(Reason.UNIT)
    if not one.comparable_with(other) and one.predicate != other.predicate:
        found.append(Reason.PREDICATE)
    for name, reason in (("period", Reason.PERIOD), ("place", Reason.PLACE), ("as_of", Reason.AS_OF)):
        ours, theirs = getattr(one, name), getattr(other, name)
        if ours and theirs and ours != theirs:
            found.append(reason)
    if verdict(one, other) is Verdict.COMPATIBLE:
        found.append(Reason.ROUNDING)
    return tuple(found)


def same_group(one: Figure, other: Figure) -> bool | None:
    """Whether both name the same war; None when one names none."""
    ours, theirs = _war(one.population), _war(other.population)
    return ours == theirs if ours and theirs else None


def names_a_war(figure: Figure) -> bool:
    """Whether the group it counts is that of a war."""
    return bool(_war(figure.population))


def told_of_the_same(one: Figure, other: Figure) -> bool:
    """Whether the words of both show that they count the same group.

    Either they tell of one and the same day, and so of the same event where unit and predicate agree; or they name the
    same war and neither is narrowed by a place or period where the other is not.
    """
    if one.period == other.period and len(one.period) == len("2018-07-27"):
        return True
    narrowed = [bool(one.place) != bool(other.place), bool(one.period) != bool(other.period)]
    return same_group(one, other) is True and not any(narrowed)


def _war(population: str) -> str:
    if ALL_WARS.search(population) or "all wars" in population:
        return "all wars"
    named = wars_in(population)
    return named[0][2] if named else ""
