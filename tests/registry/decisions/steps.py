"""The steps of a decision in tests, each by the officer whose step it is."""

from __future__ import annotations

import datetime as dt

from repatria.registry.decisions.consequences import notify_family, record_burial, release
from repatria.registry.decisions.models import Discipline, Identification
from repatria.registry.decisions.verbs import propose, review, sign
from repatria.registry.laboratory.models import Remains
from repatria.registry.ledger.append import recording
from repatria.registry.roster.models import MissingPerson
from tests.registry.decisions.conftest import WORD

LINE = {
    "line": "DNA",
    "numerator": "the remains are P1",
    "denominator": "the remains are of someone unrelated",
    "log10_lr": 11.25,
    "population": "NIST 1036 Caucasian",
    "parameters": {"mutation model": "equal", "mutation rate": 0.001},
    "inputs": {"samples": "0" * 64},
    "version": "0.1.0",
}
TODAY = dt.datetime.now(dt.UTC).date().isoformat()
IDENTIFIERS = {"name": "agrees", "service number": "agrees", "accession": "agrees"}


def person() -> MissingPerson:
    return MissingPerson.objects.get(reference="P1")


def remains(code: str = "R1") -> Remains:
    return Remains.objects.get(code=code)


def proposed(team, code: str = "R1") -> Identification:
    with recording(team["anna"].actor) as record:
        key = propose(record, person(), [remains(code)], [LINE])
    return Identification.objects.get(pk=key)


def reviewed(team, code: str = "R1") -> Identification:
    decision = proposed(team, code)
    for name, discipline in (("dora", Discipline.DNA), ("theo", Discipline.ANTHROPOLOGY)):
        with recording(team[name].actor) as record:
            review(record, decision, discipline, concurs=True)
    return decision


def put_signature(team, decision: Identification, name: str, password: str = WORD) -> None:
    with recording(team[name].actor) as record:
        sign(record, decision, team[name], password)


def signed(team, code: str = "R1") -> Identification:
    decision = reviewed(team, code)
    put_signature(team, decision, "anna")
    put_signature(team, decision, "mark")
    decision.refresh_from_db()
    return decision


def told(team, code: str = "R1") -> Identification:
    decision = signed(team, code)
    with recording(team["lily"].actor) as record:
        notify_family(record, decision, on=TODAY, told="a sister", how="in person")
    return decision


def released(team, code: str = "R1", *, decision: Identification | None = None) -> Identification:
    decision = decision or told(team, code)
    with recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="the family", checked=IDENTIFIERS, similar_names_seen=True)
    return decision


def buried(team, code: str = "R1", *, place: str = "a national cemetery") -> Identification:
    decision = released(team, code)
    with recording(team["lily"].actor) as record:
        record_burial(record, decision, on=TODAY, place=place)
    decision.refresh_from_db()
    return decision
