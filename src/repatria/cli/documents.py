"""The commands `repatria document ...`: keep a document with its proposed claims, list, withdraw and restrict it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli.acting import As, as_account
from repatria.cli.document_lists import JsonOption, Number, kept_document, list_, show
from repatria.cli.output import print_json, print_problems

group = typer.Typer(
    help="Documents and their proposed claims; officers decide on them on the pages.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    group.command("list")(list_)
    group.command()(show)
    app.add_typer(group, name="document")


@group.command()
def add(
    file: Annotated[Path, typer.Argument(help="A text, HTML or PDF document.", exists=True, dir_okay=False)],
    publisher: Annotated[str, typer.Option(help="Who published it.")],
    title: Annotated[str, typer.Option(help="Its title; the headline when none is given, else the first line.")] = "",
    published: Annotated[str, typer.Option(help="Publication date: 2018-07-12, 2018-07 or 2018.")] = "",
    code: Annotated[str, typer.Option(help="The code of its source; DOC-N when none is given.")] = "",
    address: Annotated[str, typer.Option(help="Where on the web it stands.")] = "",
    restricted: Annotated[bool, typer.Option("--restricted", help="Only for those who may see families.")] = False,
    date_is_right: Annotated[
        bool, typer.Option("--date-is-right", help="The date stands although the text's own date line differs.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Keep a document and read it. Its claims are proposals: nothing is cited before an officer accepts it."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.problems import Problem
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.sources.document_reading import from_file
    from repatria.registry.sources.document_verbs import record_document, standing_source
    from repatria.registry.sources.documents import Document
    from repatria.testimony.text.documents import MAX_BYTES, MAX_CHARS

    if file.stat().st_size > MAX_BYTES:
        raise typer.BadParameter(f"the file is larger than {MAX_BYTES:,} bytes; split it, nothing was read")
    reading = from_file(file.read_bytes(), file.name, published=published, max_chars=MAX_CHARS)
    with recording(OPERATOR) as record:
        joined = standing_source(reading)
        key = record_document(
            record,
            reading,
            publisher=publisher,
            title=title,
            published=published,
            code=code,
            restricted=restricted,
            date_is_right=date_is_right,
            address=address,
        )
    kept = Document.objects.select_related("source").get(pk=key)
    if as_json:
        print_json(
            {
                "document": key,
                "source": kept.source.code,
                "joined": joined is not None,
                "text_sha256": kept.text_sha256,
                "claims": len(reading.claims),
                "figures": sum(len(claim.figures) for claim in reading.claims),
                "conflicts": len(reading.conflicts),
                "problems": [problem.as_dict() for problem in reading.problems],
            }
        )
        return
    typer.echo(f"document {key} of source {kept.source.code}: {len(reading.claims)} claims to decide")
    if joined is not None:
        named = ", ".join(filter(None, (joined.publisher, joined.title)))
        typer.echo(f"it belongs to a source on the record: {named}")
    print_problems([Problem(**problem) for problem in kept.problems])


Why = Annotated[str, typer.Option("--reason", help="Why; it stays on the record.")]


@group.command()
def withdraw(number: Number, reason: Why = "", as_json: JsonOption = False) -> None:
    """Take a document off the list; refused while a claim of it is accepted or a figure cited by hand stands."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.sources import withdrawals

    _change(number, "withdrawn", lambda *given: withdrawals.withdraw_document(*given, reason=reason), as_json)


@group.command("bring-back")
def bring_back(number: Number, reason: Why = "", as_json: JsonOption = False) -> None:
    """Undo the withdrawal of a document."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.sources import withdrawals

    _change(number, "brought back", lambda *given: withdrawals.bring_back_document(*given, reason=reason), as_json)


@group.command()
def restrict(
    number: Number,
    reason: Why = "",
    lift: Annotated[bool, typer.Option("--lift", help="Open it again to all who see sources.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Keep a document for those who may see families; refused while figures of it are cited."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.sources import withdrawals

    def change(*given: Any) -> int:
        return withdrawals.restrict_document(*given, restricted=not lift, reason=reason)

    _change(number, "open" if lift else "restricted", change, as_json)


def _change(number: int, done: str, verb: Callable[..., int], as_json: bool) -> None:
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    document = kept_document(number)
    with recording(OPERATOR) as record:
        entry = verb(record, document)
    if as_json:
        print_json({"document": number, "entry": entry, "done": done, "problems": []})
    else:
        typer.echo(f"Recorded as entry {entry}: document {number} is {done}.")


@group.command()
def cite(
    source: Annotated[str, typer.Argument(help="The code of the source.")],
    number: Annotated[float, typer.Argument(help="The number.")],
    acting: As,
    words: Annotated[str, typer.Option(help="The words of the text that say it.")],
    unit: Annotated[str, typer.Option(help="persons, remains, sets, boxes, caskets, cases, years, days or other.")],
    predicate: Annotated[str, typer.Option(help="What is said of them: missing, recovered, handed_over ...")],
    to: Annotated[float | None, typer.Option(help="The upper end of a range.")] = None,
    qualifier: Annotated[str, typer.Option(help="exact, at_least, more_than, approx ...")] = "exact",
    label: Annotated[str, typer.Option(help="What it counts; the population when none is given.")] = "",
    population: Annotated[str, typer.Option(help="Of whom.")] = "",
    place: Annotated[str, typer.Option(help="Where.")] = "",
    period: Annotated[str, typer.Option(help="2018-07-27, 1950/1953 or FY2019.")] = "",
    as_of: Annotated[str, typer.Option(help="The date for which it holds.")] = "",
    speaker: Annotated[str, typer.Option(help="Who said so.")] = "",
    said: Annotated[
        str,
        typer.Option(
            help="How the text says it: asserted, hedged, intention, pledge, forecast, request, conditional, negative "
            "or refuted. Left out, its sentence must plainly assert it."
        ),
    ] = "",
    otherwise: Annotated[
        str, typer.Option(help="Why it is that number, where the words give it neither in digits nor in number words.")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Cite a number that the reading did not propose, with the words that say it."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.sources.by_hand import cite_by_hand
    from repatria.registry.sources.models import CitedFigure, Source

    kept = Source.objects.filter(code=source).first()
    if kept is None:
        raise InvalidInput(f"there is no source {source!r}")
    columns = {
        "label_en": label or population or words[:300],
        "value": None if to is not None else number,
        "low": number,
        "high": number if to is None else to,
        "qualifier": qualifier,
        "unit": unit,
        "predicate": predicate,
        "population": population,
        "place": place,
        "period": period,
        "as_of": as_of,
        "said": said,
    }
    told = {"words": words, "speaker": speaker, "otherwise": otherwise}
    key = as_account(acting, lambda record, *_: cite_by_hand(record, kept, **told, **columns))
    code = CitedFigure.objects.values_list("code", flat=True).get(pk=key)
    if as_json:
        print_json({"figure": code, "source": source})
        return
    typer.echo(f"cited as {code}")


@group.command()
def reject(
    document: Annotated[int, typer.Argument(help="The document, by its number.", min=1, max=2**62)],
    acting: As,
    reason: Annotated[str, typer.Option(help="Why, the same for all.")],
    claim: Annotated[list[int] | None, typer.Option(help="A claim by its number; may be given many times.")] = None,
    left: Annotated[bool, typer.Option("--left", help="All that wait for a decision.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Reject claims of a document, each by an entry of its own that can be taken back alone."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.sources.documents import Document
    from repatria.registry.sources.many_claims import reject_claims

    if bool(claim) == left:
        raise typer.BadParameter("name claims with --claim, or all that wait with --left: one of the two")
    kept = Document.objects.filter(pk=document).first()
    if kept is None:
        raise InvalidInput(f"there is no document {document}")
    many = as_account(acting, lambda record, _user, _word: reject_claims(record, kept, claim or None, reason=reason))
    if as_json:
        print_json({"document": document, "rejected": many})
        return
    typer.echo(f"{many} claims of document {document} rejected")
