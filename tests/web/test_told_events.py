"""What a document tells happened stands on its page beside the record, and is recorded from there by a person."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import rebuild
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.document_verbs import record_document
from repatria.registry.sources.documents import Document
from repatria.registry.talks.models import Engagement
from repatria.registry.talks.told_in_texts import told_events, undertakings_told
from repatria.registry.talks.verbs import add_engagement, add_party
from tests.web.reading import links, words

pytestmark = pytest.mark.django_db
TEXT = """July 15, 2017

North Korean officers failed to appear at a meeting in Panmunjom on Thursday, July 13. North Korea promised to hand over
55 boxes by October 2017. On July 6 Secretary Reed visited Pyongyang.
"""


@pytest.fixture
def officer() -> Actor:
    return Actor("a historian", Role.HISTORIAN)


@pytest.fixture
def envoy() -> Actor:
    return Actor("a negotiator", Role.NEGOTIATOR)


@pytest.fixture
def negotiator(sign_in) -> Client:
    return sign_in(Role.NEGOTIATOR)


@pytest.fixture
def told(small, officer) -> Document:
    with recording(officer) as record:
        key = record_document(record, from_pasted(TEXT, "pasted text"), publisher="Made-up Wire", title="Made up")
    return Document.objects.get(pk=key)


def _event(document, kind):
    return next(event for event in document.events if event["kind"] == kind)


def _beside(document, kind):
    (row,) = (row for row in told_events(document, 40) if row.event["kind"] == kind)
    return [found.code for found in row.beside]


def test_they_stand_on_the_page_with_their_words_and_their_claim(told, historian):
    shown = historian.get(reverse("document", args=[told.pk]))
    assert "What it tells happened" in words(shown)
    assert "somebody stayed away" in words(shown)
    assert "13 July 2017" in words(shown)
    assert "failed to appear at a meeting" in words(shown)
    assert "What is undertaken in it" in words(shown)
    assert "North Korea: North Korea promised to hand over 55 boxes" in words(shown)


def test_what_the_record_has_of_that_day_stands_beside_it(told, envoy):
    assert not _beside(told, "no_show")
    with recording(envoy) as record:
        add_engagement(record, "E901", "meeting", "A meeting that nobody came to", date="2017-07-13", outcome="no-show")
        add_engagement(record, "E902", "letter", "A letter of that day", date="2017-07-13")
        add_engagement(record, "E903", "meeting", "A meeting of another day", date="2017-07-20")
    assert _beside(told, "no_show") == ["E901"]


def test_it_is_recorded_from_there_after_a_person_has_checked_it(told, envoy, negotiator):
    with recording(envoy) as record:
        add_party(record, "DPRK", "North Korea", "state")
    event = _event(told, "no_show")
    address = f"{reverse('engagement-add')}?document={told.pk}&event={event['id']}"
    assert address in links(negotiator.get(reverse("document", args=[told.pk])))
    form = negotiator.get(address).context["form"]
    assert not Engagement.objects.filter(earliest="2017-07-13").exists()
    given = {name: form.initial.get(name, "") for name in form.fields}
    assert (given["planned"], given["outcome"], given["parties"]) == ("2017-07-13", "no-show", ["DPRK"])
    assert given["source"] == told.source.code
    assert given["kind"] == "meeting"
    answer = negotiator.post(address, given)
    assert answer.status_code == 302, words(answer)
    assert Engagement.objects.get(earliest="2017-07-13").parties == ["DPRK"]


@pytest.mark.parametrize("query", ["document=x&event=e1", "document=999999&event=e1", "document={n}&event=nothing"])
def test_an_event_that_is_not_there_is_not_found(told, negotiator, query):
    address = f"{reverse('engagement-add')}?{query.format(n=told.pk)}"
    assert negotiator.get(address).status_code == 404


def test_nothing_of_a_restricted_document_fills_a_form(told, negotiator):
    Document.objects.filter(pk=told.pk).update(restricted=True)
    address = f"{reverse('engagement-add')}?document={told.pk}&event={_event(told, 'no_show')['id']}"
    assert negotiator.get(address).status_code == 403


def test_who_may_not_record_talks_is_offered_nothing(told, historian):
    assert not any("engagements/add" in link for link in links(historian.get(reverse("document", args=[told.pk]))))


def test_a_text_that_tells_nothing_has_no_such_section(small, officer, historian):
    with recording(officer) as record:
        key = record_document(record, from_pasted("The weather is fine.", "pasted text"), publisher="Made-up Wire")
    shown = words(historian.get(reverse("document", args=[key])))
    assert "What it tells happened" not in shown
    assert "What is undertaken" not in shown


def test_makers_of_a_commitment_are_named_and_its_deadline_is_kept(told):
    (one,) = undertakings_told(told, 40)
    assert list(one.makers) == ["North Korea"]
    assert one.commitment["deadline"]["value"] == "2017-10"
    assert told.claims.get(number=one.claim).kind == "commitment"


def test_they_are_rebuilt_from_the_ledger(told):
    before = (told.events, told.commitments)
    rebuild()
    again = Document.objects.get(pk=told.pk)
    assert (again.events, again.commitments) == before
