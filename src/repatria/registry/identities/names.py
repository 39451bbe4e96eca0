"""Verbs on names and numbers: add another one, take it back, and say which service number is the main one."""

from __future__ import annotations

from repatria.dates import PartialDate, partial
from repatria.errors import Conflict, InvalidInput
from repatria.registry.identities.border import because, line, on_their_own
from repatria.registry.identities.comparable import name_key, number_key
from repatria.registry.identities.corrections import correction_row, show_standing
from repatria.registry.identities.models import Alias, AliasKind, Correction, ServiceNumber
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson

_HANGUL = range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xAC00, 0xD7A4)


def add_alias(
    record: Recording,
    person: MissingPerson,
    family_name: str,
    given_names: str = "",
    *,
    kind: AliasKind | str,
    source: str,
) -> int:
    """Record another name of a person, and where it is from; returns the entry that did."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    on_their_own(person)
    family_name, given_names = (
        line(family_name, "family name", 120),
        line(given_names, "given names", 160, required=False),
    )
    if kind not in AliasKind.values:
        raise InvalidInput(f"the kinds of names are {', '.join(AliasKind.values)}")
    if kind == AliasKind.HANGUL and not all(_in_hangul(letter) for letter in name_key(family_name + given_names)):
        raise InvalidInput("a name in Hangul is written in Hangul")
    keys = name_key(family_name), name_key(given_names)
    if not keys[0]:
        raise InvalidInput("family name: there is no letter in it")
    if keys == (name_key(person.family_name), name_key(person.given_names)):
        raise Conflict("that is the name on the roll")
    if Alias.objects.filter(person=person, corrected_seq=None, family_key=keys[0], given_key=keys[1]).exists():
        raise Conflict("the person has that name already")
    payload = {
        "person_id": person.pk,
        "kind": AliasKind(kind).value,
        "family_name": family_name,
        "given_names": given_names,
        "source": line(source, "source", 200),
    }
    return record.append("identities.alias_added", f"person/{person.pk}", payload)


def _in_hangul(letter: str) -> bool:
    return any(ord(letter) in letters for letters in _HANGUL)


@projects("identities.alias_added")
def _alias_added(facts: list[Fact]) -> None:
    insert_rows(
        Alias,
        (
            {
                "id": fact.seq,
                "recorded_seq": fact.seq,
                **fact.payload,
                "family_key": name_key(fact.payload["family_name"]),
                "given_key": name_key(fact.payload["given_names"]),
            }
            for fact in facts
        ),
    )


def withdraw_alias(record: Recording, alias: Alias, *, reason: str) -> int:
    """Take a name back, with the reason; it stays on the record and is no longer found."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if alias.corrected_seq is not None:
        raise Conflict("the name was taken back already")
    payload = {"alias_id": alias.pk, "reason": because(reason, "the name is wrong")}
    return record.append("identities.alias_withdrawn", f"person/{alias.person_id}", payload)


@projects("identities.alias_withdrawn")
def _alias_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        Alias.objects.filter(pk=fact.payload["alias_id"]).update(corrected_seq=fact.seq)


def add_number(
    record: Recording,
    person: MissingPerson,
    number: str,
    *,
    service: str = "",
    since: str = "",
    until: str = "",
    source: str,
) -> int:
    """Record another service number of a person; returns the entry that did."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    on_their_own(person)
    number = line(number, "service number", 40)
    key = number_key(number)
    if not key:
        raise InvalidInput("service number: there is no letter or digit in it")
    if key == number_key(person.service_number) or _numbers(person).filter(key=key).exists():
        raise Conflict("the person has that number already")
    since, until = partial(since, "from"), partial(until, "until")
    if since and until and PartialDate(until).after <= PartialDate(since).earliest:
        raise InvalidInput(f"until: {until} is before {since}")
    payload = {
        "person_id": person.pk,
        "number": number,
        "service": line(service, "service", 80, required=False),
        "since": since,
        "until": until,
        "source": line(source, "source", 200),
    }
    return record.append("identities.number_added", f"person/{person.pk}", payload)


def _numbers(person: MissingPerson):
    return ServiceNumber.objects.filter(person=person, corrected_seq=None)


def _number_row(seq: int, columns: dict[str, str]) -> dict[str, object]:
    return {"id": seq, "recorded_seq": seq, **columns, "key": number_key(columns["number"])}


@projects("identities.number_added")
def _number_added(facts: list[Fact]) -> None:
    insert_rows(ServiceNumber, (_number_row(fact.seq, fact.payload) for fact in facts))


def withdraw_number(record: Recording, number: ServiceNumber, *, reason: str) -> int:
    """Take a number back, with the reason; the main one is corrected instead."""
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    if number.corrected_seq is not None:
        raise Conflict("the number was taken back already")
    if number.key == number_key(number.person.service_number):
        raise Conflict("that is the main number: make another one the main one first, or correct it")
    payload = {"number_id": number.pk, "reason": because(reason, "the number is wrong")}
    return record.append("identities.number_withdrawn", f"person/{number.person_id}", payload)


@projects("identities.number_withdrawn")
def _number_withdrawn(facts: list[Fact]) -> None:
    for fact in facts:
        ServiceNumber.objects.filter(pk=fact.payload["number_id"]).update(corrected_seq=fact.seq)


def set_main_number(record: Recording, number: ServiceNumber, *, reason: str) -> int:
    """Make one of a person's numbers the main one; the one before stays a number of theirs. Returns the entry.

    It is undone by making the other one the main one again, or by taking the correction back.
    """
    record.actor.must(Verb.CHANGE, Resource.ROLL)
    record.flush()
    person = MissingPerson.objects.get(pk=number.person_id)
    on_their_own(person)
    if number.corrected_seq is not None:
        raise Conflict("the number was taken back")
    if number.number == person.service_number:
        raise Conflict("that is the main number already")
    before = person.service_number
    listed = not before or _numbers(person).filter(key=number_key(before)).exists()
    payload = {
        "person_id": person.pk,
        "field": "service_number",
        "value": number.number,
        "before": before,
        "since": "",
        "reason": because(reason, "this is the main number"),
        "also": None if listed else {"service": person.service, "source": person.source or "the roll"},
    }
    return record.append("identities.main_number_set", f"person/{person.pk}", payload)


@projects("identities.main_number_set")
def _main_number_set(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        also = columns.pop("also")
        if also:
            kept = {"person_id": columns["person_id"], "number": columns["before"], **also}
            insert_rows(ServiceNumber, [_number_row(fact.seq, kept)])
        insert_rows(Correction, [correction_row(fact, columns)])
        show_standing(columns["person_id"], "service_number")
