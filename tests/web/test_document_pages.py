"""An officer hands in a document and decides claim by claim, by mouse, by keyboard, and without any script."""

from __future__ import annotations

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from playwright.sync_api import expect

from repatria.registry.people.permissions import Role
from repatria.registry.sources.document_reading import MAX_BYTES
from repatria.registry.sources.documents import Document, ProposedClaim
from repatria.registry.sources.models import CitedFigure, Source
from repatria.web import review
from repatria.web.review import pieces
from tests.testimony.closed_pdf import encrypted_pdf
from tests.web.reading import links, words
from tests.web.small_record import ARTICLE
from tests.web.test_browser import browser, keep, served, tab  # noqa: F401 (fixtures)
from tests.web.test_browser import sign_in as browser_sign_in

recorded = pytest.mark.django_db
GIVEN = {"publisher": "A newspaper", "title": "Talks <b>today</b>", "published": "2018-07-12"}


def hand_in(client, **given):
    return client.post(reverse("document-add"), GIVEN | given)


def claim_address(claim) -> str:
    return reverse("claim", args=[claim.pk])


def correction(claim, **changed) -> dict[str, object]:
    """What the browser sends for the form of a claim as it stands, with some fields changed."""
    from repatria.web.document_forms import figure_forms

    sent = {"act": "edit", "speaker": claim.speaker, "reason": ""}
    for form in figure_forms(claim, None):
        for name in form.fields:
            value = form.initial.get(name)
            if value not in (None, False):
                sent[form.add_prefix(name)] = "on" if value is True else value
    return sent | changed


@recorded
def test_a_pasted_text_is_kept_read_and_shown_with_its_claims(small, historian):
    text = ARTICLE.replace("55 cases", "56 cases")
    answer = hand_in(historian, text=text.replace("\n", "\r\n"))  # as browsers send it
    document = Document.objects.latest("pk")
    assert (answer.status_code, answer["Location"]) == (302, reverse("document", args=[document.pk]))
    assert document.text == text
    page = historian.get(answer["Location"])
    shown = words(page)
    assert "0 of " in shown
    assert "56 cases" in shown
    assert "&lt;b&gt;today" in page.content.decode()
    assert document.source.published == "2018-07-12"
    assert CitedFigure.objects.filter(source=document.source).count() == 0


@recorded
def test_a_file_is_read_like_a_pasted_text(small, historian):
    html = b"<!doctype html><html><body><p>Nearly 90 boxes were handed over in May 2018.</p></body></html>"
    answer = hand_in(historian, file=SimpleUploadedFile("letter.html", html))
    document = Document.objects.latest("pk")
    assert answer.status_code == 302
    assert (document.name, document.media_type) == ("letter.html", "text/html")
    assert "Nearly 90 boxes" in document.text


@recorded
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Paste a text or choose a file"),
        ({"text": "  \n "}, "Paste a text or choose a file"),
        ({"text": "A text.", "file": b"And a file."}, "Paste a text or choose a file"),
        ({"file": b""}, "the document is empty"),
        ({"file": bytes(range(256)) * 20}, "binary"),
        ({"file": b"%PDF-1.4 nothing"}, "damaged or not a PDF"),
        ({"file": b"x" * (MAX_BYTES + 1)}, "the limit is 10 MB"),
        ({"text": "A text.", "published": "yesterday"}, "is not a date"),
        ({"text": "A text.", "publisher": " "}, "This field is required"),
        ({"text": ARTICLE}, "kept already"),
    ],
)
def test_what_cannot_be_kept_is_answered_on_the_page_and_what_was_typed_stays(small, historian, given, said):
    given = {**given}
    if "file" in given:
        given["file"] = SimpleUploadedFile("handed-in", given["file"])
    before = Document.objects.count()
    answer = hand_in(historian, **given)
    assert said in words(answer)
    assert 'value="2018-07-12"' in answer.content.decode() or "published" in given
    assert Document.objects.count() == before


@recorded
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><body>" + b"<div>" * 100_000, "nested more than 400 deep"),
        (b"<html><body>" + b"<b>" * 250_000, "too large to read as a page"),
        (b"The men came home. " * 16_000, "the limit here is 300,000"),
        (b"x" * (50 * 2**20), "the limit is 10 MB"),
    ],
)
def test_a_bomb_is_answered_on_the_page_without_delay(small, historian, content, said):
    before, began = Document.objects.count(), time.process_time()
    answer = hand_in(historian, file=SimpleUploadedFile("bomb.html", content))
    assert time.process_time() - began < 20
    assert said in words(answer)
    assert Document.objects.count() == before


@recorded
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (("שלום עולם " * 100).encode(), "not in Latin script"),
        ("The North gave ‮55‬ boxes on Monday.\n".encode(), "direction controls reorder the display"),
        ("“55 boxes” came. ".encode() + "“No” he said.".encode("cp1252"), "mixed encodings"),
    ],
)
def test_what_is_read_only_in_part_is_kept_and_its_problem_is_shown(small, historian, content, said):
    answer = hand_in(historian, file=SimpleUploadedFile("strange.txt", content))
    assert answer.status_code == 302
    assert said in words(historian.get(answer["Location"]))


@recorded
def test_an_encrypted_pdf_is_answered_in_words(small, historian):
    answer = hand_in(historian, file=SimpleUploadedFile("closed.pdf", encrypted_pdf()))
    assert "encrypted" in words(answer)


@recorded
def test_accepting_from_the_page_cites_the_figure_and_leads_to_the_next_claim(small, historian):
    claim = ProposedClaim.objects.get(pk=small.claim)
    before = CitedFigure.objects.count()
    answer = historian.post(claim_address(claim), {"act": "accept"})
    following = claim.document.claims.filter(state="proposed", number__gt=claim.number).order_by("number").first()
    assert answer["Location"].endswith(f"#claim-{following.number}")
    assert CitedFigure.objects.count() == before + 1
    page = historian.get(reverse("document", args=[small.document]))
    assert "1 of " in words(page)
    assert "Cited as" in words(page)
    again = historian.post(claim_address(claim), {"act": "accept"})
    assert "accepted already" in words(again)


@recorded
def test_a_claim_is_corrected_and_the_proposal_stays_beside_it(small, historian):
    claim = ProposedClaim.objects.get(pk=small.claim)
    sent = correction(claim, **{"f0-number": "7701", "f0-qualifier": "exact", "f0-counts": "korean-war-missing"})
    assert historian.post(claim_address(claim), sent | {"reason": "by the table"}).status_code == 302
    figure = CitedFigure.objects.get(passage__claim=claim)
    assert (figure.value, figure.low, figure.high, figure.qualifier) == (7701, 7701, 7701, "exact")
    assert figure.counts == ["korean-war-missing"]
    claim.refresh_from_db()
    assert (claim.state, claim.content["figures"][0]["value"]) == ("edited", 7700)


@recorded
def test_a_denial_is_cited_only_by_a_choice_and_is_marked_wherever_it_stands(small, historian):
    hand_in(historian, text="The ministry denied that 30 soldiers had been captured.")
    document = Document.objects.latest("pk")
    claim = document.claims.get(figure_count=1)
    page = historian.get(reverse("document", args=[document.pk]))
    assert "Say how it is cited" in words(page)
    assert "nothing is laid beside it" in words(page)
    assert "correct it, and say how the number is said" in words(
        historian.post(claim_address(claim), {"act": "accept"})
    )
    asked = historian.get(claim_address(claim))
    assert "The text reads: denied." in words(asked)
    assert "The text denies this: say how it is cited, or reject it. Correct and accept" in words(asked)
    assert "Choose how the text says" in words(historian.post(claim_address(claim), correction(claim)))
    assert not CitedFigure.objects.filter(source=document.source).exists()
    chosen = historian.post(claim_address(claim), correction(claim, **{"f0-said": "negative"}))
    assert chosen.status_code == 302
    claim.refresh_from_db()
    assert claim.state == "accepted"
    assert "The text denies this" not in words(historian.get(claim_address(claim)))
    assert CitedFigure.objects.get(source=document.source).said == "negative"
    source = reverse("source", args=[document.source_id])
    for address in (source, reverse("figures"), reverse("overview"), chosen["Location"]):
        assert '<span class="badge warn said">denied</span>' in historian.get(address).content.decode(), address


@recorded
def test_a_number_is_cited_otherwise_only_with_a_reason_which_stands_beside_its_words(small, historian):
    claim = ProposedClaim.objects.get(pk=small.claim)
    changed = correction(claim, **{"f0-number": "7800"})
    assert "say why" in words(historian.post(claim_address(claim), changed))
    assert not CitedFigure.objects.filter(passage__claim=claim).exists()
    assert historian.post(claim_address(claim), changed | {"reason": "the table has it"}).status_code == 302
    quote = CitedFigure.objects.get(passage__claim=claim).passage.exact
    for page in (reverse("source", args=[claim.document.source_id]), reverse("figures")):
        shown = historian.get(page)
        assert quote in words(shown)
        assert "corrected by historian" in words(shown)
        assert "the table has it" in words(shown)
        assert any(link.startswith(reverse("document", args=[small.document]) + "#claim-") for link in links(shown))


@recorded
def test_a_speaker_who_is_only_assumed_is_shown_so_until_the_officer_ticks_it(small, historian):
    claim = ProposedClaim.objects.get(pk=small.claim)
    keys = list(ProposedClaim.objects.order_by("pk").values_list("pk", flat=True))
    told = claim.content | {"speaker_assumed": True}
    claim.pk, claim.number, claim.content = keys[-1] + 1, 900, told
    claim.save(force_insert=True)
    assert 'name="speaker_is_right"' in historian.get(claim_address(claim)).content.decode()
    historian.post(claim_address(claim), {"act": "accept"})
    page = reverse("source", args=[claim.document.source_id])
    assert "assumed" in words(historian.get(page))
    assert "assumed" in words(historian.get(reverse("figures")))
    historian.post(claim_address(claim), {"act": "reopen", "reason": "looked again"})
    historian.post(claim_address(claim), correction(claim, speaker_is_right="on"))
    assert CitedFigure.objects.get(passage__claim=claim, corrected_seq=None).speaker_assumed is False
    assert "assumed" not in words(historian.get(page))
    plain = ProposedClaim.objects.get(pk=small.claim)
    assert 'name="speaker_is_right"' not in historian.get(claim_address(plain)).content.decode()


@recorded
def test_the_longest_claim_of_a_document_can_be_corrected(small, historian):
    text = "North Korea returned " + ", ".join(f"{n} boxes in {1990 + n % 30}" for n in range(5, 90)) + "."
    hand_in(historian, text=text)
    longest = Document.objects.latest("pk").claims.order_by("-figure_count").first()
    answer = historian.post(claim_address(longest), correction(longest))
    assert answer.status_code == 302
    assert longest.passages.count() == longest.figure_count > 10


@recorded
def test_a_form_sent_back_unchanged_is_a_plain_acceptance(small, historian):
    claim = ProposedClaim.objects.get(pk=small.claim)
    assert historian.post(claim_address(claim), correction(claim)).status_code == 302
    claim.refresh_from_db()
    assert claim.state == "accepted"


@recorded
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"f0-number": "many"}, "Enter a number"),
        ({"f0-number": ""}, "a figure has a number"),
        ({"f0-number": "-5"}, "greater than or equal to 0"),
        ({"f0-said": ""}, "Choose how the text says this number"),
        ({"f0-said": "sung"}, "Select a valid choice"),
        ({"f0-number": "9", "f0-upper": "8"}, "is no range"),
        ({"f0-unit": "coffins"}, "Select a valid choice"),
        ({"f0-as_of": "soon"}, "is not a date"),
        ({"f0-period": "1990/later"}, "is not a date"),
        ({"act": "reject"}, "a rejection says why"),
        ({"act": "reopen", "reason": "x"}, "open again"),
        ({"act": "publish"}, "is not something to do with a claim"),
    ],
)
def test_a_wrong_decision_is_answered_in_words_and_changes_nothing(small, historian, changed, said):
    claim = ProposedClaim.objects.get(pk=small.claim)
    assert said in words(historian.post(claim_address(claim), correction(claim, **changed)))
    claim.refresh_from_db()
    assert claim.state == "proposed"


@recorded
def test_a_rejection_and_an_acceptance_are_taken_back(small, historian):
    claim = ProposedClaim.objects.get(pk=small.claim)
    for act in ({"act": "reject", "reason": "a headline"}, {"act": "accept"}):
        assert historian.post(claim_address(claim), act).status_code == 302
        answer = historian.post(claim_address(claim), {"act": "reopen", "reason": "looked again"})
        assert answer["Location"].endswith(f"#claim-{claim.number}")
        claim.refresh_from_db()
        assert claim.state == "proposed"
    assert not CitedFigure.objects.filter(passage__claim=claim, corrected_seq__isnull=True).exists()
    assert "a headline" in words(historian.get(reverse("document", args=[small.document])))


@recorded
def test_the_record_stands_beside_the_claim_and_the_conflict_in_the_text_is_named(small, historian):
    page = words(historian.get(reverse("document", args=[small.document])))
    assert "What the record says" in page
    assert "computed from the record" in page
    assert "They may count different groups." in page


@recorded
def test_many_claims_are_rejected_with_one_reason_and_each_is_taken_back_alone(small, historian):
    document = Document.objects.get(pk=small.document)
    many = reverse("document-reject", args=[document.pk])
    total = document.claims.count()
    asked = historian.post(many, {"which": "ticked", "claim": ["1", "2"], "reason": " "})
    assert "This field is required" in words(asked)
    assert 'value="2" checked' in asked.content.decode()
    assert historian.post(many, {"which": "ticked", "claim": ["1", "2"], "reason": "headlines"}).status_code == 302
    assert document.claims.filter(state="rejected").count() == 2
    assert "rejected already" in words(historian.post(many, {"claim": ["2", "3"], "reason": "again"}))
    assert document.claims.filter(state="rejected").count() == 2
    assert historian.post(many, {"which": "left", "reason": "all of it"}).status_code == 302
    assert document.claims.filter(state="rejected").count() == total
    first = document.claims.get(number=1)
    assert historian.post(claim_address(first), {"act": "reopen", "reason": "a claim"}).status_code == 302
    assert document.claims.filter(state="proposed").count() == 1
    assert "No claim is chosen" in words(historian.post(many, {"which": "furniture", "reason": "menus"}))


@recorded
def test_a_page_of_claims_is_rejected_and_the_next_page_stands(small, historian, monkeypatch):
    monkeypatch.setattr("repatria.web.views.many_claims.CLAIMS_A_PAGE", 2)
    many = reverse("document-reject", args=[small.document])
    assert historian.post(many, {"which": "page", "first": "3", "reason": "furniture"}).status_code == 302
    rejected = ProposedClaim.objects.filter(document=small.document, state="rejected")
    assert sorted(rejected.values_list("number", flat=True)) == [3, 4]


@recorded
def test_nul_in_a_pasted_text_is_answered_in_words_and_the_text_stays(small, historian):
    answer = hand_in(historian, text="Ten boxes\0 came.")
    assert "The text held NUL" in words(answer)
    assert "Ten boxes came." in answer.content.decode()
    assert historian.post(reverse("document-add"), GIVEN | {"text": "x", "publisher": "A\0"}).status_code == 200


@recorded
def test_a_number_that_no_count_reaches_is_named_and_the_rest_is_kept(small, historian):
    text = f"In 2018 some {'9' * 400} boxes came. The North handed over 55 boxes on July 27, 2018.\n"
    answer = hand_in(
        historian, published="", text=text + f"Year  Boxes  Sets\n1990  5  {'8' * 40}\n1991  6  7\n1992  8  9\n"
    )
    assert answer.status_code == 302
    page = words(historian.get(answer["Location"]))
    assert "a number this large is no count" in page
    assert "55 boxes" in page


@recorded
def test_a_document_without_a_title_is_called_by_its_first_line_and_found_by_its_words(small, historian):
    hand_in(historian, text="Families gather in Seoul\n\nTen boxes came.", title="", address="https://news.example/1")
    source = Document.objects.latest("pk").source
    assert (source.title, source.address) == ("Families gather in Seoul", "https://news.example/1")
    assert "called by its headline, else by its first line" in words(historian.get(reverse("document-add")))
    listed = reverse("documents")
    assert "Families gather" in words(historian.get(f"{listed}?q=seoul+boxes"))
    assert "No document has these words." in words(historian.get(f"{listed}?q=seoul+caskets"))
    refused = hand_in(historian, text="Another text.", address="javascript:alert(1)")
    assert "is no web address" in words(refused)


@recorded
def test_a_file_of_a_million_characters_is_answered_with_the_limit_of_the_page(small, historian):
    answer = hand_in(historian, file=SimpleUploadedFile("long.txt", b"The men came home. " * 60_000))
    assert "the limit here is 300,000" in words(answer)


@recorded
def test_korean_says_what_the_reading_found(small, historian):
    historian.post(reverse("language"), {"language": "ko"})
    text = "SEOUL, March 14, 2019\n\nMore than 1,000 soldiers were held by the North. "
    text += "On Friday, March 13, 2019, talks ended.\n"
    page = words(historian.get(hand_in(historian, text=text, published="2018-01-01", date_is_right="on")["Location"]))
    assert "1,000명 초과" in page
    assert "억류" in page
    assert "2019년 3월 13일의 요일" in page
    assert "(Friday, March 13, 2019 | 2019년 3월 13일: 수요일)" in page
    assert "그날은 다른 요일임" in page
    assert "주어진 날짜가 페이지의 날짜와 다름" in page
    assert "None" not in page


@recorded
def test_who_may_only_see_is_told_that_he_may_not_decide(small, auditor):
    answer = auditor.post(claim_address(ProposedClaim.objects.get(pk=small.claim)), {"act": "accept"})
    assert "you may see this, but not change it or decide on it" in answer.content.decode()


@recorded
def test_who_may_only_see_gets_no_form(small, auditor):
    page = auditor.get(reverse("document", args=[small.document]))
    assert claim_address(ProposedClaim.objects.get(pk=small.claim)) not in page.content.decode()
    assert auditor.post(claim_address(ProposedClaim.objects.get(pk=small.claim)), {"act": "accept"}).status_code == 403


@recorded
def test_every_claim_leads_to_its_place_and_back_without_script(small, historian):
    page = historian.get(reverse("document", args=[small.document]))
    content = page.content.decode()
    inside = {address[1:] for address in links(page) if address.startswith(("#claim-", "#text-"))}
    assert len(inside) >= 4
    assert all(f'id="{name}"' in content for name in inside)


@recorded
def test_a_long_document_is_reviewed_in_parts_and_no_text_is_left_out(small, historian, monkeypatch):
    monkeypatch.setattr(review, "CLAIMS_A_PAGE", 2)
    monkeypatch.setattr("repatria.web.views.documents.CLAIMS_A_PAGE", 2)
    document = Document.objects.get(pk=small.document)
    total = document.claims.count()
    seen, first = "", 1
    while first <= total:
        answer = historian.get(f"{reverse('document', args=[document.pk])}?from={first}")
        seen += "".join(piece.words for piece in answer.context["pieces"])
        first += 2
    assert seen == document.text
    for wrong in ("0", "x", "9999", "-1"):
        assert historian.get(f"{reverse('document', args=[document.pk])}?from={wrong}").status_code == 404


@recorded
def test_a_page_of_claims_costs_the_same_number_of_queries_however_many_there_are(
    small, historian, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45):
        historian.get(reverse("document", args=[small.document]))


@recorded
def test_pieces_cover_the_text_once_with_nested_claims(small):
    claims = list(Document.objects.get(pk=small.document).claims.order_by("number"))
    text = claims[0].document.text
    outer, inner = claims[0], claims[1]
    inner.start, inner.end = outer.start, outer.start + 3
    found = list(pieces(text, 0, len(text), [outer, inner]))
    assert "".join(piece.words for piece in found) == text
    both = next(piece for piece in found if piece.begins)
    assert both.begins == [outer.number, inner.number]
    assert both.claim is inner


@recorded
def test_the_source_page_leads_to_its_document(small, historian):
    source = Source.objects.get(documents=small.document)
    assert reverse("document", args=[small.document]) in links(historian.get(reverse("source", args=[source.pk])))
    assert reverse("document", args=[small.document]) in links(historian.get(reverse("documents")))


@recorded
def test_public_affairs_may_hand_in_and_a_custodian_may_not(small, sign_in):
    assert sign_in(Role.PUBLIC_AFFAIRS).get(reverse("document-add")).status_code == 200
    assert sign_in(Role.CUSTODIAN).get(reverse("document-add")).status_code == 403
    assert sign_in(Role.CUSTODIAN).get(reverse("document", args=[small.document])).status_code == 200


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
def test_a_document_is_reviewed_by_keyboard_alone(tab):  # noqa: F811
    browser_sign_in(tab, "historian")
    tab.goto("/documents/1/")
    current = tab.locator(".claim[aria-current]")
    tab.keyboard.press("j")
    expect(current).to_have_attribute("id", "claim-1")
    assert tab.evaluate("document.activeElement.id") == "claim-1"
    tab.goto("/documents/1/")
    tab.locator("#begin").focus()
    tab.keyboard.press("Enter")
    expect(current).to_have_attribute("id", "claim-1")
    expect(tab.locator(".piece.current").first).to_be_in_viewport()
    tab.keyboard.press("a")
    expect(tab.locator("#decided")).to_contain_text("1 of")
    expect(current).to_have_attribute("id", "claim-2")
    assert tab.evaluate("document.activeElement.id") == "claim-2"
    tab.keyboard.press("r")
    tab.keyboard.type("a headline, not a claim")
    tab.keyboard.press("Enter")
    expect(tab.locator("#decided")).to_contain_text("2 of")
    expect(current).to_have_attribute("id", "claim-3")
    tab.keyboard.press("k")
    expect(current).to_have_attribute("id", "claim-2")
    tab.keyboard.press("u")
    tab.keyboard.type("it is a claim")
    tab.keyboard.press("Enter")
    expect(tab.locator("#decided")).to_contain_text("1 of")
    expect(current).to_have_attribute("id", "claim-2")
    tab.keyboard.press("j")
    tab.keyboard.press("e")
    expect(tab.get_by_role("heading", name="Correct and accept")).to_be_visible()
    expect(tab.get_by_label("Who said so")).to_be_focused()
    expect(tab.locator(".around mark")).to_be_in_viewport()
    tab.get_by_role("button", name="Accept as corrected").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator("#decided")).to_contain_text("2 of")
    keep(tab, "review")
    tab.goto("/documents/1/")
    tab.locator("#claim-3").focus()
    for key, code in (("ㅓ", "KeyJ"), ("Process", "KeyJ"), ("ㅏ", "KeyK")):  # a Korean input method is on
        tab.evaluate(
            "([key, code]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code, bubbles: true}))",
            [key, code],
        )
    expect(current).to_have_attribute("id", "claim-4")
    tab.set_viewport_size({"width": 375, "height": 800})
    for path in ("/documents/", "/documents/1/", "/documents/add/", "/claims/2/"):
        tab.goto(path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 375, path
    tab.goto("/documents/1/")
    keep(tab, "review-phone")


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.parametrize(
    ("path", "link"),
    [("/documents/1/", ".card:has(#told-events) td.words"), ("/figures/", ".cells-below td")],
)
def test_a_phone_stacks_the_cells_of_what_is_told_and_of_what_is_cited(tab, path, link):  # noqa: F811
    browser_sign_in(tab, "historian")
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(path)
    ends = tab.locator(link).evaluate_all(
        "cells => cells.map(one => one.getBoundingClientRect()).filter(one => one.width).map(one => one.right)"
    )
    assert ends
    assert max(ends) <= 390
    for scroll in tab.locator(".scroll:has(> .cells-below)").all():
        assert scroll.evaluate("one => one.scrollWidth <= one.clientWidth")
    tab.locator(".cells-below").first.scroll_into_view_if_needed()
    keep(tab, "stacked" + path.replace("/", "-"))
