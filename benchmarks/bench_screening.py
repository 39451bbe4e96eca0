"""Screening speed: 5,000 families x 50,000 samples x 24 markers, exactness on 20 million pairs, memory, small cases.

Run: python benchmarks/bench_screening.py [--families N] [--samples N]. Families and samples are made up.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

from made_up_families import make_up
from repatria.compute.gpu import find_device
from repatria.exchange.dna_case import read_dna_case
from repatria.genetics.screening import SAMPLES_AT_ONCE, Query, Screening, screen
from repatria.genetics.screening_bounds import Bounds, build_bounds
from repatria.genetics.screening_kernels import scan
from repatria.genetics.screening_tables import ScreeningTables
from repatria.genetics.target_tables import sample_codes, target_tables

DVIR_PAIRS_PER_SECOND = 315.3
"""dvir 3.4.2 in R, one core: pairwise LR of 100 x 100, two typed relatives, 21 markers, no mutation (31.7 s), recorded
in the shared test data, dna/bench/pairwise_timings.csv."""
BAR = 4e9
THREADS = len(os.sched_getaffinity(0))


def best_of(repeats: int, action: Callable[[], Any]) -> tuple[float, float, Any]:
    """Shortest wall seconds, fewest CPU seconds of the process, and the last result."""
    wall, cpu, result = [], [], None
    for _ in range(repeats):
        clock, used = time.perf_counter(), time.process_time()
        result = action()
        wall.append(time.perf_counter() - clock)
        cpu.append(time.process_time() - used)
    return min(wall), min(cpu), result


@njit(nogil=True)
def _read_again(buffer, rounds):
    total = buffer[0] - buffer[0]
    for _ in range(rounds):
        for i in range(buffer.size):
            total += buffer[i]
    return total


def l2_bandwidth() -> float:
    """Bytes per second that all threads together read from buffers of 512 KiB each, measured now."""
    buffers = [np.ones(1 << 16, np.int64) for _ in range(THREADS)]
    _read_again(buffers[0], 1)
    with ThreadPoolExecutor(THREADS) as pool:
        seconds, _, _ = best_of(5, lambda: list(pool.map(lambda buffer: _read_again(buffer, 400), buffers)))
    return THREADS * buffers[0].nbytes * 400 / seconds


def scan_only(tables: ScreeningTables, columns: np.ndarray, bounds: Bounds, threads: int) -> int:
    """The scan with confirmation, as `screen` does it once bounds are built; returns how many hits."""
    step = -(-len(columns) // (threads * -(-len(columns) // (SAMPLES_AT_ONCE * threads))))

    def lot(first: int) -> int:
        return scan(
            tables.values, bounds.order, bounds.rows, bounds.tops, bounds.units, columns, bounds.picks, bounds.lengths,
            first, min(first + step, len(columns)), 4.0, 0,
        )[0].size  # fmt: skip

    with ThreadPoolExecutor(threads) as pool:
        return sum(pool.map(lot, range(0, len(columns), step)))


def exhaustive(tables: ScreeningTables, samples: np.ndarray, threshold: float) -> tuple[np.ndarray, ...]:
    """Every pair in float64, markers in order: (sample, family, log10 LR) at or above the threshold, ranked."""
    columns = tables.columns(samples)
    found = []
    by_column = np.ascontiguousarray(tables.values.T)
    for sample, row in enumerate(columns):
        totals = np.zeros(tables.families)
        for column in row:
            totals += by_column[column]
        family = np.flatnonzero(totals >= threshold)
        found.append((np.full(family.size, sample), family, totals[family]))
    sample, family, log10_lr = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((family, sample, -log10_lr))
    return sample[order], family[order], log10_lr[order]


def same(found: Screening, expected: tuple[np.ndarray, ...]) -> bool:
    """Equal pairs in equal order with equal bits."""
    hits = (found.hits.sample, found.hits.family, found.hits.log10_lr)
    return all(np.array_equal(a, b) for a, b in zip(hits, expected, strict=True))


def large(families: int, samples: int) -> None:
    """The bar: pairs per second with confirmation, what was avoided, bandwidth against L2."""
    made = make_up(families, samples, 24)
    tables, codes, query = made.tables, made.samples, Query(4.0)
    screen(tables, codes[:500], query)
    bandwidth = l2_bandwidth()
    wall, cpu, answer = best_of(25, lambda: screen(tables, codes, query))
    columns, untyped = tables.columns(codes), tables.offsets[1:] - 1
    built, _, bounds = best_of(
        25, lambda: build_bounds(tables.values, columns, untyped, threshold=4.0, top=0, threads=THREADS)
    )
    scanned, scanned_cpu, hits = best_of(50, lambda: scan_only(tables, columns, bounds, THREADS))
    assert hits == len(answer.hits)
    work = answer.work
    print(f"{families:,} families x {samples:,} samples x 24 markers, threshold 4, {THREADS} threads")
    print(
        f"  whole call, bounds and confirmation included: {wall * 1e3:.0f} ms, {work.pairs / wall / 1e9:.2f} G pairs/s"
    )
    speed, per_core, scan_per_core = (work.pairs / seconds / 1e9 for seconds in (scanned, cpu, scanned_cpu))
    print(f"  once bounds are built ({built * 1e3:.0f} ms): {speed:.2f} G pairs/s, bar {BAR / 1e9:.0f}")
    print(f"  per core-second of CPU: {per_core:.2f} G pairs, once bounds are built {scan_per_core:.2f}")
    print(f"  hits {len(answer.hits):,}, scored in float64 {work.confirmed:,} ({work.confirmed / work.pairs:.0e})")
    true = np.count_nonzero(made.truth[answer.hits.sample] == answer.hits.family)
    print(f"  of the hits {true:,} are true; the made-up samples hold {np.count_nonzero(made.truth >= 0):,} missing")
    print(f"  lookups avoided {work.avoided:.1%}; deficit rows read at {work.bytes_read / scanned / 1e9:.0f} GB/s,")
    share = work.bytes_read / scanned / bandwidth
    print(f"  {share:.0%} of the L2 read bandwidth measured now, {bandwidth / 1e9:.0f} GB/s")
    wall, _, best = best_of(3, lambda: screen(tables, codes, Query(4.0, top=5)))
    speed = work.pairs / wall / 1e9
    print(f"  with the 5 best per sample: {wall * 1e3:.0f} ms, {speed:.2f} G pairs/s, {len(best.best):,} kept")
    few = codes[: 20_000_000 // families]
    pairs = len(few) * families
    expected = exhaustive(tables, few, 4.0)
    for threads in (1, 2, 3):
        print(f"  {pairs:,} pairs on {threads} threads: identical to the exhaustive scan: "
              f"{same(screen(tables, few, query, threads=threads), expected)}")  # fmt: skip
    print(f"  resident memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def small() -> None:
    """One core: made-up families, and dvir's own case where the shared test data is at hand."""
    cases = []
    for families, samples in ((100, 100), (1_000, 1_000)):
        made = make_up(families, samples, 21)
        cases.append((f"made-up {families} x {samples}", made.tables, made.samples))
    shared = Path(os.environ.get("REPATRIA_SHARED") or Path(__file__).parents[2] / "shared")
    source = shared / "dna" / "bench" / "pair_n100_rel2_nomut.json"
    if source.exists():
        case, _ = read_dna_case(source)
        assert case is not None
        missing = [(person.family, person.member) for person in case.missing]
        target = target_tables(case.markers, [(family.pedigree, family.genotypes) for family in case.families], missing)
        genotypes = np.array([sample.genotypes for sample in case.remains], np.int16)
        codes, _ = sample_codes(case.markers, genotypes, [sample.sex for sample in case.remains])
        cases.append((f"{source.name}, {len(codes)} x {target.tables.families}", target.tables, codes))
    for name, tables, codes in cases:
        wall, _, _ = best_of(25, partial(screen, tables, codes, Query(4.0, top=5), threads=1))
        speed = len(codes) * tables.families / wall
        print(
            f"{name} x 21 markers, top 5, one thread: {wall * 1e3:.2f} ms, {speed / 1e6:.1f} M pairs/s (bar 10), "
            f"{speed / DVIR_PAIRS_PER_SECOND:,.0f} times dvir's {DVIR_PAIRS_PER_SECOND}"
        )


def device(name: str | None) -> None:
    """The GPU engine's bounds and host confirmation, where a device is at hand."""
    arrays = find_device(name)
    if arrays is None:
        print("no GPU (or no PyTorch) here: the device engine is not measured")
        return
    torch = arrays.library
    made = make_up(5_000, 10_000, 24)
    wall, _, answer = best_of(3, lambda: screen(made.tables, made.samples, Query(4.0), arrays=arrays))
    same_hits = answer.hits.same_as(screen(made.tables, made.samples, Query(4.0)).hits)
    block = torch.ones(1 << 27, dtype=torch.float32, device=arrays.device)
    # A sum waits for the device, so the clock sees the whole read.
    seconds, _, _ = best_of(5, lambda: float(block.sum()))
    bandwidth, read = block.nbytes / seconds, answer.work.added * 4 / wall
    print(
        f"device {arrays.device}: {answer.work.pairs / wall / 1e6:,.0f} M pairs/s with confirmation on the host, "
        f"hits as on the processor: {same_hits}; rows read at {read / 1e9:.0f} GB/s, {read / bandwidth:.0%} of the "
        f"{bandwidth / 1e9:.0f} GB/s that the device reads"
    )


def memory() -> None:
    """Peak memory of a fresh process that screens a million pairs, imports included."""
    program = (
        "import resource; from made_up_families import make_up; "
        "from repatria.genetics.screening import Query, screen;"
        "m = make_up(1000, 1000, 21); a = screen(m.tables, m.samples, Query(4.0, top=5));"
        "print(len(a.hits), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=os.path.dirname(__file__)
    )
    hits, peak = map(int, done.stdout.split())
    print(f"1,000,000 pairs x 21 markers in a fresh process: {hits} hits, peak {peak / 1e6:.2f} GB, bar 1 GB")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--families", type=int, default=5_000)
    options.add_argument("--samples", type=int, default=50_000)
    options.add_argument("--device", help="a PyTorch device, by default the first accelerator there is")
    chosen = options.parse_args()
    large(chosen.families, chosen.samples)
    small()
    memory()
    device(chosen.device)
