"""A field corrected: shown from then on, its history kept on both axes, taken back without loss."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.identities.corrections import as_known, correct, withdraw_correction
from repatria.registry.identities.entering import enter_person
from repatria.registry.identities.models import Correction
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.roster.models import MissingPerson

pytestmark = pytest.mark.django_db


def last() -> int:
    return LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True)[0]


def now(person: MissingPerson, field: str) -> str:
    return getattr(MissingPerson.objects.get(pk=person.pk), field)


def test_a_correction_shows_and_the_roll_as_we_knew_it_does_not_change(enter, do):
    person = enter("P1", birth="1931")
    before = last()
    do(correct, person, "birth", "1930-02-03", reason="the birth certificate")
    do(correct, person, "birth", "1930-02-04", reason="misread")
    assert now(person, "birth") == "1930-02-04"
    person.refresh_from_db()
    assert as_known(person, AsOf(seq=before)).birth == "1931"
    assert as_known(person, AsOf(seq=before + 1)).birth == "1930-02-03"
    assert as_known(person, NOW).birth == "1930-02-04"
    assert verify().problems == []


def test_what_changes_in_a_life_is_asked_for_any_day(enter, do):
    person = enter("P1", rank="Private")
    do(correct, person, "rank", "Corporal", since="1951-02", reason="promoted while missing")
    person.refresh_from_db()
    assert person.rank == "Corporal"
    assert as_known(person, AsOf(on=dt.date(1951, 1, 31))).rank == "Private"
    assert as_known(person, AsOf(on=dt.date(1951, 2, 1))).rank == "Corporal"
    with pytest.raises(Conflict, match="since 1951-02 another value holds"):
        do(correct, person, "rank", "Sergeant", reason="wrong")


def test_a_correction_taken_back_leaves_what_was_before_and_stays_in_the_history(enter, do):
    person = enter("P1", unit="7th")
    first = do(correct, person, "unit", "17th", reason="a card")
    second = do(correct, person, "unit", "31st", reason="a list")
    do(withdraw_correction, Correction.objects.get(pk=first), reason="another man's card")
    assert now(person, "unit") == "31st"
    do(withdraw_correction, Correction.objects.get(pk=second), reason="a slip")
    assert now(person, "unit") == "7th"
    assert [row.withdrawn_because for row in Correction.objects.order_by("id")] == ["another man's card", "a slip"]
    with pytest.raises(Conflict, match="already"):
        do(withdraw_correction, Correction.objects.get(pk=first), reason="again")
    assert verify().problems == []


@pytest.mark.parametrize(
    ("field", "value", "more", "words"),
    [
        ("family_name", " ", {}, "nothing is written"),
        ("birth", "1931-13", {}, "not a date in the calendar"),
        ("birth", "2999", {}, "still to come"),
        ("birth", "1950-11-29", {}, "is after the loss"),
        ("sex", "perhaps", {}, "male, female, unknown"),
        ("status", "identified", {}, "is not a field that can be corrected"),
        ("rank", "Private", {}, "says that already"),
        ("rank", "R" * 81, {}, "at most"),
        ("birth", "1930", {"since": "1940"}, "does not change in a life"),
        ("rank", "Major", {"since": "2999"}, "still to come"),
        ("rank", "Major", {"reason": " "}, "say why"),
    ],
)
def test_what_cannot_be_is_refused_in_words(field, value, more, words, enter, do, incident):
    person = enter("P1", rank="Private", incident_id=incident)
    with pytest.raises((InvalidInput, Conflict), match=words):
        do(correct, person, field, value, **{"reason": "made up", **more})
    assert not Correction.objects.exists()


def test_a_person_is_put_on_the_roll_by_hand_and_nonsense_is_not(do, incident):
    fields = {"family_name": "Example", "given_names": "Jo", "birth": "1931"}
    key = do(enter_person, "P9", fields, incident_code="KW-1", source="a letter", reason="named by a comrade")
    person = MissingPerson.objects.get(pk=key)
    assert (person.birth, person.statuses.get().since, person.statuses.get().reason) == (
        "1931", "1950-11-28", "named by a comrade",
    )  # fmt: skip
    for reference, given, more, words in (
        ("P9", fields, {}, "on the roll already"),
        ("P8", {}, {}, "family_name: nothing is written"),
        ("P8", fields | {"birth": "1951"}, {"incident_code": "KW-1"}, "after the loss"),
        ("P8", fields, {"incident_code": "KW-7"}, "no loss incident"),
        ("P8", fields, {"source": ""}, "source: nothing"),
        ("P8", fields, {"reason": ""}, "say why"),
        ("P8", fields | {"sex": "m"}, {}, "male, female"),
    ):
        with pytest.raises((InvalidInput, Conflict), match=words):
            do(enter_person, reference, given, **{"source": "a letter", "reason": "named", **more})
    assert MissingPerson.objects.count() == 1
