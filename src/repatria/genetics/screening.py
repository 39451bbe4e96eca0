"""Screening: every sample against every family by table lookup, exactly, with no pair above the threshold lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.hits import Hits
from repatria.genetics.machine import free_memory, usable_cores
from repatria.genetics.screening_bounds import build_bounds, bytes_needed
from repatria.genetics.screening_device import Arrays, screen_on_device
from repatria.genetics.screening_kernels import WIDTH, scan
from repatria.genetics.screening_tables import ScreeningTables

SAMPLES_AT_ONCE = 16_384
"""Samples that a thread takes at most at a time: a block of families stays in its cache for all of them."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a screening.

    threshold: log10 LR; every pair at or above it is a hit. top: how many best pairs to keep per sample even below it.
    """

    threshold: float = 4.0
    top: int = 0

    def __post_init__(self) -> None:
        if np.isnan(self.threshold):
            raise InvalidInput("the threshold is not a number")
        if self.top < 0:
            raise InvalidInput("the number of best pairs per sample cannot be negative")


@dataclass(frozen=True, slots=True)
class Work:
    """What a screening cost. It depends on blocks and order; the hits do not.

    pairs: asked about. lookups: table rows that a scan without bounds would have added, one per pair and marker.
    added: lookups made. confirmed: pairs scored in float64. bytes_read: of deficit rows.
    """

    pairs: int = 0
    lookups: int = 0
    added: int = 0
    confirmed: int = 0
    bytes_read: int = 0

    def __add__(self, other: Work) -> Work:
        return Work(
            self.pairs + other.pairs,
            self.lookups + other.lookups,
            self.added + other.added,
            self.confirmed + other.confirmed,
            self.bytes_read + other.bytes_read,
        )

    @property
    def avoided(self) -> float:
        """Share of the lookups that were not needed, 0 to 1."""
        return 1.0 - self.added / self.lookups if self.lookups else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Screening:
    """The answer to a query.

    shape: (samples, families) asked about. hits: every pair at or above the threshold, ranked by log10 LR.
    best: the top pairs per sample, by sample, then rank. Exclusions are in neither.
    """

    query: Query
    shape: tuple[int, int]
    hits: Hits
    best: Hits
    work: Work = field(default=Work())


def screen(
    tables: ScreeningTables,
    samples: NDArray[np.int32],
    query: Query = Query(),
    *,
    threads: int | None = None,
    memory_limit: int | None = None,
    arrays: Arrays | None = None,
) -> Screening:
    """Score every sample against every family.

    samples: int32 (samples, markers), for each marker the column of its table that the sample shows. threads: all
    the machine's by default. memory_limit: bytes, by default what the machine has free. arrays: a device that
    looks for the survivors instead of the threads; the answer is the same.

    A pair's log10 LR is the sum of its markers' table entries in the order of the markers, in float64. Raises
    TooLarge, before or during the run, with the number of bytes it would need; InvalidInput for malformed arrays.
    """
    threads = threads or usable_cores()
    columns = tables.columns(samples)
    shape = len(columns), tables.families
    limit = free_memory() if memory_limit is None else memory_limit
    used_rows = min(tables.values.shape[1], columns.size)
    needed = bytes_needed(tables.families, len(columns), tables.markers, used_rows) + 2 * columns.nbytes
    needed += len(columns) * query.top * 16
    needed += min(len(columns), SAMPLES_AT_ONCE * threads) * -(-tables.families // WIDTH) * 8
    if needed > limit:
        raise TooLarge(
            f"screening {len(columns):,} samples against {tables.families:,} families needs {needed:,} bytes of memory "
            f"and {limit:,} are free: screen fewer at a time"
        )
    if not len(columns) or not tables.families:
        return Screening(query, shape, Hits.none(), Hits.none())
    finds = _by_device if arrays is not None else _by_threads
    hits: list[Hits] = []
    best: list[Hits] = []
    work = Work()
    for found, leading, cost in finds(tables, columns, query, threads, arrays):
        hits.append(found)
        best.append(leading)
        work += cost
        needed += found.bytes_used * 3
        if needed > limit:
            raise TooLarge(
                f"after {work.pairs:,} pairs the run needs {needed:,} bytes of memory for the hits and {limit:,} are "
                f"free: raise the threshold"
            )
    return Screening(query, shape, Hits.joined(hits).ranked(), Hits.joined(best), work)


def _by_threads(
    tables: ScreeningTables, columns: NDArray[np.int32], query: Query, threads: int, arrays: Arrays | None
) -> Iterator[tuple[Hits, Hits, Work]]:
    """Lots of samples through the compiled kernel, a lot a thread; answers come in the order of the samples."""
    untyped = tables.offsets[1:] - 1
    bounds = build_bounds(tables.values, columns, untyped, threshold=query.threshold, top=query.top, threads=threads)
    rounds = -(-len(columns) // (SAMPLES_AT_ONCE * threads))
    at_once = -(-len(columns) // (rounds * threads))

    def lot(first: int) -> tuple[Hits, Hits, Work]:
        last = min(first + at_once, len(columns))
        sample, family, log10_lr, best_family, best_lr, added, confirmed = scan(
            tables.values, bounds.order, bounds.rows, bounds.tops, bounds.units, columns, bounds.picks, bounds.lengths,
            first, last, query.threshold, query.top,
        )  # fmt: skip
        place, rank = np.nonzero(best_lr > -np.inf)
        best = Hits(
            np.asarray(place + first, np.int32), np.asarray(best_family[place, rank], np.int32), best_lr[place, rank]
        )
        pairs, width = (last - first) * tables.families, bounds.rows.shape[2]
        work = Work(pairs, pairs * tables.markers, added * width, confirmed, added * width * bounds.rows.itemsize)
        return Hits(sample, family, log10_lr), best, work

    starts = range(0, len(columns), at_once)
    if threads == 1:
        yield from map(lot, starts)
        return
    with ThreadPoolExecutor(threads) as pool:
        lots = [pool.submit(lot, first) for first in starts]
        try:
            for done in lots:
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _by_device(
    tables: ScreeningTables, columns: NDArray[np.int32], query: Query, threads: int, arrays: Arrays | None
) -> Iterator[tuple[Hits, Hits, Work]]:
    """Lots of samples through the device."""
    assert arrays is not None
    work = Work(len(columns) * tables.families, columns.size * tables.families, columns.size * tables.families)
    for hits, best, confirmed in screen_on_device(
        tables.values, columns, threshold=query.threshold, top=query.top, arrays=arrays
    ):
        yield hits, best, work + Work(confirmed=confirmed)
        work = Work()


def rescreen(
    before: Screening,
    tables: ScreeningTables,
    samples: NDArray[np.int32],
    *,
    changed_families: NDArray[np.int64],
    changed_samples: NDArray[np.int64],
    threads: int | None = None,
    memory_limit: int | None = None,
) -> Screening:
    """The answer of `screen(tables, samples, before.query)`, scoring only the rows and columns that changed.

    changed_families, changed_samples: positions whose table or profile differs from the run `before`. Positions past
    the end of that run are new and need not be named. A sample that had a changed family among its best is scored
    against all families again, for the next best is not known. Raises as `screen` does.
    """
    old_samples, old_families = before.shape
    family_changed = _marked(len(tables.values), changed_families, old_families)
    sample_changed = _marked(len(samples), changed_samples, old_samples)

    def stands(pairs: Hits) -> NDArray[np.bool_]:
        inside = (pairs.sample < len(samples)) & (pairs.family < tables.families)
        clipped = np.minimum(pairs.sample, len(samples) - 1), np.minimum(pairs.family, tables.families - 1)
        return np.asarray(inside & ~sample_changed[clipped[0]] & ~family_changed[clipped[1]])

    if not len(samples) or not tables.families:
        return screen(tables, samples, before.query, threads=threads, memory_limit=memory_limit)
    shaken = before.best.sample[~stands(before.best)]
    sample_changed[shaken[shaken < len(samples)]] = True

    again, rest, columns = (
        np.flatnonzero(sample_changed),
        np.flatnonzero(~sample_changed),
        np.flatnonzero(family_changed),
    )
    rows = screen(tables, samples[again], before.query, threads=threads, memory_limit=memory_limit)
    narrow = ScreeningTables(tables.values[columns], tables.offsets)
    others = screen(narrow, samples[rest], before.query, threads=threads, memory_limit=memory_limit)

    everyone = np.arange(tables.families)
    parts = [(rows, again, everyone), (others, rest, columns)]
    hits = [before.hits.where(stands(before.hits)), *(part.hits.placed(s, f) for part, s, f in parts)]
    best = [before.best.where(stands(before.best)), *(part.best.placed(s, f) for part, s, f in parts)]
    return Screening(
        before.query,
        (len(samples), tables.families),
        Hits.joined(hits).ranked(),
        Hits.joined(best).best_per_sample(before.query.top),
        rows.work + others.work,
    )


def _marked(size: int, changed: NDArray[np.int64], old: int) -> NDArray[np.bool_]:
    """True at changed positions and at those past the end of the old run."""
    marks = np.arange(size) >= old
    marks[changed] = True
    return marks


def score_pairs(
    tables: ScreeningTables, samples: NDArray[np.int32], sample: NDArray[np.int32], family: NDArray[np.int32]
) -> NDArray[np.float64]:
    """log10 LR per marker of chosen pairs, float64 (pairs, markers); their sum in order is the pair's log10 LR."""
    return tables.values[family[:, None], tables.columns(samples[sample])]
