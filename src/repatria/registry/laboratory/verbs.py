"""Verbs of the laboratory: add a population, accession remains, take a sample, record a profile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from repatria.errors import InvalidInput
from repatria.registry.laboratory.models import MarkerTable, Population, Profile, Remains, Sample
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, creates, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import Sex


def add_population(
    record: Recording, code: str, title: str, markers: Sequence[Mapping[str, Any]], *, source: str = ""
) -> int:
    """Record a population database; returns its key.

    markers: in order, each with name, chromosome, alleles, counts or None, frequencies, mutation or None.
    """
    record.actor.must(Verb.CHANGE, Resource.GENETICS)
    key = record.next_id(Population)
    rows = []
    for position, marker in enumerate(markers):
        if len(marker["alleles"]) != len(marker["frequencies"]):
            raise InvalidInput(f"population {code}, marker {marker['name']}: alleles and frequencies differ in number")
        rows.append({"id": record.next_id(MarkerTable), "position": position, **marker})
    payload = {"id": key, "code": code, "title": title, "source": source, "markers": rows}
    record.append("laboratory.population_added", f"population/{key}", payload)
    return key


@projects("laboratory.population_added")
def _population_added(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        markers = columns.pop("markers")
        insert_rows(Population, [{"recorded_seq": fact.seq, **columns}])
        insert_rows(
            MarkerTable,
            ({"recorded_seq": fact.seq, "population_id": columns["id"], **marker} for marker in markers),
        )


def add_remains(
    record: Recording,
    code: str,
    *,
    container_id: int | None = None,
    sex: Sex = Sex.UNKNOWN,
    description: str = "",
    made_up: bool = False,
    source: str = "",
) -> int:
    """Accession a set of remains; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.REMAINS)
    key = record.next_id(Remains)
    payload = {
        "id": key,
        "code": code,
        "container_id": container_id,
        "sex": Sex(sex).value,
        "description": description,
        "made_up": made_up,
        "source": source,
    }
    record.append("laboratory.remains_accessioned", f"remains/{key}", payload)
    return key


creates("laboratory.remains_accessioned", Remains)


def take_sample(
    record: Recording, code: str, *, remains_id: int | None = None, donor_id: int | None = None, kind: str = ""
) -> int:
    """Record a sample from remains or from a donor, exactly one of the two; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.GENETICS)
    if (remains_id is None) == (donor_id is None):
        raise InvalidInput(f"sample {code} comes from remains or from a donor, exactly one of the two")
    key = record.next_id(Sample)
    payload = {"id": key, "code": code, "remains_id": remains_id, "donor_id": donor_id, "kind": kind}
    record.append("laboratory.sample_taken", f"sample/{key}", payload)
    return key


creates("laboratory.sample_taken", Sample)


def record_profile(
    record: Recording,
    sample_id: int,
    calls: Mapping[str, Sequence[str | None]],
    *,
    kit: str = "",
    kind: str = "autosomal STR",
) -> int:
    """Record a typing result; returns its key. calls: {marker: [allele, allele or None]}."""
    record.actor.must(Verb.CHANGE, Resource.GENETICS)
    key = record.next_id(Profile)
    payload = {
        "id": key,
        "sample_id": sample_id,
        "kind": kind,
        "kit": kit,
        "calls": {marker: list(alleles) for marker, alleles in calls.items()},
    }
    record.append("laboratory.profile_recorded", f"sample/{sample_id}", payload)
    return key


creates("laboratory.profile_recorded", Profile)
