"""Screening equals an exhaustive scan, pair by pair and bit by bit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.hits import Hits
from repatria.genetics.screening import Query, rescreen, score_pairs, screen
from repatria.genetics.screening_job import ScreeningJob
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


@given(
    seed=st.integers(0, 2**32 - 1),
    threads=st.integers(1, 5),
    families_per_block=st.integers(90, 700),
    pairs_per_block=st.integers(1_500, 60_000),
    top=st.sampled_from([0, 2]),
)
@settings(max_examples=15)
def test_threads_and_blocks_change_no_bit(seed, threads, families_per_block, pairs_per_block, top):
    rng = np.random.default_rng(seed)
    tables = random_tables(rng, 600, 10)
    samples = random_samples(rng, tables, 70)
    query = Query(threshold=1.0, top=top)
    expected = screen(tables, samples, query, threads=1)
    job = ScreeningJob(tables, samples, query, families_per_block, pairs_per_block)
    pieces = ([job.pieces[name] for name in block.pieces] for block in job.blocks)
    answers = [
        job.work(tuple(arrays), job.arguments(block), threads=threads, arrays=None)
        for arrays, block in zip(pieces, job.blocks, strict=True)
    ]
    found = job.merge(answers)
    assert found.hits.same_as(expected.hits)
    assert found.best.same_as(expected.best)
    assert found.work.pairs == 600 * 70


@given(
    seed=st.integers(0, 2**32 - 1),
    families=st.tuples(st.integers(1, 400), st.integers(0, 400)),
    samples=st.tuples(st.integers(1, 30), st.integers(0, 30)),
    changed=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    top=st.sampled_from([0, 1, 3]),
)
@settings(max_examples=60)
def test_a_partial_rerun_equals_the_full_run(seed, families, samples, changed, top):
    rng = np.random.default_rng(seed)
    everything = random_tables(rng, max(families), 8)
    people = random_samples(rng, everything, max(samples))
    query = Query(threshold=1.0, top=top)
    old = ScreeningTables(everything.values[: families[0]], everything.offsets)
    before = screen(old, people[: samples[0]], query)

    values, codes = everything.values[: families[1]].copy(), people[: samples[1]].copy()
    other_families = rng.integers(0, max(1, families[1]), size=min(changed[0], families[1]))
    other_samples = rng.integers(0, max(1, samples[1]), size=min(changed[1], samples[1]))
    typed = np.ones(values.shape[1], bool)
    typed[everything.offsets[1:] - 1] = False
    values[other_families] += rng.normal(0.0, 0.5, size=(len(other_families), len(typed))) * typed
    codes[other_samples] = people[::-1][other_samples]
    tables = ScreeningTables(values, everything.offsets)
    partial = rescreen(before, tables, codes, changed_families=other_families, changed_samples=other_samples)
    full = screen(tables, codes, query)
    assert partial.shape == full.shape
    assert partial.hits.same_as(full.hits)
    assert partial.best.same_as(full.best)


def test_a_partial_rerun_scores_only_the_rows_and_columns_that_changed():
    rng = np.random.default_rng(4)
    tables = random_tables(rng, 500, 12)
    samples = random_samples(rng, tables, 201)
    before = screen(tables, samples[:200], Query(3.0))
    values = tables.values.copy()
    values[17] = values[18]
    after = ScreeningTables(values, tables.offsets)
    partial = rescreen(before, after, samples, changed_families=np.array([17]), changed_samples=np.array([], int))
    assert partial.work.pairs == 500 + 200
    assert partial.hits.same_as(screen(after, samples, Query(3.0)).hits)


def test_a_pair_of_contradicting_sexes_is_never_reported_and_the_others_keep_their_bits():
    rng = np.random.default_rng(6)
    markers = [rng.normal(0.5, 0.5, size=(300, 9)) for _ in range(10)]
    for table in markers:
        table[:, -1] = 0.0
    male, female, unknown = 0, 1, 2
    missing_is = rng.choice([male, female], size=300)
    compatible = np.column_stack([missing_is == male, missing_is == female])
    tables = ScreeningTables.from_markers(markers, compatible=compatible)
    sexes = rng.choice([male, female, unknown], size=50)
    codes = rng.integers(0, 9, size=(50, 10)).astype(np.int32)
    free = screen(ScreeningTables.from_markers(markers), codes, Query(1.0))
    bound = screen(tables, np.column_stack([codes, sexes]).astype(np.int32), Query(1.0))
    sex_of = sexes[free.hits.sample]
    assert bound.hits.same_as(free.hits.where((sex_of == unknown) | (sex_of == missing_is[free.hits.family])))
    assert 0 < len(bound.hits) < len(free.hits)


def test_per_marker_values_of_a_hit_add_up_to_its_log10_lr():
    rng = np.random.default_rng(2)
    tables = random_tables(rng, 400, 15)
    samples = random_samples(rng, tables, 60)
    hits = screen(tables, samples, Query(1.0)).hits
    per_marker = score_pairs(tables, samples, hits.sample, hits.family)
    assert per_marker.shape == (len(hits), 15)
    assert np.array_equal(np.add.accumulate(per_marker, axis=1)[:, -1], hits.log10_lr)


def test_a_sample_with_no_typed_marker_ties_with_every_family_in_the_order_of_the_families():
    tables = random_tables(np.random.default_rng(1), 300, 6)
    empty = (np.diff(tables.offsets) - 1).astype(np.int32)[None, :]
    found = screen(tables, empty, Query(0.0, top=4))
    assert np.array_equal(found.hits.family, np.arange(300))
    assert not found.hits.log10_lr.any()
    assert found.best.family.tolist() == [0, 1, 2, 3]


def test_a_hit_exactly_at_the_threshold_is_reported():
    tables = ScreeningTables.from_markers([np.array([[0.1, 0.0]]), np.array([[0.2, 0.0]])])
    assert len(screen(tables, np.zeros((1, 2), np.int32), Query(0.1 + 0.2)).hits) == 1
    assert len(screen(tables, np.zeros((1, 2), np.int32), Query(np.nextafter(0.1 + 0.2, 1))).hits) == 0


@pytest.mark.parametrize(("families", "samples"), [(0, 5), (5, 0), (0, 0)])
def test_nothing_to_screen_gives_no_hits(families, samples):
    tables = ScreeningTables.from_markers([np.zeros((families, 3)), np.zeros((families, 4))])
    found = screen(tables, np.zeros((samples, 2), np.int32), Query(-5.0, top=3))
    assert (len(found.hits), len(found.best), found.shape) == (0, 0, (samples, families))
    job = ScreeningJob(tables, np.zeros((samples, 2), np.int32), Query(-5.0, top=3))
    assert job.blocks == ()
    assert len(job.merge([]).hits) == 0


def test_a_run_that_does_not_fit_is_refused_with_the_bytes_it_needs():
    tables = random_tables(np.random.default_rng(1), 300, 6)
    samples = np.zeros((1000, 6), np.int32)
    with pytest.raises(TooLarge, match=r"needs [\d,]+ bytes of memory and 1,000 are free"):
        screen(tables, samples, Query(), memory_limit=1_000)


def test_hits_that_outgrow_the_memory_stop_the_run_and_none_is_dropped_silently():
    tables = random_tables(np.random.default_rng(1), 3000, 6, exclusions=0.0)
    samples = np.zeros((3000, 6), np.int32)
    with pytest.raises(TooLarge, match="raise the threshold"):
        screen(tables, samples, Query(-np.inf), memory_limit=100_000_000)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([[np.nan, 0.0]], "NaN"),
        ([[np.inf, 0.0]], "10000 or more"),
        ([[1.0, 0.5]], "not typed"),
    ],
)
def test_impossible_tables_are_refused(values, reason):
    with pytest.raises(InvalidInput, match=reason):
        ScreeningTables.from_markers([np.array(values)])


@pytest.mark.parametrize("codes", [[[0, 9]], [[-1, 0]], [[0]], [[0.5, 0.5]]])
def test_samples_that_do_not_fit_the_tables_are_refused(codes):
    tables = ScreeningTables.from_markers([np.zeros((3, 2)), np.zeros((3, 2))])
    with pytest.raises(InvalidInput):
        screen(tables, np.array(codes), Query())


def test_a_query_must_have_a_number_as_its_threshold_and_no_negative_count():
    with pytest.raises(InvalidInput, match="not a number"):
        Query(threshold=float("nan"))
    with pytest.raises(InvalidInput, match="negative"):
        Query(top=-1)
