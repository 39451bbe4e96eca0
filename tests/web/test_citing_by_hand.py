"""A number that the reading did not propose is cited from the page of its source, with the words that say it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.people.permissions import Role
from repatria.registry.sources.documents import Document
from repatria.registry.sources.models import CitedFigure
from tests.web.reading import links, words

pytestmark = pytest.mark.django_db
GIVEN = {
    "words": "handed over 55 cases\nof remains",
    "number": "55",
    "unit": "cases",
    "qualifier": "exact",
    "predicate": "handed_over",
    "population": "remains",
    "speaker": "Defense Department",
}


@pytest.fixture
def source(small):
    return Document.objects.get(pk=small.document).source


def test_it_is_cited_with_its_words_and_withdrawn_with_a_reason(source, historian):
    page = reverse("source", args=[source.pk])
    cite = reverse("source-cite", args=[source.pk])
    assert cite in links(historian.get(page))
    assert historian.post(cite, GIVEN).status_code == 302
    figure = source.figures.get()
    assert (figure.value, figure.low, figure.high, figure.unit) == (55, 55, 55, "cases")
    assert (figure.label_en, figure.speaker) == ("remains", "Defense Department")
    shown = historian.get(page)
    assert "“handed over 55 cases of remains”" in words(shown)
    withdraw = reverse("figure-withdraw", args=[figure.pk])
    assert withdraw in links(shown)
    assert historian.post(withdraw, {"why": "read wrong"}).status_code == 302
    assert withdraw not in links(historian.get(page))
    assert "withdrawn already" in words(historian.post(withdraw, {"why": "again"}))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": "handed over 99 cases"}, "do not stand in the text"),
        ({"words": "  "}, "This field is required"),
        ({"number": ""}, "a figure has a number"),
        ({"number": "9", "upper": "8"}, "is no range"),
        ({"unit": "coffins"}, "Select a valid choice"),
        ({"as_of": "soon"}, "is not a date"),
        ({"number": "5"}, "does not stand in these words"),
        ({"number": "1e308"}, "this large is no count"),
        ({"upper": "60"}, "is not exact: say between"),
        ({"qualifier": "between"}, "between has two ends"),
        ({"period": "2019/2018"}, "2019 is after 2018"),
        ({"period": "2017/2018/2019"}, "is no period"),
        ({"words": "anded over 55 cases"}, "do not stand in the text"),
        ({"number": "5", "otherwise": "on"}, "Say how the words give this number"),
    ],
)
def test_what_is_no_figure_is_answered_in_words_and_nothing_is_cited(source, historian, changed, said):
    answer = historian.post(reverse("source-cite", args=[source.pk]), GIVEN | changed)
    assert said in words(answer)
    assert "Defense Department" in answer.content.decode()
    assert not source.figures.exists()


def test_a_figure_of_a_claim_is_not_withdrawn_without_its_claim(small, historian):
    historian.post(reverse("claim", args=[small.claim]), {"act": "accept"})
    figure = CitedFigure.objects.get(passage__claim=small.claim)
    answer = historian.post(reverse("figure-withdraw", args=[figure.pk]), {"why": "read wrong"})
    assert "goes with the decision on its claim" in words(answer)
    assert CitedFigure.objects.get(pk=figure.pk).corrected_seq is None


def test_who_may_only_see_sources_is_told_that_he_may_not_cite(source, sign_in):
    answer = sign_in(Role.AUDITOR).post(reverse("source-cite", args=[source.pk]), GIVEN)
    assert answer.status_code == 403
    assert "you may see this, but not change it" in answer.content.decode()


def test_nothing_is_cited_from_a_restricted_document_nor_is_it_open_to_all(small, source, historian, sign_in):
    Document.objects.filter(pk=small.document).update(restricted=True)
    assert historian.get(reverse("source-cite", args=[source.pk])).status_code == 403
    assert historian.get(reverse("document-reject", args=[small.document])).status_code == 403
    answer = sign_in(Role.ADMINISTRATOR).post(reverse("source-cite", args=[source.pk]), GIVEN)
    assert "the document is restricted" in words(answer)
    assert not source.figures.exists()


def test_words_that_say_the_number_in_another_way_are_cited_with_the_reason(source, historian):
    given = GIVEN | {"words": "The meeting planned for Thursday", "number": "1", "unit": "other", "predicate": "other"}
    given |= {"otherwise": "on", "reason": "one meeting", "said": "asserted"}
    assert historian.post(reverse("source-cite", args=[source.pk]), given).status_code == 302
    assert "“The meeting planned for Thursday” (one meeting)" in words(
        historian.get(reverse("source", args=[source.pk]))
    )


def test_the_words_of_a_figure_lead_to_its_text(small, source, historian):
    historian.post(reverse("source-cite", args=[source.pk]), GIVEN)
    text = reverse("document", args=[small.document])
    for page in (reverse("source", args=[source.pk]), reverse("figures"), reverse("overview")):
        shown = historian.get(page)
        assert "“handed over 55 cases of remains”" in words(shown)
        assert text in links(shown)


def test_nothing_is_cited_from_a_withdrawn_document_nor_withdrawn_under_a_figure(small, source, historian):
    address = reverse("source-cite", args=[source.pk])
    historian.post(address, GIVEN)
    figure = source.figures.get()
    for name in ("document-withdraw", "document-restrict"):
        refused = words(historian.post(reverse(name, args=[small.document]), {"why": "a letter"}))
        assert f"take back first what is cited by hand, 55 cases ({figure.code})" in refused
    historian.post(reverse("figure-withdraw", args=[figure.pk]), {"why": "read wrong"})
    assert historian.post(reverse("document-withdraw", args=[small.document]), {"why": "x"}).status_code == 302
    assert "the document is withdrawn" in words(historian.post(address, GIVEN))
    assert reverse("document", args=[small.document]) not in links(historian.get(address))


def test_what_the_text_denies_is_cited_only_with_how_it_is_said(historian):
    text = "A spokesman denied that North Korea had handed over 120 sets of remains to the command.\n"
    historian.post(reverse("document-add"), {"text": text, "publisher": "An agency"})
    row = Document.objects.latest("pk").source
    given = {**GIVEN, "words": "handed over 120 sets of remains", "number": "120", "unit": "sets"}
    address = reverse("source-cite", args=[row.pk])
    assert "the text says it as denied: say how it is said" in words(historian.post(address, given))
    historian.cookies["django_language"] = "ko"
    assert "글은 이것을 부인된 것으로 말합니다" in words(historian.post(address, given))
    assert not row.figures.exists()
    historian.post(address, given | {"said": "negative"})
    assert row.figures.get().said == "negative"
