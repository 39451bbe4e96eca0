"""Named priors over who is who: they turn likelihood ratios into weights of choices, and nothing else.

flat: every assignment that the hard constraints allow is as probable as any other (dvir's prior).
per pairing: every identification has the same prior odds against the remains being of nobody on the roll.
off the roll: besides the missing of the roll, N persons of whom nothing is known; every way of giving the remains to
    distinct persons, on the roll or off it, is as probable as any other.
given: log odds for each pairing and for each remains being of somebody who is not on the roll.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.special import gammaln

from repatria.errors import InvalidInput
from repatria.identification.choices import FamilyChoices, Floats, Integers


def per_pairing(families: Sequence[FamilyChoices], log_odds: float) -> list[FamilyChoices]:
    """Add ``log_odds`` (natural log) for each missing person whom a choice identifies."""
    if not np.isfinite(log_odds):
        raise InvalidInput("prior odds of a pairing must be positive and finite")
    return [
        replace(family, log_weight=family.log_weight + log_odds * _identified(family)) if len(family) else family
        for family in families
    ]


def given(families: Sequence[FamilyChoices], log_odds: Floats) -> list[FamilyChoices]:
    """Weigh each pairing by its log odds, against the log odds that the remains are of nobody on the roll.

    log_odds: float64, shape (remains, missing + 1), natural log, up to a constant for each row; the last column is
    "not on the roll". -inf excludes a pairing; NaN and +inf are refused, and so is -inf in the last column.
    """
    if bool(np.isnan(log_odds).any()) or bool((log_odds == np.inf).any()) or bool((log_odds[:, -1] == -np.inf).any()):
        raise InvalidInput("prior log odds must be numbers; only a pairing may have -inf")
    against = log_odds[:, :-1] - log_odds[:, -1:]
    weighed = []
    for family in families:
        on_roll = family.missing >= 0
        odds = np.where(on_roll, against[family.remains, np.where(on_roll, family.missing, 0)], 0.0)
        added = np.bincount(family.choice_of_pair, np.maximum(odds, -1e300), minlength=len(family))
        possible = np.bincount(family.choice_of_pair, odds == -np.inf, minlength=len(family)) == 0
        kept = family.keep(possible)
        weighed.append(replace(kept, log_weight=kept.log_weight + added[possible]))
    return weighed


def off_roll(families: Sequence[FamilyChoices], *, remains: int, persons: int) -> tuple[list[FamilyChoices], Floats]:
    """Tallied families and the log worth of each tally, for ``persons`` persons who are not on the roll.

    With u persons off the roll among the remains there are persons! / (persons - u)! ways to say who they are. The
    tally counts the remains that are not a person off the roll of their own: u = remains - tally.
    """
    if persons < 0:
        raise InvalidInput("the number of persons who are not on the roll cannot be negative")
    tallied = [replace(family, tally=_tally(family)) for family in families]
    off = remains - np.arange(remains + 1)
    feasible = off <= persons
    worth = np.where(feasible, gammaln(persons + 1) - gammaln(np.where(feasible, persons - off, 0) + 1), -np.inf)
    return tallied, worth.astype(np.float64)


def _identified(family: FamilyChoices) -> Floats:
    """How many missing persons each choice identifies."""
    pairs = np.stack([family.choice_of_pair, family.missing])[:, family.missing >= 0]
    return np.bincount(np.unique(pairs, axis=1)[0], minlength=len(family)).astype(np.float64)


def _tally(family: FamilyChoices) -> Integers:
    size = np.diff(family.start)
    anonymous = np.zeros(len(family), dtype=np.int64)
    anonymous[family.choice_of_pair[family.missing < 0]] = 1
    return size - anonymous
