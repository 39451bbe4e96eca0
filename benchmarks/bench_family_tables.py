"""Family tables a CPU second in batch: ``python -m benchmarks.bench_family_tables`` (limit: 20,000 a second)."""

from __future__ import annotations

import time

import numpy as np

from repatria.genetics.family_tables import family_table_batch
from repatria.genetics.markers import Marker
from repatria.genetics.mutation import mutation_model
from repatria.genetics.pedigree import FEMALE, MALE, Member, build_pedigree, cousins, nuclear_family
from repatria.genetics.populations import nist_1036

PEDPROBR_SECONDS_A_TABLE = 7.3e-3  # mother + full sib, equal mutation model
CODIS_AND_ONE = 21


def nist_markers(model: str, count: int = CODIS_AND_ONE) -> list[Marker]:
    """Markers of NIST's Caucasian table, with a mutation model for both sexes."""
    population = nist_1036()["NIST 1036 Caucasian"]
    markers = []
    for name in list(population.markers)[:count]:
        table = population.frequencies(name)
        model_of = mutation_model(model, table.alleles, table.values, rate=0.001)
        markers.append(Marker(name, table.alleles, table.values, mutation=model_of))
    return markers


def drop(rng: np.random.Generator, pedigree, markers, families: int, members: list[int]) -> np.ndarray:
    """Genotypes (families, members, markers, 2) dropped through the pedigree, kept for the members named."""
    whole = np.full((families, len(pedigree), len(markers), 2), -1, dtype=np.int16)
    for i in pedigree.order:
        for m, marker in enumerate(markers):
            p = marker.frequencies / marker.frequencies.sum()
            if pedigree.father[i] < 0:
                whole[:, i, m] = rng.choice(marker.size, size=(families, 2), p=p)
            else:
                for side, parent in enumerate((pedigree.father[i], pedigree.mother[i])):
                    pick = rng.integers(2, size=families)
                    whole[:, i, m, side] = whole[np.arange(families), parent, m, pick]
    blank = np.full_like(whole, -1)
    blank[:, members] = whole[:, members]
    return blank


def rate(name: str, pedigree, missing: int, typed: list[int], model: str, families: int) -> float:
    rng = np.random.default_rng(1)
    markers = nist_markers(model)
    genotypes = drop(rng, pedigree, markers, families, typed)
    family_table_batch(pedigree, genotypes[:64], missing, markers)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for at in range(0, families, 256):
            family_table_batch(pedigree, genotypes[at : at + 256], missing, markers)
        best = min(best, time.process_time() - start)
    tables = families * len(markers)
    print(f"{name}, {len(markers)} markers, {model}: {tables / best:,.0f} family-marker tables a second")
    return tables / best


def main() -> None:
    siblings = nuclear_family([("sib", MALE), ("missing", MALE)])
    speed = rate("mother + full sib", siblings, 3, [1, 2], "equal", 2048)
    print(f"  limit 20,000; {speed * PEDPROBR_SECONDS_A_TABLE:,.0f} times pedprobr's 7.3 ms a table")
    rate("mother + full sib", siblings, 3, [1, 2], "none", 2048)
    rate("mother + full sib", siblings, 3, [1, 2], "stepwise", 1024)
    line = cousins(1)
    rate("first cousin", line, line.index("one"), [line.index("two")], "equal", 1024)
    nephew = build_pedigree(
        [
            Member("gf", sex=MALE),
            Member("gm", sex=FEMALE),
            Member("missing", "gf", "gm", MALE),
            Member("sister", "gf", "gm", FEMALE),
            Member("husband", sex=MALE),
            Member("nephew", "husband", "sister", MALE),
            Member("wife", sex=FEMALE),
            Member("daughter", "missing", "wife", FEMALE),
        ]
    )
    rate("nephew + own daughter", nephew, 2, [5, 7], "equal", 1024)


if __name__ == "__main__":
    main()
