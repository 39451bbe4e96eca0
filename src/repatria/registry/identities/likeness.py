"""How alike two entries of the roll are, in points: numbers, names, birth, loss. Deterministic, no database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from repatria.registry.identities.comparable import date_interval

ENOUGH = 6
"""Points from which two entries are suggested; chosen on made-up rolls, see benchmarks/bench_identities.py."""
MOST_ALIKE = 3_000
"""Entries of one name, birth year or day of loss that are compared with each other; more are reported, not compared."""
_NEAR_DAYS = 31
_LOSS_DAYS = 3


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry says of who someone is, as it is compared (see `comparable`).

    names: (family, given) keys, the roll's own first; numbers: keys; birth, lost: as written, partial.
    """

    key: int
    names: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    birth: str
    lost: str
    service: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entries that may be one person. grounds: what agrees and what does not, in words that pages translate."""

    first: int
    second: int
    points: int
    grounds: tuple[str, ...]


@dataclass
class Looked:
    """What a look at the roll found, in order of the keys; crowded: how many entries shared what, and so were left."""

    alike: list[Alike] = field(default_factory=list)
    crowded: list[tuple[str, int]] = field(default_factory=list)
    compared: int = 0


def look(entries: Sequence[Known]) -> Looked:
    """Every two entries that share a number, or names and a birth or a loss, and are alike enough."""
    found = Looked()
    seen: set[tuple[int, int]] = set()
    for what, together in _blocks(entries):
        if len(together) > MOST_ALIKE:
            found.crowded.append((what, len(together)))
            continue
        for place, one in enumerate(together):
            for other in together[place + 1 :]:
                pair = (one.key, other.key) if one.key < other.key else (other.key, one.key)
                if pair[0] == pair[1] or pair in seen:
                    continue
                seen.add(pair)
                points, grounds = weigh(one, other)
                if points >= ENOUGH:
                    found.alike.append(Alike(*pair, points, tuple(grounds)))
    found.compared = len(seen)
    found.alike.sort(key=lambda alike: (alike.first, alike.second))
    return found


def _blocks(entries: Sequence[Known]) -> Iterator[tuple[str, list[Known]]]:
    """Groups of entries that share something telling."""
    groups: dict[tuple[str, ...], list[Known]] = defaultdict(list)
    for entry in entries:
        for number in entry.numbers:
            groups["service number", number].append(entry)
        birth = date_interval(entry.birth)
        for family, given in entry.names:
            initial = given[:1]
            groups["name", family, given].append(entry)
            if entry.lost:
                groups["name and loss", family, initial, entry.lost].append(entry)
            if birth:
                groups["name and birth", family, initial, entry.birth[:4]].append(entry)
            if len(entry.birth) == len(entry.lost) == 10:
                groups["birth and loss", entry.birth, entry.lost, family[:1]].append(entry)
            if len(entry.birth) == 10 and given:
                groups["given names and birth", given, entry.birth].append(entry)
            if len(entry.lost) == 10 and given:
                groups["given names and loss", given, entry.lost, family[:1]].append(entry)
    for shared, together in groups.items():
        if len(together) > 1:
            yield shared[0], together


def weigh(one: Known, other: Known) -> tuple[int, list[str]]:
    """Points for two entries being one person, and what they are for."""
    points, grounds = 0, []
    for got, said in (_numbers(one, other), _names(one, other), _births(one, other), _losses(one, other)):
        points += got
        grounds += said
    if one.service and other.service and one.service != other.service:
        points -= 1
        grounds.append("another service")
    return points, grounds


def _numbers(one: Known, other: Known) -> tuple[int, list[str]]:
    if set(one.numbers) & set(other.numbers):
        return 6, ["same service number"]
    if one.numbers and other.numbers:
        if any(one_slip(a, b) for a in one.numbers for b in other.numbers if len(a) > 5):
            return 1, ["service numbers one slip apart"]
        return -1, ["another service number"]
    return 0, []


def _names(one: Known, other: Known) -> tuple[int, list[str]]:
    return max((_name(a, b) for a in one.names for b in other.names), key=lambda weighed: weighed[0])


def _name(one: tuple[str, str], other: tuple[str, str]) -> tuple[int, list[str]]:
    if one[0] == other[0]:
        points, grounds = 2, ["same family name"]
    elif one_slip(one[0], other[0]):
        points, grounds = 1, ["family names one slip apart"]
    else:
        points, grounds = -3, ["another family name"]
    a, b = one[1], other[1]
    if not (a and b):
        return points, grounds
    if a == b:
        return points + 3, [*grounds, "same given names"]
    if a.startswith(b) or b.startswith(a) or one_slip(a, b):
        return points + 1, [*grounds, "given names that fit"]
    if a[0] == b[0]:
        return points, [*grounds, "same initial"]
    return points - 3, [*grounds, "other given names"]


def _births(one: Known, other: Known) -> tuple[int, list[str]]:
    a, b = date_interval(one.birth), date_interval(other.birth)
    if not (a and b):
        return 0, []
    if a == b and len(one.birth) == 10:
        return 3, ["same day of birth"]
    if max(a[0], b[0]) < min(a[1], b[1]):
        return 1, ["births that fit"]
    if one_slip(one.birth, other.birth) or _swapped(one.birth, other.birth) or abs(a[0] - b[0]) <= _NEAR_DAYS:
        return 1, ["births one slip apart"]
    return -3, ["another birth"]


def _losses(one: Known, other: Known) -> tuple[int, list[str]]:
    a, b = date_interval(one.lost), date_interval(other.lost)
    if not (a and b):
        return 0, []
    if a == b and len(one.lost) == 10:
        return 3, ["same day of loss"]
    if max(a[0], b[0]) < min(a[1], b[1]):
        return 1, ["losses that fit"]
    if max(a[0], b[0]) - min(a[1], b[1]) < _LOSS_DAYS:
        return 1, ["days of loss next to each other"]
    return -2, ["another day of loss"]


def _swapped(one: str, other: str) -> bool:
    """Whether day and month stand the other way round."""
    return len(one) == len(other) == 10 and one == f"{other[:5]}{other[8:]}-{other[5:7]}"


def one_slip(one: str, other: str) -> bool:
    """Whether one character was changed, left out, put in, or two next to each other changed places; none in short."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    more = len(long) - len(short)
    if one == other or len(short) < 4 or more > 1:
        return False
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if more:
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (swapped and short[start + 2 :] == long[start + 2 :])
