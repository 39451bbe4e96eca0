"""Remains found after a burial: what the family chose to have done with them, and what that choice forbids."""

from __future__ import annotations

from django.db.models import QuerySet

from repatria.errors import Conflict
from repatria.registry.decisions.models import Consequence, Identification, State

TOGETHER = "bury with the earlier remains"
SEPARATELY = "bury separately"
AUTHORITY = "leave to the authority"
NOT_TOLD = "do not tell us of further finds"
CHOICES = (TOGETHER, SEPARATELY, AUTHORITY, NOT_TOLD)


def _of_standing_decisions(person_id: int, kind: str) -> QuerySet[Consequence]:
    """What was recorded of a person's decisions that were not rescinded, and not withdrawn."""
    rows = Consequence.objects.filter(identification__person=person_id, kind=kind, withdrawal=None)
    return rows.exclude(identification__state=State.RESCINDED)


def latest_choice(person_id: int) -> Consequence | None:
    """The family's last choice that stands, about whichever decision it was recorded."""
    return _of_standing_decisions(person_id, "choice").order_by("-id").first()


def earlier_burial(identification: Identification) -> Consequence | None:
    """The burial of the person before these remains, if there was one."""
    rows = _of_standing_decisions(identification.person_id, "buried")
    return rows.exclude(identification=identification).order_by("id").first()


def choice_for(identification: Identification) -> str:
    """What the family chose for further remains of a buried person; empty where it has nothing to say (yet)."""
    if not identification.addition or earlier_burial(identification) is None:
        return ""
    row = latest_choice(identification.person_id)
    return row.details["choice"] if row else ""


def untold(identification: Identification) -> bool:
    """Whether these are further remains of which the family does not want to hear."""
    return choice_for(identification) == NOT_TOLD


def require_a_choice(identification: Identification) -> None:
    """Further remains of a buried person are released and buried only as the family has chosen."""
    if identification.addition and earlier_burial(identification) and not choice_for(identification):
        raise Conflict("the person is buried: record first what the family chose for remains found afterwards")


def check_burial(identification: Identification, place: str) -> None:
    """Refuse a burial that contradicts what the family chose."""
    choice, earlier = choice_for(identification), earlier_burial(identification)
    if choice == TOGETHER and earlier is not None and place.strip() != earlier.details["place"]:
        raise Conflict(f"the family chose burial with the earlier remains, which lie at: {earlier.details['place']}")
