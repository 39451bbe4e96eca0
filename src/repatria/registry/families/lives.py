"""Whether relatives live, at any past point."""

from __future__ import annotations

from repatria.registry.asof import NOW, AsOf, latest
from repatria.registry.families.kin_models import Life, LifeState, Relative


def is_deceased(relative: Relative, point: AsOf = NOW) -> bool:
    """Whether a relative was known to be dead at a point."""
    return death_of(relative, point) is not None


def death_of(relative: Relative, point: AsOf = NOW) -> Life | None:
    """The row that says so, if the relative was dead at a point."""
    row = latest(Life.objects.filter(relative=relative), point, "relative_id").first()
    return row if row is not None and row.state == LifeState.DECEASED else None


def deaths(relatives: list[int], point: AsOf = NOW) -> dict[int, Life]:
    """Of each relative who was dead at a point, the row that says so."""
    rows = latest(Life.objects.filter(relative__in=relatives), point, "relative_id")
    return {row.relative_id: row for row in rows if row.state == LifeState.DECEASED}
