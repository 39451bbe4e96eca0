"""Remains: the list, one set, and who sees profiles and matches."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.people.permissions import Role
from tests.web.reading import links, rows, words

pytestmark = pytest.mark.django_db


def test_the_list_names_the_leading_candidate_to_dna_roles_only(small, analyst, historian):
    assert "Example, Person 007" in words(analyst.get(reverse("remains")))
    assert "Example" not in words(historian.get(reverse("remains")))


def test_those_with_and_without_a_leading_candidate_make_up_the_whole(small, analyst):
    codes = {
        show: {row[0].split()[0] for row in rows(analyst.get(reverse("remains"), {"show": show}))}
        for show in ("", "leading", "open")
    }
    assert codes["leading"] == {"R1"}
    assert codes["open"] == {"R2"}
    assert codes[""] == {"R1", "R2"}


def test_the_filter_by_candidate_is_refused_to_those_who_may_not_know(small, historian):
    assert historian.get(reverse("remains"), {"show": "leading"}).status_code == 403


def test_one_set_shows_where_it_came_from(small, historian):
    answer = historian.get(reverse("remains-one", args=[small.remains]))
    assert "Container BOX-1 Hand-over Made-up hand-over, June 2020" in words(answer)
    assert reverse("hand-over", args=[small.hand_over]) in links(answer)


def test_alleles_are_shown_to_dna_roles_only(small, analyst, historian, sign_in):
    address = reverse("remains-one", args=[small.remains])
    assert "TH01 9, ?" in words(analyst.get(address))
    for client in (historian, sign_in(Role.FAMILY_LIAISON), sign_in(Role.CUSTODIAN)):
        assert "TH01" not in words(client.get(address))
        assert "Profiles are shown to DNA roles only." in words(client.get(address))


def test_a_negotiator_sees_containers_but_no_remains_in_them(small, sign_in):
    answer = sign_in(Role.NEGOTIATOR).get(reverse("container", args=[small.container]))
    assert "Your role does not see the remains." in words(answer)
    assert "R1" not in words(answer)
