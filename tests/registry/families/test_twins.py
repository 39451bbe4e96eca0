"""Identical twins of a family stay one genotype from the file to the likelihood ratio."""

from __future__ import annotations

import json
import math

import pytest

from repatria.exchange.dna_case import case_lr_matrix, read_dna_case
from repatria.exchange.landing import import_file
from repatria.registry.families.models import FamilyMember
from repatria.registry.laboratory.read import MutationChoice
from repatria.registry.ledger.verify import verify
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.models import Hit
from repatria.registry.runs.parameters import SearchParameters


def person(name: str, sex: str, parents: tuple[str, str] | None = None, **genotypes: list[str]) -> dict[str, object]:
    father, mother = parents or (None, None)
    return {"id": name, "father": father, "mother": mother, "sex": sex, "genotypes": genotypes}


def case_with_twins() -> dict[str, object]:
    """A missing man whose identical twin brother gave a sample; the remains have the twin's genotype."""
    parents = ("FA", "MO")
    return {
        "schema": "dna-case/1",
        "name": "twins",
        "markers": [{"name": "TH01", "chrom": "autosomal", "alleles": ["6", "7"], "freqs": [0.4, 0.6]}],
        "pm": [{"id": "V1", "sex": "male", "genotypes": {"TH01": ["6", "7"]}}],
        "families": [
            {
                "name": "F1",
                "twins": [["M1", "BR"]],
                "members": [
                    person("FA", "male"),
                    person("MO", "female"),
                    person("M1", "male", parents),
                    person("BR", "male", parents, TH01=["6", "7"]),
                    person("SI", "female", parents, TH01=["6", "6"]),
                ],
            }
        ],
        "missing": ["M1"],
    }


@pytest.mark.django_db
def test_a_missing_twin_weighs_on_the_record_what_the_case_says(operator, tmp_path):
    path = tmp_path / "twins.json"
    path.write_text(json.dumps(case_with_twins()))
    case, problems = read_dna_case(path)
    assert problems == []
    matrix, _ = case_lr_matrix(case, source="twins.json")
    assert import_file(operator, "dna-case", path).problems == ()
    groups = dict(FamilyMember.objects.values_list("label", "twin_group"))
    assert groups["M1"] == groups["BR"] != ""
    assert groups["FA"] == groups["SI"] == ""
    run_search(operator, SearchParameters(threshold=-5, mutation=MutationChoice("none")))
    found = Hit.objects.get().log10_lr
    assert math.isclose(found, float(matrix.log10_lr[0, 0]), rel_tol=1e-12)
    assert math.isclose(found, -math.log10(2 * 0.4 * 0.6), rel_tol=1e-12)
    assert verify().problems == []
