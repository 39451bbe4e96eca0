"""Frozen with a line: what the pair itself compared, its posterior or why there is none, consents that had ended."""

from __future__ import annotations

import pytest

from repatria.errors import InvalidInput, TooLarge
from repatria.registry.asof import AsOf
from repatria.registry.decisions import posterior
from repatria.registry.decisions.check import check_decisions, check_digests
from repatria.registry.decisions.evidence import dna_line
from repatria.registry.decisions.models import Identification
from repatria.registry.decisions.posterior import posteriors
from repatria.registry.decisions.read import ended_consents
from repatria.registry.decisions.verbs import propose, rescind
from repatria.registry.families.consents import record_consent
from repatria.registry.families.kin_models import Relative
from repatria.registry.families.models import FamilyMember
from repatria.registry.laboratory.models import Profile
from repatria.registry.laboratory.verbs import record_profile
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.permissions import Role
from repatria.registry.runs.models import Hit
from repatria.registry.runs.pair_inputs import DONORS, PEDIGREE, SAMPLE

pytestmark = pytest.mark.django_db
ANNA = Actor("anna", Role.COORDINATOR)


@pytest.fixture
def hit(small) -> Hit:
    """A strong pair that is in no decision any more."""
    with recording(Actor("mark", Role.MEDICAL_EXAMINER)) as record:
        rescind(record, Identification.objects.get(pk=small.decision), "to be proposed anew")
    hits = Hit.objects.select_related("run", "sample", "remains", "person", "family__population")
    return hits.filter(above=True, log10_lr__gt=0, person=small.missing).order_by("-log10_lr").first()


def frozen(hit: Hit, *more) -> Identification:
    with recording(ANNA) as record:
        key = propose(record, hit.person, [hit.remains], [dna_line(hit), *more], summary="made up")
    return Identification.objects.get(pk=key)


def donor(hit: Hit) -> Profile:
    return Profile.objects.filter(sample__donor__family=hit.family).order_by("id").first()


def test_the_calls_of_both_profiles_and_the_pedigree_are_frozen_by_their_digests(hit):
    inputs = frozen(hit).evidence[0]["inputs"]
    assert {SAMPLE, DONORS, PEDIGREE} < set(inputs)
    assert all(len(inputs[name]) == 64 for name in inputs)


@pytest.mark.parametrize("of", [SAMPLE, DONORS, PEDIGREE])
def test_what_was_changed_behind_the_verbs_is_named(hit, of):
    decision = frozen(hit)
    assert check_digests(decision).otherwise == ()
    if of == PEDIGREE:
        FamilyMember.objects.filter(family=hit.family, missing_person=None).update(inbreeding=0.25)
    else:
        mine = Profile.objects.get(sample=hit.sample) if of == SAMPLE else donor(hit)
        name = sorted(mine.calls)[0]
        Profile.objects.filter(pk=mine.pk).update(calls={**mine.calls, name: ["8", "8.3"]})
    assert check_digests(decision).otherwise == ((hit.pk, of),)
    assert check_digests(decision).agrees, "the evidence itself is untouched"
    (problem,) = [each for each in check_decisions()[1] if each.place == f"decision {decision.pk}"]
    assert of in problem.message
    assert verify().problems


def test_what_was_typed_after_the_search_changes_nothing_that_was_frozen(hit):
    decision = frozen(hit)
    with recording(OPERATOR) as record:
        record_profile(record, donor(hit).sample_id, {"D3S1358": ["8", "8.3"]})
    assert check_digests(decision).otherwise == ()


def test_the_posterior_is_frozen_with_the_line_whoever_proposes(hit):
    (said,) = [item for item in frozen(hit).evidence if "posterior" in item]
    assert (said["run"], said["remains"], said["person"]) == (hit.run_id, hit.remains.code, hit.person.reference)
    assert 0 < said["posterior"] <= 1


def test_another_value_than_the_searchs_is_refused(hit):
    (given,) = posteriors([hit])
    assert "posterior" in given
    for wrong in ({"posterior": 0.999}, {"none": 0.5}, {"prior": "one that suits"}, {"notes": []}, {"method": "guess"}):
        with pytest.raises(InvalidInput, match="not what the search gives"):
            frozen(hit, {**given, **wrong})
    with pytest.raises(InvalidInput, match="not what the search gives"):
        frozen(hit, {"no_posterior": "it was too much work"})
    evidence = frozen(hit, given).evidence
    assert evidence.count(given) == 1


def test_why_there_is_no_posterior_is_frozen_in_its_place(hit, monkeypatch):
    def too_large(_run):
        raise TooLarge("run 1 has 30,000 pairs at its threshold")

    monkeypatch.setattr("repatria.registry.runs.joint.run_joint", too_large)
    posterior._solved.cache_clear()
    decision = frozen(hit)
    (why,) = [item for item in decision.evidence if "no_posterior" in item]
    assert why["no_posterior"] == "run 1 has 30,000 pairs at its threshold"
    assert not [item for item in decision.evidence if "posterior" in item]
    posterior._solved.cache_clear()


def withdraw_consent(hit: Hit, on: str) -> FamilyMember:
    member = FamilyMember.objects.get(pk=donor(hit).sample.donor_id)
    relative = Relative.objects.filter(member=member).first()
    with recording(OPERATOR) as record:
        if relative is None:
            from repatria.registry.families.kin import add_relative

            key = add_relative(record, member.family_id, "A donor (made up)", member_id=member.pk)
        else:
            key = relative.pk
        record_consent(record, key, "comparison with remains", "refused", since=on)
    return member


def test_a_proposal_after_a_consent_ended_says_so_for_good(hit):
    member = withdraw_consent(hit, "2024-05")
    (said,) = frozen(hit).evidence[0]["consents_ended_since"]
    assert said == {"family_id": hit.family_id, "member_id": member.pk, "state": "refused", "since": "2024-05"}


def test_a_decision_says_that_a_consent_has_ended_since_its_search_at_any_point(hit):
    decision = frozen(hit)
    assert decision.evidence[0]["consents_ended_since"] == []
    before = decision.recorded_seq
    member = withdraw_consent(hit, "2024-05")
    (ended,) = ended_consents(decision)
    assert (ended.member_id, ended.state, ended.since) == (member.pk, "refused", "2024-05")
    assert ended_consents(decision, AsOf(seq=before)) == []
