"""Who is who on the made-up roll: other names, a second file that disagrees, entries made twice."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from repatria.dates import PartialDate
from repatria.exchange.landing import import_file
from repatria.exchange.roster_rows import RosterRow
from repatria.exchange.roster_writing import write_csv
from repatria.registry.identities.corrections import correct
from repatria.registry.identities.duplicates import look_through
from repatria.registry.identities.entering import enter_person
from repatria.registry.identities.merges import merge
from repatria.registry.identities.names import add_alias, add_number
from repatria.registry.identities.records import settle
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import Actor
from repatria.registry.roster.models import MissingPerson
from repatria.scenario.export import roster_rows
from repatria.scenario.records import Scenario

FEWEST = 20
"""A roll with fewer persons is too small to tell these stories on."""
FILE_NAME = "second-roll-made-up.csv"
_CARD = "a made-up index card"


def land_identities(actor: Actor, scenario: Scenario) -> None:
    """Record the stories; nobody gets or loses a family, so that a search finds what it found without them."""
    if len(scenario.missing) < FEWEST:
        return
    keys = [person.key for person in scenario.missing[:FEWEST]]
    rows = MissingPerson.objects.select_related("incident").in_bulk(keys, field_name="reference")
    persons = [rows[key] for key in keys]
    _second_file(actor, roster_rows(scenario)[:12])
    with recording(actor) as record:
        add_alias(
            record,
            persons[0],
            f"{persons[0].family_name}s",
            persons[0].given_names,
            kind="other spelling",
            source=_CARD,
        )
        add_alias(record, persons[1], "그리핀", "크리스토퍼", kind="name in Hangul", source="a made-up camp list")
        add_alias(record, persons[2], persons[2].family_name, "Juan", kind="name used", source="a made-up letter")
        add_number(record, persons[0], "MADEUP-RA-77", service="Army", since="1947", until="1949", source=_CARD)
        rank = "Sergeant" if persons[4].rank == "Corporal" else "Corporal"
        correct(record, persons[4], "rank", rank, since="1950-12", reason="promoted while missing; made-up order")
        settle(record, persons[3], "birth", _other_birth(persons[3].birth), reason="made-up birth certificate")
    _entered_twice(actor, persons[5], "a second list had the name with one letter more", merged=True)
    _entered_twice(actor, persons[6], "named in a made-up letter", merged=False)
    with recording(actor) as record:
        look_through(record)


def _second_file(actor: Actor, rows: Sequence[RosterRow]) -> None:
    """A roster of a dozen: most as the roll has them, three with another birth, one with another rank."""
    said = [replace(row, birth_date=PartialDate(_other_birth(str(row.birth_date)))) for row in rows[3:6]]
    said.append(replace(rows[6], rank="Sergeant" if rows[6].rank != "Sergeant" else "Corporal"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        write_csv(path, [*rows[:3], *said, *rows[7:]])
        import_file(actor, "roster", path)


def _other_birth(day: str) -> str:
    """The same day of the year before; that has no 29 February when `day` is one."""
    return f"{int(day[:4]) - 1}{day[4:]}".replace("-02-29", "-02-28")


def _entered_twice(actor: Actor, person: MissingPerson, reason: str, *, merged: bool) -> None:
    """A second entry of a person with a slip in the name and no number; merged, or left to be found."""
    fields = {
        "family_name": f"{person.family_name}e",
        "given_names": person.given_names,
        "sex": person.sex,
        "birth": person.birth,
        "service": person.service,
    }
    reference = f"{person.reference}-again"
    code = person.incident.code if person.incident else ""
    with recording(actor) as record:
        key = enter_person(
            record, reference, fields, incident_code=code, source="a made-up list", reason=reason, made_up=True
        )
    if merged:
        with recording(actor) as record:
            again = MissingPerson.objects.get(pk=key)
            merge(
                record, person, again, reason="one man, entered twice (made up)", evidence="same birth, unit and loss"
            )
