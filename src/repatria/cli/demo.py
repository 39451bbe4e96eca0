"""The command `repatria demo`: the whole main job on a made-up operation, from an empty folder to the pages."""

from __future__ import annotations

import json
import secrets
import time
from typing import Annotated, Any

import typer

from repatria.cli.output import print_json

SEED = 1950
_NOTE = "demonstration.json"


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("demo")(demo)


def demo(
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve the pages at the end.")] = True,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    with_worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Also run the searches that are asked for on the pages.")
    ] = True,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the made-up operation.")] = SEED,
    missing: Annotated[int, typer.Option(min=1, max=100_000, help="Made-up missing persons.")] = 1200,
    boxes: Annotated[int, typer.Option(min=1, max=10_000, help="Boxes handed over.")] = 55,
    remains: Annotated[int, typer.Option(min=1, max=100_000, help="Sets of remains.")] = 250,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")] = False,
) -> None:
    """Load the real history and a made-up roll with remains, search, say how many are right, and serve the pages."""
    from repatria.cli.compiled_ahead import compiling_beside
    from repatria.cli.progress import steps
    from repatria.registry.store import create_store, home

    started = time.monotonic()
    with steps() as step:
        step("making the store")
        create_store(home())
        from repatria.registry.ledger.models import LedgerEntry

        asked = {"seed": seed, "missing": missing, "boxes": boxes, "remains": remains}
        passwords: dict[str, str] = {}
        if LedgerEntry.objects.exists():
            _refuse_another_store(asked)
        else:
            with compiling_beside() as kernels:
                passwords = _load(seed, missing, boxes, remains, step, kernels)
            (home() / _NOTE).write_text(json.dumps(asked), encoding="utf-8")
        answer = _summary(seed, missing, boxes, remains)
    answer["seconds"] = round(time.monotonic() - started, 1)
    if as_json:
        print_json({**answer, "accounts": passwords})
    else:
        _print(answer, passwords)
    if serve:
        from repatria.cli.store import run_server

        typer.echo()
        run_server(host, port, with_worker=with_worker)


def _load(seed: int, missing: int, boxes: int, remains: int, step: Any, kernels: Any) -> dict[str, str]:
    """Everything the demonstration needs on the record; returns the password of each account."""
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.permissions import Role
    from repatria.registry.people.verbs import NewAccount, add_accounts
    from repatria.registry.runs.blind_search import run_search
    from repatria.registry.runs.parameters import SearchParameters
    from repatria.scenario.build import build
    from repatria.scenario.history import history
    from repatria.scenario.land import land_scenario
    from repatria.scenario.land_custody import land_custody_and_field
    from repatria.scenario.land_decisions import land_decisions
    from repatria.scenario.land_documents import land_documents
    from repatria.scenario.land_families import land_families
    from repatria.scenario.land_history import land_history
    from repatria.scenario.land_identities import land_identities

    step("the real history of five reports")
    with recording(OPERATOR) as record:
        land_history(record, history())
    step("a made-up roll, families, boxes and remains")
    with recording(OPERATOR) as record:
        scenario = build(seed, missing=missing, boxes=boxes, remains=remains)
        land_scenario(record, scenario)
        land_families(record, scenario)
    step("custody of the boxes, field sites and operations")
    land_custody_and_field(scenario.hand_over.key, scenario.notice)
    step("a made-up article to review")
    land_documents(OPERATOR)
    step("other names, a second file, entries made twice")
    land_identities(OPERATOR, scenario)
    step("compiling, once on this machine")
    kernels.wait_for_search()
    step("searching")
    run_search(OPERATOR, SearchParameters(), step=step)
    step("one account for each role")
    accounts = []
    for role in Role:
        name = "liaison" if role is Role.FAMILY_LIAISON else role.value.split()[0].lower()
        family = _a_family() if role is Role.FAMILY else None
        accounts.append(NewAccount(name, secrets.token_urlsafe(12), role, family))
    users = add_accounts(OPERATOR, accounts)
    kernels.wait_for_all()
    step("made-up decisions")
    land_decisions({user.role: (user, account.password) for user, account in zip(users, accounts, strict=True)})
    _tie_the_family_member(scenario)
    return {account.username: account.password for account in accounts}


def _a_family() -> int:
    """The family that the demonstration's family member belongs to: the one with the strongest match."""
    from repatria.registry.runs.models import Hit

    return Hit.objects.order_by("-log10_lr", "id").values_list("family_id", flat=True)[0]


def _tie_the_family_member(scenario: Any) -> None:
    """Say which relative the demonstration's family member is; record the family's relatives when none is yet."""
    from repatria.registry.families.models import Family
    from repatria.registry.families.ties import tie_account
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.people.models import User
    from repatria.registry.people.permissions import Role
    from repatria.scenario.land_families import land_family

    user = User.objects.get(role=Role.FAMILY.value)
    family = Family.objects.get(pk=user.family_id)
    with recording(OPERATOR) as record:
        if not family.relatives.exists():
            made = next(one for one in scenario.families if family.code.startswith(f"{one.key} "))
            land_family(record, made, len(scenario.families))
            record.flush()
        relative = family.relatives.filter(consents__isnull=False).order_by("id").first()
        if relative is not None:
            tie_account(record, relative.pk, user.username)


def _refuse_another_store(asked: dict[str, int]) -> None:
    """A store is shown again only when it is the whole demonstration that was asked for."""
    from repatria.errors import Conflict
    from repatria.registry.store import home

    note = home() / _NOTE
    advice = f"name an empty folder in REPATRIA_HOME, or delete {home()}"
    if not note.exists():
        raise Conflict(f"this store holds other data, or a demonstration that was cut off: {advice}")
    made = json.loads(note.read_text(encoding="utf-8"))
    if made != asked:
        words = ", ".join(f"{name} {made[name]}" for name in asked)
        raise Conflict(f"this store holds the demonstration with {words}: ask for the same, {advice}")


def _summary(seed: int, missing: int, boxes: int, remains: int) -> dict[str, Any]:
    from repatria.registry.ledger.models import LedgerEntry
    from repatria.registry.runs.models import SearchRun
    from repatria.scenario.build import build
    from repatria.scenario.score import score_run

    run = SearchRun.objects.order_by("id").first()
    scenario = build(seed, missing=missing, boxes=boxes, remains=remains)
    score = score_run(run, scenario.truth)
    return {
        "made_up": scenario.notice,
        "missing": len(scenario.missing),
        "families": len(scenario.families),
        "boxes": len(scenario.boxes),
        "remains": score.remains,
        "pairs": run.pair_count,
        "leading": score.leading,
        "right": score.right,
        "tied": score.tied,
        "same_family": score.family,
        "wrong": score.wrong,
        "searchable": score.searchable,
        "not_on_roll": score.not_on_roll,
        "falsely_led": score.falsely_led,
        "ledger_entries": LedgerEntry.objects.count(),
    }


def _print(answer: dict[str, Any], passwords: dict[str, str]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    table = Table(title="The main job on a made-up operation", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    for label, key in (
        ("missing persons on the roll (made up)", "missing"),
        ("families", "families"),
        ("boxes handed over", "boxes"),
        ("sets of remains", "remains"),
        ("pairs compared", "pairs"),
        ("remains with a leading candidate", "leading"),
        ("  of these: the right person", "right"),
        ("  of these: the right person, tied with others", "tied"),
        ("  of these: a missing brother of the right person", "same_family"),
        ("  of these: another person", "wrong"),
        ("  of these: remains of someone not on the roll", "falsely_led"),
        ("remains whose person has a family with a donor", "searchable"),
        ("remains of someone not on the roll", "not_on_roll"),
        ("entries on the ledger", "ledger_entries"),
    ):
        table.add_row(label, f"{answer[key]:,}")
    console.print(table)
    console.print(f"{answer['made_up']}\nReady after {answer['seconds']} s.")
    if not passwords:
        console.print(
            "Accounts: those printed when this store was made; `repatria password NAME` gives one another password."
        )
        return
    accounts = Table(title="Accounts (passwords are shown this once)", title_justify="left")
    accounts.add_column("user name")
    accounts.add_column("password")
    for name, password in passwords.items():
        accounts.add_row(name, password)
    console.print(accounts)
