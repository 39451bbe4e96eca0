"""The shipped NIST 1036 table equals the published counts, and each frequency policy does what its name says."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.errors import InvalidInput
from repatria.genetics.populations import (
    AlleleCounts,
    FrequencyPolicy,
    Population,
    UnseenAllelePolicy,
    nist_1036,
)

PUBLISHED_NAME = {
    "AA": "NIST 1036 African American",
    "Asian": "NIST 1036 Asian",
    "Cauc": "NIST 1036 Caucasian",
    "Hisp": "NIST 1036 Hispanic",
}


def one_marker(counts: list[int]) -> Population:
    table = AlleleCounts("M1", tuple(str(10 + i) for i in range(len(counts))), tuple(counts))
    return Population("a population", "a test", {"M1": table})


def test_every_published_count_is_in_the_shipped_table_and_nothing_else(shared):
    published = {}
    with (shared / "dna/frequencies/nist_1036_allele_counts_freqs.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["pop"] in PUBLISHED_NAME:
                key = PUBLISHED_NAME[row["pop"]], row["locus"].replace("_", " "), row["allele"]
                published[key] = int(row["count"])
                assert nist_1036()[key[0]].markers[key[1]].chromosomes == int(row["n_alleles"])
    shipped = {
        (population.name, marker, allele): count
        for population in nist_1036().values()
        for marker, table in population.markers.items()
        for allele, count in zip(table.alleles, table.counts, strict=True)
    }
    assert shipped == published


def test_the_shipped_table_has_29_markers_in_each_of_four_groups_and_names_its_source():
    assert len(nist_1036()) == 4
    for population in nist_1036().values():
        assert len(population.markers) == 29
        assert "NIST 1036" in population.source
        assert "public domain" in population.source
        for table in population.markers.values():
            assert list(table.alleles) == sorted(table.alleles, key=float)


def test_as_given_is_count_over_chromosomes():
    assert one_marker([1, 3]).frequencies("M1").values.tolist() == [0.25, 0.75]


def test_minimum_raises_only_the_rare_alleles_and_does_not_hide_that_the_sum_grows():
    given = one_marker([1, 4, 95]).frequencies("M1", policy=FrequencyPolicy.MINIMUM_5_2N).values
    assert given.tolist() == [0.05, 0.05, 0.95]


def test_an_unseen_allele_is_refused_unless_a_policy_admits_it():
    population = one_marker([40, 60])
    with pytest.raises(InvalidInput, match="allele 99"):
        population.frequencies("M1", observed=("10", "99"))
    minimum = population.frequencies("M1", observed=("99",), unseen=UnseenAllelePolicy.MINIMUM_5_2N)
    assert minimum.alleles == ("10", "11", "99")
    assert minimum.values.tolist() == [0.4, 0.6, 0.05]
    assert minimum.added == ("99",)
    one_more = population.frequencies("M1", observed=("99", "99"), unseen=UnseenAllelePolicy.ADD_OBSERVATION)
    np.testing.assert_allclose(one_more.values, [40 / 101, 60 / 101, 1 / 101])


def test_an_unknown_marker_is_refused_by_name():
    with pytest.raises(InvalidInput, match="no marker D99S1"):
        one_marker([1]).frequencies("D99S1")


def test_counts_must_be_positive_and_alleles_distinct():
    with pytest.raises(InvalidInput):
        AlleleCounts("M1", ("10", "10"), (1, 2))
    with pytest.raises(InvalidInput):
        AlleleCounts("M1", ("10",), (0,))


@given(
    st.lists(st.integers(1, 500), min_size=1, max_size=30),
    st.lists(st.sampled_from(["9", "10", "77", "78"]), max_size=4),
    st.sampled_from([FrequencyPolicy.NORMALISED, FrequencyPolicy.MINIMUM_5_2N_NORMALISED]),
    st.sampled_from([UnseenAllelePolicy.MINIMUM_5_2N, UnseenAllelePolicy.ADD_OBSERVATION]),
)
def test_normalised_policies_sum_to_one_and_keep_the_order_of_the_counts(counts, observed, policy, unseen):
    frequencies = one_marker(counts).frequencies("M1", policy=policy, unseen=unseen, observed=tuple(observed))
    assert frequencies.values.sum() == pytest.approx(1, abs=1e-12)
    assert (frequencies.values > 0).all()
    assert set(observed) <= set(frequencies.alleles)
    seen = frequencies.values[: len(counts)]
    assert all(seen[i] <= seen[j] for i in range(len(counts)) for j in range(len(counts)) if counts[i] <= counts[j])
