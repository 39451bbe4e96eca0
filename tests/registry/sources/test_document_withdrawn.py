"""A document that was added wrongly is corrected or withdrawn, and one that holds a family's words is for few."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.clerical.verbs import correct_written
from repatria.registry.figures.cited import rows_at
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Role, Verb, allows
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.document_verbs import accept_claim, record_document, reject_claim, reopen_claim
from repatria.registry.sources.documents import Document, DocumentWithdrawal
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.verbs import add_source
from repatria.registry.sources.withdrawals import (
    bring_back_document,
    may_read,
    restrict_document,
    withdraw_document,
)

pytestmark = pytest.mark.django_db
STORY = (
    "WASHINGTON, March 14, 2019\n\n"
    "North Korea handed over 55 cases of remains on July 27, 2018, the Defense Department said.\n"
)  # made up, in the manner of a press agency
HISTORIAN = Actor("historian", Role.HISTORIAN)


def add(actor: Actor, text: str = STORY, *, published: str = "", **given) -> Document:
    reading = from_pasted(text, "pasted text", published=published)
    with recording(actor) as record:
        key = record_document(record, reading, publisher="A newspaper", published=published, **given)
    return Document.objects.get(pk=key)


def do(actor: Actor, verb, *words, **given) -> int:
    with recording(actor) as record:
        return verb(record, *words, **given)


def with_figure(document: Document):
    return next(claim for claim in document.claims.order_by("number") if claim.figure_count)


def test_a_date_that_the_date_line_contradicts_is_kept_only_when_somebody_says_it_is_right(operator):
    with pytest.raises(InvalidInput, match="the text itself says “March 14, 2019”"):
        add(operator, published="2018-01-01")
    assert not Document.objects.exists()
    assert add(operator, published="2018-01-01", date_is_right=True).source.published == "2018-01-01"
    assert add(operator, STORY + "More.", published="2019-03-15").source.published == "2019-03-15"


def test_nothing_is_published_on_a_day_to_come(operator):
    for published in ("2100-01-01", "2100"):
        with pytest.raises(InvalidInput, match="has not come yet"):
            add(operator, published=published, date_is_right=True)
        with pytest.raises(InvalidInput, match="has not come yet"):
            do(operator, add_source, "S9", "An agency", published=published)
    document = add(operator)
    with pytest.raises(InvalidInput, match="has not come yet"):
        do(operator, correct_written, "source", document.source_id, {"published": "2100-01-01"}, reason="a slip")


def test_publisher_title_and_date_are_corrected_and_a_past_point_has_what_stood(operator):
    document = add(operator, published="2019-03-14")
    do(operator, accept_claim, with_figure(document))
    before = LedgerEntry.objects.count()
    right = {"publisher": "An agency", "title": "On the cases", "published": "2019-03-13"}
    do(operator, correct_written, "source", document.source_id, right, reason="a slip of the pen")
    source = Source.objects.get(pk=document.source_id)
    assert (source.publisher, source.title, source.published) == ("An agency", "On the cases", "2019-03-13")
    assert [row.source.publisher for row in rows_at()] == ["An agency"]
    assert [row.source.publisher for row in rows_at(AsOf(seq=before))] == ["A newspaper"]
    assert rows_at(AsOf(dt.date(2019, 3, 13)))
    assert rows_at(AsOf(dt.date(2019, 3, 13), before)) == []
    assert verify().problems == []


def test_a_source_is_corrected_under_the_checks_of_a_new_one(operator):
    document = add(operator, published="2019-03-14")
    for address in ("javascript:alert(1)", "data:text/html,x", "foo"):
        with pytest.raises(InvalidInput, match="is no web address"):
            do(operator, correct_written, "source", document.source_id, {"address": address}, reason="a slip")
        with pytest.raises(InvalidInput, match="is no web address"):
            do(operator, add_source, "S9", "An agency", address=address)
    for published in ("1999", "2018-07-12"):
        with pytest.raises(InvalidInput, match="the text itself says “March 14, 2019”"):
            do(operator, correct_written, "source", document.source_id, {"published": published}, reason="a slip")
    do(operator, correct_written, "source", document.source_id, {"published": "1999"}, reason="sure", sure=True)
    assert Source.objects.get(pk=document.source_id).published == "1999"
    assert verify().problems == []


def test_a_document_is_withdrawn_when_nothing_of_it_is_cited_and_brought_back(operator):
    document = add(operator)
    claim = with_figure(document)
    do(operator, accept_claim, claim)
    with pytest.raises(Conflict, match=f"take back first what is accepted, claim {claim.number}"):
        do(operator, withdraw_document, document, reason="the wrong text")
    do(operator, reopen_claim, claim, reason="the wrong text")
    with pytest.raises(InvalidInput, match="says why"):
        do(operator, withdraw_document, document, reason=" ")
    do(operator, withdraw_document, document, reason="the wrong text")
    with pytest.raises(Conflict, match="withdrawn already"):
        do(operator, withdraw_document, document, reason="twice")
    with pytest.raises(Conflict, match="is withdrawn: bring it back first"):
        do(operator, accept_claim, claim)
    with pytest.raises(Conflict, match="is withdrawn: bring it back first"):
        do(operator, reject_claim, claim, reason="x")
    do(operator, bring_back_document, document, reason="it was the right one")
    do(operator, accept_claim, claim)
    with pytest.raises(Conflict, match="is not withdrawn"):
        do(operator, bring_back_document, document, reason="twice")
    assert verify().problems == []


def test_a_withdrawn_text_is_added_anew_with_the_right_publisher_and_then_not_brought_back(operator):
    first = add(operator, published="2018-01-01", date_is_right=True)
    do(operator, withdraw_document, first, reason="the wrong date")
    again = add(operator, published="2019-03-14")
    assert again.source_id != first.source_id
    assert again.source.published == "2019-03-14"
    with pytest.raises(Conflict, match=f"added anew since, as document {again.pk}"):
        do(operator, bring_back_document, first, reason="it was right")
    with pytest.raises(Conflict, match="kept already"):
        add(operator)
    assert verify().problems == []


def test_a_restricted_document_is_for_those_who_may_see_families(operator):
    document = add(operator, restricted=True)
    families = [role for role in Role if allows(role, Verb.SEE, Resource.FAMILIES)]
    assert [role for role in Role if may_read(role, document)] == families
    assert Role.HISTORIAN not in families
    claim = with_figure(document)
    with pytest.raises(NotPermitted):
        do(HISTORIAN, reject_claim, claim, reason="x")
    with pytest.raises(NotPermitted):
        do(HISTORIAN, restrict_document, document, restricted=False, reason="x")
    with pytest.raises(Conflict, match="cited figures are public"):
        do(operator, accept_claim, claim)
    do(operator, accept_claim, claim, corrected=[None] * claim.figure_count)
    assert CitedFigure.objects.count() == 0
    assert verify().problems == []


def test_a_document_is_restricted_later_once_its_figures_are_taken_back_and_opened_again(operator):
    document = add(operator)
    claim = with_figure(document)
    do(operator, accept_claim, claim)
    with pytest.raises(Conflict, match=f"take them back first, claim {claim.number}"):
        do(operator, restrict_document, document, restricted=True, reason="a letter")
    do(operator, reopen_claim, claim, reason="a letter")
    do(HISTORIAN, restrict_document, document, restricted=True, reason="a letter")
    with pytest.raises(Conflict, match="restricted already"):
        do(operator, restrict_document, document, restricted=True, reason="twice")
    do(operator, restrict_document, document, restricted=False, reason="it was published")
    do(operator, accept_claim, claim)
    assert verify().problems == []


def test_the_database_keeps_withdrawals_and_cites_nothing_of_what_is_withdrawn(operator):
    document = add(operator)
    claim = with_figure(document)
    do(operator, accept_claim, claim)
    passage = claim.passages.get()
    do(operator, reopen_claim, claim, reason="no")
    do(operator, withdraw_document, document, reason="no")
    with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
        DocumentWithdrawal.objects.update(reason="other")
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        DocumentWithdrawal.objects.all().delete()
    passage.pk = None
    with pytest.raises(DatabaseError, match="withdrawn or restricted"), transaction.atomic():
        passage.save(force_insert=True)
    with pytest.raises(DatabaseError, match="kept as it was read"), transaction.atomic():
        Document.objects.update(text="other")
