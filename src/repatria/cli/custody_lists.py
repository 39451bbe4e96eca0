"""More of `repatria custody ...`: many items offered at once, the answer of the receiver, and re-inventories."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli.acting import As, as_account
from repatria.cli.output import print_json

JSON = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]
_FILE = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="Labels or ranges, one a line; - for standard input.")
]
_ON = Annotated[str, typer.Option("--on", metavar="DATE", help="When: 2019, 2019-05 or 2019-05-08.")]


def register(group: typer.Typer) -> None:
    """Add these commands to the group."""
    for command in (offer, answer, inventory, withdraw_inventory):
        group.command(command.__name__.replace("_", "-"))(command)


def _written(given: list[str] | None, path: Path | None) -> str:
    """The list as typed, and what a file or standard input adds to it."""
    lines = list(given or [])
    if path is not None:
        if str(path) != "-" and not path.is_file():
            raise typer.BadParameter(f"there is no file {path}", param_hint="--file")
        try:
            lines.append(sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8"))
        except UnicodeDecodeError as error:
            raise typer.BadParameter(f"{path} is no text in UTF-8", param_hint="--file") from error
    return "\n".join(lines)


def _holder(code: str, hint: str) -> Any:
    from repatria.registry.custody.items import Holder

    row = Holder.objects.filter(code=code).first()
    if row is None:
        raise typer.BadParameter(f"there is no holder with the code {code}", param_hint=hint)
    return row


def offer(
    to: Annotated[str, typer.Option("--to", help="Code of the receiving holder.")],
    on: _ON,
    items: Annotated[
        list[str] | None, typer.Argument(metavar="[LABEL...]", help="Labels, or ranges as K208-001..K208-055.")
    ] = None,
    hand_over: Annotated[str, typer.Option("--hand-over", help="All containers of this hand-over, by its code.")] = "",
    file: _FILE = None,
    purpose: Annotated[str, typer.Option(help="custody, laboratory, onward transfer, home, ...")] = "custody",
    giver: Annotated[
        str, typer.Option("--from", help="With --hand-over: whose, where several hold its containers.")
    ] = "",
    as_json: JSON = False,
) -> None:
    """Offer items to another holder, with what is in them; the holder stays until another account accepts.

    Of a hand-over those that can go are offered; what is left out is told first, and the exit code is then 1.
    """
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.custody.lists import items_named, one_holder
    from repatria.registry.custody.models import HandOver
    from repatria.registry.custody.offers import those_of
    from repatria.registry.custody.transfers import offer as offer_items
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    receiver, written = _holder(to, "--to"), _written(items, file)
    given = HandOver.objects.filter(code=hand_over).first() if hand_over else None
    if hand_over and given is None:
        raise typer.BadParameter(f"there is no hand-over with the code {hand_over}", param_hint="--hand-over")
    if bool(written.strip()) is (given is not None):
        raise typer.BadParameter("name either labels (or --file), or --hand-over")
    if giver and given is None:
        raise typer.BadParameter("goes with --hand-over", param_hint="--from")
    if given is not None:
        going = those_of(given, receiver, purpose, _holder(giver, "--from") if giver else None)
        rows, holder, problems = going.items, going.giver, going.left_out
    else:
        rows, problems = items_named(written), []
        holder = one_holder(rows)
    if not as_json:
        for problem in problems:
            typer.echo(f"left out: {problem.message}")
    keys = [row.pk for row in rows]
    with recording(OPERATOR) as record:
        key = offer_items(
            record, holder.pk, receiver.pk, keys, on=on, purpose=purpose, hand_over_id=given.pk if given else None
        )
    if as_json:
        codes = [row.code for row in rows]
        print_json({"transfer": key, "from": holder.code, "to": to, "items": codes, "problems": problems})
    else:
        typer.echo(f"transfer {key}: {len(rows):,} items of {holder.code} are offered to {to}")
    raise typer.Exit(1 if problems else 0)


def answer(
    number: Annotated[int, typer.Argument(metavar="TRANSFER", min=1)],
    what: Annotated[str, typer.Argument(metavar="ANSWER", help="accepted, refused or withdrawn.")],
    on: _ON,
    name: As,
    by: Annotated[str, typer.Option("--by", help="Who took them over, or not; empty for the account.")] = "",
    reason: Annotated[str, typer.Option("--reason", help="Needed when refused or withdrawn.")] = "",
    as_json: JSON = False,
) -> None:
    """Answer an offer for the receiver, as another account than the one that offered; or withdraw it for the giver."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.custody import transfers

    if what not in ("accepted", "refused", "withdrawn"):
        raise typer.BadParameter("is one of: accepted, refused, withdrawn", param_hint="ANSWER")
    if what == "accepted":
        as_account(name, lambda record, _user, _word: transfers.accept(record, number, on=on, by=by))
    else:
        verb = transfers.refuse if what == "refused" else transfers.withdraw
        as_account(name, lambda record, _user, _word: verb(record, number, on=on, reason=reason, by=by))
    if as_json:
        print_json({"transfer": number, "state": what, "problems": []})
    else:
        typer.echo(f"transfer {number}: {what}")


def inventory(
    holder: Annotated[str, typer.Argument(metavar="HOLDER", help="Code of the holder whose shelves were counted.")],
    on: _ON,
    found: Annotated[
        list[str] | None, typer.Argument(metavar="[LABEL...]", help="Labels found, or ranges as K208-001..K208-055.")
    ] = None,
    file: _FILE = None,
    as_expected: Annotated[bool, typer.Option("--as-expected", help="All was found that the record expects.")] = False,
    missing: Annotated[list[str] | None, typer.Option("--except", help="But this label or range was missing.")] = None,
    also: Annotated[list[str] | None, typer.Option("--also", help="And this was found besides.")] = None,
    place: Annotated[str, typer.Option("--place", help="Where, when only one place was counted.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who counted.")] = "",
    as_json: JSON = False,
) -> None:
    """Record a re-inventory: what was found, or all as expected with its exceptions; exit code 1 when they differ."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.problems import Problem
    from repatria.registry.custody.inventories import all_as_expected, take_inventory
    from repatria.registry.custody.items import InventoryLine
    from repatria.registry.custody.lists import labels
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    row, written = _holder(holder, "HOLDER"), _written(found, file)
    if as_expected and written.strip():
        raise typer.BadParameter("either --as-expected, or name what was found")
    if not as_expected and (missing or also):
        raise typer.BadParameter("--except and --also go with --as-expected")
    gone, more = (labels("\n".join(each or [])) for each in (missing, also))
    with recording(OPERATOR) as record:
        if as_expected:
            key = all_as_expected(record, row.pk, on=on, missing=gone, also=more, by=by, place=place)
        else:
            key = take_inventory(record, row.pk, labels(written), on=on, by=by, place=place)
    lines = InventoryLine.objects.filter(inventory=key).order_by("code")
    problems = [
        Problem("custody", line.code, "expected and not found" if line.expected else "found and not expected")
        for line in lines
        if line.expected != line.found
    ]
    if as_json:
        counted = {"expected": sum(line.expected for line in lines), "found": sum(line.found for line in lines)}
        print_json({"inventory": key, **counted, "problems": problems})
    else:
        for problem in problems:
            typer.echo(f"{problem.place}: {problem.message}")
        typer.echo(f"inventory {key}: {len(problems):,} differences")
    raise typer.Exit(1 if problems else 0)


def withdraw_inventory(
    number: Annotated[int, typer.Argument(metavar="INVENTORY", min=1)],
    reason: Annotated[str, typer.Option("--reason", help="Why; it stays on the record.")],
    as_json: JSON = False,
) -> None:
    """Withdraw a re-inventory that was recorded in error; it stays readable."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.registry.custody import inventories
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    with recording(OPERATOR) as record:
        inventories.withdraw_inventory(record, number, reason=reason)
    if as_json:
        print_json({"inventory": number, "state": "withdrawn", "problems": []})
    else:
        typer.echo(f"inventory {number}: withdrawn")
