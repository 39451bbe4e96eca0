"""Verbs of the talks: parties, engagements, commitments and the steps of each."""

from __future__ import annotations

from typing import Any

from repatria.dates import PartialDate
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import creates
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.talks.models import Commitment, CommitmentStep, Engagement, Party


def add_party(record: Recording, code: str, name_en: str, kind: str, **columns: Any) -> int:
    """Record a party to the talks; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    key = record.next_id(Party)
    payload = {"id": key, "code": code, "name_en": name_en, "kind": kind, **columns}
    record.append("talks.party_added", f"party/{key}", payload)
    return key


creates("talks.party_added", Party)


def add_engagement(record: Recording, code: str, kind: str, title_en: str, **columns: Any) -> int:
    """Record an engagement with its plan and its outcome; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    key = record.next_id(Engagement)
    payload = {"id": key, "code": code, "kind": kind, "title_en": title_en, **columns}
    record.append("talks.engagement_recorded", f"engagement/{key}", payload)
    return key


def _first_day(payload: dict[str, Any]) -> dict[str, Any]:
    """A date may be an interval ``1990/1994``: it is sorted by its first day."""
    text = (payload.get("date") or payload.get("planned") or "").split("/")[0]
    return {"earliest": PartialDate(text).earliest if text else None}


creates("talks.engagement_recorded", Engagement, _first_day)


def add_commitment(record: Recording, code: str, title_en: str, **columns: Any) -> int:
    """Record what was undertaken; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    key = record.next_id(Commitment)
    payload = {"id": key, "code": code, "title_en": title_en, **columns}
    record.append("talks.commitment_made", f"commitment/{key}", payload)
    return key


creates("talks.commitment_made", Commitment)


def add_commitment_step(record: Recording, commitment_id: int, status_en: str, **columns: Any) -> int:
    """Record what came of a commitment, and on whose word; returns the step's key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    key = record.next_id(CommitmentStep)
    payload = {"id": key, "commitment_id": commitment_id, "status_en": status_en, **columns}
    record.append("talks.commitment_step", f"commitment/{commitment_id}", payload)
    return key


creates("talks.commitment_step", CommitmentStep, _first_day)
