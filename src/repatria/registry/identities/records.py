"""What each file says of a person, kept beside what the others say; and which value the roll uses where they differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repatria.errors import Conflict, InvalidInput
from repatria.registry.identities.border import FIELDS, because, field_value, on_their_own
from repatria.registry.identities.comparable import same_value
from repatria.registry.identities.corrections import correction_row, show_standing, take_back
from repatria.registry.identities.models import Correction, Disagreement, Settlement, SourceRecord
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import LossIncident, MissingPerson

OF_THE_LOSS = ("incident_date", "incident_place", "country")
"""Fields that files give of a person but that the roll holds of the loss incident."""
COMPARED = (*FIELDS, *OF_THE_LOSS)
"""Fields in which two sayings can contradict each other."""
_PER_ENTRY = 500
_KEPT = 200  # characters of a value that the list of disagreements holds; the record itself holds all


@dataclass(frozen=True, slots=True)
class Saying:
    """One row of a file. said: field -> value as written; first: whether it put the person on the roll."""

    person_id: int
    line: int
    said: Mapping[str, str]
    first: bool = False


def on_the_roll_of(person: MissingPerson, incident: LossIncident | None) -> dict[str, str]:
    """What the roll itself says of a person, in the fields that are compared."""
    said = {name: getattr(person, name) for name in FIELDS}
    if incident is not None:
        said |= {"incident_date": incident.date, "incident_place": incident.place, "country": incident.country}
    return said


def keep_records(
    record: Recording, import_id: int, sayings: Sequence[Saying], roll: Mapping[int, Mapping[str, str]]
) -> int:
    """Keep what a file says beside what is there; returns in how many fields it newly disagrees.

    roll: what the roll says, by person, of everyone whom a saying finds there already. A value that was seen beside
    the roll's before makes no new disagreement.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    seen = _seen({saying.person_id for saying in sayings if not saying.first})
    found = 0
    for start in range(0, len(sayings), _PER_ENTRY):
        records, disagreements = [], []
        for saying in sayings[start : start + _PER_ENTRY]:
            key = record.next_id(SourceRecord)
            said = {name: value for name, value in saying.said.items() if value}
            records.append(
                {"id": key, "person_id": saying.person_id, "line": saying.line, "first": saying.first, "said": said}
            )
            if saying.first:
                continue
            ours = roll[saying.person_id]
            for name, theirs in said.items():
                mine = ours.get(name, "")
                if name not in COMPARED or same_value(name, mine, theirs):
                    continue
                before = seen[saying.person_id, name]
                if any(same_value(name, theirs, value) for value in before):
                    continue
                before += [mine, theirs]
                row = {"id": record.next_id(Disagreement), "record_id": key, "person_id": saying.person_id}
                disagreements.append({**row, "field": name, "ours": mine[:_KEPT], "theirs": theirs[:_KEPT]})
        found += len(disagreements)
        payload = {"import_id": import_id, "records": records, "disagreements": disagreements}
        record.append("identities.records_kept", f"import/{import_id}", payload)
    return found


def _seen(persons: set[int]) -> dict[tuple[int, str], list[str]]:
    seen: dict[tuple[int, str], list[str]] = defaultdict(list)
    # all of them, not those of the persons alone: they are few, and the persons may be a hundred thousand
    for person, name, ours, theirs in Disagreement.objects.values_list("person_id", "field", "ours", "theirs"):
        if person in persons:
            seen[person, name] += [ours, theirs]
    return seen


@projects("identities.records_kept")
def _records_kept(facts: list[Fact]) -> None:
    insert_rows(
        SourceRecord,
        (
            {"recorded_seq": fact.seq, "source_id": fact.payload["import_id"], **row}
            for fact in facts
            for row in fact.payload["records"]
        ),
    )
    insert_rows(
        Disagreement,
        ({"recorded_seq": fact.seq, **row} for fact in facts for row in fact.payload["disagreements"]),
    )


def settle(record: Recording, person: MissingPerson, field: str, value: str, *, reason: str) -> int:
    """Record which of the values that disagree the roll uses, and why; returns the entry that did.

    value: one of those said, or what the roll says. Where the roll said something else, its field is corrected.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    person = MissingPerson.objects.select_related("incident").get(pk=person.pk)
    on_their_own(person)
    choices = values_said(person, field)
    if len(choices) < 2:
        raise Conflict(f"{field}: no file says otherwise, or it is settled already")
    if value not in choices:
        raise InvalidInput(f"{field}: choose one of {', '.join(choices)}")
    before = on_the_roll_of(person, person.incident).get(field, "")
    if value != before:
        if field not in FIELDS:
            raise Conflict(
                f"{field}: the roll holds it of the loss incident: correct it there, then choose what stands"
            )
        value = field_value(record, person, field, value)
    reason = because(reason, "this value is used")
    payload = {"person_id": person.pk, "field": field, "value": value, "before": before, "reason": reason, "since": ""}
    return record.append("identities.disagreement_settled", f"person/{person.pk}", payload)


def values_said(person: MissingPerson, field: str) -> list[str]:
    """The values between which an open disagreement about a field leaves the choice, the roll's own first."""
    rows = Disagreement.objects.filter(person=person, field=field, settled=None).order_by("id")
    pairs = list(rows.values_list("ours", "theirs"))
    if not pairs:
        return []
    said = [on_the_roll_of(person, person.incident).get(field, "")]
    for value in (value for pair in pairs for value in pair):
        if value and value not in said:
            said.append(value)
    return said


@projects("identities.disagreement_settled")
def _settled(facts: list[Fact]) -> None:
    for fact in facts:
        columns = fact.payload
        corrects = columns["value"] != columns["before"]
        if corrects:
            insert_rows(Correction, [correction_row(fact, columns)])
            show_standing(columns["person_id"], columns["field"])
        row = {name: columns[name] for name in ("person_id", "field", "value", "reason")}
        known = {"id": fact.seq, "recorded_seq": fact.seq, "decided_by": fact.actor}
        insert_rows(Settlement, [{**known, **row, "correction_id": fact.seq if corrects else None}])
        open_ones = Disagreement.objects.filter(person=columns["person_id"], field=columns["field"], settled=None)
        open_ones.update(settled=fact.seq)


def reopen(record: Recording, settlement: Settlement, *, reason: str) -> int:
    """Take a decision between values back, with the reason: the disagreement is open, and the roll says what it did."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if settlement.corrected_seq is not None:
        raise Conflict("the decision was taken back already")
    payload = {
        "settlement_id": settlement.pk,
        "person_id": settlement.person_id,
        "field": settlement.field,
        "correction_id": settlement.correction_id,
        "reason": because(reason, "the decision is taken back"),
    }
    return record.append("identities.disagreement_reopened", f"person/{settlement.person_id}", payload)


@projects("identities.disagreement_reopened")
def _reopened(facts: list[Fact]) -> None:
    for fact in facts:
        columns = fact.payload
        Settlement.objects.filter(pk=columns["settlement_id"]).update(corrected_seq=fact.seq)
        Disagreement.objects.filter(settled=columns["settlement_id"]).update(settled=None)
        if columns["correction_id"]:
            take_back(columns["correction_id"], fact.seq, columns["reason"])
            show_standing(columns["person_id"], columns["field"])
