"""Screening: every sample against every family by table lookup, exactly, with no pair above the threshold lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.hits import Hits
from repatria.genetics.screening_bounds import build_bounds, bytes_needed
from repatria.genetics.screening_kernels import scan

SAMPLES_AT_ONCE = 2048
"""Samples that a thread takes at a time: a block of families stays in its cache for all of them."""


@dataclass(frozen=True)
class ScreeningTables:
    """log10 LR of every observation at every marker, for every family.

    values: float64 (families, columns), C order; -inf is an exclusion.
    offsets: int64 (markers + 1,); marker m owns columns offsets[m] .. offsets[m+1]-1, the last of them "not typed".
    """

    values: NDArray[np.float64]
    offsets: NDArray[np.int64]

    def __post_init__(self) -> None:
        values, offsets = self.values, self.offsets
        if values.ndim != 2 or values.dtype != np.float64 or not values.flags.c_contiguous:
            raise InvalidInput("family tables must be one float64 array (families, columns) in C order")
        if offsets.ndim != 1 or offsets.size < 2 or offsets[0] != 0 or offsets[-1] != values.shape[1]:
            raise InvalidInput("the offsets of the markers do not cover the columns of the family tables")
        if np.any(np.diff(offsets) < 1):
            raise InvalidInput("each marker needs at least the column 'not typed'")
        for start in range(0, len(values), 256):
            if not (values[start : start + 256] < np.inf).all():
                raise InvalidInput("a family table holds NaN or an infinite likelihood ratio")
        if values[:, offsets[1:] - 1].any():
            raise InvalidInput("the last column of each marker means 'not typed' and must be 0")

    @classmethod
    def from_markers(
        cls, tables: Sequence[NDArray[np.float64]], *, compatible: NDArray[np.bool_] | None = None
    ) -> ScreeningTables:
        """One array from one table (families, observations) per marker, in the order of the markers.

        compatible: bool (families, groups); False where a sample of that group cannot be a missing person of that
        family (the sexes contradict). It becomes a last marker whose observation is the sample's group.
        """
        if not tables:
            raise InvalidInput("a screening needs at least one marker")
        if len({len(table) for table in tables}) > 1:
            raise InvalidInput("the markers' tables speak of different numbers of families")
        parts = list(tables)
        if compatible is not None:
            allowed = np.where(compatible, 0.0, -np.inf)
            parts.append(np.column_stack([allowed, np.zeros(len(allowed))]))
        offsets = np.concatenate([[0], np.cumsum([part.shape[1] for part in parts])]).astype(np.int64)
        values = np.empty((len(tables[0]), int(offsets[-1])))
        for marker, part in enumerate(parts):
            values[:, offsets[marker] : offsets[marker + 1]] = part
        return cls(values, offsets)

    @property
    def families(self) -> int:
        """How many families."""
        return self.values.shape[0]

    @property
    def markers(self) -> int:
        """How many markers, the constraint among them."""
        return self.offsets.size - 1

    def columns(self, samples: NDArray[np.int32]) -> NDArray[np.int32]:
        """Codes of samples (samples, markers) as columns of values; raises InvalidInput for a code that is none."""
        if samples.ndim != 2 or samples.shape[1] != self.markers or not np.issubdtype(samples.dtype, np.integer):
            raise InvalidInput(f"samples must be integers of shape (samples, {self.markers})")
        if np.any(samples < 0) or np.any(samples >= np.diff(self.offsets)):
            raise InvalidInput("a sample shows an observation that the family tables do not have")
        return np.asarray(samples + self.offsets[:-1], np.int32)


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
    query: Query = Query(),  # noqa: B008 - frozen
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
    bounds = build_bounds(tables.values, columns, tables.offsets[1:] - 1, threshold=query.threshold, top=query.top)

    def part(first: int) -> tuple[Hits, Hits, Work]:
        last = min(first + SAMPLES_AT_ONCE, len(columns))
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
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        for found, leading, cost in pool.map(part, range(0, len(columns), SAMPLES_AT_ONCE)):
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
