"""Where the made-up losses happen: real battle areas of the Korean War, with approximate positions and months."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class BattleArea:
    """A real place where many were lost.

    lon, lat: WGS84 degrees, the middle of the area; uncertainty_m: radius in metres.
    first, last: months ("1950-11") in which losses are placed here, both included.
    weight: share among the areas open in a month. kind: ground, air, captivity or sea.
    north: whether it lies north of the Military Demarcation Line of 1953.
    """

    key: str
    name_en: str
    name_ko: str
    lon: float
    lat: float
    uncertainty_m: int
    first: str
    last: str
    weight: float
    kind: str
    north: bool


@cache
def battle_areas() -> tuple[BattleArea, ...]:
    """The shipped table; the first lines of the file say how good its positions are."""
    text = files("repatria.scenario").joinpath("battle_areas.csv").read_text(encoding="utf-8")
    return tuple(
        BattleArea(
            row["key"],
            row["name_en"],
            row["name_ko"],
            float(row["lon"]),
            float(row["lat"]),
            int(row["uncertainty_m"]),
            row["first"],
            row["last"],
            float(row["weight"]),
            row["kind"],
            row["north"] == "yes",
        )
        for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    )
