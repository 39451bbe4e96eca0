"""After something is recorded, the page that follows says so, once: whatever the form, and in the reader's language."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.custody.items import Item, Transfer
from repatria.registry.families.kin_models import Relative
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import known_actions
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from repatria.web.action_words import ACTIONS
from tests.web.reading import words

pytestmark = pytest.mark.django_db


def told(response) -> str:
    """The line that says what was recorded, or nothing."""
    text = response.content.decode()
    line = text.partition('role="status" id="recorded">')[2].partition("</p>")[0]
    return line.partition(" <a ")[0].strip()


def last() -> LedgerEntry:
    return LedgerEntry.objects.order_by("-seq")[0]


@pytest.fixture
def custodian(small, sign_in):
    return sign_in(Role.CUSTODIAN)


def test_an_action_a_correction_and_a_withdrawal_are_each_told_once_with_what_they_were_about(small, custodian):
    holding = Item.objects.get(pk=small.item).holdings.get().pk
    for address, given, said in (
        (
            reverse("item-seal", args=[small.bone]),
            {"seal": "7002", "on": "2020-09-02"},
            "seal applied – R1 · left femur",
        ),
        (
            reverse("holding-correct", args=[holding]),
            {"on": "2020-06-30", "holder": "", "why": "the paper says so"},
            "accession corrected – BOX-1 · box · Receiving command (CMD)",
        ),
        (
            reverse("transfer-answer", args=[small.transfer]),
            {"answer": "withdrawn", "on": "2020-09-02", "by": "A clerk", "why": "not yet"},
            "transfer withdrawn – Transfer 1: Receiving command → Laboratory",
        ),
    ):
        answer = custodian.post(address, given, follow=True)
        assert told(answer) == f"Recorded as entry {last().seq}: {said}.", words(answer)
        assert told(custodian.get(answer.request["PATH_INFO"])) == "", "it is told once"


def test_a_refused_form_and_a_page_that_was_only_read_say_nothing_of_a_recording(small, custodian):
    refused = custodian.post(reverse("item-seal", args=[small.bone]), {"seal": "7001", "on": "2020-09-02"})
    assert "7001" in words(refused)
    assert told(refused) == ""
    assert told(custodian.get(reverse("items"))) == ""


def test_nothing_of_what_was_recorded_stands_in_an_address(small, sign_in):
    liaison = sign_in(Role.FAMILY_LIAISON)
    relative = Relative.objects.order_by("id")[0].pk
    given = {"on": "2021-03", "words": "the family told us"}
    answer = liaison.post(reverse("relative-death", args=[relative]), given)
    assert answer["Location"] == reverse("relative", args=[relative])
    said = told(liaison.get(answer["Location"]))
    assert said.startswith(f"Recorded as entry {last().seq}: death of a relative recorded – ")


def test_what_brings_several_entries_is_told_with_their_number(small, custodian):
    given = {"codes": "K1-01..K1-03", "kind": "box"}
    answer = custodian.post(reverse("hand-over-containers", args=[small.real_hand_over]), given, follow=True)
    end = last().seq
    assert told(answer) == f"Recorded as entries {end - 2} to {end}: container received × 3 – Cases handed over (H1)."


def test_forms_that_are_no_action_tell_it_too(small, sign_in):
    coordinator = sign_in(Role.ADMINISTRATOR)
    account = {"username": "newcomer", "password": "twelve letters or more", "role": Role.HISTORIAN, "family": ""}
    assert "account added" in told(coordinator.post(reverse("account-add"), account, follow=True))
    newcomer = User.objects.get(username="newcomer").pk
    role = {"role": Role.AUDITOR, "reason": "another desk"}
    assert "role changed" in told(coordinator.post(reverse("account-role", args=[newcomer]), role, follow=True))
    historian = sign_in(Role.HISTORIAN)
    document = {"publisher": "A newspaper", "title": "", "published": "2018-07-12", "text": "55 cases were returned."}
    assert "document read" in told(historian.post(reverse("document-add"), document, follow=True))
    claim = historian.post(reverse("claim", args=[small.claim]), {"act": "accept"}, follow=True)
    assert "claim accepted" in told(claim)
    analyst = sign_in(Role.DNA_ANALYST)
    search = {"threshold": 4, "top": 5, "mutation": "equal", "rate": 0.001, "engine": "local"}
    assert "search asked for" in told(analyst.post(reverse("search-request"), search, follow=True))


def test_it_is_told_to_the_account_that_recorded_it_and_of_its_own_entries_only(small, custodian, sign_in):
    other = sign_in(Role.FIELD_OFFICER)
    answer = custodian.post(reverse("item-seal", args=[small.bone]), {"seal": "7002", "on": "2020-09-02"})
    assert told(other.get(reverse("items"))) == ""
    assert told(custodian.get(answer["Location"])) != ""


def test_it_is_told_in_korean(small, custodian):
    custodian.post(reverse("language"), {"language": "ko"})
    answer = custodian.post(reverse("item-seal", args=[small.bone]), {"seal": "7002", "on": "2020-09-02"}, follow=True)
    line = told(answer)
    assert str(last().seq) in line
    assert "기록" in line
    assert "Recorded" not in line
    assert Transfer.objects.count() == 1


def test_every_entry_of_the_ledger_has_words():
    assert sorted(known_actions() - set(ACTIONS)) == []
