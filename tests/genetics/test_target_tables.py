"""The columns a screening looks up say the same as the family table asked pair by pair."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.errors import InvalidInput
from repatria.genetics.family_tables import family_tables
from repatria.genetics.genotypes import untyped
from repatria.genetics.markers import Marker, MutationModel
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Member, build_pedigree
from repatria.genetics.screening import Query, screen
from repatria.genetics.target_tables import columns_of, sample_codes, target_tables


def two_markers(*, silent: bool = False) -> list[Marker]:
    step = np.full((3, 3), 0.01)
    np.fill_diagonal(step, 0.98)
    return [
        Marker("A", ("7", "8", "9"), np.array([0.2, 0.3, 0.5]), mutation=MutationModel(step, step)),
        Marker("B", ("x", "y", "z"), np.array([0.6, 0.3, 0.1]), silent=2 if silent else None),
    ]


def sibling_family(sibling: tuple[tuple[int, int], tuple[int, int]], *, sex: int = MALE):
    """Parents untyped, a typed sibling, a missing child."""
    pedigree = build_pedigree(
        [
            Member("F", sex=MALE),
            Member("M", sex=FEMALE),
            Member("sibling", "F", "M", FEMALE),
            Member("missing", "F", "M", sex),
        ]
    )
    genotypes = untyped(4, 2)
    genotypes[2] = sibling
    return pedigree, genotypes


@pytest.mark.parametrize("silent", [False, True])
def test_every_observation_scores_as_in_the_family_table(silent):
    markers = two_markers(silent=silent)
    families = [sibling_family(((0, 1), (0, 0))), sibling_family(((2, 2), (1, 0))), sibling_family(((1, -1), (-1, -1)))]
    built = target_tables(markers, families, [(f, 3) for f in range(3)])
    calls = [(-1, -1), *((a, -1) for a in range(3)), *((a, b) for a in range(3) for b in range(a + 1))]
    samples = np.array([[a, b] for a in calls for b in calls if not (silent and 2 in (*a, *b)[2:])], dtype=np.int16)
    codes, without = sample_codes(markers, samples, [MALE] * len(samples))
    assert without == []
    found = screen(built.tables, codes, Query(threshold=-np.inf))
    scores = np.full((len(samples), 3), -np.inf)
    scores[found.hits.sample, found.hits.family] = found.hits.log10_lr
    for f, (pedigree, genotypes) in enumerate(families):
        expected = family_tables(pedigree, genotypes, 3, markers).log10_lr(samples).sum(axis=1)
        np.testing.assert_allclose(scores[:, f], expected, rtol=1e-12, atol=1e-12)


def test_sexes_that_contradict_are_never_paired():
    markers = two_markers()
    families = [sibling_family(((0, 1), (0, 0)), sex=sex) for sex in (MALE, FEMALE, UNKNOWN)]
    built = target_tables(markers, families, [(f, 3) for f in range(3)])
    samples = np.array([[(0, 1), (0, 0)]] * 3, dtype=np.int16)
    codes, _ = sample_codes(markers, samples, [MALE, FEMALE, UNKNOWN])
    found = screen(built.tables, codes, Query(threshold=-10))
    pairs = set(zip(found.hits.sample.tolist(), found.hits.family.tolist(), strict=True))
    assert pairs == {(0, 0), (0, 2), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)}


def test_a_family_that_contradicts_itself_is_left_out_and_named():
    marker = Marker("C", ("1", "2"), np.array([0.5, 0.5]))
    pedigree = build_pedigree(
        [
            Member("F", sex=MALE),
            Member("M", sex=FEMALE),
            Member("child", "F", "M", MALE),
            Member("missing", "F", "M", MALE),
        ]
    )
    impossible, good = untyped(4, 1), untyped(4, 1)
    impossible[:3, 0] = [(0, 0), (0, 0), (1, 1)]
    good[:2, 0] = [(0, 0), (0, 1)]
    built = target_tables([marker], [(pedigree, impossible), (pedigree, good)], [(0, 3), (1, 3)])
    assert built.targets.tolist() == [[1, 3]]
    ((family, member, why),) = built.failures
    assert (family, member) == (0, 3)
    assert "contradict each other at C" in str(why)


def test_an_allele_of_frequency_zero_counts_as_not_typed_and_is_named():
    marker = Marker("C", ("1", "2"), np.array([1.0, 0.0]))
    samples = np.array([[(0, 0)], [(0, 1)], [(1, -1)]], dtype=np.int16)
    codes, without = sample_codes([marker], samples, [MALE] * 3)
    assert without == [(1, 0), (2, 0)]
    assert codes[1, 0] == codes[2, 0] == columns_of(marker) - 1


def test_x_markers_are_refused_in_words():
    marker = Marker("X1", ("1", "2"), np.array([0.5, 0.5]), chromosome="X")
    with pytest.raises(InvalidInput, match="autosomal"):
        target_tables([marker], [], [])
