"""Write a made-up operation as files: a dna-case and rosters, each marked as made up, to try the importers on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from repatria.errors import InvalidInput
from repatria.exchange.roster_rows import MADE_UP_REMARK, RosterRow
from repatria.exchange.roster_writing import write_csv, write_dcas
from repatria.genetics.populations import FrequencyPolicy, UnseenAllelePolicy, nist_1036
from repatria.scenario.kits import MARKERS
from repatria.scenario.profiles import ladder
from repatria.scenario.records import MADE_UP_EN, Calls, Scenario


def marker_tables(population: str) -> list[dict[str, Any]]:
    """The 24 markers with every allele that the scenario can show, as ``dna-case/1`` writes them.

    Frequencies are those of one group, never below 5/2N and summing to 1; alleles that only other groups have get 5/2N.
    """
    if population not in nist_1036():
        raise InvalidInput(f"unknown population {population}; known are {', '.join(nist_1036())}")
    tables = []
    for marker, alleles in zip(MARKERS, ladder().alleles, strict=True):
        frequencies = nist_1036()[population].frequencies(
            marker,
            policy=FrequencyPolicy.MINIMUM_5_2N_NORMALISED,
            unseen=UnseenAllelePolicy.MINIMUM_5_2N,
            observed=alleles,
        )
        value = dict(zip(frequencies.alleles, frequencies.values.tolist(), strict=True))
        tables.append(
            {
                "name": marker,
                "chrom": "autosomal",
                "alleles": list(alleles),
                "freqs": [value[allele] for allele in alleles],
                "mutation": None,
            }
        )
    return tables


def dna_case(scenario: Scenario, *, population: str = "NIST 1036 Caucasian") -> dict[str, Any]:
    """The families that have donors and all remains as one ``dna-case/1`` document.

    A dna-case has one frequency table: ``population`` names it, and it is used for families of every group.
    Remains are paired with every missing person of a consistent sex. The truth is not in it.
    """
    families = [family for family in scenario.families if any(member.calls for member in family.members)]
    missing = [member.missing for family in families for member in family.members if member.missing]
    males = ["*", *missing]
    return {
        "schema": "dna-case/1",
        "name": f"made-up operation, seed {scenario.seed}",
        "producer": "repatria scenario",
        "notice": MADE_UP_EN,
        "markers": marker_tables(population),
        "pm": [
            {"id": bone.key, "sex": bone.sex, "genotypes": _written(bone.calls), "made_up": True}
            for bone in scenario.remains
        ],
        "families": [
            {
                "name": family.key,
                "made_up": True,
                "members": [
                    {
                        "id": member.id,
                        "father": member.father,
                        "mother": member.mother,
                        "sex": member.sex,
                        "genotypes": _written(member.calls),
                    }
                    for member in family.members
                ],
            }
            for family in families
        ],
        "missing": missing,
        "pairings": {bone.key: males for bone in scenario.remains},
    }


def _written(calls: Calls) -> dict[str, list[str | None]]:
    return {marker: list(pair) for marker, pair in calls.items()}


def roster_rows(scenario: Scenario) -> list[RosterRow]:
    """The made-up roll as rows of a roster, each with the remark that it is made up."""
    incidents = {incident.key: incident for incident in scenario.incidents}
    return [
        RosterRow(
            line=line,
            service_number=person.service_number,
            name=f"{person.family_name}, {person.given_names}",
            family_name=person.family_name,
            given_names=person.given_names,
            sex=person.sex,
            birth_date=person.birth,
            service=person.service,
            rank=person.rank,
            unit=person.unit,
            home_city="",
            home_state=person.home,
            ancestry="",
            incident_date=incidents[person.incident].date,
            incident_place=incidents[person.incident].area.name_en,
            incident_region="",
            country="North Korea" if incidents[person.incident].area.north else "South Korea",
            circumstances=MADE_UP_REMARK,
            casualty_type=incidents[person.incident].area.kind,
            casualty_category="missing",
            casualty_reason="",
            remains_recovered="N",
            aircraft="",
            made_up=True,
        )
        for line, person in enumerate(scenario.missing, start=1)
    ]


def export_dna_case(scenario: Scenario, path: Path, *, population: str = "NIST 1036 Caucasian") -> None:
    """Write ``dna_case`` to a file."""
    path.write_text(json.dumps(dna_case(scenario, population=population), ensure_ascii=False) + "\n", encoding="utf-8")


def export_roster(scenario: Scenario, path: Path) -> None:
    """Write the roll: in the pipe-separated layout when the file is called ``.DAT``, else as CSV with a header."""
    (write_dcas if path.suffix.upper() == ".DAT" else write_csv)(path, roster_rows(scenario))
