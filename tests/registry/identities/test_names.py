"""Other names and numbers: found by any of them, one main number, nothing wrong let in."""

from __future__ import annotations

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.identities.comparable import name_key, same_value
from repatria.registry.identities.merges import merge
from repatria.registry.identities.models import Alias, Correction, ServiceNumber
from repatria.registry.identities.names import (
    add_alias,
    add_number,
    set_main_number,
    withdraw_alias,
    withdraw_number,
)
from repatria.registry.identities.read import identity_of
from repatria.registry.identities.search import found_by
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson

pytestmark = pytest.mark.django_db


def found(word: str) -> list[str]:
    return sorted(MissingPerson.objects.filter(found_by(word)).values_list("reference", flat=True))


def test_a_person_is_found_by_every_name_and_number(enter, do):
    one, _other = enter("P1", "Kim", "Chol Su", service_number="MU-100"), enter("P2", "Lee", "Sam")
    do(add_alias, one, "Gim", "Cheolsu", kind="transliteration", source="made up")
    do(add_alias, one, "김", "철수", kind="name in Hangul", source="made up")
    do(add_number, one, "RA 11-22 33", source="made up")
    words = (
        "kim",
        "GIM",
        "cheol",
        "김",
        "철수",
        "철",
        "mu-100",
        "RA112",
        "ra1122",
        "ra 1122",
        "MU 100",
        "Kím",
        "kim, chol",
    )
    for word in words:
        assert found(word) == ["P1"], word


def test_a_person_is_found_by_what_an_entry_merged_into_theirs_was_called(enter, do):
    one, other = enter("P1", "Kim", service_number="MU-100"), enter("P2", "Quimby", service_number="ZZ-200")
    do(add_alias, other, "Kwimbi", kind="other spelling", source="made up")
    do(merge, one, other, reason="one person")
    for word in ("quim", "ZZ-2", "kwimbi", "P2"):
        assert "P1" in found(word), word


def test_a_name_taken_back_is_found_no_more_and_stays_on_the_record(enter, do):
    person = enter("P1")
    do(add_alias, person, "Exempel", kind="other spelling", source="made up")
    alias = Alias.objects.get()
    do(withdraw_alias, alias, reason="another man")
    assert found("exempel") == []
    assert Alias.objects.get().corrected_seq is not None
    assert len(identity_of(person, AsOf(seq=alias.pk)).aliases) == 1
    assert identity_of(person).aliases == []
    with pytest.raises(Conflict, match="already"):
        do(withdraw_alias, Alias.objects.get(), reason="again")


@pytest.mark.parametrize(
    ("family", "kind", "words"),
    [
        ("", "other spelling", "nothing is written"),
        ("--", "other spelling", "no letter"),
        ("EXAMPLE", "other spelling", "the name on the roll"),
        ("Kim", "name in Hangul", "written in Hangul"),
        ("Kim", "stage name", "kinds of names"),
        ("K" * 121, "other spelling", "at most"),
        ("K\x00im", "other spelling", "characters that no text has"),
    ],
)
def test_a_name_that_is_none_is_refused_in_words(family, kind, words, enter, do):
    person = enter("P1", given="")
    with pytest.raises((InvalidInput, Conflict), match=words):
        do(add_alias, person, family, kind=kind, source="made up")


def test_the_main_number_is_one_of_them_and_the_one_before_is_kept(enter, do):
    person = enter("P1", service_number="MU-100", service="Army")
    do(add_number, person, "RA-200", service="Army", since="1948", until="1949", source="made up")
    do(set_main_number, ServiceNumber.objects.get(), reason="it is on the card")
    person.refresh_from_db()
    assert person.service_number == "RA-200"
    assert [row.number for row in identity_of(person).numbers] == ["MU-100"]
    assert found("mu-100") == found("RA-200") == ["P1"]
    do(set_main_number, ServiceNumber.objects.get(number="MU-100"), reason="a slip")
    person.refresh_from_db()
    assert person.service_number == "MU-100"
    assert Correction.objects.filter(field="service_number").count() == 2
    assert verify().problems == []


def test_a_wrong_number_is_refused_in_words(enter, do):
    person = enter("P1", service_number="MU-100")
    for number, more, words in (
        ("mu100", {}, "has that number already"),
        ("--", {}, "no letter or digit"),
        ("RA-1", {"since": "1950", "until": "1949"}, "is before"),
        ("RA-1", {"since": "195"}, "is not a date"),
        ("RA-1", {"source": " "}, "source: nothing is written"),
    ):
        with pytest.raises((InvalidInput, Conflict), match=words):
            do(add_number, person, number, **{"source": "made up", **more})
    do(add_number, person, "RA-1", source="made up")
    do(set_main_number, ServiceNumber.objects.get(), reason="on the card")
    with pytest.raises(Conflict, match="main number"):
        do(withdraw_number, ServiceNumber.objects.get(number="RA-1"), reason="wrong")
    do(withdraw_number, ServiceNumber.objects.get(number="MU-100"), reason="another man's")
    assert found("mu-100") == []


def test_who_may_not_change_the_roll_adds_no_name(enter, do):
    person = enter("P1")
    for role in (Role.AUDITOR, Role.NEGOTIATOR, Role.FAMILY_LIAISON, Role.FAMILY):
        with pytest.raises(NotPermitted):
            do(add_alias, person, "Kim", kind="other spelling", source="made up", actor=Actor("x", role))


def test_names_are_compared_without_case_marks_and_accents():
    assert name_key("O’Brién") == name_key("OBRIEN") == "obrien"
    assert name_key("김철수").startswith(name_key("김"))
    assert same_value("birth", "1931", "1931-05-02")
    assert not same_value("birth", "1931-05", "1931-06-02")
    assert not same_value("rank", "Private", "Corporal")


def test_the_tables_come_out_of_the_ledger_the_same(enter, do):
    person = enter("P1", service_number="MU-100")
    do(add_alias, person, "김", kind="name in Hangul", source="made up")
    do(add_number, person, "RA-1", source="made up")
    do(set_main_number, ServiceNumber.objects.get(), reason="on the card")
    before = list(ServiceNumber.objects.order_by("id").values()), list(Alias.objects.values())
    assert rebuild().problems == []
    assert (list(ServiceNumber.objects.order_by("id").values()), list(Alias.objects.values())) == before
