"""The ledger: chain head, newest first, payloads for those who may see them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.permissions import Role
from tests.web.reading import links, rows, words

pytestmark = pytest.mark.django_db


def test_the_head_of_the_chain_is_shown_whole(small, auditor):
    last = LedgerEntry.objects.order_by("-seq").first()
    answer = auditor.get(reverse("ledger"))
    assert f"Entries {last.seq}" in words(answer)
    assert last.hash in words(answer)
    assert rows(answer)[0][0] == str(last.seq)


def test_paging_walks_back_to_the_first_entry(small, auditor):
    address, seen = reverse("ledger"), []
    while address:
        answer = auditor.get(address)
        seen += [int(row[0].replace(",", "")) for row in rows(answer)]
        address = next((reverse("ledger") + link for link in links(answer) if link.startswith("?after=")), None)
    assert seen == list(range(LedgerEntry.objects.count(), 0, -1))


def test_entries_of_one_subject_can_be_asked_for(small, auditor):
    answer = auditor.get(reverse("ledger"), {"subject": f"person/{small.persons[3]}"})
    assert [row[3] for row in rows(answer)] == ["status changed", "person put on the roll"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_what_was_recorded_is_shown_to_auditors_and_administrators(role, small, sign_in):
    seq = LedgerEntry.objects.get(subject=f"person/{small.missing}", action="roster.person_added").seq
    assert '"family_name": "Example"' in words(sign_in(role).get(reverse("ledger-entry", args=[seq])))


@pytest.mark.parametrize("role", [Role.PUBLIC_AFFAIRS, Role.HISTORIAN, Role.DNA_ANALYST])
def test_others_see_that_something_was_recorded_but_not_what(role, small, sign_in):
    seq = LedgerEntry.objects.get(subject=f"person/{small.missing}", action="roster.person_added").seq
    answer = sign_in(role).get(reverse("ledger-entry", args=[seq]))
    assert "Example" not in words(answer)
    assert (reverse("person", args=[small.missing]) in links(answer)) == (role is not Role.PUBLIC_AFFAIRS)


def test_an_entry_leads_to_its_neighbours(small, auditor):
    answer = auditor.get(reverse("ledger-entry", args=[2]))
    assert {reverse("ledger-entry", args=[1]), reverse("ledger-entry", args=[3])} <= set(links(answer))
    assert reverse("ledger-entry", args=[0]) not in links(auditor.get(reverse("ledger-entry", args=[1])))
