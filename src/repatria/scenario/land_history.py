"""Puts the real history of the five reports on the record, and the published tables beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field

from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.figures.verbs import record_conflict
from repatria.registry.ledger.append import Recording
from repatria.registry.sources.verbs import add_source, cite_figure
from repatria.registry.talks.undertakings import (
    add_agreement,
    add_channel,
    add_commitment,
    add_commitment_step,
    set_channel_state,
)
from repatria.registry.talks.verbs import add_account, add_delegation, add_engagement, add_party, relate
from repatria.scenario.history import Commitment, History
from repatria.scenario.published_tables import land_published_tables


@dataclass
class _Keys:
    """What was recorded under which key, by code; points by ``A1/4``."""

    sources: dict[str, int] = field(default_factory=dict)
    parties: dict[str, int] = field(default_factory=dict)
    events: dict[str, int] = field(default_factory=dict)
    hand_overs: dict[str, int] = field(default_factory=dict)
    points: dict[str, int] = field(default_factory=dict)


def land_history(record: Recording, history: History) -> dict[str, int]:
    """Record the whole history and the published tables; returns how much of what."""
    keys = _Keys()
    for source in history.sources:
        columns = asdict(source)
        columns["title"] = columns.pop("title_en")
        keys.sources[source.code] = add_source(record, columns.pop("code"), columns.pop("publisher"), **columns)
    for party in history.parties:
        columns = asdict(party)
        code, name, kind = columns.pop("code"), columns.pop("name_en"), columns.pop("kind")
        keys.parties[code] = add_party(record, code, name, kind, **columns)
    _land_events(record, history, keys)
    _land_agreements(record, history, keys)
    for commitment in history.commitments:
        _land_commitment(record, commitment, keys)
    for figure in history.figures:
        columns = asdict(figure)
        code, source = columns.pop("code"), columns.pop("source")
        cite_figure(record, code, keys.sources[source], **columns | {"counts": list(figure.counts)})
    for conflict in history.conflicts:
        columns = asdict(conflict)
        positions = [
            {**side, "sources": list(side["sources"]), "figures": list(side["figures"])}
            for side in columns.pop("positions")
        ]
        record_conflict(record, columns.pop("code"), positions=positions, **columns)
    published = land_published_tables(record)
    return {
        "sources": len(keys.sources),
        "engagements": len(keys.events),
        "hand-overs": len(keys.hand_overs),
        "commitments": len(history.commitments),
        "cited figures": len(history.figures) + published,
        "conflicts": len(history.conflicts),
    }


def _land_events(record: Recording, history: History, keys: _Keys) -> None:
    for event in history.engagements:
        columns = asdict(event) | {"parties": list(event.parties), "sources": list(event.sources)}
        code, kind, title = columns.pop("code"), columns.pop("kind"), columns.pop("title_en")
        keys.events[code] = add_engagement(record, code, kind, title, **columns)
    for given in history.hand_overs:
        keys.hand_overs[given.code] = add_hand_over(
            record,
            given.code,
            given.title_en,
            title_ko=given.title_ko,
            date=given.date,
            giver=given.giver,
            receiver=given.receiver,
            place=given.place,
            declared=given.declared,
            counted=given.counted,
            unit=given.unit,
            note_en=given.note_en,
            note_ko=given.note_ko,
            source_id=keys.sources[given.sources[0]],
            sources=list(given.sources),
        )
    for row in history.delegations:
        add_delegation(
            record, keys.events[row.engagement], keys.parties[row.party], level=row.level, attended=row.attended
        )
    for row in history.relations:
        relate(record, row.kind, row.subject, row.object, source_id=keys.sources.get(row.source))
    for row in history.accounts:
        add_account(
            record,
            row.subject,
            row.aspect,
            row.value,
            source_id=keys.sources.get(row.source),
            words_en=row.words_en,
            words_ko=row.words_ko,
        )


def _land_agreements(record: Recording, history: History, keys: _Keys) -> None:
    for agreement in history.agreements:
        event = keys.events[agreement.engagement]
        points = add_agreement(
            record, agreement.code, event, agreement.title_en, agreement.points, title_ko=agreement.title_ko
        )
        keys.points |= {f"{agreement.code}/{number}": key for number, key in points.items()}
    for channel in history.channels:
        key = add_channel(record, channel.code, channel.name_en, name_ko=channel.name_ko, parties=channel.parties)
        for state in channel.states:
            set_channel_state(
                record,
                key,
                state.state,
                since=state.since,
                words_en=state.words_en,
                words_ko=state.words_ko,
                source_id=keys.sources.get(state.source),
                engagement_id=keys.events.get(state.engagement),
            )


def _land_commitment(record: Recording, commitment: Commitment, keys: _Keys) -> None:
    key = add_commitment(
        record,
        commitment.code,
        commitment.title_en,
        title_ko=commitment.title_ko,
        made_at_id=keys.events.get(commitment.made_at),
        point_id=keys.points.get(commitment.point),
        parties=list(commitment.parties),
        sources=list(commitment.sources),
        quantity_low=commitment.quantity_low,
        quantity_high=commitment.quantity_high,
        unit=commitment.unit,
        counts=commitment.counts,
        quantity_en=commitment.quantity_en,
        quantity_ko=commitment.quantity_ko,
        due=commitment.due,
        deadline=commitment.deadline_en,
        deadline_ko=commitment.deadline_ko,
    )
    for step in commitment.steps:
        add_commitment_step(
            record,
            key,
            step.status,
            since=step.date,
            scope=step.scope,
            words_en=step.words_en,
            words_ko=step.words_ko,
            source_id=keys.sources.get(step.source),
            engagement_id=keys.events.get(step.event),
            hand_over_id=keys.hand_overs.get(step.event),
        )
