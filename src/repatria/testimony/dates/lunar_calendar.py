"""Days of the East Asian calendar of moon and sun: lunar new year, the mid-autumn feast, tomb-sweeping day.

A month begins on the day of the new moon. The month that holds the winter solstice is the eleventh, and the year begins
two months after it; the month that holds the sun at 180 degrees is the eighth.
Meeus (1998), Astronomical Algorithms, 2nd ed.: chapter 25 (longitude of the sun, to 0.01 degree), chapter 49 (new moon;
its seven largest terms, to some minutes). Days are those of Seoul; Beijing and Hanoi differ where a new moon falls
within an hour or two of midnight.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from math import radians, sin

_J2000 = 2451545.0
_SEOUL = 9 / 24  # days by which its clock is ahead
_MONTH = 29.530588861  # days, mean length of a lunation
_DEGREE = 365.2422 / 360  # days in which the sun moves one degree, on average
_FIRST_MONTH, _SOLSTICE = 330, 270  # degrees of longitude of the sun that the first and the eleventh month hold


def _sun(julian: float) -> float:
    """Apparent longitude of the sun in degrees, at a Julian day."""
    t = (julian - _J2000) / 36525
    mean, anomaly = 280.46646 + 36000.76983 * t, radians(357.52911 + 35999.05029 * t)
    centre = 1.914602 * sin(anomaly) + 0.019993 * sin(2 * anomaly) + 0.000289 * sin(3 * anomaly)
    return (mean + centre - 0.00569 - 0.00478 * sin(radians(125.04 - 1934.136 * t))) % 360


def _sun_at(longitude: float, year: int) -> float:
    """The Julian day on which the sun reaches a longitude in a year."""
    julian = dt.date(year, 3, 20).toordinal() + 1721424.5 + ((longitude + 80) % 360 - 80) * _DEGREE
    for _ in range(6):
        julian += ((longitude - _sun(julian) + 180) % 360 - 180) * _DEGREE
    return julian


def _new_moon(number: int) -> float:
    """The Julian day of a new moon, counted from the first of 2000."""
    t = number / 1236.85
    sun, moon, node = (
        radians(a + b * number) for a, b in ((2.5534, 29.1053567), (201.5643, 385.81693528), (160.7108, 390.67050284))
    )
    shift = -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node)
    shift += 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun) + 0.00208 * sin(2 * sun)
    return 2451550.09766 + _MONTH * number + 0.00015437 * t * t + shift


def _day(julian: float) -> dt.date:
    return dt.date.fromordinal(int(julian + _SEOUL - 1721424.5))


@lru_cache(maxsize=256)
def lunar_day(month: int, day: int, year: int) -> dt.date:
    """The day of a month of the calendar of moon and sun that falls in a year; leap months are passed over."""
    if month == 1:
        term, later = _day(_sun_at(_SOLSTICE, year - 1)), 2
    else:
        term, later = _day(_sun_at((_FIRST_MONTH + 30 * (month - 1)) % 360, year)), 0
    number = round((term - dt.date(2000, 1, 6)).days / _MONTH) + 1
    while _day(_new_moon(number)) > term:
        number -= 1
    return _day(_new_moon(number + later)) + dt.timedelta(days=day - 1)


@lru_cache(maxsize=64)
def tomb_sweeping(year: int) -> dt.date:
    """Qingming: the day on which the sun reaches 15 degrees."""
    return _day(_sun_at(15, year))
