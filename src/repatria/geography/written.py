"""What a text says of a grid: zone, letters and digits of every reference in it, exactly as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from repatria.errors import InvalidInput

LONGEST = 80
_WORDS = re.compile(r"\b(?:VIC|VICINITY|NEAR|APPROX(?:IMATELY)?|ABOUT|GRID|COORDINATES?|COORDS?|UTM|MGRS)\b[.:]?")
_INNER_DASH = re.compile(r"(?<=[A-Z])\s*-\s*(?=[0-9]|[A-Z]{2}\b)")
_BETWEEN = re.compile(r"\s*(?:[-–—/;,&]|\bOR\b|\bTO\b|\bAND\b)\s*")
_REFERENCE = re.compile(r"(?:([0-9]{1,2})\s*([A-Z])?\s+|([0-9]{1,2})([A-Z])?)?([A-Z]{2})\s*((?:[0-9]+\s*)+)")
_DIGITS = re.compile(r"(?:[0-9]+\s*)+")
_MOST_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Written:
    """One reference. text: as written; zone, band: where given; easting, northing: digits, the same number of each."""

    text: str
    zone: int | None
    band: str
    letters: str
    easting: str
    northing: str

    @property
    def side_m(self) -> float:
        """Side of the square that the digits name, in metres: ten kilometres for two digits, one for four..."""
        return float(10 ** (5 - len(self.easting)))


def references(text: str) -> list[list[Written]]:
    """The references in a text, in order; each as the list of what its digits can mean, one in most cases.

    Raises InvalidInput, in words, for a text that is no grid reference.
    """
    nothing = "there is no grid reference: write the letters of the square and the digits, as CT 1118"
    plain = _INNER_DASH.sub(" ", _WORDS.sub(" ", text.upper())).strip(" .")
    if not plain:
        raise InvalidInput(nothing)
    if len(text) > LONGEST:
        raise InvalidInput(f"a grid reference has at most {LONGEST} characters")
    found: list[list[Written]] = []
    letters: tuple[int | None, str, str] | None = None
    for piece in _BETWEEN.split(plain):
        piece = piece.strip(" .()")
        if not piece:
            continue
        if letters is not None and _DIGITS.fullmatch(piece):
            zone, band, pair = letters  # "DT 077506-081505": the letters count for both
            digits = piece
        else:
            match = _REFERENCE.fullmatch(piece)
            if match is None:
                raise InvalidInput(_why_unreadable(piece))
            number, band, pair, digits = match[1] or match[3], match[2] or match[4] or "", match[5], match[6]
            zone = int(number) if number else None
            if zone is not None and not 1 <= zone <= 60:
                raise InvalidInput(f"{piece!r}: there is no zone {zone}; zones run from 1 to 60")
            letters = (zone, band, pair)
        found.append([Written(piece, zone, band, pair, *halves) for halves in _halves(piece, digits, zone is None)])
    if not found:
        raise InvalidInput(nothing)
    return found


def _halves(piece: str, digits: str, bare: bool) -> list[tuple[str, str]]:
    """Easting and northing of the digits; several where their spacing can be read in more than one way."""
    runs = digits.split()
    joined = "".join(runs)
    if len(joined) % 2:
        raise InvalidInput(
            f"{piece!r} has {len(joined)} digits: half of them are the easting and half the northing, so their number"
            " is even"
        )
    if len(joined) > _MOST_DIGITS:
        raise InvalidInput(f"{piece!r} has {len(joined)} digits, more than the {_MOST_DIGITS} that name one metre")
    if len(runs) > 2 or (len(runs) == 2 and len(runs[0]) != len(runs[1])):
        raise InvalidInput(f"{piece!r}: the digits are neither one group nor an easting and a northing of one length")
    half = len(joined) // 2
    meanings = [(joined[:half], joined[half:])]
    if bare and len(runs) == 2 and len(runs[0]) == 4:  # "YD 3370 3579" is one place or two
        meanings += [(run[:2], run[2:]) for run in runs]
    return meanings


def _why_unreadable(piece: str) -> str:
    if re.search(r"[A-Z]", piece) is None:
        return f"{piece!r} has no letters: the 100 km square is named by two letters before the digits, as in CT 1118"
    if re.search(r"[0-9]", piece) is None:
        return f"{piece!r} has no digits: two to ten digits after the letters say where in the square, as in CT 1118"
    if re.search(r"[0-9]\s*[IO]|[IO]\s*[0-9]", piece):
        return f"{piece!r}: the letters I and O are not used in grids; was a digit 1 or 0 meant?"
    return f"{piece!r} is not a grid reference: write two letters and an even number of digits, as CT 1118"
