"""Answers that hold until the next ledger entry: worked out once, kept under the hash of the last entry."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from repatria.registry.ledger.chain import GENESIS
from repatria.registry.ledger.models import LedgerEntry

P = ParamSpec("P")
T = TypeVar("T")


def ledger_head() -> tuple[int, str]:
    """Sequence number and hash of the last entry; the record is the same as long as these are."""
    return LedgerEntry.objects.order_by("-seq").values_list("seq", "hash").first() or (0, GENESIS)


def until_next_entry(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what `function` answers to the same (hashable) arguments until the record changes."""

    @lru_cache(maxsize=256)
    def kept(_head: str, *args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T:
        return kept(ledger_head()[1], *args, **kwargs)

    return answer
