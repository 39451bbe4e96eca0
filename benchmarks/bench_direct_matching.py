"""Direct matching: all pairs of 5,000 x 5,000 and of 50,000 x 50,000 profiles, against the same without early end.

Run: python benchmarks/bench_direct_matching.py. Profiles are made up from the NIST 1036 frequencies; one in ten of
the second set is of a person of the first, with drop-out.
"""

from __future__ import annotations

import os
import time

import numpy as np

from repatria.genetics.direct_matching import Profiles, Trust, match_matrix, match_profiles
from repatria.genetics.gene_dropping import drop_genes, observe
from repatria.genetics.markers import Marker
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import singleton
from repatria.genetics.populations import FrequencyPolicy, nist_1036

MARKERS = 24


def made_up(count, seed):
    """Markers, a first set with exact calls and a second with drop-out."""
    population = nist_1036()["NIST 1036 Caucasian"]
    markers = []
    for name in sorted(population.markers)[:MARKERS]:
        table = population.frequencies(name, policy=FrequencyPolicy.NORMALISED)
        markers.append(Marker(name, table.alleles, table.values))
    people = drop_genes(singleton(), markers, 2 * count, seed=seed)
    one = people[:count, 0]
    two = np.concatenate([people[: count // 10, 0], people[count + count // 10 :, 0]])
    lossy = Observations.uniform(1, MARKERS, dropout=0.03, dropin=0.01)
    seen = observe(two[:, None], singleton(), markers, seed=seed + 1, observations=lossy)[:, 0]
    sexes = np.zeros(count, dtype=np.int8)
    return (
        markers,
        Profiles(np.sort(one, axis=2), sexes, (Trust(error=1e-4),) * count),
        Profiles(seen, sexes, (Trust(0.03, 0.01, 1e-4),) * count),
    )


def main():
    """Print seconds, pairs a second, and the ratio to the exhaustive sum measured in the same run."""
    match_profiles(*made_up(20, 1))
    print(f"{MARKERS} markers, theta 0.01, threshold 6, {len(os.sched_getaffinity(0))} cores")
    for count in (5_000, 50_000):
        markers, one, two = made_up(count, 5)
        start = time.perf_counter()
        links, tables = match_profiles(markers, one, two, theta=0.01, log10_threshold=6.0)
        seconds = time.perf_counter() - start
        true = int(((links.first == links.second) & (links.first < count // 10)).sum())
        print(
            f"{count:,} x {count:,}: {seconds:.2f} s, {count * count / seconds:.3g} pairs a second, "
            f"{len(links)} links, {true} of {count // 10} true ones"
        )
        if count == 5_000:
            start = time.perf_counter()
            matrix = match_matrix(tables)
            exhaustive = time.perf_counter() - start
            same = np.array_equal(np.argwhere(matrix >= 6.0), np.column_stack([links.first, links.second]))
            print(
                f"  exhaustive matrix: {exhaustive:.2f} s; the search takes {seconds / exhaustive:.0%} of it "
                f"and finds the same pairs: {same}"
            )


if __name__ == "__main__":
    main()
