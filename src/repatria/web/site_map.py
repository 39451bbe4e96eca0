"""The map of sites: a graticule, coasts around Korea, each site with its circle of uncertainty, all to scale."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

from repatria.registry.field.models import SiteLikelihood

_METRES_A_DEGREE = 111_195.0  # mean length of a degree of latitude on a sphere of 6,371,009 m
_WIDTH, _LARGEST, _SMALLEST_SPAN = 760.0, 900.0, 0.5
_BANDS = ((0.66, "likely"), (0.33, "possible"), (0.0, "unlikely"))


class Placed(Protocol):
    """What can be drawn: a field site, or where a loss was. Degrees WGS84; radius in metres."""

    longitude: float | None
    latitude: float | None
    uncertainty_m: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map. x, y, radius: pixels of the drawing; band: likely, possible, unlikely, or unjudged."""

    site: Placed
    judged: SiteLikelihood | None
    x: float
    y: float
    radius: float
    band: str


@dataclass(frozen=True, slots=True)
class Line:
    """A meridian or a parallel: where it runs, and how it is called."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The whole drawing; equirectangular about its middle latitude, so that circles stay round."""

    width: float
    height: float
    marks: tuple[Mark, ...]
    coasts: tuple[str, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]
    scale_km: int
    scale_px: float


def band(judged: SiteLikelihood | None) -> str:
    """How a likelihood is coloured."""
    if judged is None:
        return "unjudged"
    return next(name for least, name in _BANDS if judged.value >= least)


def site_map(
    sites: Sequence[tuple[Placed, SiteLikelihood | None]], *, least_degrees: float = _SMALLEST_SPAN
) -> SiteMap | None:
    """Lay out sites that have a point, so that every circle is seen whole; None when there is none.

    least_degrees: how much of the country around them is drawn at least.
    """
    if not sites:
        return None
    middle = math.radians(sum(site.latitude for site, _judged in sites) / len(sites))
    shrink = max(math.cos(middle), 0.05)
    west, east, south, north = _bounds(sites, shrink, least_degrees)
    pixels = min(_WIDTH / ((east - west) * shrink), _LARGEST / (north - south))
    width, height = (east - west) * shrink * pixels, (north - south) * pixels
    marks = tuple(
        Mark(
            site,
            judged,
            (site.longitude - west) * shrink * pixels,
            (north - site.latitude) * pixels,
            (site.uncertainty_m or 0.0) / _METRES_A_DEGREE * pixels,
            band(judged),
        )
        for site, judged in sites
    )
    step = next(step for step in (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 45) if max(east - west, north - south) / step <= 9)
    meridians = tuple(
        Line((degree - west) * shrink * pixels, _degrees(degree, "EW")) for degree in _ticks(west, east, step)
    )
    parallels = tuple(Line((north - degree) * pixels, _degrees(degree, "NS")) for degree in _ticks(south, north, step))
    scale_km = next(
        (km for km in (1000, 500, 200, 100, 50, 20, 10, 5, 2) if km * 1000 / _METRES_A_DEGREE * pixels <= width / 3), 1
    )
    coasts = tuple(
        " ".join(f"{(lon - west) * shrink * pixels:.1f},{(north - lat) * pixels:.1f}" for lon, lat in line)
        for line in _outline()
        if min(lon for lon, _lat in line) < east
        and max(lon for lon, _lat in line) > west
        and min(lat for _lon, lat in line) < north
        and max(lat for _lon, lat in line) > south
    )
    return SiteMap(
        width, height, marks, coasts, meridians, parallels, scale_km, scale_km * 1000 / _METRES_A_DEGREE * pixels
    )


@cache
def _outline() -> list[list[tuple[float, float]]]:
    """Coasts and borders around Korea, lines of longitude and latitude; from Natural Earth, which is public domain."""
    text = files("repatria.web").joinpath("korea_outline.json").read_text(encoding="utf-8")
    return [[(lon, lat) for lon, lat in line] for line in json.loads(text)["lines"]]


def _bounds(
    sites: Sequence[tuple[Placed, SiteLikelihood | None]], shrink: float, least: float
) -> tuple[float, float, float, float]:
    """West, east, south, north of all circles with a margin, in degrees, and at least so many degrees across."""
    edges = []
    for site, _judged in sites:
        up = (site.uncertainty_m or 0.0) / _METRES_A_DEGREE
        edges.append(
            (site.longitude - up / shrink, site.longitude + up / shrink, site.latitude - up, site.latitude + up)
        )
    west, east = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    south, north = min(edge[2] for edge in edges), max(edge[3] for edge in edges)
    across = max((least - (east - west)) / 2, (east - west) * 0.06)
    along = max((least - (north - south)) / 2, (north - south) * 0.06)
    return west - across, east + across, south - along, north + along


def _ticks(first: float, last: float, step: float) -> list[float]:
    start = math.ceil(first / step)
    return [number * step for number in range(start, math.floor(last / step) + 1)]


def _degrees(value: float, letters: str) -> str:
    return f"{abs(value):g}°{letters[value < 0] if value else ''}"
