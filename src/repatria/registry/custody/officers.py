"""Two officers: what two sides do with each other is put on the record by two accounts."""

from __future__ import annotations

from repatria.errors import Conflict
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.models import LedgerEntry


def account_of(seq: int | None) -> str:
    """The account that made an entry; empty where there is none."""
    return LedgerEntry.objects.filter(seq=seq).values_list("actor", flat=True).first() or ""


def by_another_account(record: Recording, seq: int, did: str, other: str) -> None:
    """Refuse, in words, an act of the other side by the account that made entry `seq`.

    did: what that account did; other: what another one has to do.
    """
    if account_of(seq) == record.actor.name:
        raise Conflict(f"{record.actor.name} {did}: {other}")
