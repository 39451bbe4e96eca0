"""Damaged DNA documents are answered with problems, never with an exception."""

from __future__ import annotations

import copy
import json
import random

import pytest

from repatria.cli.output import jsonable
from repatria.exchange.dna_case import case_lr_matrix, parse_dna_case
from repatria.exchange.dna_golden import answer_golden
from tests.conftest import NIGHTLY
from tests.exchange.test_dna_case import small_case
from tests.exchange.test_dna_golden import question

VALUES = [
    None,
    3,
    -1,
    float("inf"),
    float("nan"),
    "x",
    "",
    [],
    {},
    [None],
    [[1]],
    {"a": 1},
    True,
    "F",
    ["F", "M"],
    10**400,
]


def places(value, path=()):
    """Every path inside a JSON value."""
    if path:
        yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from places(part, (*path, key))


def damaged(document, rng: random.Random):
    """The document with one to three of its parts replaced, removed, renamed or doubled."""
    document = copy.deepcopy(document)
    for _ in range(rng.choice([1, 1, 2, 3])):
        path = rng.choice(list(places(document)))
        holder = document
        for key in path[:-1]:
            holder = holder[key]
        act = rng.random()
        if act < 0.2 and isinstance(holder, dict):
            del holder[path[-1]]
        elif act < 0.3 and isinstance(holder, dict):
            holder[rng.choice(["a", "genotypes", "id"])] = holder.pop(path[-1])
        elif act < 0.4 and isinstance(holder, list):
            holder.append(copy.deepcopy(holder[path[-1]]))
        else:
            holder[path[-1]] = copy.deepcopy(rng.choice(VALUES))
    return document


def other_questions() -> dict:
    markers = question()["markers"]
    pedigree = question()["pedigrees"]["related"]
    columns = {"id": ["F", "C"], "dadid": [None, "F"], "momid": [None, None], "sex": ["male", "male"]}
    return {
        "linked": [{"id": "l", "rho": 0.1, "markers": [*markers, markers[0] | {"name": "L2"}], "pedigree": pedigree}],
        "genotype_distributions": [{"id": "g", "markers": markers, "target": "M", "pedigree": pedigree}],
        "familias": [
            {
                "id": "f",
                "theta": 0.02,
                "locus": {"alleles": ["8", "9", "silent"], "freqs": [0.5, 0.4, 0.1]},
                "pedigrees": {"related": columns},
                "genotypes": {"F": ["8", "8"], "C": ["9", "9"]},
            }
        ],
    }


@pytest.mark.parametrize("seed", range(20 if NIGHTLY else 2))
def test_no_damage_raises(seed):
    rng = random.Random(seed)
    for _ in range(300):
        case, _ = parse_dna_case(damaged(small_case(), rng), source="s")
        if case is not None:
            matrix, _ = case_lr_matrix(case, source="s")
            json.dumps(jsonable(matrix.log10_lr), allow_nan=False)
        for document in (question(), other_questions()):
            answers, _ = answer_golden(damaged(document, rng), source="s")
            json.dumps(jsonable(answers), allow_nan=False)
