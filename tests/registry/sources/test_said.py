"""How a number is said travels with its citation: a denial, a promise or a condition never becomes a fact."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from repatria.errors import InvalidInput
from repatria.registry.figures.cited import cited_figures
from repatria.registry.figures.evidence import evidence
from repatria.registry.figures.statement import Figure
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.sources.beside import Record
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.document_verbs import accept_claim, record_document, reopen_claim
from repatria.registry.sources.documents import CitedPassage, Document, ProposedClaim
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.proposals import columns_of, statement_of
from repatria.registry.sources.said import SAID, said_of
from repatria.registry.sources.verbs import add_source, cite_figure

SENTENCES = {
    "The ministry denied that 30 soldiers had been captured.": "negative",
    "The report that 80 bodies were found was false, the army said.": "refuted",
    "North Korea promised to return 40 boxes by December 2020.": "pledge",
    "If 60 sets of remains were recovered, the families would be told.": "conditional",
    "Should 90 boxes be handed over, the flight will leave.": "conditional",
    "Unless 20 boxes are returned, the talks will end, he said.": "conditional",
    "It will hand over 12 boxes if talks resume.": "conditional",
    "The agency would have recovered 30 sets had the talks gone on.": "conditional",
    "The minister asked whether 30 men had died.": "conditional",
    "The agency expects to recover 70 sets of remains in 2021.": "forecast",
    "The agency plans to recover 70 sets in 2021.": "intention",
    "About 50 boxes might have been returned, officials said.": "hedged",
    "Officials rejected claims that 200 prisoners were held in the North.": "refuted",
    "The Pentagon said it was not true that 55 bodies had been found.": "refuted",
    "The agency failed to recover 12 sets of remains.": "negative",
    "North Korea refused to return 30 boxes.": "negative",
    "The North offered to return 200 sets of remains.": "pledge",
    "He said the North would hand over 55 cases on Friday.": "forecast",
    "The minister urged the North to return 30 boxes.": "request",
    "The draft agreement calls for the return of 40 boxes.": "request",
    "The colonel could not confirm that 25 men had died.": "hedged",
    "The team managed to recover 70 sets of remains in 2019.": "asserted",
    "The North handed over 55 cases on July 27, 2018. If talks resume, more will come.": "asserted",
    "More than 7,700 soldiers have not been accounted for.": "asserted",
    "The 30 soldiers were never missing, he said.": "negative",
    "North Korea did not return 12 boxes.": "negative",
    "Colonel Kim doubted that 200 remains were returned.": "hedged",
    "Lee was sceptical that 55 boxes had been handed over.": "hedged",
    "It is far from certain that 200 remains were returned.": "hedged",
    "Kim refused to confirm that 200 remains were returned.": "hedged",
    "Kim questioned whether 200 remains were returned.": "conditional",
    "Colonel Kim ruled out that 200 remains were returned.": "negative",
    "Neither 200 nor 250 remains were returned.": "negative",
    "Nor were 200 remains returned.": "negative",
    "Nobody believes that 200 remains were returned.": "negative",
    "Kim never said 55 boxes were returned.": "negative",
    "Not a single one of 55 boxes was returned.": "negative",
    "Far from 200 remains were returned.": "negative",
    "Pyongyang stopped short of handing over 55 boxes.": "negative",
    "Pyongyang backed out of handing over 55 boxes.": "negative",
    "Pyongyang reneged on its promise to return 55 boxes.": "negative",
    "The North has still to return 55 boxes.": "negative",
    "Kim prevented the return of 55 boxes.": "negative",
    "The return of 200 remains was cancelled.": "negative",
    "The return of 200 remains was called off.": "negative",
    "The return of 200 remains fell through.": "negative",
    "The plan to return 55 boxes was scrapped.": "negative",
    "There is no proof that 200 remains were returned, Kim said.": "negative",
    "All but 12 boxes were returned.": "negative",
    "It is impossible that 200 remains were returned.": "refuted",
    "Reports that 200 remains were returned turned out to be a hoax.": "refuted",
    "Reports that 200 remains were returned were premature.": "refuted",
    "The claim that 200 remains were returned is a fabrication.": "refuted",
    "Contrary to reports that 55 boxes were returned, none came.": "refuted",
    # Negated words that deny nothing, and denials that do not reach the number.
    "Never fewer than 200 remains were returned.": "asserted",
    "No fewer than 200 remains were returned.": "asserted",
    "Not only 200 but 300 remains were returned.": "asserted",
    "Not until 2018 were 55 boxes returned.": "asserted",
    "There is no doubt that 55 boxes were returned.": "asserted",
    "Nobody disputes that 55 boxes were returned.": "asserted",
    "It is not disputed that 55 boxes were returned.": "asserted",
    "Kim did not deny that 200 remains were returned.": "hedged",
    "Kim never denied that 55 boxes were returned.": "hedged",
    "Kim failed to appear, but 55 boxes were returned.": "asserted",
    "Kim refused to speak after 55 boxes were returned.": "asserted",
    "Kim declined to comment on the 55 boxes that were returned.": "asserted",
    "The talks were cancelled after 55 boxes were returned.": "asserted",
    "Although the meeting fell through, 55 boxes were returned.": "asserted",
    "The count rose from 200 sets to 455 sets.": "asserted",
    # What was not done to remains and boxes is denied; persons who did not come home are missing.
    "Kim said 200 remains were not returned.": "negative",
    "55 boxes failed to return.": "negative",
    "Kim said 200 soldiers never returned.": "asserted",
    "200 soldiers failed to return.": "asserted",
}


@pytest.mark.parametrize(("sentence", "said"), SENTENCES.items())
def test_the_sentence_tells_how_its_number_is_said(sentence, said):
    reading = from_pasted(sentence, "pasted text")
    found = [
        said_of(figure, claim, reading.document.text)
        for claim in (claim.as_dict() for claim in reading.claims)
        for figure in claim["figures"]
    ]
    assert found[:1] == [said]


def claim_of(operator, sentence: str) -> ProposedClaim:
    reading = from_pasted(f"WASHINGTON, July 12, 2018\n\n{sentence}\n", "pasted text")
    with recording(operator) as record:
        key = record_document(record, reading, publisher="A newspaper")
    return next(claim for claim in Document.objects.get(pk=key).claims.order_by("number") if claim.figure_count)


DENIED = "The ministry denied that 30 soldiers had been captured."
PROMISED = "North Korea promised to return 40 boxes by December 2020."


@pytest.mark.django_db
def test_a_promise_is_cited_as_a_promise(operator):
    claim = claim_of(operator, PROMISED)
    with recording(operator) as record:
        accept_claim(record, claim)
    assert CitedFigure.objects.get().said == "pledge"
    assert [figure.said for figure in cited_figures()] == ["pledge"]
    assert evidence().claims == ()
    assert verify().problems == []


@pytest.mark.django_db
@pytest.mark.parametrize(("sentence", "word"), [(DENIED, "denied"), (list(SENTENCES)[3], "under a condition")])
def test_what_is_denied_or_conditional_is_not_cited_by_one_key(operator, sentence, word):
    claim = claim_of(operator, sentence)
    with pytest.raises(InvalidInput, match=word), recording(operator) as record:
        accept_claim(record, claim)
    assert CitedFigure.objects.count() == 0
    corrected = [columns_of(figure, claim) for figure in claim.content["figures"]]
    with recording(operator) as record:
        accept_claim(record, claim, corrected=corrected)
    assert CitedFigure.objects.get().said == corrected[0]["said"]


@pytest.mark.django_db
def test_fewer_than_a_number_is_cited_without_that_number(operator):
    claim = claim_of(operator, "Fewer than 55 boxes were handed over.")
    (figure,) = claim.content["figures"]
    assert (figure["value"], figure["low"], figure["high"], figure["qualifier"]) == (55, 0, 54, "up_to")
    columns = columns_of(figure, claim)
    assert (columns["value"], columns["qualifier"]) == (54, "up_to")
    assert statement_of(figure, claim).bounds() == (0.0, 54)


@pytest.mark.django_db
def test_how_it_is_said_is_corrected_by_taking_back_and_accepting_anew(operator):
    claim = claim_of(operator, PROMISED)
    with recording(operator) as record:
        accept_claim(record, claim)
    with recording(operator) as record:
        reopen_claim(record, claim, reason="it was done, not promised")
    corrected = [columns_of(figure, claim) | {"said": "asserted"} for figure in claim.content["figures"]]
    with recording(operator) as record:
        accept_claim(record, claim, corrected=corrected, reason="it was done")
    assert [figure.said for figure in cited_figures()] == ["asserted"]
    claim.refresh_from_db()
    assert claim.state == "edited"
    assert verify().problems == []


@pytest.mark.django_db
def test_only_what_is_asserted_is_what_the_record_says(operator):
    with recording(operator) as record:
        source = add_source(record, "S8", "Another newspaper", published="2018-07-01")
    group = "US boxes, Korean War"
    given = {"label_en": "boxes", "value": 40.0, "qualifier": "exact", "unit": "boxes", "predicate": "returned"}
    for said in SAID:
        with recording(operator) as record:
            cite_figure(record, said, source, **given, population=group, said=said, counts=["boxes-returned"])
    proposed = Figure("", "boxes", "", 40.0, None, None, "exact", "boxes", "returned", group)
    assert [other.figure.code for other in Record().beside(proposed) if other.row] == ["asserted"]
    assert [claim.figure.code for claim in evidence().about("boxes-returned")] == ["asserted"]
    promised = claim_of(operator, PROMISED)
    assert Record().beside(statement_of(promised.content["figures"][0], promised)) == ()


@pytest.mark.django_db
def test_what_is_only_promised_is_not_put_beside_other_claims(operator):
    claim = claim_of(operator, PROMISED)
    corrected = [columns_of(figure, claim) | {"counts": ["boxes-returned"]} for figure in claim.content["figures"]]
    with pytest.raises(InvalidInput, match="not what is promised"), recording(operator) as record:
        accept_claim(record, claim, corrected=corrected)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong", [{"value": -5.0}, {"low": -1.0}, {"value": None, "low": -3.0, "high": -1.0}, {"said": "sung"}]
)
def test_no_count_is_negative_and_none_is_said_in_an_unknown_way(operator, wrong):
    words = "said is one of" if "said" in wrong else "a count is not negative"
    claim = claim_of(operator, PROMISED)
    corrected = [columns_of(figure, claim) | wrong for figure in claim.content["figures"]]
    with pytest.raises(InvalidInput, match=words), recording(operator) as record:
        accept_claim(record, claim, corrected=corrected)
    given = {"label_en": "boxes", "value": 5.0, "qualifier": "exact", "unit": "boxes", "predicate": "returned"}
    with pytest.raises(InvalidInput, match=words), recording(operator) as record:
        cite_figure(record, "F1", claim.document.source_id, **given | wrong)
    with recording(operator) as record:
        cite_figure(record, "F1", claim.document.source_id, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        CitedFigure.objects.update(**wrong)


@pytest.mark.django_db
def test_an_entry_of_an_earlier_version_is_asserted_and_a_number_below_nothing_in_it_never_stood(operator):
    claim = claim_of(operator, PROMISED)
    columns = columns_of(claim.content["figures"][0], claim)
    columns.pop("said")
    evidence_of_it = claim.content["figures"][0]["evidence"]
    with recording(operator) as record:
        figures = [
            {
                "id": record.next_id(CitedFigure),
                "code": code,
                "source_id": claim.document.source_id,
                **columns,
                "value": value,
                "low": value,
                "high": value,
                "speaker": "",
                "evidence": evidence_of_it,
                "passage_id": record.next_id(CitedPassage),
            }
            for code, value in (("OLD-1", 5.0), ("OLD-2", -5.0))
        ]
        told = {"id": claim.pk, "decision": "accepted", "reason": "", "speaker": "", "figures": figures}
        record.append("sources.claim_accepted", f"document/{claim.document_id}", told)
    assert [(figure.code, figure.said) for figure in cited_figures()] == [("OLD-1", "asserted")]
    assert rebuild().problems == []
    assert [figure.code for figure in cited_figures()] == ["OLD-1"]
