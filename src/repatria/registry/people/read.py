"""What the ledger says of accounts at a past point: which there were, and with which role."""

from __future__ import annotations

import json
from collections.abc import Iterable

from repatria.registry.asof import AsOf
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.models import User

_ADDED, _CHANGED = "people.account_added", "people.role_changed"


def roles_at(users: Iterable[User], point: AsOf) -> dict[int, str]:
    """The role that each account had, as known at `point`; an account that was not on the ledger then is absent."""
    users = list(users)
    if point.seq is None:
        return {user.pk: user.role for user in users}
    entries = LedgerEntry.objects.filter(
        subject__in=[f"account/{user.pk}" for user in users], action__in=(_ADDED, _CHANGED), seq__lte=point.seq
    )
    roles = {}
    for subject, action, payload in entries.order_by("seq").values_list("subject", "action", "payload"):
        roles[int(subject.partition("/")[2])] = json.loads(payload)["role" if action == _ADDED else "to"]
    return roles
