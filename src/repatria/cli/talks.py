"""The commands `repatria talks ...`: commitments, events and channels as they stood at any past point; sources."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli import talks_entering
from repatria.cli.figures import AsOfOption, JsonOption, RecordedOption, asked, past_point
from repatria.cli.output import print_json

group = typer.Typer(no_args_is_help=True, help="What was planned, agreed and undertaken, and what came of it.")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    talks_entering.register(group)
    app.add_typer(group, name="talks")


@group.command("commitments")
def commitments(as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """Every commitment with its status at a point."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.talks.read import standings

    found = standings(point)
    if as_json:
        print_json(
            {
                **asked(as_of, recorded_by, point),
                "commitments": [{"code": row.commitment.code, "status": row.status} for row in found],
                "problems": [],
            }
        )
        return
    for row in found:
        typer.echo(f"{row.commitment.code}  {row.status or 'nothing recorded'}: {row.commitment.title_en}")


@group.command("commitment")
def commitment(
    code: Annotated[str, typer.Argument(metavar="CODE", help="The commitment's code, for example K1.")],
    as_of: AsOfOption = "",
    recorded_by: RecordedOption = "",
    as_json: JsonOption = False,
) -> None:
    """One commitment: promise, history and deliveries at a point, each step with its source."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.clerical.read import as_written
    from repatria.registry.talks.read import commitments as made
    from repatria.registry.talks.read import standing

    rows = list(made(point))
    today = {row.code: row for row in rows}
    as_written(point, *rows)
    row = {row.code: row for row in rows}.get(code) or today.get(code)  # by its code of then, or that of today
    if row is None:
        raise typer.BadParameter(f"there is no commitment {code} at that point", param_hint="CODE")
    answer = _commitment(standing(made(point).get(pk=row.pk), point), point)
    if as_json:
        print_json({**asked(as_of, recorded_by, point), "commitment": answer, "problems": []})
        return
    typer.echo(f"{code}  {row.title_en}: {answer['status'] or 'nothing recorded'}")
    for step in answer["history"]:
        typer.echo(f"  {step['since'] or 'date not known'}  {step['status']}: {step['words_en']} ({step['source']})")


@group.command("events")
def events(
    on: Annotated[str, typer.Option(metavar="DATE", help="Only what can have been on this date.")] = "",
    as_of: AsOfOption = "",
    recorded_by: RecordedOption = "",
    as_json: JsonOption = False,
) -> None:
    """Engagements with their outcome and hand-overs, as known at a point, in order of time."""
    point = past_point(as_of, recorded_by)
    import datetime as dt

    from repatria.dates import PartialDate
    from repatria.errors import InvalidInput
    from repatria.registry.clerical.read import as_written
    from repatria.registry.talks.read import engagements, hand_overs

    happened = engagements(point).filter(earliest__isnull=False)
    given = hand_overs(point)
    if on:
        try:
            date = PartialDate(on)
        except InvalidInput as error:
            raise typer.BadParameter(str(error), param_hint="--on") from error
        happened = happened.filter(earliest__lt=date.after, latest__gte=date.earliest)
        given = given.filter(earliest__lt=date.after, after__gt=date.earliest)
    as_written(point, *happened, *given)
    rows = [(row.earliest, _engagement(row)) for row in happened] + [(row.earliest, _hand_over(row)) for row in given]
    found = [row for _day, row in sorted(rows, key=lambda pair: (pair[0] or dt.date.min, pair[1]["code"]))]
    if as_json:
        print_json({**asked(as_of, recorded_by, point), "events": found, "problems": []})
        return
    for row in found:
        typer.echo(f"{row['date'] or row['planned']:<12} {row['code']:<5} {row['title_en']}: {_came_of(row)}")


@group.command("channels")
def channels(as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """Lines between the parties, open or cut at a point."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.talks.read import channel_states

    found = [
        {
            "code": channel.code,
            "name_en": channel.name_en,
            "state": state.state if state else None,
            "since": state.since if state else None,
            "source": state.source.code if state and state.source else None,
        }
        for channel, state in channel_states(point)
    ]
    if as_json:
        print_json({**asked(as_of, recorded_by, point), "channels": found, "problems": []})
        return
    for row in found:
        typer.echo(f"{row['name_en']}: {row['state'] or 'not known'}{' since ' + row['since'] if row['since'] else ''}")


@group.command("sources")
def sources(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="One source; all of them without.")] = "",
    as_json: JsonOption = False,
) -> None:
    """The documents that the record relies on: when each was published, and on what ground that date is held."""
    past_point("", "")
    from repatria.registry.sources.models import Source

    rows = Source.objects.order_by("published", "id")
    rows = rows.filter(code=code) if code else rows
    names = ("code", "publisher", "title", "published", "published_basis", "earliest", "latest", "printed_date")
    found = [{name: getattr(row, name) or None for name in names} for row in rows]
    if code and not found:
        raise typer.BadParameter(f"there is no source {code}", param_hint="CODE")
    if as_json:
        print_json({"sources": found, "problems": []})
        return
    for row in found:
        typer.echo(f"{row['code']}  {row['publisher']}, {row['published']}: {row['published_basis']}")


def _commitment(standing: Any, point: Any) -> dict[str, Any]:
    row = standing.commitment
    return {
        "code": row.code,
        "title_en": row.title_en,
        "title_ko": row.title_ko,
        "parties": row.parties,
        "made_at": row.made_at.code if row.made_at else None,
        "agreement_point": f"{row.point.agreement.code}/{row.point.number}" if row.point else None,
        "quantity": {"low": row.quantity_low, "high": row.quantity_high, "unit": row.unit or None},
        "due": row.due or None,
        "status": standing.status,
        "now": [_step(step, point) for step in standing.now],
        "history": [_step(step, point) for step in standing.steps],
        "delivered": [_hand_over(step.hand_over) for step in standing.deliveries],
    }


def _step(step: Any, point: Any) -> dict[str, Any]:
    from repatria.registry.talks.read import moved_to

    event = step.engagement or step.hand_over
    moved = moved_to(event, point) if event else None
    return {
        "since": step.since or None,
        "status": step.status,
        "scope": step.scope or None,
        "words_en": step.words_en,
        "words_ko": step.words_ko,
        "source": step.source.code if step.source else None,
        "event": event.code if event else None,
        "rescheduled_to": _engagement(moved) if moved else None,
    }


def _engagement(row: Any) -> dict[str, Any]:
    happened = row.outcome_then not in ("planned", "under assessment")
    return {
        "code": row.code,
        "kind": row.kind,
        "title_en": row.title_en,
        "title_ko": row.title_ko,
        "planned": row.planned or None,
        "date": (row.date or None) if happened else None,
        "outcome": row.outcome_then,
        "parties": row.parties,
        "sources": row.sources,
    }


def _hand_over(row: Any) -> dict[str, Any]:
    return {
        "code": row.code,
        "kind": "hand-over",
        "title_en": row.title_en,
        "title_ko": row.title_ko,
        "planned": None,
        "date": row.date or None,
        "giver": row.giver,
        "receiver": row.receiver,
        "declared": row.declared,
        "counted": row.counted,
        "unit": row.unit,
        "sources": row.sources,
    }


def _came_of(row: dict[str, Any]) -> str:
    if row["kind"] != "hand-over":
        return str(row["outcome"])
    number = row["counted"] if row["counted"] is not None else row["declared"]
    return f"{number} {row['unit']} from {row['giver']} to {row['receiver']}"
