"""The joint solution of a run: its hits become choices that weigh what the search said; fragments belong together."""

from __future__ import annotations

import itertools
import json
import math

import numpy as np
import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import InvalidInput, TooLarge
from repatria.registry.families.verbs import Member, add_family
from repatria.registry.laboratory.read import MutationChoice
from repatria.registry.laboratory.verbs import add_population, add_remains, record_profile, take_sample
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.roster.models import Sex
from repatria.registry.roster.verbs import add_person
from repatria.registry.runs import joint as joint_module
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.joint import finished_run, run_choices, run_joint
from repatria.registry.runs.models import Hit
from repatria.registry.runs.parameters import SearchParameters

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


def record(operator, *, donors: dict[str, list[str]], remains: dict[str, list[list[str]]], sons: int = 1) -> None:
    """Families of a typed mother and missing sons, each in a population of its own letter; remains by samples."""
    with recording(operator) as entry:
        populations = {}
        for name, calls in donors.items():
            letter = name[0]
            if letter not in populations:
                populations[letter] = add_population(entry, letter, f"population {letter}", [MARKER])
            persons = [add_person(entry, f"{name}-{son}", "Doe", sex=Sex.MALE) for son in range(sons)]
            members = [
                Member("father", Sex.MALE),
                Member("mother", Sex.FEMALE),
                *(Member(f"son {n}", Sex.MALE, "father", "mother", person) for n, person in enumerate(persons)),
            ]
            keys = add_family(entry, name, members, population_id=populations[letter])
            record_profile(entry, take_sample(entry, f"{name} mother", donor_id=keys["mother"]), {"TH01": calls})
        for code, samples in remains.items():
            key = add_remains(entry, code, sex=Sex.MALE)
            for number, calls in enumerate(samples):
                sample = take_sample(entry, f"{code}-{number}", remains_id=key)
                record_profile(entry, sample, {"TH01": calls})


def solve(operator, parameters: SearchParameters = ANY_PAIR):
    return run_joint(finished_run(run_search(operator, parameters).run_id))


def enumerated(families, remains: int, missing: int) -> np.ndarray:
    """Every solution by brute force: each family one choice or none, no remains twice; marginals, "none" last."""
    ways = [
        [((), 1.0)] + [(family.pairs(n), math.exp(family.log_weight[n])) for n in range(len(family))]
        for family in families
    ]
    marginal = np.zeros((remains, missing + 1))
    total = 0.0
    for solution in itertools.product(*ways):
        pairs = [pair for chosen, _ in solution for pair in chosen]
        used = [row for _, row in pairs]
        if len(set(used)) < len(used):
            continue
        weight = math.prod(w for _, w in solution)
        total += weight
        for col, row in pairs:
            marginal[row, max(col, -1)] += weight
        for row in set(range(remains)) - set(used):
            marginal[row, -1] += weight
    return marginal / total


@pytest.mark.django_db
def test_one_candidate_by_hand(operator):
    # Mother 6/7, remains 6/9.3: LR 0.5 / 0.6; alone with a flat prior it is LR / (1 + LR).
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", "9.3"]]})
    solved = solve(operator)
    lr = 0.5 / 0.6
    assert math.isclose(solved.answer.marginal[0, 0], lr / (1 + lr), rel_tol=1e-12)
    assert solved.answer.exact
    assert verify().problems == []


@pytest.mark.django_db
def test_two_fragments_of_one_person_by_hand(operator):
    # Ways for two equal profiles of probability p: nobody 1; one of them the son, LR each; both the son, LR / p;
    # both one person off the roll, 1 / p.
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", "9.3"]], "R2": [["6", "9.3"]]})
    solved = solve(operator)
    lr, p = 0.5 / 0.6, 2 * 0.3 * 0.5
    total = 1 + 2 * lr + lr / p + 1 / p
    assert math.isclose(solved.answer.marginal[0, 0], (lr + lr / p) / total, rel_tol=1e-12)
    assert math.isclose(solved.same[0, 1], (lr / p + 1 / p) / total, rel_tol=1e-12)
    assert solved.choices.apart == solved.choices.tangled == []


@pytest.mark.django_db
def test_samples_of_one_set_of_remains_are_one_profile(operator):
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", None], ["6", "9.3"]]})
    solved = solve(operator)
    lr = 0.5 / 0.6
    assert len(solved.choices.remains) == 1
    assert math.isclose(solved.answer.marginal[0, 0], lr / (1 + lr), rel_tol=1e-12)
    assert solved.choices.changed == []


@pytest.mark.django_db
def test_brothers_that_the_data_cannot_tell_apart_are_named(operator):
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", "9.3"]], "R2": [["7", "9.3"]]}, sons=2)
    solved = solve(operator)
    (one,) = solved.symmetric
    assert one.interchangeable
    assert (one.remains, one.missing) == ((0, 1), (0, 1))
    assert math.isclose(solved.answer.marginal[0, 0], solved.answer.marginal[0, 1], rel_tol=1e-12)


@pytest.mark.django_db
def test_candidates_of_two_populations_are_solved_without_reassociation_and_that_is_said(operator):
    record(
        operator,
        donors={"P1": ["6", "7"], "Q1": ["6", "6"]},
        remains={"R1": [["6", "9.3"]], "R2": [["6", "9.3"]]},
    )
    solved = solve(operator)
    assert solved.choices.apart == [0, 1]
    assert any("R1, R2" in note and "several populations" in note for note in solved.choices.notes())
    assert solved.same[0, 1] == 0
    expected = enumerated(solved.choices.families, 2, 2)
    assert np.allclose(solved.answer.marginal, expected, rtol=1e-12)


@pytest.mark.django_db
def test_a_record_that_changed_since_the_run_is_noticed(operator):
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", "9.3"]]})
    run = finished_run(run_search(operator, ANY_PAIR).run_id)
    assert run_choices(run).changed == []
    with recording(operator) as entry:
        profile = Hit.objects.get().family.members.get(label="father")
        record_profile(entry, take_sample(entry, "late", donor_id=profile.pk), {"TH01": ["9.3", "9.3"]})
    found = run_choices(run)
    assert found.changed == [(0, 0)]
    assert any("has changed since the run" in note for note in found.notes())


@pytest.mark.django_db
def test_without_a_hit_nobody_takes_part(operator):
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", "9.3"]]})
    solved = solve(operator, SearchParameters(threshold=30, mutation=MutationChoice("none")))
    assert solved.choices.remains == []
    assert solved.answer.marginal.shape == (0, 1)


@pytest.mark.django_db
def test_a_run_that_is_not_there_and_one_with_too_many_pairs_are_refused(operator, monkeypatch):
    with pytest.raises(InvalidInput, match="there is no run 7"):
        finished_run(7)
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", "9.3"]], "R2": [["7", "9.3"]]})
    monkeypatch.setattr(joint_module, "MOST_PAIRS", 1)
    with pytest.raises(TooLarge, match="2 pairs"):
        solve(operator)


def test_pairs_of_a_made_up_operation_weigh_what_the_search_found(loaded, operator):
    solved = solve(operator, SearchParameters(threshold=0.0))
    assert solved.choices.changed == []
    assert solved.choices.problems == []
    assert len(solved.choices.candidates) == Hit.objects.filter(above=True).count()
    rows = np.arange(len(solved.choices.remains))
    assert np.allclose(solved.answer.marginal.sum(axis=1), 1.0)
    leading = solved.answer.marginal[:, :-1].argmax(axis=1)
    for row in rows:
        if solved.answer.marginal[row, leading[row]] > 0.99:
            who = solved.choices.missing[leading[row]].reference
            assert loaded.truth[solved.choices.remains[row].code] == who


@pytest.mark.django_db
def test_the_command_answers_in_the_format_of_every_joint_solution(operator, monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    record(operator, donors={"P1": ["6", "7"]}, remains={"R1": [["6", "9.3"]], "R2": [["6", "9.3"]]})
    run = run_search(operator, ANY_PAIR).run_id
    answer = CliRunner().invoke(build(), ["joint", "--run", str(run), "--json"])
    told = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert told["rows"] == ["R1", "R2"]
    assert told["cols"] == ["P1-0", "*"]
    solved = run_joint(finished_run(run))
    assert np.allclose(told["marginal"], solved.answer.marginal, rtol=1e-14)
    assert math.isclose(told["together"][0][1], solved.same[0, 1])
    assert "only pairs of run" in told["notes"][-1]
    assert CliRunner().invoke(build(), ["joint", "--run", "99", "--json"]).exit_code == 1
    assert CliRunner().invoke(build(), ["joint"]).exit_code == 2
