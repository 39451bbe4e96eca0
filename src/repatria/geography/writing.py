"""How a record of the war would write a place in Korea: the other way round, for made-up records."""

from __future__ import annotations

from functools import cache

from repatria.geography.position import metres
from repatria.geography.squares import SIDE_M, letters_of
from repatria.geography.wartime import attested


@cache
def _written() -> dict[tuple[int, str], str]:
    """Zone and letters in MGRS -> the letters that most records write for them."""
    best: dict[tuple[int, str], tuple[int, str]] = {}
    for letters, (zone, mgrs, records) in attested().items():
        best[zone, mgrs] = max(best.get((zone, mgrs), (0, "")), (records, letters))
    return {square: letters for square, (_records, letters) in best.items()}


def wartime_reference(longitude: float, latitude: float) -> str:
    """Letters and four digits of the kilometre square in which a place lies; empty where no record attests letters."""
    zone = int((longitude + 180) // 6) + 1
    easting, northing = metres(zone, longitude, latitude)
    letters = _written().get((zone, letters_of(zone, easting, northing)))
    if letters is None:
        return ""
    return f"{letters} {int(easting % SIDE_M) // 1000:02d}{int(northing % SIDE_M) // 1000:02d}"
