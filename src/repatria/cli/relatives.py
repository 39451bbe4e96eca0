"""The command that asks whether two remains, or two families, are related as stated: ``repatria kinship``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from repatria.cli.match import AS_JSON, DROPIN, DROPOUT, THETA
from repatria.cli.output import finish, print_json, print_problems
from repatria.errors import RepatriaError
from repatria.problems import Problem

if TYPE_CHECKING:
    from repatria.exchange.dna_case import Case
    from repatria.genetics.kinship_test import KinshipLR, Typed
    from repatria.genetics.pedigree import Pedigree


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    app.command("kinship")(kinship)


def kinship(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A dna-case/1 file.")],
    one: Annotated[str | None, typer.Option("--one", help="A sample, or FAMILY:MEMBER.")] = None,
    two: Annotated[str | None, typer.Option("--two", help="Another sample, or a member of another family.")] = None,
    relation: Annotated[
        str | None, typer.Option("--as", help="What --one is to --two: full-siblings, parent-child, uncle-nephew...")
    ] = None,
    line_one: Annotated[str, typer.Option(help="father or mother: through whom --one is related.")] = "father",
    line_two: Annotated[str, typer.Option(help="father or mother: through whom --two is related.")] = "father",
    pedigree: Annotated[
        Path | None,
        typer.Option(help='JSON {"members": [...]} that names samples and FAMILY:MEMBER; in place of --one, --two.'),
    ] = None,
    theta: Annotated[float, THETA] = 0.0,
    dropout: Annotated[float, DROPOUT] = 0.0,
    dropin: Annotated[float, DROPIN] = 0.0,
    untyped_founders: Annotated[str, typer.Option(help="keep (pedprobr) or prune (Familias).")] = "keep",
    as_json: Annotated[bool, AS_JSON] = False,
) -> None:
    """Are two remains, or two families, related as stated? log10 LR against unrelated, marker by marker.

    Drop-out and drop-in are those of samples; relatives' own profiles are taken as complete.
    """
    if untyped_founders not in ("keep", "prune"):
        raise typer.BadParameter("keep or prune", param_hint="--untyped-founders")
    if (pedigree is None) == (one is None or two is None or relation is None):
        raise typer.BadParameter("give --one, --two and --as, or --pedigree FILE")
    for line, option in ((line_one, "--line-one"), (line_two, "--line-two")):
        if line not in ("father", "mother"):
            raise typer.BadParameter("father or mother", param_hint=option)
    from repatria.genetics.relationships import RELATIONSHIPS

    if relation is not None and relation not in RELATIONSHIPS:
        raise typer.BadParameter(f"is one of: {', '.join(RELATIONSHIPS)}", param_hint="--as")
    from repatria.exchange.dna_case import read_dna_case
    from repatria.genetics.kinship_test import families_log10_lr, pedigree_log10_lr
    from repatria.genetics.relationships import join_families

    convention: Any = untyped_founders
    lines: Any = {"line_one": line_one, "line_two": line_two}
    answer: dict[str, Any] = {"log10_lr": None, "by_marker": {}, "exclusions": []}
    read, problems = read_dna_case(case)
    if read is not None:
        found: KinshipLR | None = None
        try:
            if pedigree is not None:
                stated, typed = _drawn(read, pedigree, dropout, dropin, problems)
                if stated is not None:
                    apart = _strangers(stated, typed)
                    found = pedigree_log10_lr(
                        stated, apart, typed, read.markers, theta=theta, untyped_founders=convention
                    )
            else:
                sides = [_side(read, str(name), dropout, dropin) for name in (one, two)]
                joined = join_families(sides[0][0], sides[0][1], sides[1][0], sides[1][1], str(relation), **lines)
                found = families_log10_lr(
                    joined, sides[0][2], sides[1][2], read.markers, theta=theta, untyped_founders=convention
                )
        except RepatriaError as refused:
            problems.append(Problem(case.name, "kinship", str(refused)))
        if found is not None:
            names = [marker.name for marker in read.markers]
            answer = {
                "log10_lr": found.log10_lr,
                "by_marker": dict(zip(names, found.by_marker.tolist(), strict=True)),
                "exclusions": [names[m] for m in found.exclusions],
            }
    answer |= {
        "one": one, "two": two, "as": relation, "theta": theta, "dropout": dropout, "dropin": dropin,
        "untyped_founders": untyped_founders, "problems": problems,
    }  # fmt: skip
    if as_json:
        print_json(answer)
    else:
        print_problems(problems)
        if answer["log10_lr"] is not None:
            typer.echo(f"log10 LR {answer['log10_lr']:.4f}")
            if answer["exclusions"]:
                typer.echo(f"impossible at: {', '.join(answer['exclusions'])}")
    finish(problems)


def _side(case: Case, name: str, dropout: float, dropin: float) -> tuple[Pedigree, str, dict[str, Typed]]:
    """The pedigree, the person and the typed members behind one side: a sample alone or a whole family."""
    from repatria.errors import InvalidInput
    from repatria.genetics.kinship_test import Typed
    from repatria.genetics.pedigree import singleton

    for sample in case.remains:
        if sample.id == name:
            return singleton(name, sample.sex), name, {name: Typed(sample.genotypes, dropout, dropin)}
    for family in case.families:
        label = f"{family.name}:"
        if name.startswith(label) and name[len(label) :] in family.pedigree.ids:
            typed = {
                member: Typed(family.genotypes[i])
                for i, member in enumerate(family.pedigree.ids)
                if (family.genotypes[i] >= 0).any()
            }
            return family.pedigree, name[len(label) :], typed
    raise InvalidInput(f"{name} is neither a sample nor a FAMILY:MEMBER of the case")


def _drawn(
    case: Case, path: Path, dropout: float, dropin: float, problems: list[Problem]
) -> tuple[Pedigree | None, dict[str, Typed]]:
    """A pedigree as the user drew it, and the typed persons that it names."""
    from repatria.errors import InvalidInput
    from repatria.exchange.dna_records import load_json, read_member
    from repatria.genetics.kinship_test import Typed
    from repatria.genetics.pedigree import read_pedigree

    raw, more = load_json(path)
    problems += more
    if more:
        return None, {}
    members = raw.get("members") if isinstance(raw, dict) else None
    if not isinstance(members, list) or not members:
        raise InvalidInput(f'{path.name} is not a pedigree {{"members": [...]}}')
    pedigree, faults = read_pedigree([read_member(row) for row in members], source=path.name, place="pedigree")
    problems += faults
    typed = {sample.id: Typed(sample.genotypes, dropout, dropin) for sample in case.remains}
    for family in case.families:
        for i, member in enumerate(family.pedigree.ids):
            if (family.genotypes[i] >= 0).any():
                typed[f"{family.name}:{member}"] = Typed(family.genotypes[i])
    if pedigree is None:
        return None, {}
    named = {name: result for name, result in typed.items() if name in pedigree.ids}
    if len(named) < 2:
        raise InvalidInput(f"{path.name} names fewer than two typed persons of the case (samples or FAMILY:MEMBER)")
    return pedigree, named


def _strangers(pedigree: Pedigree, typed: dict[str, Typed]) -> Pedigree:
    """The same typed persons, all unrelated."""
    from repatria.genetics.pedigree import Member, build_pedigree

    return build_pedigree([Member(name, sex=int(pedigree.sex[pedigree.index(name)])) for name in typed])
