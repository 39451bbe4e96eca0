"""What must fit together when words are corrected: codes that no other has, quantities with units, names of units."""

from __future__ import annotations

from django.db.models import Model

from repatria.dates import PartialDate
from repatria.errors import Conflict, InvalidInput
from repatria.registry.custody.holders import code_is_free
from repatria.registry.custody.items import Holder, Item, TransferLine
from repatria.registry.custody.models import Container, HandOver, HandOverSignature
from repatria.registry.field.models import Operation
from repatria.registry.roster.histories import ArmedConflict, Unit, UnitName
from repatria.registry.roster.models import LossIncident
from repatria.registry.roster.units import unit_key
from repatria.registry.sources.headings import web_address
from repatria.registry.sources.models import UNITS, Source
from repatria.registry.sources.published import contradicted_by, not_in_the_future
from repatria.registry.talks.models import Commitment, Engagement, Party
from repatria.registry.when import KOREAN_WAR

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
    """Refuse a name that something is recorded under already: two wars of one name could not be told apart again.

    Programs and rosters that name no war mean the Korean War, by that name: it stays.
    """
    if "name" not in changed:
        return
    if ArmedConflict.objects.filter(pk=row.pk, name=KOREAN_WAR).exists():
        raise InvalidInput(f"{KOREAN_WAR} is the name that rosters are read under: it stays as it is")
    for table in (LossIncident, HandOver, Operation):
        found = table._default_manager.filter(conflict=row.name).first()
        if found is not None:
            raise Conflict(f"{found.code} is recorded under {row.name} already: the two wars would become one")


def source_fits(row: Source, changed: set[str]) -> None:
    """Refuse a publication date in the future, and an address that no page could link to: as for a new source."""
    if "published" in changed:
        not_in_the_future(row.published, "published")
    if "address" in changed:
        web_address(row.address)


def source_is_dated_otherwise(row: Source, changed: set[str]) -> None:
    """Refuse a new publication date that the text itself excludes, until somebody is sure."""
    if "published" not in changed or not row.published:
        return
    for document in row.documents.filter(withdrawn=False).order_by("pk"):
        if against := contradicted_by(document.text, row.published):
            raise InvalidInput(
                f"the text itself says “{against}”, which does not go with a publication on {row.published}: look at "
                "its date line, then correct the date or say that it is right all the same"
            )


def holder_code_is_free(row: Holder, changed: set[str]) -> None:
    """Refuse a code that another holder has in capital or small letters."""
    if "code" in changed:
        code_is_free(row.code, besides=row.pk)


def unit_name_is_free(row: Unit, _changed: set[str]) -> None:
    """Refuse a name that files give another unit, and one that has neither letters nor digits."""
    key = unit_key(row.name)
    if not key:
        raise InvalidInput("a unit has a name")
    taken = UnitName.objects.filter(key=key, corrected_seq=None).exclude(unit=row.pk).select_related("unit").first()
    if taken is not None:
        raise Conflict(f"{row.name} is a name of {taken.unit} already")


def hand_over_is_not_signed(row: HandOver, changed: set[str]) -> None:
    """Refuse other parties under signatures that stand; a title, a place and notes say nothing else was signed."""
    if changed & {"code", "giver", "receiver"}:
        _not_signed(row)


def container_is_not_signed(row: Container, _changed: set[str]) -> None:
    """Refuse another label or kind of what came with a signed hand-over."""
    if row.hand_over is not None:
        _not_signed(row.hand_over)


def item_is_not_under_way(row: Item, changed: set[str]) -> None:
    """Refuse other words of what is on offer to a holder, and another label of what came with a signed hand-over."""
    line = TransferLine.objects.filter(item=row, closed_seq=None).first()
    if line is not None:
        raise Conflict(f"{row.code} is on offer in transfer {line.transfer_id}: answer or withdraw that first")
    if "code" in changed and row.container is not None:
        container_is_not_signed(row.container, changed)


def _not_signed(given: HandOver) -> None:
    found = HandOverSignature.objects.filter(hand_over=given.pk, corrected_seq=None).select_related("hand_over").first()
    if found is not None:
        raise Conflict(f"hand-over {found.hand_over.code} is signed: withdraw the signatures first")
