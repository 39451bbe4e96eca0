"""Which squares two letters can mean: as records of the war attest them, by rule, or near a place that is given."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from repatria.geography.position import degrees, distance_m
from repatria.geography.squares import BANDS, SIDE_M, Square, squares, zones_of_column

THEATRE = (119.5, 132.0, 33.0, 44.0)
"""West, east, south and north (degrees) of Korea with the parts of Manchuria that its air war reached."""
NEAR_M = 450_000.0
"""The readings of two letters lie 1,000 km apart or more: within this distance of a place there is at most one."""
_ZONES = range(51, 53)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A square that letters can mean. records: how many records of the war attest it, 0 where it follows by rule."""

    square: Square
    records: int


@cache
def attested() -> dict[str, tuple[int, str, int]]:
    """Letters as written -> zone, letters in MGRS, records that attest it; from the shipped table."""
    text = files("repatria.geography").joinpath("wartime_letters.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["written"]: (int(row["zone"]), row["mgrs"], int(row["records"])) for row in rows}


def in_the_theatre(letters: str, zone: int | None = None) -> list[Meaning]:
    """Every meaning within the theatre, the attested one first."""
    zones = [zone] if zone is not None else zones_of_column(letters[0], _ZONES)
    known_zone, known_letters, records = attested().get(letters, (0, "", 0))
    found = []
    for each in zones:
        for square in squares(each, letters):
            if _in_theatre(square):
                here = (square.zone, square.letters) == (known_zone, known_letters)
                found.append(Meaning(square, records if here else 0))
    return sorted(found, key=lambda meaning: -meaning.records)


def near(letters: str, place: tuple[float, float], zone: int | None = None) -> list[Meaning]:
    """The meanings whose middle is within `NEAR_M` of a place (longitude, latitude), the nearest first."""
    centre = int((place[0] + 180) // 6) % 60 + 1
    around = sorted({(centre + step - 1) % 60 + 1 for step in (-1, 0, 1)})
    zones = (
        [zone] if zone is not None else [each for each in around if zones_of_column(letters[0], range(each, each + 1))]
    )
    found = []
    for each in zones:
        for square in squares(each, letters):
            away = distance_m(place, middle(square))
            if away <= NEAR_M:
                found.append((away, Meaning(square, _records(letters, square))))
    return [meaning for _away, meaning in sorted(found, key=lambda pair: pair[0])]


def in_band(letters: str, zone: int, band: str) -> list[Meaning]:
    """The meanings within a zone and, where one is given, a latitude band: today's scheme counts before the older."""
    found = []
    for square in squares(zone, letters):
        if band and not _touches(square, band):
            continue
        found.append(Meaning(square, _records(letters, square)))
    today = [meaning for meaning in found if not meaning.square.ahead]
    return today or found


def middle(square: Square) -> tuple[float, float]:
    """Longitude and latitude of the middle of a square."""
    return degrees(square.zone, square.easting + SIDE_M / 2, square.northing + SIDE_M / 2, south=square.south)


def _records(letters: str, square: Square) -> int:
    zone, mgrs, records = attested().get(letters, (0, "", 0))
    return records if (square.zone, square.letters) == (zone, mgrs) else 0


def _corners(square: Square) -> list[tuple[float, float]]:
    return [
        degrees(square.zone, square.easting + east, square.northing + north, south=square.south)
        for east in (1, SIDE_M - 1)
        for north in (1, SIDE_M - 1)
    ]


def _in_theatre(square: Square) -> bool:
    west, east, south, north = THEATRE
    if square.south:
        return False
    corners = _corners(square)
    longitudes, latitudes = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(longitudes) < east and max(longitudes) > west and min(latitudes) < north and max(latitudes) > south


def _touches(square: Square, band: str) -> bool:
    first = -80.0 + 8 * BANDS.index(band)
    last = 84.0 if band == "X" else first + 8
    if square.south != (first < 0):
        return False
    latitudes = [latitude for _longitude, latitude in _corners(square)]
    return min(latitudes) < last and max(latitudes) > first
