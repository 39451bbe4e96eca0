"""The whole job: families and profiles in a file on disk, to ranked hits in a file; 5,000 families x 50,000 samples.

Run: python benchmarks/bench_whole_job.py [--missing N] [--samples N]. The operation is made up by `repatria.scenario`.
The job runs in a fresh process, imports and the reading of the file included; bars: 60 s and 4 GB on two cores.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MUTATION_RATE = 0.001


def make_case(place: Path, missing: int, samples: int) -> None:
    """Write a dna-case of a made-up operation in which mutations happen, with the equal model to allow for them."""
    from repatria.scenario.build import build
    from repatria.scenario.export import dna_case

    case = dna_case(build(1, missing=missing, remains=samples, mutation_rate=MUTATION_RATE))
    case["pairings"] = None
    for marker in case["markers"]:
        count = len(marker["alleles"])
        other = MUTATION_RATE / (count - 1)
        matrix = [[1 - MUTATION_RATE if i == j else other for j in range(count)] for i in range(count)]
        marker["mutation"] = {
            sex: {"model": "equal", "rate": MUTATION_RATE, "matrix": matrix} for sex in ("female", "male")
        }
    place.write_text(json.dumps(case), encoding="utf-8")


def whole_job(source: Path, destination: Path) -> dict[str, float]:
    """Read, make tables, screen, write; seconds of each step."""
    import numpy as np

    from repatria.exchange.dna_case import read_dna_case
    from repatria.genetics.screening import Query, screen
    from repatria.genetics.target_tables import sample_codes, target_tables

    clock = [time.perf_counter()]
    case, problems = read_dna_case(source)
    assert case is not None
    clock.append(time.perf_counter())
    missing = [(person.family, person.member) for person in case.missing]
    target = target_tables(case.markers, [(family.pedigree, family.genotypes) for family in case.families], missing)
    clock.append(time.perf_counter())
    genotypes = np.array([sample.genotypes for sample in case.remains], np.int16)
    codes, _ = sample_codes(case.markers, genotypes, [sample.sex for sample in case.remains])
    answer = screen(target.tables, codes, Query(4.0, top=5))
    clock.append(time.perf_counter())
    names = {(person.family, person.member): person.id for person in case.missing}
    with destination.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["remains", "missing", "log10_lr"])
        hits = answer.hits
        for sample, row, value in zip(hits.sample.tolist(), hits.family.tolist(), hits.log10_lr.tolist(), strict=True):
            family, member = target.targets[row].tolist()
            rows.writerow([case.remains[sample].id, names[family, member], repr(value)])
    clock.append(time.perf_counter())
    read, tables, screened, written = (later - earlier for earlier, later in itertools.pairwise(clock))
    return {
        "read": read,
        "tables": tables,
        "screen": screened,
        "write": written,
        "families": len(case.families),
        "targets": target.tables.families,
        "columns": target.tables.values.shape[1],
        "samples": len(case.remains),
        "problems": len(problems) + len(target.failures),
        "hits": len(answer.hits),
        "peak_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--missing", type=int, default=5_600)
    options.add_argument("--samples", type=int, default=50_000)
    options.add_argument("--job", nargs=2, type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.job:
        print(json.dumps(whole_job(*chosen.job)))
        sys.exit()
    with tempfile.TemporaryDirectory() as folder:
        source, destination = Path(folder, "case.json"), Path(folder, "hits.csv")
        make_case(source, chosen.missing, chosen.samples)
        print(f"{source.stat().st_size / 1e6:.0f} MB on disk")
        started = time.perf_counter()
        command = [sys.executable, __file__, "--job", str(source), str(destination)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        wall = time.perf_counter() - started
        told = json.loads(done.stdout)
        print(
            f"{told['families']:,} families, {told['targets']:,} missing persons, {told['problems']} problems, "
            f"{told['samples']:,} samples: {wall:.1f} s of 60, {told['peak_bytes'] / 1e9:.2f} GB of 4"
        )
        print(", ".join(f"{step} {told[step]:.2f} s" for step in ("read", "tables", "screen", "write")))
        print(f"{told['columns']:,} columns a family, {told['hits']:,} hits ranked")
