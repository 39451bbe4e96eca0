"""What a pair, a table and a byte cost at several sizes, and whether each size predicts the next.

Run: python benchmarks/bench_scale.py [--national]; --national adds 82,000 families x 100,000 samples (6 GB of memory).
CPU seconds are used, not wall seconds: they add up over cores. docs/scale.md quotes this program.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
from dataclasses import dataclass
from itertools import pairwise

from bench_screening import scan_only
from made_up_families import make_up
from repatria.genetics.screening import Query, screen
from repatria.genetics.screening_bounds import build_bounds

SIZES = ((1_250, 12_500), (2_500, 25_000), (5_000, 50_000), (20_000, 100_000))
NATIONAL = (82_000, 100_000)
MARKERS = 24


@dataclass(frozen=True)
class Cost:
    """CPU seconds of the bounds and of the scan, wall seconds of the call, and what was done."""

    families: int
    samples: int
    bounds: float
    scan: float
    wall: float
    bytes_per_pair: float
    hits: int
    confirmed: int


def measure(families: int, samples: int, repeats: int) -> Cost:
    """The least of several measurements of one size."""
    made = make_up(families, samples, MARKERS)
    tables, query = made.tables, Query(4.0)
    columns, untyped = tables.columns(made.samples), tables.offsets[1:] - 1
    threads = len(os.sched_getaffinity(0))
    screen(tables, made.samples[:500], query)
    bounds, scans, wall = [], [], []
    for _ in range(repeats):
        used = time.process_time()
        built = build_bounds(tables.values, columns, untyped, threshold=4.0, top=0, threads=threads)
        bounds.append(time.process_time() - used)
        used = time.process_time()
        scan_only(tables, columns, built, threads)
        scans.append(time.process_time() - used)
        clock = time.perf_counter()
        answer = screen(tables, made.samples, query)
        wall.append(time.perf_counter() - clock)
    work = answer.work
    return Cost(
        families, samples, min(bounds), min(scans), min(wall),
        work.bytes_read / work.pairs, len(answer.hits), work.confirmed,
    )  # fmt: skip


def main() -> None:
    """Measure the sizes and predict each from the one before it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--national", action="store_true")
    sizes = SIZES + ((NATIONAL,) if options.parse_args().national else ())
    print(
        "families  samples  pairs      wall s  bounds us/family  scan ns/pair  G pairs/core-s  bytes/pair  hits, scored"
    )
    costs = []
    for families, samples in sizes:
        cost = measure(families, samples, 3 if families > 10_000 else 7)
        costs.append(cost)
        pairs = families * samples
        print(
            f"{families:>8,} {samples:>8,}  {pairs:.2e}  {cost.wall:>7.3f}  {cost.bounds / families * 1e6:>16.1f}  "
            f"{cost.scan / pairs * 1e9:>12.3f}  {pairs / (cost.bounds + cost.scan) / 1e9:>14.2f}  "
            f"{cost.bytes_per_pair:>10.1f}  {cost.hits:,}  {cost.confirmed:,}"
        )
    for before, cost in pairwise(costs):
        per_pair = before.scan / (before.families * before.samples)
        predicted = before.bounds / before.families * cost.families + per_pair * cost.families * cost.samples
        spent = cost.bounds + cost.scan
        print(
            f"{cost.families:,} x {cost.samples:,}, predicted from the size before: {predicted:.2f} core-seconds, "
            f"measured {spent:.2f}, ratio {spent / predicted:.2f}"
        )
    print(f"resident memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
