"""The commands `repatria family ...`: coverage, relatives, consents, what was told, and the briefing pack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from repatria.cli import family_relatives
from repatria.cli.figures import AsOfOption, JsonOption, RecordedOption, asked, past_point
from repatria.cli.output import finish, print_json, print_problems

group = typer.Typer(no_args_is_help=True, help="Families: who needs which donor, consents, what each was told.")
NAME = Annotated[
    str, typer.Argument(metavar="FAMILY", help="A family's code, or the reference of one of its missing persons.")
]


def register(app: typer.Typer) -> None:
    """Add this group's commands to the application."""
    family_relatives.register(group)
    app.add_typer(group, name="family")


def _family(name: str) -> Any:
    from repatria.registry.families.models import Family

    family = Family.objects.filter(code=name).first()
    family = family or Family.objects.filter(members__missing_person__reference=name).first()
    if family is None:
        raise typer.BadParameter(f"there is no family {name}, and no family of a missing person {name}")
    return family


def _relative(number: int) -> Any:
    from repatria.registry.families.kin_models import Relative

    relative = Relative.objects.filter(pk=number).first()
    if relative is None:
        raise typer.BadParameter(f"there is no relative {number}; `repatria family show` gives the numbers")
    return relative


def _missing(coverage: Any) -> list[dict[str, Any]]:
    from repatria.registry.roster.models import MissingPerson

    references = dict(
        MissingPerson.objects.filter(pk__in=[one.person for one in coverage]).values_list("pk", "reference")
    )
    return [
        {
            "missing": references[one.person],
            "donors": one.donors,
            "parents_and_children": one.parents_and_children,
            "full_siblings": one.full_siblings,
            "maternal_donors": one.maternal,
            "paternal_donors": one.paternal,
            "needs": list(one.needs),
        }
        for one in coverage
    ]


@group.command("list")
def list_(
    need: Annotated[
        str, typer.Option(help="Only families with this need: no-donor, closer, maternal, paternal, next-of-kin.")
    ] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many families.")] = 50,
    after: Annotated[int, typer.Option(min=0, help="Go on after the family with this number.")] = 0,
    as_of: AsOfOption = "",
    recorded_by: RecordedOption = "",
    as_json: JsonOption = False,
) -> None:
    """Families with what each still needs, in the order of recording."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.families.coverage import NEEDS, coverages
    from repatria.registry.families.models import Family

    if need and need not in NEEDS:
        raise typer.BadParameter(f"is one of {', '.join(NEEDS)}", param_hint="--need")
    covered = coverages(point)
    families = Family.objects.filter(point.known(), pk__gt=after).order_by("id")
    if need:
        families = families.filter(pk__in=[key for key in covered.families_in(need) if key > after][:limit])
    found = [
        {"number": row.pk, "family": row.code, "made_up": row.made_up, "missing": _missing(covered.of(row.pk))}
        for row in families[:limit]
    ]
    if as_json:
        head = asked(as_of, recorded_by, point)
        print_json({**head, "missing_persons_with_need": covered.counts(), "families": found, "problems": []})
        return
    for row in found:
        wanted = sorted({each for one in row["missing"] for each in one["needs"]}, key=NEEDS.index)
        typer.echo(f"{row['number']:>7}  {row['family']}: {', '.join(wanted) or 'covered'}")


@group.command("show")
def show(name: NAME, as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """One family: its missing with their next of kin, its relatives, its officer. No addresses, no genetic data."""
    point = past_point(as_of, recorded_by)
    family = _family(name)
    from repatria.registry.families.contacts import officer_at
    from repatria.registry.families.coverage import coverages
    from repatria.registry.families.next_of_kin import next_of_kin
    from repatria.registry.roster.models import MissingPerson

    missing = []
    for person in MissingPerson.objects.filter(kin__family=family).order_by("id"):
        kin = [
            {
                "number": one.relative.pk,
                "name": one.relative.name,
                "relationship": one.kinship.relationship,
                "primary": one.primary is not None,
                "primary_since": one.primary.since if one.primary else None,
                "died": one.death.since if one.death else None,
            }
            for one in next_of_kin(person, point)
        ]
        missing.append({"missing": person.reference, "name": person.name, "next_of_kin": kin})
    officer = officer_at(family, point)
    answer = {
        "family": family.code,
        "made_up": family.made_up,
        "missing": missing,
        "coverage": _missing(coverages(point, family).of(family.pk)),
        "officer": {"name": officer.name, "office": officer.office, "since": officer.since} if officer else None,
    }
    if as_json:
        print_json({**asked(as_of, recorded_by, point), **answer, "problems": []})
        return
    typer.echo(family.code)
    for person in missing:
        typer.echo(f"  {person['missing']}  {person['name']}")
        for one in person["next_of_kin"]:
            marks = [one["relationship"], *(["primary next of kin"] if one["primary"] else [])]
            marks += [f"died {one['died']}"] if one["died"] else []
            marks += ["name another primary next of kin"] if one["died"] and one["primary"] else []
            typer.echo(f"    {one['number']:>5}  {one['name']} ({', '.join(marks)})")
    typer.echo(f"  officer: {officer.name if officer else 'nobody named yet'}")


@group.command("coverage")
def coverage(
    name: NAME,
    draws: Annotated[int, typer.Option(min=2, max=10_000, help="Results drawn for each relative.")] = 40,
    as_json: JsonOption = False,
) -> None:
    """What donors there are, and what a sample of each further relative can be expected to add."""
    past_point("", "")
    from repatria.problems import Problem
    from repatria.registry.families.coverage import coverages
    from repatria.registry.families.gain import expected_gains
    from repatria.registry.roster.models import MissingPerson

    family = _family(name)
    problems: list[Problem] = []
    expected = expected_gains(family, problems, draws=draws)
    persons = MissingPerson.objects.in_bulk([one.member.missing_person_id for one in expected])
    gains = [
        {
            "missing": persons[one.member.missing_person_id].reference,
            "expected_log10_lr": one.now,
            "relatives": [
                {
                    "member": gain.member.label,
                    "expected_log10_lr": gain.expected,
                    "standard_error": gain.standard_error,
                    "gain": gain.gain,
                }
                for gain in one.relatives
            ],
        }
        for one in expected
    ]
    covered = _missing(coverages(family=family).of(family.pk))
    if as_json:
        print_json({"family": family.code, "coverage": covered, "expected": gains, "problems": problems})
        finish(problems)
    for one in covered:
        typer.echo(f"{one['missing']}: {one['donors']} donors; needs {', '.join(one['needs']) or 'nothing more'}")
    for one in gains:
        typer.echo(f"{one['missing']}: expected log10 LR {one['expected_log10_lr']:.2f} today")
        for gain in one["relatives"]:
            typer.echo(f"  with {gain['member']}: {gain['expected_log10_lr']:.2f}")
    print_problems(problems)
    finish(problems)


@group.command("consents")
def consents(name: NAME, as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """What each relative consents to, use by use, at a point."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.families.consents import standing_consents
    from repatria.registry.families.struck_off import struck_off_relatives

    family = _family(name)
    gone = struck_off_relatives(point).values("relative")
    people = list(family.relatives.filter(point.known()).exclude(pk__in=gone).order_by("id"))
    held = standing_consents([relative.pk for relative in people], point)
    found = [
        {
            "number": relative.pk,
            "name": relative.name,
            "consents": [
                {
                    "use": each.use,
                    "state": each.state,
                    "since": each.row.since if each.row else None,
                    "until": (each.row.until or None) if each.row else None,
                    "form": (each.row.form or None) if each.row else None,
                }
                for each in held[relative.pk].values()
            ],
        }
        for relative in people
    ]
    if as_json:
        print_json({**asked(as_of, recorded_by, point), "family": family.code, "relatives": found, "problems": []})
        return
    for row in found:
        typer.echo(f"{row['number']:>5}  {row['name']}")
        for each in row["consents"]:
            typer.echo(f"         {each['use']}: {each['state']}{' since ' + each['since'] if each['since'] else ''}")


@group.command("consent")
def consent(
    number: Annotated[int, typer.Argument(metavar="RELATIVE", help="The relative's number (repatria family show).")],
    use: Annotated[str, typer.Argument(metavar="USE", help='For example "comparison with remains".')],
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="given, refused or withdrawn.")],
    since: Annotated[str, typer.Option(help="From this date on: 1950, 1950-11 or 1950-11-27.")],
    form: Annotated[str, typer.Option(help="The form that was signed; needed for what is given.")] = "",
    until: Annotated[str, typer.Option(help="The date through which it holds.")] = "",
    given_by: Annotated[str, typer.Option(help="Who decided, where that is not the relative.")] = "",
    reason: Annotated[str, typer.Option(help="In a few words.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Record a consent, a refusal or a withdrawal; the next search holds to it."""
    past_point("", "")
    from repatria.registry.families.consents import record_consent
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR

    relative = _relative(number)
    with recording(OPERATOR) as record:
        entry = record_consent(
            record, relative.pk, use, decision, since=since, form=form, until=until, given_by=given_by, reason=reason
        )
    if as_json:
        print_json({"relative": relative.pk, "use": use, "decision": decision, "entry": entry, "problems": []})
        return
    typer.echo(f"recorded as entry {entry}")


@group.command("told")
def told(name: NAME, as_of: AsOfOption = "", recorded_by: RecordedOption = "", as_json: JsonOption = False) -> None:
    """What a family was told, when, by whom and on which evidence; its questions and what was promised to it."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.families.as_told import notices
    from repatria.registry.families.follow_ups import follow_ups

    family = _family(name)
    said = [
        {
            "on": each.on,
            "to": each.to,
            "by": each.by,
            "how": each.how,
            "words": each.words or "the identification",
            "missing": each.person.reference if each.person else None,
            "evidence": list(each.evidence),
        }
        for each in notices(family, point)
    ]
    asked_for = [
        {
            "number": each.follow_up.pk,
            "kind": each.follow_up.kind,
            "words": each.follow_up.words,
            "on": each.follow_up.on,
            "due": each.follow_up.due or None,
            "state": each.state,
        }
        for each in follow_ups(family, point)
    ]
    if as_json:
        head = asked(as_of, recorded_by, point)
        print_json({**head, "family": family.code, "told": said, "follow_ups": asked_for, "problems": []})
        return
    for row in said:
        typer.echo(f"{row['on']:<10}  {row['how']}, to {row['to']}, by {row['by']}: {row['words']}")
    for row in asked_for:
        typer.echo(f"{row['on']:<10}  {row['kind']} ({row['state']}): {row['words']}")


@group.command("brief")
def brief(
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="The missing person's reference.")],
    output: Annotated[Path, typer.Option("--output", help="The file to write: one HTML document for print.")],
    language: Annotated[str, typer.Option(help="en or ko.")] = "en",
    as_of: AsOfOption = "",
    recorded_by: RecordedOption = "",
    as_json: JsonOption = False,
) -> None:
    """Write the briefing pack for a family about one missing person: nothing in it that the family was not told."""
    point = past_point(as_of, recorded_by)
    from repatria.registry.families.brief import brief as briefing
    from repatria.registry.roster.models import MissingPerson
    from repatria.reports.brief import LANGUAGES, brief_html

    if language not in LANGUAGES:
        raise typer.BadParameter(f"is one of {', '.join(LANGUAGES)}", param_hint="--language")
    person = MissingPerson.objects.select_related("incident").filter(reference=reference).first()
    if person is None:
        raise typer.BadParameter(f"there is nobody on the roll with the reference {reference}", param_hint="REFERENCE")
    made = briefing(person, point)
    try:
        output.write_text(brief_html(made, language), encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"cannot be written: {error.strerror}", param_hint="--output") from error
    output.chmod(0o600)
    if as_json:
        head = asked(as_of, recorded_by, point)
        print_json({**head, "missing": reference, "language": language, "entry": made.entry, "problems": []})
        return
    typer.echo(f"written, as of entry {made.entry}: {output}")
