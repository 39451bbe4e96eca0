"""Verbs of what was undertaken: agreements with numbered points, commitments and their steps, channels open or cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.custody.models import HandOver
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, creates, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.models import UNITS
from repatria.registry.talks.models import (
    Agreement,
    AgreementPoint,
    Channel,
    ChannelState,
    Commitment,
    CommitmentStatus,
    CommitmentStep,
    Engagement,
)
from repatria.registry.talks.verbs import one_of
from repatria.registry.when import dated


def add_agreement(
    record: Recording,
    code: str,
    engagement_id: int,
    title_en: str,
    points: Sequence[tuple[str, str]],
    *,
    title_ko: str = "",
) -> dict[int, int]:
    """Record an agreement with its points (English, Korean), numbered from 1; returns the key of each point."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    if not points:
        raise InvalidInput(f"agreement {code}: an agreement has at least one point")
    record.flush()
    if Agreement.objects.filter(code=code).exists():
        raise Conflict(f"an agreement with the code {code} is recorded already")
    key = record.next_id(Agreement)
    keys = {number: record.next_id(AgreementPoint) for number in range(1, len(points) + 1)}
    payload = {
        "id": key,
        "code": code,
        "engagement_id": engagement_id,
        "title_en": title_en,
        "title_ko": title_ko,
        "points": [
            {"id": keys[number], "number": number, "text_en": english, "text_ko": korean}
            for number, (english, korean) in enumerate(points, 1)
        ],
    }
    record.append("talks.agreement_recorded", f"agreement/{key}", payload)
    return keys


@projects("talks.agreement_recorded")
def _write_agreements(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        points = row.pop("points")
        insert_rows(Agreement, [{"recorded_seq": fact.seq, **row}])
        insert_rows(
            AgreementPoint, ({"recorded_seq": fact.seq, "agreement_id": row["id"], **point} for point in points)
        )


def add_commitment(record: Recording, code: str, title_en: str, **columns: Any) -> int:
    """Record what was undertaken; returns its key. The columns are those of `Commitment`.

    A quantity has a unit from the closed list; due is a partial date, and not before the commitment was made.
    """
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    if not code.strip() or not title_en.strip():
        raise InvalidInput("a commitment has a code and a title")
    low, high, unit = columns.get("quantity_low"), columns.get("quantity_high"), columns.get("unit", "")
    if (low is not None or high is not None) and unit not in UNITS:
        raise InvalidInput(f"commitment {code}: a quantity has a unit, one of {', '.join(UNITS)}")
    if low is not None and high is not None and low > high:
        raise InvalidInput(f"commitment {code}: from {low} to {high} is no range")
    due = partial(columns.get("due", ""), f"commitment {code}, due")
    record.flush()
    made = Engagement.objects.filter(pk=columns.get("made_at_id")).first()
    if due and made and made.earliest and PartialDate(due).after <= made.earliest:
        raise InvalidInput(f"commitment {code}: due {due}, before it was made ({made.earliest.isoformat()})")
    if Commitment.objects.filter(code=code).exists():
        raise Conflict(f"a commitment with the code {code} is recorded already")
    key = record.next_id(Commitment)
    payload = {"id": key, "code": code, "title_en": title_en, **columns}
    record.append("talks.commitment_made", f"commitment/{key}", payload)
    return key


creates("talks.commitment_made", Commitment)


def add_commitment_step(
    record: Recording,
    commitment_id: int,
    status: str,
    *,
    since: str = "",
    source_id: int | None = None,
    engagement_id: int | None = None,
    hand_over_id: int | None = None,
    **words: str,
) -> int:
    """Record where a commitment stands from `since` on, and on whose word; returns the step's key.

    since: partial date, not in the future and not before the commitment was made or the event the step rests on.
    words: words_en, words_ko and scope, see `CommitmentStep`.
    """
    payload = _step(record, commitment_id, status, since, engagement_id, hand_over_id)
    return record.append(
        "talks.commitment_step", f"commitment/{commitment_id}", {**payload, "source_id": source_id, **words}
    )


def correct_commitment_step(
    record: Recording, wrong: CommitmentStep, status: str, *, since: str, reason: str, **words: str
) -> int:
    """Put another step in the place of one recorded wrongly, keeping its source and event; the wrong one stays."""
    if not reason.strip():
        raise InvalidInput("a correction says why")
    payload = _step(record, wrong.commitment_id, status, since, wrong.engagement_id, wrong.hand_over_id)
    if not CommitmentStep.objects.filter(pk=wrong.pk, corrected_seq__isnull=True).exists():
        raise Conflict("this step is corrected already")
    more = {"source_id": wrong.source_id, "scope": wrong.scope, "reason": reason, "corrects": wrong.pk, **words}
    return record.append("talks.commitment_step", f"commitment/{wrong.commitment_id}", {**payload, **more})


def _step(
    record: Recording,
    commitment_id: int,
    status: str,
    since: str,
    engagement_id: int | None,
    hand_over_id: int | None,
) -> dict[str, Any]:
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    status = one_of(CommitmentStatus, status, "the status of a commitment")
    record.flush()
    commitment = Commitment.objects.select_related("made_at").filter(pk=commitment_id).first()
    if commitment is None:
        raise InvalidInput(f"there is no commitment {commitment_id}")
    causes = [(commitment.made_at.earliest, "it was made")] if commitment.made_at else []
    for model, key in ((Engagement, engagement_id), (HandOver, hand_over_id)):
        event = model.objects.filter(pk=key).first()
        if event is not None and event.date:
            causes.append((event.earliest, f"{event.code} happened"))
    known = [cause for cause in causes if cause[0] is not None]
    first, because = max(known, default=(None, ""))
    dated(record, since, f"commitment {commitment.code}", cause=first, because=because, required=False)
    return {
        "commitment_id": commitment_id,
        "status": status,
        "since": since,
        "engagement_id": engagement_id,
        "hand_over_id": hand_over_id,
        "not_before": first.isoformat() if first else dt.date.min.isoformat(),
    }


@projects("talks.commitment_step")
def _write_steps(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        corrects = row.pop("corrects", None)
        if corrects:
            CommitmentStep.objects.filter(pk=corrects).update(corrected_seq=fact.seq)
        first = dt.date.fromisoformat(row.pop("not_before"))
        day = max(begins(row["since"]), first)
        insert_rows(
            CommitmentStep, [{"id": fact.seq, "recorded_seq": fact.seq, "begins": day, "not_before": first, **row}]
        )


def add_channel(record: Recording, code: str, name_en: str, *, name_ko: str = "", parties: Sequence[str] = ()) -> int:
    """Record a line between parties (their codes); returns its key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    if not code.strip() or not name_en.strip():
        raise InvalidInput("a channel has a code and a name")
    key = record.next_id(Channel)
    payload = {"id": key, "code": code, "name_en": name_en, "name_ko": name_ko, "parties": list(parties)}
    record.append("talks.channel_added", f"channel/{key}", payload)
    return key


creates("talks.channel_added", Channel)


def set_channel_state(record: Recording, channel_id: int, state: str, *, since: str, **columns: Any) -> int:
    """Record that a channel is open or cut from `since` on; returns the key of the row."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    if state not in ("open", "cut"):
        raise InvalidInput(f"a channel is open or cut, not {state!r}")
    dated(record, since, "channel")
    record.flush()
    if not Channel.objects.filter(pk=channel_id).exists():
        raise InvalidInput(f"there is no channel {channel_id}")
    payload = {"channel_id": channel_id, "state": state, "since": since, **columns}
    return record.append("talks.channel_state", f"channel/{channel_id}", payload)


@projects("talks.channel_state")
def _write_channel_states(facts: list[Fact]) -> None:
    insert_rows(
        ChannelState,
        (
            {"id": fact.seq, "recorded_seq": fact.seq, "begins": begins(fact.payload["since"]), **fact.payload}
            for fact in facts
        ),
    )
