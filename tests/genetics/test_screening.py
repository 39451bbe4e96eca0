"""Screening equals an exhaustive scan, pair by pair and bit by bit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from repatria.genetics.hits import Hits
from repatria.genetics.screening import Query, screen
from repatria.genetics.screening_tables import ScreeningTables


def random_tables(
    rng: np.random.Generator, families: int, markers: int, *, exclusions: float = 0.1, spread: float = 1.0
) -> ScreeningTables:
    """Plausible tables: log10 LR around -0.3 with a long upper tail, some exclusions, last column 'not typed'."""
    tables = []
    for _ in range(markers):
        table = rng.gumbel(-0.6, 0.5, size=(families, int(rng.integers(2, 30)))) * spread
        table[rng.random(table.shape) < exclusions] = -np.inf
        table[:, -1] = 0.0
        tables.append(table)
    return ScreeningTables.from_markers(tables)


def random_samples(rng: np.random.Generator, tables: ScreeningTables, samples: int) -> np.ndarray:
    """Any observation at any marker, a fifth of them 'not typed'."""
    sizes = np.diff(tables.offsets)
    codes = rng.integers(0, sizes, size=(samples, tables.markers))
    return np.where(rng.random(codes.shape) < 0.2, sizes - 1, codes).astype(np.int32)


def exhaustive(tables: ScreeningTables, samples: np.ndarray, query: Query) -> tuple[Hits, Hits]:
    """The slow twin: every total in float64, markers added in order, then sorted in plain Python."""
    totals = np.zeros((len(samples), tables.families))
    for marker in range(tables.markers):
        totals += tables.values[:, tables.offsets[marker] + samples[:, marker]].T
    pairs = [(-totals[s, f], s, f) for s in range(len(samples)) for f in range(tables.families)]
    pairs = sorted(pair for pair in pairs if pair[0] < np.inf)
    hits = [pair for pair in pairs if -pair[0] >= query.threshold]
    best = [pair for s in range(len(samples)) for pair in [p for p in pairs if p[1] == s][: query.top]]
    return as_hits(hits), as_hits(best)


def as_hits(pairs: list[tuple[float, int, int]]) -> Hits:
    """Hits from (-log10 LR, sample, family)."""
    return Hits(
        np.array([p[1] for p in pairs], np.int32),
        np.array([p[2] for p in pairs], np.int32),
        -np.array([p[0] for p in pairs], np.float64),
    )


@given(
    seed=st.integers(0, 2**32 - 1),
    families=st.integers(1, 600),
    samples=st.integers(1, 12),
    markers=st.integers(1, 30),
    exclusions=st.sampled_from([0.0, 0.1, 0.6, 0.98]),
    spread=st.sampled_from([0.05, 1.0, 4.0, 40.0]),
    threshold=st.sampled_from([-np.inf, -5.0, 0.0, 2.0, 6.0, np.inf]),
    top=st.sampled_from([0, 0, 1, 3, 700]),
)
def test_it_finds_exactly_the_hits_of_the_exhaustive_scan(
    seed, families, samples, markers, exclusions, spread, threshold, top
):
    rng = np.random.default_rng(seed)
    tables = random_tables(rng, families, markers, exclusions=exclusions, spread=spread)
    codes = random_samples(rng, tables, samples)
    query = Query(threshold=threshold, top=top)
    found = screen(tables, codes, query, threads=1)
    hits, best = exhaustive(tables, codes, query)
    assert found.hits.same_as(hits)
    assert found.best.same_as(best)
