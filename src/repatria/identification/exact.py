"""One component solved exactly: choose the side to work from, run the dynamic program, answer by family and choice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from repatria.errors import TooLarge
from repatria.identification.choices import FamilyChoices, Floats, Turned, turned
from repatria.identification.components import Plan, plan
from repatria.identification.halves import halved, solve_halves
from repatria.identification.k_best import Solution, best_of_component
from repatria.identification.used_sets import Limits, Shares, backward, forward

_HOPELESS = 4.0


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything asked of one component, by family and choice.

    choice, choice_best: for each family float64, shape (choices,): posterior, and log weight of the best solution with
    that choice. none, none_best: the same for accounting for no remains, shape (families,). unused, unused_best: for
    each remains that no family takes. log_total: log of the sum over all solutions. solutions: the best ones.
    """

    choice: list[Floats]
    choice_best: list[Floats]
    none: Floats
    none_best: Floats
    unused: dict[int, float]
    unused_best: dict[int, float]
    log_total: float
    solutions: list[Solution]


def solve(
    families: Sequence[FamilyChoices], *, worth: Floats | None = None, best: int = 10, limits: Limits | None = None
) -> Answer:
    """Exact answer for families that share remains.

    worth: float64, log worth of each tally (see ``FamilyChoices.tally``); None when nothing is counted.
    Raises TooLarge when neither side can be worked through within ``limits``.
    """
    limits = limits or Limits()
    by_family = plan(families)
    other: tuple[Turned, Plan] | None = None
    if families and all(family.is_single for family in families):
        around = turned(families)
        by_remains = plan(around.families)
        if by_remains is not None and (by_family is None or by_remains.log2_states < by_family.log2_states - 0.5):
            other = (around, by_remains)
    asked = other[0].families if other else families
    chosen = other[1] if other else by_family
    if worth is None and chosen is not None:
        halves = halved(asked, chosen, limits)
        if halves is not None:
            shares, solutions = solve_halves(asked, halves.first, halves.second, best, limits)
            return _answer(other[0] if other else None, families, shares, solutions)
    if chosen is None:
        raise TooLarge("too many remains interact at one time for exact work")
    if chosen.log2_states > np.log2(limits.states) + _HOPELESS:
        raise TooLarge(f"exact work may need 2^{chosen.log2_states:.0f} states; at most {limits.states:,} are allowed")
    done = forward(asked, chosen, limits)
    shares = backward(done, np.zeros(1) if worth is None else worth)
    return _answer(other[0] if other else None, families, shares, best_of_component(done, best))


def _answer(
    around: Turned | None, families: Sequence[FamilyChoices], shares: Shares, solutions: list[Solution]
) -> Answer:
    if around is not None:
        return _turned_back(around, families, shares, solutions)
    return Answer(
        shares.choice, shares.choice_best, shares.none, shares.none_best, shares.unused, shares.unused_best,
        shares.log_total, solutions,
    )  # fmt: skip


def _turned_back(
    around: Turned, families: Sequence[FamilyChoices], shares: Shares, solutions: list[Solution]
) -> Answer:
    """The answer of the turned families in terms of the original ones: unused "remains" are families without any."""
    choice = [np.zeros(len(family)) for family in families]
    choice_best = [np.full(len(family), -np.inf) for family in families]
    for row, (family, origin) in enumerate(zip(around.families, around.origin, strict=True)):
        for number, (place, original) in enumerate(zip(family.remains.tolist(), origin.tolist(), strict=True)):
            choice[place][original] = shares.choice[row][number]
            choice_best[place][original] = shares.choice_best[row][number]
    places = range(len(families))
    back = []
    for weight, taken in solutions:
        now = [-1] * len(families)
        for row, number in enumerate(taken):
            if number >= 0:
                now[int(around.families[row].remains[number])] = int(around.origin[row][number])
        back.append((weight, tuple(now)))
    rows = around.rows.tolist()
    return Answer(
        choice,
        choice_best,
        np.array([shares.unused[place] for place in places]),
        np.array([shares.unused_best[place] for place in places]),
        dict(zip(rows, shares.none.tolist(), strict=True)),
        dict(zip(rows, shares.none_best.tolist(), strict=True)),
        shares.log_total,
        back,
    )
