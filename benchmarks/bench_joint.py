"""How long the joint posterior takes, beside dvir's recorded seconds and the limits: python -m benchmarks.bench_joint.

Cases with relatives come from the shared data ($REPATRIA_SHARED); the 1,000 x 1,000 case is made up here: allele
frequencies are NIST's, every person is invented. Seconds are the best of several runs, without start-up and compiling.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from repatria.cli.joint_inputs import from_case
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.mutation_matrices import equal_matrix
from repatria.genetics.pairwise import pairwise_log10_lr
from repatria.genetics.pedigree import MALE, Pedigree, nuclear_family
from repatria.genetics.populations import FrequencyPolicy, nist_1036
from repatria.identification.assignment import joint_posterior
from repatria.identification.choices import from_matrix
from repatria.identification.components import plan
from repatria.identification.halves import halved, solve_halves
from repatria.identification.used_sets import Limits, backward, forward

DVIJOINT_N6_SECONDS = 190.70  # CPU seconds, dvir 3.4.2, all 13,327 assignments
LIMITS = {"joint_n6_k3": 0.050, "joint_n40_k20": 1.0, "joint_dense_n12": 10.0, "joint_dense_n20": 10.0}
LARGE_LIMIT = 30.0
LARGE = 1000
MATCHED = 700
#: Relatives that gave a sample, by family, and how common such families are in the made-up large case.
KINDS = {("father", "mother"): 0.4, ("mother", "child2"): 0.4, ("father",): 0.2}


def best_of(work: Callable[[], Any], runs: int) -> tuple[float, float, Any]:
    """Shortest seconds on the clock and of processor time (one core) of several runs, and the last result."""
    seconds, processor, result = [], [], None
    for _ in range(runs):
        begin, cpu = time.perf_counter(), time.process_time()
        result = work()
        seconds.append(time.perf_counter() - begin)
        processor.append(time.process_time() - cpu)
    return min(seconds), min(processor), result


def shared_cases(folder: Path) -> None:
    """The cases of dvir's benchmark, likelihoods included."""
    for name, limit in LIMITS.items():
        path = folder / f"{name}.json"
        runs = 2 if name == "joint_dense_n20" else 5
        reading, reading_cpu, (rows, cols, families, _, _) = best_of(
            lambda path=path: from_case(path, "keep", False), runs
        )
        size = {"remains": len(rows), "missing": len(cols)}
        solving, solving_cpu, answer = best_of(
            lambda families=families, size=size: joint_posterior(families, **size), runs
        )
        beside = f", dviJoint {DVIJOINT_N6_SECONDS / (reading + solving):,.0f} times that" if "n6" in name else ""
        print(
            f"{name}: {1e3 * reading:.0f} ms reading and likelihoods, {1e3 * solving:.1f} ms posterior, "
            f"{answer.method}; {reading + solving:.3f} s ({reading_cpu + solving_cpu:.3f} s of processor time), "
            f"{(reading + solving) / limit:.2f} of the limit of {limit:g} s{beside}"
        )


def both_ends(folder: Path) -> None:
    """Posterior shares in one go and from both ends, for the case that fills all sets of its remains."""
    _, _, families, _, _ = from_case(folder / "joint_dense_n20.json", "keep", False)
    order, limits = plan(families), Limits()
    halves = None if order is None else halved(families, order, limits)
    if order is None or halves is None:
        print("joint_dense_n20: not worked from both ends")
        return
    _, one_go, expected = best_of(lambda: backward(forward(families, order, limits), np.zeros(1)), 1)
    _, from_both, (found, _) = best_of(lambda: solve_halves(families, halves.first, halves.second, 10, limits), 2)
    apart = max(float(np.abs(a - b).max()) for a, b in zip(found.choice, expected.choice, strict=True))
    print(
        f"joint_dense_n20 from both ends: {from_both:.2f} s of processor time, in one go {one_go:.2f} s "
        f"({one_go / from_both:.1f} times); posteriors of choices apart by at most {apart:.1g}"
    )


def made_up_matrix(rng: np.random.Generator) -> np.ndarray:
    """ln LR of 1,000 remains against 1,000 missing of whom 700 are there; equal mutation model at 0.001."""
    population = nist_1036()["NIST 1036 Caucasian"]
    markers = []
    for name in list(population.markers)[:24]:
        table = population.frequencies(name, policy=FrequencyPolicy.NORMALISED)
        matrix = equal_matrix(len(table.alleles), 0.001)
        markers.append(Marker(name, table.alleles, table.values, mutation=MutationModel(matrix, matrix)))
    pedigree: Pedigree = nuclear_family(2)
    remains = np.empty((LARGE, len(markers), 2), dtype=np.int16)
    typed = rng.choice(len(KINDS), size=LARGE, p=list(KINDS.values()))
    genotypes = np.full((LARGE, 4, len(markers), 2), -1, dtype=np.int16)
    for number, marker in enumerate(markers):
        founders = rng.choice(marker.size, size=(LARGE, 2, 2), p=marker.frequencies)
        pick = rng.integers(0, 2, size=(LARGE, 2, 2))
        children = np.stack([np.take_along_axis(founders, pick[:, :, [c]], axis=2)[:, :, 0] for c in (0, 1)], axis=1)
        family = np.concatenate([founders, children], axis=1)
        for kind, relatives in enumerate(KINDS):
            places = [pedigree.index(relative) for relative in relatives]
            genotypes[np.ix_(np.flatnonzero(typed == kind), places, [number])] = family[typed == kind][:, places, None]
        strangers = rng.choice(marker.size, size=(LARGE, 2), p=marker.frequencies)
        remains[:, number] = np.where(np.arange(LARGE)[:, None] < MATCHED, family[:, 2], strangers)
    found = pairwise_log10_lr(
        markers,
        [MALE] * LARGE,
        remains,
        [(pedigree, mine) for mine in genotypes],
        [(number, pedigree.index("child1")) for number in range(LARGE)],
    )
    ratios: np.ndarray = found.log10_lr * np.log(10.0)
    return ratios


def large_case() -> None:
    """1,000 remains x 1,000 missing, every pair possible: nearly all are left out, with a bound."""
    begin = time.perf_counter()
    weights = made_up_matrix(np.random.default_rng(1))
    print(f"1,000 x 1,000 made up: {time.perf_counter() - begin:.1f} s for the matrix")
    seconds, _, answer = best_of(lambda: joint_posterior(from_matrix(weights), remains=LARGE, missing=LARGE), 2)
    right = float(np.mean([answer.marginal[number, number] for number in range(MATCHED)]))
    print(
        f"1,000 x 1,000: {seconds:.2f} s, {answer.method}, error bound {answer.error_bound:.2g}; "
        f"{seconds / LARGE_LIMIT:.2f} of the limit of {LARGE_LIMIT:g} s; mean posterior of the truth {right:.6f}"
    )


def dense_sizes() -> None:
    """Square matrices in which every pairing weighs something: where exact work ends."""
    for size in (10, 14, 18, 20):
        weights = np.random.default_rng(size).normal(0, 3, (size, size))
        seconds, _, answer = best_of(lambda w=weights, n=size: joint_posterior(from_matrix(w), remains=n, missing=n), 2)
        print(f"dense {size} x {size}: {seconds:.2f} s, {answer.method}")


if __name__ == "__main__":
    shared = Path(os.environ.get("REPATRIA_SHARED") or Path(__file__).resolve().parents[2] / "shared") / "dna/bench"
    if shared.is_dir():
        shared_cases(shared)
        both_ends(shared)
    else:
        print("no shared test data: set REPATRIA_SHARED for dvir's cases")
    large_case()
    dense_sizes()
