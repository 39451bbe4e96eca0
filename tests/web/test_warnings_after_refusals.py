"""Who is asked whether they are sure was told before of all that is refused; a trial leaves nothing behind."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.items import Transfer
from repatria.registry.custody.models import Container
from repatria.registry.families.kin_models import Relative
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from tests.web.reading import words

pytestmark = pytest.mark.django_db
_ASKED = "Nothing is recorded yet"


def refused_before_it_is_asked(client, address: str, given: dict, refusal: str, warning: str) -> None:
    """What is wrong is said, what is odd is not yet; nothing is recorded by either."""
    recorded = LedgerEntry.objects.count()
    page = words(client.post(address, given))
    assert refusal in page
    assert warning not in page
    assert _ASKED not in page
    assert LedgerEntry.objects.count() == recorded


def asked_when_it_is_right(client, address: str, given: dict, warning: str) -> None:
    """The same form without what was wrong: now it is asked, once, and then recorded."""
    recorded = LedgerEntry.objects.count()
    asked = client.post(address, given)
    assert warning in words(asked)
    assert _ASKED in words(asked)
    assert LedgerEntry.objects.count() == recorded, "the trial left nothing behind"
    answer = client.post(address, {**given, "seen": asked.context["look"].key})
    assert answer.status_code == 302, words(answer)
    assert LedgerEntry.objects.count() > recorded
    assert verify().problems == []


def test_a_number_held_twice_is_asked_about_after_a_reference_that_is_taken(small, historian):
    given = {"family_name": "Example", "service_number": "SN-0030", "sex": "male", "source": "a letter", "why": "so"}
    warning = "has the service number SN-0030 already"
    address = reverse("person-add")
    refused_before_it_is_asked(historian, address, {**given, "reference": "P020"}, "is on the roll already", warning)
    asked_when_it_is_right(historian, address, {**given, "reference": "NEW-2"}, warning)


def test_a_name_the_family_has_is_asked_about_after_a_birth_that_cannot_be(small, sign_in):
    liaison = sign_in(Role.FAMILY_LIAISON)
    name = Relative.objects.filter(family=small.family).order_by("id")[0].name
    given = {"name": name, "person": small.missing, "relationship": "child", "member": ""}
    warning = "is a relative of this family already"
    address = reverse("relative-add", args=[small.family])
    refused_before_it_is_asked(liaison, address, {**given, "born": "1920"}, "is younger than", warning)
    asked_when_it_is_right(liaison, address, {**given, "born": ""}, warning)


def test_an_odd_birth_is_asked_about_after_a_reason_that_is_missing(small, historian):
    address = reverse("person-correct", args=[small.persons[40]])
    given = {"field": "birth", "value": "1938", "since": "", "why": ""}
    refused_before_it_is_asked(historian, address, given, "This field is required", "years old")
    asked_when_it_is_right(historian, address, {**given, "why": "a letter"}, "years old")


def test_entries_that_cannot_be_merged_are_refused_and_nobody_is_asked_to_confirm_them(small, historian):
    address = reverse("person-merge", args=[small.persons[20]])
    for key, sex in ((small.persons[20], "male"), (small.persons[21], "female")):
        given = {"field": "sex", "value": sex, "since": "", "why": "so"}
        historian.post(reverse("person-correct", args=[key]), given)
    page = historian.post(address, {"other": "P021", "why": "one", "evidence": ""})
    assert words(page).count("the sexes contradict") == 1
    assert _ASKED not in words(page)
    assert "Both entries, side by side" in words(page), "they can still be looked at"


def test_a_box_that_stays_is_told_after_a_date_that_cannot_be(small, sign_in):
    custodian = sign_in(Role.CUSTODIAN)
    with recording(OPERATOR) as record:
        other = NewItem("BOX-2", "container", container_id=Container.objects.get(code="BOX-2").pk)
        accession(record, small.holder, [other], since="2020-07")
    given = {"what": "", "hand_over": small.hand_over, "receiver": small.receiver, "purpose": "custody"}
    address = reverse("holder-offer", args=[small.holder])
    stays = "BOX-1 is offered in transfer"
    refused_before_it_is_asked(custodian, address, {**given, "on": "2019"}, "is before CMD held it", stays)
    page = words(custodian.post(address, {**given, "on": "2020-09"}))
    assert "1 is left out; 1 can go" in page
    assert "Record the others" in page
    asked_when_it_is_right(custodian, address, {**given, "on": "2020-09"}, stays)
    assert Transfer.objects.order_by("-pk")[0].lines.get().item.code == "BOX-2"
    again = words(custodian.post(address, {**given, "on": "2020-10"}))
    assert "no container of hand-over" in again
    assert _ASKED not in again
