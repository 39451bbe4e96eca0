"""Figures keep their meaning: what their words allow, and that units never mix."""

from __future__ import annotations

import math

import pytest

from repatria.errors import Conflict
from repatria.registry.figures.compare import differ_by_at_most
from repatria.registry.figures.statement import Figure


def figure(value: float | None, qualifier: str = "exact", unit: str = "persons", predicate: str = "identified", **more):
    low, high = more.pop("low", value), more.pop("high", value)
    return Figure("F", "a figure", "수치", value, low, high, qualifier, unit, predicate, "US dead", **more)


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        (figure(55), 55, 55),
        (figure(35_000, "more_than"), 35_001, math.inf),
        (figure(6, "at_least"), 6, math.inf),
        (figure(200, "up_to"), 0, 200),
        (figure(7_700, "approx"), 7_650, 7_750),
        (figure(8_000, "nearly"), 7_500, 8_000),
        (figure(None, "between", low=200, high=250), 200, 250),
        (figure(None, "more_than", low=1_000, high=None), 1_001, math.inf),
    ],
)
def test_words_allow_what_they_say(given, low, high):
    assert given.bounds() == (low, high)


def test_missing_and_unaccounted_for_may_be_compared_but_units_never():
    assert figure(1, predicate="missing").comparable_with(figure(2, predicate="unaccounted_for"))
    assert not figure(229).comparable_with(figure(229, predicate="recovered"))
    assert not figure(55).comparable_with(figure(55, unit="cases"))


def test_figures_are_so_far_apart_as_their_words_leave_them():
    assert differ_by_at_most(50, figure(7_700, "approx"), figure(7_600))
    assert differ_by_at_most(50, figure(7_600), figure(7_700, "approx"))
    assert not differ_by_at_most(49, figure(7_700, "approx"), figure(7_600))
    assert not differ_by_at_most(50, figure(55), figure(55, unit="cases"))


@pytest.mark.parametrize(
    "other", [figure(55, unit="cases"), figure(3, predicate="recovered"), figure(3, "approx")], ids=lambda f: f.unit
)
def test_figures_that_mean_different_things_are_not_added(other):
    with pytest.raises(Conflict, match=r"not added|not both exact"):
        figure(6).plus(other)


def test_a_sum_keeps_unit_predicate_and_says_where_it_comes_from():
    total = figure(6).plus(figure(4))
    assert (total.value, total.unit, total.predicate, total.derivation) == (
        10,
        "persons",
        "identified",
        "sum of F and F",
    )
