"""The command `repatria grid`: what a written grid reference means, in MGRS and degrees, with datum and radius."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.output import finish, print_json, print_problems
from repatria.problems import Problem


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("grid")(grid)


def grid(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The reference as written, for example 'CT 1118'.")],
    near: Annotated[
        str, typer.Option(metavar="LON,LAT", help="A place nearby, in degrees: the reading near it counts.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")] = False,
) -> None:
    """Read a grid reference: one reading, or every one that is possible and why. Exit code 1 unless there is one."""
    place = _place(near)
    from repatria.errors import InvalidInput
    from repatria.geography.grid import DATUM, OLDER, GridAnswer, read_grid

    problems: list[Problem] = []
    try:
        answer = read_grid(text, near_to=place)
    except InvalidInput as error:
        answer = GridAnswer(text, ())
        problems.append(Problem("grid", text, str(error)))
    if answer.why:
        problems.append(Problem("grid", text, answer.why))
    one = answer.reading
    if as_json:
        print_json(
            {
                "text": text,
                "near": list(place) if place else None,
                "mgrs": one.mgrs if one else None,
                "longitude": one.longitude if one else None,
                "latitude": one.latitude if one else None,
                "radius_m": one.radius_m if one else None,
                "uncertainty_m": one.uncertainty_m if one else None,
                "datum": DATUM,
                "ambiguous": len(answer.readings) > 1,
                "readings": [_as_dict(reading) for reading in answer.readings],
                "also": [_as_dict(reading) for reading in answer.also],
                "problems": problems,
            }
        )
        finish(problems)
    for reading in answer.readings:
        typer.echo(
            f"{reading.spaced}  {reading.latitude:.5f}, {reading.longitude:.5f}  within {reading.radius_m:,.0f} m"
            f"  ({reading.letters}{f' by {reading.records} records' if reading.records else ''})"
        )
        typer.echo(
            f"  on the older datum: {reading.shifted_latitude:.5f}, {reading.shifted_longitude:.5f},"
            f" {reading.shift_m:,.0f} m away; within {reading.uncertainty_m:,.0f} m on either"
        )
    for reading in answer.also:
        records = f"by {reading.records}" if reading.records else "by none"
        typer.echo(f"  the letters can also name {reading.spaced}, attested {records} of the records of the war")
    if answer.readings:
        typer.echo(f"Datum: {DATUM}. {OLDER}")
    print_problems(problems)
    finish(problems)


def _as_dict(reading: Any) -> dict[str, Any]:
    return {
        "written": reading.written,
        "mgrs": reading.mgrs,
        "longitude": reading.longitude,
        "latitude": reading.latitude,
        "side_m": reading.side_m,
        "radius_m": reading.radius_m,
        "uncertainty_m": reading.uncertainty_m,
        "on_tokyo_datum": {
            "longitude": reading.shifted_longitude,
            "latitude": reading.shifted_latitude,
            "shift_m": reading.shift_m,
        },
        "letters": reading.letters,
        "records": reading.records,
    }


def _place(near: str) -> tuple[float, float] | None:
    if not near:
        return None
    parts = near.split(",")
    try:
        longitude, latitude = (float(part) for part in parts)
    except ValueError:
        raise typer.BadParameter(
            f"{near!r} is not a place: write longitude,latitude in degrees, as 127.2,40.4", param_hint="--near"
        ) from None
    if not (-180 <= longitude <= 180 and -80 <= latitude <= 84):
        raise typer.BadParameter(
            "longitude is within 180 degrees, latitude from -80 to 84, where the grid reaches", param_hint="--near"
        )
    return longitude, latitude
