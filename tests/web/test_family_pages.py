"""Families: the list, and one family with its drawn pedigree."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.registry.families.consent_models import Consent
from repatria.registry.families.consents import record_consent
from repatria.registry.families.kin_models import Relative
from repatria.registry.families.struck_off_models import StruckOffRelative
from repatria.registry.families.ties import tie_account
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import SEALED_PAYLOADS, Role
from repatria.registry.roster.models import Sex
from tests.web.reading import links, rows, words
from tests.web.small_families import SECRET_TELEPHONE

pytestmark = pytest.mark.django_db


def test_the_list_says_what_each_family_needs_and_shows_those_with_one_need(small, analyst):
    page = analyst.get(reverse("families"))
    assert [row[4] for row in rows(page)] == [
        "needs a closer relative needs a paternal donor",
        "needs a first donor",
    ]
    assert "needs a maternal donor 1 missing person" in words(page)
    chosen = analyst.get(reverse("families"), {"need": "maternal"})
    assert [row[0] for row in rows(chosen)] == ["F2 made up"]
    assert "1 family" in words(chosen)
    assert len(rows(analyst.get(reverse("families"), {"need": "nonsense"}))) == 2


def test_the_list_and_the_family_show_any_past_point(small, analyst):
    assert "No family is recorded yet." in words(analyst.get(reverse("families"), {"by": "2000"}))
    page = analyst.get(reverse("family", args=[small.family]), {"on": "2016-05-31"})
    assert "Your sample arrived" not in words(page)
    assert "This page shows a past point." in words(page)
    assert "Your sample arrived" in words(analyst.get(reverse("family", args=[small.family]), {"on": "2016-06-01"}))
    assert "is not a date" in words(analyst.get(reverse("families"), {"on": "yesterday"}))


def test_a_list_of_one_need_is_paged_by_the_last_family_shown(small, analyst):
    with recording(OPERATOR) as record:
        for number in range(60):
            person = small.persons[20 + number]
            add_family(record, f"G{number:03}", [Member("alone", Sex.MALE, missing_person_id=person)], made_up=True)
    first = analyst.get(reverse("families"), {"need": "no-donor"})
    assert "61 families" in words(first)
    shown = [row[0] for row in rows(first)]
    (following,) = [link for link in links(first) if "after=" in link]
    second = analyst.get(reverse("families") + following)
    assert len(shown) == 50
    assert shown + [row[0] for row in rows(second)] == [
        "F2 made up",
        *(f"G{number:03} made up" for number in range(60)),
    ]
    helped = analyst.get(reverse("families"), {"need": "no-donor", "after": small.family})  # left the list since
    assert [row[0] for row in rows(helped)] == shown
    (back,) = [link for link in links(second) if "before=" in link]
    assert [row[0] for row in rows(analyst.get(reverse("families") + back))] == shown


def test_the_list_counts_members_missing_and_donors(small, analyst):
    assert [row[1:4] for row in rows(analyst.get(reverse("families")))] == [["6", "1", "1"], ["1", "1", "0"]]


def test_the_pedigree_draws_every_member_and_marks_the_missing_and_the_donors(small, analyst):
    page = analyst.get(reverse("family", args=[small.family])).content.decode()
    drawn = re.findall(r'<g class="(\w*)" role="img" aria-label="([^"]*)"', page)
    assert len(drawn) == 6
    assert [label for mark, label in drawn if mark == "missing"] == ["missing, missing, male, generation 3"]
    assert [label for mark, label in drawn if mark == "donor"] == ["sister, gave a sample, female, generation 3"]
    assert "Pedigree of 6 persons in 3 generations" in page


def test_a_liaison_officer_sees_the_family_without_any_allele_or_match(small, sign_in):
    answer = sign_in(Role.FAMILY_LIAISON).get(reverse("family", args=[small.family]))
    assert "1 relative gave a sample" in words(answer)
    assert "Matches" not in words(answer)
    assert "log10" not in answer.content.decode()


def test_matches_are_listed_for_dna_roles(small, analyst):
    assert "R1 Example, Person 007 +3.25 Pair" in words(analyst.get(reverse("family", args=[small.family])))


def test_pairs_below_the_threshold_are_no_matches(small, analyst):
    text = words(analyst.get(reverse("family", args=[small.other_family])))
    assert "No pair with this family reached the threshold of the latest search." in text
    assert "Kept, below the threshold These pairs are no candidates." in text
    assert text.index("Kept, below the threshold") < text.index("−4.00")
    assert "Kept, below" not in words(analyst.get(reverse("family", args=[small.family])))


def test_next_of_kin_stand_in_their_order_with_the_primary_one_and_the_dead_marked(small, sign_in):
    text = words(sign_in(Role.FAMILY_LIAISON).get(reverse("family", args=[small.family])))
    assert "Sister Example brother or sister primary next of kin since 1990" in text
    assert "Uncle Example aunt or uncle died 1975" in text
    assert text.index("Sister Example") < text.index("Uncle Example")
    assert "overdue promise: Send the unit's history." in text
    assert "Officer Example, Casualty office Telephone 555 0100" in text


@pytest.mark.parametrize("role", Role)
def test_contact_data_reach_only_the_roles_that_the_table_names(role, small, sign_in):
    client = sign_in(role, small.family if role is Role.FAMILY else None)
    entries = LedgerEntry.objects.filter(action__in=SEALED_PAYLOADS)
    assert entries.count() == 1
    pages = [
        client.get(reverse("relative", args=[small.relative])),
        client.get(reverse("family", args=[small.family])),
        client.get(reverse("own-case")),
        client.get(reverse("brief", args=[small.missing])),
        client.get(reverse("own-brief", args=[small.missing])),
        client.get(reverse("relative-contact", args=[small.relative])),
        *(client.get(reverse("ledger-entry", args=[entry.pk])) for entry in entries),
    ]
    sees = any(SECRET_TELEPHONE in page.content.decode() for page in pages)
    assert sees == (role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.FAMILY_LIAISON)), role


def test_every_action_whose_payload_holds_an_address_of_a_relative_is_sealed(small):
    told = LedgerEntry.objects.filter(payload__contains=SECRET_TELEPHONE).values_list("action", flat=True)
    assert set(told) <= set(SEALED_PAYLOADS)


def test_a_liaison_officer_records_a_withdrawal_for_several_uses_and_undoes_one(small, sign_in):
    client = sign_in(Role.FAMILY_LIAISON)
    page = reverse("relative", args=[small.relative])
    form = reverse("relative-consent", args=[small.relative])
    given = {"uses": ["storage of the sample", "publication of the name"], "decision": "given", "since": "2017"}
    assert "say on which form" in words(client.post(form, given))
    client.post(form, {**given, "form": "Form 4"})
    early = client.post(form, {**given, "decision": "withdrawn", "since": "2016"})
    assert "2016 is before the consent was given (2017)" in words(early)
    client.post(form, {**given, "decision": "withdrawn", "since": "2018"})
    assert "storage of the sample withdrawn 2018" in words(client.get(page))
    wrong = Consent.objects.get(use="storage of the sample", decision="withdrawn")
    correction = {"decision": "given", "since": "2018", "form": "Form 5", "reason": "it was a renewal"}
    client.post(reverse("consent-correct", args=[wrong.pk]), correction)
    text = words(client.get(page))
    assert "storage of the sample given 2018 Form 5" in text
    assert "it was a renewal" in text


def test_two_primary_next_of_kin_and_telling_one_who_is_to_be_left_alone_are_answered_in_words(small, sign_in):
    client = sign_in(Role.FAMILY_LIAISON)
    answer = client.post(reverse("next-of-kin", args=[small.missing]), {"relative": small.relative, "since": "2001"})
    assert "Sister Example is the primary next of kin already" in words(answer)
    card = {"since": "2020", "telephone": "1", "do_not_contact": "on", "reason": "asked by letter"}
    client.post(reverse("relative-contact", args=[small.relative]), card)
    assert "Do not contact" in words(client.get(reverse("relative", args=[small.relative])))
    told = {"words": "News.", "on": "2021", "how": "telephone", "relative": small.relative}
    answer = client.post(reverse("family-tell", args=[small.family]), told)
    assert "asked not to be contacted (asked by letter)" in words(answer)
    client.post(reverse("family-tell", args=[small.family]), {**told, "despite": "she called"})
    assert "she called" in words(client.get(reverse("family", args=[small.family])))


def test_a_family_member_sees_what_was_told_and_only_their_own_consents(small, sign_in):
    client = sign_in(Role.FAMILY, small.family)
    text = words(client.get(reverse("own-case")))
    assert "Your sample arrived and is compared with all remains." in text
    assert "Officer Example" in text
    assert "not tied to one relative yet" in text
    assert "comparison with remains" not in text
    with recording(OPERATOR) as record:
        tie_account(record, small.relative, "family-member")
    text = words(client.get(reverse("own-case")))
    assert "comparison with remains given since May 2016" in text
    assert "research refused" in text
    assert SECRET_TELEPHONE in text  # their own
    assert "1 sample of your family is compared with the remains in every search." in text
    with recording(OPERATOR) as record:
        record_consent(record, small.relative, "comparison with remains", "withdrawn", since="2020")
    text = words(client.get(reverse("own-case")))
    assert "No sample of your family can be compared with the remains today." in text


def test_a_family_member_has_no_briefing_of_another_family(small, sign_in):
    client = sign_in(Role.FAMILY, small.family)
    assert client.get(reverse("own-brief", args=[small.other_missing])).status_code == 404
    assert client.get(reverse("brief", args=[small.missing])).status_code == 403


def test_coverage_says_what_a_further_relative_would_add(small, sign_in):
    page = sign_in(Role.FAMILY_LIAISON).get(reverse("family-coverage", args=[small.family]))
    table = rows(page)
    assert {row[0] for row in table} == {"grandfather", "grandmother", "father", "mother"}
    assert table[0][0] in ("father", "mother")
    assert "expected log10 LR today" in words(page)
    other = sign_in(Role.FAMILY_LIAISON).get(reverse("family-coverage", args=[small.other_family]))
    assert "the family has no population" in words(other)


def test_a_relative_entered_twice_is_struck_off_and_put_back(small, sign_in):
    liaison = sign_in(Role.FAMILY_LIAISON)
    given = {"name": "Sister Example", "born": "1933", "person": small.missing, "relationship": "sibling", "member": ""}
    asked = liaison.post(reverse("relative-add", args=[small.family]), given)
    liaison.post(reverse("relative-add", args=[small.family]), {**given, "seen": asked.context["look"].key})
    twice = Relative.objects.order_by("-pk")[0]
    page = words(liaison.get(reverse("family", args=[small.family])))
    assert "Struck off: Sister Exampel (she was entered twice)" in page
    answer = liaison.post(reverse("relative-strike-off", args=[twice.pk]), {"why": "entered twice"}, follow=True)
    assert "Struck off: entered twice (family-liaison-officer)." in words(answer)
    assert reverse("relative-consent", args=[twice.pk]) not in links(answer)
    gone = StruckOffRelative.objects.get(relative=twice)
    back = liaison.post(reverse("relative-put-back", args=[gone.pk]), {"why": "her twin"}, follow=True)
    assert "Struck off" not in words(back)
    refused = words(liaison.post(reverse("relative-strike-off", args=[small.relative]), {"why": "a slip"}))
    assert "in the pedigree" in refused


def test_a_name_that_the_family_has_already_is_asked_about_and_recorded_all_the_same(small, sign_in):
    liaison = sign_in(Role.FAMILY_LIAISON)
    form = reverse("relative-add", args=[small.family])
    known = Relative.objects.filter(family=small.family).order_by("pk")[0]
    given = {"person": small.missing, "relationship": "sibling", "name": known.name.upper(), "born": "", "member": ""}
    answer = liaison.post(form, given)
    assert f"{known.name}" in words(answer)
    assert "is a relative of this family already" in words(answer)
    assert Relative.objects.filter(family=small.family, name=known.name.upper()).count() == 0
    assert "Record all the same" in words(answer)
    liaison.post(form, {**given, "seen": answer.context["look"].key})
    assert Relative.objects.filter(family=small.family, name=known.name.upper()).count() == 1


def test_an_odd_birth_is_asked_about_and_one_that_cannot_be_is_refused(small, sign_in):
    liaison = sign_in(Role.FAMILY_LIAISON)
    address = reverse("relative-add", args=[small.family])
    given = {"name": "Son Example", "person": small.missing, "relationship": "child", "member": ""}
    refused = words(liaison.post(address, {**given, "born": "1920"}))
    assert "is younger than Son Example, born 1920" in refused
    first = liaison.post(address, {**given, "born": "1938"})
    assert "would be parent of Son Example at 7 or younger" in words(first)
    assert "Nothing is recorded yet" in words(first)
    assert not Relative.objects.filter(name="Son Example").exists()
    liaison.post(address, {**given, "born": "1938", "seen": first.context["look"].key})
    son = Relative.objects.get(name="Son Example")
    kinship = {"person": small.missing, "relationship": "grandchild", "since": "", "reason": "the mother says so"}
    asked = liaison.post(reverse("relative-kinship", args=[son.pk]), kinship)
    assert "would be grandparent of Son Example" in words(asked)
    birth = {"name": "Son Example", "born": "1939", "member": "", "since": "", "reason": "a letter"}
    asked = liaison.post(reverse("relative-correct", args=[son.pk]), birth)
    assert "at 8 or younger" in words(asked)
