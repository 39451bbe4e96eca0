"""Direct matching: two profiles from one person, or from two related or unrelated persons; all pairs, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.direct_matching_kernels import pair_totals
from repatria.genetics.family_tables import genotype_weights
from repatria.genetics.markers import FloatArray, Marker
from repatria.genetics.pair_probabilities import SAME, UNRELATED, PairRelation, genotype_pair_matrix
from repatria.genetics.pedigree import UNKNOWN
from repatria.genetics.screening import Query, screen
from repatria.genetics.screening_tables import ScreeningTables

IntArray = npt.NDArray[np.int64]

# Cells of tables that a screening holds at a time, 8 bytes each.
_CELLS_AT_ONCE = 1 << 25


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a profile's calls are trusted.

    dropout: probability that one allele copy leaves no peak. dropin: that one population allele is added.
    error: that a marker's call is a random person's (wrong tube, contamination), so that a mismatch costs a finite LR.
    """

    dropout: float = 0.0
    dropin: float = 0.0
    error: float = 0.0

    def __post_init__(self) -> None:
        for name in ("dropout", "dropin", "error"):
            if not 0 <= getattr(self, name) < 1:
                raise InvalidInput(f"{name} is {getattr(self, name):g}; it must be at least 0 and below 1")


@dataclass(frozen=True, eq=False)
class Profiles:
    """n typing results: calls (n, markers, 2) int16 (see `genotypes`), sexes (n,), and one Trust for each."""

    calls: npt.NDArray[np.int16]
    sexes: npt.NDArray[np.int8]
    trust: tuple[Trust, ...]

    def __post_init__(self) -> None:
        if self.calls.ndim != 3 or self.calls.shape[2] != 2:
            raise InvalidInput(f"calls have shape {self.calls.shape}, not (profiles, markers, 2)")
        if not len(self.calls) == len(self.sexes) == len(self.trust):
            raise InvalidInput("calls, sexes and trust differ in number")

    def __len__(self) -> int:
        return len(self.calls)


@dataclass(frozen=True, eq=False)
class MatchTables:
    """log10 LR of every pair of readings that occur.

    values: flat float64; marker m is a square table of sizes[m] readings that starts at offsets[m]. Reading 0 is
    "not typed", with log10 LR 0. one, two: (profiles, markers) int32, the reading of each profile.
    agree: flat bool in the same layout, False where two calls differ.
    """

    values: FloatArray
    agree: npt.NDArray[np.bool_]
    offsets: IntArray
    sizes: IntArray
    one: npt.NDArray[np.int32]
    two: npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Links:
    """Pairs of profiles, by first, then second.

    first, second: (n,) int64. log10_lr: (n,) float64. compared: (n,) markers that both show; differing: (n,) of them
    those at which the two calls are not the same.
    """

    first: IntArray
    second: IntArray
    log10_lr: FloatArray
    compared: IntArray
    differing: IntArray

    def __len__(self) -> int:
        return len(self.first)


def match_tables(
    markers: Sequence[Marker],
    one: Profiles,
    two: Profiles,
    *,
    relation: PairRelation = SAME,
    against: PairRelation = UNRELATED,
    theta: float = 0.0,
) -> MatchTables:
    """Tables of log10 P(both calls | relation) / P(both calls | against) for the calls that occur.

    P(calls) sums over both true genotypes; what the calls say of them is the model of `observations`.
    """
    values, agree, sizes = [], [], []
    codes = [np.zeros(profiles.calls.shape[:2], dtype=np.int32) for profiles in (one, two)]
    kinds = list(dict.fromkeys((*one.trust, *two.trust)))
    for m, marker in enumerate(markers):
        number: dict[tuple[int, int, Trust], int] = {}
        for profiles, column in zip((one, two), codes, strict=True):
            column[:, m] = _number_readings(profiles, m, kinds, number)
        weights = np.array([_reading_weights(marker, *reading) for reading in number])
        table = np.zeros((len(number) + 1,) * 2)
        same = np.ones(table.shape, dtype=bool)
        if number:
            with np.errstate(divide="ignore", invalid="ignore"):
                for sign, hypothesis in ((1.0, relation), (-1.0, against)):
                    joint = weights @ genotype_pair_matrix(marker, hypothesis, theta) @ weights.T
                    table[1:, 1:] += sign * np.log10(joint)
            calls = [reading[:2] for reading in number]
            same[1:, 1:] = [[x == y for y in calls] for x in calls]
        if np.isnan(table).any() or np.isposinf(table).any():
            raise InvalidInput(
                f"marker {marker.name}: two calls are impossible when {against.name}: allow for typing errors"
            )
        values.append(table.ravel())
        agree.append(same.ravel())
        sizes.append(len(table))
    lengths = np.array([len(table) for table in values], dtype=np.int64)
    return MatchTables(
        np.concatenate([*values, np.zeros(0)]),
        np.concatenate([*agree, np.zeros(0, dtype=bool)]),
        np.concatenate([[0], np.cumsum(lengths)])[:-1].astype(np.int64),
        np.array(sizes, dtype=np.int64),
        codes[0],
        codes[1],
    )


def _number_readings(
    profiles: Profiles, m: int, kinds: Sequence[Trust], number: dict[tuple[int, int, Trust], int]
) -> npt.NDArray[np.int32]:
    calls = profiles.calls[:, m].astype(np.int64)
    kind = np.array([kinds.index(trust) for trust in profiles.trust], dtype=np.int64)
    rows = np.column_stack([calls.max(axis=1), calls.min(axis=1), kind])
    distinct, inverse = np.unique(rows, axis=0, return_inverse=True)
    codes = np.zeros(len(distinct), dtype=np.int32)
    for i, (high, low, k) in enumerate(distinct.tolist()):
        if high >= 0:
            codes[i] = number.setdefault((high, low, kinds[k]), len(number) + 1)
    return codes[inverse.reshape(-1)] if len(codes) else np.zeros(0, dtype=np.int32)


def _reading_weights(marker: Marker, high: int, low: int, trust: Trust) -> FloatArray:
    """P(call | genotype), (G,)."""
    if high >= marker.size:
        raise InvalidInput(f"a call of marker {marker.name} names allele number {high}")
    exact = genotype_weights(marker, (high, low), dropout=trust.dropout, dropin=trust.dropin)
    if not trust.error:
        return exact
    first, second = np.tril_indices(marker.size)
    p = marker.frequencies
    random_call = float(exact @ (np.where(first == second, 1.0, 2.0) * p[first] * p[second]))
    return (1 - trust.error) * exact + trust.error * random_call


def match_matrix(tables: MatchTables) -> FloatArray:
    """log10 LR of every pair, (profiles of one, profiles of two); -inf where the relation is impossible."""
    first, second = np.indices((len(tables.one), len(tables.two))).reshape(2, -1)
    return _totals(tables, first, second)[0].reshape(len(tables.one), len(tables.two))


def score_links(tables: MatchTables, first: IntArray, second: IntArray) -> Links:
    """The figures of chosen pairs."""
    log10_lr, compared, differing = _totals(tables, first, second)
    return Links(first, second, log10_lr, compared, differing)


def _totals(tables: MatchTables, first: IntArray, second: IntArray) -> tuple[FloatArray, IntArray, IntArray]:
    out = np.empty(len(first)), np.empty(len(first), dtype=np.int64), np.empty(len(first), dtype=np.int64)
    pair_totals(tables.values, tables.agree, tables.offsets, tables.sizes, tables.one, tables.two, first, second, *out)
    return out


def match_profiles(
    markers: Sequence[Marker],
    one: Profiles,
    two: Profiles | None = None,
    *,
    relation: PairRelation = SAME,
    against: PairRelation = UNRELATED,
    theta: float = 0.0,
    log10_threshold: float = 4.0,
    threads: int | None = None,
) -> tuple[Links, MatchTables]:
    """Every pair at or above a log10 LR; within `one`, each pair once, when `two` is None.

    No pair is lost: `screening` finds them, with the profiles of `one` in the place of families. Profiles of
    different known sexes are never the same person. theta as in `pair_probabilities`.
    """
    other = one if two is None else two
    if one.calls.shape[1] != len(markers) or other.calls.shape[1] != len(markers):
        raise InvalidInput(f"the profiles do not have {len(markers)} markers")
    tables = match_tables(markers, one, other, relation=relation, against=against, theta=theta)
    first: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    second: list[IntArray] = [np.zeros(0, dtype=np.int64)]
    sexes = np.arange(3)
    apart = (sexes[:, None] != sexes[None, :]) & (sexes[:, None] != UNKNOWN) & (sexes[None, :] != UNKNOWN)
    compatible = ~apart if relation == SAME else np.ones_like(apart)
    at_once = max(256, _CELLS_AT_ONCE // max(int(tables.sizes.sum()), 1))
    for start in range(0, len(one) if markers else 0, at_once):
        rows = np.arange(start, min(start + at_once, len(one)))
        begin = start if two is None else 0
        screening = ScreeningTables.from_markers(
            [_rows_of(tables, m, rows) for m in range(len(markers))], compatible=compatible[one.sexes[rows]]
        )
        readings = np.where(tables.two > 0, tables.two, tables.sizes)[begin:] - 1
        samples = np.column_stack([readings, other.sexes[begin:]]).astype(np.int32)
        hits = screen(screening, samples, Query(log10_threshold), threads=threads).hits
        i, j = hits.family.astype(np.int64) + start, hits.sample.astype(np.int64) + begin
        kept = i < j if two is None else slice(None)
        first.append(i[kept])
        second.append(j[kept])
    i, j = np.concatenate(first), np.concatenate(second)
    order = np.lexsort((j, i))
    return score_links(tables, i[order], j[order]), tables


def _rows_of(tables: MatchTables, m: int, rows: IntArray) -> FloatArray:
    """The table of one marker with a row for each profile, as `screening` takes it: "not typed" stands last."""
    size, offset = int(tables.sizes[m]), int(tables.offsets[m])
    table = tables.values[offset : offset + size * size].reshape(size, size)
    rolled: FloatArray = np.roll(table, -1, axis=1)
    return np.asarray(rolled[tables.one[rows, m]], dtype=np.float64)
