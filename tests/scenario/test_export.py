"""What the scenario writes, the importers read back without a problem, and it says that it is made up."""

from __future__ import annotations

import pytest

from repatria.errors import InvalidInput
from repatria.exchange.dna_case import read_dna_case
from repatria.exchange.roster import read_roster
from repatria.scenario.build import build
from repatria.scenario.export import export_dna_case, export_roster, marker_tables


@pytest.fixture(scope="module")
def scenario():
    return build(5, missing=120, boxes=10, remains=60)


def test_the_dna_case_reads_back_whole(scenario, tmp_path):
    path = tmp_path / "case.json"
    export_dna_case(scenario, path)
    case, problems = read_dna_case(path)
    assert problems == []
    with_donors = [family for family in scenario.families if any(member.calls for member in family.members)]
    assert [family.name for family in case.families] == [family.key for family in with_donors]
    assert len(case.remains) == 60
    assert len(case.markers) == 24
    for bone, read in zip(scenario.remains, case.remains, strict=True):
        assert (read.genotypes[:, 0] >= 0).sum() == len(bone.calls)
    assert "invented" in path.read_text(encoding="utf-8")
    assert "truth" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["roll.csv", "roll.DAT"])
def test_the_roster_reads_back_whole_in_both_layouts(scenario, tmp_path, name):
    export_roster(scenario, tmp_path / name)
    reading = read_roster(tmp_path / name)
    assert reading.problems == []
    incidents = {incident.key: incident for incident in scenario.incidents}
    for person, row in zip(scenario.missing, reading.rows, strict=True):
        assert row.made_up
        assert (row.service_number, row.family_name, row.given_names) == (
            person.service_number,
            person.family_name,
            person.given_names,
        )
        assert (row.birth_date, row.incident_date) == (person.birth, incidents[person.incident].date)


def test_marker_tables_sum_to_one_and_cover_every_group():
    for table in marker_tables("NIST 1036 Asian"):
        assert sum(table["freqs"]) == pytest.approx(1, abs=1e-12)
        assert min(table["freqs"]) > 0


def test_an_unknown_population_is_refused():
    with pytest.raises(InvalidInput, match="known are NIST 1036"):
        marker_tables("Atlantis")
