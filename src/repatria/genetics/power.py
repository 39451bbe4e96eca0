"""What a family's DNA can show before any remains are typed: exclusion, expected LRs, ranks in a blind search."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.family_tables import FamilyTable, genotype_prior
from repatria.genetics.markers import FloatArray

LN10 = float(np.log(10.0))


@dataclass(frozen=True, eq=False)
class LRDistribution:
    """log10 LR of one family's missing member, when a sample is his and when it is unrelated.

    true: (draws,) float64, sorted, drawn given that the sample is the missing person.
    expected_true: exact mean of log10 LR when true. excluded: exact P(LR = 0) when unrelated.
    expected_unrelated: exact mean of log10 LR of the unrelated who are not excluded, nan when all are.
    """

    true: FloatArray
    expected_true: float
    expected_unrelated: float
    excluded: float

    def exceeds_when_true(self, log10_threshold: float) -> float:
        """Share of the draws in which the true person's log10 LR is at or above a threshold."""
        return float((self.true >= log10_threshold).mean())

    def exceeds_when_unrelated(self, log10_threshold: FloatArray | float) -> FloatArray:
        """P(log10 LR of an unrelated sample >= threshold), by importance sampling from the true distribution.

        P0(LR >= t) = E1[1(LR >= t) / LR]: an event of chance 1e-12 is estimated from a few thousand draws, and
        P0(LR >= t) <= 1/t holds in the estimate too.
        """
        return self._tail(np.searchsorted(self.true, log10_threshold, side="left"))

    def _tail(self, place: npt.NDArray[np.int64] | np.int64) -> FloatArray:
        """P0 of all that lies from a place of the sorted draws upwards."""
        weights = np.append(np.cumsum(10.0 ** -self.true[::-1])[::-1] / len(self.true), 0.0)
        return np.asarray(np.minimum(weights[place], 1.0), dtype=np.float64)

    def expected_rank(self, candidates: int) -> float:
        """Expected place of the true person among `candidates` samples, the others unrelated; ties drawn by lot."""
        above, equal = self._ahead(candidates)
        return float(1.0 + (candidates - 1) * (above + equal / 2).mean())

    def first_in_search(self, candidates: int) -> float:
        """P(the true person ranks first among `candidates` samples, the others unrelated; ties drawn by lot)."""
        above, equal = self._ahead(candidates)
        # The mean of (1 - above - u equal) ** (candidates - 1) over a lot u uniform on (0, 1).
        best, worst = 1.0 - above, np.maximum(1.0 - above - equal, 0.0)
        apart = best - worst > 1e-9
        lots = (best**candidates - worst**candidates) / (candidates * np.where(apart, best - worst, 1.0))
        return float(np.where(apart, lots, ((best + worst) / 2) ** (candidates - 1)).mean())

    def _ahead(self, candidates: int) -> tuple[FloatArray, FloatArray]:
        """For each draw, P0 of a larger and of an equal LR."""
        if candidates < 1:
            raise InvalidInput(f"a search among {candidates} samples has nobody to find")
        above = self._tail(np.searchsorted(self.true, self.true, side="right"))
        return above, self._tail(np.searchsorted(self.true, self.true, side="left")) - above

    def false_hits(self, candidates: int, log10_threshold: float) -> float:
        """Expected number of unrelated samples, of `candidates`, at or above a threshold."""
        return float(candidates * self.exceeds_when_unrelated(log10_threshold))


def exclusion_probability(table: FamilyTable) -> FloatArray:
    """P(an unrelated person is excluded) at each marker, (markers,); nan where the relatives contradict each other.

    The mass of the genotypes whose likelihood given the relatives is 0, each computed by the likelihood engine, so
    that it holds for any pedigree (Egeland, Pinto and Vigeland 2014, Forensic Sci. Int. Genet. 9:186). With a
    mutation model that reaches every allele nothing is impossible and it is 0. Frequencies are used as published,
    not divided by their sum.
    """
    result = np.empty(len(table.markers))
    for m, marker in enumerate(table.markers):
        if np.isneginf(table.family_log[m]):
            result[m] = np.nan
            continue
        prior = genotype_prior(marker, hemizygous=table.hemizygous(m))
        total = marker.frequencies.sum() ** (1 if table.hemizygous(m) else 2)
        result[m] = prior[np.isneginf(table.log10[m])].sum() * total
    return result


def combined_exclusion(by_marker: FloatArray) -> float:
    """P(excluded at one marker or more), markers independent."""
    if (by_marker >= 1).any():
        return 1.0
    return float(max(0.0, -np.expm1(np.log1p(-by_marker).sum())))


def expected_log10_lr(table: FamilyTable) -> FloatArray:
    """Exact mean of log10 LR at each marker when the sample is the missing person, (markers,).

    This is the information (Kullback-Leibler divergence, in bans) that the relatives give about the genotype.
    """
    result = np.zeros(len(table.markers))
    for m in range(len(table.markers)):
        given, _ = table.probabilities(m)
        held = given > 0
        result[m] = max(0.0, float(given[held] @ table.log10[m][held]))
    return result


def lr_distribution(table: FamilyTable, draws: int, *, seed: int | np.random.Generator) -> LRDistribution:
    """Distribution of log10 LR over complete profiles of the missing member, `draws` of them simulated.

    Raises InvalidInput when the relatives contradict each other at a marker.
    """
    if np.isneginf(table.family_log).any():
        bad = table.markers[int(np.argmax(np.isneginf(table.family_log)))].name
        raise InvalidInput(f"the relatives contradict each other at marker {bad}: no LR is possible")
    if draws < 1:
        raise InvalidInput("at least one draw is needed")
    rng = np.random.default_rng(seed)
    true = np.zeros(draws)
    expected_unrelated = 0.0
    kept = 1.0
    for m in range(len(table.markers)):
        given, prior = table.probabilities(m)
        true += table.log10[m][draw_cells(np.broadcast_to(given, (draws, len(given))), rng)]
        possible = (prior > 0) & ~np.isneginf(table.log10[m])
        share = prior[possible].sum()
        kept *= share
        expected_unrelated += float(prior[possible] @ table.log10[m][possible]) / share
    # Equal ratios that were added in another order must count as equal.
    true = np.sort(np.round(true, 9) + 0.0)
    return LRDistribution(
        true, float(expected_log10_lr(table).sum()), float(expected_unrelated), max(0.0, float(1.0 - kept))
    )


def draw_cells(chances: FloatArray, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """One cell of each row of chances (rows, cells), which need not be normalised."""
    cumulative = np.cumsum(chances, axis=1)
    drawn = rng.random((len(chances), 1)) * cumulative[:, -1:]
    return np.asarray((cumulative[:, :-1] <= drawn).sum(axis=1), dtype=np.int64)
