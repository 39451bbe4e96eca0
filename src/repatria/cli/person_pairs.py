"""More of `repatria person ...`: duplicates merged and taken apart, and records that say different things."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from repatria.cli.custody import JSON
from repatria.cli.output import finish, print_json, print_problems

_SHOWN = 100
_REASON = Annotated[str, typer.Option("--reason", help="Why; it stays on the record.")]


def register(group: typer.Typer) -> None:
    """Add these commands to the group."""
    for name, command in (
        ("merge", merge),
        ("unmerge", unmerge),
        ("not-same", not_same),
        ("strike-off", strike_off),
        ("put-back", put_back),
        ("duplicates", duplicates),
        ("conflicts", conflicts),
        ("settle", settle),
    ):
        group.command(name)(command)


def merge(
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="Reference of the entry that stays.")],
    merged: Annotated[str, typer.Argument(metavar="MERGED", help="Reference of the entry that is the same person.")],
    reason: _REASON = "",
    evidence: Annotated[str, typer.Option(help="What shows it.")] = "",
    only_show: Annotated[bool, typer.Option("--show", help="Only both entries side by side; record nothing.")] = False,
    as_json: JSON = False,
) -> None:
    """Record that two entries of the roll are one person, after showing both; unmerge takes it back, nothing is lost.

    On a terminal it asks before it records where names, births or numbers contradict each other.
    """
    from repatria.cli.person import recorded, the_person

    one, other = the_person(kept), the_person(merged)
    from repatria.registry.identities.merges import merge as merge_entries
    from repatria.registry.identities.side_by_side import side_by_side
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    both = side_by_side(one, other)
    said = both.as_dict()
    if not as_json:
        _tell_both(said)
    if only_show:
        if as_json:
            print_json({"entry": None, "side_by_side": said, "problems": []})
        return
    will_be_refused = both.refused or not reason.strip()
    if both.warnings and not will_be_refused and not as_json and sys.stdin.isatty():
        typer.confirm("Merge them all the same?", abort=True)
    with recording(OPERATOR) as record:
        entry = merge_entries(record, one, other, reason=reason, evidence=evidence)
    recorded(entry, as_json, **({"side_by_side": said} if as_json else {}))


def _tell_both(said: dict[str, Any]) -> None:
    typer.echo(f"{'':<18} stays: {said['kept']:<28} merged: {said['merged']:<28} the person will carry")
    for line in said["fields"]:
        said_once = not (line["kept"] and line["merged"])
        mark = "  differs" if line["differs"] else "  less exact" if line["less_exact"] and not said_once else ""
        typer.echo(
            f"{line['field']:<18} {line['kept'] or '–':<35} {line['merged'] or '–':<36} {line['carried'] or '–'}{mark}"
        )
    if said["comes_along"]:
        typer.echo(f"also found by: {'; '.join(said['comes_along'])}")
    if said["warnings"]:
        typer.echo(f"warning: they contradict each other in {', '.join(said['warnings'])}", err=True)


def unmerge(
    merged: Annotated[str, typer.Argument(metavar="MERGED", help="Reference of the merged entry.")],
    reason: _REASON = "",
    as_json: JSON = False,
) -> None:
    """Take two merged entries apart again: everything is as before."""
    from repatria.cli.person import recorded, the_person

    row = the_person(merged)
    from repatria.errors import Conflict
    from repatria.registry.identities.merges import merges
    from repatria.registry.identities.merges import unmerge as take_apart
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    standing = merges().filter(merged=row).first()
    if standing is None:
        raise Conflict(f"{merged} is not merged into another")
    with recording(OPERATOR) as record:
        entry = take_apart(record, standing, reason=reason)
    recorded(entry, as_json)


def not_same(
    one: Annotated[str, typer.Argument(metavar="REFERENCE")],
    other: Annotated[str, typer.Argument(metavar="OTHER")],
    reason: _REASON = "",
    as_json: JSON = False,
) -> None:
    """Record that two entries are two persons, so that they are suggested no more."""
    from repatria.cli.person import recorded, the_person

    first, second = the_person(one), the_person(other)
    from repatria.registry.identities.merges import mark_not_same
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        entry = mark_not_same(record, first, second, reason=reason)
    recorded(entry, as_json)


def strike_off(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="Reference of the entry made by mistake.")],
    reason: _REASON = "",
    as_json: JSON = False,
) -> None:
    """Strike an entry off the roll that stands for no missing person; it stays on the record, put-back undoes it."""
    from repatria.cli.person import recorded, the_person

    row = the_person(reference)
    from repatria.registry.identities.struck_off import strike_off as strike
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        entry = strike(record, row, reason=reason)
    recorded(entry, as_json)


def put_back(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="Reference of the entry struck off.")],
    reason: _REASON = "",
    as_json: JSON = False,
) -> None:
    """Put an entry back on the roll that was struck off: it counts as before."""
    from repatria.cli.person import recorded, the_person

    row = the_person(reference)
    from repatria.errors import Conflict
    from repatria.registry.identities.struck_off import put_back as put
    from repatria.registry.identities.struck_off import struck_off
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    standing = struck_off().filter(person=row).first()
    if standing is None:
        raise Conflict(f"{reference} is not struck off")
    with recording(OPERATOR) as record:
        entry = put(record, standing, reason=reason)
    recorded(entry, as_json)


def duplicates(
    look: Annotated[bool, typer.Option("--look", help="First look through the whole roll.")] = False,
    as_json: JSON = False,
) -> None:
    """List who may be on the roll twice, the likeliest first; --look looks for more."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.problems import Problem
    from repatria.registry.identities.duplicates import look_through, suggestions
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    answer: dict[str, Any] = {}
    problems: list[Problem] = []
    if look:
        with recording(OPERATOR) as record:
            done = look_through(record)
        answer["look"] = {
            "entries": done.entries,
            "compared": done.compared,
            "found": done.found,
            "new": done.new,
            "gone": done.gone,
        }
        problems = [Problem("roll", "duplicates", words) for words in done.crowded]
    rows = suggestions().select_related("first", "second").order_by("-points", "id")
    answer["count"] = rows.count()
    answer["duplicates"] = [
        {
            "first": row.first.reference,
            "second": row.second.reference,
            "names": [row.first.name, row.second.name],
            "points": row.points,
            "grounds": row.grounds,
        }
        for row in rows[:_SHOWN]
    ]
    if as_json:
        print_json({**answer, "problems": problems})
        finish(problems)
    if look:
        seen = f"{done.entries:,} entries, {done.compared:,} pairs compared"
        typer.echo(f"{seen}: {done.new} new, {done.gone} suggested no more.")
    for row in answer["duplicates"]:
        names = " = ".join(row["names"])
        typer.echo(f"{row['first']} and {row['second']} ({names}), {row['points']} points: {', '.join(row['grounds'])}")
    typer.echo(f"{answer['count']:,} wait for a decision.")
    print_problems(problems)
    finish(problems)


def conflicts(
    field: Annotated[str, typer.Option(help="Only this field, for example birth.")] = "", as_json: JSON = False
) -> None:
    """List where a file says something else of a person than the roll, and nobody has decided yet."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.identities.read import open_disagreements
    from repatria.registry.identities.records import COMPARED

    if field and field not in COMPARED:
        raise typer.BadParameter(f"fields are {', '.join(COMPARED)}", param_hint="--field")
    rows = open_disagreements().select_related("person", "record__source").order_by("id")
    rows = rows.filter(field=field) if field else rows
    found = [
        {
            "person": row.person.reference,
            "field": row.field,
            "roll": row.ours,
            "file": row.theirs,
            "import": row.record.source_id,
            "file_name": row.record.source.file_name,
            "line": row.record.line,
        }
        for row in rows[:_SHOWN]
    ]
    count = rows.count()
    if as_json:
        print_json({"count": count, "conflicts": found, "problems": []})
        return
    for row in found:
        place = f"{row['file_name']}, line {row['line']}"
        typer.echo(f"{row['person']}\t{row['field']}: {row['roll'] or '(nothing)'} | {row['file']} ({place})")
    typer.echo(f"{count:,} wait for a decision.")


def settle(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE")],
    field: Annotated[str, typer.Argument(metavar="FIELD")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="One of the values said, or what the roll says.")],
    reason: _REASON = "",
    as_json: JSON = False,
) -> None:
    """Record which value the roll uses where files disagree, and why."""
    from repatria.cli.person import recorded, the_person

    row = the_person(reference)
    from repatria.registry.identities.records import settle as decide
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        entry = decide(record, row, field, value, reason=reason)
    recorded(entry, as_json)
