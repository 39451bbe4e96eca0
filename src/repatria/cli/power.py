"""The command of planning: what a family's DNA can show, and whom to ask next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli.output import finish, print_json, print_problems
from repatria.errors import InvalidInput, RepatriaError
from repatria.problems import Problem

if TYPE_CHECKING:
    from repatria.exchange.dna_case import Case, Missing


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("power")(power)


def power(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A dna-case/1 file.")],
    family: Annotated[str | None, typer.Option("--family", help="Only the missing of this family.")] = None,
    missing: Annotated[str | None, typer.Option("--missing", help="Only this missing person.")] = None,
    ask: Annotated[
        list[str] | None, typer.Option("--ask", help="A relative who could give a sample (repeatable); default: all.")
    ] = None,
    threshold: Annotated[float, typer.Option(help="log10 LR at which a pair counts as found.")] = 4.0,
    search_size: Annotated[int, typer.Option(min=1, help="Samples in the blind search.")] = 1000,
    draws: Annotated[int, typer.Option(min=100, max=10_000_000, help="Profiles drawn for the distribution.")] = 10_000,
    asks: Annotated[
        int, typer.Option(min=0, max=100_000, help="Results drawn for each relative; 0: rank nobody.")
    ] = 200,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
    untyped_founders: Annotated[str, typer.Option(help="keep (pedprobr) or prune (Familias).")] = "keep",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Exclusion probability, expected LRs, rank in a blind search, and which relative to ask next."""
    if untyped_founders not in ("keep", "prune"):
        raise typer.BadParameter("keep or prune", param_hint="--untyped-founders")
    if threshold != threshold:
        raise typer.BadParameter("is a number", param_hint="--threshold")
    from repatria.exchange.dna_case import read_dna_case

    read, problems = read_dna_case(case)
    answers: list[dict[str, Any]] = []
    if read is not None:
        chosen = _chosen(read, family, missing, case.name, problems)
        for person in chosen:
            answers.append(
                _answer(
                    read, person, case.name, problems,
                    ask=ask, threshold=threshold, search_size=search_size, draws=draws, asks=asks, seed=seed,
                    untyped_founders=untyped_founders,
                )
            )  # fmt: skip
    if as_json:
        print_json(
            {
                "missing": answers,
                "threshold": threshold,
                "search_size": search_size,
                "draws": draws,
                "asks": asks,
                "seed": seed,
                "untyped_founders": untyped_founders,
                "problems": problems,
            }
        )
    else:
        print_problems(problems)
        _print(answers, threshold, search_size)
    finish(problems)


def _chosen(case: Case, family: str | None, missing: str | None, source: str, problems: list[Problem]) -> list[Missing]:
    people = list(case.missing)
    if family is not None:
        if family not in [one.name for one in case.families]:
            problems.append(Problem(source, "--family", f"the case has no usable family {family}"))
        people = [person for person in people if case.families[person.family].name == family]
    if missing is not None:
        if missing not in [person.id for person in people]:
            problems.append(Problem(source, "--missing", f"{missing} is not a missing person here"))
        people = [person for person in people if person.id == missing]
    return people


def _answer(
    case: Case,
    person: Missing,
    source: str,
    problems: list[Problem],
    *,
    ask: list[str] | None,
    threshold: float,
    search_size: int,
    draws: int,
    asks: int,
    seed: int,
    untyped_founders: Any,
) -> dict[str, Any]:
    import numpy as np

    from repatria.genetics.family_tables import family_tables, without_mutation
    from repatria.genetics.power import (
        combined_exclusion,
        exclusion_probability,
        expected_log10_lr,
        lr_distribution,
    )

    family = case.families[person.family]
    place = f"family {family.name}"
    answer: dict[str, Any] = {"id": person.id, "family": family.name}
    try:
        table = family_tables(
            family.pedigree, family.genotypes, person.member, case.markers, untyped_founders=untyped_founders
        )
        found = lr_distribution(table, draws, seed=seed)
    except RepatriaError as error:
        problems.append(Problem(source, place, str(error)))
        return answer
    names = [marker.name for marker in case.markers]
    strict = family_tables(family.pedigree, family.genotypes, person.member, without_mutation(case.markers))
    excluded = exclusion_probability(strict)
    answer |= {
        "exclusion_probability": combined_exclusion(np.nan_to_num(excluded)),
        "exclusion_by_marker": dict(zip(names, excluded.tolist(), strict=True)),
        "expected_log10_lr": found.expected_true,
        "expected_log10_lr_by_marker": dict(zip(names, expected_log10_lr(table).tolist(), strict=True)),
        "log10_lr_when_true": {
            f"p{share:02d}": float(np.quantile(found.true, share / 100)) for share in (1, 5, 25, 50, 75, 95, 99)
        },
        "exceeds_when_true": found.exceeds_when_true(threshold),
        "exceeds_when_unrelated": float(found.exceeds_when_unrelated(threshold)),
        "false_hits": found.false_hits(search_size, threshold),
        "expected_rank": found.expected_rank(search_size),
        "first_in_search": found.first_in_search(search_size),
    }
    if asks:
        answer["next"] = _next(case, person, source, problems, ask, threshold, asks, seed, untyped_founders)
    return answer


def _next(
    case: Case,
    person: Missing,
    source: str,
    problems: list[Problem],
    ask: list[str] | None,
    threshold: float,
    asks: int,
    seed: int,
    untyped_founders: Any,
) -> list[dict[str, Any]]:
    from repatria.cli.progress import progress_bar
    from repatria.genetics.next_relative import askable, next_relatives

    family = case.families[person.family]
    gone = [other.member for other in case.missing if other.family == person.family]
    candidates = [i for i in askable(family.pedigree, family.genotypes, person.member) if i not in gone]
    if ask:
        for name in ask:
            if name not in [family.pedigree.ids[i] for i in candidates]:
                problems.append(
                    Problem(source, f"family {family.name}", f"{name} is not an untyped relative who could be asked")
                )
        candidates = [i for i in candidates if family.pedigree.ids[i] in ask]
    gains = []
    with progress_bar(f"relatives of {person.id}", len(candidates)) as advance:
        for candidate in candidates:
            try:
                gains += next_relatives(
                    family.pedigree, family.genotypes, person.member, case.markers,
                    candidates=[candidate], log10_threshold=threshold, draws=asks, seed=seed,
                    untyped_founders=untyped_founders,
                )  # fmt: skip
            except InvalidInput as error:
                problems.append(Problem(source, f"family {family.name}", str(error)))
            advance(1)
    gains.sort(key=lambda gain: (-gain.expected_log10_lr, gain.member))
    return [
        {
            "member": family.pedigree.ids[gain.member],
            "expected_log10_lr": gain.expected_log10_lr,
            "standard_error": gain.standard_error,
            "gain": gain.gain,
            "exceeds": gain.exceeds,
        }
        for gain in gains
    ]


def _print(answers: list[dict[str, Any]], threshold: float, search_size: int) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for answer in answers:
        console.print(f"[bold]{answer['id']}[/bold] of family {answer['family']}", highlight=False)
        if "exclusion_probability" not in answer:
            console.print("  no figures: see the problem above")
            continue
        spread = answer["log10_lr_when_true"]
        console.print(
            f"  an unrelated person mismatches (no mutation) with probability {answer['exclusion_probability']:.6g}\n"
            f"  log10 LR when true: mean {answer['expected_log10_lr']:.2f}, "
            f"90 % between {spread['p05']:.2f} and {spread['p95']:.2f}\n"
            f"  at or above {threshold:g}: true {answer['exceeds_when_true']:.3f}, "
            f"unrelated {answer['exceeds_when_unrelated']:.3g}\n"
            f"  among {search_size} samples: expected rank {answer['expected_rank']:.3g}, "
            f"first with probability {answer['first_in_search']:.3f}",
            highlight=False,
        )
        if answer.get("next"):
            table = Table("ask next", "mean log10 LR", "gain", f"P(>= {threshold:g})")
            for row in answer["next"]:
                table.add_row(
                    row["member"],
                    f"{row['expected_log10_lr']:.2f} ± {row['standard_error']:.2f}",
                    f"{row['gain']:+.2f}",
                    f"{row['exceeds']:.2f}",
                )
            console.print(table)
