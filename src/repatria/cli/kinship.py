"""Commands of the kinship room: ``repatria lr`` and ``repatria likelihood``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli.output import finish, print_json, print_problems
from repatria.problems import Problem

AS_JSON = typer.Option("--json", help="Print one JSON document.")
FOUNDERS = typer.Option("--untyped-founders", help="keep (pedprobr) or prune (Familias) untyped founders.")


def lr(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A dna-case/1 file.")],
    untyped_founders: Annotated[str, FOUNDERS] = "keep",
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Every victim against every missing person: log10 LR of identity against unrelated."""
    convention = _convention(untyped_founders)
    from repatria.exchange.dna_case import case_lr_matrix, read_dna_case

    read, problems = read_dna_case(case)
    answer: dict[str, Any] = {"rows": [], "cols": [], "log10_lr": [], "exclusions": []}
    if read is not None:
        matrix, more = case_lr_matrix(read, source=case.name, untyped_founders=convention)
        problems = problems + more
        answer = {
            "rows": [sample.id for sample in read.remains],
            "cols": [person.id for person in read.missing],
            "log10_lr": matrix.log10_lr,
            "exclusions": [[None if count < 0 else int(count) for count in row] for row in matrix.exclusions],
            "untyped_founders": convention,
        }
    _answer(answer, problems, as_json)


def likelihood(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A dna-golden/1 file: one case or many.")],
    untyped_founders: Annotated[str | None, FOUNDERS] = None,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Likelihoods of pedigrees, linked pairs and genotype distributions (natural logarithms)."""
    convention = _convention(untyped_founders) if untyped_founders is not None else None
    from repatria.exchange.dna_golden import answer_golden
    from repatria.exchange.dna_records import load_json

    raw, problems = load_json(file)
    answers: list[dict[str, Any]] = []
    if not problems:
        answers, problems = answer_golden(raw, source=file.name, untyped_founders=convention)
    if as_json:
        print_json({"cases": answers, "problems": problems})
    else:
        print_problems(problems)
        for answer in answers:
            for hypothesis, value in answer.get("loglik", {}).items():
                typer.echo(f"{answer['id']}  {hypothesis}  ln L = {value:.12g}")
    finish(problems)


def _answer(answer: dict[str, Any], problems: list[Problem], as_json: bool) -> None:
    if as_json:
        print_json({**answer, "problems": problems})
    else:
        print_problems(problems)
        _print_matrix(answer)
    finish(problems)


def _print_matrix(answer: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("log10 LR", *answer["cols"])
    for name, values in zip(answer["rows"], answer["log10_lr"], strict=True):
        table.add_row(name, *("" if value != value else f"{value:.2f}" for value in values))
    Console().print(table)


def _convention(value: str) -> Any:
    if value not in ("keep", "prune"):
        raise typer.BadParameter("keep or prune", param_hint="--untyped-founders")
    return value


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("likelihood")(likelihood)
    app.command("lr")(lr)
