"""A claim that somebody rejects in the same sentence: it is no fact, and whoever rejects it has not said it."""

from __future__ import annotations

import pytest

from tests.testimony.test_sentences import reading_of


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The North has returned 1,200 sets since 1990, a claim the Pentagon rejects.", "refuted"),
        ("They found 55 boxes — a figure both governments deny.", "refuted"),
        ("The North has returned 1,200 sets since 1990, which Seoul disputes.", "hedged"),
        ("They returned 55 boxes, a number the ministry confirmed.", "asserted"),
    ],
)
def test_what_is_rejected_is_not_asserted(sentence, modality):
    (claim,) = reading_of(sentence).claims
    assert claim.figures
    assert claim.modality == modality


def test_whoever_rejects_it_is_not_its_speaker_and_whoever_confirms_it_is():
    (rejected,) = reading_of("The North has returned 1,200 sets, a claim the Pentagon rejects.").claims
    assert rejected.speaker is None
    (confirmed,) = reading_of("They returned 55 boxes, a number the ministry confirmed.").claims
    assert confirmed.speaker == "ministry"


def test_graves_that_were_not_opened_are_no_event():
    assert not [
        e for e in reading_of("Neither 12 nor 14 graves were opened in 2018.").events if e.kind == "disinterment"
    ]


def test_rumours_that_are_false_deny_nothing_told_before():
    text = "The North returned 1,200 sets. Rumours that we lost 14 boxes are false."
    reading = reading_of(text)
    assert not [c for c in reading.conflicts if c.rule == "said_to_be_wrong"]
    assert [(f.value, f.unit, f.predicate) for c in reading.claims for f in c.figures][-1] == (14, "boxes", "missing")


def test_whoever_tells_of_a_loss_had_no_part_in_it():
    (event,) = reading_of("He was lost near Unsan in November 1950, spokeswoman Ann Lee said.").events
    assert event.kind == "loss"
    assert not event.participant_ids
