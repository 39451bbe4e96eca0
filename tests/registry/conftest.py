"""The record in tests: a fresh database per test, rolled back after it."""

from __future__ import annotations

import pytest

from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role


@pytest.fixture
def operator() -> Actor:
    return Actor("operator", Role.ADMINISTRATOR)
