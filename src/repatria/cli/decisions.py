"""The commands `repatria decisions ...`: read decisions at any past point, and take their steps as an account.

Whoever runs commands (the operator) decides nothing: every step is taken as an account named with `--as`, whose
password is asked on the terminal, never as an option and never in the environment.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli import decision_consequences
from repatria.cli.acting import As, as_account
from repatria.cli.figures import AsOfOption, JsonOption, RecordedOption, asked, past_point
from repatria.cli.one_decision import Number, decision, say_state
from repatria.cli.output import finish, print_json, print_problems

group = typer.Typer(
    no_args_is_help=True,
    help="Identification decisions. Each step is taken as an account (--as), whose password is asked.",
)


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    decision_consequences.register(group)
    app.add_typer(group, name="decisions")


@group.command("list")
def list_(
    state: Annotated[str, typer.Option(help="Only decisions in this state, for example signed.")] = "",
    as_of: AsOfOption = "",
    recorded_by: RecordedOption = "",
    as_json: JsonOption = False,
) -> None:
    """Every decision with its state at a point, the last one first."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.decisions.models import State
    from repatria.registry.decisions.read import decisions, states_at

    if state and state not in State.values:
        raise typer.BadParameter(f"states are: {', '.join(State.values)}", param_hint="--state")
    rows = list(decisions(point, state).select_related("person").prefetch_related("items__remains").order_by("-id"))
    held = states_at([row.pk for row in rows], point)
    found = [
        {
            "decision": row.pk,
            "state": held[row.pk].state,
            "since": held[row.pk].since,
            "person": row.person.reference,
            "remains": [item.remains.code for item in row.items.all()],
            "addition": row.addition,
        }
        for row in rows
    ]
    if as_json:
        print_json({**asked(as_of, recorded_by, point), "decisions": found, "problems": []})
        return
    for one in found:
        typer.echo(f"{one['decision']}  {one['state']:<9} {one['person']}  {', '.join(one['remains'])}")


@group.command("show")
def show(number: Number, as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """One decision: frozen evidence with its digest checked now, and everything that happened to it."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.decisions.check import check_digests
    from repatria.registry.decisions.read import ended_consents, history, next_steps, states_at

    row = decision(number)
    held, checked = states_at([row.pk], point).get(row.pk), check_digests(row)
    events = [_event(event) for event in history(row, point)] if held else []
    if as_json:
        told = {
            "decision": row.pk,
            "state": held.state if held else None,
            "since": held.since if held else None,
            "person": row.person.reference,
            "remains": [item.remains.code for item in row.items.select_related("remains")],
            "evidence": row.evidence if held else [],
            "digest": row.digest,
            "digest_agrees": checked.agrees,
            "inputs_otherwise": [{"pair": pair, "input": name} for pair, name in checked.otherwise],
            "consents_ended_since_search": [str(each) for each in ended_consents(row, point)],
            "events": events,
            "next": [{"step": step.act, "roles": [role.value for role in step.roles]} for step in next_steps(row)],
        }
        print_json({**asked(as_of, recorded_by, point), **told, "problems": []})
        return
    typer.echo(f"decision {row.pk}: {held.state if held else 'not proposed then'}  {row.person.reference}")
    for event in events:
        typer.echo(f"  entry {event['entry']}  {event['on']}  {event['what']} by {event['by']}")
    typer.echo(f"  evidence {row.digest}: {'unchanged' if checked.agrees else 'CHANGED'}")
    for pair, name in checked.otherwise:
        typer.echo(f"  the record says otherwise now of the {name} of pair {pair}")
    for each in ended_consents(row, point):
        typer.echo(f"  a consent has ended since the search: {each}")


@group.command("check")
def check(as_json: JsonOption = False) -> None:
    """Is every decision still what was proposed and signed, and the record of its pairs what it was?"""
    past_point("", "")
    from repatria.registry.decisions.check import check_decisions

    looked, problems = check_decisions()
    if as_json:
        print_json({"decisions": looked, "problems": [problem.as_dict() for problem in problems]})
    else:
        typer.echo(f"{looked} decisions looked at")
        print_problems(problems)
    finish(problems)


def _event(event: Any) -> dict[str, Any]:
    told = {"what": event.kind, "on": event.day, "by": event.by, "entry": event.seq}
    if event.kind == "review":
        told |= {"discipline": event.row.discipline, "concurs": event.row.concurs, "note": event.row.note}
    if event.kind == "signature":
        told |= {"role": event.row.role}
    if event.withdrawn:
        told |= {"withdrawn": event.withdrawn.reason}
    return told | getattr(event.row, "details", {})


@group.command("propose")
def propose(
    pair: Annotated[int, typer.Option("--pair", metavar="N", min=1, help="The pair that a search found.")],
    name: As,
    summary: Annotated[str, typer.Option(help="In a few words.")] = "",
    further: Annotated[list[str] | None, typer.Option("--with", help="Code of further remains of the person.")] = None,
    evidence: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="A JSON list of further lines and circumstances.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Propose the identification of a pair; its evidence is frozen."""
    past_point("", "")
    from repatria.registry.decisions import verbs
    from repatria.registry.decisions.evidence import dna_line, pairs_of
    from repatria.registry.decisions.posterior import posteriors
    from repatria.registry.runs.models import Hit

    hit = Hit.objects.select_related("run", "sample", "remains", "person", "family__population").filter(pk=pair).first()
    if hit is None:
        raise typer.BadParameter(f"there is no pair {pair}", param_hint="--pair")
    stated = _stated(evidence)
    wrong = next((item for item in stated if {"run", "pair", "posterior", "no_posterior"} & set(item)), None)
    if wrong is not None:
        raise typer.BadParameter(
            "what a search says is taken from the pair; state lines and circumstances only", param_hint="--evidence"
        )
    pairs = pairs_of(hit, further or [])
    given = [*(dna_line(each) for each in pairs), *posteriors(pairs)]
    for why in (item["no_posterior"] for item in given if "no_posterior" in item):
        typer.echo(f"no posterior: {why}", err=True)
    remains = [each.remains for each in pairs]
    key = as_account(
        name, lambda record, _u, _w: verbs.propose(record, hit.person, remains, given + stated, summary=summary)
    )
    say_state(key, as_json)


def _stated(path: Path | None) -> list[dict[str, Any]]:
    """The further evidence of a file; anything but a list of objects is a usage error."""
    if path is None:
        return []
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise typer.BadParameter(f"{path.name} is not JSON: {error}", param_hint="--evidence") from error
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise typer.BadParameter("a list of objects is expected", param_hint="--evidence")
    return given


@group.command("review")
def review(
    number: Number,
    discipline: Annotated[str, typer.Option(help="DNA, anthropology, odontology or history.")],
    name: As,
    differs: Annotated[bool, typer.Option("--differs", help="The evidence does not bear the proposal.")] = False,
    note: Annotated[str, typer.Option(help="Who differs says why.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Record what a discipline says of the evidence."""
    past_point("", "")
    from repatria.registry.decisions import verbs
    from repatria.registry.decisions.models import Discipline

    if discipline not in Discipline.values:
        raise typer.BadParameter(f"disciplines are: {', '.join(Discipline.values)}", param_hint="--discipline")
    row = decision(number)
    as_account(
        name, lambda record, _u, _w: verbs.review(record, row, Discipline(discipline), concurs=not differs, note=note)
    )
    say_state(number, as_json)


@group.command("sign")
def sign(number: Number, name: As, as_json: JsonOption = False) -> None:
    """Sign the frozen evidence of a reviewed decision, as a coordinator or a medical examiner."""
    past_point("", "")
    from repatria.registry.decisions import verbs

    row = decision(number)
    as_account(name, lambda record, user, word: verbs.sign(record, row, user, word))
    say_state(number, as_json)


@group.command("rescind")
def rescind(
    number: Number, name: As, reason: Annotated[str, typer.Option(help="Why.")], as_json: JsonOption = False
) -> None:
    """Take a decision back; nothing of it is erased."""
    past_point("", "")
    from repatria.registry.decisions import verbs

    row = decision(number)
    as_account(name, lambda record, _u, _w: verbs.rescind(record, row, reason))
    say_state(number, as_json)
