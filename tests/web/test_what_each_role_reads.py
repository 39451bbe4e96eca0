"""Who reads what of a decision, a family and a donor: names, places, reasons and profiles reach those who need them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.decisions.consequences import told_statuses
from repatria.registry.decisions.models import Identification, State
from repatria.registry.families.consents import record_consent
from repatria.registry.families.kin import record_death
from repatria.registry.families.kin_models import Relative
from repatria.registry.laboratory.models import Profile
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson
from tests.web.reading import words
from tests.web.small_custody import take_the_bone_out
from tests.web.test_decision_pages import (  # noqa: F401
    TODAY,
    WORD,
    _quick_passwords,
    as_,
    comparison,
    post,
    signed,
)

pytestmark = pytest.mark.django_db


def buried(as_, small) -> Identification:  # noqa: F811
    decision = signed(as_, small)
    liaison = as_(Role.FAMILY_LIAISON)
    take_the_bone_out(small)
    post(liaison, "decision-notify", decision.pk, on=TODAY, told="Niece Example", how="at her kitchen table")
    post(as_(Role.CUSTODIAN), "decision-release", decision.pk, **comparison(small, to="Niece Example"))
    post(liaison, "decision-bury", decision.pk, on=TODAY, place="Example Hill")
    post(liaison, "decision-choose", decision.pk, on=TODAY, choice="bury separately", who="Niece Example")
    decision.refresh_from_db()
    assert decision.state == State.BURIED
    return decision


@pytest.mark.parametrize("role", [Role.HISTORIAN, Role.ANTHROPOLOGIST])
def test_names_and_choices_of_relatives_and_the_grave_are_read_by_roles_that_see_families(role, small, as_, sign_in):  # noqa: F811
    decision = buried(as_, small)
    page = words(sign_in(role).get(reverse("decision", args=[decision.pk])))
    assert "choice of the family" in page, "that it happened"
    for hidden in ("at her kitchen table", "Example Hill", "bury separately"):
        assert hidden not in page
    seen = words(as_(Role.FAMILY_LIAISON).get(reverse("decision", args=[decision.pk])))
    for shown in ("Niece Example", "at her kitchen table", "Example Hill", "bury separately"):
        assert shown in seen


def test_why_a_decision_was_rescinded_is_read_by_those_who_judge_or_tell_and_not_by_the_custodian(small, sign_in):
    address = reverse("decision", args=[small.rescinded])
    for role in (Role.DNA_ANALYST, Role.HISTORIAN, Role.MEDICAL_EXAMINER, Role.FAMILY_LIAISON):
        assert "the samples were swapped" in words(sign_in(role).get(address))
    page = words(sign_in(Role.CUSTODIAN).get(address))
    assert "rescinded" in page
    assert "the samples were swapped" not in page


def test_a_family_reads_neither_authority_nor_reason_of_a_status(small, as_, sign_in):  # noqa: F811
    decision = signed(as_, small)
    post(as_(Role.FAMILY_LIAISON), "decision-notify", decision.pk, on=TODAY, told="a niece", how="in person")
    examiner = as_(Role.MEDICAL_EXAMINER)
    post(examiner, "decision-rescind", decision.pk, why="the tubes of the sister were mixed up", password=WORD)
    assert len(told_statuses(MissingPerson.objects.get(pk=small.missing))) == 3
    page = words(sign_in(Role.FAMILY, small.family).get(reverse("own-case")))
    assert "identified" in page
    for officers_only in ("mixed up", "two signers", "rescinded decision", "identification 2"):
        assert officers_only not in page


def test_a_wrong_password_rescinds_nothing(small, as_):  # noqa: F811
    decision = signed(as_, small)
    examiner = as_(Role.MEDICAL_EXAMINER)
    answer = post(examiner, "decision-rescind", decision.pk, why="swapped", password="not it at all 1")
    assert answer.status_code == 200
    assert "password" in words(answer)
    assert post(examiner, "decision-rescind", decision.pk, why="swapped").status_code == 200
    decision.refresh_from_db()
    assert decision.state == State.SIGNED
    assert post(examiner, "decision-rescind", decision.pk, why="swapped", password=WORD).status_code == 302
    decision.refresh_from_db()
    assert decision.state == State.RESCINDED


def test_a_statement_whose_evidence_is_not_what_was_signed_identifies_nobody(small, as_, auditor, monkeypatch):  # noqa: F811
    decision = signed(as_, small)
    address = reverse("decision-statement", args=[decision.pk])
    assert "are those of" in words(auditor.get(address))
    monkeypatch.setattr("repatria.registry.decisions.check.digest", lambda _evidence: "0" * 64)
    page = words(auditor.get(address))
    assert "This statement identifies nobody until that is explained." in page
    assert "are those of" not in page


def test_a_briefing_claims_no_more_than_is_so_of_who_is_told_first(small, sign_in):
    page = words(sign_in(Role.FAMILY, small.family).get(reverse("own-brief", args=[small.missing])))
    assert "before anyone else" not in page
    assert "its figures may count it before you hear of it" in page


def test_the_page_of_a_family_asks_for_another_primary_next_of_kin_when_theirs_has_died(small, sign_in):
    liaison = sign_in(Role.FAMILY_LIAISON)
    address = reverse("family", args=[small.family])
    assert "The primary next of kin has died: name another." not in words(liaison.get(address))
    with recording(OPERATOR) as record:
        record_death(record, small.relative, on="2021", words="her son")
    assert "The primary next of kin has died: name another." in words(liaison.get(address))


def test_a_form_that_leaves_the_member_as_it_is_recorded_unties_nobody(small, sign_in):
    liaison = sign_in(Role.FAMILY_LIAISON)
    before = Relative.objects.get(pk=small.relative).member_id
    address = reverse("relative-correct", args=[small.relative])
    given = {"name": "Sister Married", "born": "1933", "member": "", "since": "", "reason": "married"}
    assert liaison.post(address, given).status_code == 302
    relative = Relative.objects.get(pk=small.relative)
    assert (relative.name, relative.member_id) == ("Sister Married", before)
    assert before is not None
    with recording(OPERATOR) as record:
        record_consent(record, small.relative, "comparison with remains", "withdrawn", since="2020")
    refused = liaison.post(address, {**given, "no_member": "on"})
    assert "it would be compared again" in words(refused)
    assert Relative.objects.get(pk=small.relative).member_id == before


def test_a_pair_shows_no_profile_of_a_donor_who_withdrew_and_says_since_when(small, analyst):
    address = reverse("pair", args=[small.best])
    (donor,) = Profile.objects.filter(sample__donor__relative__pk=small.relative)
    before = analyst.get(address).context["donors"]
    with recording(OPERATOR) as record:
        record_consent(record, small.relative, "comparison with remains", "withdrawn", since="2024-05")
    page = analyst.get(address)
    assert len(page.context["donors"]) == len(before) - 1
    (said,) = [label for label in before if label not in page.context["donors"]]
    words_of_it = f"{said}: the consent to the comparison with remains has ended (withdrawn, May 2024)."
    assert words_of_it in words(page)
    assert Profile.objects.filter(pk=donor.pk).exists(), "it stays on the record"


def test_a_decision_and_its_statement_say_that_a_consent_has_ended_since_the_search(small, auditor):
    with recording(OPERATOR) as record:
        record_consent(record, small.relative, "comparison with remains", "withdrawn", since="2024-05")
    for name in ("decision", "decision-statement"):
        page = words(auditor.get(reverse(name, args=[small.decision])))
        assert "has ended since the search: withdrawn, May 2024." in page
    assert "Sister Example" not in page


def test_a_proposal_says_beforehand_that_a_consent_has_ended(small, as_):  # noqa: F811
    with recording(OPERATOR) as record:
        record_consent(record, small.relative, "comparison with remains", "withdrawn", since="2024-05")
    page = words(as_(Role.COORDINATOR).get(reverse("decision-propose", args=[small.best])))
    assert "ended between the search and the proposal" in page
    assert ": withdrawn, May 2024" in page


def test_what_the_record_says_otherwise_now_stands_beside_the_digest(small, auditor):
    from repatria.registry.runs.models import Hit

    hit = Hit.objects.get(pk=small.best)
    mine = Profile.objects.filter(sample=hit.sample).first()
    Profile.objects.filter(pk=mine.pk).update(calls={**mine.calls, sorted(mine.calls)[0]: ["8", "8.3"]})
    page = words(auditor.get(reverse("decision", args=[small.decision])))
    assert f"The record of today says otherwise of pair {hit.pk} than what was frozen: calls of the sample." in page
