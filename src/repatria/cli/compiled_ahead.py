"""The engine's kernels compiled in a process of their own, while the one that will need them does something else.

Compiled once on a machine, they are read from a cache afterwards; `python -m repatria.cli.compiled_ahead` does it.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator

_COMMAND = [sys.executable, "-m", "repatria.cli.compiled_ahead"]


class Compiling:
    """Kernels on their way into the cache. One that does not get there is compiled where it is needed."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def wait_for_search(self) -> None:
        """Return when those of a search are there."""
        assert self._process.stdout is not None
        self._process.stdout.readline()

    def wait_for_all(self) -> None:
        """Return when all are there."""
        self._process.wait()


@contextlib.contextmanager
def compiling_beside() -> Iterator[Compiling]:
    """Kernels are compiled beside what goes on inside."""
    with subprocess.Popen(_COMMAND, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            yield Compiling(process)
        finally:
            process.kill()


def compile_kernels() -> None:
    """Search and solve the smallest case there is: two full brothers missing, a sister typed, two sets of remains."""
    import numpy as np

    from repatria.compute.local import LocalEngine
    from repatria.genetics.markers import Marker, MutationModel
    from repatria.genetics.mutation_matrices import equal_matrix
    from repatria.genetics.pedigree import FEMALE, MALE, Member, build_pedigree
    from repatria.genetics.screening import Query
    from repatria.genetics.screening_job import ScreeningJob
    from repatria.genetics.target_tables import sample_codes, target_tables
    from repatria.identification.assignment import joint_posterior
    from repatria.identification.case_choices import case_choices
    from repatria.identification.family_likelihoods import FamilyData

    frequencies = np.array([0.5, 0.3, 0.2])
    matrix = equal_matrix(3, 0.001)
    markers = [Marker("a", ("1", "2", "3"), frequencies, mutation=MutationModel(matrix, matrix))]
    children = [Member(name, "father", "mother", sex) for name, sex in (("1", MALE), ("2", MALE), ("sister", FEMALE))]
    family = build_pedigree([Member("father", sex=MALE), Member("mother", sex=FEMALE), *children])
    genotypes = np.full((5, 1, 2), -1, dtype=np.int16)
    genotypes[4] = (0, 1)
    remains = np.array([[[0, 1]], [[0, 0]]], dtype=np.int16)
    built = target_tables(markers, [(family, genotypes)], [(0, 2), (0, 3)])
    codes, _without = sample_codes(markers, remains, [MALE, MALE])
    LocalEngine().run(ScreeningJob(built.tables, codes, Query(-9.0, 1)))
    sys.stdout.write("search\n")
    sys.stdout.flush()
    data = [FamilyData(family, genotypes, (0, 1), (2, 3), np.ones((2, 2), dtype=bool))]
    names = ["r1", "r2"]
    choices = case_choices(
        remains, [MALE, MALE], data, markers, remains_names=names, family_names=["f"], source="", reassociate=True
    )
    joint_posterior(choices.families, remains=2, missing=2)


if __name__ == "__main__":
    compile_kernels()
