"""A small record and one signed-in client per role."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.test import Client

from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from tests.web.small_record import account_name, record_small_case


@pytest.fixture
def small(db) -> SimpleNamespace:
    """The keys of the small record."""
    cache.clear()
    return record_small_case()


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
