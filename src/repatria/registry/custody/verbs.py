"""Verbs of custody: record a hand-over and the containers in it. The other verbs of the room stand beside this file."""

from __future__ import annotations

from typing import Any

from django.db.models import Count

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.custody.models import Container, HandOver
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import creates
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import KOREAN_WAR, not_before_the_war, war_began


def add_hand_over(record: Recording, code: str, title_en: str, *, conflict: str = KOREAN_WAR, **columns: Any) -> int:
    """Record a hand-over; the other columns are those of `HandOver`. Returns its key.

    conflict: whose dead they are; a date before it began is refused. Empty when that is not known.
    """
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    if not code.strip() or not title_en.strip():
        raise InvalidInput("a hand-over has a code and a title")
    date = partial(columns.pop("date", ""), f"hand-over {code}, date")
    not_before_the_war(date, conflict, f"hand-over {code}")
    if date and PartialDate(date).earliest > record.moment.date():
        raise InvalidInput(f"hand-over {code}: {date} is still to come; what is planned belongs to the talks")
    for name in ("declared", "counted"):
        if (columns.get(name) or 0) < 0:
            raise InvalidInput(f"hand-over {code}: the number {name} cannot be negative")
    record.flush()
    if HandOver.objects.filter(code=code).exists():
        raise Conflict(f"a hand-over with the code {code} is recorded already")
    key = record.next_id(HandOver)
    payload = {"id": key, "code": code, "title_en": title_en, "date": date, "conflict": conflict, **columns}
    record.append("custody.hand_over_recorded", f"hand-over/{key}", payload)
    return key


def _interval(payload: dict[str, Any]) -> dict[str, Any]:
    date = PartialDate(payload["date"]) if payload["date"] else None
    return {
        "earliest": date.earliest if date else None,
        "after": date.after if date else None,
        "conflict_began": war_began(payload["conflict"]),
    }


creates("custody.hand_over_recorded", HandOver, _interval)


def add_container(
    record: Recording, code: str, kind: str, *, hand_over_id: int | None = None, made_up: bool = False
) -> int:
    """Record a container; returns its key. A hand-over never has more containers than were counted."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    if not code.strip() or not kind.strip():
        raise InvalidInput("a container has a code and a kind")
    if hand_over_id is not None:
        record.flush()
        if Container.objects.filter(code=code).exists():
            raise Conflict(f"a container {code} is recorded already")
        given = HandOver.objects.filter(pk=hand_over_id).annotate(recorded=Count("containers")).first()
        if given is None:
            raise InvalidInput(f"there is no hand-over {hand_over_id}")
        if given.counted is not None and given.recorded >= given.counted:
            raise Conflict(
                f"hand-over {given.code} counted {given.counted} {given.unit}: all of them are recorded already"
            )
    key = record.next_id(Container)
    payload = {"id": key, "code": code, "kind": kind, "hand_over_id": hand_over_id, "made_up": made_up}
    record.append("custody.container_received", f"container/{key}", payload)
    return key


creates("custody.container_received", Container)
