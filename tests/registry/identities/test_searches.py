"""Searches and families after a merge: a merged entry's family speaks of the kept one; nobody is searched as two."""

from __future__ import annotations

import pytest

from repatria.registry.decisions.consequences import similar_names, told_statuses
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.identities.merges import merge, unmerge
from repatria.registry.identities.models import Merge
from repatria.registry.laboratory.read import MutationChoice
from repatria.registry.laboratory.verbs import add_population, add_remains, record_profile, take_sample
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import Sex, Status
from repatria.registry.roster.verbs import change_status
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.joint import finished_run, run_choices
from repatria.registry.runs.models import Hit
from repatria.registry.runs.parameters import SearchParameters

pytestmark = pytest.mark.django_db
MARKER = {
    "name": "TH01",
    "chromosome": "autosomal",
    "alleles": ["6", "7", "9.3"],
    "counts": [30, 20, 50],
    "frequencies": [0.3, 0.2, 0.5],
    "mutation": None,
    "silent": None,
}
ANY_PAIR = SearchParameters(threshold=-5, mutation=MutationChoice("none"))


@pytest.fixture
def families(enter):
    """Three made-up men, each the missing son of a typed mother, and one set of remains."""
    persons = [enter(f"P{n}", sex=Sex.MALE) for n in range(3)]
    with recording(OPERATOR) as record:
        population = add_population(record, "A", "a population", [MARKER])
        for person, calls in zip(persons, (["6", "6"], ["6", "7"], ["9.3", "6"]), strict=True):
            members = [
                Member("father", Sex.MALE),
                Member("mother", Sex.FEMALE),
                Member("son", Sex.MALE, "father", "mother", person.pk),
            ]
            keys = add_family(record, f"F{person.pk}", members, population_id=population)
            sample = take_sample(record, f"F{person.pk} mother", donor_id=keys["mother"])
            record_profile(record, sample, {"TH01": calls})
        remains = add_remains(record, "R1", sex=Sex.MALE)
        record_profile(record, take_sample(record, "R1-S1", remains_id=remains), {"TH01": ["6", "7"]})
    return persons


def found() -> list[tuple[str, str]]:
    run = run_search(OPERATOR, ANY_PAIR).run_id
    hits = Hit.objects.filter(run=run).order_by("family_id").values_list("family__code", "person__reference")
    return list(hits)


def test_a_search_after_the_merge_finds_the_kept_entry_by_either_family(families, do):
    a, b, c = families
    before = found()
    assert [person for _family, person in before] == ["P0", "P1", "P2"]
    do(merge, a, b, reason="same man")
    assert found() == [(f"F{a.pk}", "P0"), (f"F{b.pk}", "P0"), (f"F{c.pk}", "P2")]
    do(unmerge, Merge.objects.get(), reason="brothers")
    assert found() == before
    assert verify().problems == []


def test_the_joint_posterior_takes_one_person_once_and_says_which_family_speaks(families, do):
    a, b, _c = families
    earlier = run_search(OPERATOR, ANY_PAIR).run_id
    assert [row.reference for row in run_choices(finished_run(earlier)).missing] == ["P0", "P1", "P2"]
    do(merge, a, b, reason="same man")
    later = run_search(OPERATOR, ANY_PAIR).run_id
    for run in (earlier, later):
        choices = run_choices(finished_run(run))
        assert [row.reference for row in choices.missing] == ["P0", "P2"]
        assert choices.problems == []
        assert any("weightiest takes part: P0" in note for note in choices.notes())
        heaviest = Hit.objects.filter(run=run, family__code__in=(f"F{a.pk}", f"F{b.pk}")).order_by("-log10_lr").first()
        assert choices.candidates[0, 0].log10_lr == heaviest.log10_lr


def test_the_family_of_a_merged_entry_is_told_the_status_of_the_kept_one(families, do):
    a, b, _c = families
    do(merge, a, b, reason="same man")
    do(change_status, a, Status.RETURNED_ALIVE, since="1953-09", authority="an exchange list", reason="made up")
    assert told_statuses(b)[0].status == Status.RETURNED_ALIVE


def test_a_merged_entry_is_no_other_of_a_similar_name(families, do):
    a, b, c = families
    assert similar_names(a) == [b, c]
    do(merge, a, b, reason="same man")
    assert similar_names(a) == [c]
