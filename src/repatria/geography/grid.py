"""From a written grid reference to MGRS, degrees, datum and radius: one reading, or all that are possible and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from repatria.errors import InvalidInput
from repatria.geography.position import TOKYO, WGS84, degrees, degrees_from_tokyo, distance_m, half_diagonal_m
from repatria.geography.squares import BANDS, band_of
from repatria.geography.wartime import Meaning, in_band, in_the_theatre, near
from repatria.geography.written import Written, references

DATUM = f"{WGS84}; the digits are kept as written"
OLDER = f"If the map was drawn on the {TOKYO}, as maps of the war were, the place is at the shifted position."

CERTAIN_RECORDS = 10
"""So many records of the war must attest a meaning of letters before another one in the theatre is set aside.

Of the letters with two meanings there, EB has 114 records and FB six; DC, DP, ED, EM, CP and FM have one or two.
"""


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a reference can mean.

    written: the reference as it stands in the text; mgrs: in MGRS, digits as written; longitude, latitude: WGS 84
    degrees of the middle of the square that the digits name; side_m, radius_m: its side and half its diagonal;
    shifted_longitude, shifted_latitude: where the middle is if the digits were read from a map on the Tokyo datum;
    shift_m: how far that is. letters: ``MGRS`` as written, ``attested`` by records of the war (records: how many),
    or by ``rule``.
    """

    written: str
    mgrs: str
    longitude: float
    latitude: float
    side_m: float
    radius_m: float
    shifted_longitude: float
    shifted_latitude: float
    shift_m: float
    letters: str
    records: int

    @property
    def uncertainty_m(self) -> float:
        """The radius around the position within which the place lies on either datum, in whole metres, rounded up."""
        return float(math.ceil(self.radius_m + self.shift_m))

    @property
    def spaced(self) -> str:
        """The MGRS with spaces, for reading: 52S CH 11 18."""
        head, digits = self.mgrs[:5], self.mgrs[5:]
        half = len(digits) // 2
        return f"{head[:3]} {head[3:]} {digits[:half]} {digits[half:]}"


@dataclass(frozen=True, slots=True)
class GridAnswer:
    """All that a text can mean. readings: one when it is clear; also: what the letters mean elsewhere in the theatre.

    why: what makes it unclear, in words; empty when it is clear.
    """

    text: str
    readings: tuple[Reading, ...]
    also: tuple[Reading, ...] = ()
    why: str = ""

    @property
    def reading(self) -> Reading | None:
        """The one reading, or None when there are several."""
        return self.readings[0] if len(self.readings) == 1 else None


def read_grid(text: str, *, near_to: tuple[float, float] | None = None) -> GridAnswer:
    """What a grid reference means; with a place (longitude, latitude) beside it, what it means near there.

    Letters that enough records of the war attest (`CERTAIN_RECORDS`) are read as those attest; other letters by the
    rule that the older scheme
    runs ten rows ahead of today's, where that leaves one square in the theatre. Otherwise every reading is listed,
    with the reason. Raises InvalidInput, in words, when the text is no grid reference or names no square.
    """
    readings: list[Reading] = []
    also: list[Reading] = []
    whys: list[str] = []
    found = references(text)
    if len(found) > 1:
        whys.append(f"the text names {len(found)} places")
    for meanings in found:
        if len(meanings) > 1:
            whys.append(f"{meanings[0].text!r} can be one reference of eight digits or two of four")
        for written in meanings:
            chosen, others = _meanings(written, near_to)
            if len(chosen) > 1:
                whys.append(f"the letters {written.letters} name {len(chosen)} squares that are possible")
            readings += [_reading(written, meaning) for meaning in chosen]
            also += [_reading(written, meaning) for meaning in others]
    return GridAnswer(text, tuple(readings), tuple(also), "; ".join(dict.fromkeys(whys)))


def _meanings(written: Written, near_to: tuple[float, float] | None) -> tuple[Sequence[Meaning], Sequence[Meaning]]:
    """The meanings to choose from, and others that are set aside but worth saying."""
    letters = written.letters
    if set(letters) & set("IO"):
        raise InvalidInput(f"{written.text!r}: the letters I and O are not used in grids")
    if written.band and written.band not in BANDS:
        raise InvalidInput(f"{written.text!r}: there is no latitude band {written.band}; bands run from C to X")
    if near_to is not None:
        chosen = near(letters, near_to, written.zone)
        if written.band and written.zone is not None:
            inside = {meaning.square for meaning in in_band(letters, written.zone, written.band)}
            chosen = [meaning for meaning in chosen if meaning.square in inside]
        if not chosen:
            raise InvalidInput(f"{written.text!r} names no square near the place given")
        elsewhere = [] if written.band else in_the_theatre(letters, written.zone)
        return chosen, [meaning for meaning in elsewhere if meaning.square not in {each.square for each in chosen}]
    if written.zone is not None:
        chosen = (
            in_band(letters, written.zone, written.band) if written.band else in_the_theatre(letters, written.zone)
        ) or in_band(letters, written.zone, written.band)
        if not chosen:
            zone = f"{written.zone}{written.band}"
            raise InvalidInput(f"{written.text!r}: zone {zone} has no square {letters}")
        return _certain(chosen)
    chosen = in_the_theatre(letters)
    if not chosen:
        raise InvalidInput(
            f"{written.text!r}: no square of Korea and its surroundings has the letters {letters}; write the zone"
            " before them, or give a place nearby"
        )
    return _certain(chosen)


def _certain(chosen: Sequence[Meaning]) -> tuple[Sequence[Meaning], Sequence[Meaning]]:
    """The attested meaning with its rivals set aside, where enough records attest it; else all of them to choose from.

    One record can be a slip of the pen, and the rival lies 1,000 km away.
    """
    return (chosen[:1], chosen[1:]) if chosen[0].records >= CERTAIN_RECORDS else (chosen, ())


def _reading(written: Written, meaning: Meaning) -> Reading:
    square, side = meaning.square, written.side_m
    east = square.easting + int(written.easting) * side
    north = square.northing + int(written.northing) * side
    middle = (east + side / 2, north + side / 2)
    longitude, latitude = degrees(square.zone, *middle, south=square.south)
    shifted = degrees_from_tokyo(square.zone, *middle, south=square.south)
    _, corner = degrees(square.zone, east, north, south=square.south)
    plain = "rule" if square.ahead or written.zone is None else "MGRS"
    return Reading(
        written.text,
        f"{square.zone:02d}{band_of(corner)}{square.letters}{written.easting}{written.northing}",
        round(longitude, 6),
        round(latitude, 6),
        side,
        half_diagonal_m(side),
        round(shifted[0], 6),
        round(shifted[1], 6),
        distance_m((longitude, latitude), shifted),
        "attested" if meaning.records else plain,
        meaning.records,
    )
