"""Who a person is, on the pages: names, numbers, duplicates, files side by side, corrections; each can be undone."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.urls import reverse

from repatria.registry.families.kin import add_relative, set_kinship
from repatria.registry.identities.corrections import correct
from repatria.registry.identities.entering import enter_person
from repatria.registry.identities.merges import merge, merges
from repatria.registry.identities.models import Alias, Correction, Merge, ServiceNumber, Settlement, StruckOff
from repatria.registry.identities.read import identity_of
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson
from tests.web.reading import links, rows, words
from tests.web.small_record import PERSONS

pytestmark = pytest.mark.django_db


def person(client, key, **query):
    return client.get(reverse("person", args=[key]), query)


def post(client, name, key=None, **data):
    return client.post(reverse(name, args=[key] if key else []), data, follow=True)


def test_the_roll_finds_by_alias_and_further_number_and_by_a_merged_entry(small, historian):
    for term in ("보기", "sn 0105".replace(" ", "-"), "exemple"):
        answer = post(historian, "roll", term=term)
        assert "person" in words(answer)
        assert rows(answer), term
        assert term not in unquote(answer.redirect_chain[0][0])
    assert "1 person " in words(post(historian, "roll", term="보기"))


def test_a_merged_entry_counts_no_more_and_leads_to_the_kept_one(small, historian):
    assert f"{PERSONS} persons" in words(historian.get(reverse("roll")))
    page = person(historian, small.twice)
    assert "This entry is the same person as another." in words(page)
    assert reverse("person", args=[small.named]) in links(page)
    assert reverse("person-correct", args=[small.twice]) not in links(page)
    kept = words(person(historian, small.named))
    assert "Other entries of this person" in kept
    assert "Exemple, Person 005 (P-twice)" in kept
    assert "보기" in kept


def test_taken_apart_it_counts_again(small, historian):
    answer = post(historian, "merge-undo", small.merge, why="brothers")
    assert "was merged with this entry and taken apart: brothers" in words(answer)
    assert f"{PERSONS + 1} persons" in words(historian.get(reverse("roll")))
    again = post(historian, "merge-undo", small.merge, why="twice")
    assert "taken apart already" in words(again)


def test_a_suggested_pair_is_merged_or_marked_and_waits_no_more(small, historian):
    page = historian.get(reverse("duplicates"))
    assert "1 pair waits for a decision" in words(page)
    assert "+ same service number" in words(page)
    merging = {"kept": small.persons[106], "why": "one man", "evidence": ""}
    first = post(historian, "duplicate-merge", small.suggestion, **merging)
    assert "Nothing is recorded yet" in words(first)
    assert not merges().filter(kept=small.persons[106]).exists()
    merging["seen"] = first.context["look"].key
    assert "Nothing waits" in words(post(historian, "duplicate-merge", small.suggestion, **merging))
    made = merges().get(kept=small.persons[106])
    assert made.merged_id == small.persons[105]
    post(historian, "merge-undo", made.pk, why="two men")
    assert "Nothing waits" in words(post(historian, "duplicate-not-same", small.suggestion, why="two men"))


def test_an_entry_is_merged_by_the_reference_of_the_other(small, historian):
    merging = {"other": "P021", "why": "one man", "evidence": ""}
    first = post(historian, "person-merge", small.persons[20], **merging)
    lines = {row[0]: row[1:] for row in rows(first)}
    assert lines["Service number differs"] == ["SN-0020", "SN-0021", "SN-0020"]
    assert lines["Birth"] == ["1931", "1931", "1931"]
    assert "in what one person seldom has twice: Given names, Service number." in words(first)
    assert "The person is also found by: Example, Person 021; SN-0021" in words(first)
    assert not merges().filter(kept=small.persons[20]).exists(), "nothing is recorded before both were seen"
    other = post(historian, "person-merge", small.persons[20], **merging, seen="1-into-2")
    assert "Nothing is recorded yet" in words(other), "another pair was seen"
    answer = post(historian, "person-merge", small.persons[20], **merging, seen=first.context["look"].key)
    assert merges().filter(kept=small.persons[20], merged=small.persons[21]).exists(), words(answer)
    for other, said in (("P999", "no entries of the roll"), ("P020", "with themself"), ("P021", "already")):
        refused = post(historian, "person-merge", small.persons[20], other=other, why="one man")
        assert said in words(refused), other


def test_a_coarser_date_beside_its_own_day_is_less_exact_and_what_one_alone_says_differs_from_nothing(small, historian):
    with recording(OPERATOR) as record:
        for reference, said, since in (
            ("L-1", {"family_name": "Likely", "given_names": "One", "birth": "1931"}, "1950-11"),
            ("L-2", {"family_name": "Likely", "birth": "1931-05-02"}, "1950-11-02"),
        ):
            enter_person(record, reference, said, since=since, source="a list", reason="named there")
    kept = MissingPerson.objects.get(reference="L-1")
    shown = post(historian, "person-merge", kept.pk, other="L-2", why="one man", evidence="")
    fields = {row[0] for row in rows(shown)}
    assert {"Birth less exact", "Status since less exact", "Given names only one says it"} <= fields
    assert [field for field in fields if field.endswith("differs")] == []
    post(historian, "language", language="ko")
    korean = post(historian, "person-merge", kept.pk, other="L-2", why="one man", evidence="").content.decode()
    assert korean.count("덜 정확함") == 2
    assert "한쪽에만 있음" in korean


def test_an_entry_that_was_changed_after_the_look_is_looked_at_again_before_it_is_merged(small, historian):
    merging = {"other": "P021", "why": "one man", "evidence": ""}
    seen = post(historian, "person-merge", small.persons[20], **merging).context["look"].key
    changed = MissingPerson.objects.get(pk=small.persons[21])
    with recording(OPERATOR) as record:
        correct(record, changed, "given_names", "Another", reason="a letter")
    again = post(historian, "person-merge", small.persons[20], **merging, seen=seen)
    assert "Nothing is recorded yet" in words(again)
    assert not merges().filter(kept=small.persons[20]).exists()
    post(historian, "person-merge", small.persons[20], **merging, seen=again.context["look"].key)
    assert merges().filter(kept=small.persons[20], merged=changed).exists()


def test_a_number_that_someone_has_is_warned_of_and_recorded_all_the_same(small, historian):
    given = {"reference": "NEW-1", "family_name": "Example", "service_number": "sn 0030", "sex": "male"}
    given |= {"source": "a letter", "why": "a letter names him"}
    first = post(historian, "person-add", **given)
    assert "P030 (Example, Person 030) has the service number sn 0030 already" in words(first)
    assert not MissingPerson.objects.filter(reference="NEW-1").exists()
    post(historian, "person-add", **given, seen=first.context["look"].key)
    new = MissingPerson.objects.get(reference="NEW-1")
    page = historian.get(reverse("roll-check"))
    assert "P030" in words(page)
    assert "NEW-1" in words(page)
    first = post(historian, "person-number", small.persons[40], number="SN0041", source="a card")
    assert "P041 (Example, Person 041) has" in words(first)
    field = {"field": "service_number", "value": "SN-0042", "why": "a card"}
    assert "P042 (Example, Person 042) has" in words(post(historian, "person-correct", small.persons[40], **field))
    post(historian, "person-not-same", small.persons[30], other="NEW-1", why="two cards, two faces")
    assert "NEW-1" not in words(historian.get(reverse("roll-check")))
    assert identity_of(new).not_same[0].reason == "two cards, two faces"


def test_a_number_is_found_however_its_dashes_are_typed(small, historian):
    post(historian, "person-correct", small.persons[50], field="service_number", value="12345678", why="a card")
    post(historian, "person-correct", small.persons[51], field="service_number", value="8765-4321", why="a card")
    for typed, found in (("1234-5678", 50), ("1234-56", 50), ("8765-4321", 51), ("87654321", 51), ("1234567", 50)):
        page = post(historian, "roll", term=typed)
        assert "1 person" in words(page), typed
        assert reverse("person", args=[small.persons[found]]) in links(page), typed


def test_what_files_say_stands_side_by_side_and_is_decided_with_a_reason(small, historian):
    page = person(historian, small.disputed)
    lines = {row[0]: row[1:] for row in rows(page)}
    assert lines["Birth"] == ["1931 Decide →", "1931", "1932"]
    assert lines["Rank"] == ["Sergeant", "Private", "Sergeant"], "the roll, as first entered, the file"
    assert "roll.csv" in words(page)
    assert [row[1:4] for row in rows(historian.get(reverse("record-conflicts")))] == [["Birth", "1931", "1932"]]
    refused = post(historian, "record-settle", small.disagreement, value="1932", why="")
    assert "This field is required" in words(refused)
    answer = post(historian, "record-settle", small.disagreement, value="1932", why="the certificate")
    assert "Born 1932" in words(answer)
    assert "the certificate" in words(answer)
    assert "No file contradicts the roll" in words(historian.get(reverse("record-conflicts")))
    settled = Settlement.objects.get(field="birth")
    assert "Born 1931" in words(post(historian, "settlement-reopen", settled.pk, why="a guess"))


def test_conflicts_are_listed_by_field(small, historian):
    assert len(rows(historian.get(reverse("record-conflicts"), {"field": "birth"}))) == 1
    assert rows(historian.get(reverse("record-conflicts"), {"field": "rank"})) == []
    assert len(rows(historian.get(reverse("record-conflicts"), {"field": "no such"}))) == 1


def test_a_field_is_corrected_and_the_page_still_knows_what_it_said(small, historian):
    key = small.persons[30]
    before = LedgerEntry.objects.order_by("-seq").first()
    answer = post(historian, "person-correct", key, field="birth", value="1929-03-04", why="the certificate", since="")
    assert "Born 4 March 1929" in words(answer)
    assert "before: 1931" in words(answer)
    assert "the certificate" in words(answer)
    then = words(person(historian, key, by=before.recorded_at.isoformat()))
    assert "Born 1931" in then
    assert "the certificate" not in then
    correction = Correction.objects.get(person=key)
    back = words(post(historian, "correction-withdraw", correction.pk, why="another man"))
    assert "Born 1931" in back
    assert "taken back: another man" in back


def test_what_changed_in_a_life_is_shown_for_the_day_that_is_asked(small, historian):
    assert "Corporal, Army" in words(person(historian, small.named))
    assert "Private, Army" in words(person(historian, small.named, on="1950-11-30"))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [("birth", "1931-02-30", "not a date in the calendar"), ("family_name", "", "nothing is written"),
     ("sex", "m", "male, female, unknown"), ("birth", "1931", "says that already")],
)  # fmt: skip
def test_a_wrong_correction_is_refused_in_words(field, value, said, small, historian):
    answer = post(historian, "person-correct", small.persons[30], field=field, value=value, why="made up", since="")
    assert said in words(answer)
    assert not Correction.objects.filter(person=small.persons[30]).exists()


def test_a_missing_person_is_added_from_a_page(small, historian):
    given = {"reference": "P-new", "family_name": "Example", "given_names": "New", "sex": "male", "incident": "KW-1",
             "source": "a letter", "why": "named by a comrade", "made_up": "on"}  # fmt: skip
    added = post(historian, "person-add", **given)
    assert "P-new" in words(added)
    assert "on the record 1 ledger entry about this person" in words(added).lower()
    assert f"{PERSONS + 1} persons" in words(historian.get(reverse("roll")))
    assert "on the roll already" in words(post(historian, "person-add", **given))
    added = MissingPerson.objects.get(reference="P-new")
    assert (added.made_up, added.statuses.get().since) == (True, "1950-11")


def test_names_and_numbers_are_added_and_taken_back(small, historian):
    key = small.persons[40]
    answer = post(historian, "person-alias", key, kind="other spelling", family_name="Exampel", source="a letter")
    assert "Exampel" in words(answer)
    answer = post(historian, "person-number", key, number="RA 1", source="a card")
    assert "Further number RA 1" in words(answer)
    answer = post(historian, "number-main", ServiceNumber.objects.get(person=key).pk, why="on the card")
    assert "Main number RA 1" in words(answer)
    assert "Further number SN-0040" in words(answer)
    answer = post(historian, "alias-withdraw", Alias.objects.get(person=key).pk, why="another man")
    assert "Exampel" in words(answer).split("Recorded as entry")[1][:80], "what was taken back is said once"
    assert "Exampel" not in words(historian.get(reverse("person", args=[key])))


def test_who_only_reads_is_offered_no_change(small, auditor):
    for key in (small.named, small.disputed, small.twice):
        page = person(auditor, key)
        assert not [link for link in links(page) if link.endswith(("/correct/", "/withdraw/", "/undo/", "/decide/"))]
    pairs = auditor.get(reverse("duplicates"))
    assert "One person: merge" not in words(pairs)
    assert reverse("duplicate-merge", args=[small.suggestion]) not in links(pairs)
    assert "Decide" not in words(auditor.get(reverse("record-conflicts")))


def test_a_family_member_sees_none_of_this(small, sign_in):
    family = sign_in(Role.FAMILY, small.family)
    for name, args in (("duplicates", []), ("record-conflicts", []), ("person", [small.named])):
        assert family.get(reverse(name, args=args)).status_code == 403
    case = words(family.get(reverse("own-case")))
    assert "merged" not in case
    assert "SN-0007" not in case or "Names and numbers" not in case


def test_the_family_and_the_pairs_of_a_merged_entry_are_shown_with_the_kept_one(small, analyst):
    with recording(OPERATOR) as record:
        kept, merged = (
            MissingPerson.objects.get(pk=small.persons[50]),
            MissingPerson.objects.get(pk=small.other_missing),
        )
        merge(record, kept, merged, reason="one man")
    page = person(analyst, small.persons[50])
    assert reverse("family", args=[small.other_family]) in links(page)
    assert "1 pair of a search with this entry" in words(page)


def test_a_page_of_duplicates_asks_the_database_a_fixed_number_of_times(small, auditor, django_assert_max_num_queries):
    auditor.get(reverse("duplicates"))
    with django_assert_max_num_queries(9):
        auditor.get(reverse("duplicates"))
    assert Merge.objects.count() == 1


def test_an_entry_made_by_mistake_is_struck_off_and_put_back(small, historian):
    page = person(historian, small.persons[60])
    assert reverse("person-strike-off", args=[small.persons[60]]) in links(page)
    text = words(post(historian, "person-strike-off", small.persons[60], why="typed twice"))
    assert "This entry was struck off the roll" in text
    assert "typed twice" in text
    found = words(historian.post(reverse("roll"), {"term": "P-mistake"}, follow=True))
    assert "0 persons" in found
    assert "P-mistake" in words(person(historian, small.mistaken))
    page = person(historian, small.persons[60])
    assert reverse("person-strike-off", args=[small.persons[60]]) not in links(page)
    row = StruckOff.objects.get(person=small.persons[60])
    assert "This entry was struck off" not in words(post(historian, "strike-off-undo", row.pk, why="a real man"))


def test_an_entry_on_which_something_rests_is_not_struck_off(small, historian):
    answer = post(historian, "person-strike-off", small.named, why="a slip")
    assert "take them apart first" in words(answer)
    assert not StruckOff.objects.filter(person=small.named).exists()


def test_a_unit_that_no_unit_is_called_is_asked_about_when_one_is_near(small, historian):
    given = {"field": "unit", "value": "901 Infanty Regiment (made up)", "why": "a letter"}
    first = post(historian, "person-correct", small.persons[60], **given)
    assert "no unit has the name 901 Infanty Regiment (made up); near to it are 901 Infantry Regiment" in words(first)
    assert "Nothing is recorded yet" not in words(post(historian, "person-correct", small.persons[60], **given | {
        "value": "901 Infantry Regiment, made up"}))  # fmt: skip
    post(historian, "person-correct", small.persons[61], **given, seen=first.context["look"].key)
    assert "near to: 901 Infantry Regiment (made up)" in words(historian.get(reverse("units")))


def test_who_may_not_see_families_learns_no_relative_from_the_birth_of_a_missing_person(small, historian, sign_in):
    with recording(OPERATOR) as record:
        son = add_relative(record, small.family, "Secret Son", born="1948-03-04")
        set_kinship(record, son, small.missing, "child")
    recorded = LedgerEntry.objects.count()
    cannot_be = "this birth contradicts what is recorded of the family: ask the family liaison officer"
    is_odd = "this birth is odd beside what is recorded of the family: ask the family liaison officer"
    for born, said in (("1939", is_odd), ("1949", cannot_be)):
        given = {"field": "birth", "why": "a letter", "since": "", "value": born}
        answer = post(historian, "person-correct", small.missing, **given)
        assert said in words(answer)
        assert "Secret" not in answer.content.decode()
        assert "1948" not in answer.content.decode()
        told = words(post(sign_in(Role.COORDINATOR), "person-correct", small.missing, **given))
        assert "Secret Son" in told
        assert "would be parent of Secret Son at -" not in told
    assert LedgerEntry.objects.count() == recorded
