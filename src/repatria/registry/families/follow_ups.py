"""Questions of a family and promises to it: recorded with their due date, answered, and where each stands."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf, begins
from repatria.registry.families.models import Family
from repatria.registry.families.told import person_of_family
from repatria.registry.families.told_models import Answer, FollowUp, FollowUpAnswer, FollowUpKind
from repatria.registry.ledger.append import Recording, now
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.when import dated


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
