"""Lands a roster: who is on the roll gets a record beside what is there, everyone else is put on it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from repatria.errors import InvalidInput
from repatria.exchange.landing import Landing
from repatria.exchange.roster import read_roster
from repatria.exchange.roster_rows import RosterRow
from repatria.problems import Problem
from repatria.registry.clerical.read import former_references
from repatria.registry.identities.comparable import name_key, number_key
from repatria.registry.identities.likeness import one_slip
from repatria.registry.identities.merges import kept_entry
from repatria.registry.identities.models import Alias, ServiceNumber
from repatria.registry.identities.records import FIELDS, Saying, keep_records
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import check_lengths
from repatria.registry.roster.models import LossIncident, MissingPerson, Sex, Status
from repatria.registry.roster.verbs import add_incident, add_person

_DAY = len("1950-11-28")
"""Characters of a date that is exact to the day: brothers share years, seldom days."""
_RECOVERED = {"y", "yes", "true", "1", "recovered"}
_OF_THE_INCIDENT = ("incident__date", "incident__place", "incident__country")
_AS_WRITTEN = (
    "name",
    "circumstances",
    "casualty_type",
    "casualty_category",
    "casualty_reason",
    "remains_recovered",
    "aircraft",
)
"""What a file says beside the fields that are compared, kept with them."""


@dataclass
class _OnTheRoll:
    """Who was on the roll before the file. said: what the roll says of each, by key; the rest: how a row finds them."""

    said: dict[int, dict[str, str]] = field(default_factory=dict)
    by_reference: dict[str, int] = field(default_factory=dict)
    by_former_reference: Mapping[str, list[int]] = field(default_factory=dict)
    by_number: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    kept: Mapping[int, int] = field(default_factory=dict)

    def whom(self, row: RosterRow, reference: str) -> set[int]:
        """Those the row may speak of: the same reference, or the same service number and family name.

        A reference that was corrected may have been another's all along, so that alone it ties nobody.
        """
        one = self.by_reference.get(reference)
        if one is not None:
            return {self.kept.get(one, one)}
        family = name_key(row.family_name)
        same_number = self.by_number.get(number_key(row.service_number), ()) if row.service_number else ()
        found = {key for key in same_number if any(family == known for known, _ in self.names[key])}
        found |= {key for key in self.by_former_reference.get(reference, ()) if self._agrees(key, row)}
        return {self.kept.get(key, key) for key in found}

    def _agrees(self, key: int, row: RosterRow) -> bool:
        """Whether a row has the whole name of a person, one of their numbers or the day of their birth."""
        family, given = name_key(row.family_name), name_key(row.given_names)
        if given and any(
            given == known_given and (family == known or one_slip(family, known))
            for known, known_given in self.names[key]
        ):
            return True
        if row.service_number and key in self.by_number.get(number_key(row.service_number), ()):
            return True
        born = str(row.birth_date or "")
        return len(born) == _DAY and born == self.said[key]["birth"]

    def of_another_name(self, key: int, row: RosterRow) -> bool:
        """Whether none of a person's names is like the row's, neither the family name nor the given ones."""
        family, given = name_key(row.family_name), name_key(row.given_names)
        return not any(
            family == known or one_slip(family, known) or (given and given == known_given)
            for known, known_given in self.names[key]
        )


def land_roster(record: Recording, path: Path, source: str, landing: Landing) -> bool:
    """Land a roster in either layout; what it says of everyone is kept, also where the roll says otherwise."""
    reading = read_roster(path)
    rejected_raw = {problem: row.raw for row in reading.rejected for problem in row.problems}
    for problem in reading.problems:
        landing.note(problem, rejected_raw.get(problem, ""))
    landing.rows_read = reading.counts.read
    landing.rejected = reading.counts.rejected
    if not reading.rows:
        if not reading.problems:
            landing.note(Problem(path.name, "file", "there is no row in it"))
        return False
    roll = _read_roll()
    new: list[tuple[RosterRow, str]] = []
    beside: dict[int, RosterRow] = {}
    for row in reading.rows:
        reference = _reference(row)
        whom = roll.whom(row, reference)
        if not whom and (former := roll.by_former_reference.get(reference)):
            message = (
                f"{reference} was the reference of person {former[0]} of the roll before it was corrected, and neither "
                "the names nor a number nor the day of birth agree; left as it is: "
                "put another person on the roll by hand"
            )
            landing.reject(Problem(path.name, f"line {row.line}", message), _as_text(row))
        elif not whom:
            new.append((row, reference))
        elif len(whom) > 1:
            keys = ", ".join(str(key) for key in sorted(whom))
            landing.reject(Problem(path.name, f"line {row.line}", f"it can be any of the persons {keys} of the roll"))
        elif roll.of_another_name(min(whom), row):
            message = f"person {min(whom)} of the roll has its number and a name that is nothing like it; left as it is"
            landing.reject(Problem(path.name, f"line {row.line}", message))
        elif beside.setdefault(key := whom.pop(), row) is not row:
            message = f"line {beside[key].line} speaks of the same person of the roll ({key})"
            landing.reject(Problem(path.name, f"line {row.line}", message))
    sayings = [Saying(key, row.line, _said(row)) for key, row in beside.items()]
    # Neighbours of one kind are written together: incidents, then persons, then records.
    incidents = dict(LossIncident.objects.values_list("code", "pk"))
    refused: set[int] = set()
    for row, reference in new:
        try:
            check_lengths(MissingPerson, _columns(row) | {"reference": reference})
            _incident(record, row, incidents)
        except InvalidInput as error:
            refused.add(row.line)
            landing.reject(Problem(path.name, f"line {row.line}", str(error)), _as_text(row))
    for row, reference in new:
        if row.line in refused:
            continue
        try:
            key = _land_row(record, row, reference, incidents, source)
        except InvalidInput as error:
            landing.reject(Problem(path.name, f"line {row.line}", str(error)), _as_text(row))
        else:
            sayings.append(Saying(key, row.line, _said(row), first=True))
    landing.then = lambda import_id: keep_records(record, import_id, sayings, roll.said)
    landing.landed += len(sayings)
    landing.beside += len(beside)
    return True


def _read_roll() -> _OnTheRoll:
    roll = _OnTheRoll(kept=kept_entry(), by_former_reference=former_references())
    columns = ("id", "reference", *FIELDS, *_OF_THE_INCIDENT)
    for key, reference, *values in MissingPerson.objects.values_list(*columns).iterator(chunk_size=10_000):
        date, place, country = values[len(FIELDS) :]
        said = dict(zip(FIELDS, values, strict=False))
        roll.said[key] = said | {"incident_date": date or "", "incident_place": place or "", "country": country or ""}
        roll.by_reference[reference] = key
        roll.names[key].append((name_key(said["family_name"]), name_key(said["given_names"])))
        if said["service_number"]:
            roll.by_number[number_key(said["service_number"])].append(key)
    for key, number in ServiceNumber.objects.filter(corrected_seq=None).values_list("person_id", "key"):
        roll.by_number[number].append(key)
    aliases = Alias.objects.filter(corrected_seq=None)
    for key, family, given in aliases.values_list("person_id", "family_key", "given_key"):
        roll.names[key].append((family, given))
    for merged, kept in roll.kept.items():
        roll.names[kept] += roll.names[merged]
    return roll


def _reference(row: RosterRow) -> str:
    """The service number; without one, a digest of what identifies the row, so that it is the same in the next file."""
    if row.service_number:
        return row.service_number
    words = "|".join((row.name, str(row.birth_date or ""), str(row.incident_date or ""), row.unit))
    return f"no number, {hashlib.sha256(words.encode()).hexdigest()[:16]}"


def _columns(row: RosterRow) -> dict[str, str]:
    return {
        "family_name": row.family_name,
        "given_names": row.given_names,
        "service_number": row.service_number,
        "birth": str(row.birth_date or ""),
        "sex": Sex(row.sex).value,
        "service": row.service,
        "rank": row.rank,
        "unit": row.unit,
        "home": ", ".join(part for part in (row.home_city, row.home_state) if part),
        "ancestry": row.ancestry,
    }


def _said(row: RosterRow) -> dict[str, str]:
    """What the row says, in the roll's fields where it has one, dates as partial as they are written."""
    said = {name: getattr(row, name) for name in _AS_WRITTEN}
    said |= _columns(row)
    if row.sex == Sex.UNKNOWN.value:
        del said["sex"]
    place = row.incident_place or row.incident_region
    return said | {"incident_date": str(row.incident_date or ""), "incident_place": place, "country": row.country}


def _as_text(row: RosterRow) -> str:
    """A row that does not land, kept with its problem."""
    return "; ".join(f"{name}: {value}" for name, value in _said(row).items() if value)


def _land_row(record: Recording, row: RosterRow, reference: str, incidents: dict[str, int], source: str) -> int:
    recovered = row.remains_recovered.strip().lower() in _RECOVERED
    return add_person(
        record,
        reference,
        incident_id=_incident(record, row, incidents),
        status=Status.OTHERWISE_ACCOUNTED_FOR if recovered else Status.UNACCOUNTED_FOR,
        since=str(row.incident_date or ""),
        reason="roster: remains recovered" if recovered else "roster: remains not recorded as recovered",
        made_up=row.made_up,
        source=source,
        **_columns(row),
    )


def _incident(record: Recording, row: RosterRow, incidents: dict[str, int]) -> int | None:
    place = row.incident_place or row.incident_region
    if not (row.incident_date or place):
        return None
    date = str(row.incident_date or "")
    words = "|".join((date, place, row.country, row.unit))
    code = f"roster-{hashlib.sha256(words.encode()).hexdigest()[:20]}"
    if code not in incidents:
        check_lengths(LossIncident, {"country": row.country, "place": place, "unit": row.unit})
        title = ", ".join(part for part in (place or row.country or "place not recorded", date) if part)
        incidents[code] = add_incident(
            record, code, title[:200], conflict="Korean War", date=date, country=row.country, place=place, unit=row.unit
        )
    return incidents[code]
