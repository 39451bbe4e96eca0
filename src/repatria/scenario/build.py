"""Build a made-up operation with a known truth from a seed: roll, families, boxes, remains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np
from faker import Faker
from numpy.typing import NDArray

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.scenario.family_shapes import SHAPES
from repatria.scenario.kits import KITS, MARKERS
from repatria.scenario.losses import make_losses
from repatria.scenario.places import battle_areas
from repatria.scenario.profiles import (
    NO_CALL,
    POPULATIONS,
    FamilyArrays,
    Genotypes,
    ladder,
    simulate_families,
    simulate_remains,
)
from repatria.scenario.records import Box, Calls, Family, FamilyMember, HandOver, MissingPerson, Remains, Scenario

ELEMENTS = (
    "left femur",
    "right femur",
    "left tibia",
    "right tibia",
    "left humerus",
    "right humerus",
    "left ulna",
    "right radius",
    "left os coxae",
    "right temporal bone",
    "mandible",
)
NO_CALLS: Calls = MappingProxyType({})


def build(
    seed: int,
    *,
    missing: int = 1200,
    boxes: int = 55,
    remains: int = 250,
    not_on_roll: float = 0.25,
    same_person: float = 0.25,
    mutation_rate: float = 0.0015,
    mean_half_length: float = 340.0,
) -> Scenario:
    """A made-up operation; the same arguments and library versions give the same operation.

    missing, boxes, remains: how many (at least 1 missing and 1 box). not_on_roll: share of remains of persons who are
    not on the roll. same_person: share of the other remains that belong to a person of whom another bone was found.
    mutation_rate: per marker and meiosis, one repeat up or down (the order seen in paternity cases: 0.001 to 0.003).
    mean_half_length: base pairs at which half of the alleles of average remains are lost; lower is worse.
    Randomness: NumPy's PCG64 with one child of SeedSequence(seed) each for families, roll, remains; Faker for names.
    """
    if missing < 1 or boxes < 1 or remains < 0:
        raise InvalidInput("a made-up operation needs at least one missing person and one box")
    if not (0 <= not_on_roll <= 1 and 0 <= same_person < 1 and 0 <= mutation_rate <= 1):
        raise InvalidInput("not_on_roll, same_person and mutation_rate are shares between 0 and 1")
    for_families, for_roll, for_remains = (
        np.random.Generator(np.random.PCG64(child)) for child in np.random.SeedSequence(seed).spawn(3)
    )
    names = Faker("en_US")
    names.seed_instance(seed)
    arrays = simulate_families(for_families, missing, mutation_rate)
    surname = [names.last_name() for _ in range(len(arrays.shape))]
    # The arrays list families by shape; the roll must not.
    arrays = replace(arrays, missing=for_roll.permutation(arrays.missing))
    of_person = arrays.family[arrays.missing]
    incidents, roll = make_losses(
        for_roll,
        names,
        [POPULATIONS[arrays.population[family]] for family in of_person],
        [surname[family] for family in of_person],
    )
    families = _families(arrays, roll, surname)

    area = {incident.key: incident.area.key for incident in incidents}
    lost_in = np.array([area[person.incident] for person in roll])
    recoverable = np.array([person.status == "unaccounted-for" for person in roll])
    person = _draw_persons(for_remains, remains, recoverable, not_on_roll, same_person)
    remains_arrays = simulate_remains(for_remains, arrays, person, mean_half_length)
    hand_over, all_boxes = _boxes(for_remains, boxes)
    box = _place_in_boxes(for_remains, person, lost_in, all_boxes)
    found = tuple(
        Remains(
            f"R{i + 1:05d}",
            all_boxes[box[i]].key if box[i] >= 0 else None,
            "box" if box[i] >= 0 else ("field recovery", "disinterment")[i % 2],
            ELEMENTS[element],
            "male" if known else "unknown",
            list(KITS)[remains_arrays.kit[i]],
            calls,
        )
        for i, (element, known, calls) in enumerate(
            zip(
                for_remains.integers(0, len(ELEMENTS), remains).tolist(),
                (remains_arrays.half_length > 250).tolist(),
                _calls(remains_arrays.shown),
                strict=True,
            )
        )
    )
    truth = {bone.key: roll[p].key if p >= 0 else None for bone, p in zip(found, person.tolist(), strict=True)}
    return Scenario(
        seed,
        hand_over,
        incidents,
        roll,
        families,
        all_boxes,
        found,
        MappingProxyType(truth),
        arrays,
        remains_arrays,
    )


def _calls(shown: Genotypes) -> list[Calls]:
    """Called alleles by name of each row of (n, 24, 2); markers without result are left out."""
    named: list[Mapping[str, tuple[str, str | None]]] = []
    alleles = ladder().alleles
    for row in shown.tolist():
        named.append(
            {
                marker: (names[a], names[b] if b != NO_CALL else None)
                for marker, names, (a, b) in zip(MARKERS, alleles, row, strict=True)
                if a != NO_CALL
            }
        )
    return named


def _families(arrays: FamilyArrays, roll: tuple[MissingPerson, ...], surname: list[str]) -> tuple[Family, ...]:
    roll_key = {int(row): person.key for row, person in zip(arrays.missing, roll, strict=True)}
    donors = np.flatnonzero((arrays.shown[:, :, 0] != NO_CALL).any(axis=1))
    calls = dict(zip(donors.tolist(), _calls(arrays.shown[donors]), strict=True))
    kits = list(KITS)
    families = []
    for number, (shape_index, first) in enumerate(zip(arrays.shape.tolist(), arrays.first.tolist(), strict=True)):
        key = f"F{number + 1:05d}"
        shape = SHAPES[shape_index]
        ids = [roll_key.get(first + i, f"{key} {role.label}") for i, role in enumerate(shape.roles)]
        members = tuple(
            FamilyMember(
                ids[i],
                role.label,
                ids[role.father] if role.father >= 0 else None,
                ids[role.mother] if role.mother >= 0 else None,
                role.sex,
                roll_key.get(first + i),
                kits[arrays.kit[first + i]] if role.donor else "",
                calls.get(first + i, NO_CALLS),
            )
            for i, role in enumerate(shape.roles)
        )
        population = POPULATIONS[arrays.population[number]]
        families.append(Family(key, f"{surname[number]} ({key}, made up)", shape.name, population, members))
    return tuple(families)


def _draw_persons(
    rng: np.random.Generator, remains: int, recoverable: NDArray[np.bool_], not_on_roll: float, same_person: float
) -> NDArray[np.int64]:
    """Index of the true person of each of the remains, -1 for someone not on the roll."""
    on_roll = np.flatnonzero(rng.random(remains) >= not_on_roll)
    candidates = rng.permutation(np.flatnonzero(recoverable))
    different = candidates[: round(len(on_roll) * (1 - same_person))]
    person = np.full(remains, -1, np.int64)
    if len(different):
        again = rng.choice(different, size=len(on_roll) - len(different))
        person[on_roll] = rng.permutation(np.concatenate([different, again]))
    return person


def _boxes(rng: np.random.Generator, boxes: int) -> tuple[HandOver, tuple[Box, ...]]:
    hand_over = HandOver(
        "H-MADEUP-1",
        "Made-up hand-over of the scenario",
        "지어낸 유해 인도 (시나리오)",
        PartialDate("2024-06-03"),
        "Made-up giver",
        "Made-up receiver",
        "Made-up place of hand-over",
        boxes,
    )
    north = [area.key for area in battle_areas() if area.north and area.kind != "sea"]
    declared = rng.choice(len(north), size=boxes)
    return hand_over, tuple(Box(f"MADEUP-BOX-{i + 1:03d}", hand_over.key, north[declared[i]], 1) for i in range(boxes))


def _place_in_boxes(
    rng: np.random.Generator, person: NDArray[np.int64], lost_in: NDArray[np.str_], boxes: tuple[Box, ...]
) -> NDArray[np.int64]:
    """Box of each of the remains, -1 for none: a box holds mostly people lost where it is declared to come from.

    Four of five remains came in boxes; of those, seven in ten lie in a box from the area of loss when there is one.
    """
    by_area: dict[str, list[int]] = {}
    for i, box in enumerate(boxes):
        by_area.setdefault(box.declared_area, []).append(i)
    chosen = rng.integers(0, len(boxes), len(person))
    matching, boxed = rng.random(len(person)) < 0.7, rng.random(len(person)) < 0.8
    pick = rng.random(len(person))
    for i in np.flatnonzero(matching & boxed & (person >= 0)).tolist():
        same = by_area.get(str(lost_in[person[i]]))
        if same:
            chosen[i] = same[int(pick[i] * len(same))]
    return np.where(boxed, chosen, -1)
