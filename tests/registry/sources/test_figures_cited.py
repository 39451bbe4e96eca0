"""A cited figure keeps unit, predicate, qualifier and number, or is refused; one recorded wrongly is withdrawn."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import AsOf
from repatria.registry.figures.cited import cited_figures
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.verbs import add_source, cite_figure, withdraw_figure

pytestmark = pytest.mark.django_db
FIGURE = {"value": 55.0, "qualifier": "exact", "unit": "cases", "predicate": "handed_over", "label_en": "Cases"}


@pytest.fixture
def source(operator) -> int:
    with recording(operator) as record:
        return add_source(record, "S0", "A newspaper", published="2019-05-08")


def test_a_figure_is_known_once_its_source_is_published_and_recorded(operator, source):
    before = LedgerEntry.objects.count()
    with recording(operator) as record:
        cite_figure(record, "F1", source, **FIGURE)
    assert [figure.unit for figure in cited_figures()] == ["cases"]
    assert cited_figures(AsOf(dt.date(2019, 5, 7))) == []
    assert cited_figures(AsOf(seq=before)) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"unit": "coffins"}, "unit is one of persons"),
        ({"unit": None}, "unit is one of persons"),
        ({"predicate": "seen"}, "predicate is one of missing"),
        ({"qualifier": "roughly"}, "qualifier is one of exact"),
        ({"value": None}, "a figure has a number"),
        ({"low": 3.0, "high": 2.0}, "is no range"),
        ({"as_of": "soon"}, "is not a date"),
        ({"period": "1990/later"}, "is not a date"),
    ],
)
def test_a_figure_without_its_parts_is_refused(operator, source, wrong, words):
    with pytest.raises(InvalidInput, match=words), recording(operator) as record:
        cite_figure(record, "F1", source, **FIGURE | wrong)


def test_codes_are_given_once_and_a_source_must_be_there(operator, source):
    with recording(operator) as record:
        cite_figure(record, "F1", source, **FIGURE)
    with pytest.raises(Conflict, match="recorded already"), recording(operator) as record:
        cite_figure(record, "F1", source, **FIGURE)
    with pytest.raises(Conflict, match="recorded already"), recording(operator) as record:
        add_source(record, "S0", "Another")
    with pytest.raises(InvalidInput, match="there is no source"), recording(operator) as record:
        cite_figure(record, "F2", source + 1, **FIGURE)


def test_a_withdrawn_figure_is_gone_from_now_on_but_not_from_the_past(operator, source):
    with recording(operator) as record:
        cite_figure(record, "F1", source, **FIGURE)
    figure, before = CitedFigure.objects.get(), LedgerEntry.objects.count()
    with pytest.raises(InvalidInput, match="says why"), recording(operator) as record:
        withdraw_figure(record, figure, reason="")
    with recording(operator) as record:
        withdraw_figure(record, figure, reason="the page said 65")
    assert cited_figures() == []
    assert [row.code for row in cited_figures(AsOf(seq=before))] == ["F1"]
    with pytest.raises(Conflict, match="withdrawn already"), recording(operator) as record:
        withdraw_figure(record, figure, reason="again")
    assert verify().problems == []


def test_the_database_itself_refuses_a_figure_without_unit_or_number(operator, source):
    with recording(operator) as record:
        cite_figure(record, "F1", source, **FIGURE)
    for wrong in ({"unit": ""}, {"value": None}, {"predicate": "seen"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CitedFigure.objects.update(**wrong)
