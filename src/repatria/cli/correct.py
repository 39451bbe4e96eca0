"""The command `repatria correct`: what was typed wrong, in titles, codes and names of anything on the record."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.custody import JSON, RECORDED_BY
from repatria.cli.output import print_json


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("correct")(correct)


def correct(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="event, commitment, unit, holder, ...; a wrong one names them all.")
    ],
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="Its code; a unit's or war's name, a person's reference, A1/2.")
    ],
    field: Annotated[str, typer.Argument(metavar="[FIELD]", help="title_en, code, name_ko ...")] = "",
    value: Annotated[str | None, typer.Argument(metavar="[NEW]", help="What is right; empty for nothing.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays on the record.")] = "",
    sure: Annotated[
        bool, typer.Option("--sure", help="It is right although the text of the document speaks against it.")
    ] = False,
    recorded_by: RECORDED_BY = "",
    as_json: JSON = False,
) -> None:
    """Correct a title, code or name that was typed wrong; without FIELD, what can be corrected and what was.

    What stood before is kept. What has changed since, and is no slip of the pen, is recorded anew by its own command.
    """
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.clerical.kinds import find, kind_of

    try:
        chosen = kind_of(kind)
        row = find(chosen, key)
    except InvalidInput as error:
        raise typer.BadParameter(str(error)) from error
    if not field:
        _show(chosen, row, recorded_by, as_json)
        return
    if value is None or recorded_by:
        raise typer.BadParameter("give the FIELD, what is right (NEW) and --reason, and no --recorded-by")
    from repatria.registry.clerical.read import corrections_of
    from repatria.registry.clerical.verbs import correct_written
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        entry = correct_written(record, chosen.name, row.pk, {field: value}, reason=reason, sure=sure)
    made = next(each for each in corrections_of(row) if each.recorded_seq == entry)
    if as_json:
        print_json({"entry": entry, "kind": kind, "field": field, **_said(made), "problems": []})
    else:
        typer.echo(f"Recorded as entry {entry}: {made.before or 'nothing'} → {made.value or 'nothing'}.")


def _show(kind: Any, row: Any, recorded_by: str, as_json: bool) -> None:
    from repatria.registry.asof import as_of
    from repatria.registry.clerical.kinds import called
    from repatria.registry.clerical.read import as_written, corrections_of

    point = as_of("", recorded_by)
    made = corrections_of(row, point)
    as_written(point, row)
    fields = {field.name: getattr(row, field.name) for field in kind.fields}
    answer = {
        "kind": kind.name,
        "key": called(kind, row),
        "recorded_by": recorded_by,
        "fields": fields,
        "corrections": [{"entry": each.recorded_seq, "field": each.field, **_said(each)} for each in made],
    }
    if as_json:
        print_json({**answer, "problems": []})
        return
    for name, value in fields.items():
        typer.echo(f"{name}: {'' if value is None else value}")
    for each in made:
        typer.echo(f"entry {each.recorded_seq}: {each.field} was {each.before or 'nothing'}: {each.reason}")


def _said(made: Any) -> dict[str, str]:
    return {"before": made.before, "value": made.value, "reason": made.reason, "by": made.decided_by}
