"""Who is who among all the hits of a run at once: its candidates as choices of families, and their joint posterior.

Only pairs that survived the screen (at or above the run's threshold) take part. Profiles and families are read from
the record as it stands now; where a pair weighs otherwise than the run found, the answer says so.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from django.db.models import Count

from repatria.errors import InvalidInput, TooLarge
from repatria.genetics.genotypes import GenotypeArray
from repatria.genetics.markers import Marker
from repatria.identification.assignment import Joint, joint_posterior
from repatria.identification.case_choices import case_choices
from repatria.identification.choices import FamilyChoices, Floats
from repatria.identification.family_likelihoods import FamilyData
from repatria.identification.reassociation import together
from repatria.identification.symmetry import Symmetry, symmetries
from repatria.problems import Problem
from repatria.registry.families.consents import stopped_donors
from repatria.registry.families.read import SEX_CODES
from repatria.registry.identities.merges import kept_entry
from repatria.registry.laboratory.models import Profile, Remains, Sample
from repatria.registry.laboratory.read import encode_calls, merged_calls
from repatria.registry.roster.models import MissingPerson
from repatria.registry.runs.consents import StoppedSince, known_to, stopped_since
from repatria.registry.runs.models import Hit, SearchRun
from repatria.registry.runs.parameters import parameters_from
from repatria.registry.runs.reading import Genotypes, ReadRemains, TypedFamily, families_by_population, read_genotypes
from repatria.registry.runs.reading import read_remains as read_all_remains

MOST_PAIRS = 20_000
_LN10 = math.log(10.0)
_SAME_WEIGHT = 1e-6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair of a run that takes part: its hit (of the remains' best sample) and the weight found there."""

    hit: int
    log10_lr: float


@dataclass
class RunChoices:
    """What a run's hits leave open.

    remains, missing: who takes part, by key; candidates: by (remains, missing) place. families: choices in these
    places. apart: remains for which it was not asked whether several are one person, because their candidates are of
    several populations; tangled: the same, because too many fit together. doubled: missing persons of whom several
    families speak, as two entries of the roll were merged; the weightiest takes part. changed: pairs that weigh
    otherwise on the record of today than in the run. ended: donors of these families whose consent has ended since.
    """

    run: SearchRun
    remains: list[Remains]
    missing: list[MissingPerson]
    candidates: dict[tuple[int, int], Candidate]
    families: list[FamilyChoices] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)
    tangled: list[int] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)
    changed: list[tuple[int, int]] = field(default_factory=list)
    ended: list[StoppedSince] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def notes(self) -> list[str]:
        """What the reader must know of how the candidates were weighed, in sentences."""
        threshold = self.run.parameters["threshold"]
        said = [f"only pairs of run {self.run.pk} at or above log10 LR {threshold} take part"]
        for places, why in (
            (self.apart, "their candidates are of several populations"),
            (self.tangled, "too many of them fit together"),
        ):
            if places:
                names = ", ".join(self.remains[place].code for place in places)
                said.append(f"whether several of these remains are one person was not considered, as {why}: {names}")
        if self.doubled:
            names = ", ".join(self.missing[place].reference for place in self.doubled)
            said.append(f"of several families of one person the weightiest takes part: {names}")
        if self.changed:
            said.append(f"the record has changed since the run: {len(self.changed)} pairs weigh otherwise now")
        if self.ended:
            names = "; ".join(map(str, self.ended))
            said.append(f"samples whose consent has ended since the run are still counted here: {names}")
        return said


@dataclass(frozen=True, slots=True)
class RunJoint:
    """The joint posterior of a run. same: P(two remains are one person), shape (remains, remains)."""

    choices: RunChoices
    answer: Joint
    same: Floats
    symmetric: list[Symmetry]


@dataclass(frozen=True, slots=True)
class _Read:
    """A family as the search reads it, with the genotypes of its population. members: places of its missing, by key."""

    typed: TypedFamily
    population: int
    genotypes: GenotypeArray
    remains: GenotypeArray
    markers: list[Marker]
    members: Mapping[int, int]


def run_joint(run: SearchRun) -> RunJoint:
    """The joint posterior of a run's candidates, with a flat prior over all that they allow. Deterministic.

    Raises TooLarge, in words, when more than MOST_PAIRS pairs are at the run's threshold.
    """
    choices = run_choices(run)
    count = len(choices.remains)
    answer = joint_posterior(choices.families, remains=count, missing=len(choices.missing))
    same = together(choices.families, answer.choice, count)
    return RunJoint(choices, answer, same, symmetries(answer.log_glr, choices.families))


def run_choices(run: SearchRun) -> RunChoices:
    """The choices that the hits of a run leave to each family, joint over its missing persons and over fragments."""
    hits = Hit.objects.filter(run=run, above=True)
    if hits.count() > MOST_PAIRS:
        raise TooLarge(
            f"run {run.pk} has {hits.count():,} pairs at its threshold; up to {MOST_PAIRS:,} are solved together: "
            "search again with a higher threshold"
        )
    best: dict[tuple[int, int], Candidate] = {}
    family_of: dict[int, int] = {}
    doubled: set[int] = set()
    kept = kept_entry()
    for key, remains, person, family, weight in hits.order_by("-log10_lr", "id").values_list(
        "id", "remains_id", "person_id", "family_id", "log10_lr"
    ):
        person = kept.get(person, person)
        if family_of.setdefault(person, family) == family:
            best.setdefault((remains, person), Candidate(key, weight))
        else:
            doubled.add(person)
    remains_keys, person_keys = (sorted({pair[side] for pair in best}) for side in (0, 1))
    row, col = ({key: place for place, key in enumerate(keys)} for keys in (remains_keys, person_keys))
    remains_by_key, persons = Remains.objects.in_bulk(remains_keys), MissingPerson.objects.in_bulk(person_keys)
    found = RunChoices(
        run,
        [remains_by_key[key] for key in remains_keys],
        [persons[key] for key in person_keys],
        {(row[remains], col[person]): candidate for (remains, person), candidate in sorted(best.items())},
        doubled=[col[person] for person in sorted(doubled)],
    )
    if best:
        families = _read_families(run, found.remains, set(family_of.values()))
        found.ended = [each for each in stopped_since(run) if each.family_id in families]
        for rows, members in _components(found.candidates, [family_of[key] for key in person_keys]):
            _add_component(found, rows, members, families)
        _note_changes(found)
    return found


def _read_families(run: SearchRun, remains: Sequence[Remains], wanted: set[int]) -> dict[int, _Read]:
    """The families of the candidates, by key, with the remains in the terms of each one's population."""
    heard: list[Problem] = []  # the run's own list has what is wrong with the data
    profiles = defaultdict(list)
    query = Profile.objects.filter(sample__remains__in=remains, kind="autosomal STR").select_related("sample")
    for profile in query.order_by("id"):
        profiles[profile.sample.remains_id].append(profile)
    calls = [(f"remains {one.pk}", merged_calls(profiles[one.pk], f"remains {one.pk}", heard)) for one in remains]
    everything: ReadRemains = read_all_remains(heard)
    mutation = parameters_from(run.parameters).mutation
    found = {}
    # consents as they were known to the run: a change since then changes no earlier run, nor what is read off it
    stopped = stopped_donors(known_to(run))
    for population, families in families_by_population(heard, stopped):
        if not any(read.family.pk in wanted for read, _calls in families):
            continue
        known: Genotypes = read_genotypes(population, families, everything, mutation, heard)
        here = encode_calls(calls, known.markers, heard)
        for number, marker in enumerate(known.markers):
            absent = np.append(marker.frequencies == 0, False)  # the last entry serves -1, an allele not called
            here[absent[here[:, number]].any(axis=1), number] = -1
        for typed, genotypes in zip(families, known.families, strict=True):
            read = typed[0]
            if read.family.pk in wanted:
                members = {read.members[place].missing_person_id: place for place in read.missing}
                found[read.family.pk] = _Read(typed, population.pk, genotypes, here, known.markers, members)
    return found


def _components(
    candidates: Mapping[tuple[int, int], Candidate], family_of: Sequence[int]
) -> Iterator[tuple[list[int], dict[int, list[int]]]]:
    """Remains and families (with the places of their missing) that candidates connect, in order of the remains."""
    rows_of, families_of = defaultdict(set), defaultdict(set)
    missing_of: dict[int, set[int]] = defaultdict(set)
    for row, col in candidates:
        family = family_of[col]
        rows_of[family].add(row)
        families_of[row].add(family)
        missing_of[family].add(col)
    seen: set[int] = set()
    for first in sorted(families_of):
        if first in seen:
            continue
        rows, families, waiting = {first}, set(), [first]
        while waiting:
            for family in families_of[waiting.pop()] - families:
                families.add(family)
                waiting += rows_of[family] - rows
                rows |= rows_of[family]
        seen |= rows
        yield sorted(rows), {family: sorted(missing_of[family]) for family in sorted(families)}


def _add_component(
    found: RunChoices, rows: list[int], members: Mapping[int, list[int]], read: Mapping[int, _Read]
) -> None:
    """Add the choices of the families of one component."""
    usable = {}
    for family, cols in members.items():
        gone = family not in read or any(found.missing[col].pk not in read[family].members for col in cols)
        if gone:
            found.problems.append(Problem("record", f"family {family}", "is no longer as it was when the run was made"))
        else:
            usable[family] = cols
    populations = sorted({read[family].population for family in usable})
    if len(populations) > 1 and len(rows) > 1:
        found.apart += rows
    for population in populations:
        mine = {family: cols for family, cols in usable.items() if read[family].population == population}
        try:
            choices, problems = _choices(found, rows, mine, read, reassociate=len(populations) == 1)
        except TooLarge:
            found.tangled += rows
            choices, problems = _choices_apart(found, rows, mine, read)
        found.families += choices
        found.problems += problems


def _choices(
    found: RunChoices,
    rows: list[int],
    members: Mapping[int, list[int]],
    read: Mapping[int, _Read],
    *,
    reassociate: bool,
) -> tuple[list[FamilyChoices], list[Problem]]:
    """The choices of families of one population, in the places of the run."""
    one = read[next(iter(members))]
    data = []
    for family, cols in members.items():
        allowed = np.array([[(row, col) in found.candidates for col in cols] for row in rows], dtype=bool)
        places = tuple(read[family].members[found.missing[col].pk] for col in cols)
        data.append(FamilyData(read[family].typed[0].pedigree, read[family].genotypes, tuple(cols), places, allowed))
    answer = case_choices(
        one.remains[rows],
        [SEX_CODES[found.remains[row].sex] for row in rows],
        data,
        one.markers,
        remains_names=[found.remains[row].code for row in rows],
        family_names=[read[family].typed[0].family.code for family in members],
        source=f"run {found.run.pk}",
        reassociate=reassociate,
    )
    return [_in_places(choices, np.array(rows, dtype=np.int64)) for choices in answer.families], answer.problems


def _choices_apart(
    found: RunChoices, rows: list[int], members: Mapping[int, list[int]], read: Mapping[int, _Read]
) -> tuple[list[FamilyChoices], list[Problem]]:
    """The same without re-association, family by family; a family with too many ways is left out and named."""
    families: list[FamilyChoices] = []
    problems: list[Problem] = []
    for family, cols in members.items():
        try:
            choices, heard = _choices(found, rows, {family: cols}, read, reassociate=False)
        except TooLarge as error:
            problems.append(Problem(f"run {found.run.pk}", f"family {family}", f"{error}; it takes no part"))
        else:
            families += choices
            problems += heard
    return families, problems


def _in_places(choices: FamilyChoices, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> FamilyChoices:
    """The choices of a component in the places of the whole run; persons off the roll go with their lowest remains."""
    missing = choices.missing.copy()
    off = missing < 0
    missing[off] = -1 - rows[-1 - missing[off]]
    return replace(choices, missing=missing, remains=rows[choices.remains])


def _note_changes(found: RunChoices) -> None:
    """Pairs whose weight on the record of today is not what the run found.

    A hit is of one sample, so remains with several typed samples, which are put together here, are not compared.
    """
    typed = Sample.objects.filter(remains__in=found.remains, profiles__kind="autosomal STR").values("remains")
    several = set(
        typed.annotate(samples=Count("id", distinct=True)).filter(samples__gt=1).values_list("remains", flat=True)
    )
    for family in found.families:
        for number in np.flatnonzero(np.diff(family.start) == 1).tolist():
            ((col, row),) = family.pairs(number)
            if col < 0 or found.remains[row].pk in several:
                continue
            now = float(family.log_weight[number]) / _LN10
            if abs(now - found.candidates[row, col].log10_lr) > _SAME_WEIGHT:
                found.changed.append((row, col))


def finished_run(number: int) -> SearchRun:
    """The run of that number; raises InvalidInput when there is none."""
    run = SearchRun.objects.filter(pk=number).first()
    if run is None:
        raise InvalidInput(f"there is no run {number}")
    return run
