"""More of `repatria custody ...`: a hand-over as it is reported, and the containers that came in it."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli.output import print_json
from repatria.cli.talks_entering import the_row, told

_JSON = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]


def register(group: typer.Typer) -> None:
    """Add these commands to the group."""
    group.command("add-hand-over")(add_hand_over)
    group.command("add-containers")(add_containers)


def add_hand_over(
    title: Annotated[str, typer.Argument(metavar="TITLE")],
    giver: Annotated[str, typer.Option("--from", help="Who gave.")],
    receiver: Annotated[str, typer.Option("--to", help="Who received.")],
    unit: Annotated[str, typer.Option("--unit", help="What is counted: boxes, caskets, cases, sets or remains.")],
    date: Annotated[str, typer.Option("--date", help="When: 2018, 2018-07 or 2018-07-27.")] = "",
    conflict: Annotated[
        str, typer.Option("--conflict", help="Whose dead; empty where that is not known.")
    ] = "Korean War",
    place: Annotated[str, typer.Option("--place", help="Where.")] = "",
    declared: Annotated[int | None, typer.Option("--declared", min=0, help="How many the giver declared.")] = None,
    counted: Annotated[int | None, typer.Option("--counted", min=0, help="How many were counted on receipt.")] = None,
    source: Annotated[str, typer.Option("--source", help="Code of the source that says so.")] = "",
    as_json: _JSON = False,
) -> None:
    """Record a hand-over with the totals as they are reported."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.codes import next_code
    from repatria.registry.custody import verbs
    from repatria.registry.custody.models import HandOver
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.sources.models import UNITS

    if unit not in UNITS:
        raise InvalidInput(f"the unit is one of {', '.join(UNITS)}")
    said = the_row("Source", source, "--source") if source else None
    code = next_code(HandOver, "H")
    totals = {"date": date, "place": place, "unit": unit, "declared": declared, "counted": counted}
    known = {"source_id": said.pk if said else None, "sources": [source] if said else []}
    with recording(OPERATOR) as record:
        verbs.add_hand_over(record, code, title, conflict=conflict, giver=giver, receiver=receiver, **totals, **known)
    told(code, as_json)


def add_containers(
    hand_over: Annotated[str, typer.Argument(metavar="HAND-OVER", help="The hand-over's code.")],
    kind: Annotated[str, typer.Argument(metavar="KIND", help="box, casket, case, ...")],
    labels: Annotated[
        list[str],
        typer.Argument(metavar="LABEL...", help="As written on the containers; a range as K208-001..K208-055."),
    ],
    as_json: _JSON = False,
) -> None:
    """Record the containers of a hand-over one by one."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.custody import verbs
    from repatria.registry.custody.lists import labels as ranges
    from repatria.registry.custody.models import HandOver
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    row = HandOver.objects.filter(code=hand_over).first()
    if row is None:
        raise typer.BadParameter(f"there is no hand-over with the code {hand_over}", param_hint="HAND-OVER")
    named = ranges("\n".join(labels))
    with recording(OPERATOR) as record:
        for label in named:
            verbs.add_container(record, label, kind, hand_over_id=row.pk)
    if as_json:
        print_json({"hand_over": hand_over, "containers": named, "problems": []})
    else:
        typer.echo(f"{len(named)} recorded in {hand_over}.")
