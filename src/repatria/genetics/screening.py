"""Screening: every sample against every family by table lookup, exactly, with no pair above the threshold lost."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.hits import Hits
from repatria.genetics.screening_bounds import build_bounds, bytes_needed
from repatria.genetics.screening_kernels import scan
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


@dataclass(frozen=True, slots=True)
class Screening:
    """The answer: hits ranked by log10 LR; best pairs per sample (by sample, then rank), exclusions left out."""

    query: Query
    hits: Hits
    best: Hits
    work: Work = field(default=Work(), compare=False)


def screen(
    tables: ScreeningTables,
    samples: NDArray[np.int32],
    query: Query = Query(),
    *,
    threads: int | None = None,
    memory_limit: int | None = None,
) -> Screening:
    """Score every sample against every family.

    samples: int32 (samples, markers), for each marker the column of its table that the sample shows. threads: all
    the machine's by default. memory_limit: bytes, by default what the machine has free.

    A pair's log10 LR is the sum of its markers' table entries in the order of the markers, in float64. Raises
    TooLarge, before or during the run, with the number of bytes it would need; InvalidInput for malformed arrays.
    """
    threads = threads or len(os.sched_getaffinity(0))
    columns = tables.columns(samples)
    limit = free_memory() if memory_limit is None else memory_limit
    used_rows = min(tables.values.shape[1], columns.size)
    needed = bytes_needed(tables.families, len(columns), tables.markers, used_rows) + 2 * columns.nbytes
    needed += len(columns) * query.top * 16
    if needed > limit:
        raise TooLarge(
            f"screening {len(columns):,} samples against {tables.families:,} families needs {needed:,} bytes of memory "
            f"and {limit:,} are free: screen fewer at a time"
        )
    if not len(columns) or not tables.families:
        return Screening(query, Hits.none(), Hits.none())
    bounds = build_bounds(
        tables.values, columns, tables.offsets[1:] - 1, threshold=query.threshold, top=query.top, threads=threads
    )

    rounds = -(-len(columns) // (SAMPLES_AT_ONCE * threads))
    at_once = -(-len(columns) // (rounds * threads))

    def part(first: int) -> tuple[Hits, Hits, Work]:
        last = min(first + at_once, len(columns))
        found = scan(
            tables.values, bounds.order, bounds.rows, bounds.tops, bounds.units, columns, bounds.picks, bounds.lengths,
            first, last, query.threshold, query.top,
        )  # fmt: skip
        sample, family, log10_lr, best_family, best_lr, added, confirmed = found
        place, rank = np.nonzero(best_lr > -np.inf)
        best = Hits(
            np.asarray(place + first, np.int32), np.asarray(best_family[place, rank], np.int32), best_lr[place, rank]
        )
        pairs = (last - first) * tables.families
        width = bounds.rows.shape[2]
        work = Work(pairs, pairs * tables.markers, added * width, confirmed, added * width * bounds.rows.itemsize)
        return Hits(sample, family, log10_lr), best, work

    hits: list[Hits] = []
    best: list[Hits] = []
    work = Work()
    with ThreadPoolExecutor(threads) as pool:
        for found, leading, cost in pool.map(part, range(0, len(columns), at_once)):
            hits.append(found)
            best.append(leading)
            work += cost
            needed += found.bytes_used * 3
            if needed > limit:
                pool.shutdown(cancel_futures=True)
                raise TooLarge(
                    f"after {work.pairs:,} pairs the hits need {needed:,} bytes of memory and {limit:,} are free: "
                    f"raise the threshold"
                )
    return Screening(query, Hits.joined(hits).ranked(), Hits.joined(best), work)


def score_pairs(
    tables: ScreeningTables, samples: NDArray[np.int32], sample: NDArray[np.int32], family: NDArray[np.int32]
) -> NDArray[np.float64]:
    """log10 LR per marker of chosen pairs, float64 (pairs, markers); their sum in order is the pair's log10 LR."""
    return tables.values[family[:, None], tables.columns(samples[sample])]


def free_memory() -> int:
    """Bytes that the machine says are available, or half of what it has where it does not say."""
    try:
        with open("/proc/meminfo") as lines:
            for line in lines:
                if line.startswith("MemAvailable:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
