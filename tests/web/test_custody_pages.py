"""The pages of custody: what was declared and found, who holds what, and changes that are answered in words."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.registry.custody.items import Holder, Item, Transfer
from repatria.registry.custody.models import HandOverSignature
from repatria.registry.people.permissions import Role
from tests.web.reading import links, rows, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def custodian(small, sign_in):
    return sign_in(Role.CUSTODIAN)


def test_a_hand_over_shows_the_manifest_beside_the_count_and_every_discrepancy(small, auditor):
    page = words(auditor.get(reverse("hand-over", args=[small.hand_over])))
    assert "missing: 1 box" in page
    assert "broken seal: 1 box" in page
    assert "boxes: found 2 = declared 3 − missing 1 + extra 0" in page
    assert "Officer One" in page
    assert "2 used" in page
    assert "ceremony" in page


def test_an_offered_item_changes_its_holder_only_when_it_is_accepted(small, custodian):
    page = words(custodian.get(reverse("item", args=[small.item])))
    assert "Receiving command" in page
    address = reverse("transfer-answer", args=[small.transfer])
    answer = custodian.post(address, {"answer": "accepted", "on": "2020-09-02", "by": "A clerk", "why": ""})
    assert answer["Location"] == reverse("transfer", args=[small.transfer])
    assert set(Item.objects.filter(pk__in=[small.item, small.bone]).values_list("holder__code", flat=True)) == {"LAB"}
    assert "2 items changed their holder" in words(custodian.get(answer["Location"]))


def test_who_offered_withdraws_and_leaves_the_answer_to_another_account(small, custodian, sign_in):
    answer = {"on": "2020-09-02", "by": "A clerk", "why": "no room"}
    address = reverse("transfer-answer", args=[small.transfer])
    custodian.post(address, {**answer, "answer": "withdrawn"})
    again = {"receiver": small.receiver, "purpose": "custody", "on": "2020-09-02"}
    custodian.post(reverse("item-offer", args=[small.item]), again)
    offered = Transfer.objects.get(state="offered")
    address = reverse("transfer-answer", args=[offered.pk])
    for word in ("accepted", "refused"):
        page = custodian.post(address, {**answer, "answer": word})
        assert "another account answers for the receiver" in words(page)
    sign_in(Role.FIELD_OFFICER).post(address, {**answer, "answer": "accepted"})
    page = words(custodian.get(reverse("transfer", args=[offered.pk])))
    assert "recorded by custodian" in page
    assert "recorded by field-officer" in page


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"answer": "accepted", "on": "2020-08-31", "by": "A clerk"}, "2020-08-31 is before transfer 1 was offered"),
        ({"answer": "refused", "on": "2020-09-02", "by": "A clerk"}, "refused with a reason"),
        ({"answer": "accepted", "on": "soon", "by": "A clerk"}, "is not a date"),
    ],
)
def test_a_change_that_cannot_be_is_answered_in_words_and_changes_nothing(small, custodian, given, refusal):
    answer = custodian.post(reverse("transfer-answer", args=[small.transfer]), given)
    assert refusal in words(answer)
    assert Transfer.objects.get().state == "offered"


def test_one_person_does_not_sign_for_both_sides(small, custodian):
    address = reverse("hand-over-sign", args=[small.hand_over])
    given = {"side": "receiver", "person": "OFFICER  one", "on": "2020-06-30", "capacity": ""}
    assert "two different people sign" in words(custodian.post(address, given))
    assert custodian.post(address, {**given, "person": "Officer Two"}).status_code == 302
    assert HandOverSignature.objects.count() == 2


def test_the_list_of_items_answers_for_a_past_point(small, auditor):
    assert len(rows(auditor.get(reverse("items")))) == 3  # one holder, two items
    past = auditor.get(reverse("items"), {"on": "2020-06-30"})
    assert "Nothing was in custody." in words(past)
    assert "0 items" in words(past)
    assert "is not a date" in words(auditor.get(reverse("items"), {"on": "yesterday"}))
    known = auditor.get(reverse("item", args=[small.item]), {"by": "1999"})
    assert "It was not in custody then." in words(known)


def test_a_sealed_box_is_not_opened_from_the_page_before_its_seal_is_broken(small, custodian):
    custodian.post(
        reverse("transfer-answer", args=[small.transfer]),
        {"answer": "withdrawn", "on": "2020-09-02", "by": "A clerk", "why": "not yet"},
    )
    take_out = reverse("item-place", args=[small.bone])
    assert "BOX-1 is under seal 7001" in words(custodian.post(take_out, {"into": "", "on": "2020-09-03"}))
    opened = custodian.post(reverse("seal-break", args=[small.seal]), {"on": "2020-09-03", "why": "examination"})
    assert opened.status_code == 302
    assert custodian.post(take_out, {"into": "", "on": "2020-09-03"}).status_code == 302
    assert Item.objects.get(pk=small.bone).parent is None


def test_a_difference_of_a_re_inventory_is_explained_from_the_page(small, custodian):
    page = words(custodian.get(reverse("inventory", args=[1])))
    assert "R1 not found unexplained" in page
    assert "no label found, but not on record unexplained" in page
    line = Item.objects.get(code="R1").inventory_lines.get()
    assert custodian.post(reverse("inventory-explain", args=[line.pk]), {"why": "at the radiograph"}).status_code == 302
    assert "at the radiograph" in words(custodian.get(reverse("inventory", args=[1])))


def test_a_re_inventory_is_withdrawn_from_its_page_with_the_reason(small, custodian):
    gone = custodian.post(reverse("inventory-withdraw", args=[1]), {"why": "another holder was meant"}, follow=True)
    assert "Withdrawn, recorded in error: another holder was meant" in words(gone)
    assert not [link for link in links(gone) if link.endswith(("/explain/", "/withdraw/"))]
    assert "another holder" not in words(custodian.get(reverse("inventories")))


def test_the_count_form_asks_for_every_line_and_refuses_more_than_declared(small, custodian):
    address = reverse("hand-over-count", args=[small.hand_over])
    assert "1. 3 boxes: wooden" in words(custodian.get(address))
    given = {"found_1": "4", "broken_1": "0", "extra": "", "why": "again"}
    assert "less than or equal to 3" in words(custodian.post(address, given))
    signed = custodian.post(address, {**given, "found_1": "3"})
    assert "withdraw the signatures before counting again" in words(signed)


def test_the_check_says_that_everything_adds_up(small, auditor):
    assert "Everything adds up." in words(auditor.get(reverse("custody-check")))
    Item.objects.filter(pk=small.bone).update(holder=small.receiver)
    assert "has another holder than the container it is in" in words(auditor.get(reverse("custody-check")))


def test_a_new_holder_is_shown_at_once_and_stands_in_the_list_though_it_holds_nothing(small, custodian):
    given = {"code": "NEW", "name_en": "New laboratory", "name_ko": "", "kind": "laboratory", "nation": ""}
    answer = custodian.post(reverse("holder-add"), given)
    assert answer["Location"] == reverse("holder", args=[Holder.objects.get(code="NEW").pk])
    held, nothing = words(custodian.get(reverse("items"))).split("They hold nothing:")
    assert "New laboratory" in nothing
    assert "New laboratory" not in held


def test_many_items_are_offered_by_a_range_or_by_their_hand_over(small, custodian):
    taken = {"codes": "K1-08..K1-11", "kind": "container", "sort": "box", "within": "", "where": "", "on": "2020-07"}
    custodian.post(reverse("holder-accession", args=[small.holder]), taken)
    assert Item.objects.filter(code__startswith="K1-").count() == 4
    address = reverse("holder-offer", args=[small.holder])
    given = {"receiver": small.receiver, "purpose": "custody", "on": "2020-08", "what": "", "hand_over": ""}
    assert "name either items or a hand-over" in words(custodian.post(address, given))
    assert "no item with the label K1-12" in words(custodian.post(address, {**given, "what": "K1-08..K1-12"}))
    answer = custodian.post(address, {**given, "what": "K1-08..K1-10"}, follow=True)
    assert [row[0] for row in rows(answer)] == ["K1-08", "K1-09", "K1-10"]
    refused = words(custodian.post(address, {**given, "hand_over": small.hand_over, "on": "2020-09-01"}))
    assert "no container of hand-over H2 can go: BOX-1 is offered in transfer" in refused, "its only box is on offer"


def test_a_re_inventory_is_all_as_expected_but_a_few(small, custodian):
    address = reverse("holder-inventory", args=[small.holder])
    given = {"found": "", "missing": "R1", "also": "no label", "where": "", "by": "Two clerks", "on": "2020-08-01"}
    assert "exceptions go with all as expected" in words(custodian.post(address, given))
    both = {**given, "as_expected": "on", "found": "BOX-1"}
    assert "either all is as expected" in words(custodian.post(address, both))
    answer = custodian.post(address, {**given, "as_expected": "on"}, follow=True)
    page = words(answer)
    assert "R1" in page
    assert "no label" in page
    assert "not expected there" in words(custodian.post(address, {**given, "as_expected": "on", "missing": "X"}))


def test_a_holder_whose_code_differs_only_in_case_is_refused_and_the_one_there_is_named(small, custodian):
    given = {"code": "Lab", "name_en": "Another laboratory", "name_ko": "", "kind": "laboratory", "nation": ""}
    assert "a holder with the code LAB is recorded already" in words(custodian.post(reverse("holder-add"), given))
    assert Holder.objects.count() == 2


def test_forms_call_holders_items_and_hand_overs_by_name_beside_the_code(small, custodian):
    offering = custodian.get(reverse("holder-offer", args=[small.holder])).content.decode()
    for said in ("Receiving command (CMD)", "Laboratory (LAB)"):
        assert f">{said}</option>" in offering
    for route, key, said in (
        ("item-offer", small.bone, "R1 · left femur"),
        ("holder-accession", small.holder, "Receiving command (CMD)"),
        ("hand-over-stage", small.real_hand_over, "Cases handed over (H1)"),
        ("seal-break", small.seal, "7001 · BOX-1 · box"),
        ("inventory-withdraw", 1, "Receiving command (CMD) · August 2020"),
        ("supply-use", small.supply, "5 caskets (CASKETS)"),
    ):
        assert f"<p>{said}" in custodian.get(reverse(route, args=[key])).content.decode(), route
    custodian.post(reverse("language"), {"language": "ko"})
    korean = custodian.get(reverse("holder-offer", args=[small.holder])).content.decode()
    assert ">인수 사령부 (CMD)</option>" in korean
    assert "<p>인수 사령부 (CMD)" in korean


def test_a_re_inventory_is_ticked_shelf_by_shelf_and_shown_so_afterwards(small, custodian):
    taken = {"codes": "K1-08..K1-11", "kind": "container", "sort": "box", "within": "", "where": "Hall 2"}
    custodian.post(reverse("holder-accession", args=[small.holder]), {**taken, "on": "2020-07"})
    address = reverse("holder-inventory", args=[small.holder])
    page = custodian.get(address).content.decode()
    legends = re.findall(r"<legend>([^<]*) <span", page)
    assert [" ".join(legend.split()) for legend in legends] == ["Air base", "Air base · BOX-1", "Hall 2"]
    assert page.count('name="ticked"') == 6
    given = {"on": "2020-08-01", "by": "Two clerks", "ticked": ["BOX-1", "R1", "K1-08", "K1-10"], "found": "no label"}
    answer = custodian.post(address, given, follow=True)
    assert {row[0]: row[1] for row in rows(answer)} == {
        "K1-09": "not found",
        "K1-11": "not found",
        "no label": "found, but not on record",
    }
    shown = words(answer)
    assert "Air base 1 BOX-1 Air base · BOX-1 1 R1 Hall 2 2 K1-08 K1-10" in shown
    both = custodian.post(address, {**given, "as_expected": "on"})
    assert "either all is as expected, or name what was found" in words(both)
    assert both.content.decode().count(" checked>") == 5, "what was ticked stays ticked"
    assert "Select a valid choice" in words(custodian.post(address, {**given, "ticked": ["K9"]}))


def test_a_holder_of_more_than_a_form_takes_is_counted_by_a_list(small, custodian, monkeypatch):
    monkeypatch.setattr("repatria.web.inventory_actions.MOST_TICKED", 1)
    page = custodian.get(reverse("holder-inventory", args=[small.holder])).content.decode()
    assert 'name="ticked"' not in page
    assert "Labels found, one a line" in page
