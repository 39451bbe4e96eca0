"""Two officers: what two sides do with each other is put on the record by two accounts."""

from __future__ import annotations

from repatria.errors import Conflict
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.models import LedgerEntry


def account_of(seq: int | None) -> str:
    """The account that made an entry; empty where there is none."""
    return LedgerEntry.objects.filter(seq=seq).values_list("actor", flat=True).first() or ""


def by_another_account(record: Recording, seq: int, words: str) -> None:
    """Refuse an act of the other side by the account that made entry `seq`; words: what it did, and who has to act."""
    if account_of(seq) == record.actor.name:
        raise Conflict(words)
