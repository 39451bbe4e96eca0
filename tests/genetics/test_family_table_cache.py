"""The cache returns the same bits, knows every input, and survives damage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from repatria.genetics import family_table_cache
from repatria.genetics.family_table_cache import FamilyTableCache, table_digest
from repatria.genetics.markers import Marker
from repatria.genetics.mutation import mutation_model
from repatria.genetics.observations import Observations
from repatria.genetics.pedigree import FEMALE, MALE, build_pedigree, nuclear_family

P = np.array([0.2, 0.3, 0.5])
NAMES = ("8", "9", "10")
MARKERS = [
    Marker("A", NAMES, P, mutation=mutation_model("stepwise", NAMES, P, rate=0.002)),
    Marker("B", ("1", "2"), np.array([0.4, 0.6])),
]
PEDIGREE = nuclear_family([("sib", MALE), ("missing", FEMALE)])
GENOTYPES = np.full((4, 2, 2), -1, dtype=np.int16)
GENOTYPES[1] = [(0, 1), (0, 0)]
GENOTYPES[2] = [(1, 2), (0, 1)]


def test_a_table_comes_back_with_the_same_bits(tmp_path, monkeypatch):
    cache = FamilyTableCache(tmp_path)
    first = cache.tables(PEDIGREE, GENOTYPES, 3, MARKERS)
    monkeypatch.setattr(family_table_cache, "family_tables", lambda *_, **__: pytest.fail("computed again"))
    second = cache.tables(PEDIGREE, GENOTYPES, 3, MARKERS)
    for one, two in zip(first.log10, second.log10, strict=True):
        np.testing.assert_array_equal(one, two)
    np.testing.assert_array_equal(first.family_log, second.family_log)
    assert second.sex == FEMALE


def test_every_input_changes_the_digest_and_names_do_not():
    base = table_digest(PEDIGREE, GENOTYPES, 3, MARKERS)
    other = GENOTYPES.copy()
    other[1, 0, 0] = 2
    dropout = Observations.uniform(4, 2, dropout=0.1)
    seen = {
        base,
        table_digest(PEDIGREE, other, 3, MARKERS),
        table_digest(PEDIGREE, GENOTYPES, 0, MARKERS),
        table_digest(PEDIGREE, GENOTYPES, 3, MARKERS, untyped_founders="prune"),
        table_digest(PEDIGREE, GENOTYPES, 3, MARKERS, observations=dropout),
        table_digest(PEDIGREE, GENOTYPES, 3, [replace(MARKERS[0], mutation=None), MARKERS[1]]),
        table_digest(PEDIGREE, GENOTYPES, 3, [MARKERS[0], replace(MARKERS[1], chromosome="X")]),
        table_digest(build_pedigree(PEDIGREE.members(), founder_inbreeding={"father": 0.1}), GENOTYPES, 3, MARKERS),
    }
    assert len(seen) == 8
    renamed = nuclear_family([("a", MALE), ("b", FEMALE)], father="x", mother="y")
    assert table_digest(renamed, GENOTYPES, 3, MARKERS) == base
    # The missing member's own genotypes are not used, so they are no part of the digest.
    typed = GENOTYPES.copy()
    typed[3] = 0
    assert table_digest(PEDIGREE, typed, 3, MARKERS) == base


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:40] + b"\0" + data[41:], lambda _: b""])
def test_a_damaged_file_is_computed_anew(tmp_path, damage):
    cache = FamilyTableCache(tmp_path)
    first = cache.tables(PEDIGREE, GENOTYPES, 3, MARKERS)
    (path,) = tmp_path.rglob("*.table")
    whole = path.read_bytes()
    path.write_bytes(damage(whole))
    again = cache.tables(PEDIGREE, GENOTYPES, 3, MARKERS)
    np.testing.assert_array_equal(first.log10[0], again.log10[0])
    assert path.read_bytes() == whole
