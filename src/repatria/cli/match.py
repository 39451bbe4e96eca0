"""The command that compares samples with samples: ``repatria match``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli.output import finish, print_json, print_problems
from repatria.errors import RepatriaError
from repatria.problems import Problem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from repatria.exchange.dna_case import Case
    from repatria.genetics.direct_matching import Links
    from repatria.genetics.markers import Marker

AS_JSON = typer.Option("--json", help="Print one JSON document.")
THETA = typer.Option(min=0.0, max=0.5, help="Coancestry of the population (Balding and Nichols).")
DROPOUT = typer.Option(min=0.0, max=0.99, help="Probability that one allele copy of a sample leaves no peak.")
DROPIN = typer.Option(min=0.0, max=0.99, help="Probability that one foreign allele appears at a marker.")


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("match")(match)


def match(
    first: Annotated[Path, typer.Argument(metavar="CASE", help="A dna-case/1 file; its samples (pm) are compared.")],
    second: Annotated[
        Path | None, typer.Argument(metavar="[CASE2]", help="Compare with the samples of this file instead.")
    ] = None,
    relation: Annotated[str, typer.Option("--as", help="same, parent-child, full-siblings, half-siblings...")] = "same",
    against: Annotated[str, typer.Option(help="The other hypothesis, of the same list.")] = "unrelated",
    threshold: Annotated[float, typer.Option(help="log10 LR from which a pair is reported.")] = 4.0,
    theta: Annotated[float, THETA] = 0.0,
    dropout: Annotated[float, DROPOUT] = 0.0,
    dropin: Annotated[float, DROPIN] = 0.0,
    error: Annotated[
        float, typer.Option(min=0.0, max=0.99, help="Probability that a call is not this sample's.")
    ] = 0.0,
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Every sample against every sample: links with their LR, and groups that hold together or contradict."""
    from repatria.genetics.direct_matching import Profiles, Trust, match_profiles
    from repatria.genetics.pair_probabilities import PAIR_RELATIONS
    from repatria.genetics.reassociation import reassociate

    for name, option in ((relation, "--as"), (against, "--against")):
        if name not in PAIR_RELATIONS:
            raise typer.BadParameter(f"is one of: {', '.join(PAIR_RELATIONS)}", param_hint=option)
    if relation == against:
        raise typer.BadParameter("the two hypotheses are the same", param_hint="--against")
    if not threshold > float("-inf"):
        raise typer.BadParameter("is a number", param_hint="--threshold")
    problems: list[Problem] = []
    names, sets, markers, left_out = _samples(first, second, problems)
    answer: dict[str, Any] = {"links": []}
    if markers:
        trust = Trust(dropout, dropin, error)
        profiles = [Profiles(calls, sexes, (trust,) * len(calls)) for calls, sexes in sets]
        try:
            links, tables = match_profiles(
                markers, *profiles, relation=PAIR_RELATIONS[relation], against=PAIR_RELATIONS[against],
                theta=theta, log10_threshold=threshold,
            )  # fmt: skip
        except RepatriaError as refused:
            problems.append(Problem(first.name, "samples", str(refused)))
        else:
            answer["links"] = _rows(links, names[0], names[-1])
            if second is None and relation == "same":
                answer["groups"] = [
                    {
                        "members": [names[0][i] for i in group.members],
                        "consistent": group.consistent,
                        "conflicts": _rows(group.conflicts, names[0], names[0]),
                        "sex_conflicts": [[names[0][i], names[0][j]] for i, j in group.sex_conflicts],
                    }
                    for group in reassociate(links, tables, profiles[0].sexes)
                ]
    answer |= {
        "as": relation, "against": against, "threshold": threshold, "theta": theta, "dropout": dropout,
        "dropin": dropin, "error": error, "markers_left_out": left_out, "problems": problems,
    }  # fmt: skip
    if as_json:
        print_json(answer)
    else:
        print_problems(problems)
        _print_links(answer)
    finish(problems)


def _samples(
    first: Path, second: Path | None, problems: list[Problem]
) -> tuple[list[list[str]], list[tuple[npt.NDArray[np.int16], npt.NDArray[np.int8]]], list[Marker], list[str]]:
    """Sample ids and calls of one or two files at the autosomal markers of the first; names of markers not used."""
    import numpy as np

    from repatria.exchange.dna_case import read_dna_case
    from repatria.genetics.markers import markers_by_key

    names, sets = [], []
    markers: list[Marker] = []
    left_out: list[str] = []
    for number, path in enumerate(path for path in (first, second) if path is not None):
        case, more = read_dna_case(path)
        problems += more
        if case is None:
            return [], [], [], []
        if number == 0:
            markers = [marker for marker in case.markers if marker.chromosome == "autosomal"]
            left_out = [marker.name for marker in case.markers if marker.chromosome != "autosomal"]
        calls = np.full((len(case.remains), len(markers), 2), -1, dtype=np.int16)
        own = markers_by_key(case.markers)
        for m, marker in enumerate(markers):
            if marker.key in own:
                _copy_calls(case, own[marker.key], marker, calls[:, m], path.name, problems)
            else:
                left_out.append(marker.name)
        names.append([sample.id for sample in case.remains])
        sets.append((calls, np.array([sample.sex for sample in case.remains], dtype=np.int8)))
    return names, sets, markers, left_out


def _copy_calls(
    case: Case, column: int, marker: Marker, calls: npt.NDArray[np.int16], source: str, problems: list[Problem]
) -> None:
    """Calls of one marker as allele numbers of the first file's table."""
    alleles = case.markers[column].alleles
    number = {-1: -1} | {i: found for i, name in enumerate(alleles) if (found := marker.allele_index(name)) is not None}
    for row, sample in zip(calls, case.remains, strict=True):
        pair = [int(a) for a in sample.genotypes[column]]
        unknown = [alleles[a] for a in pair if a not in number]
        if unknown:
            problems.append(
                Problem(
                    source,
                    f"sample {sample.id}, marker {marker.name}",
                    f"allele {unknown[0]} is not in the first file's table; this genotype is not used",
                )
            )
        else:
            row[:] = [number[a] for a in pair]


def _rows(links: Links, first: list[str], second: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "first": first[i],
            "second": second[j],
            "log10_lr": value,
            "markers_compared": compared,
            "markers_differing": differing,
        }
        for i, j, value, compared, differing in zip(
            links.first.tolist(),
            links.second.tolist(),
            links.log10_lr.tolist(),
            links.compared.tolist(),
            links.differing.tolist(),
            strict=True,
        )
    ]


def _print_links(answer: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("first", "second", "log10 LR", "markers", "differing")
    for row in answer["links"]:
        table.add_row(
            row["first"], row["second"], f"{row['log10_lr']:.2f}",
            str(row["markers_compared"]), str(row["markers_differing"]),
        )  # fmt: skip
    console = Console()
    console.print(table)
    for group in answer.get("groups", []):
        console.print(f"group of {', '.join(group['members'])}", highlight=False)
        for row in group["conflicts"]:
            console.print(
                f"  conflict: {row['first']} and {row['second']}, log10 LR {row['log10_lr']:.2f}, "
                f"{row['markers_differing']} of {row['markers_compared']} markers differ",
                highlight=False,
            )
        for one, two in group["sex_conflicts"]:
            console.print(f"  conflict: {one} and {two} differ in sex", highlight=False)
