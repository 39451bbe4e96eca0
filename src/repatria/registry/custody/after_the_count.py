"""What follows the count of a hand-over: a signature for each side, the ceremony, the way onward and home."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.custody.manifests import hand_over
from repatria.registry.custody.models import FoundLine, HandOver, HandOverSignature, HandOverStage
from repatria.registry.custody.officers import by_another_account
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated

SIDES = ("giver", "receiver")
STAGES = ("ceremony", "onward transfer", "arrival")


def sign(record: Recording, hand_over_id: int, side: str, person: str, *, on: str, capacity: str = "") -> None:
    """Put a name under a hand-over, for the giver's side or the receiver's, after the count.

    Two different people sign, and two accounts record it.
    """
    record.actor.must(Verb.SIGN, Resource.CUSTODY)
    given = hand_over(record, hand_over_id)
    if side not in SIDES:
        raise InvalidInput("a signature is the giver's or the receiver's")
    key = person_key(person)
    if not key:
        raise InvalidInput("a signature has the name of a person")
    on = dated(record, on, "signed", cause=given.earliest, because=f"hand-over {given.code}")
    if not FoundLine.objects.filter(hand_over=given, corrected_seq__isnull=True).exists():
        raise Conflict(f"hand-over {given.code} is not counted yet: it is signed after the count")
    for other in HandOverSignature.objects.filter(hand_over=given, corrected_seq__isnull=True):
        if other.person_key == key:
            raise Conflict(f"{other.person} signed already for the {other.side}: two different people sign")
        if other.side == side:
            raise Conflict(f"{other.person} signed already for the {side}")
        by_another_account(
            record,
            other.recorded_seq,
            f"{record.actor.name} recorded the signature of {other.person}: another account records the {side}'s",
        )
    payload = {
        "id": record.next_id(HandOverSignature),
        "hand_over_id": hand_over_id,
        "side": side,
        "person": person.strip(),
        "capacity": capacity,
        "since": on,
    }
    record.append("custody.hand_over_signed", f"hand-over/{hand_over_id}", payload)


def person_key(person: str) -> str:
    """A name as signatures are compared: letters of either case are the same, and so are runs of space."""
    return " ".join(person.casefold().split())


@projects("custody.hand_over_signed")
def _hand_over_signed(facts: list[Fact]) -> None:
    insert_rows(
        HandOverSignature,
        (
            {
                "recorded_seq": fact.seq,
                **fact.payload,
                "begins": _not_before_hand_over(fact.payload),
                "person_key": person_key(fact.payload["person"]),
            }
            for fact in facts
        ),
    )


def withdraw_signature(record: Recording, signature_id: int, *, reason: str) -> None:
    """Record that a signature does not stand, and why; the row stays."""
    record.actor.must(Verb.SIGN, Resource.CUSTODY)
    record.flush()
    signature = HandOverSignature.objects.filter(pk=signature_id).first()
    if signature is None:
        raise InvalidInput(f"there is no signature {signature_id}")
    if not reason.strip():
        raise InvalidInput("say why the signature does not stand")
    if signature.corrected_seq is not None:
        raise Conflict(f"this signature was withdrawn already, by entry {signature.corrected_seq}")
    payload = {"signature_id": signature_id, "reason": reason}
    record.append("custody.signature_withdrawn", f"hand-over/{signature.hand_over_id}", payload)


@projects("custody.signature_withdrawn")
def _signature_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        HandOverSignature.objects.filter(pk=fact.payload["signature_id"]).update(corrected_seq=fact.seq)


def add_stage(record: Recording, hand_over_id: int, kind: str, *, on: str, **columns: Any) -> int:
    """Record a ceremony, an onward transfer or the arrival at home; the other columns are those of `HandOverStage`."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    given = hand_over(record, hand_over_id)
    if kind not in STAGES:
        raise InvalidInput(f"what follows a hand-over is one of: {', '.join(STAGES)}")
    on = dated(record, on, kind, cause=given.earliest, because=f"hand-over {given.code}")
    key = record.next_id(HandOverStage)
    payload = {"id": key, "hand_over_id": hand_over_id, "kind": kind, "since": on, **columns}
    record.append("custody.stage_recorded", f"hand-over/{hand_over_id}", payload)
    return key


@projects("custody.stage_recorded")
def _stage_recorded(facts: list[Fact]) -> None:
    insert_rows(
        HandOverStage,
        ({"recorded_seq": fact.seq, **fact.payload, "begins": _not_before_hand_over(fact.payload)} for fact in facts),
    )


def _not_before_hand_over(payload: Mapping[str, Any]) -> Any:
    earliest = HandOver.objects.filter(pk=payload["hand_over_id"]).values_list("earliest", flat=True).get()
    first = begins(payload["since"])
    return max(first, earliest) if earliest else first
