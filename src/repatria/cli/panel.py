"""The command for linked SNP panels: ``repatria panel``."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli.output import finish, print_json, print_problems
from repatria.errors import RepatriaError
from repatria.problems import Problem


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("panel")(panel)


def panel(
    table: Annotated[Path, typer.Argument(metavar="PANEL", help="CSV: CHROM, MARKER, CM or MB, A1, A2, FREQ1.")],
    genotypes: Annotated[Path, typer.Argument(metavar="GENOTYPES", help="CSV: MARKER, then one column a sample.")],
    relation: Annotated[str, typer.Option("--as", help="full-siblings, half-siblings, uncle-nephew...")],
    one: Annotated[str | None, typer.Option("--one", help="Only pairs with this sample.")] = None,
    error: Annotated[float, typer.Option(min=0.0, max=0.99, help="Probability that an allele is misread.")] = 0.001,
    dropout: Annotated[float, typer.Option(min=0.0, max=0.99, help="Probability that an allele copy is lost.")] = 0.0,
    map_function: Annotated[str, typer.Option("--map", help="haldane or kosambi.")] = "haldane",
    cm_per_mb: Annotated[float, typer.Option(min=0.01, max=100, help="Used where the table has MB only.")] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Pairs of samples typed with a linked SNP panel: log10 LR of a relationship against unrelated."""
    from repatria.genetics.relationships import RELATIONSHIPS

    if relation not in RELATIONSHIPS:
        raise typer.BadParameter(f"is one of: {', '.join(RELATIONSHIPS)}", param_hint="--as")
    if map_function not in ("haldane", "kosambi"):
        raise typer.BadParameter("haldane or kosambi", param_hint="--map")
    from repatria.exchange.snp_panel import read_panel, read_panel_genotypes

    function: Any = map_function
    read, problems = read_panel(table, function=function, centimorgans_per_megabase=cm_per_mb)
    pairs: list[dict[str, Any]] = []
    markers = 0
    if read is not None:
        markers = len(read.panel.markers)
        names, calls, more = read_panel_genotypes(genotypes, read)
        problems = problems + more
        if one is not None and one not in names:
            problems = [*problems, Problem(genotypes.name, "--one", f"there is no sample {one}")]
        chosen = [pair for pair in itertools.permutations(range(len(names)), 2) if _wanted(pair, names, one, relation)]
        try:
            values = _ratios(read.panel, calls, chosen, relation, error, dropout)
        except RepatriaError as refused:
            problems = [*problems, Problem(genotypes.name, "panel", str(refused))]
        else:
            typed = (calls >= 0).all(axis=2)
            pairs = [
                {
                    "one": names[i],
                    "two": names[j],
                    "log10_lr": value,
                    "markers_compared": int((typed[i] & typed[j]).sum()),
                }
                for (i, j), value in zip(chosen, values, strict=True)
            ]
    if as_json:
        print_json(
            {
                "pairs": pairs,
                "as": relation,
                "markers": markers,
                "markers_left_out": list(read.left_out) if read is not None else [],
                "error": error,
                "dropout": dropout,
                "map": map_function,
                "problems": problems,
            }
        )
    else:
        print_problems(problems)
        for pair in sorted(pairs, key=lambda row: -row["log10_lr"]):
            typer.echo(
                f"{pair['one']}  {pair['two']}  log10 LR {pair['log10_lr']:.2f}  {pair['markers_compared']} markers"
            )
    finish(problems)


def _wanted(pair: tuple[int, int], names: list[str], one: str | None, relation: str) -> bool:
    """Each pair once; both ways where the relationship has a direction; only pairs that start with `one` if given."""
    directed = relation not in ("full-siblings", "half-siblings", "first-cousins")
    if one is not None:
        return names[pair[0]] == one
    return directed or pair[0] < pair[1]


def _ratios(panel: Any, calls: Any, chosen: list[tuple[int, int]], relation: str, error: float, dropout: float) -> Any:
    import numpy as np

    from repatria.cli.progress import progress_bar
    from repatria.genetics.panel_calls import TypingErrors
    from repatria.genetics.panel_lr import relationship_log10_lr
    from repatria.genetics.pedigree import singleton
    from repatria.genetics.relationships import join_families

    joined = join_families(singleton("one"), "one", singleton("two"), "two", relation).joined
    errors = TypingErrors(error, dropout)
    values: list[float] = []
    with progress_bar("pairs", len(chosen)) as advance:
        for start in range(0, len(chosen), 500):
            part = np.array(chosen[start : start + 500])
            found = relationship_log10_lr(
                panel, joined, "1:one", "2:two", calls[part[:, 0]], calls[part[:, 1]], errors=errors
            )
            values += found.tolist()
            advance(len(part))
    return values
