"""A small made-up operation on the record."""

from __future__ import annotations

import pytest

from repatria.registry.ledger.append import recording
from repatria.scenario.build import build
from repatria.scenario.land import land_scenario
from repatria.scenario.records import Scenario


@pytest.fixture(scope="session")
def small() -> Scenario:
    """40 made-up missing persons, 3 boxes, 12 sets of remains."""
    return build(7, missing=40, boxes=3, remains=12)


@pytest.fixture
def loaded(db, operator, small) -> Scenario:
    """The same, on the record."""
    with recording(operator) as record:
        land_scenario(record, small)
    return small
