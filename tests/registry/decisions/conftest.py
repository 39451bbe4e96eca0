"""Officers of every role that decides, two persons of similar names, two sets of remains."""

from __future__ import annotations

import pytest

from repatria.registry.laboratory.verbs import add_remains
from repatria.registry.ledger.append import recording
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from repatria.registry.people.verbs import NewAccount, add_accounts
from repatria.registry.roster.verbs import add_person

WORD = "a long made-up password 7"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    """Passwords are hashed slowly on purpose; here each test makes seven accounts."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def team(operator) -> dict[str, User]:
    """One account for each role that decides."""
    names = {
        "anna": Role.COORDINATOR,
        "mark": Role.MEDICAL_EXAMINER,
        "mina": Role.COORDINATOR,
        "dora": Role.DNA_ANALYST,
        "theo": Role.ANTHROPOLOGIST,
        "lily": Role.FAMILY_LIAISON,
        "carl": Role.CUSTODIAN,
    }
    users = add_accounts(operator, [NewAccount(name, WORD, role) for name, role in names.items()])
    with recording(operator) as record:
        add_person(record, "P1", "Doe", "John", since="1950-11")
        add_person(record, "P2", "Doe", "James", since="1950-11")
        for code in ("R1", "R2"):
            add_remains(record, code)
    return {user.username: user for user in users}


@pytest.fixture
def small(db):
    """The small record of the pages, with a search in it."""
    from tests.web.small_record import record_small_case

    return record_small_case()
