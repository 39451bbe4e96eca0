"""Dates, numbers and likelihood ratios as they are written."""

from __future__ import annotations

import math
from itertools import combinations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from repatria.registry.sources.models import CitedFigure
from repatria.web.lr_chart import chart
from repatria.web.verbal_scale import in_words
from repatria.web.wording import cited_value, counted
from repatria.web.written import written_date, written_log, written_lr, written_number, written_posterior


@pytest.mark.parametrize(
    ("recorded", "english", "korean"),
    [
        ("1950", "1950", "1950년"),
        ("1950-11", "November 1950", "1950년 11월"),
        ("1950-11-02", "2 November 1950", "1950년 11월 2일"),
        ("1990/1994", "1990 – 1994", "1990년 – 1994년"),
        ("FY2020", "fiscal year 2020", "2020 회계연도"),
        ("", "date not recorded", "날짜 기록 없음"),
        ("soon after", "soon after", "soon after"),
        ("1950-13", "1950-13", "1950-13"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(recorded, english, korean):
    with override("en"):
        assert written_date(recorded) == english
    with override("ko"):
        assert written_date(recorded) == korean


@pytest.mark.parametrize(
    ("log10", "ratio", "log"),
    [
        (0.0, "1", "0.00"),
        (3.25, "1,778", "+3.25"),
        (6.0, "1.0 × 10⁶", "+6.00"),
        (12.34, "2.2 × 10¹²", "+12.34"),
        (-0.5, "0.316", "−0.50"),
        (-7.0, "1.0 × 10⁻⁷", "−7.00"),
        (-math.inf, "0", "−∞"),
        (4.9999999, "1.0 × 10⁵", "+5.00"),
    ],
)
def test_a_likelihood_ratio_and_its_logarithm(log10, ratio, log):
    assert written_lr(log10) == ratio
    assert written_log(log10) == log


def test_numbers_have_thousands_and_no_false_decimals():
    assert [written_number(value) for value in (1200, 7700.0, 0.5, None)] == ["1,200", "7,700", "0.5", "–"]


@given(st.dictionaries(st.text("ABCD", min_size=1, max_size=6), st.one_of(st.floats(-40, 40), st.just(-math.inf))))
def test_every_bar_stays_inside_the_chart_and_on_its_side_of_zero(weights):
    drawn = chart(weights)
    assert len(drawn.bars) == len(weights)
    for bar in drawn.bars:
        assert bar.x >= -1e-9
        assert bar.x + bar.width <= 100 + 1e-9
        assert (bar.x + bar.width if bar.value < 0 else bar.x) == pytest.approx(drawn.zero)
    for one, two in combinations([bar for bar in drawn.bars if math.isfinite(bar.value)], 2):
        assert one.width * abs(two.value) == pytest.approx(two.width * abs(one.value))


@pytest.mark.parametrize(
    ("log10", "words"),
    [
        (0.2, "no support for either"),
        (0.5, "weak support"),
        (1.0, "moderate support"),
        (2.5, "moderately strong support"),
        (3.0, "strong support"),
        (5.9, "very strong support"),
        (6.0, "extremely strong support"),
        (-math.inf, "extremely strong support"),
    ],
)
def test_the_verbal_scale_of_the_guideline(log10, words):
    with override("en"):
        assert str(in_words(log10).strength) == words
    assert in_words(log10).for_identity == (log10 > 0.3)


@pytest.mark.parametrize(
    ("columns", "written"),
    [
        ({"value": 7700.0, "low": 7700.0, "high": 7700.0, "qualifier": "approx"}, "about 7,700"),
        ({"value": 200.0, "low": 200.0, "high": 250.0, "qualifier": "between"}, "between 200–250"),
        ({"low": 7800.0, "qualifier": "more_than"}, "more than 7,800"),
        ({"high": 200.0, "qualifier": "up_to"}, "up to 200"),
        ({"value": 2007.0, "qualifier": "exact", "unit": "other"}, "2007"),
        ({"value": 0.5, "qualifier": "approx", "unit": "other"}, "about 0.5"),
        ({"qualifier": "more_than"}, "no number given"),
    ],
)
def test_a_cited_number_keeps_its_qualifier_and_its_bounds(columns, written):
    with override("en"):
        assert cited_value(CitedFigure(**{"unit": "persons", **columns})) == written


def test_a_posterior_is_never_rounded_to_certainty():
    written = [written_posterior(value) for value in (0.0, 1e-9, 0.004, 0.5, 0.996, 1 - 1e-9, 1.0)]
    assert written == ["0", "<0.000001", "0.004", "0.50", "0.996", ">0.999999", "1"]
    assert written_posterior(0.99997, 4) == ">0.9999"


@pytest.mark.parametrize(
    ("number", "unit", "written"),
    [(1, "cases", "1 case"), (55, "cases", "55 cases"), (60, "casket", "60 caskets"), (1.0, "persons", "1 person")],
)
def test_a_number_and_its_unit_agree(number, unit, written):
    with override("en"):
        assert counted(number, unit) == written
