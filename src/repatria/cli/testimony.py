"""Commands of the testimony room: what a document says, at its exact places."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from repatria.testimony.model import Dated, Reading


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("read")(read)


def read(
    files: Annotated[
        list[Path], typer.Argument(help="Text, HTML or PDF documents; several are also compared.", metavar="FILE...")
    ],
    published: Annotated[str | None, typer.Option(help="Publication date: 2018-07-12, 2018-07 or 2018.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read documents: claims with speakers, figures, dates, events and conflicts, each at its place in the text."""
    from repatria.cli.output import finish, print_json, print_problems
    from repatria.testimony.conflicts import conflicts_between
    from repatria.testimony.documents import load
    from repatria.testimony.reading import read as read_document

    given = _date(published)
    if given is not None and len(files) > 1:
        raise typer.BadParameter("--published goes with one document", param_hint="--published")
    names = [path.name if [p.name for p in files].count(path.name) == 1 else str(path) for path in files]
    documents = [replace(load(path), name=name) for path, name in zip(files, names, strict=True)]
    readings = [read_document(document, published=given) for document in documents]
    problems = [problem for reading in readings for problem in reading.problems]
    if not as_json:
        for reading in readings:
            _print(reading)
        if len(readings) > 1:
            for conflict in conflicts_between(readings):
                typer.echo(f"conflict ({conflict.rule}): {' | '.join(p.value for p in conflict.positions)}")
        print_problems(problems)
        finish(problems)
    answer: dict[str, Any]
    if len(readings) == 1:
        answer = readings[0].as_dict()
    else:
        answer = {
            "documents": [reading.as_dict() for reading in readings],
            "conflicts": [conflict.as_dict() for conflict in conflicts_between(readings)],
            "problems": problems,
        }
    print_json(answer)
    finish(problems)


def _date(words: str | None) -> Dated | None:
    """The date given on the command line as a publication date."""
    if words is None:
        return None
    from repatria.dates import PartialDate
    from repatria.errors import InvalidInput
    from repatria.testimony.publication import vouched

    try:
        return vouched(PartialDate(words))
    except InvalidInput as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error


def _print(reading: Reading) -> None:
    date = reading.published
    typer.echo(f"{reading.document.name}: published {date.value or '?'} ({date.basis})")
    for claim in reading.claims:
        typer.echo(
            f"[{claim.evidence.start}-{claim.evidence.end}] {claim.kind}: {claim.speaker or '-'} ({claim.modality})"
        )
        typer.echo(f"    {' '.join(claim.evidence.quote.split())}")
        for figure in claim.figures:
            value = figure.value if figure.value is not None else f"{figure.low}-{figure.high}"
            typer.echo(f"    = {figure.qualifier} {value} {figure.unit}, {figure.predicate}; {figure.population}")
    for event in reading.events:
        typer.echo(f"event {event.kind} {event.date.value or '?'} {event.status}: {', '.join(event.participants)}")
    for conflict in reading.conflicts:
        typer.echo(f"conflict ({conflict.rule}): {' | '.join(position.value for position in conflict.positions)}")
