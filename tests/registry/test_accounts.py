"""Accounts: names that cannot be mistaken, a family for family members alone, all but the password on the record."""

from __future__ import annotations

import json

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.actors import Actor
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from repatria.registry.people.verbs import add_account, change_password, change_role
from repatria.registry.roster.models import Sex

pytestmark = pytest.mark.django_db

WORD = "a long made-up password 7"


@pytest.fixture
def family(operator) -> int:
    with recording(operator) as record:
        add_family(record, "F1", [Member("a sister", Sex.FEMALE)])
    return 1


def last_payload() -> dict[str, object]:
    return json.loads(LedgerEntry.objects.order_by("-seq").first().payload)


@pytest.mark.parametrize("name", ["", "Anna", "анна", "operator", "a b", "x" * 61, "ａnna"])
def test_names_that_could_be_mistaken_are_refused(operator, name):
    with pytest.raises(InvalidInput, match="user name"):
        add_account(operator, name, WORD, Role.AUDITOR)


def test_the_family_an_account_may_see_is_on_the_record(operator, family):
    add_account(operator, "sister", WORD, Role.FAMILY, family_id=family)
    assert last_payload() == {"username": "sister", "role": "family member", "family_id": family}
    assert WORD not in LedgerEntry.objects.order_by("-seq").first().payload


def test_only_a_family_members_account_names_a_family(operator, family):
    with pytest.raises(InvalidInput, match="names the family"):
        add_account(operator, "anna", WORD, Role.AUDITOR, family_id=family)
    with pytest.raises(InvalidInput, match="names the family"):
        add_account(operator, "anna", WORD, Role.FAMILY)


def test_another_role_ends_the_tie_to_a_family(operator, family):
    user = add_account(operator, "sister", WORD, Role.FAMILY, family_id=family)
    change_role(operator, user, Role.AUDITOR, "she joined the staff")
    user.refresh_from_db()
    assert (user.role, user.family_id) == (Role.AUDITOR, None)
    assert last_payload()["family_id_before"] == family
    with pytest.raises(InvalidInput, match="account of their own"):
        change_role(operator, user, Role.FAMILY, "back again")


def test_weak_and_taken_are_refused_and_a_change_of_password_is_recorded(operator):
    user = add_account(operator, "anna", WORD, Role.AUDITOR)
    with pytest.raises(Conflict, match="exists already"):
        add_account(operator, "anna", WORD, Role.AUDITOR)
    with pytest.raises(InvalidInput, match="short"):
        change_password(operator, user, "short")
    change_password(user.actor, user, WORD + "8")
    assert User.objects.get().check_password(WORD + "8")
    assert last_payload() == {"username": "anna"}
    with pytest.raises(NotPermitted):
        change_password(Actor("other", Role.AUDITOR), user, WORD)
