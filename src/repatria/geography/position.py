"""From UTM metres to degrees, on WGS 84 and from the datum of the maps that Korea was fought on."""

from __future__ import annotations

import math
from functools import cache

from pyproj import Geod, Proj, Transformer

WGS84 = "WGS 84"
TOKYO = "Tokyo datum (Bessel 1841)"
TOKYO_SHIFT_M = (-147.0, 506.0, 687.0)
"""Geocentric shift from the Tokyo datum to WGS 84 in South Korea; NIMA, TR 8350.2, third edition, appendix B."""
_GEOD = Geod(ellps="WGS84")


@cache
def _utm(zone: int, south: bool) -> Proj:
    return Proj(proj="utm", zone=zone, south=south, ellps="WGS84")


@cache
def _from_tokyo(zone: int, south: bool) -> Transformer:
    x, y, z = TOKYO_SHIFT_M
    hemisphere = " +south" if south else ""
    return Transformer.from_pipeline(
        f"+proj=pipeline +step +inv +proj=utm +zone={zone}{hemisphere} +ellps=bessel +step +proj=cart +ellps=bessel"
        f" +step +proj=helmert +x={x} +y={y} +z={z} +step +inv +proj=cart +ellps=WGS84"
        " +step +proj=unitconvert +xy_in=rad +xy_out=deg"
    )


def degrees(zone: int, easting: float, northing: float, *, south: bool = False) -> tuple[float, float]:
    """Longitude and latitude (WGS 84 degrees) of UTM metres on WGS 84."""
    longitude, latitude = _utm(zone, south)(easting, northing, inverse=True)
    return float(longitude), float(latitude)


def metres(zone: int, longitude: float, latitude: float) -> tuple[float, float]:
    """UTM easting and northing (metres, WGS 84, north of the equator) of a place in degrees."""
    easting, northing = _utm(zone, False)(longitude, latitude)
    return float(easting), float(northing)


def degrees_from_tokyo(zone: int, easting: float, northing: float, *, south: bool = False) -> tuple[float, float]:
    """Longitude and latitude (WGS 84 degrees) of UTM metres that were read from a map on the Tokyo datum."""
    longitude, latitude = _from_tokyo(zone, south).transform(easting, northing)
    return float(longitude), float(latitude)


def distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres on the ellipsoid between two (longitude, latitude) in degrees."""
    return float(_GEOD.inv(*one, *other)[2])


def half_diagonal_m(side_m: float) -> float:
    """How far the middle of a square is from its corners."""
    return side_m / math.sqrt(2)
