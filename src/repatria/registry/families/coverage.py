"""Coverage: which reference samples there are for each missing person, and which would help, at any past point.

The list is worked out for the whole record at once from arrays kept in this process. They grow with the ledger: what
was read before stands as long as the ledger entry it was read up to is still there.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from repatria.genetics.lines_of_descent import Descent, descent, nearest_typed
from repatria.genetics.pedigree import MALE
from repatria.registry.asof import NOW, AsOf, latest
from repatria.registry.families.consents import stopped_donors
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.next_of_kin import without_a_living_primary
from repatria.registry.families.read import SEX_CODES
from repatria.registry.identities.merges import kept_entry
from repatria.registry.laboratory.models import Sample
from repatria.registry.ledger.append import now
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.roster.models import MissingPerson, Status, StatusEntry

NO_DONOR = "no-donor"
CLOSER = "closer"
MATERNAL = "maternal"
PATERNAL = "paternal"
NEXT_OF_KIN = "next-of-kin"
DONORS = (NO_DONOR, CLOSER, MATERNAL, PATERNAL)
"""Donors that can be needed: any at all; a closer relative (a parent, a child or two full siblings); one of the
maternal line, for mtDNA; one of the paternal line, for the Y chromosome. Only while the person is unaccounted for."""
NEEDS = (*DONORS, NEXT_OF_KIN)
"""What a missing person's family can need: a donor, or another primary next of kin, as the one named has died."""
IntArray = npt.NDArray[np.int64]
BoolArray = npt.NDArray[np.bool_]
_TIES = ("families.missing_tied", "families.sample_retied")


@dataclass(frozen=True, eq=False)
class _Rows:
    """Members and donors' samples of the record, by key, as they were at entry `seq`.

    member, family, father, mother, person: (members,) int64 keys, -1 for none; sex: (members,) int8; member_seq: the
    entry that recorded each. donor, sample_seq: (samples,) of donors' samples. twins: positions of identical twins.
    """

    member: IntArray
    family: IntArray
    father: IntArray
    mother: IntArray
    sex: npt.NDArray[np.int8]
    person: IntArray
    member_seq: IntArray
    donor: IntArray
    sample_seq: IntArray
    last_sample: int
    twins: tuple[tuple[int, ...], ...]

    @cached_property
    def descent(self) -> Descent:
        """The pedigrees by the positions of members, worked out once."""
        return descent(self._places(self.father), self._places(self.mother), self.sex, self.twins)

    def _places(self, parents: IntArray) -> IntArray:
        """Positions of parents among the members, who are in the order of their keys; -1 where there is none."""
        return np.where(parents < 0, -1, np.searchsorted(self.member, parents))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is there for one missing person.

    donors: usable samples in the family; parents_and_children, full_siblings: those of them who are that near;
    maternal, paternal: usable donors of either line, paternal None where the person is no man. lacking: of `NEEDS`,
    the donors among them whatever the status; unaccounted: whether the person is unaccounted for.
    """

    person: int
    family: int
    donors: int
    parents_and_children: int
    full_siblings: int
    maternal: int
    paternal: int | None
    lacking: tuple[str, ...]
    unaccounted: bool

    @property
    def needs(self) -> tuple[str, ...]:
        """What is needed: of whoever is accounted for no donor is."""
        return self.lacking if self.unaccounted else tuple(need for need in self.lacking if need not in DONORS)


@dataclass(frozen=True, eq=False)
class Coverages:
    """Coverage of every missing person tied to a family, in the order of families, then persons; (persons,) arrays.

    lacking, unaccounted: see `Coverage`.
    """

    person: IntArray
    family: IntArray
    donors: IntArray
    parents_and_children: IntArray
    full_siblings: IntArray
    maternal: IntArray
    paternal: IntArray
    man: BoolArray
    lacking: dict[str, BoolArray]
    unaccounted: BoolArray

    def of(self, family: int) -> list[Coverage]:
        """Coverage of the missing of one family."""
        first, last = np.searchsorted(self.family, [family, family + 1])
        return [
            Coverage(
                int(self.person[i]),
                family,
                int(self.donors[i]),
                int(self.parents_and_children[i]),
                int(self.full_siblings[i]),
                int(self.maternal[i]),
                int(self.paternal[i]) if self.man[i] else None,
                tuple(need for need in NEEDS if self.lacking[need][i]),
                bool(self.unaccounted[i]),
            )
            for i in range(first, last)
        ]

    def families_in(self, need: str) -> list[int]:
        """Keys of the families of which a missing person has that need, in order."""
        return [int(key) for key in np.unique(self.family[self._needed(need)])]

    def counts(self) -> dict[str, int]:
        """Missing persons with each need."""
        return {need: int(self._needed(need).sum()) for need in NEEDS}

    def _needed(self, need: str) -> BoolArray:
        return self.lacking[need] & self.unaccounted if need in DONORS else self.lacking[need]


_kept: tuple[int, str, _Rows] | None = None
"""Sequence number and hash of the ledger entry that the rows were read up to, and the rows."""
_answer: tuple[tuple[str, AsOf, dt.date], Coverages] | None = None
"""The last answer for the whole record, by the entry it rests on, the point and the day on which it was asked."""


def coverages(point: AsOf = NOW, family: Family | None = None) -> Coverages:
    """Coverage at a point, of the whole record or of one family. Consents count as they stood then; so do samples."""
    global _answer
    if family is not None:
        return _covered(_rows(_NOTHING, family), point, family)
    digest, rows = _kept_rows()
    asked = (digest, point, now().date())
    if _answer is None or _answer[0] != asked:
        _answer = (asked, _covered(rows, point))
    return _answer[1]


def _covered(rows: _Rows, point: AsOf, family: Family | None = None) -> Coverages:
    typed = _usable(rows, point, family.pk if family else None)
    near = nearest_typed(rows.descent, typed)
    wanted = rows.person >= 0
    if point.seq is not None:
        wanted &= rows.member_seq <= point.seq
    order = np.flatnonzero(wanted)
    order = order[np.lexsort((rows.person[order], rows.family[order]))]
    donors = np.bincount(rows.family[typed], minlength=rows.family.max(initial=0) + 1)[rows.family[order]]
    man = rows.sex[order] == MALE
    maternal, paternal = near.maternal[order], near.paternal[order]
    return Coverages(
        rows.person[order],
        rows.family[order],
        donors,
        near.parents_and_children[order],
        near.full_siblings[order],
        maternal,
        paternal,
        man,
        {
            NO_DONOR: donors == 0,
            CLOSER: ~near.enough[order],
            MATERNAL: maternal == 0,
            PATERNAL: man & (paternal == 0),
            NEXT_OF_KIN: np.isin(rows.person[order], np.array(without_a_living_primary(point, family), dtype=np.int64)),
        },
        _unaccounted(rows.person[order], point, family),
    )


def _unaccounted(person: IntArray, point: AsOf, family: Family | None) -> BoolArray:
    """(persons,) whether each was unaccounted for at a point; of a merged entry the status of the one that was kept."""
    kept = kept_entry()
    subject = np.array([kept.get(key, key) for key in person.tolist()], dtype=np.int64)
    if point == NOW:
        accounted = MissingPerson.objects.exclude(status=Status.UNACCOUNTED_FOR)
        if family is not None:
            accounted = accounted.filter(pk__in=subject.tolist())
        keys = accounted.values_list("pk", flat=True)
    else:
        rows = StatusEntry.objects.all()
        if family is not None:
            rows = rows.filter(person__in=subject.tolist())
        held = latest(rows, point, "person_id").exclude(status=Status.UNACCOUNTED_FOR)
        keys = held.values_list("person_id", flat=True)
    return ~np.isin(subject, np.array(list(keys), dtype=np.int64))


def _usable(rows: _Rows, point: AsOf, family_id: int | None) -> BoolArray:
    """Members who gave a sample by then whose consent to comparison with remains does not stop it."""
    given = rows.donor[rows.sample_seq <= point.seq] if point.seq is not None else rows.donor
    usable = np.zeros(len(rows.member), dtype=np.bool_)
    usable[np.searchsorted(rows.member, given)] = True
    usable &= rows.person < 0
    stopped = np.array(sorted(stopped_donors(point, family_id=family_id)), dtype=np.int64)
    usable[np.searchsorted(rows.member, stopped[np.isin(stopped, rows.member)])] = False
    return usable


def _kept_rows() -> tuple[str, _Rows]:
    """The head of the ledger and the rows of the whole record; only what was recorded since the last time is read."""
    global _kept
    seq, digest = LedgerEntry.objects.order_by("-seq").values_list("seq", "hash").first() or (0, "")
    if _kept is None or _kept[1] != digest:
        _kept = (seq, digest, _rows(_kept[2] if _kept is not None and _still_so(*_kept[:2]) else _NOTHING))
    return _kept[1], _kept[2]


def _still_so(seq: int, digest: str) -> bool:
    """Whether what was read up to an entry stands: the entry is there, and no row was tied otherwise since."""
    since = LedgerEntry.objects.filter(seq__gt=seq, action__in=_TIES)
    return LedgerEntry.objects.filter(seq=seq, hash=digest).exists() and not since.exists()


def _rows(before: _Rows, family: Family | None = None) -> _Rows:
    """What was read before and what came after it; of one family when asked."""
    members = FamilyMember.objects.filter(pk__gt=before.member.max(initial=0)).order_by("id")
    samples = Sample.objects.filter(pk__gt=before.last_sample, donor__isnull=False).order_by("id")
    if family is not None:
        members, samples = members.filter(family=family), samples.filter(donor__family=family)
    drawn = list(members.values_list(*_MEMBER))
    given = list(samples.values_list("id", "donor_id", "recorded_seq"))
    twins: dict[tuple[int, str], list[int]] = {}
    for place, row in enumerate(drawn, start=len(before.member)):
        if row[-1]:
            twins.setdefault((row[1], row[-1]), []).append(place)
    columns = [
        np.array([-1 if row[at] is None else row[at] for row in drawn], dtype=np.int64) for at in (0, 1, 2, 3, 5, 6)
    ]
    sex = np.array([SEX_CODES[row[4]] for row in drawn], dtype=np.int8)
    return _Rows(
        *(
            np.append(old, new)
            for old, new in zip((before.member, before.family, before.father, before.mother), columns, strict=False)
        ),
        np.append(before.sex, sex),
        np.append(before.person, columns[4]),
        np.append(before.member_seq, columns[5]),
        np.append(before.donor, np.array([row[1] for row in given], dtype=np.int64)),
        np.append(before.sample_seq, np.array([row[2] for row in given], dtype=np.int64)),
        given[-1][0] if given else before.last_sample,
        (*before.twins, *(tuple(group) for group in twins.values())),
    )


_MEMBER = ("id", "family_id", "father_id", "mother_id", "sex", "missing_person_id", "recorded_seq", "twin_group")
_NO_KEYS = np.zeros(0, dtype=np.int64)
_NOTHING = _Rows(
    _NO_KEYS, _NO_KEYS, _NO_KEYS, _NO_KEYS, np.zeros(0, dtype=np.int8), *(_NO_KEYS,) * 4, last_sample=0, twins=()
)
