"""The command that answers who is who for all remains together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli.output import finish, print_json, print_problems
from repatria.errors import RepatriaError
from repatria.problems import Problem

if TYPE_CHECKING:
    from repatria.identification.assignment import Joint
    from repatria.identification.choices import FamilyChoices

_LN10 = 2.302585092994046

_PRIOR_HELP = (
    "flat (over all assignments that the constraints allow); pairing=ODDS (the same prior odds for every pairing "
    "against the victim being of nobody on the roll); off-roll=N (all ways of giving the victims to distinct persons "
    "are equal, N persons being not on the roll); or a CSV file: victim,missing,log10_odds, with * for not on the roll."
)


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command(name="joint")(joint)


def joint(
    case: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False, help="A dna-case/1 file.")] = None,
    lr: Annotated[
        Path | None,
        typer.Option("--lr", exists=True, dir_okay=False, help="A CSV of likelihood ratios: victims x missing."),
    ] = None,
    run: Annotated[
        int | None, typer.Option("--run", min=1, help="A finished search of the record: its hits, solved together.")
    ] = None,
    prior: Annotated[str, typer.Option(help=_PRIOR_HELP)] = "flat",
    reassociate: Annotated[
        bool, typer.Option("--reassociate", help="Several victims' samples may be of one person (CASE only).")
    ] = False,
    same: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="With --lr: a CSV of likelihood ratios that two victims are one person."
        ),
    ] = None,
    best: Annotated[int, typer.Option(min=1, max=10_000, help="How many of the best assignments to list.")] = 10,
    untyped_founders: Annotated[str, typer.Option(help="keep or prune untyped founders (CASE only).")] = "keep",
    tolerance: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Largest error bound to accept where exact work is infeasible.")
    ] = 1e-9,
    seed: Annotated[int, typer.Option(min=0, help="Of the sampler, used only when nothing else is feasible.")] = 1,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Who is who: the joint posterior over all assignments of remains to missing persons."""
    if [case, lr, run].count(None) != 2:
        raise typer.BadParameter("give one of a CASE file, --lr MATRIX.csv and --run NUMBER")
    if untyped_founders not in ("keep", "prune"):
        raise typer.BadParameter("is keep or prune", param_hint="--untyped-founders")
    if same is not None and lr is None:
        raise typer.BadParameter("goes with --lr", param_hint="--same")
    if reassociate and case is None:
        raise typer.BadParameter("goes with a CASE file", param_hint="--reassociate")
    kind, value = _parse_prior(prior)
    from repatria.cli import joint_inputs
    from repatria.identification.assignment import joint_posterior

    if run is not None:
        from repatria.registry.store import open_store

        open_store()
    source = f"run {run}" if run is not None else (case or lr or Path()).name
    said: list[str] = []
    rows: list[str] = []
    cols: list[str] = []
    problems: list[Problem] = []
    try:
        if case is not None:
            rows, cols, families, log_nobody, problems = joint_inputs.from_case(case, untyped_founders, reassociate)
        elif run is not None:
            rows, cols, families, log_nobody, problems, said = joint_inputs.from_run(run)
        else:
            rows, cols, families, log_nobody, problems = joint_inputs.from_matrix_file(lr, same)
        families, worth = joint_inputs.weigh(families, kind, value, rows, cols, problems)
        if rows and cols and not any(len(family) for family in families):
            problems.append(Problem(source, "pairings", "no pairing is possible: nobody is identified"))
        answer = joint_posterior(
            families, remains=len(rows), missing=len(cols), worth=worth, best=best, tolerance=tolerance, seed=seed
        )
        answer.notes.extend(said)
    except RepatriaError as error:
        problems.append(Problem(source, "joint posterior", str(error)))
        if json_:
            print_json({"rows": rows, "cols": [*cols, "*"], "marginal": None, "problems": problems})
        print_problems(problems)
        finish(problems)
    several = reassociate or same is not None or run is not None
    if json_:
        print_json(_as_json(answer, families, rows, cols, log_nobody, prior, several, problems))
    else:
        _print_answer(answer, families, rows, cols, log_nobody)
        print_problems(problems)
    finish(problems)


def _parse_prior(text: str) -> tuple[str, Any]:
    """flat, pairing with odds, off-roll with a number of persons, or given with a file."""
    name, equals, value = text.partition("=")
    try:
        if text == "flat":
            return "flat", None
        if name == "pairing" and equals and 0.0 < float(value) < float("inf"):
            return "pairing", float(value)
        if name == "off-roll" and equals and int(value) >= 0:
            return "off-roll", int(value)
    except ValueError:
        pass
    if Path(text).is_file():
        return "given", Path(text)
    raise typer.BadParameter("is flat, pairing=ODDS, off-roll=N or an existing CSV file", param_hint="--prior")


def _as_json(
    answer: Joint,
    families: list[FamilyChoices],
    rows: list[str],
    cols: list[str],
    log_nobody: float,
    prior: str,
    several: bool,
    problems: list[Problem],
) -> dict[str, Any]:
    from dataclasses import asdict

    from repatria.identification.symmetry import symmetries

    return {
        "rows": rows,
        "cols": [*cols, "*"],
        "marginal": answer.marginal,
        "log_evidence": answer.log_evidence + log_nobody,
        "best": [
            {"assignment": _assignment(pairs, rows, cols), "posterior": posterior}
            | ({"persons": _persons(pairs, rows, cols)} if several else {})
            for pairs, posterior in answer.best
        ],
        "error_bound": answer.error_bound,
        "exact": answer.exact,
        "method": answer.method,
        "prior": prior,
        "log_nobody": log_nobody,
        "log10_glr": answer.log_glr / _LN10,
        "unaccounted": dict(zip(cols, answer.unaccounted.tolist(), strict=True)),
        "symmetric": [
            {
                "victims": [rows[item] for item in one.remains],
                "missing": [cols[person] for person in one.missing],
                "interchangeable": one.interchangeable,
                "statement": one.in_words(rows, cols),
            }
            for one in symmetries(answer.log_glr, families)
        ],
        "sampling": [asdict(diagnostic) for diagnostic in answer.diagnostics],
        "notes": answer.notes,
        "problems": problems,
    } | (_persons_together(answer, families, len(rows)) if several else {})


def _persons_together(answer: Joint, families: list[FamilyChoices], remains: int) -> dict[str, Any]:
    """P(two victims are one person) and P(there are k persons); null where that is not feasible exactly."""
    from repatria.errors import TooLarge
    from repatria.identification.reassociation import number_of_persons, together

    counted: dict[str, float] | None
    try:
        persons = number_of_persons(families, remains)
        counted = {str(number): float(share) for number, share in enumerate(persons) if share > 0}
    except TooLarge:
        counted = None
    return {"together": together(families, answer.choice, remains), "persons": counted}


def _persons(pairs: tuple[tuple[int, int], ...], rows: list[str], cols: list[str]) -> list[dict[str, Any]]:
    """Each person of a solution: the victims that are this person, and who that is."""
    taken = dict(pairs)
    members: dict[int, list[str]] = {}
    for row, name in enumerate(rows):
        members.setdefault(taken.get(row, -1 - row), []).append(name)
    return [{"victims": names, "is": cols[who] if who >= 0 else "*"} for who, names in members.items()]


def _assignment(pairs: tuple[tuple[int, int], ...], rows: list[str], cols: list[str]) -> dict[str, str]:
    """Every victim with a missing person or ``*``."""
    taken = dict(pairs)
    return {name: cols[taken[row]] if taken.get(row, -1) >= 0 else "*" for row, name in enumerate(rows)}


def _print_answer(
    answer: Joint, families: list[FamilyChoices], rows: list[str], cols: list[str], log_nobody: float
) -> None:
    """A table for people: each victim with the persons it may be, then the best assignments."""
    from rich.console import Console
    from rich.table import Table

    from repatria.identification.symmetry import symmetries

    names = [*cols, "nobody on the roll"]
    table = Table("victim", "is", "posterior", "log10 GLR", title="Who is who, all remains together")
    for row, name in enumerate(rows):
        order = sorted(range(len(names)), key=lambda col: (-answer.marginal[row, col], col))
        for rank, col in enumerate(order[:3]):
            if rank and answer.marginal[row, col] < 1e-6:
                break
            glr = f"{answer.log_glr[row, col] / _LN10:.2f}"
            table.add_row("" if rank else name, names[col], f"{answer.marginal[row, col]:.6g}", glr)
    console = Console()
    console.print(table)
    for rank, (pairs, posterior) in enumerate(answer.best, start=1):
        said = ", ".join(f"{rows[row]} = {cols[col]}" for row, col in pairs if col >= 0) or "nobody is identified"
        console.print(f"{rank}. posterior {posterior:.6g}: {said}", highlight=False)
    for one in symmetries(answer.log_glr, families):
        console.print(one.in_words(rows, cols), highlight=False)
    bound = "" if answer.exact or answer.error_bound is None else f" within {answer.error_bound:.2g}"
    console.print(f"log evidence {answer.log_evidence + log_nobody:.10g}; {answer.method}{bound}")
    for diagnostic in answer.diagnostics:
        console.print(
            f"sampled: R-hat {diagnostic.rhat:.3f}, effective draws {diagnostic.ess:.0f}, "
            f"{'converged' if diagnostic.converged else 'NOT converged'}"
        )
    for note in answer.notes:
        console.print(note, highlight=False)
