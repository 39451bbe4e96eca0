"""The one way to change the record: inside `recording(...)`, append entries; tables follow in the same transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max

from repatria.canonical import canonical
from repatria.errors import InvalidInput, LedgerBroken
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.chain import GENESIS, entry_hash, timestamp
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import Fact, known_actions, project
from repatria.registry.people.actors import Actor

_POSTGRES_LOCK = 0x52455041  # any fixed number: one writer of the ledger at a time
_BATCH = 5_000


class Recording:
    """Collects the entries of one transaction; get it from `recording`."""

    def __init__(self, actor: Actor, moment: dt.datetime, seq: int, previous: str) -> None:
        self.actor = actor
        self.moment = moment
        self._stamp = timestamp(moment)
        self._seq = seq
        self._previous = previous
        self._rows: list[dict[str, Any]] = []
        self._facts: list[Fact] = []
        self._next_id: dict[type[models.Model], int] = {}

    def next_id(self, model: type[models.Model]) -> int:
        """The next free key of `model`; written into the payload, so that a rebuild gives the same keys."""
        if model not in self._next_id:
            self.flush()
            self._next_id[model] = (model._default_manager.aggregate(top=Max("pk"))["top"] or 0) + 1
        number = self._next_id[model]
        self._next_id[model] = number + 1
        return number

    def append(self, action: str, subject: str, payload: dict[str, Any]) -> int:
        """Append one entry and return its sequence number; the tables follow at the next `flush`."""
        if action not in known_actions():
            raise LedgerBroken(f"unknown action {action}")
        text = canonical(payload).decode()
        if "\\u0000" in text and _has_nul(payload):
            raise InvalidInput("a text holds the character NUL, which is no part of any writing; leave it out")
        self._seq += 1
        name = self.actor.name
        link = entry_hash(self._seq, self._stamp, name, action, subject, text, self._previous)
        self._rows.append(
            {
                "seq": self._seq,
                "recorded_at": self.moment,
                "actor": name,
                "action": action,
                "subject": subject,
                "payload": text,
                "previous": self._previous,
                "hash": link,
            }
        )
        self._facts.append(Fact(self._seq, self.moment, name, action, subject, payload))
        self._previous = link
        if len(self._rows) >= _BATCH:
            self.flush()
        return self._seq

    def flush(self) -> None:
        """Write what was appended so far, entries first and tables after, still inside the transaction."""
        rows, facts = self._rows, self._facts
        self._rows, self._facts = [], []
        if rows:
            insert_rows(LedgerEntry, rows)
            project(facts)


def _has_nul(value: Any) -> bool:
    """Whether a text in a payload holds U+0000, which PostgreSQL cannot keep."""
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(item) for pair in value.items() for item in pair)
    return isinstance(value, list) and any(_has_nul(item) for item in value)


def now() -> dt.datetime:
    """The time, UTC; the only place where the record asks for it."""
    return dt.datetime.now(dt.UTC)


def one_writer() -> None:
    """Wait until no other transaction writes the ledger or its tables; SQLite has one writer by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_POSTGRES_LOCK])


@contextmanager
def recording(actor: Actor) -> Iterator[Recording]:
    """One transaction on the record: everything appended in it lands, or nothing does."""
    with transaction.atomic():
        one_writer()
        last = LedgerEntry.objects.order_by("-seq").values_list("seq", "hash", "recorded_at").first()
        seq, previous, before = last if last else (0, GENESIS, None)
        moment = now()
        if before is not None and before > moment:
            moment = before  # a clock set back must not make time run backwards on the record
        session = Recording(actor, moment, seq, previous)
        yield session
        session.flush()
