"""Samples against missing persons: what is compared, what is left blank, and why."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics import pairwise
from repatria.genetics.markers import Marker
from repatria.genetics.mutation import mutation_model
from repatria.genetics.pairwise import pairwise_log10_lr
from repatria.genetics.pedigree import FEMALE, MALE, UNKNOWN, Member, build_pedigree, nuclear_family

P = np.array([0.2, 0.3, 0.5])
NAMES = ("8", "9", "10")


def markers(model="none"):
    return [Marker("A", NAMES, P, mutation=mutation_model(model, NAMES, P, rate=0.002))]


def father_and_missing(father_pair=(0, 0)):
    genotypes = np.full((3, 1, 2), -1, dtype=np.int16)
    genotypes[0, 0] = father_pair
    return nuclear_family([("missing", MALE)]), genotypes


SAMPLES = np.array([[[0, 1]], [[1, 2]], [[0, -1]]], dtype=np.int16)


def test_ratios_exclusions_and_blanks():
    found = pairwise_log10_lr(markers(), [MALE, MALE, FEMALE], SAMPLES, [father_and_missing()], [(0, 2)])
    assert 10 ** found.log10_lr[0, 0] == pytest.approx(0.3 / (2 * 0.2 * 0.3))
    assert found.log10_lr[1, 0] == -np.inf
    assert np.isnan(found.log10_lr[2, 0])
    assert found.exclusions[:, 0].tolist() == [0, 1, -1]


def test_an_unknown_sex_is_compared_with_everyone():
    found = pairwise_log10_lr(markers(), [UNKNOWN] * 3, SAMPLES, [father_and_missing()], [(0, 2)])
    assert not np.isnan(found.log10_lr).any()


def test_with_mutation_exclusions_are_counted_without_it():
    found = pairwise_log10_lr(markers("equal"), [MALE] * 3, SAMPLES, [father_and_missing()], [(0, 2)])
    assert np.isfinite(found.log10_lr).all()
    assert found.exclusions[:, 0].tolist() == [0, 1, 0]


def test_families_of_one_shape_and_alone_have_the_same_bits():
    families = [father_and_missing((0, 0)), father_and_missing((1, 2)), father_and_missing((-1, -1))]
    together = pairwise_log10_lr(markers("stepwise"), [MALE] * 3, SAMPLES, families, [(0, 2), (1, 2), (2, 2)])
    for c, family in enumerate(families):
        alone = pairwise_log10_lr(markers("stepwise"), [MALE] * 3, SAMPLES, [family], [(0, 2)])
        np.testing.assert_array_equal(together.log10_lr[:, c], alone.log10_lr[:, 0])


def test_a_family_without_typed_members_says_nothing():
    """With untyped founders kept and a model that is not stationary, even unknown parents shift the frequencies."""
    family = father_and_missing((-1, -1))
    pruned, kept = (
        pairwise_log10_lr(markers("stepwise"), [MALE] * 3, SAMPLES, [family], [(0, 2)], untyped_founders=convention)
        for convention in ("prune", "keep")
    )
    np.testing.assert_allclose(pruned.log10_lr, 0.0, atol=1e-15)
    np.testing.assert_allclose(kept.log10_lr, 0.0, atol=2e-3)
    assert np.abs(kept.log10_lr).max() > 1e-4


def test_a_family_that_is_too_large_leaves_its_column_blank_and_the_others_answered(monkeypatch):
    whole = pairwise.family_table_batch

    def limited(pedigree, *arguments, **options):
        return whole(pedigree, *arguments, **options, max_operations=1e3 if len(pedigree) > 3 else 1e9)

    monkeypatch.setattr(pairwise, "family_table_batch", limited)
    large = nuclear_family(3)
    genotypes = np.full((5, 1, 2), -1, dtype=np.int16)
    genotypes[3:, 0] = [(0, 1), (1, 2)]
    found = pairwise_log10_lr(
        markers("stepwise"), [MALE] * 3, SAMPLES, [father_and_missing(), (large, genotypes)], [(0, 2), (1, 2)]
    )
    assert np.isfinite(found.log10_lr[:, 0]).all()
    assert np.isnan(found.log10_lr[:, 1]).all()
    assert found.exclusions[:, 1].tolist() == [-1, -1, -1]
    assert isinstance(found.failures[1], TooLarge)
    assert "elimination width" in str(found.failures[1])


def test_at_an_x_marker_a_relative_of_unknown_sex_is_named():
    pedigree = build_pedigree(
        [Member("m", sex=FEMALE), Member("f", sex=MALE), Member("aunt", "f", "m"), Member("mp", "f", "m", MALE)]
    )
    genotypes = np.full((4, 1, 2), -1, dtype=np.int16)
    genotypes[2, 0] = (0, 1)
    on_x = [Marker("X1", NAMES, P, "X")]
    found = pairwise_log10_lr(on_x, [MALE], SAMPLES[:1, :, [0, 0]], [(pedigree, genotypes)], [(0, 3)])
    assert isinstance(found.failures[0], InvalidInput)
    assert "aunt" in str(found.failures[0])
