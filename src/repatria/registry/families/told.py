"""Verbs on what a family was told, asked and was promised; and what of the record a family may see as told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf, begins
from repatria.registry.decisions.consequences import notifications, told_statuses
from repatria.registry.decisions.models import FINAL, Identification
from repatria.registry.decisions.verbs import DECIDED
from repatria.registry.families.contacts import asked_not_to_be_contacted
from repatria.registry.families.kin import known_relative
from repatria.registry.families.kin_models import Way
from repatria.registry.families.models import Family
from repatria.registry.families.told_models import Answer, FollowUp, FollowUpAnswer, FollowUpKind, Told
from repatria.registry.ledger.append import Recording, now
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson, StatusEntry
from repatria.registry.roster.verbs import WITHDRAWN
from repatria.registry.runs.models import SearchRun
from repatria.registry.when import dated

_DECISION = re.compile(r"identification (\d+)")


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
    payload = _told(
        record, wrong.family, words, on, how or wrong.how, wrong.told_by, wrong.person_id, wrong.identification_id, run
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
    return decision, PartialDate(row.on).earliest


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


def add_follow_up(
    record: Recording, family_id: int, kind: str, words: str, *, on: str, due: str = "", person_id: int | None = None
) -> int:
    """Record a question of the family or a promise to it, with the date it is due; returns the key."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    family = Family.objects.filter(pk=family_id).first()
    if family is None:
        raise InvalidInput(f"there is no family {family_id}")
    if kind not in FollowUpKind.values:
        raise InvalidInput(f"a follow-up is one of {', '.join(FollowUpKind.values)}, not {kind!r}")
    if not words.strip():
        raise InvalidInput("say what was asked or promised")
    person_of_family(family, person_id)
    on, due = dated(record, on, "on"), partial(due, "due")
    if due and PartialDate(due).after <= PartialDate(on).earliest:
        raise InvalidInput(f"it cannot be due ({due}) before it was asked or promised ({on})")
    payload = {
        "id": record.next_id(FollowUp),
        "family_id": family.pk,
        "person_id": person_id,
        "kind": kind,
        "words": words.strip(),
        "on": on,
        "due": due,
    }
    record.append("families.follow_up_added", f"family/{family.pk}", payload)
    return int(payload["id"])


@projects("families.follow_up_added")
def _follow_up_added(facts: list[Fact]) -> None:
    insert_rows(
        FollowUp,
        (
            {
                "recorded_seq": fact.seq,
                **fact.payload,
                "begins": begins(fact.payload["on"]),
                "last_day": PartialDate(fact.payload["due"]).after - dt.timedelta(days=1)
                if fact.payload["due"]
                else None,
            }
            for fact in facts
        ),
    )


def answer_follow_up(
    record: Recording, follow_up_id: int, answer: str, *, on: str, words: str = "", reason: str = ""
) -> int:
    """Record what became of a question or a promise; another answer than recorded corrects it and says why."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    record.flush()
    row = FollowUp.objects.filter(pk=follow_up_id).first()
    if row is None:
        raise InvalidInput(f"there is no question or promise {follow_up_id}")
    if answer not in Answer.values:
        raise InvalidInput(f"a follow-up ends as one of {', '.join(Answer.values)}, not {answer!r}")
    wrong = FollowUpAnswer.objects.filter(follow_up=row, corrected_seq=None).first()
    if wrong is not None and not reason.strip():
        raise InvalidInput(f"it is recorded as {wrong.answer} since {wrong.since}: say why that is wrong")
    if answer == Answer.OPEN_AGAIN and wrong is None:
        raise Conflict("nothing is recorded of it yet: it is open")
    payload = {
        "follow_up_id": row.pk,
        "answer": answer,
        "words": words.strip(),
        "since": dated(record, on, "on", cause=row.begins, because="it was asked or promised"),
        "reason": reason.strip(),
    }
    return record.append("families.follow_up_answered", f"family/{row.family_id}", payload)


@projects("families.follow_up_answered")
def _follow_up_answered(facts: list[Fact]) -> None:
    for fact in facts:
        row = fact.payload
        FollowUpAnswer.objects.filter(follow_up=row["follow_up_id"], corrected_seq=None).update(corrected_seq=fact.seq)
        insert_rows(FollowUpAnswer, [{"id": fact.seq, "recorded_seq": fact.seq, **row, "begins": begins(row["since"])}])


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing a family was told, from this room or as the notification of a decision.

    row: the entry, null for a notification; decision: the one it tells of, if any.
    """

    on: str
    begins: dt.date
    to: str
    by: str
    how: str
    words: str
    person: MissingPerson | None
    evidence: Sequence[dict[str, Any]]
    row: Told | None = None
    decision: Identification | None = None


def notices(family: Family, point: AsOf = NOW) -> list[Notice]:
    """All that a family had been told at a point, the notifications of decisions among it, newest first."""
    rows = Told.objects.filter(point.history(), family=family).select_related("person", "relative", "identification")
    found = [
        Notice(
            row.since,
            row.begins,
            row.relative.name if row.relative else row.told_to,
            row.told_by,
            row.how,
            row.words,
            row.person,
            row.evidence,
            row,
            row.identification,
        )
        for row in rows
    ]
    told = notifications(point).filter(identification__person__kin__family=family)
    for row in told.select_related("identification__person"):
        decision = row.identification
        first = PartialDate(row.on).earliest
        if point.on is not None and first > point.on:
            continue
        evidence = [{"kind": "decision", "number": decision.pk, "digest": row.details["evidence"]}]
        found.append(
            Notice(
                row.on,
                first,
                row.details["told"],
                row.by,
                row.details["how"],
                "",
                decision.person,
                evidence,
                None,
                decision,
            )
        )
    return sorted(found, key=lambda each: (each.begins, each.row.pk if each.row else 0), reverse=True)


@dataclass(frozen=True, slots=True)
class Followed:
    """A question or a promise at a point. answer: what became of it; state: answered, kept..., open, or overdue."""

    follow_up: FollowUp
    answer: FollowUpAnswer | None
    state: str


def follow_ups(family: Family, point: AsOf = NOW) -> list[Followed]:
    """Questions and promises at a point, the overdue and open ones first, then the newest."""
    day = point.on or now().date()
    asked = FollowUp.objects.filter(point.known(), point.happened(), family=family).order_by("-begins", "-id")
    answers = {
        row.follow_up_id: row
        for row in FollowUpAnswer.objects.filter(point.history(), follow_up__in=asked).order_by("begins", "id")
    }
    found = [Followed(row, answers.get(row.pk), _state(row, answers.get(row.pk), day)) for row in asked]
    return sorted(
        found, key=lambda each: ("overdue", "open").index(each.state) if each.state in ("overdue", "open") else 2
    )


def _state(row: FollowUp, answer: FollowUpAnswer | None, day: dt.date) -> str:
    if answer is not None and answer.answer != Answer.OPEN_AGAIN:
        return answer.answer
    return "overdue" if row.last_day is not None and row.last_day < day else "open"


def statuses_as_told(person: MissingPerson, point: AsOf = NOW) -> list[StatusEntry]:
    """The status history as the family may know it at a point, newest first.

    A status that a decision brought, or that its rescission brought back, is there only when the family was told of
    that very decision: that they were told of an earlier one is not enough.
    """
    told = notifications(point).filter(identification__person=person)
    known = {row.identification_id for row in told if point.on is None or PartialDate(row.on).earliest <= point.on}
    rows = []
    for row in told_statuses(person):
        if not _counts(row, point):
            continue
        decision = _DECISION.match(row.reason) if row.authority in (DECIDED, WITHDRAWN) else None
        if decision is None or int(decision[1]) in known:
            rows.append(row)
    return rows


def _counts(row: StatusEntry, point: AsOf) -> bool:
    recorded = point.seq is None or row.recorded_seq <= point.seq
    return recorded and (point.on is None or row.begins <= point.on)
