"""Commands of the ledger: verify, rebuild, checkpoint, prove, and check a proof without any store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli.output import finish, print_json, print_problems

JSON = Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")]
File = Annotated[Path | None, typer.Option(exists=True, dir_okay=False, readable=True)]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    ledger = typer.Typer(help="The tamper-evident record: check it, pin it, prove what is on it.", no_args_is_help=True)
    ledger.command("verify")(verify)
    ledger.command("rebuild")(rebuild)
    ledger.command("checkpoint")(checkpoint)
    ledger.command("prove")(prove)
    ledger.command("check")(check)
    app.add_typer(ledger, name="ledger")


def verify(
    chain_only: Annotated[bool, typer.Option("--chain-only", help="Skip the comparison of the tables.")] = False,
    checkpoint: File = None,
    key: Annotated[
        str | None, typer.Option(help="Verifier key of the checkpoint; this store's own when absent.")
    ] = None,
    as_json: JSON = False,
) -> None:
    """Check the chain, that the tables equal what the ledger says, and that a saved CHECKPOINT still holds."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.cli.progress import progress_bar
    from repatria.registry.ledger.models import LedgerEntry
    from repatria.registry.ledger.verify import verify as verify_ledger

    with progress_bar("checking", LedgerEntry.objects.count()) as advance:
        result = verify_ledger(tables=not chain_only, progress=advance)
    if checkpoint is not None:
        result.problems += _against(checkpoint, key)
    if as_json:
        print_json(
            {
                "entries": result.entries,
                "head": result.head,
                "tables": result.tables,
                "rows": sum(result.tables.values()),
                "problems": result.problems,
            }
        )
        finish(result.problems)
    print_problems(result.problems)
    rows = f" and {sum(result.tables.values())} rows of {len(result.tables)} tables" if result.tables else ""
    verdict = "all is as recorded" if not result.problems else f"{len(result.problems)} problems"
    typer.echo(f"Checked {result.entries} entries{rows}: {verdict}.\nHead {result.head}")
    finish(result.problems)


def _against(path: Path, key: str | None) -> list[Any]:
    from repatria.errors import RepatriaError
    from repatria.problems import Problem
    from repatria.registry.ledger.checkpoint import open_note
    from repatria.registry.ledger.proofs import prove_growth

    try:
        note = path.read_text(encoding="utf-8")
        prove_growth(open_note(note, key or _own_key()[0]), note, note)
    except (RepatriaError, UnicodeDecodeError) as error:
        return [Problem(path.name, "checkpoint", str(error))]
    return []


def rebuild(as_json: JSON = False) -> None:
    """Write all tables anew from the ledger, in one transaction; refused when the chain is broken."""
    from repatria.registry.store import open_store

    open_store()
    from repatria.cli.progress import progress_bar
    from repatria.registry.ledger.models import LedgerEntry
    from repatria.registry.ledger.verify import rebuild as rebuild_tables

    with progress_bar("rebuilding", LedgerEntry.objects.count()) as advance:
        result = rebuild_tables(progress=advance)
    if as_json:
        print_json({"entries": result.entries, "tables": result.tables, "problems": result.problems})
        finish(result.problems)
    print_problems(result.problems)
    if not result.problems:
        typer.echo(
            f"Rebuilt {sum(result.tables.values())} rows of {len(result.tables)} tables from {result.entries} entries."
        )
    finish(result.problems)


def _own_key() -> tuple[str, Any]:
    """This store's verifier key and signing key."""
    from repatria.registry.ledger.checkpoint import ORIGIN, signing_key, verifier_key
    from repatria.registry.store import home

    key = signing_key(home())
    return verifier_key(ORIGIN, key.public_key()), key


def _own_note() -> tuple[str, str]:
    """The signed checkpoint of the ledger as it stands, and the verifier key."""
    from repatria.registry.ledger.checkpoint import ORIGIN, sign
    from repatria.registry.ledger.proofs import current_checkpoint

    verifier, key = _own_key()
    return sign(current_checkpoint(ORIGIN), key), verifier


def checkpoint(
    out: Annotated[Path | None, typer.Option(help="Write the note to this file.")] = None, as_json: JSON = False
) -> None:
    """Sign the ledger's size and root: keep the note elsewhere, and no later change can hide from it."""
    from repatria.registry.store import open_store

    open_store()
    note, verifier = _own_note()
    if out is not None:
        out.write_text(note, encoding="utf-8")
    if as_json:
        print_json({"checkpoint": note, "key": verifier})
        return
    typer.echo(note if out is None else f"Written to {out}.")
    typer.echo(f"Verifier key: {verifier}")


def prove(
    seq: Annotated[int | None, typer.Argument(min=1, help="Entry to be proved.")] = None,
    since: File = None,
    out: Annotated[Path | None, typer.Option(help="Write the proof to this file.")] = None,
) -> None:
    """Prove that entry SEQ is on the ledger, or (--since CHECKPOINT) that nothing before that checkpoint changed."""
    from repatria.registry.store import open_store

    if (seq is None) == (since is None):
        raise typer.BadParameter("name an entry, or a checkpoint with --since; one of the two")
    open_store()
    from repatria.registry.ledger.checkpoint import open_note
    from repatria.registry.ledger.proofs import prove_entry, prove_growth

    note, verifier = _own_note()
    if since is not None:
        earlier = since.read_text(encoding="utf-8")
        proof = prove_growth(open_note(earlier, verifier), earlier, note)
    else:
        proof = prove_entry(seq or 0, note)
    if out is None:
        print_json(proof)
    else:
        out.write_text(json.dumps(proof, ensure_ascii=False, indent=1), encoding="utf-8")
        typer.echo(f"Written to {out}. Verifier key: {verifier}")


def check(
    proof: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="A proof from `prove`.")],
    key: Annotated[str, typer.Option(help="Verifier key of the ledger's owner.")],
) -> None:
    """Check a proof: needs no store, only the verifier key."""
    from repatria.errors import InvalidInput
    from repatria.registry.ledger.offline import check_proof

    try:
        document = json.loads(proof.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise InvalidInput(f"{proof.name} is not a JSON document") from None
    if not isinstance(document, dict):
        raise InvalidInput(f"{proof.name} is not a proof")
    typer.echo(f"It holds: {check_proof(document, key)}.")
