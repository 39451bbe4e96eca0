"""Commands of the testimony room: what a document says, at its exact places."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.problems import Problem

if TYPE_CHECKING:
    from repatria.testimony.model import Reading
from repatria.testimony.dates.dated_spans import Dated

MAX_COMPARED = 100  # documents of one call that are compared with each other


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("read")(read)


def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Text, HTML or PDF documents, or folders of them; several are also compared.", metavar="FILE..."
        ),
    ],
    published: Annotated[str | None, typer.Option(help="Publication date: 2018-07-12, 2018-07 or 2018.")] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Processes that read; one a processor when not given.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="A folder for one JSON document a file; the documents are then not compared.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Read documents: claims with speakers, figures, dates, events and conflicts, each at its place in the text."""
    from repatria.cli.output import finish, print_json, print_problems
    from repatria.cli.reading_lines import conflict_line, lines
    from repatria.errors import InvalidInput
    from repatria.testimony.conflicts.comparison import conflicts_between
    from repatria.testimony.many import documents_in, names_of, read_many

    try:
        paths = documents_in(files)
    except InvalidInput as error:
        raise typer.BadParameter(str(error), param_hint="FILE") from error
    given = _date(published)
    if given is not None and len(paths) > 1:
        raise typer.BadParameter("--published goes with one document", param_hint="--published")
    readings = read_many(paths, names_of(paths), published=given, jobs=jobs)
    if out is not None:
        _write(out, readings, as_json=as_json)
        return
    kept = list(readings)
    problems = [problem for reading in kept for problem in reading.problems]
    compared = conflicts_between(kept) if 1 < len(kept) <= MAX_COMPARED else []
    if len(kept) > MAX_COMPARED:
        message = f"{len(kept):,} documents; no more than {MAX_COMPARED} are compared with each other"
        problems.append(Problem("read", "documents", message))
    if not as_json:
        for reading in kept:
            for line in lines(reading):
                typer.echo(line)
        if compared:
            typer.echo("Conflicts between the documents:")
        for conflict in compared:
            typer.echo(conflict_line(conflict))
        print_problems(problems)
        finish(problems)
    answer: dict[str, Any]
    if len(kept) == 1:
        answer = kept[0].as_dict()
    else:
        answer = {
            "documents": [reading.as_dict() for reading in kept],
            "conflicts": [conflict.as_dict() for conflict in compared],
            "problems": problems,
        }
    print_json(answer)
    finish(problems)


def _write(folder: Path, readings: Iterable[Reading], *, as_json: bool) -> None:
    """One JSON document a reading, named after its file; what was written where is printed."""
    from repatria.cli.output import finish, json_text, print_json, print_problems

    folder.mkdir(parents=True, exist_ok=True)
    problems, written = [], []
    for reading in readings:
        name = reading.document.name.strip("/").replace("/", "_") + ".json"
        (folder / name).write_text(json_text(reading.as_dict()), encoding="utf-8")
        written.append({"document": reading.document.name, "written": name, "claims": len(reading.claims)})
        problems += reading.problems
    if as_json:
        print_json({"documents": written, "problems": problems})
    else:
        typer.echo(f"{len(written):,} documents read; {folder}")
        print_problems(problems)
    finish(problems)


def _date(words: str | None) -> Dated | None:
    """The date given on the command line as a publication date."""
    if words is None:
        return None
    from repatria.dates import PartialDate
    from repatria.errors import InvalidInput
    from repatria.testimony.dates.publication import vouched

    try:
        return vouched(PartialDate(words))
    except InvalidInput as error:
        raise typer.BadParameter(str(error), param_hint="--published") from error
