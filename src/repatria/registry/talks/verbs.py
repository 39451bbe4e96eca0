"""Verbs of the talks: parties, engagements with outcome and relations, delegations, accounts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import TextChoices

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.custody.models import HandOver
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, creates, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.talks.models import (
    Account,
    Aspect,
    Delegation,
    Engagement,
    EngagementOutcome,
    Kind,
    Level,
    Outcome,
    Party,
    Relation,
    RelationKind,
)
from repatria.registry.when import dated

STILL_OPEN = (Outcome.PLANNED, Outcome.UNDER_ASSESSMENT)


def one_of(choices: type[TextChoices], given: str, what: str) -> str:
    """`given` when it is on the closed list; raises InvalidInput naming the list."""
    if given not in choices.values:
        raise InvalidInput(f"{what} is one of {', '.join(choices.values)}, not {given!r}")
    return str(given)


def add_party(record: Recording, code: str, name_en: str, kind: str, **columns: Any) -> int:
    """Record a party to the talks; returns its key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    if not code.strip() or not name_en.strip():
        raise InvalidInput("a party has a code and a name")
    record.flush()
    if Party.objects.filter(code=code).exists():
        raise Conflict(f"a party {code} is recorded already")
    key = record.next_id(Party)
    payload = {"id": key, "code": code, "name_en": name_en, "kind": kind, **columns}
    record.append("talks.party_added", f"party/{key}", payload)
    return key


creates("talks.party_added", Party)


def add_engagement(
    record: Recording,
    code: str,
    kind: str,
    title_en: str,
    *,
    planned: str = "",
    announced: str = "",
    date: str = "",
    outcome: str = "",
    **columns: Any,
) -> int:
    """Record an engagement with its plan and, when it is known, its outcome; returns its key.

    planned, date: partial dates or intervals ``1990/1994``; announced: since when it was planned.
    outcome: see `Outcome`, by default planned for a plan and occurred for what has a date.
    The other columns are those of `Engagement`; earliest, latest: partial dates where the date is not exact.
    """
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    one_of(Kind, kind, f"engagement {code}: the kind")
    if not title_en.strip():
        raise InvalidInput(f"engagement {code}: a title is needed")
    outcome = one_of(
        Outcome, outcome or (Outcome.OCCURRED if date else Outcome.PLANNED), f"engagement {code}: the outcome"
    )
    if outcome in STILL_OPEN and not planned:
        raise InvalidInput(f"engagement {code}: what is {outcome} says for when it is planned")
    first, last = _bounds(code, planned, date, columns.pop("earliest", ""), columns.pop("latest", ""))
    if date and first > record.moment.date():
        raise InvalidInput(f"engagement {code}: {date} is still to come; a plan has a planned date")
    partial(announced, f"engagement {code}, announced")
    record.flush()
    if Engagement.objects.filter(code=code).exists() or HandOver.objects.filter(code=code).exists():
        raise Conflict(f"an engagement or hand-over with the code {code} is recorded already")
    key = record.next_id(Engagement)
    payload = {
        "id": key,
        "code": code,
        "kind": kind,
        "title_en": title_en,
        "planned": planned,
        "date": date,
        "earliest": first.isoformat() if first else None,
        "latest": last.isoformat() if last else None,
        **columns,
    }
    record.append("talks.engagement_recorded", f"engagement/{key}", payload)
    if outcome in STILL_OPEN or announced:
        open_outcome = outcome if outcome in STILL_OPEN else Outcome.PLANNED.value
        _append_outcome(record, key, open_outcome, announced)
    if outcome not in STILL_OPEN:
        since = date.split("/")[0]
        if since and first and PartialDate(since).earliest < first:
            since = first.isoformat()
        _append_outcome(record, key, outcome, since)
    return key


def _bounds(code: str, planned: str, date: str, earliest: str, latest: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last possible day, from the bounds where they are given and from the date or plan otherwise."""
    first, _, last = (date or planned).partition("/")
    name = f"engagement {code}, date"
    first, last = partial(earliest or first, name), partial(latest or last or first, name)
    if not first:
        return None, None
    days = PartialDate(first).earliest, PartialDate(last).after - dt.timedelta(days=1)
    if days[1] < days[0]:
        raise InvalidInput(f"{name}: it cannot end before it begins")
    return days


def _days(payload: dict[str, Any]) -> dict[str, Any]:
    return {name: dt.date.fromisoformat(payload[name]) if payload[name] else None for name in ("earliest", "latest")}


creates("talks.engagement_recorded", Engagement, _days)


def set_outcome(
    record: Recording,
    engagement: Engagement,
    outcome: str,
    *,
    since: str,
    reason: str = "",
    source_id: int | None = None,
) -> int:
    """Record what came of an engagement; returns the key of the row. What was known before stays on the record.

    since: partial date, in the past; for a plan that is put off, the day it was put off, not the new day.
    """
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    one_of(Outcome, outcome, f"engagement {engagement.code}: the outcome")
    dated(record, since, f"engagement {engagement.code}, outcome")
    record.flush()
    return _append_outcome(record, engagement.pk, outcome, since, reason=reason, source_id=source_id)


def correct_outcome(record: Recording, wrong: EngagementOutcome, outcome: str, *, since: str, reason: str) -> int:
    """Put another outcome in the place of one recorded wrongly, keeping its source; the wrong one stays, marked."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    one_of(Outcome, outcome, "the outcome")
    if not reason.strip():
        raise InvalidInput("a correction says why")
    dated(record, since, "outcome", required=False)
    record.flush()
    if not EngagementOutcome.objects.filter(pk=wrong.pk, corrected_seq__isnull=True).exists():
        raise Conflict("this outcome is corrected already")
    kept = {"source_id": wrong.source_id, "corrects": wrong.pk}
    return _append_outcome(record, wrong.engagement_id, outcome, since, reason=reason, **kept)


def _append_outcome(record: Recording, engagement_id: int, outcome: str, since: str, **more: Any) -> int:
    payload = {"engagement_id": engagement_id, "outcome": str(outcome), "since": since, **more}
    return record.append("talks.outcome_recorded", f"engagement/{engagement_id}", payload)


@projects("talks.outcome_recorded")
def _write_outcomes(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        corrects = row.pop("corrects", None)
        if corrects:
            EngagementOutcome.objects.filter(pk=corrects).update(corrected_seq=fact.seq)
        insert_rows(
            EngagementOutcome, [{"id": fact.seq, "recorded_seq": fact.seq, "begins": begins(row["since"]), **row}]
        )
        standing = EngagementOutcome.objects.filter(
            engagement_id=row["engagement_id"], corrected_seq__isnull=True
        ).order_by("-begins", "-id")
        Engagement.objects.filter(pk=row["engagement_id"]).update(outcome=standing[0].outcome)


def add_delegation(
    record: Recording,
    engagement_id: int,
    party_id: int,
    *,
    level: str = Level.UNKNOWN,
    attended: bool | None = None,
) -> int:
    """Record who sat, or was to sit, for a party; returns the key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    level = one_of(Level, level, "the level of a delegation")
    record.flush()
    if Delegation.objects.filter(engagement_id=engagement_id, party_id=party_id).exists():
        raise Conflict("this party's delegation is recorded already")
    key = record.next_id(Delegation)
    payload = {"id": key, "engagement_id": engagement_id, "party_id": party_id, "level": level, "attended": attended}
    record.append("talks.delegation_recorded", f"engagement/{engagement_id}", payload)
    return key


creates("talks.delegation_recorded", Delegation)


def relate(record: Recording, kind: str, subject: str, object_: str, *, source_id: int | None = None) -> int:
    """Record how one event stands to another, by their codes; returns the key."""
    record.actor.must(Verb.CHANGE, Resource.TALKS)
    kind = one_of(RelationKind, kind, "a relation")
    record.flush()
    for code in (subject, object_):
        _event_must_exist(code)
    if subject == object_:
        raise InvalidInput(f"{subject} cannot stand in a relation to itself")
    if Relation.objects.filter(kind=kind, subject=subject, object=object_).exists():
        raise Conflict(f"{subject} and {object_}: this relation is recorded already ({kind})")
    key = record.next_id(Relation)
    payload = {"id": key, "kind": kind, "subject": subject, "object": object_, "source_id": source_id}
    record.append("talks.relation_recorded", f"relation/{key}", payload)
    return key


creates("talks.relation_recorded", Relation)


def add_account(
    record: Recording, subject: str, aspect: str, value: str, *, source_id: int | None = None, **words: str
) -> int:
    """Record what a source says of one aspect of an event or a party; returns the key. Accounts may contradict."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    aspect = one_of(Aspect, aspect, "the aspect of an account")
    if not value.strip():
        raise InvalidInput("an account says something")
    record.flush()
    if not Party.objects.filter(code=subject).exists():
        _event_must_exist(subject)
    key = record.next_id(Account)
    payload = {"id": key, "subject": subject, "aspect": aspect, "value": value, "source_id": source_id, **words}
    record.append("talks.account_recorded", f"account/{key}", payload)
    return key


creates("talks.account_recorded", Account)


def _event_must_exist(code: str) -> None:
    if not (Engagement.objects.filter(code=code).exists() or HandOver.objects.filter(code=code).exists()):
        raise InvalidInput(f"there is no engagement and no hand-over {code}")
