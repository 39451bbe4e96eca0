"""What was written at a past point: rows with the words that they had then, and the corrections of a row."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.kinds import BY_TABLE
from repatria.registry.clerical.models import ClericalCorrection
from repatria.registry.clerical.repeated import renamed
from repatria.registry.roster.models import MissingPerson


def corrections_of(row: Any, point: AsOf = NOW) -> list[ClericalCorrection]:
    """The corrections of one row as far as they were known at a point, the newest first."""
    kind = BY_TABLE[row._meta.db_table]
    return list(ClericalCorrection.objects.filter(point.known(), kind=kind, key=row.pk).order_by("-id"))


def as_written(point: AsOf, *rows: Any) -> None:
    """Set on rows as they were read, for reading only, the words that the record had for them at a point.

    The codes and names of others that they repeat are those of that point too. None among the rows is passed over.

    A correction says what was always meant, so that only when we knew it matters, not the day.
    """
    if point.seq is None:
        return
    there = list({id(row): row for row in rows if row is not None}.values())
    if not there:
        return
    later = ClericalCorrection.objects.filter(recorded_seq__gt=point.seq).order_by("-id")
    stood: dict[tuple[str, int], dict[str, str]] = {}
    for each in later:  # the oldest of them is the last to write: what it found is what stood then
        stood.setdefault((each.kind, each.key), {})[each.field] = each.before
    names = renamed(point)
    for row in there:
        names.restore(row)
        for name, before in stood.get((BY_TABLE.get(row._meta.db_table, ""), row.pk), {}).items():
            column = row._meta.get_field(name)
            setattr(row, name, column.to_python(before) if before or not column.null else None)


def person_named_then(reference: str, point: AsOf = NOW) -> MissingPerson | None:
    """Who had a reference on the roll as far as we knew at a point: a later correction may have given it to another."""
    stood: dict[int, str] = {}
    if point.seq is not None:
        rows = ClericalCorrection.objects.filter(recorded_seq__gt=point.seq, kind="person", field="reference")
        for key, before in rows.order_by("-id").values_list("key", "before"):
            stood[key] = before  # the oldest of them is the last to write
    then = Q(pk__in=[key for key, before in stood.items() if before == reference])
    found = MissingPerson.objects.filter(then | Q(reference=reference) & ~Q(pk__in=list(stood)))
    return found.select_related("incident").first()


def former_references() -> dict[str, list[int]]:
    """References that persons had before they were corrected -> their keys, the latest first.

    A file of that day still names them so, or names by it whose reference it was in truth.
    """
    found: dict[str, list[int]] = {}
    rows = ClericalCorrection.objects.filter(kind="person", field="reference").order_by("-id")
    for reference, key in rows.values_list("before", "key"):
        if key not in found.setdefault(reference, []):
            found[reference].append(key)
    return found
