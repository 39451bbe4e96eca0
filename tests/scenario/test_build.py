"""The made-up operation is whole, repeatable, follows the real marginals, and its truth is true."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from dataclasses import is_dataclass

import numpy as np
import pytest
from scipy import stats

from repatria.errors import InvalidInput
from repatria.genetics.pedigree import FEMALE, MALE, Member, build_pedigree
from repatria.genetics.populations import nist_1036
from repatria.scenario.build import build
from repatria.scenario.family_shapes import SHAPES
from repatria.scenario.kits import AMPLICON_BP, KITS, MARKERS
from repatria.scenario.marginals import casualty_counts
from repatria.scenario.profiles import NO_CALL, POPULATIONS, degrade, draw_founders, ladder, simulate_families


@pytest.fixture(scope="module")
def scenario():
    return build(20260612)


def test_it_has_the_sizes_that_were_asked_for(scenario):
    assert (len(scenario.missing), len(scenario.boxes), len(scenario.remains)) == (1200, 55, 250)
    assert scenario.hand_over.boxes == 55
    small = build(3, missing=1, boxes=1, remains=0)
    assert (len(small.missing), len(small.boxes), small.remains, dict(small.truth)) == (1, 1, (), {})


def test_the_same_seed_gives_the_same_operation_and_another_seed_another(scenario):
    again, other = build(20260612), build(20260613)
    for name in ("hand_over", "incidents", "missing", "families", "boxes", "remains"):
        assert getattr(again, name) == getattr(scenario, name)
    assert dict(again.truth) == dict(scenario.truth)
    assert other.missing != scenario.missing


def test_every_record_says_that_it_is_made_up(scenario):
    records = [
        scenario.hand_over,
        *scenario.incidents,
        *scenario.missing,
        *scenario.families,
        *scenario.boxes,
        *scenario.remains,
    ]
    assert all(is_dataclass(record) and record.made_up for record in records)
    assert all(person.service_number.startswith("MADEUP-") for person in scenario.missing)
    assert all(person.unit.endswith("(made up)") for person in scenario.missing)
    assert all("made up" in family.name for family in scenario.families)
    assert "invented" in scenario.notice


def test_keys_are_unique_and_references_resolve(scenario):
    incidents = {incident.key: incident for incident in scenario.incidents}
    boxes = {box.key for box in scenario.boxes}
    roll = [person.key for person in scenario.missing]
    assert len(set(roll)) == 1200
    assert len({person.service_number for person in scenario.missing}) == 1200
    for person in scenario.missing:
        assert person.birth.earliest < incidents[person.incident].date.earliest
        assert person.unit == incidents[person.incident].unit
    in_families = [member.missing for family in scenario.families for member in family.members if member.missing]
    assert sorted(in_families) == sorted(roll)
    assert all(bone.box in boxes if bone.provenance == "box" else bone.box is None for bone in scenario.remains)
    assert set(scenario.truth) == {bone.key for bone in scenario.remains}
    assert {person for person in scenario.truth.values() if person} <= set(roll)


def test_the_operation_has_the_difficulties_of_a_real_one(scenario):
    found = Counter(scenario.truth.values())
    assert found.pop(None) > 30  # persons who are not on the roll
    assert max(found.values()) > 1  # several bones of one person
    shapes = Counter(family.shape for family in scenario.families)
    assert shapes["no donor yet"] > 0
    assert shapes["two missing brothers, two siblings"] > 0
    assert any(person.status == "non-recoverable" for person in build(1, missing=3000, remains=0).missing)
    assert any(person.birth.precision == "year" for person in scenario.missing)
    assert any(incident.date.precision == "month" for incident in scenario.incidents)


def test_a_person_lost_at_sea_is_never_among_the_remains():
    scenario = build(8, missing=500, remains=2000)
    status = {person.key: person.status for person in scenario.missing}
    assert {status[key] for key in scenario.truth.values() if key} == {"unaccounted-for"}


def test_families_are_pedigrees_without_faults(scenario):
    seen = set()
    for family in scenario.families:
        if family.shape in seen:
            continue
        seen.add(family.shape)
        pedigree = build_pedigree(
            Member(m.id, m.father, m.mother, MALE if m.sex == "male" else FEMALE) for m in family.members
        )
        assert not pedigree.implied
    assert len(seen) >= 15


def test_only_donors_are_typed_and_only_at_the_markers_of_their_kit(scenario):
    donors_of = {shape.name: {shape.roles[i].label for i in shape.donors} for shape in SHAPES}
    for family in scenario.families:
        typed = {member.label for member in family.members if member.calls}
        assert typed == donors_of[family.shape]
        for member in family.members:
            assert not member.calls or set(member.calls) == set(KITS[member.kit])
    for bone in scenario.remains:
        assert set(bone.calls) <= set(KITS[bone.kit])


def test_without_mutation_every_child_shares_an_allele_with_each_parent_at_every_marker():
    families = simulate_families(np.random.default_rng(5), 400, 0.0)
    for row, (family, role) in enumerate(zip(families.family, families.role, strict=True)):
        this = SHAPES[families.shape[family]].roles[role]
        if this.father >= 0:
            father = families.truth[families.first[family] + this.father]
            mother = families.truth[families.first[family] + this.mother]
            child = families.truth[row]
            assert ((child[:, :1] == father).any(axis=1) & (child[:, 1:] == mother).any(axis=1)).all()


def test_mutations_come_at_the_stated_rate():
    families = simulate_families(np.random.default_rng(6), 1500, 0.05)
    broken = transmissions = 0
    for row, (family, role) in enumerate(zip(families.family, families.role, strict=True)):
        this = SHAPES[families.shape[family]].roles[role]
        if this.father >= 0:
            father = families.truth[families.first[family] + this.father]
            passed = families.truth[row][:, 0]
            homozygous = father[:, 0] == father[:, 1]
            broken += int((passed[homozygous] != father[homozygous, 0]).sum())
            transmissions += int(homozygous.sum())
    assert broken / transmissions == pytest.approx(0.05, abs=0.01)


def test_founders_follow_the_allele_counts_of_their_group():
    n = 20_000
    rng = np.random.default_rng(7)
    for p, name in enumerate(POPULATIONS):
        drawn = draw_founders(rng, np.full(n, p))
        for index in (0, MARKERS.index("SE33"), MARKERS.index("TH01")):
            table = nist_1036()[name].markers[MARKERS[index]]
            seen = Counter(ladder().alleles[index][a] for a in drawn[:, index].ravel().tolist())
            assert set(seen) <= set(table.alleles)
            expected = np.array(table.counts) / table.chromosomes * 2 * n
            observed = np.array([seen[allele] for allele in table.alleles])
            large = expected > 5
            distance = ((observed - expected)[large] ** 2 / expected[large]).sum()
            assert distance < stats.chi2.ppf(0.9999, large.sum())


def test_long_markers_drop_out_first_and_what_remains_is_never_false():
    rng = np.random.default_rng(9)
    truth = draw_founders(rng, np.zeros(4000, int))
    shown = degrade(rng, truth, np.full(4000, list(KITS).index("24 STR")), np.full(4000, 300.0))
    called = (shown[:, :, 0] != NO_CALL).mean(axis=0)
    lengths = np.array(list(AMPLICON_BP.values()))
    assert called[lengths < 150].min() > 0.99
    assert called[lengths > 350].max() < 0.3
    for position in (0, 1):
        allele = shown[:, :, position]
        assert ((allele == NO_CALL) | (allele == truth[:, :, 0]) | (allele == truth[:, :, 1])).all()
    false_homozygote = (
        (shown[:, :, 0] == shown[:, :, 1]) & (shown[:, :, 0] != NO_CALL) & (truth[:, :, 0] != truth[:, :, 1])
    )
    assert false_homozygote.mean() < 0.005


def test_months_and_ages_are_the_real_counts(shared):
    counted = Counter()
    with gzip.open(shared / "rosters/kccf_birthyear_incidentdate_clean.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            month = f"{row['incident_date'][:4]}-{row['incident_date'][4:6]}"
            if month <= "1953-07":
                counted[month, int(month[:4]) - int(row["birth_year"])] += 1
    table = casualty_counts()
    shipped = {
        (month, age): int(table.counts[i, j])
        for i, month in enumerate(table.months)
        for j, age in enumerate(table.ages)
        if table.counts[i, j]
    }
    assert shipped == dict(counted)


def test_the_made_up_roll_follows_the_real_months_and_ages():
    scenario = build(11, missing=4000, remains=0)
    incident = {i.key: i.date.text[:7] for i in scenario.incidents}
    months = Counter(incident[p.incident] for p in scenario.missing)
    ages = Counter(int(incident[p.incident][:4]) - p.birth.earliest.year for p in scenario.missing)
    table = casualty_counts()
    for seen, names, real in (
        (months, table.months, table.counts.sum(axis=1)),
        (ages, table.ages, table.counts.sum(axis=0)),
    ):
        expected = real / real.sum() * 4000
        observed = np.array([seen[name] for name in names])
        large = expected > 5
        distance = ((observed - expected)[large] ** 2 / expected[large]).sum()
        assert distance < stats.chi2.ppf(0.999, large.sum())


def test_impossible_sizes_are_refused():
    with pytest.raises(InvalidInput):
        build(1, missing=0)
    with pytest.raises(InvalidInput):
        build(1, not_on_roll=1.5)
