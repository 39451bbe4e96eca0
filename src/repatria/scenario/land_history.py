"""Puts the real history of the five reports on the record: sources, talks, hand-overs, commitments, figures."""

from __future__ import annotations

from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.ledger.append import Recording
from repatria.registry.sources.verbs import add_source, cite_figure
from repatria.registry.talks.verbs import add_commitment, add_commitment_step, add_engagement, add_party
from repatria.scenario.history import Commitment, History


def land_history(record: Recording, history: History) -> dict[str, int]:
    """Record the whole history; returns how much of what."""
    sources = {
        source.code: add_source(
            record,
            source.code,
            source.publisher,
            publisher_basis=source.publisher_basis,
            author=source.author,
            title=source.title_en,
            title_ko=source.title_ko,
            published=source.published,
            published_basis=source.published_basis,
            sha256=source.sha256,
        )
        for source in history.sources
    }
    for party in history.parties:
        add_party(
            record,
            party.code,
            party.name_en,
            party.kind,
            name_ko=party.name_ko,
            role_en=party.role_en,
            role_ko=party.role_ko,
        )
    engagements = {
        event.code: add_engagement(
            record,
            event.code,
            event.kind,
            event.title_en,
            title_ko=event.title_ko,
            planned=event.planned,
            date=event.date,
            outcome=event.outcome,
            place=event.place,
            note_en=event.note_en,
            note_ko=event.note_ko,
            parties=list(event.parties),
            sources=list(event.sources),
        )
        for event in history.engagements
    }
    hand_overs = {
        given.code: add_hand_over(
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
            source_id=sources[given.sources[0]],
            sources=list(given.sources),
        )
        for given in history.hand_overs
    }
    for commitment in history.commitments:
        _land_commitment(record, commitment, sources, engagements, hand_overs)
    for figure in history.figures:
        cite_figure(
            record,
            figure.code,
            sources[figure.source],
            label_en=figure.label_en,
            label_ko=figure.label_ko,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            qualifier=figure.qualifier,
            unit=figure.unit,
            predicate=figure.predicate,
            population=figure.population,
            place=figure.place,
            period=figure.period,
            as_of=figure.as_of,
            speaker=figure.speaker,
            note_en=figure.note_en,
        )
    return {
        "sources": len(sources),
        "engagements": len(engagements),
        "hand-overs": len(hand_overs),
        "commitments": len(history.commitments),
        "cited figures": len(history.figures),
    }


def _land_commitment(
    record: Recording,
    commitment: Commitment,
    sources: dict[str, int],
    engagements: dict[str, int],
    hand_overs: dict[str, int],
) -> None:
    key = add_commitment(
        record,
        commitment.code,
        commitment.title_en,
        title_ko=commitment.title_ko,
        made_at_id=engagements.get(commitment.made_at),
        parties=list(commitment.parties),
        sources=list(commitment.sources),
        quantity_en=commitment.quantity_en,
        quantity_ko=commitment.quantity_ko,
        deadline=commitment.deadline_en,
        deadline_ko=commitment.deadline_ko,
    )
    for step in commitment.steps:
        add_commitment_step(
            record,
            key,
            step.status_en,
            status_ko=step.status_ko,
            date=step.date,
            source_id=sources.get(step.source),
            engagement_id=engagements.get(step.event),
            hand_over_id=hand_overs.get(step.event),
        )
