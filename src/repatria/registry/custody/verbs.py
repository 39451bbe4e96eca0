"""Verbs of custody: record a hand-over and the containers in it."""

from __future__ import annotations

from typing import Any

from repatria.dates import PartialDate, partial
from repatria.registry.custody.models import Container, HandOver
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import creates
from repatria.registry.people.permissions import Resource, Verb


def add_hand_over(record: Recording, code: str, title_en: str, **columns: Any) -> int:
    """Record a hand-over; the other columns are those of `HandOver`. Returns its key."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    key = record.next_id(HandOver)
    date = partial(columns.pop("date", ""), f"hand-over {code}, date")
    payload = {"id": key, "code": code, "title_en": title_en, "date": date, **columns}
    record.append("custody.hand_over_recorded", f"hand-over/{key}", payload)
    return key


creates(
    "custody.hand_over_recorded",
    HandOver,
    lambda payload: {"earliest": PartialDate(payload["date"]).earliest if payload["date"] else None},
)


def add_container(
    record: Recording, code: str, kind: str, *, hand_over_id: int | None = None, made_up: bool = False
) -> int:
    """Record a container; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    key = record.next_id(Container)
    payload = {"id": key, "code": code, "kind": kind, "hand_over_id": hand_over_id, "made_up": made_up}
    record.append("custody.container_received", f"container/{key}", payload)
    return key


creates("custody.container_received", Container)
