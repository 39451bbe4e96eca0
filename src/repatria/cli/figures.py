"""The commands `repatria figures ...`: public figures, reconciliation, conflicts and checks at any past point."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from repatria.cli.output import print_json

AsOfOption = Annotated[str, typer.Option("--as-of", help="What was so on this date: 1950, 1950-11 or 1950-11-27.")]
RecordedOption = Annotated[str, typer.Option("--recorded-by", help="Only what we had recorded by this date or time.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]

group = typer.Typer(help="Public figures, computed and cited; never added or compared across units.")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.add_typer(group, name="figures")


def past_point(as_of: str, recorded_by: str) -> Any:
    """Open the store and take the point on both axes that was typed."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.errors import InvalidInput
    from repatria.registry.asof import as_of as point_of

    try:
        return point_of(as_of, recorded_by)
    except InvalidInput as error:
        raise typer.BadParameter(str(error)) from error


def asked(as_of: str, recorded_by: str, point: Any) -> dict[str, Any]:
    """The head of every answer: what was asked, and the last ledger entry that counts (null: all)."""
    return {"as_of": as_of or None, "recorded_by": recorded_by or None, "recorded_seq": point.seq}


@group.callback(invoke_without_command=True)
def figures(
    context: typer.Context,
    as_of: AsOfOption = "",
    recorded_by: RecordedOption = "",
    open_: Annotated[str, typer.Option("--open", metavar="CODE", help="List what one computed figure counts.")] = "",
    counts: Annotated[str, typer.Option(metavar="NAME", help="Only claims about this thing (see reconcile).")] = "",
    as_json: JsonOption = False,
) -> None:
    """Every public figure with unit, predicate, population, and its source or derivation."""
    if context.invoked_subcommand:
        if as_of or recorded_by or open_ or counts or as_json:
            raise typer.BadParameter(f"give the options after {context.invoked_subcommand}")
        return
    point = past_point(as_of, recorded_by)
    from repatria.registry.figures.cited import cited_figures
    from repatria.registry.figures.computed import computed_figures, definition
    from repatria.registry.figures.evidence import evidence

    if open_:
        known = definition(open_)
        if known is None:
            raise typer.BadParameter(f"there is no computed figure {open_}", param_hint="--open")
        _open(known, point, as_json)
        return
    if counts:
        found = [claim.figure for claim in evidence(point).claims if counts in claim.counts]
    else:
        found = [*computed_figures(point), *cited_figures(point)]
    if as_json:
        print_json(
            {**asked(as_of, recorded_by, point), "figures": [figure.as_dict() for figure in found], "problems": []}
        )
        return
    _print(found)


@group.command("reconcile")
def reconcile(
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="One thing that is counted; all of them without.")] = "",
    as_of: AsOfOption = "",
    recorded_by: RecordedOption = "",
    as_json: JsonOption = False,
) -> None:
    """Claims about one thing beside each other and beside the record, with what explains each difference."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.figures.reconcile import reconcile as reconcile_one
    from repatria.registry.figures.reconcile import reconciliations

    if name:
        one = reconcile_one(name, point)
        if one is None:
            raise typer.BadParameter(f"nothing is claimed of {name} at that point", param_hint="NAME")
        found = [one]
    else:
        found = reconciliations(point)
    if as_json:
        subjects = [_reconciled(row) for row in found]
        print_json({**asked(as_of, recorded_by, point), "subjects": subjects, "problems": []})
        return
    for row in found:
        _tell(row)


@group.command("conflicts")
def conflicts(as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """Conflicts between sources: the recorded ones, whether a rule sees each, and what rules found besides."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.figures.reconcile import known_conflicts, new_findings

    known, new = known_conflicts(point), new_findings(point)
    if as_json:
        answer = {"conflicts": [_known(row) for row in known], "unrecorded": [_finding(row) for row in new]}
        print_json({**asked(as_of, recorded_by, point), **answer, "problems": []})
        return
    for row in known:
        seen = {True: "seen by", False: "not at this point by", None: "cannot be seen by"}[row.seen]
        rule = (row.conflict.finding or row.conflict.unseen_by).split(" ")[0]
        typer.echo(f"{row.conflict.code}  {row.conflict.topic_en} ({row.conflict.kind}; {seen} {rule})")
        for position in row.conflict.positions:
            typer.echo(f"     {position['words_en']}: {', '.join(position['sources']) or 'no source'}")
    for finding in new:
        typer.echo(f"new  {finding.name}: {' | '.join(position.words for position in finding.positions)}")


@group.command("check")
def check(as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """Check sums, subsets, weekdays, orders and durations of what is on the record; exit code 1 when one fails."""
    point = past_point(as_of, recorded_by)
    from repatria.cli.output import finish, print_problems
    from repatria.problems import Problem
    from repatria.registry.figures.checks import checks
    from repatria.registry.figures.evidence import evidence

    done = checks(evidence(point))
    problems = [Problem(row.name, row.subject, row.words) for row in done if row.ok is False]
    if as_json:
        rows = [{"check": row.name, "subject": row.subject, "ok": row.ok, "words": row.words} for row in done]
        print_json({**asked(as_of, recorded_by, point), "checks": rows, "problems": problems})
    else:
        for row in done:
            typer.echo(f"{ {True: 'ok', False: 'WRONG', None: '-'}[row.ok]:6}{row.name}: {row.words}")
        print_problems(problems)
    finish(problems)


def _open(known: Any, point: Any, as_json: bool) -> None:
    from repatria.registry.figures.computed import member_words

    rows = known.counted(point).order_by("pk")
    members = [{"id": row.pk, "name": str(row), **member_words(known, row)} for row in rows]
    if as_json:
        print_json({"figure": known.at(point).as_dict(), "members": members, "problems": []})
        return
    figure = known.at(point)
    typer.echo(f"{known.label_en}: {figure.as_said()} {known.unit}. {known.derivation}")
    for member in members:
        typer.echo("\t".join(str(value) for value in member.values()))


def _reconciled(row: Any) -> dict[str, Any]:
    claims = [
        {
            "figure": beside.claim.figure.as_dict(),
            "published": beside.claim.published or None,
            "record_then": beside.then.as_dict() if beside.then else None,
            "record_now": beside.now.as_dict() if beside.now else None,
            "verdict": beside.verdict,
            "reasons": list(beside.reasons),
            "changed_since": beside.later,
            "accounted_for_beside": beside.accounted,
        }
        for beside in row.beside
    ]
    return {
        "name": row.subject.name,
        "label_en": row.subject.label_en,
        "label_ko": row.subject.label_ko,
        "answer": row.answer,
        "verdict": row.verdict,
        "reasons": list(row.reasons),
        "claims": claims,
        "findings": [_finding(finding) for finding in row.findings],
    }


def _finding(finding: Any) -> dict[str, Any]:
    positions = [
        {"words": side.words, "sources": list(side.sources), "figures": list(side.figures)}
        for side in finding.positions
    ]
    return {
        "rule": finding.rule,
        "subject": finding.subject,
        "positions": positions,
        "reasons": list(finding.reasons),
    }


def _known(row: Any) -> dict[str, Any]:
    names = ("code", "kind", "severity", "topic_en", "topic_ko", "nature_en", "nature_ko", "positions")
    more = ("resolution_en", "resolution_ko", "finding", "unseen_by", "why_en", "why_ko")
    return {name: getattr(row.conflict, name) for name in (*names, *more)} | {"seen": row.seen}


def _tell(row: Any) -> None:
    from repatria.registry.figures.compare import REASONS

    typer.echo(f"{row.subject.label_en} ({row.subject.name}): {row.answer}")
    for beside in row.beside:
        figure = beside.claim.figure
        who = ", ".join(part for part in (figure.source, _speaker(figure), figure.as_of) if part)
        typer.echo(f"  {figure.as_said()} {figure.unit} {figure.predicate.replace('_', ' ')} ({who})")
        if beside.then is not None and beside.now is not None:
            typer.echo(f"    record then {beside.then.as_said()}, now {beside.now.as_said()}: {beside.verdict}")
            for reason in beside.reasons:
                typer.echo(f"    {REASONS[reason]}")
    for reason in row.reasons:
        typer.echo(f"  {REASONS[reason]}")


def _speaker(figure: Any) -> str:
    """Who said so, and whether that is only assumed."""
    return f"{figure.speaker} (assumed)" if figure.speaker and figure.speaker_assumed else figure.speaker


def _print(found: list[Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    from repatria.registry.sources.said import ASSERTED, IN_WORDS

    table = Table(title="Figures: never add or compare those in different units", title_justify="left")
    for heading in ("figure", "value", "unit", "predicate", "as of", "from"):
        table.add_column(heading, justify="right" if heading == "value" else "left", overflow="fold")
    for figure in found:
        made_up = f" ({figure.made_up:,} made up)" if figure.made_up else ""
        said = "" if figure.said == ASSERTED else f" ({IN_WORDS[figure.said]})"
        origin = ", ".join(part for part in (figure.source, _speaker(figure)) if part) or f"the record ({figure.code})"
        words = (
            figure.label_en,
            figure.as_said() + made_up + said,
            figure.unit,
            figure.predicate,
            figure.as_of,
            origin,
        )
        table.add_row(*words)
    Console().print(table)
