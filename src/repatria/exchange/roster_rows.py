"""What a roster says: one casualty a row, rows that cannot be used, and how many there were of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from repatria.dates import PartialDate
from repatria.problems import Problem

MADE_UP_REMARK = "MADE UP PERSON"
"""Circumstances that begin so mark a person invented for a demonstration or a test, in both layouts."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One casualty as the roster states it; empty text where it says nothing, dates as precise as they are given.

    line: where it stands in the file. name: as written; family_name, given_names: the name taken apart (at the comma,
    or after the first word). incident_date: the NARA layout has one column for incident or death.
    """

    line: int
    service_number: str
    name: str
    family_name: str
    given_names: str
    sex: str
    birth_date: PartialDate | None
    service: str
    rank: str
    unit: str
    home_city: str
    home_state: str
    ancestry: str
    incident_date: PartialDate | None
    incident_place: str
    incident_region: str
    country: str
    circumstances: str
    casualty_type: str
    casualty_category: str
    casualty_reason: str
    remains_recovered: str
    aircraft: str
    made_up: bool


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be used: its text as it stands in the file, and everything that is wrong with it."""

    line: int
    raw: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RosterCounts:
    """read = accepted + rejected; blank lines and the header are not counted as read."""

    layout: str
    read: int
    accepted: int
    rejected: int
    blank: int


class RosterReading(NamedTuple):
    """rows: what can be used. problems: everything found, in file order, those of rejected rows included."""

    rows: list[RosterRow]
    problems: list[Problem]
    rejected: list[RejectedRow]
    counts: RosterCounts
