"""The real history that five news reports tell, in our own words: talks, hand-overs, commitments, cited figures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A document. Titles are descriptions, not quotations.

    published: partial ISO date held to be right, with the basis for it; earliest, latest: days the text allows.
    printed_date: another date that stands on the page, or empty.
    sha256: of the text that was read, so that a reader can tell whether they hold the same one.
    """

    code: str
    publisher: str
    publisher_basis: str
    author: str
    title_en: str
    title_ko: str
    published: str
    published_basis: str
    earliest: str
    latest: str
    printed_date: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Party:
    """A person, organisation, state, group or medium that acts or is named."""

    code: str
    name_en: str
    name_ko: str
    kind: str
    role_en: str
    role_ko: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """A meeting, letter, call, statement, agreement, operation or other event.

    planned: for when it was planned, empty when it was not; announced: since when, where that is known.
    date: when it was, ISO, partial, or an interval with "/".
    earliest, latest: bounds, as precise as they are known. outcome: held, no-show, postponed, planned and so on.
    parties, sources: codes. Where sources disagree, the note says so and keeps both.
    """

    code: str
    kind: str
    title_en: str
    title_ko: str
    planned: str
    date: str
    earliest: str
    latest: str
    outcome: str
    place: str
    parties: tuple[str, ...]
    sources: tuple[str, ...]
    note_en: str
    note_ko: str
    announced: str


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who sat, or was to sit, for a party; attended: None where no source says."""

    engagement: str
    party: str
    level: str
    attended: bool | None


@dataclass(frozen=True, slots=True)
class Relation:
    """How one event stands to another (codes), on whose word."""

    kind: str
    subject: str
    object: str
    source: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of one aspect of an event or a party; source is empty for common knowledge."""

    subject: str
    aspect: str
    value: str
    source: str
    words_en: str
    words_ko: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed at an engagement: its points in order, each in English and Korean."""

    code: str
    engagement: str
    title_en: str
    title_ko: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChannelState:
    """A channel open or cut since a partial date."""

    state: str
    since: str
    words_en: str
    words_ko: str
    engagement: str
    source: str


@dataclass(frozen=True, slots=True)
class Channel:
    """A line between parties, with its states in order of time."""

    code: str
    name_en: str
    name_ko: str
    parties: tuple[str, ...]
    states: tuple[ChannelState, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """Remains given by one party to another. declared, counted: in ``unit``; None where no source says."""

    code: str
    title_en: str
    title_ko: str
    date: str
    earliest: str
    latest: str
    giver: str
    giver_party: str
    receiver: str
    receiver_party: str
    place: str
    declared: int | None
    counted: int | None
    unit: str
    sources: tuple[str, ...]
    note_en: str
    note_ko: str


@dataclass(frozen=True, slots=True)
class CommitmentStep:
    """What became of a commitment, on the word of which source; event: code of an engagement or hand-over, or empty.

    scope: the part of the commitment it speaks of, empty for the whole.
    """

    date: str
    status: str
    scope: str
    words_en: str
    words_ko: str
    event: str
    source: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What parties undertook; ``made_at`` is the code of the engagement, empty for a standing promise.

    point: ``A1/4``, a point of an agreement, or empty; counts: the name under which sources speak of its quantity.
    """

    code: str
    title_en: str
    title_ko: str
    made_at: str
    parties: tuple[str, ...]
    sources: tuple[str, ...]
    quantity_en: str
    quantity_ko: str
    deadline_en: str
    deadline_ko: str
    point: str
    quantity_low: int | None
    quantity_high: int | None
    unit: str
    due: str
    counts: str
    steps: tuple[CommitmentStep, ...]


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A number as one source gives it, never without unit, predicate and population.

    value: the number; None where only bounds or a word are given. low, high: the numbers as stated, which the
    qualifier explains (more_than 35000 has low = high = 35000); a bound that no one stated is None.
    speaker: on whose word, empty for the source itself.
    """

    code: str
    source: str
    label_en: str
    label_ko: str
    value: float | None
    low: float | None
    high: float | None
    qualifier: str
    unit: str
    predicate: str
    population: str
    place: str
    period: str
    as_of: str
    speaker: str
    note_en: str
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a conflict."""

    words_en: str
    words_ko: str
    sources: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement between the sources; finding: of which rule, or unseen_by: which rule cannot see it, and why."""

    code: str
    kind: str
    severity: str
    topic_en: str
    topic_ko: str
    nature_en: str
    nature_ko: str
    positions: tuple[Position, ...]
    finding: str
    resolution_en: str
    resolution_ko: str
    unseen_by: str
    why_en: str
    why_ko: str


@dataclass(frozen=True, slots=True)
class History:
    """Everything the five reports tell, each list in the order of time or of the source."""

    note: str
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    engagements: tuple[Engagement, ...]
    delegations: tuple[Delegation, ...]
    agreements: tuple[Agreement, ...]
    hand_overs: tuple[HandOver, ...]
    relations: tuple[Relation, ...]
    accounts: tuple[Account, ...]
    commitments: tuple[Commitment, ...]
    channels: tuple[Channel, ...]
    figures: tuple[CitedFigure, ...]
    conflicts: tuple[Conflict, ...]


@cache
def history() -> History:
    """The shipped history."""
    raw = _read("history.json")
    return History(
        raw["note"],
        tuple(Source(**row) for row in raw["sources"]),
        tuple(Party(**row) for row in raw["parties"]),
        tuple(Engagement(**_tuples(row)) for row in raw["engagements"]),
        tuple(Delegation(**row) for row in raw["delegations"]),
        tuple(Agreement(**_tuples(row)) for row in raw["agreements"]),
        tuple(HandOver(**_tuples(row)) for row in raw["hand_overs"]),
        tuple(Relation(**row) for row in raw["relations"]),
        tuple(Account(**row) for row in raw["accounts"]),
        tuple(
            Commitment(**_tuples(row) | {"steps": tuple(CommitmentStep(**step) for step in row["steps"])})
            for row in raw["commitments"]
        ),
        tuple(
            Channel(**_tuples(row) | {"states": tuple(ChannelState(**state) for state in row["states"])})
            for row in raw["channels"]
        ),
        tuple(CitedFigure(**_tuples(row)) for row in raw["figures"]),
        tuple(
            Conflict(**row | {"positions": tuple(Position(**_tuples(side)) for side in row["positions"])})
            for row in _read("conflicts.json")
        ),
    )


def _read(name: str) -> Any:
    return json.loads(files("repatria.scenario").joinpath(name).read_text(encoding="utf-8"))


_LISTS = ("parties", "sources", "counts", "figures")


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples; points of an agreement as pairs. A commitment's `counts` is one word and stays."""
    answer = {name: tuple(v) if name in _LISTS and isinstance(v, list) else v for name, v in row.items()}
    return answer | {"points": tuple(tuple(point) for point in row["points"])} if "points" in row else answer
