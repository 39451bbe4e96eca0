"""The commands `repatria person ...`: who a person of the roll is: names, numbers, corrections, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from repatria.cli.custody import AS_OF, JSON, RECORDED_BY
from repatria.cli.output import print_json

group = typer.Typer(no_args_is_help=True, help="Who a person of the roll is: names, numbers, duplicates, records.")
REFERENCE = Annotated[str, typer.Argument(metavar="REFERENCE", help="The person's reference on the roll.")]
REASON = Annotated[str, typer.Option("--reason", help="Why; it stays on the record.")]
SOURCE = Annotated[str, typer.Option("--source", help="Where it is from.")]
_UNDONE = ("alias", "number", "correction", "not-same", "settlement")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    from repatria.cli import person_pairs

    person_pairs.register(group)
    app.add_typer(group, name="person")


def the_person(reference: str) -> Any:
    """The person of that reference; a usage error when there is none."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.roster.models import MissingPerson

    row = MissingPerson.objects.select_related("incident").filter(reference=reference).first()
    if row is None:
        raise typer.BadParameter(f"nobody on the roll has the reference {reference}", param_hint="REFERENCE")
    return row


def recorded(entry: int, as_json: bool, *, warnings: Sequence[str] = (), **more: Any) -> None:
    """Say which ledger entry was made, and what is odd about it."""
    _warn(warnings)
    if as_json:
        print_json({"entry": entry, **more, "warnings": list(warnings), "problems": []})
    else:
        typer.echo(f"Recorded as entry {entry}." + "".join(f" {name}: {value}." for name, value in more.items()))


def _warn(warnings: Sequence[str]) -> None:
    for each in warnings:
        typer.echo(f"warning: {each}", err=True)


@group.command("show")
def show(reference: REFERENCE, as_of: AS_OF = "", recorded_by: RECORDED_BY = "", as_json: JSON = False) -> None:
    """Who a person is at any past point: names, numbers, what each file says, corrections, merged entries."""
    row = the_person(reference)
    from repatria.registry.asof import as_of as point_of
    from repatria.registry.identities.border import FIELDS
    from repatria.registry.identities.read import identity_of

    known = identity_of(row, point_of(as_of, recorded_by))
    answer = {
        "reference": known.person.reference,
        **{name: getattr(known.person, name) for name in FIELDS},
        "status": row.status,
        "made_up": row.made_up,
        "merged_into": known.into.kept.reference if known.into else None,
        "struck_off": {"entry": known.gone.pk, "reason": known.gone.reason} if known.gone else None,
        "aliases": [
            {"id": a.pk, "kind": a.kind, "family_name": a.family_name, "given_names": a.given_names, "source": a.source}
            for a in known.aliases
        ],
        "numbers": [
            {"id": n.pk, "number": n.number, "service": n.service, "since": n.since, "until": n.until}
            for n in known.numbers
        ],
        "took_in": [{"reference": t.person.reference, "reason": t.merge.reason} for t in known.took_in],
        "records": [
            {"import": r.source_id, "file": r.source.file_name, "line": r.line, "said": r.said} for r in known.records
        ],
        "differ": [line.field for line in known.compared if line.differs],
        "open": [line.field for line in known.compared if line.open],
        "corrections": [
            {
                "id": c.pk,
                "field": c.field,
                "value": c.value,
                "before": c.before,
                "since": c.since,
                "reason": c.reason,
                "taken_back": c.corrected_seq,
            }
            for c in known.corrections
        ],
        "settlements": [
            {"id": s.pk, "field": s.field, "value": s.value, "reason": s.reason, "taken_back": s.corrected_seq}
            for s in known.settlements
        ],
    }
    if as_json:
        print_json({"as_of": as_of, "recorded_by": recorded_by, "person": answer, "problems": []})
        return
    for name, value in answer.items():
        if isinstance(value, list):
            for each in value:
                words = each if isinstance(each, str) else ", ".join(f"{k} {v}" for k, v in each.items() if v)
                typer.echo(f"{name.replace('_', ' ')}: {words}")
        elif value not in ("", None):
            typer.echo(f"{name.replace('_', ' ')}: {value}")


@group.command("find")
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words of a name, or a number.")], as_json: JSON = False
) -> None:
    """Find persons by any of their names or numbers, those of entries merged into theirs included."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.identities.merges import each_person_once
    from repatria.registry.identities.search import found_by

    rows = each_person_once().filter(found_by(text))
    found = [{"reference": row.reference, "name": row.name, "status": row.status} for row in rows.order_by("id")[:200]]
    if as_json:
        print_json({"count": rows.count(), "persons": found, "problems": []})
        return
    for row in found:
        typer.echo("\t".join(row.values()))
    typer.echo(f"{rows.count():,} found.")


@group.command("add")
def add(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="A reference that nobody has.")],
    family_name: Annotated[str, typer.Argument(metavar="FAMILY_NAME")],
    given_names: Annotated[str, typer.Argument(metavar="[GIVEN_NAMES]")] = "",
    reason: REASON = "",
    source: SOURCE = "",
    number: Annotated[str, typer.Option(help="The main service number.")] = "",
    sex: Annotated[str, typer.Option(help="male, female or unknown.")] = "unknown",
    birth: Annotated[str, typer.Option(help="1931, 1931-05 or 1931-05-02.")] = "",
    service: Annotated[str, typer.Option()] = "",
    rank: Annotated[str, typer.Option()] = "",
    unit: Annotated[str, typer.Option()] = "",
    home: Annotated[str, typer.Option()] = "",
    incident: Annotated[str, typer.Option(help="Code of the loss incident.")] = "",
    since: Annotated[str, typer.Option(help="Missing since; without it, the day of the loss.")] = "",
    made_up: Annotated[bool, typer.Option("--made-up", help="Invented, for a demonstration or a test.")] = False,
    as_json: JSON = False,
) -> None:
    """Put one person on the roll by hand."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.identities.entering import enter_person
    from repatria.registry.identities.same_number import number_warnings
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    warnings = number_warnings(number)
    fields = {
        "family_name": family_name,
        "given_names": given_names,
        "service_number": number,
        "sex": sex,
        "birth": birth,
        "service": service,
        "rank": rank,
        "unit": unit,
        "home": home,
    }
    with recording(OPERATOR) as record:
        key = enter_person(
            record,
            reference,
            fields,
            incident_code=incident,
            since=since,
            source=source,
            reason=reason,
            made_up=made_up,
        )
    _warn(warnings)
    if as_json:
        print_json({"person": key, "reference": reference, "warnings": warnings, "problems": []})
    else:
        typer.echo(f"{reference} is on the roll, as person {key}.")


@group.command("correct")
def correct(
    reference: REFERENCE,
    field: Annotated[str, typer.Argument(metavar="FIELD", help="family_name, birth, rank, unit ...")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What is right; empty for not known.")],
    reason: REASON = "",
    since: Annotated[str, typer.Option(help="From when it is so, for what changes in a life.")] = "",
    as_json: JSON = False,
) -> None:
    """Correct one field of a person; the history stays."""
    row = the_person(reference)
    from repatria.registry.identities.corrections import correct as correct_field
    from repatria.registry.identities.same_number import number_warnings
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        entry = correct_field(record, row, field, value, reason=reason, since=since)
    recorded(entry, as_json, warnings=number_warnings(value, row.pk) if field == "service_number" else ())


@group.command("alias")
def alias(
    reference: REFERENCE,
    family_name: Annotated[str, typer.Argument(metavar="FAMILY_NAME")],
    given_names: Annotated[str, typer.Argument(metavar="[GIVEN_NAMES]")] = "",
    kind: Annotated[
        str,
        typer.Option(help="other spelling, transliteration, name in Hangul, maiden name, religious name or name used."),
    ] = "other spelling",
    source: SOURCE = "",
    as_json: JSON = False,
) -> None:
    """Record another name of a person."""
    row = the_person(reference)
    from repatria.registry.identities.names import add_alias
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        entry = add_alias(record, row, family_name, given_names, kind=kind, source=source)
    recorded(entry, as_json)


@group.command("number")
def number(
    reference: REFERENCE,
    service_number: Annotated[str, typer.Argument(metavar="NUMBER")],
    service: Annotated[str, typer.Option(help="The service that gave it.")] = "",
    since: Annotated[str, typer.Option(help="Used from this date.")] = "",
    until: Annotated[str, typer.Option(help="Used until this date.")] = "",
    source: SOURCE = "",
    main: Annotated[bool, typer.Option("--main", help="Make it the main one; it is added first if need be.")] = False,
    reason: Annotated[str, typer.Option(help="Why it is the main one.")] = "",
    as_json: JSON = False,
) -> None:
    """Record another service number of a person, or make one the main one."""
    row = the_person(reference)
    from repatria.registry.identities.comparable import number_key
    from repatria.registry.identities.models import ServiceNumber
    from repatria.registry.identities.names import add_number, set_main_number
    from repatria.registry.identities.same_number import number_warnings
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    numbers = ServiceNumber.objects.filter(person=row, corrected_seq=None, key=number_key(service_number))
    with recording(OPERATOR) as record:
        if not (main and numbers.exists()):
            entry = add_number(record, row, service_number, service=service, since=since, until=until, source=source)
            record.flush()
        if main:
            entry = set_main_number(record, numbers.get(), reason=reason)
    recorded(entry, as_json, warnings=number_warnings(service_number, row.pk))


@group.command("take-back")
def take_back(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=", ".join(_UNDONE) + ".")],
    entry: Annotated[int, typer.Argument(metavar="ENTRY", help="The ledger entry that recorded it.")],
    reason: REASON = "",
    as_json: JSON = False,
) -> None:
    """Take a name, a number, a correction, a "not the same" or a decision between files back."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.identities import corrections, merges, names, records
    from repatria.registry.identities.models import Alias, Correction, NotSame, ServiceNumber, Settlement
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    verbs = {
        "alias": (Alias, names.withdraw_alias),
        "number": (ServiceNumber, names.withdraw_number),
        "correction": (Correction, corrections.withdraw_correction),
        "not-same": (NotSame, merges.unmark_not_same),
        "settlement": (Settlement, records.reopen),
    }
    if what not in verbs:
        raise typer.BadParameter(f"one of {', '.join(verbs)}", param_hint="WHAT")
    table, verb = verbs[what]
    row = table.objects.filter(pk=entry).first()
    if row is None:
        raise typer.BadParameter(f"entry {entry} recorded no {what}", param_hint="ENTRY")
    with recording(OPERATOR) as record:
        made = verb(record, row, reason=reason)
    recorded(made, as_json)
