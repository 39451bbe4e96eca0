"""The commands `repatria decisions ...`: read decisions at any past point, and take their steps as an account.

Whoever runs commands (the operator) decides nothing: every step is taken as an account named with `--as`, whose
password is asked on the terminal, never as an option and never in the environment.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli.acting import as_account
from repatria.cli.figures import AsOfOption, JsonOption, RecordedOption, asked, past_point
from repatria.cli.output import finish, print_json, print_problems

group = typer.Typer(
    no_args_is_help=True,
    help="Identification decisions. Each step is taken as an account (--as), whose password is asked.",
)
Number = Annotated[int, typer.Argument(metavar="N", min=1, help="The number of the decision.")]
As = Annotated[str, typer.Option("--as", metavar="NAME", help="The account that acts; its password is asked.")]
On = Annotated[str, typer.Option("--on", metavar="DATE", help="When it happened: 2019, 2019-05 or 2019-05-08.")]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
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

    row = _decision(number)
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
    _say(key, as_json)


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
    row = _decision(number)
    as_account(
        name, lambda record, _u, _w: verbs.review(record, row, Discipline(discipline), concurs=not differs, note=note)
    )
    _say(number, as_json)


@group.command("sign")
def sign(number: Number, name: As, as_json: JsonOption = False) -> None:
    """Sign the frozen evidence of a reviewed decision, as a coordinator or a medical examiner."""
    past_point("", "")
    from repatria.registry.decisions import verbs

    row = _decision(number)
    as_account(name, lambda record, user, word: verbs.sign(record, row, user, word))
    _say(number, as_json)


@group.command("rescind")
def rescind(
    number: Number, name: As, reason: Annotated[str, typer.Option(help="Why.")], as_json: JsonOption = False
) -> None:
    """Take a decision back; nothing of it is erased."""
    past_point("", "")
    from repatria.registry.decisions import verbs

    row = _decision(number)
    as_account(name, lambda record, _u, _w: verbs.rescind(record, row, reason))
    _say(number, as_json)


@group.command("notify")
def notify(
    number: Number,
    name: As,
    on: On,
    told: Annotated[str, typer.Option(help="Who was told.")],
    how: Annotated[str, typer.Option(help="How, for example in person.")],
    as_json: JsonOption = False,
) -> None:
    """Record that the family was told."""
    _consequence(number, name, "notify_family", {"on": on, "told": told, "how": how}, as_json)


@group.command("release")
def release(
    number: Number,
    name: As,
    on: On,
    to: Annotated[str, typer.Option(help="To whom the remains were released.")],
    agrees: Annotated[list[str] | None, typer.Option("--agrees", help="An identifier that was compared.")] = None,
    differs: Annotated[list[str] | None, typer.Option("--differs", help="An identifier that does not agree.")] = None,
    similar_names_seen: Annotated[
        bool, typer.Option("--similar-names-seen", help="Those of a similar name were looked at.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Record the release of the remains after at least three identifiers were compared."""
    checked = {**dict.fromkeys(agrees or [], "agrees"), **dict.fromkeys(differs or [], "differs")}
    given = {"on": on, "to": to, "checked": checked, "similar_names_seen": similar_names_seen}
    _consequence(number, name, "release", given, as_json)


@group.command("bury")
def bury(
    number: Number,
    name: As,
    on: On,
    place: Annotated[str, typer.Option(help="Where.")],
    as_json: JsonOption = False,
) -> None:
    """Record the burial of released remains."""
    _consequence(number, name, "record_burial", {"on": on, "place": place}, as_json)


@group.command("return")
def take_back(
    number: Number,
    name: As,
    on: On,
    place: Annotated[str, typer.Option(help="Where the remains are kept now.")],
    as_json: JsonOption = False,
) -> None:
    """Record that released remains of a rescinded decision were taken back into custody."""
    _consequence(number, name, "record_return", {"on": on, "place": place}, as_json)


@group.command("choose")
def choose(
    number: Number,
    name: As,
    on: On,
    choice: Annotated[str, typer.Option(help="What the family wants done with remains found later.")],
    who: Annotated[str, typer.Option(help="Who in the family chose.")],
    as_json: JsonOption = False,
) -> None:
    """Record what the family chose for remains that are found later."""
    _consequence(number, name, "record_choice", {"on": on, "choice": choice, "who": who}, as_json)


@group.command("withdraw")
def withdraw(
    number: Number,
    name: As,
    step: Annotated[str, typer.Option(help="notified, released, buried, choice or returned: the last that stands.")],
    reason: Annotated[str, typer.Option(help="Why it was wrong.")],
    as_json: JsonOption = False,
) -> None:
    """Take back the last step, or the last choice, that was recorded wrongly."""
    past_point("", "")
    from repatria.registry.decisions import consequences
    from repatria.registry.decisions.models import Consequence

    rows = Consequence.objects.filter(identification=_decision(number), kind=step, withdrawal=None).order_by("-id")
    row = rows.first()
    if row is None:
        raise typer.BadParameter(f"nothing of that kind stands in decision {number}", param_hint="--step")
    as_account(name, lambda record, _u, _w: consequences.withdraw(record, row, reason=reason))
    _say(number, as_json)


def _consequence(number: int, name: str, verb: str, given: dict[str, Any], as_json: bool) -> None:
    past_point("", "")
    from repatria.registry.decisions import consequences

    row = _decision(number)
    as_account(name, lambda record, _u, _w: getattr(consequences, verb)(record, row, **given))
    _say(number, as_json)


def _decision(number: int) -> Any:
    from repatria.registry.decisions.models import Identification

    row = Identification.objects.select_related("person").filter(pk=number).first()
    if row is None:
        raise typer.BadParameter(f"there is no decision {number}", param_hint="N")
    return row


def _say(number: int, as_json: bool) -> None:
    """How the decision stands after the step."""
    row = _decision(number)
    if as_json:
        print_json({"decision": row.pk, "state": row.state, "problems": []})
    else:
        typer.echo(f"decision {row.pk}: {row.state}")
