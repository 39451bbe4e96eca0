"""A few made-up persons on a roll."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import MissingPerson
from repatria.registry.roster.verbs import add_incident, add_person


@pytest.fixture
def enter(db) -> Callable[..., MissingPerson]:
    """Put a made-up person on the roll."""

    def put(reference: str, family: str = "Example", given: str = "John", **more) -> MissingPerson:
        with recording(OPERATOR) as record:
            key = add_person(record, reference, family, given, made_up=True, **{"since": "1950-11-28", **more})
        return MissingPerson.objects.get(pk=key)

    return put


@pytest.fixture
def incident(db) -> int:
    with recording(OPERATOR) as record:
        return add_incident(record, "KW-1", "A made-up loss", date="1950-11-28", country="North Korea")


@pytest.fixture
def do(db) -> Callable:
    """Call a verb in a recording of its own."""

    def call(verb: Callable, *args, actor=OPERATOR, **more):
        with recording(actor) as record:
            return verb(record, *args, **more)

    return call
