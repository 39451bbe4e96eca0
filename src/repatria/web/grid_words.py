"""A grid reference on a page: what was written, what it was read as, every other reading, and a map of them."""

from __future__ import annotations

from dataclasses import dataclass

from repatria.errors import InvalidInput
from repatria.geography.grid import GridAnswer, Reading, read_grid
from repatria.geography.position import TOKYO
from repatria.registry.roster.histories import Circumstances
from repatria.web.site_map import SiteMap, site_map

_AROUND_DEGREES = 3.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A point on the map. uncertainty_m: radius in metres."""

    title: str
    longitude: float
    latitude: float
    uncertainty_m: float


@dataclass(frozen=True, slots=True)
class GridWords:
    """For one place: the reading that counts, others that are possible with the reason, and why there is none."""

    reading: Reading | None
    others: tuple[Reading, ...]
    why: str
    older_datum: str
    map: SiteMap | None


def grid_words(held: Circumstances) -> GridWords:
    """Read the reference again, near the recorded point, and lay out what is known of the place."""
    answer, why = _answer(held)
    reading = answer.reading if answer else None
    others = (*(answer.readings if answer and reading is None else ()), *(answer.also if answer else ()))
    places = []
    if held.longitude is not None and held.latitude is not None:
        places.append(Placed(held.place or held.mgrs, held.longitude, held.latitude, held.uncertainty_m or 0.0))
    elif answer:
        places += [Placed(each.spaced, each.longitude, each.latitude, each.uncertainty_m) for each in answer.readings]
    drawn = site_map([(place, None) for place in places], least_degrees=_AROUND_DEGREES)
    return GridWords(reading, others, why or (answer.why if answer else ""), TOKYO, drawn)


def _answer(held: Circumstances) -> tuple[GridAnswer | None, str]:
    if not held.grid_text:
        return None, ""
    point = (held.longitude, held.latitude) if held.longitude is not None and held.latitude is not None else None
    try:
        return read_grid(held.grid_text, near_to=point), ""
    except InvalidInput as error:
        return None, str(error)
