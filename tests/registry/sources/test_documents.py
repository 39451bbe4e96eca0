"""A document is kept with what it may say; nothing is cited before an officer accepts it; all can be undone."""

from __future__ import annotations

import dataclasses
import hashlib
from copy import deepcopy
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.figures.cited import cited_figures
from repatria.registry.figures.compare import Reason, Verdict
from repatria.registry.figures.statement import Figure
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.sources.beside import Record
from repatria.registry.sources.document_reading import MAX_CHARS, from_file, from_pasted
from repatria.registry.sources.document_verbs import accept_claim, record_document, reject_claim, reopen_claim
from repatria.registry.sources.documents import CitedPassage, ClaimDecision, Document, ProposedClaim
from repatria.registry.sources.headings import heading
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.own_counts import OwnCounts
from repatria.registry.sources.proposals import columns_of, day_of, statement_of
from repatria.registry.sources.verbs import add_source, cite_figure
from repatria.testimony.dates.dated_spans import Span
from repatria.testimony.text.anchors import reanchor

pytestmark = pytest.mark.django_db
# Made up, in the manner of a press agency.
TEXT = (
    "WASHINGTON, July 12, 2018\r\n\r\n"
    "About 7,700 U.S. service members are still missing from the Korean War, spokesman John Miller said.\r\n\r\n"
    "North Korea handed over 55 cases of remains on July 27, 2017, the Defense Department said. "
    "“We know of at least six identifications,” Miller added — a “good start”.\r\n\r\n"
    "The meeting planned for Thursday did not take place.\r\n"
)


@pytest.fixture
def document(operator) -> Document:
    return keep(operator, TEXT)


def keep(actor: Actor, text: str, **given: Any) -> Document:
    reading = from_pasted(text, "pasted text")
    with recording(actor) as record:
        key = record_document(record, reading, **({"publisher": "A newspaper", "title": "On the talks"} | given))
    return Document.objects.get(pk=key)


def with_figure(document: Document, unit: str = "persons") -> ProposedClaim:
    return next(
        claim
        for claim in document.claims.order_by("number")
        if any(figure["unit"] == unit for figure in claim.content["figures"])
    )


def accept(actor: Actor, claim: ProposedClaim, **given: Any) -> int:
    with recording(actor) as record:
        return accept_claim(record, claim, **given)


def test_the_text_is_kept_as_it_was_with_its_digest_and_nothing_is_cited(document):
    assert document.text == TEXT
    assert document.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.version
    claims = list(document.claims.order_by("number"))
    assert len(claims) >= 4
    assert [claim.number for claim in claims] == list(range(1, len(claims) + 1))
    assert {claim.state for claim in claims} == {"proposed"}
    assert all(TEXT[claim.start : claim.end] == claim.content["evidence"]["quote"] for claim in claims)
    assert CitedFigure.objects.count() == 0
    assert (document.source.published, document.source.sha256) == ("2018-07-12", document.text_sha256)
    assert verify().problems == []


def test_an_accepted_claim_cites_its_figures_at_their_exact_place(operator, document):
    claim = with_figure(document)
    seq = accept(operator, claim)
    figure = CitedFigure.objects.get()
    assert (figure.value, figure.qualifier, figure.unit, figure.predicate) == (7700, "approx", "persons", "missing")
    assert "Korean War" in figure.population
    assert (figure.source, figure.recorded_seq) == (document.source, seq)
    quote, position = figure.passage.selectors()
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert TEXT[: position["start"]].endswith(quote["prefix"])
    anew = TEXT.replace("\r\n", "\n").replace("“", '"').replace("”", '"').replace(" — ", " -- ")
    place = reanchor(Span(position["start"], position["end"], quote["exact"], quote["prefix"], quote["suffix"]), anew)
    assert place is not None
    assert place.quote == quote["exact"]
    decision = claim.decisions.get()
    assert (decision.pk, decision.decision, decision.decided_by) == (seq, "accepted", "operator")
    assert verify().problems == []


def test_a_claim_is_decided_once_and_a_second_officer_is_told(operator, document):
    claim = with_figure(document)
    stale = ProposedClaim.objects.get(pk=claim.pk)
    accept(operator, claim)
    with pytest.raises(Conflict, match="accepted already"):
        accept(operator, stale)
    with pytest.raises(Conflict, match="accepted already"), recording(operator) as record:
        reject_claim(record, stale, reason="not so")
    assert CitedFigure.objects.count() == 1


def test_an_edited_claim_is_published_as_corrected_and_the_proposal_stays(operator, document):
    claim = with_figure(document)
    proposal = deepcopy(claim.content)
    corrected = [columns_of(figure, claim) for figure in claim.content["figures"]]
    corrected[0] |= {"value": 7701.0, "low": 7701.0, "high": 7701.0, "qualifier": "exact", "as_of": "2018-07"}
    accept(operator, claim, corrected=corrected, speaker="The spokesman", reason="the table says so")
    figure = CitedFigure.objects.get()
    assert (figure.value, figure.qualifier, figure.as_of, figure.speaker) == (7701, "exact", "2018-07", "The spokesman")
    claim.refresh_from_db()
    assert (claim.state, claim.content) == ("edited", proposal)
    assert claim.decisions.get().claim_as_accepted["figures"][0]["value"] == 7701
    assert verify().problems == []


def test_a_figure_left_out_of_an_edited_claim_is_not_cited(operator, document):
    claim = with_figure(document)
    accept(operator, claim, corrected=[None] * claim.figure_count)
    assert CitedFigure.objects.count() == 0
    claim.refresh_from_db()
    assert claim.state == "edited"


def test_reopening_withdraws_the_figures_from_now_on_and_not_from_the_past(operator, document):
    claim = with_figure(document)
    accepted = accept(operator, claim)
    with pytest.raises(InvalidInput, match="say why"), recording(operator) as record:
        reopen_claim(record, claim, reason=" ")
    with recording(operator) as record:
        reopen_claim(record, claim, reason="another group")
    assert cited_figures() == []
    assert [figure.value for figure in cited_figures(AsOf(seq=accepted))] == [7700]
    claim.refresh_from_db()
    assert claim.state == "proposed"
    with pytest.raises(Conflict, match="open again"), recording(operator) as record:
        reopen_claim(record, claim, reason="twice")
    accept(operator, claim)
    assert CitedFigure.objects.filter(corrected_seq__isnull=True).get().code.endswith("-R2")
    assert list(claim.decisions.order_by("id").values_list("decision", flat=True)) == [
        "accepted",
        "reopened",
        "accepted",
    ]
    assert verify().problems == []


def test_a_rejection_says_why_and_can_be_taken_back(operator, document):
    claim = document.claims.order_by("number").first()
    with pytest.raises(InvalidInput, match="says why"), recording(operator) as record:
        reject_claim(record, claim, reason="")
    with recording(operator) as record:
        reject_claim(record, claim, reason="the headline, not a claim")
    claim.refresh_from_db()
    assert claim.state == "rejected"
    with recording(operator) as record:
        reopen_claim(record, claim, reason="it is one")
    claim.refresh_from_db()
    assert claim.state == "proposed"
    assert verify().problems == []


def test_the_same_text_twice_is_a_conflict_in_words(operator, document):
    before = LedgerEntry.objects.count()
    with pytest.raises(Conflict, match=f"kept already, as document {document.pk}"):
        keep(operator, TEXT, publisher="Another")
    assert LedgerEntry.objects.count() == before


def test_a_source_registered_from_the_same_text_takes_the_document(operator):
    with recording(operator) as record:
        key = add_source(record, "S9", "The agency", sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    assert keep(operator, TEXT).source_id == key
    assert Source.objects.count() == 1


def test_only_roles_that_change_sources_may_keep_or_decide(document):
    auditor = Actor("an auditor", Role.AUDITOR)
    claim = with_figure(document)
    with pytest.raises(NotPermitted):
        keep(auditor, TEXT + "More.")
    with pytest.raises(NotPermitted):
        accept(auditor, claim)
    with pytest.raises(NotPermitted), recording(auditor) as record:
        reject_claim(record, claim, reason="no")
    with pytest.raises(NotPermitted), recording(auditor) as record:
        reopen_claim(record, claim, reason="no")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"unit": "coffins"}, "unit is one of persons"),
        ({"predicate": "seen"}, "predicate is one of missing"),
        ({"qualifier": "roughly"}, "qualifier is one of exact"),
        ({"value": None, "low": None, "high": None}, "a figure has a number"),
        ({"value": float("inf")}, "a number is finite"),
        ({"low": 9.0, "high": 8.0}, "is no range"),
        ({"label_en": " "}, "say what it counts"),
        ({"as_of": "soon"}, "as of: 'soon' is not a date"),
        ({"period": "1990/later"}, "period: 'later' is not a date"),
        ({"population": "x" * 161}, "population has 161 characters"),
    ],
)
def test_a_correction_that_makes_no_figure_is_refused_and_nothing_changes(operator, document, wrong, words):
    claim = with_figure(document)
    corrected = [columns_of(figure, claim) | wrong for figure in claim.content["figures"]]
    with pytest.raises(InvalidInput, match=words):
        accept(operator, claim, corrected=corrected)
    claim.refresh_from_db()
    assert claim.state == "proposed"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(256)) * 40, "binary"),
        (b"%PDF-1.7\nnothing behind it", "damaged or not a PDF"),
        ("A\x00B".encode("utf-16"), "null characters"),
        (("word " * (MAX_CHARS // 5 + 1)).encode(), "the limit here is 300,000"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(data, words):
    with pytest.raises(InvalidInput, match=words):
        from_file(data, "handed-in")


def test_text_in_another_script_or_mixed_encodings_is_kept_with_its_problems(operator):
    arabic = "قال المتحدث إن ٥٥ صندوقا سلمت في يوليو. \u202eقال\u202c " * 4
    document = keep(operator, arabic)
    assert document.text == arabic
    assert document.claims.count() == 0
    assert any("English only" in problem["message"] for problem in document.problems)
    assert any("direction controls" in problem["message"] for problem in document.problems)
    mixed = "About 55 cases came home — the office said. ".encode() + b"It was the caf\xe9 talk of the town.\n"
    with recording(operator) as record:
        key = record_document(record, from_file(mixed, "mixed.txt"), publisher="A newspaper")
    assert "mixed encodings" in str(Document.objects.get(pk=key).problems)
    assert verify().problems == []


def test_the_database_itself_keeps_the_text_and_refuses_figures_nobody_accepted(operator, document):
    claim = with_figure(document)
    with pytest.raises(DatabaseError, match="kept as it was read"), transaction.atomic():
        Document.objects.update(text="other")
    with pytest.raises(DatabaseError, match="kept as it was read"), transaction.atomic():
        ProposedClaim.objects.update(content={})
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposedClaim.objects.update(state="published")
    with recording(operator) as record:
        seq = reject_claim(record, claim, reason="not so")
    with recording(operator) as record:
        figure = cite_figure(
            record, "X", document.source_id, label_en="x", value=1.0, qualifier="exact", unit="cases", predicate="held"
        )
    with pytest.raises(DatabaseError, match="acceptance of its claim"), transaction.atomic():
        CitedPassage.objects.create(
            recorded_seq=seq, figure_id=figure, claim=claim, decision_id=seq, exact="x", start=0, end=1
        )
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        ClaimDecision.objects.update(reason="")


def cite(actor: Actor, code: str, source: int, **columns: Any) -> None:
    given = {"label_en": code, "qualifier": "exact", "unit": "persons", "predicate": "missing", **columns}
    with recording(actor) as record:
        cite_figure(record, code, source, **given)


def test_beside_a_proposal_stand_two_figures_that_count_the_same_group_and_no_others(operator, document):
    with recording(operator) as record:
        other = add_source(record, "S8", "Another newspaper", published="2018-07-01")
    war, named = "US service members, Korean War", {"counts": ["korean-war-missing"]}
    cite(operator, "AGREES", other, value=7700.0, qualifier="approx", population=war, **named)
    cite(operator, "DIFFERS", other, value=9000.0, population=war, **named)
    cite(operator, "EARLIER", other, value=8100.0, population=war, as_of="2005", **named)
    cite(operator, "ALL-WARS", other, value=82000.0, population="US service members, all wars")
    cite(operator, "NARROWER", other, value=5300.0, population=war, place="North Korea")
    cite(operator, "LINE", other, value=21.0, population=war, table="by-country", line="South Korea")
    cite(operator, "CASES", other, value=7700.0, unit="cases", population=war)
    claim = with_figure(document)
    proposed = statement_of(claim.content["figures"][0], claim)
    assert [other.figure.code for other in Record().beside(proposed)] == ["DIFFERS", "AGREES"]
    laid = {other.figure.code: other for other in Record()._told(proposed)}
    assert set(laid) == {"AGREES", "DIFFERS", "EARLIER", "LINE"}
    assert [code for code, other in laid.items() if other.same] == ["AGREES", "DIFFERS"]
    assert laid["AGREES"].verdict is Verdict.AGREE
    assert laid["DIFFERS"].conflict
    assert laid["EARLIER"].verdict is Verdict.DIFFER
    assert Reason.AS_OF in laid["EARLIER"].reasons
    assert [code for code, other in laid.items() if other.conflict] == ["DIFFERS"]
    assert Reason.POPULATION in laid["LINE"].reasons
    assert Record().subject_for(proposed) == "korean-war-missing"


def test_two_numbers_for_one_day_are_a_conflict_whatever_the_words_for_the_group(operator, document):
    with recording(operator) as record:
        other = add_source(record, "S8", "Another newspaper", published="2018-07-01")
    given = {"unit": "cases", "predicate": "handed_over", "population": "remains believed to be of US troops"}
    cite(operator, "SAME-DAY", other, value=56.0, period="2017-07-27", **given)
    cite(operator, "ANOTHER-DAY", other, value=57.0, period="2017-07-28", **given)
    claim = with_figure(document, "cases")
    laid = {other.figure.code: other for other in Record().beside(statement_of(claim.content["figures"][0], claim))}
    assert laid["SAME-DAY"].conflict
    assert "ANOTHER-DAY" not in laid


def test_the_records_own_count_of_that_day_stands_first_in_whatever_unit(operator, document):
    with recording(operator) as record:
        source = add_source(record, "S8", "Another newspaper", published="2018-07-01")
        add_hand_over(record, "H1", "Caskets of that day", date="2017-07-27", counted=56, unit="caskets")
        add_hand_over(record, "H2", "Invented", date="2017-07-27", counted=3, unit="cases", made_up=True)
        add_hand_over(record, "H3", "Another day", date="2017-07-28", counted=57, unit="cases")
    given = {"unit": "cases", "predicate": "handed_over", "population": "remains believed to be of US troops"}
    cite(operator, "SAME-DAY", source, value=56.0, period="2017-07-27", **given)
    proposed = statement_of(with_figure(document, "cases").content["figures"][0], with_figure(document, "cases"))
    first, second = Record().beside(proposed)
    assert (first.figure.label_en, first.row, first.same) == ("Caskets of that day", None, False)
    assert (first.verdict, Reason.UNIT in first.reasons) == (Verdict.NOT_COMPARABLE, True)
    assert second.figure.code == "SAME-DAY"
    with recording(operator) as record:
        add_hand_over(record, "H4", "Cases of that day", date="2017-07-27", counted=55, unit="cases")
    first = Record().beside(proposed)[0]
    assert (first.figure.label_en, first.same) == ("Cases of that day", True)
    year = dataclasses.replace(proposed, period="2017")
    assert [(o.figure.value, o.figure.period, o.same) for o in Record().beside(year)[:1]] == [(112.0, "2017", False)]


def test_what_tells_of_something_else_is_not_laid_beside_a_number(operator, document):
    with recording(operator) as record:
        source = add_source(record, "S8", "Another newspaper", published="2018-07-01")
    given = {"unit": "persons", "predicate": "identified"}
    cite(operator, "OF-2007", source, value=6.0, population="US service members, Korean War", period="2007", **given)
    cite(operator, "OF-NO-WAR", source, value=6.0, population="sailors", **given)
    war = "US boxes handed over, Korean War"
    boxes = Figure("", "60 boxes", "", 60.0, 60.0, 60.0, "exact", "boxes", "handed_over", war, period="2018-07-27")
    many = {"unit": "boxes", "predicate": "handed_over", "population": war}
    cite(operator, "OTHER-YEARS", source, value=208.0, period="1990/1994", **many)
    cite(operator, "ALL-YEARS", source, value=268.0, period="1990/2018", **many)
    assert Record().beside(boxes) == []
    soldiers = Figure("", "six soldiers", "", 6.0, 6.0, 6.0, "exact", "persons", "identified", "soldiers")
    assert Record().beside(soldiers) == []


def test_a_figure_of_the_roll_is_shown_with_the_caution_that_the_group_may_be_another(document):
    claim = with_figure(document)
    proposed = statement_of(claim.content["figures"][0], claim)
    computed = [other for other in Record().beside(proposed) if other.row is None]
    assert computed
    assert all(Reason.POPULATION in other.reasons and not other.conflict for other in computed)


UNITS = st.sampled_from(["persons", "cases", "remains"])


@given(UNITS, UNITS, st.integers(0, 100))
def test_units_are_never_mixed(one, other, value):
    def figure(unit):
        return Figure("", "x", "", value, value, value, "exact", unit, "held", "US, Korean War")

    record = object.__new__(Record)
    record._cited, record._computed, record._own = [(figure(other), SimpleNamespace(pk=1, table=""))], {}, OwnCounts()
    found = [laid for laid in record.beside(figure(one)) if laid.figure.code == ""]
    assert bool(found) == (one == other)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ""),
        ("2019-05", "2019-05"),
        ("FY2019", ""),
        ("2018-07-12/2018-07-14", "2018-07"),
        ("2018-07-12..2018-09-14", "2018"),
        ("2018/2019", ""),
        ("2019/2019", "2019"),
    ],
)
def test_an_interval_as_of_becomes_the_date_that_both_its_ends_share(text, day):
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "called"),
    [
        (
            "The Example Wire\n\nBoxes come home after the talks\n\nBy Jane Roe\n\nJuly 30, 2018\n\n"
            "The North gave back 55 boxes, he said.\n",
            "Boxes come home after the talks",
        ),
        ("Ten boxes came home on Monday, he said.\n", "Ten boxes came home on Monday, he said."),
    ],
)
def test_a_text_without_a_title_is_called_by_its_headline_else_by_its_first_line(text, called):
    assert heading(from_pasted(text, "pasted text")) == called
