"""The commands `repatria roll ...`: counts that nest, the names behind them, and one person, at any past point."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from repatria.cli import roll_check
from repatria.cli.output import print_json

group = typer.Typer(
    no_args_is_help=True, help="Who is missing, from which unit, lost where and when, and how it stands."
)

On = Annotated[str, typer.Option("--as-of", help="What was so on this date: 1950, 1950-11 or 1950-11-27.")]
RecordedBy = Annotated[str, typer.Option("--recorded-by", help="Only what we had recorded by this date or time.")]
Json = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]
StatusOption = Annotated[str, typer.Option("--status", help="A status, or accounted-for for any way of that.")]
ServiceOption = Annotated[str, typer.Option("--service", help="The service, as recorded.")]
ConflictOption = Annotated[str, typer.Option("--conflict", help="The war, as recorded.")]
CountryOption = Annotated[str, typer.Option("--country", help="The country of the loss.")]
PlaceOption = Annotated[str, typer.Option("--place", help="The place of the loss, as recorded.")]
UnitOption = Annotated[
    str,
    typer.Option(
        "--unit",
        help="A unit by any of its names: with all units below it. '> X > Y' is one line of `count --by unit`: Y while "
        "it was directly under X, and X under none; 'X > Y' leaves open what X was under.",
    ),
]
TextOption = Annotated[str, typer.Option("--unit-text", help="A unit exactly as files write it.")]
DateOption = Annotated[str, typer.Option("--date", help="Losses recorded as within it: 1950 or 1950-11.")]
IncidentOption = Annotated[str, typer.Option("--incident", help="The code of a loss incident.")]
PursuitOption = Annotated[str, typer.Option("--pursuit", help="A pursuit category.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    roll_check.register(group)
    app.add_typer(group, name="roll")


class _AsOf(TyperCommand):
    """A command that takes `--on`, as `--as-of` was called, without speaking of it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the old name as the new one."""
        return super().parse_args(ctx, ["--as-of" + each[4:] if _old(each) else each for each in args])


def _old(argument: str) -> bool:
    return argument == "--on" or argument.startswith("--on=")


def _ask(
    on: str, recorded_by: str, unit_name: str, incident_code: str, **given: str
) -> tuple[Any, Any, dict[str, Any]]:
    """The filters and the point that were typed, and the head of the answer; usage errors in words."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.asof import as_of
    from repatria.registry.figures.part_of_roll import ANY_ACCOUNTED_FOR, UNRECORDED, Chosen
    from repatria.registry.roster.hierarchy import hierarchy
    from repatria.registry.roster.histories import PursuitCategory
    from repatria.registry.roster.models import LossIncident, Status

    try:
        point = as_of(on, recorded_by)
    except InvalidInput as error:
        raise typer.BadParameter(str(error)) from error
    _one_of("--status", given["status"], (*Status.values, ANY_ACCOUNTED_FOR))
    _one_of("--pursuit", given["pursuit"], PursuitCategory.values)
    date = given["date"]
    if date and date != UNRECORDED and not date.endswith("-??"):
        from repatria.dates import PartialDate

        try:
            PartialDate(date)
        except InvalidInput as error:
            raise typer.BadParameter(str(error), param_hint="--date") from error
    within = key = ""
    if unit_name:
        within = _within(unit_name, hierarchy(point))
    if incident_code:
        row = LossIncident.objects.filter(code=incident_code).first()
        if row is None:
            raise typer.BadParameter(f"there is no incident with the code {incident_code}", param_hint="--incident")
        key = str(row.pk)
    filters = {name: value for name, value in given.items() if value}
    filters |= {name: value for name, value in (("within", unit_name), ("incident", incident_code)) if value}
    head = {"on": on or None, "recorded_by": recorded_by or None, "recorded_seq": point.seq, "filters": filters}
    return Chosen(within=within, incident=key, **given), point, head


def _within(line: str, known: Any) -> str:
    """A part of the hierarchy from the names of its units, the highest first (see `Hierarchy.within`)."""
    names = [name.strip() for name in line.strip().removeprefix(">").split(">")]
    keys = []
    for name in names:
        found = known.tied(name)
        if found is None:
            near = known.near(name)
            hint = f"; near to it are {', '.join(near)}" if near else ""
            raise typer.BadParameter(f"there is no unit with the name {name}{hint}", param_hint="--unit")
        keys.append(str(found))
    return ("." if line.strip().startswith(">") else "") + ".".join(keys)


def _one_of(option: str, value: str, known: Any) -> None:
    if value and value not in known:
        raise typer.BadParameter(f"one of: {', '.join(known)}", param_hint=option)


@group.command("count", cls=_AsOf)
def count(
    by: Annotated[str, typer.Option("--by", help="conflict, country, place, unit, date, status, service or pursuit.")],
    status: StatusOption = "",
    service: ServiceOption = "",
    conflict: ConflictOption = "",
    country: CountryOption = "",
    place: PlaceOption = "",
    unit: UnitOption = "",
    unit_text: TextOption = "",
    date: DateOption = "",
    incident: IncidentOption = "",
    pursuit: PursuitOption = "",
    on: On = "",
    recorded_by: RecordedBy = "",
    as_json: Json = False,
) -> None:
    """Count the roll by one thing; units open to the units below them, countries to places, years to months."""
    given = {
        "status": status,
        "service": service,
        "conflict": conflict,
        "country": country,
        "place": place,
        "unit": unit_text,
        "date": date,
        "pursuit": pursuit,
    }
    chosen, point, head = _ask(on, recorded_by, unit, incident, **given)
    from repatria.registry.figures.drill_down import WAYS
    from repatria.registry.figures.drill_down import count as count_roll

    _one_of("--by", by, WAYS)
    groups = count_roll(by, chosen, point)
    total = sum(each.persons for each in groups)
    if as_json:
        from repatria.registry.roster.hierarchy import hierarchy

        known = hierarchy(point)
        told = [_as_dict(each, known) for each in groups]
        print_json({**head, "by": by, "total": total, "groups": told, "problems": []})
        return
    _tell(groups, 0)
    typer.echo(f"{total:>9,}  in all")


def _as_dict(each: Any, known: Any) -> dict[str, Any]:
    return {
        "value": each.value,
        "label": each.label,
        "persons": each.persons,
        "made_up": each.made_up,
        "filters": each.chosen.given(),
        "unit_line": _line_of(each.chosen.within, known) or None,
        "groups": [_as_dict(below, known) for below in each.groups],
    }


def _line_of(part: str, known: Any) -> str:
    """The names of a part of the hierarchy, as `--unit` takes them."""
    names = " > ".join(known.units[int(key)].name for key in part.removeprefix(".").split(".") if key)
    return f"> {names}" if part.startswith(".") else names


def _tell(groups: Any, depth: int) -> None:
    for each in groups:
        typer.echo(f"{'  ' * depth}{each.persons:>9,}  {each.label or 'not recorded'}")
        _tell(each.groups, depth + 1)


@group.command("list", cls=_AsOf)
def list_(
    status: StatusOption = "",
    service: ServiceOption = "",
    conflict: ConflictOption = "",
    country: CountryOption = "",
    place: PlaceOption = "",
    unit: UnitOption = "",
    unit_text: TextOption = "",
    date: DateOption = "",
    incident: IncidentOption = "",
    pursuit: PursuitOption = "",
    on: On = "",
    recorded_by: RecordedBy = "",
    limit: Annotated[int, typer.Option(min=1, max=1_000_000, help="At most so many persons.")] = 100,
    after: Annotated[str, typer.Option(metavar="REFERENCE", help="Go on after this person of the list.")] = "",
    as_json: Json = False,
) -> None:
    """The persons behind a count, by name, as they stood; the answer says how many there are in all."""
    given = {
        "status": status,
        "service": service,
        "conflict": conflict,
        "country": country,
        "place": place,
        "unit": unit_text,
        "date": date,
        "pursuit": pursuit,
    }
    chosen, point, head = _ask(on, recorded_by, unit, incident, **given)
    from repatria.registry.figures.part_of_roll import persons
    from repatria.registry.roster.as_it_stood import stood
    from repatria.registry.roster.models import MissingPerson

    order = ("family_name", "given_names", "id")
    rows = persons(chosen, point)
    total = rows.count()
    if after:
        last = MissingPerson.objects.filter(reference=after).first()
        if last is None:
            raise typer.BadParameter(f"there is no person {after} on the roll", param_hint="--after")
        rows = rows.filter(_beyond(last))
    found = list(rows.select_related("incident").order_by(*order)[:limit])
    stood(found, point)
    lines = [_line(person) for person in found]
    if as_json:
        more = {"total": total, "after": after or None, "persons": lines, "problems": []}
        print_json({**head, **more})
        return
    for line in lines:
        typer.echo(
            f"{line['reference']}\t{line['name']}\t{line['status']}\t{line['date'] or 'no date'}\t{line['unit']}"
        )
    typer.echo(f"{len(lines):,} of {total:,} persons", err=True)


def _beyond(last: Any) -> Any:
    from django.db.models import Q

    same_family = Q(family_name=last.family_name)
    same_name = same_family & Q(given_names=last.given_names)
    return (
        Q(family_name__gt=last.family_name)
        | same_family & Q(given_names__gt=last.given_names)
        | same_name & Q(pk__gt=last.pk)
    )


def _line(person: Any) -> dict[str, Any]:
    lost = person.incident
    return {
        "reference": person.reference,
        "name": person.name,
        "status": person.status,
        "service": person.service,
        "unit": person.unit,
        "date": lost.date if lost else "",
        "place": lost.place if lost else "",
        "country": lost.country if lost else "",
        "made_up": person.made_up,
    }


@group.command("show", cls=_AsOf)
def show(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="The person's reference on the roll.")],
    on: On = "",
    recorded_by: RecordedBy = "",
    as_json: Json = False,
) -> None:
    """One person as it stood at a point: status, pursuit, unit with those above it, incident, and the histories."""
    _chosen, point, head = _ask(on, recorded_by, "", "", **dict.fromkeys(("status", "pursuit", "date"), ""))
    from repatria.registry.clerical.read import as_written, person_named_then
    from repatria.registry.roster.as_it_stood import circumstances_at, history_at, pursuit_at, repeat, status_at
    from repatria.registry.roster.hierarchy import hierarchy
    from repatria.registry.roster.histories import Pursuit
    from repatria.registry.roster.models import StatusEntry

    person = person_named_then(reference, point)
    if person is None:
        raise typer.BadParameter(f"there is no person {reference} on the roll", param_hint="REFERENCE")
    as_written(point, person, person.incident)
    held = circumstances_at(person.incident, point) if person.incident else None
    if held:
        repeat(person.incident, held)
    status, pursuit, units = status_at(person, point), pursuit_at(person, point), hierarchy(point)
    unit = units.tied(person.unit)
    line = units.line(unit, person.incident.earliest if person.incident else None) if unit else []
    answer = {
        **_line(person),
        "status": status.status if status else None,
        "status_since": status.since if status else None,
        "pursuit": pursuit.category if pursuit else None,
        "units": [units.units[key].name for key in line],
        "incident": _incident(person.incident, held) if held else None,
        "status_history": [_row(row, "status") for row in history_at(StatusEntry.objects.filter(person=person), point)],
        "pursuit_history": [_row(row, "category") for row in history_at(Pursuit.objects.filter(person=person), point)],
    }
    if as_json:
        print_json({**head, "person": answer, "problems": []})
        return
    typer.echo(f"{answer['reference']}  {answer['name']}{'  (made up)' if answer['made_up'] else ''}")
    typer.echo(
        f"  {answer['status'] or 'not on the roll at this point'}" + (f", {pursuit.category}" if pursuit else "")
    )
    if line:
        typer.echo(f"  {' < '.join(answer['units'])}")
    if held:
        typer.echo(f"  lost {held.date or 'at no known date'}, {held.place or held.country or 'place not recorded'}")
    for row in answer["status_history"] + answer["pursuit_history"]:
        mark = " (corrected)" if row["corrected_seq"] else ""
        typer.echo(f"    {row['since'] or 'date not known'}  {row['value']}{mark}: {row['authority']} {row['reason']}")


def _row(row: Any, column: str) -> dict[str, Any]:
    return {
        "value": getattr(row, column),
        "since": row.since,
        "authority": row.authority,
        "reason": row.reason,
        "recorded_seq": row.recorded_seq,
        "corrected_seq": row.corrected_seq,
    }


def _incident(incident: Any, held: Any) -> dict[str, Any]:
    names = ("date", "country", "place", "longitude", "latitude", "uncertainty_m", "grid_text", "mgrs", "datum", "unit")
    return {"code": incident.code, "conflict": incident.conflict} | {name: getattr(held, name) for name in names}
