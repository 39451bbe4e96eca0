"""One missing person, shown as far as the reader's role goes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import Status, StatusEntry
from repatria.registry.roster.verbs import correct_status
from tests.web.reading import links, words

pytestmark = pytest.mark.django_db


def page(client, key):
    return client.get(reverse("person", args=[key]))


def test_partial_dates_and_uncertain_places_are_shown_as_recorded(small, historian):
    text = words(page(historian, small.missing))
    assert "Born 1931" in text
    assert "Date November 1950" in text
    assert "40.40° N, 127.20° E" in text
    assert "somewhere within 5 km of this point" in text


def test_the_status_history_keeps_what_was_so_before_and_what_was_corrected(small, historian):
    with recording(OPERATOR) as record:
        wrong = StatusEntry.objects.get(person=small.persons[3], status=Status.IDENTIFIED)
        correct_status(record, wrong, Status.IDENTIFIED, since="2019-06", authority="The laboratory", reason="misdated")
    text = words(page(historian, small.persons[3]))
    assert "identified since May 2019 · The laboratory signed identification" in text
    assert "unaccounted-for since November 1950" in text
    assert "corrected by entry" in text
    assert "identified since June 2019 · The laboratory misdated" in text


def test_only_dna_roles_see_candidates(small, analyst, historian, sign_in):
    assert "Candidates among the remains" in words(page(analyst, small.missing))
    assert reverse("pair", args=[small.best]) in links(page(analyst, small.missing))
    for client in (historian, sign_in(Role.FAMILY_LIAISON)):
        assert "Candidates" not in words(page(client, small.missing))
        assert reverse("pair", args=[small.best]) not in links(page(client, small.missing))


def test_pairs_below_the_threshold_are_kept_apart_from_candidates(small, analyst):
    text = words(page(analyst, small.other_missing))
    assert "No pair with this person reached the threshold of the latest search." in text
    assert "Kept, below the threshold These pairs are no candidates." in text
    assert text.index("Kept, below the threshold") < text.index("−4.00")
    assert "Kept, below the threshold" not in words(page(analyst, small.missing))


def test_the_family_is_linked_for_those_who_see_families(small, historian, sign_in):
    address = reverse("family", args=[small.family])
    assert address in links(page(sign_in(Role.FAMILY_LIAISON), small.missing))
    assert address not in links(page(historian, small.missing))


def test_someone_without_a_family_is_said_to_be_out_of_reach_of_dna(small, analyst):
    assert "No family is tied to this person yet" in words(page(analyst, small.persons[20]))


def test_an_incident_counts_those_lost_in_it_by_status(small, historian):
    answer = historian.get(reverse("incident", args=[small.incident]))
    assert "identified : 1" in words(answer).replace(" :", " :") or "identified: 1" in words(answer)
    assert "60 persons on the roll" in words(answer)
