"""What forms call their subjects: by name with the code beside it, in the reader's language, never as programs do."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.translation import override

from repatria.registry.custody.items import Holder, Item, Transfer
from repatria.registry.custody.models import HandOver
from repatria.registry.identities.models import Merge
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson
from repatria.web.called import called
from tests.web.test_access import addresses

pytestmark = pytest.mark.django_db
_AS_PROGRAMS_DO = (" since unknown", " held by ", "inventory ", "consequence ", "identification ", "card ", "None")


def test_a_code_stands_beside_the_name_it_is_short_for(small):
    person = MissingPerson.objects.get(pk=small.missing)
    assert called(person) == f"{person.name} ({person.reference})"
    assert called(Holder.objects.get(code="CMD")) == "Receiving command (CMD)"
    assert called(HandOver.objects.get(code="H1")) == "Cases handed over (H1)"
    assert called(Item.objects.get(code="R1")) == "R1 · left femur"
    merged = Merge.objects.get(pk=small.merge)
    assert called(merged) == f"{called(merged.merged)} – {called(merged.kept)}"


def test_names_are_told_in_the_readers_language_where_the_record_has_them(small):
    with override("ko"):
        assert called(Holder.objects.get(code="CMD")) == "인수 사령부 (CMD)"
        assert called(Transfer.objects.get()) == "이관 1: 인수 사령부 → Laboratory"


def test_no_form_calls_its_subject_as_programs_do(small, sign_in):
    seen = set()
    for role in (Role.ADMINISTRATOR, Role.CUSTODIAN, Role.FAMILY_LIAISON, Role.MEDICAL_EXAMINER, Role.HISTORIAN):
        client = sign_in(role)
        for name, address in addresses(small).items():
            answer = client.get(address)
            if answer.status_code != 200 or not (answer.context or {}).get("action"):
                continue
            action, subject = answer.context["action"], answer.context["subject"]
            seen.add(name)
            assert bool(subject) is (action.subject is not None), name
            assert not subject.isdigit(), name
            assert [words for words in _AS_PROGRAMS_DO if words in subject] == [], (name, subject)
    assert len(seen) > 90
    assert reverse("item-offer", args=[1]) in addresses(small).values()
