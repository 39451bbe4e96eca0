"""Who is who, all remains together: the posterior over assignments of remains to missing persons.

A solution lets every family make one of its choices, or none, so that no remains is used twice. Its weight is the
product of the likelihood ratios (times prior odds) of the choices made. Families and remains that cannot influence
each other are split into components and solved apart: exactly where that is feasible, else after leaving out choices
of which the lost mass is bounded (``pruning``), and only in the last resort by sampling (``sampling``), which says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from repatria.errors import InvalidInput, TooLarge
from repatria.identification.choices import FamilyChoices, Floats
from repatria.identification.components import split
from repatria.identification.decay import solve_decaying
from repatria.identification.exact import Answer, solve
from repatria.identification.k_best import best_of_sums
from repatria.identification.pruning import solve_pruned
from repatria.identification.sampling import Diagnostics, solve_sampled
from repatria.identification.used_sets import Limits

#: All solutions; all but those with choices left out; intervals from the decay of correlation; random draws.
METHODS = ("exact", "pruned", "bounded", "sampled")


@dataclass(frozen=True, slots=True)
class Joint:
    """The joint posterior.

    marginal: float64, shape (remains, missing + 1): P(remains are that missing person); last column: none of them.
    log_glr: float64, same shape: natural log of the best solution with the pairing over the best without it; NaN where
        the pairing was left out or sampled.
    unaccounted: float64, shape (missing,): P(no remains are that missing person).
    choice: for each family float64, shape (choices,): the posterior of each choice.
    log_evidence: natural log of the sum of the weights of all solutions (the solution that identifies nobody weighs 1);
        NaN where sampled, and then so are the posteriors of the best solutions.
    best: solutions with their posterior, best first, each as (remains, missing) pairs in order; remains that are said
        to be one person off the roll have that person's negative number (see ``FamilyChoices``).
    error_bound: no marginal and no posterior is off by more; 0 where exact; None where sampled.
    method: one of METHODS, the last of them that any component needed.
    """

    marginal: Floats
    log_glr: Floats
    unaccounted: Floats
    choice: list[Floats]
    log_evidence: float
    best: list[tuple[tuple[tuple[int, int], ...], float]]
    error_bound: float | None
    method: str
    diagnostics: list[Diagnostics] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def exact(self) -> bool:
        """Whether every component was solved exactly."""
        return self.method == "exact"


def joint_posterior(
    families: Sequence[FamilyChoices],
    *,
    remains: int,
    missing: int,
    worth: Floats | None = None,
    best: int = 10,
    tolerance: float = 1e-9,
    limits: Limits | None = None,
    sample: bool = True,
    seed: int = 1,
) -> Joint:
    """The joint posterior of ``remains`` remains and ``missing`` missing persons.

    worth: float64, log worth of each value of the solution's tally (see ``FamilyChoices.tally`` and ``priors``); the
    solution is then taken as one component. best: how many solutions to list. tolerance: the largest error bound that
    is accepted before sampling. sample: whether sampling is allowed. seed: of the sampler.

    Raises InvalidInput for indices out of range, TooLarge when exact work is not feasible and sampling is not allowed
    or, with ``worth``, not possible.
    """
    for family in families:
        if len(family) and (int(family.remains.max()) >= remains or int(family.missing.max()) >= missing):
            raise InvalidInput("a choice names remains or a missing person that is not there")
    limits = limits or Limits()
    bound: float | None = 0.0
    method, diagnostics, notes = "exact", [], []
    answers: list[tuple[list[int], Answer]] = []
    groups = split(families, remains)
    if worth is not None:
        groups = [[place for group in groups for place in group]] if groups else [[]]
    for group in groups:
        mine = [families[place] for place in group]
        try:
            answers.append((group, solve(mine, worth=worth, best=best, limits=limits)))
            continue
        except TooLarge as why:
            if worth is not None:
                raise
            reason = str(why)
        try:
            answer, lost, how = _solve_bounded(mine, remains, best, tolerance, limits)
            bound = None if bound is None else bound + lost
        except TooLarge as why:
            if not sample:
                raise
            notes.append(f"{len(mine)} families were sampled: {reason}; {why}")
            answer, diagnostic = solve_sampled(mine, best=best, seed=seed)
            diagnostics.append(diagnostic)
            bound, how = None, "sampled"
        method = max(method, how, key=METHODS.index)
        answers.append((group, answer))
    return _gather(families, answers, remains, missing, best, bound, method, diagnostics, notes)


def _solve_bounded(
    families: Sequence[FamilyChoices], remains: int, best: int, tolerance: float, limits: Limits
) -> tuple[Answer, float, str]:
    """The answer of one component, the bound on its marginals, and how it was had."""
    try:
        return *solve_pruned(families, remains=remains, best=best, tolerance=tolerance, limits=limits), "pruned"
    except TooLarge as first:
        try:
            return *solve_decaying(families, tolerance=tolerance), "bounded"
        except TooLarge as second:
            raise TooLarge(f"{first}; {second}") from second


def _gather(
    families: Sequence[FamilyChoices],
    answers: list[tuple[list[int], Answer]],
    remains: int,
    missing: int,
    best: int,
    bound: float | None,
    method: str,
    diagnostics: list[Diagnostics],
    notes: list[str],
) -> Joint:
    marginal = np.zeros((remains, missing + 1))
    best_with = np.full((remains, missing + 1), -np.inf)
    best_without = np.full((remains, missing + 1), -np.inf)
    marginal[:, -1], best_with[:, -1], best_without[:, :-1] = 1.0, 0.0, 0.0
    left_out = np.zeros((remains, missing + 1), dtype=bool)
    unaccounted = np.ones(missing)
    choice = [np.zeros(len(family)) for family in families]
    for group, answer in answers:
        for item, share in answer.unused.items():
            marginal[item, -1] = share
            best_with[item, -1] = answer.unused_best[item]
            best_without[item, :-1] = answer.solutions[0][0]
        for number, place in enumerate(group):
            family = families[place]
            choice[place] = answer.choice[number]
            # Whoever is not on the roll counts in the last column, "none of them".
            cells, of_pair = (family.remains, np.maximum(family.missing, -1)), family.choice_of_pair
            np.add.at(marginal, cells, answer.choice[number][of_pair])
            left_out[cells] |= np.isnan(answer.choice_best[number][of_pair])
            np.fmax.at(best_with, cells, answer.choice_best[number][of_pair])
            _set_best_without(best_without, family, answer.choice_best[number], float(answer.none_best[number]))
            _set_unaccounted(unaccounted, family, answer.choice[number], float(answer.none[number]))
    in_component = [item for _, answer in answers for item in answer.unused]
    best_without[in_component, -1] = best_with[in_component, :-1].max(axis=1, initial=-np.inf)
    with np.errstate(invalid="ignore"):
        log_glr = np.where(best_with == -np.inf, np.where(left_out, np.nan, -np.inf), best_with - best_without)
    log_evidence = float(sum(answer.log_total for _, answer in answers))
    solutions = []
    for weight, taken in best_of_sums([[w for w, _ in answer.solutions] for _, answer in answers], best):
        pairs: list[tuple[int, int]] = []
        for (group, answer), rank in zip(answers, taken, strict=True):
            for place, number in zip(group, answer.solutions[rank][1], strict=True):
                if number >= 0:
                    pairs += [(row, col) for col, row in families[place].pairs(number)]
        solutions.append((tuple(sorted(pairs)), float(np.exp(weight - log_evidence))))
    return Joint(marginal, log_glr, unaccounted, choice, log_evidence, solutions, bound, method, diagnostics, notes)


def _set_best_without(best_without: Floats, family: FamilyChoices, choice_best: Floats, none_best: float) -> None:
    """For each pair of a family, the best solution in which the family makes a choice without that pair."""
    known = np.where(np.isnan(choice_best), -np.inf, choice_best)
    top = int(np.argmax(known))
    on_roll = family.missing >= 0
    best_without[family.remains[on_roll], family.missing[on_roll]] = max(none_best, float(known[top]))
    for col, row in family.pairs(top):
        if col < 0:
            continue
        without = np.ones(len(family), dtype=bool)
        without[family.choice_of_pair[(family.missing == col) & (family.remains == row)]] = False
        best_without[row, col] = max([none_best, *known[without].tolist()])


def _set_unaccounted(unaccounted: Floats, family: FamilyChoices, choice: Floats, none: float) -> None:
    """For each missing person of a family, the posterior that none of the remains are theirs."""
    for col in sorted({col for col in family.missing.tolist() if col >= 0}):
        without = np.ones(len(family), dtype=bool)
        without[family.choice_of_pair[family.missing == col]] = False
        unaccounted[col] = none + float(choice[without].sum())
