"""How long a made-up operation takes: the demonstration's size, and 5,000 missing with 50,000 remains."""

from __future__ import annotations

import time

import numpy as np

from repatria.scenario.build import build
from repatria.scenario.profiles import simulate_families, simulate_remains


def main() -> None:
    for missing, remains in ((1_200, 250), (5_000, 50_000)):
        start = time.perf_counter()
        scenario = build(1, missing=missing, remains=remains)
        whole = time.perf_counter() - start
        rng = np.random.default_rng(1)
        start = time.perf_counter()
        families = simulate_families(rng, missing, 0.0015)
        simulate_remains(rng, families, rng.integers(-1, missing, remains), 340.0)
        arrays = time.perf_counter() - start
        print(
            f"{missing:,} missing in {len(scenario.families):,} families, {remains:,} remains: "
            f"{whole:.2f} s whole, {arrays:.2f} s for the profiles as arrays (ratio {whole / arrays:.0f})"
        )


if __name__ == "__main__":
    main()
