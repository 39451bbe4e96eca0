"""A store without anything on it says so on its pages, in words."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.web.reading import words

pytestmark = pytest.mark.django_db


def test_an_empty_record_says_so_in_words(analyst):
    text = words(analyst.get(reverse("overview")))
    assert "0 persons still unaccounted for" in text
    assert "No engagement and no hand-over is recorded yet." in text
    assert "made-up persons" not in text


def test_an_empty_laboratory_says_so(db, analyst):
    assert "No remains are recorded yet." in words(analyst.get(reverse("remains")))


def test_without_a_search_the_page_says_so(db, analyst):
    assert "No search has been run yet." in words(analyst.get(reverse("runs")))
