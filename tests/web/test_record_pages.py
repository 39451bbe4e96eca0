"""Talks, hand-overs, sources, figures and imports."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.web.reading import links, rows, words

pytestmark = pytest.mark.django_db


def test_an_engagement_shows_plan_outcome_parties_sources_and_what_was_undertaken(small, historian):
    answer = historian.get(reverse("engagement", args=[small.engagement]))
    text = words(answer)
    assert "Planned for 12 July 2018 Date 12 July 2018 Outcome no-show Place Panmunjom" in text
    assert "Accounting agency" in text
    assert {reverse("source", args=[small.source]), reverse("commitment", args=[small.commitment])} <= set(
        links(answer)
    )


def test_a_commitment_shows_its_history(small, historian):
    text = words(historian.get(reverse("commitment", args=[small.commitment])))
    assert "Made at Meeting on remains" in text
    assert "partly kept 27 July 2018 · A newspaper" in text


def test_a_hand_over_shows_what_differs_between_declared_and_counted(small, historian):
    text = words(historian.get(reverse("hand-over", args=[small.hand_over])))
    assert "Declared 3 boxes Counted 2 boxes Difference -1" in text
    assert "BOX-1 made up" in text


def test_a_hand_over_known_only_from_a_source_says_what_is_not_recorded(small, historian):
    text = words(historian.get(reverse("hand-over", args=[small.real_hand_over])))
    assert "Declared 55 cases Counted not recorded" in text
    assert "not recorded one by one" in text
    assert "made up" not in text.split("Cases handed over", 1)[1]


def test_containers_can_be_asked_for_by_kind(small, historian):
    assert "2 containers · box" in words(historian.get(reverse("containers"), {"kind": "box"}))
    assert "0 containers" in words(historian.get(reverse("containers"), {"kind": "casket"}))


def test_a_source_lists_what_it_cites_and_tells_of(small, historian):
    answer = historian.get(reverse("source", args=[small.source]))
    assert "about 7,700 persons Missing of the war" in words(answer)
    assert reverse("engagement", args=[small.engagement]) in links(answer)


def test_computed_figures_say_how_they_are_computed(small, historian):
    text = words(historian.get(reverse("figures")))
    assert "119 persons still unaccounted for made up Persons on the roll whose status is unaccounted-for." in text


def test_an_import_lists_each_rejected_row_with_place_reason_and_text(small, analyst):
    answer = analyst.get(reverse("import", args=[small.import_]))
    assert rows(answer) == [["line 3, field birth", "not a date", "DOE|JOHN|1931-99"]]
    assert "Rows read 3 New 2 Rejected 1" in words(answer)
