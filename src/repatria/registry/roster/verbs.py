"""Verbs on the roll: add a missing person, change a status, correct one."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, begins, latest
from repatria.registry.identities.border import on_their_own
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.incidents import add_incident, correct_incident, date_of_loss
from repatria.registry.roster.models import MissingPerson, Sex, Status, StatusEntry
from repatria.registry.roster.pursuit import end_pursuit_unless_it_fits, resume_pursuit
from repatria.registry.when import dated

__all__ = [
    "WITHDRAWN",
    "add_incident",
    "add_person",
    "change_status",
    "correct_incident",
    "correct_status",
    "record_decided_status",
    "withdraw_decided_status",
]

DECIDED = "two signers, one of them a medical examiner"
"""The authority of a status that a signed decision brought."""
WITHDRAWN = "rescinded decision"
"""The authority of a status that holds again because a decision was rescinded."""
_NAMED = re.compile(r"identification (\d+)")


def add_person(
    record: Recording,
    reference: str,
    family_name: str,
    given_names: str = "",
    *,
    service_number: str = "",
    sex: Sex = Sex.UNKNOWN,
    birth: str = "",
    service: str = "",
    rank: str = "",
    unit: str = "",
    home: str = "",
    ancestry: str = "",
    incident_id: int | None = None,
    status: Status = Status.UNACCOUNTED_FOR,
    since: str = "",
    reason: str = "",
    made_up: bool = False,
    source: str = "",
) -> int:
    """Put a missing person on the roll with a first status; returns the person's key."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if not reference.strip() or not family_name.strip():
        raise InvalidInput("a person on the roll has a reference and a family name")
    birth = partial(birth, f"person {reference}, birth")
    since = dated(record, since, f"person {reference}, since", required=False)
    if incident_id is not None:
        _after_the_loss(since, date_of_loss(record, incident_id), f"person {reference}", birth)
    key = record.next_id(MissingPerson)
    payload = {
        "id": key,
        "reference": reference,
        "family_name": family_name,
        "given_names": given_names,
        "service_number": service_number,
        "sex": Sex(sex).value,
        "birth": birth,
        "service": service,
        "rank": rank,
        "unit": unit,
        "home": home,
        "ancestry": ancestry,
        "incident_id": incident_id,
        "status": Status(status).value,
        "since": since,
        "reason": reason,
        "made_up": made_up,
        "source": source,
    }
    record.append("roster.person_added", f"person/{key}", payload)
    return key


@projects("roster.person_added")
def _person_added(facts: list[Fact]) -> None:
    persons, statuses = [], []
    for fact in facts:
        columns = dict(fact.payload)
        since, reason = columns.pop("since"), columns.pop("reason")
        persons.append({"recorded_seq": fact.seq, **columns})
        statuses.append(_status_row(fact.seq, columns["id"], columns["status"], since, "", reason, None))
    insert_rows(MissingPerson, persons)
    insert_rows(StatusEntry, statuses)


def change_status(
    record: Recording, person: MissingPerson, status: Status, *, since: str, authority: str, reason: str
) -> None:
    """Record that from `since` on something else is so of a person, with who decided and why; earlier rows stay.

    Refused while a signed decision stands that says who the person is: it is rescinded first.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    _not_reserved(authority)
    held = brought_by_decision(person).first()
    if held is not None:
        raise Conflict(f"{held.reason} made {person.reference} {held.status}: rescind that decision first")
    _change(record, person, status, since=since, authority=authority, reason=reason)


def brought_by_decision(person: MissingPerson) -> QuerySet[StatusEntry]:
    """The standing rows of a person that a signed decision brought."""
    return StatusEntry.objects.filter(
        person=person, corrected_seq=None, authority=DECIDED, identification__isnull=False
    )


def record_decided_status(
    record: Recording, person: MissingPerson, status: Status, *, since: str, identification_id: int
) -> None:
    """`change_status` as the consequence of a signed decision, whose own permission was asked."""
    reason = f"identification {identification_id}"
    _change(record, person, status, since=since, authority=DECIDED, reason=reason, identification_id=identification_id)


def _change(
    record: Recording,
    person: MissingPerson,
    status: Status,
    *,
    since: str,
    authority: str,
    reason: str,
    **more: Any,
) -> None:
    if not authority.strip() or not reason.strip():
        raise InvalidInput("a change of status names the deciding authority and the reason")
    on_their_own(person)
    if person.status == status:
        raise Conflict(f"{person.reference} is recorded as {status} already")
    payload = _status(record, person, status, since, authority, reason)
    last = StatusEntry.objects.filter(person=person, corrected_seq=None).order_by("-begins", "-id").first()
    if last is not None and begins(payload["since"]) < last.begins:
        raise InvalidInput(
            f"{person.reference} is {last.status} since {last.since}: a change dated {since or 'at no known time'}"
            " would overlap with that; give the day more precisely, or correct that status instead"
        )
    end_pursuit_unless_it_fits(record, person, status, since=since, authority=authority, reason=reason)
    record.append("roster.status_changed", f"person/{person.pk}", {**payload, **more})


def correct_status(
    record: Recording, wrong: StatusEntry, status: Status, *, since: str, authority: str, reason: str
) -> None:
    """Record that a row of the history was wrong, and what is right; the wrong row stays, marked as corrected.

    A status that a signed decision brought is not corrected here: the decision is rescinded.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    _not_reserved(authority)
    if wrong.authority == DECIDED and wrong.identification_id is not None:
        raise Conflict(f"this status was brought by {wrong.reason}: rescind that decision instead")
    _correct(record, wrong, status, since=since, authority=authority, reason=reason)


def withdraw_decided_status(record: Recording, row: StatusEntry, *, reason: str) -> None:
    """Correct the status that a rescinded decision had brought: what held before it holds again."""
    before = StatusEntry.objects.filter(person=row.person, corrected_seq=None).exclude(pk=row.pk)
    held = before.order_by("-begins", "-id").first()
    payload = {
        "person_id": row.person_id,
        "status": held.status if held else Status.UNACCOUNTED_FOR.value,
        "since": held.since if held else "",  # as it was held: whatever its date, a rescission does not fail for it
        "authority": WITHDRAWN,
        "reason": reason,
        "identification_id": row.identification_id,
    }
    record.append("roster.status_corrected", f"person/{row.person_id}", {**payload, "wrong_id": row.pk})
    if payload["status"] == Status.UNACCOUNTED_FOR:
        resume_pursuit(record, row.person, ended_by=DECIDED, authority=WITHDRAWN, reason=reason)


def _not_reserved(authority: str) -> None:
    """Only a decision speaks with the authority of one."""
    if " ".join(authority.split()).casefold() in (DECIDED, WITHDRAWN):
        raise InvalidInput(f"the authority {authority.strip()!r} is that of a decision: propose one and have it signed")


def _correct(record: Recording, wrong: StatusEntry, status: Status, *, since: str, authority: str, reason: str) -> None:
    if not authority.strip() or not reason.strip():
        raise InvalidInput("a correction names the deciding authority and the reason")
    if wrong.corrected_seq is not None:
        raise Conflict(f"this status was corrected already, by entry {wrong.corrected_seq}")
    payload = _status(record, wrong.person, status, since, authority, reason)
    others = StatusEntry.objects.filter(person=wrong.person_id, corrected_seq=None).exclude(pk=wrong.pk)
    place, first = (wrong.begins, wrong.pk), begins(payload["since"])
    for row in others:
        before = (row.begins, row.pk) < place
        if (first < row.begins) if before else (first > row.begins):
            raise InvalidInput(
                f"{wrong.person.reference} is {row.status} since {row.since}: a correction dated"
                f" {since or 'at no known time'} would come {'before' if before else 'after'} that;"
                " correct that status too"
            )
    held = [(row.begins, row.pk, row.status) for row in others]
    stands = max([*held, (first, wrong.pk, payload["status"])])[2]
    end_pursuit_unless_it_fits(record, wrong.person, stands, since=since, authority=authority, reason=reason)
    record.append("roster.status_corrected", f"person/{wrong.person_id}", {**payload, "wrong_id": wrong.pk})


def _after_the_loss(since: str, lost: str, what: str, birth: str = "") -> None:
    """Refuse, in words, a status that began before the loss, and a loss before the birth."""
    if not lost:
        return
    if birth and PartialDate(birth).earliest >= PartialDate(lost).after:
        raise InvalidInput(f"{what}: lost ({lost}) before being born ({birth})")
    if since and PartialDate(since).after <= PartialDate(lost).earliest:
        raise InvalidInput(f"{what}: {since} is before the loss ({lost})")


def _status(
    record: Recording, person: MissingPerson, status: Status, since: str, authority: str, reason: str
) -> dict[str, Any]:
    record.flush()
    since = dated(record, since, f"status of {person.reference}, since", required=False)
    if person.incident_id is not None:
        _after_the_loss(since, date_of_loss(record, person.incident_id), f"status of {person.reference}")
    return {
        "person_id": person.pk,
        "status": Status(status).value,
        "since": since,
        "authority": authority,
        "reason": reason,
    }


@projects("roster.status_changed")
@projects("roster.status_corrected")
def _status_changed(facts: list[Fact]) -> None:
    """All rows first, then what they correct, then the status that now stands for each person: a few queries a run."""
    changes = [(fact.seq, fact.payload) for fact in facts]
    decisions = _named_in_words(changes)
    columns = ("person_id", "status", "since", "authority", "reason")
    insert_rows(
        StatusEntry,
        (
            _status_row(seq, *(change[name] for name in columns), change.get("identification_id", decisions.get(seq)))
            for seq, change in changes
        ),
    )
    for seq, change in changes:
        if "wrong_id" in change:
            StatusEntry.objects.filter(pk=change["wrong_id"]).update(corrected_seq=seq)
    rows = StatusEntry.objects.filter(person__in={change["person_id"] for _seq, change in changes})
    held: dict[str, list[int]] = defaultdict(list)
    for person, status in latest(rows, NOW, "person_id").values_list("person_id", "status"):
        held[status].append(person)
    for status, persons in held.items():
        MissingPerson.objects.filter(pk__in=persons).exclude(status=status).update(status=status)


def _named_in_words(changes: list[tuple[int, dict[str, Any]]]) -> dict[int, int]:
    """By entry, the decision that an entry without a key names in its reason, if there is one about that person."""
    named = {
        seq: (int(words[1]), change["person_id"])
        for seq, change in changes
        if "identification_id" not in change and change["authority"] in (DECIDED, WITHDRAWN)
        if (words := _NAMED.match(change["reason"]))
    }
    if not named:
        return {}
    about = StatusEntry.identification.field.related_model._default_manager
    known = set(about.filter(pk__in=[key for key, _person in named.values()]).values_list("pk", "person_id"))
    return {seq: pair[0] for seq, pair in named.items() if pair in known}


def _status_row(
    seq: int, person: int, status: str, since: str, authority: str, reason: str, identification: int | None
) -> dict[str, Any]:
    return {
        "id": seq,
        "recorded_seq": seq,
        "person_id": person,
        "status": status,
        "since": since,
        "begins": begins(since),
        "authority": authority,
        "reason": reason,
        "identification_id": identification,
    }
