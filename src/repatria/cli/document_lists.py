"""The commands `repatria document list` and `show`: which documents are kept, and what is decided of their claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli.output import print_json

if TYPE_CHECKING:
    from repatria.registry.sources.documents import Document

JsonOption = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]
Number = Annotated[int, typer.Argument(metavar="DOCUMENT", help="Its number, as `document list` gives it.")]
_OF_SOURCE = ("source__code", "source__title", "source__publisher", "source__published")


def list_(
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Those that are withdrawn.")] = False,
    as_json: JsonOption = False,
) -> None:
    """The documents, and how many of their claims are decided."""
    from repatria.registry.store import open_store

    open_store()
    from django.db.models import Count, Q

    from repatria.registry.sources.documents import PROPOSED, Document

    rows = [
        {
            "document": row["pk"],
            "source": row["source__code"],
            "title": row["source__title"],
            "publisher": row["source__publisher"],
            "published": row["source__published"],
            "claims": row["claims_in_all"],
            "decided": row["decided"],
            "restricted": row["restricted"],
        }
        for row in Document.objects.filter(withdrawn=withdrawn)
        .annotate(claims_in_all=Count("claims"), decided=Count("claims", filter=~Q(claims__state=PROPOSED)))
        .order_by("pk")
        .values(*_OF_SOURCE, "pk", "claims_in_all", "decided", "restricted")
    ]
    if as_json:
        print_json({"documents": rows})
        return
    for row in rows:
        done = f"{row['decided']} of {row['claims']} decided"
        few = "; restricted" if row["restricted"] else ""
        typer.echo(f"document {row['document']}: {_source_line(row)}: {done}{few}")


def show(number: Number, as_json: JsonOption = False) -> None:
    """A document with its claims: the number by which `document reject --claim` names each, its state and figures."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.cli.figure_lines import figure_line

    document = kept_document(number)
    source, rows = document.source, document.claims.order_by("number")
    told = {
        "document": number,
        "source": source.code,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "restricted": document.restricted,
        "withdrawn": document.withdrawn,
    }
    if as_json:
        claims = [
            {
                "claim": row.number,
                "state": row.state,
                **{name: row.content[name] for name in ("kind", "speaker", "modality", "evidence", "figures")},
            }
            for row in rows
        ]
        print_json(told | {"claims": claims})
        return
    marks = "".join(f"; {mark}" for mark in ("restricted", "withdrawn") if told[mark])
    typer.echo(f"document {number}: {_source_line(told)}{marks}")
    for row in rows:
        speaker = (
            f", by {row.speaker}{' (assumed)' if row.content.get('speaker_assumed') else ''}" if row.speaker else ""
        )
        typer.echo(f"claim {row.number} ({row.state}): {row.kind}{speaker} ({row.modality})")
        typer.echo(f"    {' '.join(row.content['evidence']['quote'].split())}")
        for figure in row.content["figures"]:
            typer.echo(f"    = {figure_line(figure)}")


def kept_document(number: int) -> Document:
    """The document of this number, with its source; a usage error where there is none."""
    from repatria.registry.sources.documents import Document

    document = Document.objects.select_related("source").filter(pk=number).first()
    if document is None:
        raise typer.BadParameter(f"there is no document {number}", param_hint="DOCUMENT")
    return document


def _source_line(row: Mapping[str, Any]) -> str:
    """ "A report (An agency, 2018-07-12; DOC-1)": title, publisher, date and code of the source of a document."""
    inside = f"{row['publisher']}, {row['published'] or 'date not told'}; {row['source']}"
    return f"{row['title']} ({inside})" if row["title"] else inside
