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

    planned: for when it was planned, empty when it was not; date: when it was, ISO, partial, or an interval with "/".
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
    """What became of a commitment, on the word of which source; event: code of an engagement or hand-over, or empty."""

    date: str
    status_en: str
    status_ko: str
    event: str
    source: str


@dataclass(frozen=True, slots=True)
class Commitment:
    """What parties undertook; ``made_at`` is the code of the engagement, empty for a standing promise."""

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


@dataclass(frozen=True, slots=True)
class History:
    """Everything the five reports tell, each list in the order of time or of the source."""

    note: str
    sources: tuple[Source, ...]
    parties: tuple[Party, ...]
    engagements: tuple[Engagement, ...]
    hand_overs: tuple[HandOver, ...]
    commitments: tuple[Commitment, ...]
    figures: tuple[CitedFigure, ...]


@cache
def history() -> History:
    """The shipped history."""
    text = files("repatria.scenario").joinpath("history.json").read_text(encoding="utf-8")
    raw: dict[str, Any] = json.loads(text)
    return History(
        raw["note"],
        tuple(Source(**row) for row in raw["sources"]),
        tuple(Party(**row) for row in raw["parties"]),
        tuple(Engagement(**_tuples(row)) for row in raw["engagements"]),
        tuple(HandOver(**_tuples(row)) for row in raw["hand_overs"]),
        tuple(
            Commitment(**_tuples(row) | {"steps": tuple(CommitmentStep(**step) for step in row["steps"])})
            for row in raw["commitments"]
        ),
        tuple(CitedFigure(**row) for row in raw["figures"]),
    )


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if name in ("parties", "sources") else value for name, value in row.items()}
