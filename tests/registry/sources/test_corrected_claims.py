"""A figure that says something else than its words has a reason; an assumed speaker stays assumed until confirmed."""

from __future__ import annotations

import json
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from repatria.errors import InvalidInput
from repatria.registry.figures.cited import cited_figures
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.sources.document_verbs import accept_claim, reopen_claim
from repatria.registry.sources.documents import CitedPassage, ClaimDecision, Document, ProposedClaim
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.proposals import columns_of
from tests.registry.sources.test_document_withdrawn import add, do, with_figure

pytestmark = pytest.mark.django_db


def assumed(document: Document) -> ProposedClaim:
    """A claim of the document as one whose speaker is only assumed: what the reading had in an earlier row."""
    claim = with_figure(document)
    content = claim.content | {"speaker_assumed": True, "speaker": "Defense Department"}
    key = ProposedClaim.objects.order_by("-pk").first().pk + 1
    return ProposedClaim.objects.create(
        pk=key,
        recorded_seq=claim.recorded_seq,
        document=document,
        number=900,
        reference="c900",
        kind=claim.kind,
        modality=claim.modality,
        speaker="Defense Department",
        start=claim.start,
        end=claim.end,
        content=content,
        figure_count=1,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"value": 65.0, "low": 65.0, "high": 65.0},
        {"qualifier": "approx"},
        {"unit": "sets"},
        {"predicate": "recovered"},
        {"said": "pledge"},
        {"speaker": "Somebody else"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_is_cited_otherwise_than_it_was_read_has_a_reason(operator, change):
    claim = with_figure(add(operator))
    speaker = change.pop("speaker", None)
    corrected = [columns_of(figure, claim) | change for figure in claim.content["figures"]]
    with pytest.raises(InvalidInput, match="say why"):
        do(operator, accept_claim, claim, corrected=corrected, speaker=speaker, reason=" ")
    assert not CitedFigure.objects.exists()
    do(operator, accept_claim, claim, corrected=corrected, speaker=speaker, reason="the table says so")
    decision = ClaimDecision.objects.get()
    assert (decision.decision, decision.reason) == ("edited", "the table says so")
    told = decision.claim_as_accepted["figures"][0]["corrected"]
    assert told == list(change) or told == ["speaker"]
    assert verify().problems == []


def test_wording_is_tidied_without_a_reason(operator):
    claim = with_figure(add(operator))
    corrected = [columns_of(figure, claim) | {"population": "US, Korean War"} for figure in claim.content["figures"]]
    do(operator, accept_claim, claim, corrected=corrected)
    assert ClaimDecision.objects.get().claim_as_accepted["figures"][0]["corrected"] == ["population"]


def test_a_speaker_who_is_assumed_is_cited_as_assumed_until_an_officer_confirms_the_name(operator):
    claim = assumed(add(operator))
    entry = do(operator, accept_claim, claim)
    assert CitedFigure.objects.get().speaker_assumed is True
    assert [figure.as_dict()["speaker_assumed"] for figure in cited_figures()] == [True]
    told = json.loads(LedgerEntry.objects.get(pk=entry).payload)
    assert (told["speaker_assumed"], told["figures"][0]["speaker_assumed"]) == (True, True)
    do(operator, reopen_claim, claim, reason="looked again")
    entry = do(operator, accept_claim, claim, speaker=claim.speaker)
    assert [figure.speaker_assumed for figure in cited_figures()] == [False]
    assert json.loads(LedgerEntry.objects.get(pk=entry).payload)["speaker_assumed"] is False
    do(operator, reopen_claim, claim, reason="looked again")
    do(operator, accept_claim, claim, speaker="The spokesman", reason="the paragraph before names him")
    assert [(figure.speaker, figure.speaker_assumed) for figure in cited_figures()] == [("The spokesman", False)]


def test_a_speaker_whom_the_text_names_is_not_assumed(operator):
    claim = with_figure(add(operator))
    assert not claim.content["speaker_assumed"]
    do(operator, accept_claim, claim)
    assert [figure.speaker_assumed for figure in cited_figures()] == [False]
    assert rebuild().problems == []


def test_figures_of_earlier_versions_are_marked_where_nobody_confirmed_the_speaker(operator):
    claim = assumed(add(operator))
    do(operator, accept_claim, claim)
    CitedFigure.objects.update(speaker_assumed=None)  # as the column begins
    migration = import_module("repatria.registry.migrations.0017_by_hand")
    migration._SpeakersAssumed().database_forwards("registry", SimpleNamespace(connection=connection), None, None)
    assert CitedFigure.objects.get().speaker_assumed is True


def test_an_entry_of_an_earlier_version_is_replayed_with_its_speaker_assumed(operator):
    claim = assumed(add(operator))
    figure = claim.content["figures"][0]
    with recording(operator) as record:
        cited = {
            "id": record.next_id(CitedFigure),
            "code": "OLD-1",
            "source_id": claim.document.source_id,
            **columns_of(figure, claim),
            "speaker": claim.speaker,
            "evidence": figure["evidence"],
            "passage_id": record.next_id(CitedPassage),
        }
        told = {"id": claim.pk, "decision": "accepted", "reason": "", "speaker": claim.speaker, "figures": [cited]}
        record.append("sources.claim_accepted", f"document/{claim.document_id}", told)
    assert CitedFigure.objects.get().speaker_assumed is True
