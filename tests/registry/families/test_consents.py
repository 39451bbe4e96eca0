"""Consents per use: what holds at any point, what is refused in words, and what the next search leaves out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import NOW, AsOf
from repatria.registry.families.consent_models import Consent, Use
from repatria.registry.families.consents import (
    correct_consent,
    record_consent,
    standing_consent,
    standing_consents,
    stopped_donors,
)
from repatria.registry.families.details import correct_relative
from repatria.registry.families.kin import record_death
from repatria.registry.families.kin_models import Relative
from repatria.registry.families.ties import retie_sample
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.laboratory.verbs import record_profile, take_sample
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import Sex
from repatria.registry.roster.verbs import add_person
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.joint import run_joint
from repatria.registry.runs.models import Hit, SearchRun
from repatria.registry.runs.parameters import SearchParameters

pytestmark = pytest.mark.django_db
REMAINS = Use.REMAINS.value


@pytest.fixture
def sister(case) -> Relative:
    return Relative.objects.get(pk=case.sister)


def consent(operator, relative, decision, since, use=REMAINS, **more):
    if decision == "given":
        more.setdefault("form", "Form 4 (made up)")
    with recording(operator) as record:
        return record_consent(record, relative.pk, use, decision, since=since, **more)


def state(relative, on=None, seq=None, use=Use.REMAINS) -> str:
    return standing_consent(relative, use, AsOf(dt.date.fromisoformat(on) if on else None, seq)).state


def test_each_use_has_its_own_answer_at_any_point(operator, sister):
    assert {each.state for each in standing_consents([sister.pk])[sister.pk].values()} == {"consent not recorded"}
    consent(operator, sister, "given", "2015-04-02", until="2025-06")
    consent(operator, sister, "refused", "2015-04-02", use=Use.RESEARCH.value)
    before = LedgerEntry.objects.count()
    consent(operator, sister, "withdrawn", "2020")
    assert state(sister, "2015-04-01") == "consent not recorded"
    assert state(sister, "2019-12-31") == "given"
    assert state(sister, "2020-01-01") == "withdrawn"
    assert state(sister, "2020-01-01", seq=before) == "given"
    assert state(sister, "2025-07-01", seq=before) == "expired"
    assert state(sister, use=Use.RESEARCH) == "refused"
    assert state(sister, use=Use.STORAGE) == "consent not recorded"
    assert verify().problems == []


def test_a_consent_can_be_given_again_after_it_was_withdrawn(operator, sister):
    consent(operator, sister, "given", "2015")
    consent(operator, sister, "withdrawn", "2016")
    with pytest.raises(Conflict, match="withdrawn already, since 2016"):
        consent(operator, sister, "withdrawn", "2017")
    consent(operator, sister, "given", "2018")
    assert state(sister) == "given"


def test_a_refusal_with_a_partial_date_ends_the_consent_that_lies_within_it(operator, case, sister):
    given = Consent.objects.get(pk=consent(operator, sister, "given", "2024-03-10"))
    before = LedgerEntry.objects.count()
    consent(operator, sister, "refused", "2024-02")  # wholly before it: the later consent holds
    assert state(sister) == "given"
    consent(operator, sister, "refused", "2024")
    assert state(sister) == "refused"
    assert stopped_donors() == {case.members["sister"]: "refused"}
    assert state(sister, "2024-03-09") == "refused", "as was said of February"
    assert state(sister, seq=before) == "given"
    for since in ("2024-03-10", "2024-06"):
        with pytest.raises(Conflict, match="correct the refusal first"), recording(operator) as record:
            correct_consent(record, given, "given", since=since, form="Form 4", reason="x")
    assert verify().problems == []


def test_a_refusal_that_is_corrected_to_a_partial_date_still_ends_the_consent(operator, case, sister):
    consent(operator, sister, "given", "2024-03-10")
    wrong = Consent.objects.get(pk=consent(operator, sister, "refused", "2024-05-02"))
    with recording(operator) as record:
        correct_consent(record, wrong, "refused", since="2024", reason="only the year is known")
    assert state(sister) == "refused"


def test_a_wrong_consent_is_superseded_and_stays_for_points_before_the_correction(operator, sister):
    key = consent(operator, sister, "refused", "2015")
    before = LedgerEntry.objects.count()
    wrong = Consent.objects.get(pk=key)
    with recording(operator) as record:
        correct_consent(
            record, wrong, "given", since="2015", form="Form 4", reason="the boxes were read in the wrong row"
        )
    assert state(sister) == "given"
    assert state(sister, seq=before) == "refused"
    with pytest.raises(Conflict, match="corrected already"), recording(operator) as record:
        correct_consent(record, wrong, "given", since="2015", form="Form 4", reason="again")
    assert verify().problems == []


def test_a_consent_that_was_withdrawn_is_not_corrected_from_under_the_withdrawal(operator, sister):
    given = Consent.objects.get(pk=consent(operator, sister, "given", "2015"))
    consent(operator, sister, "withdrawn", "2016")
    for decision, since in (("refused", "2015"), ("given", "2017")):
        with pytest.raises(Conflict, match="correct the withdrawal first"), recording(operator) as record:
            correct_consent(record, given, decision, since=since, form="Form 4", reason="x")


@pytest.mark.parametrize(
    ("decision", "since", "more", "words"),
    [
        ("given", "2999", {}, "still to come"),
        ("given", "", {}, "a date is needed"),
        ("given", "2015", {"form": " "}, "on which form"),
        ("given", "2015", {"until": "2014"}, "would end .* before it began"),
        ("refused", "2015", {"until": "2016"}, "only a consent that was given has an end"),
        ("withdrawn", "2015", {}, "no consent to .* is recorded, so none can be withdrawn"),
        ("agreed", "2015", {}, "a consent is given, refused, withdrawn"),
        ("given", "2015", {"use": "cloning"}, "a use is one of"),
    ],
)
def test_a_consent_is_refused_in_words(operator, sister, decision, since, more, words):
    with pytest.raises(InvalidInput, match=words):
        consent(operator, sister, decision, since, **more)
    assert not Consent.objects.exists()


def test_a_withdrawal_does_not_come_before_the_consent(operator, sister):
    consent(operator, sister, "given", "2015-04-02")
    with pytest.raises(InvalidInput, match="before the consent was given"):
        consent(operator, sister, "withdrawn", "2015-04-01")
    consent(operator, sister, "withdrawn", "2015-04")  # the month counts from the consent on
    assert Consent.objects.get(decision="withdrawn").begins == dt.date(2015, 4, 2)


def test_the_dead_give_no_consent_and_an_heir_withdraws_by_name(operator, sister):
    consent(operator, sister, "given", "2015")
    with recording(operator) as record:
        record_death(record, sister.pk, on="2019-05")
    with pytest.raises(InvalidInput, match="the dead give and refuse no consent"):
        consent(operator, sister, "given", "2020")
    consent(operator, sister, "given", "2019-05-10", use=Use.STORAGE.value)  # may have been before the death
    with pytest.raises(InvalidInput, match="say who withdrew"):
        consent(operator, sister, "withdrawn", "2021")
    consent(operator, sister, "withdrawn", "2021", given_by="her son")
    assert state(sister) == "withdrawn"


def test_a_death_is_refused_while_a_consent_stands_after_it(operator, sister):
    consent(operator, sister, "given", "2020")
    with pytest.raises(Conflict, match="a consent of 2020 is recorded after that day"), recording(operator) as record:
        record_death(record, sister.pk, on="2019")


def test_the_database_itself_refuses_a_consent_of_the_dead_and_a_withdrawal_of_nothing(operator, sister):
    consent(operator, sister, "given", "2015")
    row = Consent.objects.values().get()
    with recording(operator) as record:
        record_death(record, sister.pk, on="2019")
    late = dt.date(2021, 1, 1)
    for wrong in (
        {"begins": late},
        {"decision": "withdrawn", "use": Use.RESEARCH.value},
        {"decision": "withdrawn", "begins": dt.date(2014, 1, 1), "not_before": dt.date(2015, 1, 1)},
        {"decision": "perhaps"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.create(**{**row, "id": 999, **wrong})


def test_the_database_itself_keeps_a_consent_as_it_was_recorded(operator, case, sister):
    consent(operator, sister, "refused", "2015")
    for change in (
        {"decision": "given"},
        {"begins": dt.date(2030, 1, 1)},
        {"use": Use.RESEARCH.value},
        {"relative": case.daughter},
        {"last_day": dt.date(2031, 1, 1)},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Consent.objects.update(**change)
    assert state(sister) == "refused"


def search(operator) -> SearchRun:
    return SearchRun.objects.get(pk=run_search(operator, SearchParameters(threshold=-5.0)).run_id)


def test_a_donor_who_withdrew_is_left_out_of_the_next_search_which_says_so_without_a_name(operator, case, sister):
    consent(operator, sister, "given", "2015")
    earlier = search(operator)
    hits = list(Hit.objects.filter(run=earlier).values())
    assert hits
    consent(operator, sister, "withdrawn", "2020")
    with pytest.raises(InvalidInput, match="consent to comparison with remains is withdrawn"):
        search(operator)  # she was the only donor
    consent(operator, sister, "given", "2021")
    later = search(operator)
    assert later.problems == earlier.problems
    assert later.inputs == earlier.inputs
    assert list(Hit.objects.filter(run=earlier).values()) == hits


def test_the_other_donors_of_a_family_are_still_compared(operator, case, sister):
    with recording(operator) as record:
        sample = take_sample(record, "S-daughter", donor_id=case.members["daughter"])
        record_profile(record, sample, {"D3S1358": ["9", "11"], "TH01": ["9", "9"], "FGA": ["10", "11"]})
    both = search(operator)
    consent(operator, sister, "refused", "2020")
    one = search(operator)
    place = f"family {case.family}, member {case.members['sister']}"
    assert [(p["place"], p["message"]) for p in one.problems] == [
        (place, "consent to comparison with remains is refused: the sample was not compared")
    ]
    assert "Sister" not in str(one.problems)
    assert one.hits.get().log10_lr != both.hits.get().log10_lr
    assert stopped_donors() == {case.members["sister"]: "refused"}


def test_a_sample_that_a_refusal_stops_is_not_freed_by_correcting_the_relatives_name_or_tie(operator, case, sister):
    consent(operator, sister, "refused", "2020")
    with recording(operator) as record:
        correct_relative(record, sister.pk, name="Sister Married", reason="married")
    sister.refresh_from_db()
    assert sister.member_id == case.members["sister"]
    assert stopped_donors() == {case.members["sister"]: "refused"}
    for more in ({"no_member": True}, {"member_id": case.members["mother"]}):
        with pytest.raises(Conflict, match="it would be compared again"), recording(operator) as record:
            correct_relative(record, sister.pk, reason="another woman", **more)
    with pytest.raises(InvalidInput, match="or none"), recording(operator) as record:
        correct_relative(record, sister.pk, reason="x", no_member=True, member_id=case.members["mother"])
    wrong = Consent.objects.get()
    with recording(operator) as record:
        correct_consent(record, wrong, "given", since="2020", form="Form 4", reason="another woman's refusal")
        correct_relative(record, sister.pk, reason="another woman", no_member=True)
    sister.refresh_from_db()
    assert sister.member_id is None
    assert verify().problems == []


def test_an_expired_consent_stops_the_comparison_from_the_day_after_and_an_unrecorded_one_does_not(
    operator, case, sister
):
    assert search(operator).problems == []
    consent(operator, sister, "given", "2015", until="2020-06")
    assert stopped_donors(AsOf(dt.date(2020, 6, 30))) == {}
    assert stopped_donors(AsOf(dt.date(2020, 7, 1))) == {case.members["sister"]: "expired"}
    assert stopped_donors(NOW) == {case.members["sister"]: "expired"}


def test_the_joint_posterior_of_an_earlier_search_holds_to_the_consents_of_its_day(operator, case, sister):
    earlier = search(operator)
    before = run_joint(earlier)
    consent(operator, sister, "refused", "2020")
    after = run_joint(earlier)
    assert before.choices.candidates
    assert before.choices.changed == after.choices.changed == []
    assert before.answer.marginal.tolist() == after.answer.marginal.tolist()


def test_who_may_not_change_families_records_no_consent(case, sister):
    for role in (Role.AUDITOR, Role.DNA_ANALYST, Role.HISTORIAN, Role.FAMILY):
        with pytest.raises(NotPermitted):
            consent(Actor("a", role), sister, "given", "2015")


def test_a_consent_that_ends_while_a_search_runs_leaves_its_family_out_of_the_results(operator, case, sister):
    def withdraw(text: str) -> None:
        if text == "recording" and not stopped_donors():
            consent(operator, sister, "refused", "2020")

    with pytest.raises(InvalidInput, match="became refused while the search ran"):
        run_search(operator, SearchParameters(threshold=-5.0), step=withdraw)  # she was the only donor
    assert not Hit.objects.exists()


def test_the_other_families_of_that_search_are_recorded_and_the_run_says_what_is_missing(operator, case, sister):
    with recording(operator) as record:
        person = add_person(record, "P2", "Other", sex=Sex.MALE, since="1950-11", made_up=True)
        members = add_family(
            record,
            "F2",
            [Member("father", Sex.MALE), Member("mother", Sex.FEMALE)]
            + [Member(label, Sex.MALE, "father", "mother", missing_person_id=key) for label, key in (("lost", person),)]
            + [Member("brother", Sex.MALE, "father", "mother")],
            population_id=case.population,
        )
        sample = take_sample(record, "S-brother", donor_id=members["brother"])
        record_profile(record, sample, {"D3S1358": ["9", "11"], "TH01": ["9", "9"], "FGA": ["10", "11"]})
    both = search(operator)
    assert (both.target_count, both.hits.count()) == (2, 2)
    head = both.recorded_seq

    def withdraw(text: str) -> None:
        if text == "recording":
            consent(operator, sister, "refused", "2020")

    run = SearchRun.objects.get(pk=run_search(operator, SearchParameters(threshold=-5.0), step=withdraw).run_id)
    assert [hit.person_id for hit in run.hits.all()] == [person]
    assert (run.target_count, run.pair_count) == (1, 1)
    (problem,) = run.problems
    assert problem["place"] == f"family {case.family}, member {case.members['sister']}"
    assert "became refused while the search ran" in problem["message"]
    assert head < run.read_at_entry < run.recorded_seq - 1, "the consent was recorded in between"
    assert run_joint(run).choices.changed == []
    assert verify().problems == []


def test_the_joint_posterior_says_which_consents_have_ended_since_the_search(operator, case, sister):
    run = search(operator)
    assert "consent" not in " ".join(run_joint(run).choices.notes())
    consent(operator, sister, "refused", "2020-05")
    (note,) = [note for note in run_joint(run).choices.notes() if "consent" in note]
    assert note.endswith(f"family {case.family}, member {case.members['sister']}: refused since 2020-05")


def test_a_stopped_sample_is_not_freed_by_recording_that_it_is_another_members(operator, case, sister):
    consent(operator, sister, "refused", "2020")
    with pytest.raises(Conflict, match="it would be compared again"), recording(operator) as record:
        retie_sample(record, case.sample, case.members["daughter"], reason="the tubes were exchanged")
    assert stopped_donors() == {case.members["sister"]: "refused"}
    with recording(operator) as record:
        correct_consent(
            record, Consent.objects.get(), "given", since="2020", form="Form 4", reason="another woman's refusal"
        )
    with recording(operator) as record:
        retie_sample(record, case.sample, case.members["daughter"], reason="the tubes were exchanged")
