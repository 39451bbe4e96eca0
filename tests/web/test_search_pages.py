"""Searches and pairs: parameters, digests, problems, and the weight of each marker."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.web.reading import rows, words

pytestmark = pytest.mark.django_db


def pair(client, key, **query):
    return client.get(reverse("pair", args=[key]), query)


def test_a_run_says_what_went_in_and_what_could_not_be_searched(small, analyst):
    text = words(analyst.get(reverse("run", args=[small.run])))
    assert "1 samples against 2 missing persons: 2 pairs, each compared." in text
    assert "threshold 2.0" in text
    assert "pairs kept for each sample 2" in text
    assert "ab" * 32 in text
    assert "family F9 marker FGA the relatives contradict each other" in text


def test_a_run_shows_pairs_over_the_threshold_and_on_request_all_it_kept(small, analyst):
    address = reverse("run", args=[small.run])
    assert [row[0] for row in rows(analyst.get(address)) if row[0].startswith(("+", "−"))] == ["+3.25"]
    everything = [row[0] for row in rows(analyst.get(address, {"show": "all"})) if row[0].startswith(("+", "−"))]
    assert everything == ["+3.25", "−4.00"]


def test_a_pair_lists_every_marker_with_both_profiles_and_the_total(small, analyst):
    answer = pair(analyst, small.best)
    assert rows(answer) == [
        ["D3S1358", "9, 10", "9, 10", "316", "+2.50"],
        ["TH01", "9, ?", "9, 9", "17.8", "+1.25"],
        ["FGA", "9, 9", "10, 11", "0.316", "−0.50"],
    ]
    assert "Total 1,778 +3.25" in words(answer)


def test_the_chart_draws_one_bar_a_marker(small, analyst):
    page = pair(analyst, small.best).content.decode()
    assert page.count('class="for"') == 2
    assert page.count('class="against"') == 1
    assert 'class="excluded"' not in page


def test_an_exclusion_is_said_in_words_and_stands_out_in_the_chart(small, analyst):
    answer = pair(analyst, small.excluded)
    assert "Impossible without a mutation or a typing error at: D3S1358." in words(answer)
    assert answer.content.decode().count('class="excluded"') == 1


def test_the_verbal_scale_is_shown_only_on_request(small, analyst):
    assert "strong support" not in words(pair(analyst, small.best))
    assert "In words: strong support for “this is the missing person”" in words(pair(analyst, small.best, words="1"))
    assert "very strong support for “unrelated”" in words(pair(analyst, small.excluded, words="1"))


def test_a_pair_is_never_called_an_identification(small, analyst):
    assert "not the probability that the remains are this person" in words(pair(analyst, small.best))


def test_without_a_search_the_page_says_so(db, analyst):
    assert "No search has been run yet." in words(analyst.get(reverse("runs")))
