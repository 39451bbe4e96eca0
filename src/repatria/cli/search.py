"""The command `repatria search`: every remains against every missing person on the record."""

from __future__ import annotations

from typing import Annotated

import typer

from repatria.cli.output import finish, print_json, print_problems

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("search")(search)


def search(
    threshold: Annotated[float, typer.Option(help="log10 of the likelihood ratio from which a pair is a hit.")] = 4.0,
    top: Annotated[int, typer.Option(min=0, help="Best pairs kept per sample even below the threshold.")] = 5,
    mutation: Annotated[str, typer.Option(help="Model where a population has none: none, equal, proportional.")] = (
        "equal"
    ),
    rate: Annotated[float, typer.Option(min=0.0, max=0.5, help="Mutation rate per meiosis of that model.")] = 0.001,
    engine: Annotated[str, typer.Option(help="Where pairs are scored: local, dask, gpu; the answer is the same.")] = (
        "local"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Answer as one JSON document.")] = False,
) -> None:
    """Search the record; the run, its parameters and its hits are put on it."""
    from repatria.compute.choose import ENGINES, engine_named
    from repatria.registry.store import open_store

    if engine not in ENGINES:
        raise typer.BadParameter(f"is one of {', '.join(ENGINES)}", param_hint="--engine")
    open_store()
    from repatria.cli.progress import named_bars
    from repatria.registry.laboratory.read import MutationChoice
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.runs.blind_search import run_search
    from repatria.registry.runs.models import Hit, SearchRun
    from repatria.registry.runs.parameters import SearchParameters

    parameters = SearchParameters(threshold, top, MutationChoice(mutation, rate))
    chosen = engine_named(engine, say=lambda text: typer.echo(text, err=True))
    with named_bars() as (step, progress):
        answer = run_search(OPERATOR, parameters, engine=chosen, progress=progress, step=step)
    run = SearchRun.objects.get(pk=answer.run_id)
    hits = Hit.objects.filter(run=run, above=True).order_by("-log10_lr", "id").select_related("remains", "person")
    if as_json:
        print_json(
            {
                "run": run.pk,
                "parameters": run.parameters,
                "version": run.version,
                "inputs": run.inputs,
                "samples": run.sample_count,
                "missing": run.target_count,
                "pairs": run.pair_count,
                "hits": [
                    {
                        "remains": hit.remains.code,
                        "missing": hit.person.reference,
                        "rank": hit.rank,
                        "log10_lr": hit.log10_lr,
                        "lines": {"autosomal STR": hit.log10_lr},
                        "markers": dict(hit.markers),
                    }
                    for hit in hits
                ],
                "problems": answer.problems,
            }
        )
        finish(answer.problems)
    _print_table(run, list(hits[:_SHOWN]))
    print_problems(answer.problems[:_SHOWN])
    if len(answer.problems) > _SHOWN:
        typer.echo(f"... and {len(answer.problems) - _SHOWN} more, all kept with the run", err=True)
    finish(answer.problems)


def _print_table(run, hits) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"Run {run.pk}: {run.pair_count:,} pairs, {run.hit_count} at or above the threshold")
    for heading, justify in (("remains", "left"), ("missing", "left"), ("rank", "right"), ("log10 LR", "right")):
        table.add_column(heading, justify=justify)
    for hit in hits:
        table.add_row(hit.remains.code, hit.person.reference, str(hit.rank), f"{hit.log10_lr:.3f}")
    Console().print(table)
    if run.hit_count > len(hits):
        typer.echo(f"The {len(hits)} strongest of {run.hit_count}; --json gives all.")
