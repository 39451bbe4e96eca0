"""A small record and one signed-in client per role."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from tests.web.small_record import account_name, record_small_case


@pytest.fixture(scope="module")
def standing(django_db_setup, django_db_blocker) -> Iterator[SimpleNamespace]:
    """The small record, recorded once for a module: each of its tests begins from there and is rolled back to it."""
    around = transaction.atomic()
    around._from_testcase = True  # so that code which must be outermost works inside, as in every test of Django's
    with django_db_blocker.unblock(), around:
        cache.clear()
        yield record_small_case()
        transaction.set_rollback(True)


@pytest.fixture
def small(standing, db) -> SimpleNamespace:
    """The keys of the small record."""
    cache.clear()
    return copy.deepcopy(standing)


@pytest.fixture
def sign_in(db) -> Callable[..., Client]:
    """A client signed in with a role; a family member belongs to the family whose key is given."""

    def signed_in(role: Role, family: int | None = None) -> Client:
        user, _new = User.objects.get_or_create(
            username=account_name(role), defaults={"role": role, "family_id": family}
        )
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def analyst(sign_in) -> Client:
    return sign_in(Role.DNA_ANALYST)


@pytest.fixture
def auditor(sign_in) -> Client:
    return sign_in(Role.AUDITOR)


@pytest.fixture
def historian(sign_in) -> Client:
    return sign_in(Role.HISTORIAN)
