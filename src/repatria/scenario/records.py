"""What a made-up operation consists of; every record here is invented and carries a mark that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from repatria.dates import PartialDate
from repatria.scenario.places import BattleArea
from repatria.scenario.profiles import FamilyArrays, RemainsArrays

MADE_UP_EN = "Made up: this person, family, box or profile was invented by a program and is no real one."
MADE_UP_KO = "지어낸 자료: 이 사람, 가족, 상자, 유전자형은 프로그램이 만들어 낸 것이며 실제가 아닙니다."

Calls = Mapping[str, tuple[str, str | None]]
"""Marker to called alleles; the second is None where one allele only was called. Untyped markers are absent."""


@dataclass(frozen=True, slots=True)
class LossIncident:
    """One event in which made-up persons were lost, in a real area. lon, lat: WGS84; uncertainty_m: metres."""

    key: str
    title_en: str
    title_ko: str
    date: PartialDate
    area: BattleArea
    lon: float
    lat: float
    uncertainty_m: int
    unit: str
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class MissingPerson:
    """Someone on the made-up roll. ``status`` uses the roll's words; ``population`` names a reference population."""

    key: str
    service_number: str
    family_name: str
    given_names: str
    sex: str
    birth: PartialDate
    service: str
    rank: str
    unit: str
    home: str
    population: str
    incident: str
    status: str
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class FamilyMember:
    """One member: father and mother are member ids (both or none); ``missing`` is the roll key of a missing member.

    calls is empty for members who gave no sample; kit is empty for them too.
    """

    id: str
    label: str
    father: str | None
    mother: str | None
    sex: str
    missing: str | None
    kit: str
    calls: Calls


@dataclass(frozen=True, slots=True)
class Family:
    """A made-up family; ``shape`` says in words which relatives came forward."""

    key: str
    name: str
    shape: str
    population: str
    members: tuple[FamilyMember, ...]
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A container of the made-up hand-over: what its giver says of it, to be compared with what is found in it."""

    key: str
    hand_over: str
    declared_area: str
    declared_individuals: int
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class HandOver:
    """The made-up hand-over of the boxes."""

    key: str
    title_en: str
    title_ko: str
    date: PartialDate
    giver: str
    receiver: str
    place: str
    boxes: int
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Remains:
    """One bone and its profile. ``provenance``: box (then ``box`` names it), field recovery or disinterment."""

    key: str
    box: str | None
    provenance: str
    element: str
    sex: str
    kit: str
    calls: Calls
    made_up: bool = True


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole made-up operation. ``truth``: remains key -> roll key, None for a person who is not on the roll.

    families_arrays, remains_arrays: the same profiles as integers, over the markers ``kits.MARKERS`` and the alleles
    of ``profiles.ladder()``; missing[i] is the member ``families_arrays.missing[i]``.
    """

    seed: int
    hand_over: HandOver
    incidents: tuple[LossIncident, ...]
    missing: tuple[MissingPerson, ...]
    families: tuple[Family, ...]
    boxes: tuple[Box, ...]
    remains: tuple[Remains, ...]
    truth: Mapping[str, str | None]
    families_arrays: FamilyArrays
    remains_arrays: RemainsArrays
    notice: str = MADE_UP_EN
