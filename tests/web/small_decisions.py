"""Decisions of the small record: one reviewed and waiting to be signed, one signed, told and rescinded."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

OFFICERS = {"examiner": "medical examiner", "officer": "identification coordinator"}
WORD = "a long made-up password 7"


def record_small_decisions(keys: SimpleNamespace) -> None:
    """Everything through the verbs; the passwords of the two officers are hashed fast, because this is a test."""
    from django.test.utils import override_settings

    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        _record(keys)


def _record(keys: SimpleNamespace) -> None:
    from repatria.registry.decisions.consequences import notify_family, record_choice
    from repatria.registry.decisions.evidence import circumstance, dna_line, stated_line
    from repatria.registry.decisions.models import Consequence, Discipline, Identification
    from repatria.registry.decisions.verbs import propose, rescind, review, sign
    from repatria.registry.laboratory.models import Remains
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import Actor
    from repatria.registry.people.models import User
    from repatria.registry.people.permissions import Role
    from repatria.registry.roster.models import MissingPerson
    from repatria.registry.runs.models import Hit

    users = {}
    for name, role in OFFICERS.items():
        users[name] = User(username=name, role=role)
        users[name].set_password(WORD)
        users[name].save()
    coordinator, today = users["officer"].actor, dt.datetime.now(dt.UTC).date().isoformat()
    reviewers = {
        Discipline.DNA: Actor("dora", Role.DNA_ANALYST),
        Discipline.ANTHROPOLOGY: Actor("theo", Role.ANTHROPOLOGIST),
    }

    def decide(person: int, remains: str, evidence: list[dict]) -> Identification:
        with recording(coordinator) as record:
            found = [Remains.objects.get(code=remains)]
            key = propose(record, MissingPerson.objects.get(pk=person), found, evidence, summary="Made up for tests.")
        decision = Identification.objects.get(pk=key)
        for discipline, actor in reviewers.items():
            with recording(actor) as record:
                review(record, decision, discipline, concurs=True)
        return decision

    stature = stated_line(
        "anthropology",
        "stature of 178 cm, give or take 3",
        0.4,
        numerator="the remains are of a man of 178 cm",
        denominator="the remains are of a man of the same force",
        population="recruits, made up",
        source="report 7, made up",
    )
    seen = circumstance("history", "last seen at the east shore", "unit diary, made up")
    pair = Hit.objects.select_related("run", "sample", "remains", "person", "family__population").order_by("rank")[0]
    past = decide(keys.persons[20], "R2", [stature])
    for user in users.values():
        with recording(user.actor) as record:
            sign(record, past, user, WORD)
    with recording(Actor("lily", Role.FAMILY_LIAISON)) as record:
        notify_family(record, past, on=today, told="a sister", how="in person")
        record_choice(record, past, on=today, choice="bury separately", who="a sister")
    keys.consequence = Consequence.objects.get(kind="notified").pk
    with recording(users["examiner"].actor) as record:
        rescind(record, past, "the samples were swapped")
    keys.rescinded = past.pk
    keys.decision = decide(keys.missing, "R1", [dna_line(pair), stature, seen]).pk
