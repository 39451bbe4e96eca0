"""What follows a signed decision: the family is told, the remains are released and buried, and what a family chose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.decisions.models import FINAL, Consequence, Identification, State
from repatria.registry.decisions.verbs import DECIDED
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson, StatusEntry
from repatria.registry.roster.verbs import WITHDRAWN

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
CHOICES = (
    "bury with the earlier remains",
    "bury separately",
    "leave to the authority",
    "do not tell us of further finds",
)


def _append(record: Recording, identification: Identification, kind: str, on: str, details: dict[str, Any]) -> int:
    day = partial(on, "on")
    if not day:
        raise InvalidInput("say on which day")
    if PartialDate(day).earliest > record.moment.date():
        raise InvalidInput(f"{day} is still to come; record it when it has happened")
    earlier = Consequence.objects.filter(identification=identification).exclude(on="").order_by("-on").first()
    if earlier is not None and PartialDate(day).after <= PartialDate(earlier.on).earliest:
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


def _in_state(identification: Identification, allowed: Sequence[State], what: str) -> None:
    identification.refresh_from_db()
    if identification.state not in allowed:
        raise Conflict(f"the decision is {identification.state}; {what}")


def notify_family(record: Recording, identification: Identification, *, on: str, told: str, how: str) -> int:
    """Record that the family was told, by the actor, when, who and how; only after both signatures."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    _in_state(identification, FINAL, "a family is told after both signatures")
    if not told.strip() or not how.strip():
        raise InvalidInput("say who was told, and how")
    details = {"told": told, "how": how, "evidence": identification.digest}
    return _append(record, identification, "notified", on, details)


def similar_names(person: MissingPerson) -> list[MissingPerson]:
    """Others on the roll with the same family name and the same initial, whom a release might mix up."""
    initial = person.given_names.strip()[:1]
    others = MissingPerson.objects.filter(family_name__iexact=person.family_name).exclude(pk=person.pk)
    return list(others.filter(given_names__istartswith=initial).order_by("pk")) if initial else list(others)


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

    checked: identifier -> "agrees" or what differs. similar_names_seen: whoever releases has looked at the others of
    a similar name; required when there are any.
    """
    record.actor.must(Verb.SIGN, Resource.CUSTODY)
    _in_state(identification, (State.NOTIFIED,), "remains are released after the family was told")
    unknown = sorted(set(checked) - set(IDENTIFIERS))
    if unknown:
        raise InvalidInput(f"not an identifier: {', '.join(unknown)}; known are {', '.join(IDENTIFIERS)}")
    differing = sorted(name for name, result in checked.items() if result != "agrees")
    if differing:
        raise Conflict(f"{', '.join(differing)} does not agree: the remains are not released")
    if len(checked) < LEAST_IDENTIFIERS:
        raise InvalidInput(f"at least {LEAST_IDENTIFIERS} independent identifiers are compared before a release")
    alike = similar_names(identification.person)
    if alike and not similar_names_seen:
        raise Conflict(f"{len(alike)} others on the roll have a similar name: look at them before the release")
    if not to.strip():
        raise InvalidInput("say to whom the remains were released")
    details = {"to": to, "checked": checked, "similar names": [other.pk for other in alike]}
    return _append(record, identification, "released", on, details)


def record_burial(record: Recording, identification: Identification, *, on: str, place: str) -> int:
    """Record the burial of released remains."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    _in_state(identification, (State.RELEASED,), "a burial follows the release")
    if not place.strip():
        raise InvalidInput("say where")
    return _append(record, identification, "buried", on, {"place": place})


def record_choice(record: Recording, identification: Identification, *, on: str, choice: str, who: str) -> int:
    """Record what the family wants done with remains that are found after the burial."""
    record.actor.must(Verb.CHANGE, Resource.FAMILIES)
    _in_state(identification, FINAL, "a family chooses after the decision is signed")
    if choice not in CHOICES:
        raise InvalidInput(f"the choices are: {'; '.join(CHOICES)}")
    if not who.strip():
        raise InvalidInput("say who in the family chose")
    return _append(record, identification, "choice", on, {"choice": choice, "who": who})


def told_statuses(person: MissingPerson) -> list[StatusEntry]:
    """The status history as the family may know it, newest first: without what no one has told them yet."""
    rows = StatusEntry.objects.filter(person=person).order_by("-begins", "-id")
    told = Identification.objects.filter(person=person, consequences__kind="notified").exists()
    return [row for row in rows if told or not row.authority.startswith((DECIDED, WITHDRAWN))]


_STATES = {"notified": State.NOTIFIED, "released": State.RELEASED, "buried": State.BURIED}
_ORDER = [State.SIGNED, State.NOTIFIED, State.RELEASED, State.BURIED]


@projects("decisions.consequence_recorded")
def _consequence_recorded(facts: list[Fact]) -> None:
    for fact in facts:
        insert_rows(Consequence, [{"recorded_seq": fact.seq, **fact.payload}])
        state = _STATES.get(fact.payload["kind"])
        if state is not None:
            before = _ORDER[: _ORDER.index(state)]
            Identification.objects.filter(pk=fact.payload["identification_id"], state__in=before).update(state=state)
