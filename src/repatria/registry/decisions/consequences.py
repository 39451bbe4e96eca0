"""What follows a signed decision: the family is told, the remains are released and buried, and what a family chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.custody.releases import bring_back, hand_out
from repatria.registry.decisions.further_remains import CHOICES, check_burial, require_a_choice, untold
from repatria.registry.decisions.models import (
    FINAL,
    Consequence,
    DecisionState,
    Identification,
    IdentifiedRemains,
    State,
    Withdrawal,
)
from repatria.registry.decisions.released import RETURNED
from repatria.registry.decisions.states import enter, first_days, take_back
from repatria.registry.identities.merges import each_person_once, kept_entry
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson, StatusEntry
from repatria.registry.roster.verbs import DECIDED, WITHDRAWN

IDENTIFIERS = (
    "name",
    "service number",
    "date of birth",
    "accession",
    "container seal",
    "photograph",
    "DNA sample code",
)
LEAST_IDENTIFIERS = 3
NOT_AVAILABLE = "not available"
AGREES = "agrees"
STEPS = {"notified": State.NOTIFIED, "released": State.RELEASED, "buried": State.BURIED}
"""The consequences that take a decision a step further."""


def _append(record: Recording, identification: Identification, kind: str, on: str, details: dict[str, Any]) -> int:
    day = partial(on, "on")
    if not day:
        raise InvalidInput("say on which day")
    date = PartialDate(day)
    if date.earliest > record.moment.date():
        raise InvalidInput(f"{day} is still to come; record it when it has happened")
    signed = DecisionState.objects.get(identification=identification, state=State.SIGNED)
    if date.after <= signed.begins:
        raise Conflict(f"{day} lies before {signed.since}, when the decision was signed")
    for earlier in _standing(identification).exclude(kind__in=("choice", "rescinded")):
        if date.after <= PartialDate(earlier.on).earliest:
            raise Conflict(f"{day} lies before {earlier.on}, when it was recorded as {earlier.kind}")
    key = record.next_id(Consequence)
    payload = {
        "id": key,
        "identification_id": identification.pk,
        "kind": kind,
        "on": day,
        "by": record.actor.name,
        "details": details,
    }
    record.append("decisions.consequence_recorded", f"identification/{identification.pk}", payload)
    return key


def _standing(identification: Identification) -> QuerySet[Consequence]:
    """What was recorded and not withdrawn."""
    return Consequence.objects.filter(identification=identification, withdrawal=None).order_by("id")


def _in_state(identification: Identification, allowed: Sequence[State], what: str) -> None:
    identification.refresh_from_db()
    if identification.state not in allowed:
        raise Conflict(f"the decision is {identification.state}; {what}")


def notify_family(record: Recording, identification: Identification, *, on: str, told: str, how: str) -> int:
    """Record that the family was told, by the actor, when, who and how; only after both signatures."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    _in_state(identification, (State.SIGNED,), "a family is told once, after both signatures")
    if untold(identification):
        raise Conflict("the family chose not to be told of further finds")
    if not told.strip() or not how.strip():
        raise InvalidInput("say who was told, and how")
    details = {"told": told, "how": how, "evidence": identification.digest}
    return _append(record, identification, "notified", on, details)


def similar_names(person: MissingPerson) -> list[MissingPerson]:
    """Others on the roll with the same family name and the same initial, whom a release might mix up."""
    initial = person.given_names.strip()[:1]
    others = each_person_once().filter(family_name__iexact=person.family_name).exclude(pk=person.pk).order_by("pk")
    alike = Q(given_names="") | Q(given_names__istartswith=initial)  # who has no given names on record may be anyone
    return list(others.filter(alike) if initial else others)


def release(
    record: Recording,
    identification: Identification,
    *,
    on: str,
    to: str,
    checked: dict[str, str],
    similar_names_seen: bool = False,
) -> int:
    """Release the remains after at least three independent identifiers were compared and agreed.

    Where they are items in custody, the release is the transfer from their holder to whoever received them.
    checked: identifier -> "agrees", "not available", or what differs. similar_names_seen: whoever releases has looked
    at the others of a similar name; required when there are any.
    """
    record.actor.must(Verb.SIGN, Resource.CUSTODY)
    record.actor.must(Verb.SEE, Resource.DECISIONS)
    identification.refresh_from_db()
    after = (State.SIGNED, State.NOTIFIED) if untold(identification) else (State.NOTIFIED,)
    _in_state(identification, after, "remains are released after the family was told")
    require_a_choice(identification)
    unknown = sorted(set(checked) - set(IDENTIFIERS))
    if unknown:
        raise InvalidInput(f"not an identifier: {', '.join(unknown)}; known are {', '.join(IDENTIFIERS)}")
    compared = {name: result for name, result in checked.items() if result != NOT_AVAILABLE}
    differing = sorted(name for name, result in compared.items() if result != AGREES)
    if differing:
        raise Conflict(f"{', '.join(differing)} does not agree: the remains are not released")
    if len(compared) < LEAST_IDENTIFIERS:
        raise InvalidInput(f"at least {LEAST_IDENTIFIERS} independent identifiers are compared before a release")
    alike = similar_names(identification.person)
    if alike and not similar_names_seen:
        raise Conflict(f"{len(alike)} others on the roll have a similar name: look at them before the release")
    if not to.strip():
        raise InvalidInput("say to whom the remains were released")
    details = {"to": to, "checked": checked, "similar names": [other.pk for other in alike]}
    key = _append(record, identification, "released", on, details)
    hand_out(record, _remains(identification), decision=identification.pk, on=on)
    return key


def _remains(identification: Identification) -> list[int]:
    return list(identification.items.order_by("id").values_list("remains_id", flat=True))


def record_burial(record: Recording, identification: Identification, *, on: str, place: str) -> int:
    """Record the burial of released remains."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    _in_state(identification, (State.RELEASED,), "a burial follows the release")
    if not place.strip():
        raise InvalidInput("say where")
    require_a_choice(identification)
    check_burial(identification, place)
    return _append(record, identification, "buried", on, {"place": place})


def record_return(record: Recording, identification: Identification, *, on: str, place: str) -> int:
    """Record that released remains of a rescinded decision were taken back into custody, and where they are kept."""
    record.actor.must(Verb.SIGN, Resource.CUSTODY)
    record.actor.must(Verb.SEE, Resource.DECISIONS)
    _in_state(identification, (State.RESCINDED,), "remains come back when the decision is rescinded")
    standing = set(_standing(identification).values_list("kind", flat=True))
    if "released" not in standing:
        raise Conflict("these remains were never released: they are in custody")
    if RETURNED in standing:
        raise Conflict("their return is recorded already")
    if not place.strip():
        raise InvalidInput("say where they are kept now")
    key = _append(record, identification, RETURNED, on, {"place": place})
    bring_back(record, _remains(identification), on=on)
    return key


def record_choice(record: Recording, identification: Identification, *, on: str, choice: str, who: str) -> int:
    """Record what the family wants done with remains that are found after the burial."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    _in_state(identification, FINAL, "a family chooses after the decision is signed")
    if choice not in CHOICES:
        raise InvalidInput(f"the choices are: {'; '.join(CHOICES)}")
    if not who.strip():
        raise InvalidInput("say who in the family chose")
    return _append(record, identification, "choice", on, {"choice": choice, "who": who})


def withdraw(record: Recording, consequence: Consequence, *, reason: str) -> int:
    """Take back what was recorded wrongly, with the reason; the wrong row stays, and the step before it holds again.

    Steps go back one by one, the last one first. A rescission is not taken back: propose anew.
    """
    of_custody = consequence.kind in ("released", RETURNED)
    needs = (Verb.SIGN, Resource.CUSTODY) if of_custody else (Verb.CHANGE, Resource.FAMILIES)
    record.actor.must(*needs)
    identification = consequence.identification
    identification.refresh_from_db()
    if not reason.strip():
        raise InvalidInput("say why it was wrong")
    if consequence.kind == RETURNED:
        keys = identification.items.values("remains_id")
        if IdentifiedRemains.objects.filter(remains__in=keys, open=True).exists():
            raise Conflict("these remains are in another decision since they came back: rescind that one first")
    elif consequence.kind == "rescinded" or identification.state == State.RESCINDED:
        raise Conflict("a rescinded decision stays as it is: propose anew")
    if Withdrawal.objects.filter(consequence=consequence).exists():
        raise Conflict("it was withdrawn already")
    if consequence.kind in STEPS and identification.state != STEPS[consequence.kind]:
        raise Conflict(f"the decision is {identification.state}; withdraw that first")
    key = record.next_id(Withdrawal)
    payload = {"id": key, "consequence_id": consequence.pk, "by": record.actor.name, "reason": reason}
    record.append("decisions.consequence_withdrawn", f"identification/{identification.pk}", payload)
    today = record.moment.date().isoformat()
    if consequence.kind == "released":
        bring_back(record, _remains(identification), on=today)
    elif consequence.kind == RETURNED:
        hand_out(record, _remains(identification), decision=identification.pk, on=today)
    return key


def notifications(point: AsOf = NOW) -> QuerySet[Consequence]:
    """The notifications of families that were on the record at `point` and not withdrawn by then."""
    rows = Consequence.objects.filter(point.known(), kind="notified")
    if point.seq is None:
        return rows.filter(withdrawal=None)
    return rows.exclude(withdrawal__recorded_seq__lte=point.seq)


def told_statuses(person: MissingPerson, point: AsOf = NOW) -> list[StatusEntry]:
    """The status history as the family may know it at a point, newest first.

    A status that a decision brought, or that its rescission brought back, is there only when the family was told of
    that very decision: that they were told of an earlier one is not enough. Of an entry that was merged into another:
    the history of the one that was kept, which is where it goes on, as do its decisions.
    """
    key = kept_entry().get(person.pk, person.pk)
    rows = StatusEntry.objects.filter(point.known(), person=key).order_by("-begins", "-id")
    told = list(notifications(point).filter(identification__person=key))
    days = first_days(told)
    known = {row.identification_id for row in told if point.on is None or days[row.pk] <= point.on}
    return [row for row in rows if _happened(row, point) and (not _by_decision(row) or row.identification_id in known)]


def _happened(row: StatusEntry, point: AsOf) -> bool:
    return point.on is None or row.begins <= point.on


def _by_decision(row: StatusEntry) -> bool:
    """Whether a row speaks with the authority of a decision; one that names none was told to nobody."""
    return row.authority.startswith((DECIDED, WITHDRAWN))


@projects("decisions.consequence_recorded")
def _consequence_recorded(facts: list[Fact]) -> None:
    for fact in facts:
        insert_rows(Consequence, [{"recorded_seq": fact.seq, **fact.payload}])
        state = STEPS.get(fact.payload["kind"])
        if state is not None:
            enter(fact, fact.payload["identification_id"], state, fact.payload["on"])


@projects("decisions.consequence_withdrawn")
def _consequence_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        insert_rows(Withdrawal, [{"recorded_seq": fact.seq, **fact.payload}])
        wrong = Consequence.objects.get(pk=fact.payload["consequence_id"])
        if wrong.kind in STEPS:
            take_back(fact, wrong.identification_id, wrong.recorded_seq)
