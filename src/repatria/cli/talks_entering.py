"""More of `repatria talks ...`: what is entered anew, and what came of it."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.figures import JsonOption
from repatria.cli.output import print_json

_Date = Annotated[str, typer.Option("--date", help="When it took place: 2018, 2018-07, 2018-07-12, or from/to.")]
_Planned = Annotated[str, typer.Option("--planned", help="For when it is planned.")]
_Parties = Annotated[list[str] | None, typer.Option("--party", help="Code of a party; may be given more than once.")]
_Source = Annotated[str, typer.Option("--source", help="Code of the source that says so (see `talks sources`).")]
_Korean = Annotated[str, typer.Option("--title-ko", help="The title in Korean.")]
_Since = Annotated[str, typer.Option("--since", help="Since when it is so.")]


def register(group: typer.Typer) -> None:
    """Add these commands to the group."""
    for name, command in (
        ("add-event", add_event),
        ("set-outcome", set_outcome),
        ("add-agreement", add_agreement),
        ("add-commitment", add_commitment),
        ("add-step", add_step),
    ):
        group.command(name)(command)


def the_row(table: str, code: str, hint: str) -> Any:
    """The row of a table of the talks, or a source, with that code; a usage error when there is none."""
    from repatria.registry.sources import models as sources
    from repatria.registry.talks import models

    kind = getattr(sources if table == "Source" else models, table)
    row = kind._default_manager.filter(code=code).first()
    if row is None:
        raise typer.BadParameter(f"there is no {table.lower()} with the code {code}", param_hint=hint)
    return row


def _sources(code: str) -> list[str]:
    return [the_row("Source", code, "--source").code] if code else []


def _source_key(code: str) -> int | None:
    return int(the_row("Source", code, "--source").pk) if code else None


def _parties(codes: list[str] | None) -> list[str]:
    return [the_row("Party", code, "--party").code for code in codes or []]


def told(code: str, as_json: bool) -> None:
    """Say under which code it was recorded."""
    if as_json:
        print_json({"code": code, "problems": []})
    else:
        typer.echo(f"Recorded as {code}.")


def add_event(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="summit, meeting, letter, call, statement, ...")],
    title: Annotated[str, typer.Argument(metavar="TITLE")],
    planned: _Planned = "",
    date: _Date = "",
    outcome: Annotated[str, typer.Option(help="What came of it, where that is known: held, no-show, ...")] = "",
    place: Annotated[str, typer.Option(help="Where.")] = "",
    party: _Parties = None,
    source: _Source = "",
    title_ko: _Korean = "",
    as_json: JsonOption = False,
) -> None:
    """Record a meeting, letter or statement: planned, or as it took place."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.codes import next_code
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.talks import verbs
    from repatria.registry.talks.models import Engagement

    if not (planned or date):
        raise InvalidInput("say for when it is planned (--planned), or when it took place (--date)")
    code = next_code(Engagement, "E")
    more = {"place": place, "title_ko": title_ko, "parties": _parties(party), "sources": _sources(source)}
    with recording(OPERATOR) as record:
        verbs.add_engagement(record, code, kind, title, planned=planned, date=date, outcome=outcome, **more)
    told(code, as_json)


def set_outcome(
    code: Annotated[str, typer.Argument(metavar="EVENT", help="The event's code, for example E15.")],
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME")],
    since: _Since,
    reason: Annotated[str, typer.Option(help="In a few words.")] = "",
    source: _Source = "",
    as_json: JsonOption = False,
) -> None:
    """Record what came of an event; what was known before stays on the record."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.talks import verbs

    row = the_row("Engagement", code, "EVENT")
    with recording(OPERATOR) as record:
        verbs.set_outcome(record, row, outcome, since=since, reason=reason, source_id=_source_key(source))
    told(code, as_json)


def add_agreement(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Code of the event at which it was reached.")],
    title: Annotated[str, typer.Argument(metavar="TITLE")],
    point: Annotated[list[str], typer.Option("--point", help="A point, in order; may be given more than once.")],
    title_ko: _Korean = "",
    as_json: JsonOption = False,
) -> None:
    """Record an agreement with its numbered points."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.codes import next_code
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.talks import undertakings
    from repatria.registry.talks.models import Agreement

    row, code = the_row("Engagement", event, "EVENT"), next_code(Agreement, "A")
    with recording(OPERATOR) as record:
        undertakings.add_agreement(record, code, row.pk, title, [(each, "") for each in point], title_ko=title_ko)
    told(code, as_json)


def add_commitment(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Code of the event at which it was made.")],
    title: Annotated[str, typer.Argument(metavar="TITLE", help="What was undertaken.")],
    party: _Parties = None,
    low: Annotated[int | None, typer.Option("--low", min=0, help="How many, at least.")] = None,
    high: Annotated[int | None, typer.Option("--high", min=0, help="At most.")] = None,
    unit: Annotated[str, typer.Option("--unit", help="boxes, caskets, cases, sets, remains, persons, ...")] = "",
    due: Annotated[str, typer.Option("--due", help="By when.")] = "",
    source: _Source = "",
    title_ko: _Korean = "",
    as_json: JsonOption = False,
) -> None:
    """Record a commitment with its quantity, unit and deadline."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.codes import next_code
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.talks import models, undertakings

    row, code = the_row("Engagement", event, "EVENT"), next_code(models.Commitment, "K")
    amount = {"quantity_low": low, "quantity_high": high, "unit": unit, "due": due, "title_ko": title_ko}
    who = {"parties": _parties(party), "sources": _sources(source), "made_at_id": row.pk}
    with recording(OPERATOR) as record:
        undertakings.add_commitment(record, code, title, **amount, **who)
    told(code, as_json)


def add_step(
    code: Annotated[str, typer.Argument(metavar="COMMITMENT", help="The commitment's code, for example K1.")],
    status: Annotated[str, typer.Argument(metavar="STATUS", help="kept, partly kept, missed, ...")],
    since: _Since = "",
    words: Annotated[str, typer.Option("--words", help="In a few words.")] = "",
    source: _Source = "",
    as_json: JsonOption = False,
) -> None:
    """Record what came of a commitment, and on whose word."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.talks import undertakings

    row = the_row("Commitment", code, "COMMITMENT")
    with recording(OPERATOR) as record:
        undertakings.add_commitment_step(
            record, row.pk, status, since=since, source_id=_source_key(source), words_en=words
        )
    told(code, as_json)
