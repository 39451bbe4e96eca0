"""The 100 km squares of the military grid: letters to UTM metres, on the two letter schemes of its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

SIDE_M = 100_000
_COLUMNS = {1: "ABCDEFGH", 2: "JKLMNPQR", 0: "STUVWXYZ"}  # by zone modulo 3
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_CYCLE_M = len(_ROWS) * SIDE_M
_TEN_ROWS = 10
BANDS = "CDEFGHJKLMNPQRSTUVWX"
"""Letters of the latitude bands, from 80 degrees south, each 8 degrees high (X: 12)."""


@dataclass(frozen=True, slots=True)
class Square:
    """One 100 km square. letters: in MGRS on WGS 84; easting, northing: UTM metres of its south-western corner.

    south: whether the northing counts from 10,000 km south of the equator. ahead: whether the letters were read as the
    older scheme, whose rows run ten letters ahead of today's.
    """

    zone: int
    letters: str
    easting: int
    northing: int
    south: bool = False
    ahead: bool = False


def row_letter(zone: int, northing: float) -> str:
    """The letter of the row of a UTM northing (metres) in today's scheme: even zones start five letters later."""
    return _ROWS[(int(northing // SIDE_M) + (0 if zone % 2 else 5)) % len(_ROWS)]


def letters_of(zone: int, easting: float, northing: float) -> str:
    """The letters, in MGRS, of the square in which UTM metres lie."""
    return _COLUMNS[zone % 3][int(easting // SIDE_M) - 1] + row_letter(zone, northing)


def zones_of_column(letter: str, zones: range) -> list[int]:
    """Of some zones, those whose columns use that letter."""
    return [zone for zone in zones if letter in _COLUMNS[zone % 3]]


def squares(zone: int, letters: str) -> Iterator[Square]:
    """Every square of a zone that two letters can mean, in today's scheme and in the older one.

    Rows repeat every 2,000 km, and the two schemes differ by 1,000 km, so there is one each 1,000 km. Nothing for
    letters that no square of the zone has.

    Source of the schemes: Defense Mapping Agency, TM 8358.1, chapter 3 (the schemes called AA and AL).
    """
    column, row = letters[0], letters[1]
    if column not in _COLUMNS[zone % 3] or row not in _ROWS:
        return
    easting = (_COLUMNS[zone % 3].index(column) + 1) * SIDE_M
    first = (_ROWS.index(row) - (0 if zone % 2 else 5)) % len(_ROWS)
    for ahead in (False, True):
        start = (first - (_TEN_ROWS if ahead else 0)) % len(_ROWS) * SIDE_M
        for south, limit in ((False, 9_300_000), (True, 10_000_000)):
            for northing in range(start, limit, _CYCLE_M):
                if south and northing < 1_100_000:  # beyond 80 degrees south
                    continue
                yield Square(zone, column + row_letter(zone, northing), easting, northing, south, ahead)


def band_of(latitude: float) -> str:
    """The letter of the latitude band."""
    return BANDS[min(max(int((latitude + 80) // 8), 0), len(BANDS) - 1)]
