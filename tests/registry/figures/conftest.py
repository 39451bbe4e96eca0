"""The real history on the record, once for each module that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="module")
def history_on_record(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Landed before the module's first test and taken back after its last."""
    from django.db import transaction

    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.scenario.history import history
    from repatria.scenario.land_history import land_history

    with django_db_blocker.unblock(), transaction.atomic():
        with recording(OPERATOR) as record:
            land_history(record, history())
        yield
        transaction.set_rollback(True)
