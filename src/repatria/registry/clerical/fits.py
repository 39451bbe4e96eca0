"""What must fit together when words are corrected: codes that no other has, quantities with units, names of units."""

from __future__ import annotations

from django.db.models import Model, Q

from repatria.dates import PartialDate
from repatria.errors import Conflict, InvalidInput
from repatria.registry.chains import open_rows
from repatria.registry.custody.models import HandOver
from repatria.registry.roster.histories import ArmedConflict, ConflictDays, Unit, UnitName
from repatria.registry.roster.models import LossIncident
from repatria.registry.roster.units import unit_key
from repatria.registry.sources.models import UNITS
from repatria.registry.talks.models import Commitment, Engagement, Party

_ONE_NAMESPACE: tuple[type[Model], ...] = (Engagement, HandOver, Party)
"""Relations and accounts name events, hand-overs and parties by code alone: no two of them have the same."""


def new_code(model: type[Model], column: str, key: int, text: str) -> None:
    """Refuse a code that something else has already."""
    for table in _ONE_NAMESPACE if model in _ONE_NAMESPACE else (model,):
        taken = table._default_manager.filter(**{column: text})
        if table is model:
            taken = taken.exclude(pk=key)
        if taken.exists():
            raise Conflict(f"{text} is the {column} of another {table._meta.verbose_name} already")


def commitment_fits(row: Commitment, _changed: set[str]) -> None:
    """Refuse a quantity without a unit of the list, a range that is none, and a deadline before it was made."""
    low, high = row.quantity_low, row.quantity_high
    if (low is not None or high is not None) and row.unit not in UNITS:
        raise InvalidInput(f"a quantity has a unit, one of {', '.join(UNITS)}")
    if low is not None and high is not None and low > high:
        raise InvalidInput(f"from {low} to {high} is no range")
    made = row.made_at.earliest if row.made_at else None
    if row.due and made and PartialDate(row.due).after <= made:
        raise InvalidInput(f"due {row.due}, before it was made ({made.isoformat()})")


def war_name_is_free(row: ArmedConflict, changed: set[str]) -> None:
    """Refuse a name under which losses are recorded already that lie outside the days of this war."""
    days = open_rows(ConflictDays, conflict=row).first()
    if days is None or "name" not in changed:
        return
    outside = Q(after__lte=days.first_day)
    if days.losses_until is not None:
        outside |= Q(earliest__gt=days.losses_until)
    found = LossIncident.objects.filter(conflict=row.name).filter(outside).first()
    if found is not None:
        raise Conflict(f"incident {found.code} is of a {row.name} too, and lies outside the days of this war")


def unit_name_is_free(row: Unit, _changed: set[str]) -> None:
    """Refuse a name that files give another unit, and one that has neither letters nor digits."""
    key = unit_key(row.name)
    if not key:
        raise InvalidInput("a unit has a name")
    taken = UnitName.objects.filter(key=key, corrected_seq=None).exclude(unit=row.pk).select_related("unit").first()
    if taken is not None:
        raise Conflict(f"{row.name} is a name of {taken.unit} already")
