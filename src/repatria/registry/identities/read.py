"""What is known of who one person is, at any past point: names, numbers, corrections, records, merges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from repatria.registry.asof import NOW, AsOf
from repatria.registry.identities.comparable import number_key, same_value
from repatria.registry.identities.corrections import as_known
from repatria.registry.identities.merges import merges
from repatria.registry.identities.models import (
    Alias,
    Correction,
    Disagreement,
    Merge,
    NotSame,
    ServiceNumber,
    Settlement,
    SourceRecord,
    StruckOff,
)
from repatria.registry.identities.records import COMPARED, on_the_roll_of
from repatria.registry.identities.struck_off import struck_off
from repatria.registry.roster.models import MissingPerson, StatusEntry


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says of one field; differs: whether it contradicts what the roll says."""

    value: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One field across everything that speaks of a person.

    roll: what the roll says; said: by source, in their order; open: whether a decision waits.
    """

    field: str
    roll: str
    said: tuple[Cell, ...]
    open: bool

    @property
    def differs(self) -> bool:
        """Whether any source contradicts the roll."""
        return any(cell.differs for cell in self.said)


@dataclass(frozen=True)
class TakenIn:
    """An entry that was merged into the person's, with what came from it."""

    merge: Merge
    person: MissingPerson
    statuses: tuple[StatusEntry, ...]


@dataclass
class Identity:
    """Who a person is at a point. person: with the fields that the roll gave them then.

    into: the merge by which the entry counts no more; apart: merges that were taken apart. at_first: whether
    `Compared.said` begins with the entry as it was first made, because no file made it and it was corrected since; the
    files and then the merged entries follow.
    """

    person: MissingPerson
    point: AsOf
    aliases: list[Alias] = field(default_factory=list)
    numbers: list[ServiceNumber] = field(default_factory=list)
    into: Merge | None = None
    gone: StruckOff | None = None
    at_first: bool = False
    took_in: list[TakenIn] = field(default_factory=list)
    apart: list[Merge] = field(default_factory=list)
    records: list[SourceRecord] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)
    not_same: list[NotSame] = field(default_factory=list)


def identity_of(person: MissingPerson, point: AsOf = NOW) -> Identity:
    """All that is known of who a person is at a point; what came of entries merged into theirs included."""
    then = as_known(person, point)
    found = Identity(then, point)
    took_in = merges(point).filter(kept=person).select_related("merged__incident").order_by("id")
    inside = [as_known(merge.merged, point) for merge in took_in]
    everyone = [person.pk, *(one.pk for one in inside)]
    found.gone = struck_off(point).filter(person=person).first()
    found.into = merges(point).filter(merged=person).select_related("kept").first()
    found.took_in = [
        TakenIn(merge, one, tuple(StatusEntry.objects.filter(point.history(), person=one).order_by("-begins", "-id")))
        for merge, one in zip(took_in, inside, strict=True)
    ]
    known = point.known()
    standing = known & point.not_corrected()
    both = Merge.objects.filter(known, kept=person) | Merge.objects.filter(known, merged=person)
    taken_apart = both.exclude(pk__in=merges(point).values("pk"))
    found.apart = list(taken_apart.select_related("kept", "merged").order_by("id"))
    found.aliases = list(Alias.objects.filter(standing, person__in=everyone).order_by("id"))
    found.numbers = [
        row
        for row in ServiceNumber.objects.filter(standing, person__in=everyone).order_by("id")
        if row.key != number_key(then.service_number)
    ]
    found.records = list(
        SourceRecord.objects.filter(known, person__in=everyone).select_related("source").order_by("id")
    )
    found.corrections = list(Correction.objects.filter(known, person=person).order_by("field", "-id"))
    found.settlements = list(Settlement.objects.filter(known, person=person).order_by("-id"))
    marks = NotSame.objects.filter(standing, first=person) | NotSame.objects.filter(standing, second=person)
    found.not_same = list(marks.select_related("first", "second").order_by("id"))
    found.at_first = bool(found.corrections) and not any(row.first for row in found.records)
    first = [as_known(person, AsOf(seq=person.recorded_seq))] if found.at_first else []
    found.compared = _compared(then, first, found.records, inside, point)
    return found


def _compared(
    person: MissingPerson,
    first: Sequence[MissingPerson],
    records: Sequence[SourceRecord],
    inside: Sequence[MissingPerson],
    point: AsOf,
) -> list[Compared]:
    """Every field that anything says something of: the roll, the entry at first, files, entries merged into it."""
    roll = on_the_roll_of(person, person.incident)
    sources: list[Mapping[str, str]] = [on_the_roll_of(one, one.incident) for one in first]
    sources += [row.said for row in records]
    sources += [on_the_roll_of(one, one.incident) for one in inside]
    waiting = set(open_disagreements(point).filter(person=person.pk).values_list("field", flat=True))
    rows = []
    for name in (*COMPARED, *sorted({key for said in sources for key in said} - set(COMPARED))):
        said = [source.get(name, "") for source in sources]
        if any(said):
            mine = roll.get(name, "")
            judged = name in COMPARED
            cells = tuple(Cell(value, judged and not same_value(name, mine, value)) for value in said)
            rows.append(Compared(name, mine, cells, name in waiting))
    return rows


def open_disagreements(point: AsOf = NOW) -> QuerySet[Disagreement]:
    """Record pairs that waited for an officer's decision as we knew it at a point."""
    if point.seq is None:
        return Disagreement.objects.filter(settled__isnull=True)
    settled = Settlement.objects.filter(
        point.known() & point.not_corrected(),
        person=OuterRef("person"),
        field=OuterRef("field"),
        recorded_seq__gt=OuterRef("recorded_seq"),
    )
    return Disagreement.objects.filter(point.known()).exclude(Exists(settled))
