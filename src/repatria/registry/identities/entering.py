"""The verb that puts one person on the roll by hand, with all that an officer types judged first."""

from __future__ import annotations

from collections.abc import Mapping

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict
from repatria.registry.identities.border import FIELDS, because, field_value, line
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import LossIncident, MissingPerson, Sex
from repatria.registry.roster.verbs import add_person
from repatria.registry.when import dated


def enter_person(
    record: Recording,
    reference: str,
    fields: Mapping[str, str],
    *,
    incident_code: str = "",
    since: str = "",
    source: str,
    reason: str,
    made_up: bool = False,
) -> int:
    """Put a person on the roll by hand; returns their key.

    fields: any of `FIELDS`, family_name at least. since: from when they are missing; without it, the day of the loss.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    reference = line(reference, "reference", 80)
    if MissingPerson.objects.filter(reference=reference).exists():
        raise Conflict(f"{reference} is on the roll already")
    given = {"family_name": "", "sex": Sex.UNKNOWN.value, **fields}
    values = {name: field_value(record, None, name, value) for name, value in given.items()}
    incident = LossIncident.objects.filter(code=incident_code).first() if incident_code else None
    if incident_code and incident is None:
        raise Conflict(f"there is no loss incident with the code {incident_code}")
    since = dated(record, partial(since, "missing since"), "missing since", required=False)
    since = since or (incident.date if incident else "")
    birth = values.get("birth", "")
    if birth and since and PartialDate(since).after <= PartialDate(birth).earliest:
        raise Conflict(f"birth: {birth} is after the loss ({since})")
    return add_person(
        record,
        reference,
        values.pop("family_name"),
        values.pop("given_names", ""),
        sex=Sex(values.pop("sex")),
        incident_id=incident.pk if incident else None,
        since=since,
        reason=because(reason, "they are put on the roll"),
        made_up=made_up,
        source=line(source, "source", 200),
        **{name: value for name, value in values.items() if name in FIELDS},
    )
