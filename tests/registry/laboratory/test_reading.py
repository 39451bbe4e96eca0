"""What is read from the laboratory's tables: typings put together, and the markers of a population."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from repatria.registry.laboratory.models import Population, Profile
from repatria.registry.laboratory.read import MutationChoice, merged_calls, read_markers
from repatria.registry.laboratory.verbs import add_population
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify

TH01: dict[str, Any] = {
    "name": "TH01",
    "chromosome": "autosomal",
    "alleles": ["6", "7"],
    "counts": [60, 40],
    "frequencies": [0.6, 0.4],
    "mutation": None,
    "silent": None,
}


@pytest.mark.parametrize(
    ("typings", "merged"),
    [
        ([["6", "7"], ["7", "6"]], ["6", "7"]),
        ([["6", None], ["6", "7"]], ["6", "7"]),
        ([["6", None], ["6", None]], ["6"]),
        ([["6", None], ["6", "6"]], ["6", "6"]),
        ([["6", None], ["7", None], ["6", "7"]], ["6", "7"]),
        ([["6", None], ["7", "8"]], None),
        ([["6", None], ["7", None]], None),
        ([["6", "6"], ["6", "7"]], None),
        ([["6", "7"], ["6", None], ["6", "8"]], None),
    ],
)
def test_typings_of_a_sample_agree_or_the_marker_is_left_out_whatever_their_order(typings, merged):
    for ordered in permutations(typings):
        problems: list[Any] = []
        calls = merged_calls([Profile(calls={"th01": pair}) for pair in ordered], "sample 1", problems)
        if merged is None:
            assert calls == {}
            assert [(p.place, p.message[:22]) for p in problems] == [("sample 1", "TH01 was typed twice w")]
        else:
            assert sorted(allele for allele in calls["TH01"] if allele) == merged
            assert problems == []


def population_of(operator, markers: list[dict[str, Any]]) -> Population:
    with recording(operator) as record:
        key = add_population(record, "P", "a population", markers)
    return Population.objects.get(pk=key)


@pytest.mark.django_db
def test_each_marker_that_is_not_autosomal_is_named_once_as_not_searched(operator):
    x = {**TH01, "name": "DXS10101", "chromosome": "X"}
    problems: list[Any] = []
    markers = read_markers(population_of(operator, [TH01, x]), {}, MutationChoice(), problems)
    assert [marker.name for marker in markers] == ["TH01"]
    assert [(p.place, p.message) for p in problems] == [
        ("a population, marker DXS10101", "is on chromosome X; not searched")
    ]
    assert verify().problems == []


@pytest.mark.django_db
def test_own_mutation_matrices_are_used_and_never_silently_replaced(operator):
    own = {sex: {"matrix": [[0.9, 0.1], [0.2, 0.8]]} for sex in ("female", "male")}
    population = population_of(operator, [{**TH01, "mutation": own}])
    problems: list[Any] = []
    (marker,) = read_markers(population, {}, MutationChoice("equal"), problems)
    assert marker.mutation.male.tolist() == [[0.9, 0.1], [0.2, 0.8]]
    assert problems == []
    (marker,) = read_markers(population, {"TH01": {"8"}}, MutationChoice("equal"), problems)
    assert marker.mutation.male.shape == (3, 3)
    assert "its own mutation matrices are for 2 alleles and 3 are searched" in problems[-1].message
