"""What a briefing of a family about one missing person may hold: only what the family was told, or anyone may know."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from repatria.errors import InvalidInput
from repatria.registry.asof import NOW, AsOf
from repatria.registry.decisions.consequences import told_statuses
from repatria.registry.families.as_told import Notice, notices
from repatria.registry.families.contacts import officer_at
from repatria.registry.families.coverage import Coverage, coverages
from repatria.registry.families.follow_ups import Followed, follow_ups
from repatria.registry.families.kin_models import LiaisonOfficer
from repatria.registry.families.models import Family
from repatria.registry.field.models import Operation, OperationState
from repatria.registry.field.read import operation_states
from repatria.registry.figures.computed import definition
from repatria.registry.figures.statement import Figure
from repatria.registry.ledger.append import now
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.roster.models import LossIncident, MissingPerson, Status, StatusEntry

_FIGURES = ("roll", "unaccounted-for", "accounted-for")


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing pack as of one ledger entry. Genetic data, other families and undisclosed decisions are not in it.

    statuses: as told, newest first; operations: field work at places that a lead ties to the loss, with their state;
    coverage: null while the person is tied to no pedigree; entry: the last ledger entry it rests on.
    """

    person: MissingPerson
    incident: LossIncident | None
    family: Family
    statuses: list[StatusEntry]
    operations: list[tuple[Operation, OperationState]]
    notices: list[Notice]
    follow_ups: list[Followed]
    coverage: Coverage | None
    figures: list[Figure]
    officer: LiaisonOfficer | None
    made_on: dt.date
    entry: int

    @property
    def status(self) -> str:
        """The status as told."""
        return self.statuses[0].status if self.statuses else ""


def brief(person: MissingPerson, point: AsOf = NOW) -> Brief:
    """The briefing pack of a missing person; raises InvalidInput when no family is tied to the person."""
    kin = getattr(person, "kin", None)
    if kin is None:
        raise InvalidInput(f"no family is tied to {person.reference}, so there is nobody to brief")
    family = kin.family
    own = [each for each in coverages(point, family).of(family.pk) if each.person == person.pk]
    statuses = told_statuses(person, point)
    # what the family was not told of must not be read off what it is asked for
    as_told = not statuses or statuses[0].status == Status.UNACCOUNTED_FOR
    about = (None, person.pk)
    last = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first()
    return Brief(
        person,
        person.incident,
        family,
        statuses,
        _operations(person.incident, point),
        [each for each in notices(family, point, own=True) if (each.person.pk if each.person else None) in about],
        [each for each in follow_ups(family, point) if each.follow_up.person_id in about],
        replace(own[0], unaccounted=as_told) if own else None,
        [figure.at(point) for figure in map(definition, _FIGURES) if figure is not None],
        officer_at(family, point),
        point.on or now().date(),
        point.seq if point.seq is not None else (last or 0),
    )


def _operations(incident: LossIncident | None, point: AsOf) -> list[tuple[Operation, OperationState]]:
    """Field work at sites to which a lead ties the loss. Results are left out: what was found is told in person."""
    if incident is None:
        return []
    states = operation_states(point)
    rows = Operation.objects.filter(point.known(), sites__site__leads__incident=incident).distinct()
    return [(row, states[row.pk]) for row in rows.order_by("first_day", "pk") if row.pk in states]
