"""Verbs on what a family was told: when, by whom, how, on which evidence; and its correction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import begins
from repatria.registry.decisions.consequences import notifications
from repatria.registry.decisions.models import FINAL, Identification
from repatria.registry.decisions.states import first_days
from repatria.registry.families.contacts import asked_not_to_be_contacted
from repatria.registry.families.kin import known_relative
from repatria.registry.families.kin_models import Way
from repatria.registry.families.models import Family
from repatria.registry.families.told_models import Told
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson
from repatria.registry.runs.models import SearchRun
from repatria.registry.when import dated


def tell(
    record: Recording,
    family_id: int,
    words: str,
    *,
    on: str,
    how: str,
    told_by: str = "",
    person_id: int | None = None,
    relative_id: int | None = None,
    told_to: str = "",
    identification_id: int | None = None,
    run_id: int | None = None,
    despite: str = "",
) -> int:
    """Record what a family was told; returns the key.

    identification_id: the decision it rests on, which was notified before; run_id: the search it rests on. Their
    digests are kept with it. despite: why a relative who asked not to be contacted was contacted all the same.
    """
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        raise InvalidInput(f"there is no family {family_id}")
    if relative_id is not None:
        relative = known_relative(record, relative_id)
        if relative.family_id != family.pk:
            raise InvalidInput(f"{relative.name} is of another family")
        warning = asked_not_to_be_contacted(relative)
        if warning and not despite.strip():
            raise Conflict(f"{warning}; if they were contacted all the same, say why")
    elif not told_to.strip():
        raise InvalidInput("say who was told")
    payload = _told(record, family, words, on, how, told_by, person_id, identification_id, run_id)
    payload |= {"relative_id": relative_id, "told_to": told_to.strip(), "reason": despite.strip()}
    return record.append("families.told", f"family/{family.pk}", payload)


def correct_told(
    record: Recording,
    wrong: Told,
    words: str,
    *,
    on: str,
    reason: str,
    how: str = "",
    told_to: str = "",
) -> int:
    """Put right what was recorded wrongly of what a family was told, and say why; the wrong row stays, marked."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    if not reason.strip():
        raise InvalidInput("a correction says why")
    if not Told.objects.filter(pk=wrong.pk, corrected_seq=None).exists():
        raise Conflict("this entry is corrected already")
    run = next((each["number"] for each in wrong.evidence if each["kind"] == "search"), None)
    # where the notification was withdrawn as never made, the correction rests on that decision no more
    decision = notifications().filter(identification=wrong.identification_id).values_list("identification", flat=True)
    payload = _told(
        record, wrong.family, words, on, how or wrong.how, wrong.told_by, wrong.person_id, decision.first(), run
    )
    payload |= {
        "relative_id": wrong.relative_id,
        "told_to": told_to.strip() or wrong.told_to,
        "reason": reason,
        "corrects": wrong.pk,
    }
    return record.append("families.told", f"family/{wrong.family_id}", payload)


def _told(
    record: Recording,
    family: Family,
    words: str,
    on: str,
    how: str,
    told_by: str,
    person_id: int | None,
    identification_id: int | None,
    run_id: int | None,
) -> dict[str, Any]:
    if not words.strip():
        raise InvalidInput("say what the family was told")
    if how not in Way.values:
        raise InvalidInput(f"a family is told by one of {', '.join(Way.values)}, not {how!r}")
    person_of_family(family, person_id)
    evidence: list[dict[str, Any]] = []
    not_before = None
    if identification_id is not None:
        decision, not_before = _notified(family, identification_id)
        evidence.append({"kind": "decision", "number": decision.pk, "digest": decision.digest})
        on = dated(record, on, "told on", cause=not_before, because="the family was told of the decision")
    if run_id is not None:
        run = SearchRun.objects.filter(pk=run_id).first()
        if run is None:
            raise InvalidInput(f"there is no search {run_id}")
        entry = LedgerEntry.objects.get(pk=run.recorded_seq)
        evidence.append({"kind": "search", "number": run.pk, "digest": entry.hash})
        on = dated(record, on, "told on", cause=run.finished_at.date(), because=f"search {run.pk} was run")
    return {
        "family_id": family.pk,
        "person_id": person_id,
        "told_by": told_by.strip() or record.actor.name,
        "how": how,
        "words": words.strip(),
        "since": dated(record, on, "told on"),
        "identification_id": identification_id,
        "not_before": not_before.isoformat() if not_before else None,
        "evidence": evidence,
    }


def _notified(family: Family, identification_id: int) -> tuple[Identification, dt.date]:
    """The decision, and the first day on which the family can have been told of it; refuses any other in words."""
    decision = Identification.objects.filter(pk=identification_id, person__kin__family=family).first()
    if decision is None:
        raise InvalidInput(f"there is no decision {identification_id} about a missing person of this family")
    row = notifications().filter(identification=decision).order_by("on", "id").first()
    if row is None:
        state = "it is told first as its notification" if decision.state in FINAL else f"it is {decision.state}"
        raise Conflict(f"the family is told of decision {decision.pk} after both signatures; {state}")
    return decision, first_days([row])[row.pk]


def person_of_family(family: Family, person_id: int | None) -> None:
    """Refuse, in words, a person who is not one of the family's missing."""
    if person_id is not None and not MissingPerson.objects.filter(pk=person_id, kin__family=family).exists():
        raise InvalidInput("the missing person is not of this family")


@projects("families.told")
def _told_recorded(facts: list[Fact]) -> None:
    for fact in facts:
        row = dict(fact.payload)
        corrects = row.pop("corrects", None)
        if corrects:
            Told.objects.filter(pk=corrects).update(corrected_seq=fact.seq)
        not_before = dt.date.fromisoformat(row["not_before"]) if row["not_before"] else None
        first = begins(row["since"])
        row |= {"not_before": not_before, "begins": max(first, not_before) if not_before else first}
        insert_rows(Told, [{"id": fact.seq, "recorded_seq": fact.seq, **row}])
