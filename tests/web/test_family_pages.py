"""Families: the list, and one family with its drawn pedigree."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.registry.people.permissions import Role
from tests.web.reading import rows, words

pytestmark = pytest.mark.django_db


def test_the_list_counts_members_missing_and_donors(small, analyst):
    assert [row[1:] for row in rows(analyst.get(reverse("families")))] == [["6", "1", "1"], ["1", "1", "0"]]


def test_the_pedigree_draws_every_member_and_marks_the_missing_and_the_donors(small, analyst):
    page = analyst.get(reverse("family", args=[small.family])).content.decode()
    drawn = re.findall(r'<g class="(\w*)" role="img" aria-label="([^"]*)"', page)
    assert len(drawn) == 6
    assert [label for mark, label in drawn if mark == "missing"] == ["missing, missing, male, generation 3"]
    assert [label for mark, label in drawn if mark == "donor"] == ["sister, gave a sample, female, generation 3"]
    assert "Pedigree of 6 persons in 3 generations" in page


def test_a_liaison_officer_sees_the_family_without_any_allele_or_match(small, sign_in):
    answer = sign_in(Role.FAMILY_LIAISON).get(reverse("family", args=[small.family]))
    assert "1 relative gave a sample" in words(answer)
    assert "Matches" not in words(answer)
    assert "log10" not in answer.content.decode()


def test_matches_are_listed_for_dna_roles(small, analyst):
    assert "R1 Example, Person 007 +3.25 Pair" in words(analyst.get(reverse("family", args=[small.family])))


def test_pairs_below_the_threshold_are_no_matches(small, analyst):
    text = words(analyst.get(reverse("family", args=[small.other_family])))
    assert "No pair with this family reached the threshold of the latest search." in text
    assert "Kept, below the threshold These pairs are no candidates." in text
    assert text.index("Kept, below the threshold") < text.index("−4.00")
    assert "Kept, below" not in words(analyst.get(reverse("family", args=[small.family])))
