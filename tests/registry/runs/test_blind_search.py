"""The blind search: it records what the likelihood engine says pair by pair, and names what it cannot search."""

from __future__ import annotations

import math

import numpy as np
import pytest

from repatria.errors import InvalidInput, NotPermitted
from repatria.genetics.family_tables import family_tables
from repatria.genetics.markers import marker_key
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.read import read_family
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.laboratory.models import MarkerTable, Population, Profile, Remains
from repatria.registry.laboratory.read import MutationChoice, encode_calls, read_markers
from repatria.registry.laboratory.verbs import add_population, add_remains, record_profile, take_sample
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson, Sex
from repatria.registry.roster.verbs import add_person
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.models import Hit, SearchRun
from repatria.registry.runs.parameters import SearchParameters
from repatria.scenario.score import Score, score_run

MARKER = {
    "name": "TH01",
    "chromosome": "autosomal",
    "alleles": ["6", "7", "9.3"],
    "counts": [30, 20, 50],
    "frequencies": [0.3, 0.2, 0.5],
    "mutation": None,
    "silent": None,
}


def test_the_leading_candidates_are_the_right_persons(loaded, operator):
    run_search(operator, SearchParameters())
    leading = Hit.objects.filter(rank=1, above=True).select_related("remains", "person")
    assert len(leading) >= 3
    assert all(loaded.truth[hit.remains.code] == hit.person.reference for hit in leading)
    assert verify().problems == []


def test_a_recorded_pair_is_what_the_family_table_says(loaded, operator):
    run_search(operator, SearchParameters(threshold=2.0, top=3))
    hit = Hit.objects.order_by("-log10_lr").first()
    family = hit.family
    read = read_family(family, list(family.members.order_by("id")), [])
    donors = {p.sample.donor_id: p.calls for p in Profile.objects.filter(sample__donor__family=family)}
    sample = Profile.objects.get(sample=hit.sample).calls
    markers = read_markers(family.population, {}, MutationChoice(), [])
    by_key = [("", {marker_key(n): c for n, c in donors.get(m.pk, {}).items()}) for m in read.members]
    genotypes = encode_calls(by_key, markers, [])
    (member,) = [i for i, m in enumerate(read.members) if m.missing_person_id == hit.person_id]
    table = family_tables(read.pedigree, genotypes, member, markers)
    encoded = encode_calls([("", {marker_key(n): c for n, c in sample.items()})], markers, [])
    expected = table.log10_lr(encoded)[0]
    assert math.isclose(hit.log10_lr, expected.sum(), rel_tol=1e-12)
    per_marker = dict(hit.markers)
    for marker, value in zip(markers, expected, strict=True):
        if marker.name in per_marker:
            assert math.isclose(per_marker[marker.name], value, rel_tol=1e-12, abs_tol=1e-13)
        else:
            assert value == 0


def test_every_pair_at_the_threshold_and_the_best_of_each_sample_are_kept(loaded, operator):
    run_search(operator, SearchParameters(threshold=-2.0, top=2))
    everything = run_search(operator, SearchParameters(threshold=-1000.0, top=0)).run_id
    first = SearchRun.objects.order_by("id").first()
    every = {(h.sample_id, h.person_id): h.log10_lr for h in Hit.objects.filter(run=everything)}
    kept = {(h.sample_id, h.person_id): h for h in Hit.objects.filter(run=first)}
    assert {pair for pair, value in every.items() if value >= -2.0} == {p for p, h in kept.items() if h.above}
    for sample in {pair[0] for pair in every}:
        best = sorted((-value, pair[1]) for pair, value in every.items() if pair[0] == sample)[:2]
        assert {(sample, person) for _, person in best} <= set(kept)
        ranks = [h.rank for h in kept.values() if h.sample_id == sample]
        weights = [h.log10_lr for h in kept.values() if h.sample_id == sample]
        assert ranks == [1 + sum(other > weight + 1e-9 for other in weights) for weight in weights]
    assert all(kept[pair].log10_lr == every[pair] for pair in kept)


def small_case(operator, *, donor: list[str], sample: list[str | None], father: list[str] | None = None) -> None:
    """A mother (and father) typed at one marker, their missing son, and one set of remains."""
    with recording(operator) as record:
        population = add_population(record, "P", "a population", [MARKER])
        person = add_person(record, "P1", "Doe", sex=Sex.MALE)
        members = [
            Member("father", Sex.MALE),
            Member("mother", Sex.FEMALE),
            Member("son", Sex.MALE, "father", "mother", person),
            Member("sister", Sex.FEMALE, "father", "mother"),
        ]
        keys = add_family(record, "F1", members, population_id=population)
        record_profile(record, take_sample(record, "D1", donor_id=keys["mother"]), {"TH01": donor})
        if father:
            record_profile(record, take_sample(record, "D2", donor_id=keys["father"]), {"TH01": father})
            record_profile(record, take_sample(record, "D3", donor_id=keys["sister"]), {"TH01": ["9.3", "9.3"]})
        remains = add_remains(record, "R1", sex=Sex.MALE)
        record_profile(record, take_sample(record, "S1", remains_id=remains), {"th01": sample})


@pytest.mark.django_db
def test_mother_and_son_share_an_allele_by_hand(operator):
    # Mother 6/7, remains 6/9.3, no mutation: P(6 from the mother) p(9.3) / (2 p(6) p(9.3)) = 0.5 / (2 x 0.3).
    small_case(operator, donor=["6", "7"], sample=["6", "9.3"])
    run_search(operator, SearchParameters(threshold=-5, mutation=MutationChoice("none")))
    assert math.isclose(Hit.objects.get().log10_lr, math.log10(0.5 / 0.6), rel_tol=1e-12)


@pytest.mark.django_db
def test_an_excluded_pair_is_no_hit(operator):
    small_case(operator, donor=["6", "6"], sample=["7", "9.3"])
    run_search(operator, SearchParameters(threshold=-300, top=3, mutation=MutationChoice("none")))
    assert Hit.objects.count() == 0
    assert SearchRun.objects.get().pair_count == 1


@pytest.mark.django_db
def test_an_allele_that_no_population_has_counts_as_seen_once_and_is_reported(operator):
    small_case(operator, donor=["6", "8"], sample=["8", "6"])
    answer = run_search(operator, SearchParameters(threshold=-5, mutation=MutationChoice("none")))
    p6, p8 = 30 / 101, 1 / 101
    expected = (0.5 * p6 + 0.5 * p8) / (2 * p6 * p8)
    assert math.isclose(Hit.objects.get().log10_lr, math.log10(expected), rel_tol=1e-12)
    assert [problem.message[:40] for problem in answer.problems] == ["allele 8 is in no population on the reco"]


@pytest.mark.django_db
def test_a_pair_weighs_the_same_whoever_else_is_searched(operator):
    small_case(operator, donor=["6", "7"], sample=["6", "9.3"])
    with recording(operator) as record:
        other = {**MARKER, "alleles": ["6", "7", "10"], "counts": [40, 40, 20], "frequencies": [0.4, 0.4, 0.2]}
        add_population(record, "Q", "another population", [other])
    alone = run_search(operator, SearchParameters(threshold=-5)).run_id
    with recording(operator) as record:
        remains = add_remains(record, "R2", sex=Sex.MALE)
        record_profile(record, take_sample(record, "S2", remains_id=remains), {"TH01": ["10", "10"]})
    together = run_search(operator, SearchParameters(threshold=-5)).run_id
    values = [Hit.objects.get(run=run, remains__code="R1").log10_lr for run in (alone, together)]
    assert values[0] == values[1]


@pytest.mark.django_db
def test_a_family_that_contradicts_itself_is_named_and_the_rest_goes_on(operator):
    small_case(operator, donor=["6", "6"], sample=["6", "7"], father=["7", "7"])
    with pytest.raises(InvalidInput, match="contradict"):
        run_search(operator, SearchParameters(mutation=MutationChoice("none")))
    answer = run_search(operator, SearchParameters(threshold=-50, mutation=MutationChoice("equal", 0.001)))
    assert SearchRun.objects.get(pk=answer.run_id).hit_count == 1


@pytest.mark.django_db
def test_an_empty_record_is_answered_in_words(operator):
    with pytest.raises(InvalidInput, match="no remains on the record have a profile"):
        run_search(operator, SearchParameters())
    with recording(operator) as record:
        remains = add_remains(record, "R1")
        record_profile(record, take_sample(record, "S1", remains_id=remains), {"TH01": ["6", "7"]})
    with pytest.raises(InvalidInput, match="no family on the record"):
        run_search(operator, SearchParameters())
    assert not Family.objects.exists()


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        (SearchParameters(threshold=np.nan), "threshold"),
        (SearchParameters(threshold=np.inf), "threshold"),
        (SearchParameters(top=-1), "best pairs"),
        (SearchParameters(mutation=MutationChoice("magic")), "one of none, equal"),
        (SearchParameters(mutation=MutationChoice("equal", 0.7)), "between 0 and 0.5"),
    ],
)
@pytest.mark.django_db
def test_parameters_that_make_no_sense_are_refused_in_words(operator, parameters, words):
    with pytest.raises(InvalidInput, match=words):
        run_search(operator, parameters)


@pytest.mark.django_db
def test_only_roles_that_may_search_can():
    with pytest.raises(NotPermitted):
        run_search(Actor("x", Role.PUBLIC_AFFAIRS), SearchParameters())


@pytest.mark.django_db
def test_brothers_who_weigh_the_same_share_the_rank(operator):
    small_case(operator, donor=["6", "7"], sample=["6", "9.3"])
    with recording(operator) as record:
        brothers = [add_person(record, f"Q{number}", "Roe", sex=Sex.MALE) for number in range(2)]
        members = [
            Member("father", Sex.MALE),
            Member("mother", Sex.FEMALE),
            *(Member(f"son {key}", Sex.MALE, "father", "mother", key) for key in brothers),
        ]
        keys = add_family(record, "F2", members, population_id=Population.objects.get().pk)
        record_profile(record, take_sample(record, "D9", donor_id=keys["mother"]), {"TH01": ["6", "6"]})
    run_search(operator, SearchParameters(threshold=-5, mutation=MutationChoice("none")))
    assert [hit.rank for hit in Hit.objects.order_by("-log10_lr", "id")] == [1, 1, 3]
    assert score_run(SearchRun.objects.get(), {"R1": "Q0"}) == Score(
        remains=1, leading=1, right=0, tied=1, family=0, wrong=0, searchable=1, not_on_roll=0, falsely_led=0
    )
    assert score_run(SearchRun.objects.get(), {"R1": "P1"}).wrong == 1


@pytest.mark.django_db
def test_the_digests_of_a_run_change_with_everything_that_went_in(operator):
    def inputs() -> dict[str, str]:
        return SearchRun.objects.get(pk=run_search(operator, SearchParameters(threshold=-5)).run_id).inputs

    def changed(rows, **columns) -> set[str]:
        """Which digests another value of a column changes; the value is put back."""
        (old,) = rows.values(*columns)
        rows.update(**columns)
        found = inputs()
        rows.update(**old)
        return {name.split(" of ")[0].split(" ")[0] for name in before if found[name] != before[name]}

    small_case(operator, donor=["6", "9.3"], sample=["6", "9.3"], father=["9.3", "9.3"])
    before = inputs()
    assert inputs() == before
    remains, marker = Remains.objects.all(), MarkerTable.objects.all()
    member = {label: FamilyMember.objects.filter(label=label) for label in ("father", "mother", "son", "sister")}
    assert changed(remains, sex="unknown") == {"samples"}
    assert changed(Profile.objects.filter(sample__remains__isnull=False), calls={"TH01": ["6", "6"]}) == {"samples"}
    assert changed(marker, counts=[31, 20, 50]) == {"population"}
    assert changed(marker, silent=1) == {"population"}
    own = {"matrix": [[0.9, 0.1, 0.0], [0.1, 0.9, 0.0], [0.0, 0.0, 1.0]]}
    assert changed(marker, mutation={"female": own, "male": own}) == {"population"}
    assert changed(member["father"], inbreeding=0.1) == {"families"}
    assert changed(member["sister"], father=None, mother=None) == {"families"}
    assert changed(member["sister"], sex="unknown") == {"families"}
    other = MissingPerson.objects.create(pk=99, reference="P99", recorded_seq=1)
    assert changed(member["son"], missing_person=other) == {"families"}
    assert changed(FamilyMember.objects.filter(label="son"), twin_group="") == set()
    father, mother = (Profile.objects.filter(sample__code=code) for code in ("D2", "D1"))
    (fathers,), (mothers,) = father.values_list("calls", flat=True), mother.values_list("calls", flat=True)
    mother.update(calls=fathers)
    father.update(calls=mothers)
    assert {name for name, value in inputs().items() if value != before[name]} == {"families of population 1"}


@pytest.mark.django_db
def test_a_population_too_large_to_compare_is_a_problem_and_nothing_is_allocated(operator, monkeypatch):
    small_case(operator, donor=["6", "7"], sample=["6", "9.3"])
    monkeypatch.setattr("repatria.registry.runs.blind_search.free_memory", lambda: 100)
    with pytest.raises(InvalidInput, match="its tables need 112 bytes of memory"):
        run_search(operator, SearchParameters())


@pytest.mark.django_db
def test_a_marker_that_the_data_blow_up_is_left_out_and_named(operator, monkeypatch):
    small_case(operator, donor=["6", "7"], sample=["6", "9.3"])
    monkeypatch.setattr("repatria.genetics.markers.MOST_ALLELES", 2)
    answer = run_search(operator, SearchParameters(threshold=-5))
    assert Hit.objects.get().log10_lr == 0
    assert [problem.message for problem in answer.problems] == [
        "a marker with 3 alleles cannot be compared: at most 2 are; the marker is not searched"
    ]
