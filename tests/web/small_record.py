"""A small made-up record with something on every page; `python -m tests.web.small_record` makes a store of it."""

from __future__ import annotations

import datetime as dt
import math
import os
from pathlib import Path
from types import SimpleNamespace

from tests.web.small_custody import record_small_custody
from tests.web.small_decisions import record_small_decisions
from tests.web.small_families import record_small_families
from tests.web.small_identities import record_small_identities

PASSWORD = "a long enough password 7"  # of every account of the store that the browser test serves
PERSONS = 120
ARTICLE = """WASHINGTON, July 12, 2018

About 7,700 U.S. service members are still missing from the Korean War, spokesman John Example said.

North Korea handed over 55 cases of remains on July 27, 2017, the Defense Department said. Nearly 8,000 Americans are
still missing from the Korean War, a veterans' group said.

The meeting planned for Thursday did not take place.
"""  # made up, in the manner of a press agency
KEPT_OUT_OF_LISTS = "<script>alert(1)</script>"  # a name as an attacker would type it


def record_small_case() -> SimpleNamespace:
    """Record it all through the verbs; returns the keys that tests ask for."""
    from repatria.problems import Problem
    from repatria.registry.custody.verbs import add_container, add_hand_over
    from repatria.registry.families.verbs import Member, add_family
    from repatria.registry.imports.verbs import note_import
    from repatria.registry.laboratory.verbs import add_population, add_remains, record_profile, take_sample
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.roster.conflicts import add_conflict
    from repatria.registry.roster.models import MissingPerson, Sex, Status
    from repatria.registry.roster.pursuit import set_pursuit
    from repatria.registry.roster.units import add_unit
    from repatria.registry.roster.verbs import add_incident, add_person, change_status
    from repatria.registry.runs.parameters import SearchParameters
    from repatria.registry.runs.verbs import FoundPair, record_run
    from repatria.registry.sources.verbs import add_source, cite_figure
    from repatria.registry.talks.undertakings import add_agreement, add_channel, add_commitment, add_commitment_step
    from repatria.registry.talks.verbs import add_engagement, add_party

    keys = SimpleNamespace()
    with recording(OPERATOR) as record:
        keys.source = add_source(record, "S1", "A newspaper", title="On the talks", published="2018-07-12")
        keys.figure = cite_figure(
            record,
            "S1-F1",
            keys.source,
            label_en="Missing of the war",
            label_ko="전쟁 실종자",
            value=7700.0,
            low=7700.0,
            high=7700.0,
            qualifier="approx",
            unit="persons",
            predicate="missing",
            population="US service members",
            place="Korea",
            as_of="2018-07",
            speaker="A spokesman",
        )
        add_party(record, "DPAA", "Accounting agency", "organisation", name_ko="확인국")
        keys.engagement = add_engagement(
            record,
            "E1",
            "meeting",
            "Meeting on remains",
            title_ko="유해 회담",
            planned="2018-07-12",
            date="2018-07-12",
            outcome="no-show",
            place="Panmunjom",
            parties=["DPAA"],
            sources=["S1"],
        )
        add_engagement(
            record, "E2", "meeting", "General-level talks", date="2018-07-15", outcome="held", sources=["S1"]
        )
        add_engagement(record, "E3", "meeting", "Working-level talks", planned="2018-07-16", outcome="postponed")
        add_engagement(record, "E4", "operation", "Joint operations", date="1996/2005", outcome="ended")
        add_channel(record, "C1", "A made-up line")
        add_agreement(record, "A1", keys.engagement, "A made-up protocol", [("Ten boxes", "상자 열 개")])
        keys.commitment = add_commitment(
            record, "K1", "Return remains", title_ko="유해 송환", made_at_id=keys.engagement
        )
        keys.real_hand_over = add_hand_over(
            record, "H1", "Cases handed over", date="2018-07-27", declared=55, unit="cases", source_id=keys.source
        )
        add_commitment_step(
            record, keys.commitment, "partly kept", since="2018-07-27", source_id=keys.source, words_ko="일부 이행"
        )
        keys.hand_over = add_hand_over(
            record, "H2", "Made-up hand-over", date="2020-06", declared=3, counted=2, unit="boxes", made_up=True
        )
        keys.container = add_container(record, "BOX-1", "box", hand_over_id=keys.hand_over, made_up=True)
        add_container(record, "BOX-2", "box", hand_over_id=keys.hand_over, made_up=True)
        north = add_incident(
            record,
            "KW-1",
            "Withdrawal from the reservoir",
            date="1950-11",
            country="North Korea",
            place="East shore",
            longitude=127.2,
            latitude=40.4,
            uncertainty_m=5000.0,
        )
        south = add_incident(record, "KW-2", "Fighting at the river", date="1951-02-11", country="South Korea")
        keys.unclear_grid = add_incident(
            record, "KW-3", "Made-up loss with an unclear grid reference", grid_text="CT 7947 or CT 9747"
        )
        keys.gridded = add_incident(
            record, "KW-4", "Made-up loss with a grid reference", date="1951-06-01", grid_text="CT 1118"
        )
        keys.armed_conflict = add_conflict(
            record, "Korean War", first_day="1950-06-25", last_day="1953-07-27", name_ko="한국 전쟁"
        )
        keys.division = add_unit(record, "90 Infantry Division (made up)", echelon="division", made_up=True)
        keys.unit = add_unit(
            record,
            "901 Infantry Regiment (made up)",
            echelon="regiment",
            parent_id=keys.division,
            made_up=True,
            source="made up",
        )
        keys.incident = north
        keys.persons = [
            add_person(
                record,
                f"P{number:03}",
                "Example" if number else KEPT_OUT_OF_LISTS,
                f"Person {number:03}",
                service_number=f"SN-{number:04}",
                sex=Sex.MALE,
                birth="1931",
                service="Army" if number % 3 else "Marine Corps",
                rank="Private",
                unit=f"{900 + number % 4} Infantry Regiment (made up)",
                incident_id=north if number % 2 else south,
                since="1950-11" if number % 2 else "1951-02-11",
                made_up=True,
            )
            for number in range(PERSONS)
        ]
        markers = [
            {
                "name": name,
                "chromosome": "autosomal",
                "alleles": ["9", "10", "11"],
                "counts": [50, 30, 20],
                "frequencies": [0.5, 0.3, 0.2],
                "mutation": None,
            }
            for name in ("D3S1358", "TH01", "FGA")
        ]
        population = add_population(record, "POP", "Population for tests", markers)
        keys.missing = keys.persons[7]
        members = add_family(
            record,
            "F1",
            [
                Member("F1 grandfather", Sex.MALE),
                Member("F1 grandmother", Sex.FEMALE),
                Member("F1 father", Sex.MALE, "F1 grandfather", "F1 grandmother"),
                Member("F1 mother", Sex.FEMALE),
                Member("F1 missing", Sex.MALE, "F1 father", "F1 mother", missing_person_id=keys.missing),
                Member("F1 sister", Sex.FEMALE, "F1 father", "F1 mother"),
            ],
            population_id=population,
            made_up=True,
        )
        reference = take_sample(record, "F1 sister reference", donor_id=members["F1 sister"])
        record_profile(record, reference, {"D3S1358": ["9", "10"], "TH01": ["9", "9"], "FGA": ["10", "11"]}, kit="Kit")
        keys.other_missing = keys.persons[8]
        add_family(record, "F2", [Member("alone", Sex.MALE, missing_person_id=keys.other_missing)], made_up=True)
        keys.remains = add_remains(
            record, "R1", container_id=keys.container, sex=Sex.MALE, description="left femur", made_up=True
        )
        sample = take_sample(record, "R1-S1", remains_id=keys.remains, kind="bone")
        record_profile(record, sample, {"D3S1358": ["9", "10"], "TH01": ["9", None], "FGA": ["9", "9"]}, kit="Kit")
        add_remains(record, "R2", made_up=True)
        keys.import_ = note_import(
            record,
            format="roster",
            file_name="roll.csv",
            digest="ab" * 32,
            rows_read=3,
            landed=2,
            problems=[(Problem("roll.csv", "line 3, field birth", "not a date"), "DOE|JOHN|1931-99")],
            rejected=1,
        )
    from repatria.registry.families.models import FamilyMember

    family = {member.label: member for member in FamilyMember.objects.filter(family__code__in=("F1", "F2"))}
    keys.family = family["F1 missing"].family_id
    keys.other_family = family["alone"].family_id
    now = dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    with recording(OPERATOR) as record:
        keys.run = record_run(
            record,
            parameters=SearchParameters(threshold=2.0, top=2).as_payload(),
            version="0.1.0",
            inputs={"samples": "ab" * 32},
            started_at=now,
            finished_at=now + dt.timedelta(seconds=3),
            sample_count=1,
            target_count=2,
            pair_count=2,
            pairs=[
                FoundPair(
                    sample,
                    keys.remains,
                    keys.family,
                    keys.missing,
                    3.25,
                    1,
                    True,
                    [("D3S1358", 2.5), ("TH01", 1.25), ("FGA", -0.5)],
                ),
                FoundPair(
                    sample,
                    keys.remains,
                    keys.other_family,
                    keys.other_missing,
                    -4.0,
                    2,
                    False,
                    [("D3S1358", -math.inf), ("TH01", 0.3)],
                ),
            ],
            problems=[{"source": "family F9", "place": "marker FGA", "message": "the relatives contradict each other"}],
        )
        change_status(
            record,
            MissingPerson.objects.get(pk=keys.persons[3]),
            Status.IDENTIFIED,
            since="2019-05",
            authority="The laboratory",
            reason="signed identification",
        )
        set_pursuit(
            record,
            MissingPerson.objects.get(pk=keys.missing),
            "active pursuit",
            since="2018-03",
            authority="The agency",
            reason="the battlefield is known",
        )
    record_small_custody(keys)
    record_small_identities(keys)
    record_small_families(keys)
    from repatria.registry.runs.parameters import SearchParameters

    keys.document = record_article()
    from repatria.registry.sources.documents import ProposedClaim

    keys.claim = ProposedClaim.objects.filter(document=keys.document, figure_count__gt=0).order_by("number").first().pk
    from repatria.registry.runs.models import Hit
    from repatria.registry.runs.queue import cancel_search, request_search

    queued = request_search(OPERATOR, SearchParameters(threshold=3.0))
    cancel_search(OPERATOR, queued, "asked for by mistake")  # so that no worker takes it up
    keys.queued = queued.pk
    keys.best, keys.excluded = Hit.objects.order_by("rank").values_list("pk", flat=True)
    record_small_decisions(keys)
    return keys


def record_article() -> int:
    """Keep a made-up article as a historian would, with its proposed claims; returns its key."""
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.sources.document_reading import from_pasted
    from repatria.registry.sources.document_verbs import record_document

    reading = from_pasted(ARTICLE, "pasted text")
    with recording(OPERATOR) as record:
        return record_document(record, reading, publisher="A made-up agency", title="An article for tests")


def account_name(role: str) -> str:
    """The user name under which a role signs in."""
    return role.lower().replace(" ", "-")


def main() -> None:
    """Make a store of it under REPATRIA_HOME with four accounts, for the browser test."""
    from repatria.registry.store import create_store

    create_store(Path(os.environ["REPATRIA_HOME"]))
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.permissions import Role
    from repatria.registry.people.verbs import add_account

    keys = record_small_case()
    for role in (Role.DNA_ANALYST, Role.HISTORIAN, Role.CUSTODIAN, Role.FAMILY):
        family = keys.family if role is Role.FAMILY else None
        add_account(OPERATOR, account_name(role), PASSWORD, role, family_id=family)


if __name__ == "__main__":
    main()
