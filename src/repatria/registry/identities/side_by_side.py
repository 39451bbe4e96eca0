"""Two entries side by side before they are merged: what each says, what differs, and what the one person will carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from repatria.canonical import digest
from repatria.errors import RepatriaError
from repatria.registry.identities.comparable import less_exact, same_value
from repatria.registry.identities.merges import may_be_one
from repatria.registry.identities.read import Identity, identity_of
from repatria.registry.identities.records import COMPARED, on_the_roll_of
from repatria.registry.roster.models import MissingPerson, StatusEntry

WARNED = ("family_name", "given_names", "service_number", "birth")
"""Fields in which two entries of one person rarely disagree: names, numbers, births."""


@dataclass(frozen=True, slots=True)
class Line:
    """One field of both. carried: what the merged person says; only_there: the entry that goes says it alone.

    less_exact: they do not contradict each other, and one of them says less.
    """

    field: str
    kept: str
    merged: str
    carried: str
    differs: bool
    less_exact: bool

    @property
    def only_there(self) -> bool:
        """Whether the entry that stays is silent: the other's value is shown with it, and not taken over."""
        return bool(self.merged) and not self.kept


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Both entries. warnings: fields in which they contradict each other and one person seldom does.

    refused: why they cannot be merged, when they cannot; comes_along: names and numbers of the other that find the
    person from then on.
    """

    kept: MissingPerson
    merged: MissingPerson
    lines: tuple[Line, ...]
    warnings: tuple[str, ...]
    comes_along: tuple[str, ...]
    refused: str

    @property
    def key(self) -> str:
        """Which of the two goes into which, and all that was to be seen of them: when that changes, it is another."""
        return digest({"into": self.kept.pk, "goes": self.merged.pk, **self.as_dict()})

    def as_dict(self) -> dict[str, Any]:
        """As commands answer."""
        return {
            "kept": self.kept.reference,
            "merged": self.merged.reference,
            "fields": [
                {
                    "field": line.field,
                    "kept": line.kept,
                    "merged": line.merged,
                    "carried": line.carried,
                    "differs": line.differs,
                    "less_exact": line.less_exact,
                    "only_in_merged": line.only_there,
                }
                for line in self.lines
            ],
            "warnings": list(self.warnings),
            "comes_along": list(self.comes_along),
            "refused": self.refused or None,
        }


def side_by_side(kept: MissingPerson, merged: MissingPerson) -> SideBySide:
    """Both entries as they are now; nothing is recorded."""
    one, other = identity_of(kept), identity_of(merged)
    said, theirs = _said(one), _said(other)
    lines = tuple(
        Line(name, mine, their, mine, not _same(name, mine, their, one, other), less_exact(name, mine, their))
        for name in (*COMPARED, "status", "status_since", "names", "numbers", "source")
        for mine, their in [(said.get(name, ""), theirs.get(name, ""))]
        if mine or their
    )
    try:
        may_be_one(kept, merged)
        refused = ""
    except RepatriaError as error:
        refused = str(error)
    warnings = tuple(line.field for line in lines if line.differs and line.field in WARNED)
    new = [*([merged.name] if merged.name != kept.name else []), *(alias.name for alias in other.aliases)]
    if merged.service_number and merged.service_number != kept.service_number:
        new.append(merged.service_number)
    new += [row.number for row in other.numbers]
    return SideBySide(kept, merged, lines, warnings, tuple(dict.fromkeys(new)), refused)


def _said(known: Identity) -> dict[str, str]:
    person = known.person
    held = StatusEntry.objects.filter(person=person.pk, corrected_seq=None).order_by("-begins", "-id").first()
    return on_the_roll_of(person, person.incident) | {
        "status": person.status,
        "status_since": held.since if held else "",
        "names": "; ".join(alias.name for alias in known.aliases),
        "numbers": "; ".join(row.number for row in known.numbers),
        "source": person.source,
    }


def _same(name: str, mine: str, their: str, one: Identity, other: Identity) -> bool:
    """Whether the two do not contradict each other; a number that either has as a further one is no other number."""
    if name in ("names", "numbers", "source") or same_value(name, mine, their):
        return True
    further = [row.number for row in (*one.numbers, *other.numbers)] if name == "service_number" else []
    return any(same_value(name, number, mine) or same_value(name, number, their) for number in further)
