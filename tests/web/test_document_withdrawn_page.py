"""A document's source is corrected, the document withdrawn and brought back, and one that is restricted is for few."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.documents import Document
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.verbs import add_source
from tests.web.reading import links, words

pytestmark = pytest.mark.django_db
STORY = "WASHINGTON, March 14, 2019\n\nNorth Korea handed over 55 cases of remains, the Example office said.\n"


def hand_in(client, **given):
    sent = {"publisher": "An example agency", "title": "Fifty-five cases", "text": STORY}
    return client.post(reverse("document-add"), sent | given)


def test_a_date_that_the_text_contradicts_is_asked_about_before_anything_is_kept(small, historian):
    before = Document.objects.count()
    assert "date_is_right" not in historian.get(reverse("document-add")).content.decode()
    asked = hand_in(historian, published="2018-01-01")
    assert "the text itself says “March 14, 2019”" in words(asked)
    assert 'name="date_is_right"' in asked.content.decode()
    assert Document.objects.count() == before
    assert "has not come yet" in words(hand_in(historian, published="2100", date_is_right="on"))
    assert hand_in(historian, published="2018-01-01", date_is_right="on").status_code == 302
    assert Document.objects.latest("pk").source.published == "2018-01-01"


def test_the_source_of_a_document_is_corrected_from_its_page(small, historian):
    hand_in(historian)
    source = Document.objects.latest("pk").source
    page = reverse("source", args=[source.pk])
    address = reverse("source-words", args=[source.pk])
    assert address in links(historian.get(page))
    sent = {"publisher": "The agency", "title": "", "initial-title": "Fifty-five cases", "why": "a slip"}
    assert historian.post(address, sent | {"initial-publisher": source.publisher}).status_code == 302
    shown = words(historian.get(page))
    assert "The agency" in shown
    assert "before: An example agency" in shown


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "foo", "//agency.example", "https:/x"])
def test_an_address_is_corrected_only_to_one_of_the_web(small, historian, address):
    hand_in(historian)
    source = Document.objects.latest("pk").source
    sent = {"publisher": source.publisher, "initial-publisher": source.publisher, "address": address, "why": "a slip"}
    sent |= {"title": source.title, "initial-title": source.title, "published": source.published}
    sent |= {"initial-published": source.published}
    assert "is no web address" in words(historian.post(reverse("source-words", args=[source.pk]), sent))
    source.refresh_from_db()
    assert source.address == ""
    Source.objects.filter(pk=source.pk).update(address=address)  # as earlier versions took it
    assert f'href="{address}"' not in historian.get(reverse("source", args=[source.pk])).content.decode()


def test_a_date_that_the_text_contradicts_is_asked_about_when_it_is_corrected_too(small, historian):
    hand_in(historian)
    source = Document.objects.latest("pk").source
    address = reverse("source-words", args=[source.pk])
    sent = {"publisher": source.publisher, "initial-publisher": source.publisher, "published": "1999", "why": "a slip"}
    asked = historian.post(address, sent)
    assert "the text itself says “March 14, 2019”" in words(asked)
    source.refresh_from_db()
    assert source.published == "2019-03-14"
    seen = re.search(r'name="seen" value="([^"]+)"', asked.content.decode())[1]
    assert historian.post(address, sent | {"seen": seen}).status_code == 302
    source.refresh_from_db()
    assert source.published == "1999"


def test_a_document_is_withdrawn_and_brought_back(small, historian):
    document = Document.objects.get(pk=small.document)
    page, withdraw = (reverse(name, args=[document.pk]) for name in ("document", "document-withdraw"))
    historian.post(reverse("claim", args=[small.claim]), {"act": "accept"})
    assert withdraw in links(historian.get(page))
    assert "take back first what is accepted" in words(historian.post(withdraw, {"why": "the wrong text"}))
    historian.post(reverse("claim", args=[small.claim]), {"act": "reopen", "reason": "the wrong text"})
    assert historian.post(withdraw, {"why": "the wrong text"}).status_code == 302
    assert page not in links(historian.get(reverse("documents")))
    assert page in links(historian.get(reverse("documents") + "?show=withdrawn"))
    assert "the wrong text" in words(historian.get(page))
    assert "is withdrawn" in words(historian.post(reverse("claim", args=[small.claim]), {"act": "accept"}))
    back = reverse("document-bring-back", args=[document.pk])
    assert back in links(historian.get(page))
    assert historian.post(back, {"why": "it was right"}).status_code == 302
    assert page in links(historian.get(reverse("documents")))


def test_a_restricted_document_is_seen_only_by_those_who_may_see_families(small, historian, sign_in):
    answer = hand_in(historian, restricted="on")
    document = Document.objects.latest("pk")
    claim = document.claims.filter(figure_count__gt=0).first()
    closed = [
        reverse("document", args=[document.pk]),
        reverse("claim", args=[claim.pk]),
        reverse("source", args=[document.source_id]),
        reverse("source-words", args=[document.source_id]),
        reverse("document-open", args=[document.pk]),
        reverse("document-withdraw", args=[document.pk]),
    ]
    assert answer["Location"] == reverse("documents")
    clients = {role: sign_in(role) for role in (Role.NEGOTIATOR, Role.FIELD_OFFICER, Role.FAMILY_LIAISON)}
    for client in (historian, clients[Role.NEGOTIATOR], clients[Role.FIELD_OFFICER]):
        assert {client.get(address).status_code for address in closed} == {403}
        for name in ("documents", "sources"):
            assert "Fifty-five cases" not in words(client.get(reverse(name)))
    liaison = clients[Role.FAMILY_LIAISON]
    assert liaison.get(closed[0]).status_code == 200
    assert "Fifty-five cases" in words(liaison.get(reverse("documents")))
    assert "restricted" in words(liaison.get(closed[2]))
    administrator = sign_in(Role.ADMINISTRATOR)
    assert "cited figures are public" in words(administrator.post(closed[1], {"act": "accept"}))
    assert not CitedFigure.objects.filter(source=document.source).exists()
    assert administrator.post(closed[4], {"why": "it was published"}).status_code == 302
    assert historian.get(closed[0]).status_code == 200
    assert historian.post(reverse("document-restrict", args=[document.pk]), {"why": "a letter"}).status_code == 302
    assert historian.get(closed[0]).status_code == 403


def test_a_refusal_names_claims_and_what_is_cited_by_hand_alike(small, historian):
    hand_in(historian, text=STORY + "\nSome 20 boxes were opened. A total of 31 sets were found, the office said.\n")
    document = Document.objects.latest("pk")
    claims = [claim for claim in document.claims.order_by("number") if claim.figure_count]
    for claim in claims[:2]:
        historian.post(reverse("claim", args=[claim.pk]), {"act": "accept"})
    given = {
        "words": "31 sets were found",
        "number": "31",
        "unit": "sets",
        "qualifier": "exact",
        "predicate": "recovered",
    }
    historian.post(reverse("source-cite", args=[document.source_id]), given)
    code = CitedFigure.objects.latest("pk").code
    numbers = ", ".join(str(claim.number) for claim in claims[:2])
    for name in ("document-withdraw", "document-restrict"):
        refused = words(historian.post(reverse(name, args=[document.pk]), {"why": "a letter"}))
        assert f"take back first claim {numbers}, and what is cited by hand: 31 sets ({code})" in refused
    withdrawn = reverse("figure-withdraw", args=[CitedFigure.objects.latest("pk").pk])
    historian.post(withdrawn, {"why": "read wrong"})
    refused = words(historian.post(reverse("document-restrict", args=[document.pk]), {"why": "a letter"}))
    assert f"its figures are public; take them back first, claim {numbers}" in refused


def test_restricting_says_whom_it_locks_out_and_what_was_done(small, historian, sign_in):
    hand_in(historian)
    document = Document.objects.latest("pk")
    restrict = reverse("document-restrict", args=[document.pk])
    for page in (restrict, reverse("document-add")):
        assert "from you too, unless your role may see families" in words(historian.get(page))
    historian.post(restrict, {"why": "a letter"})
    assert "kept for those who may see families" in words(historian.get(reverse("documents")))
    administrator = sign_in(Role.ADMINISTRATOR)
    administrator.post(reverse("document-open", args=[document.pk]), {"why": "no letter"})
    told = words(administrator.get(reverse("document", args=[document.pk])))
    assert "opened to all who see sources" in told
    assert "who reads a document changed" not in told


def test_a_text_of_a_source_on_the_record_is_said_to_belong_to_it(small, historian):
    reading = from_pasted(STORY, "pasted text")
    with recording(OPERATOR) as record:
        add_source(record, "S77", "The first agency", title="Boxes", sha256=reading.document.text_sha256)
    added = hand_in(historian)
    shown = historian.get(added["Location"])
    assert "It belongs to a source on the record: The first agency, Boxes" in words(shown)
    assert Document.objects.latest("pk").source.code == "S77"
    hand_in(historian, text=STORY + "More.")
    other = historian.get(reverse("document", args=[Document.objects.latest("pk").pk]))
    assert "It belongs to a source on the record" not in words(other)


def test_the_list_of_withdrawn_documents_says_that_none_is(small, historian):
    assert "No document is withdrawn." in words(historian.get(reverse("documents"), {"show": "withdrawn"}))
    historian.cookies["django_language"] = "ko"
    shown = words(historian.get(reverse("documents"), {"show": "withdrawn"}))
    assert "철회된 문서가 없습니다." in shown
    assert "검색" in shown
