"""How well a reading agrees with what a person wrote down: precision and recall for each kind of answer.

Expectations have one form, whether they come from the shared facts or from the texts beside this file:
figures (quote or place, value, qualifier, unit, predicate, nation, war), dates (words, earliest, latest), speakers
(place or quote, accepted names), events (kinds, earliest, latest, accepted parties), conflicts (kinds),
furniture (words).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.model import Claim, Event, Figure, Reading
from repatria.testimony.reading import read
from repatria.testimony.text.documents import load

TEXTS = Path(__file__).parent / "texts"
HELD_OUT = Path(__file__).parent / "held_out"
LOOKED_AT = Path(__file__).parent / "looked_at"
CONSTRUCTIONS = Path(__file__).parent / "constructions"
HELD_OUT_CONSTRUCTIONS = Path(__file__).parent / "held_out_constructions"


@dataclass
class Score:
    """Right answers, answers expected and answers given; the misses in words."""

    right: int = 0
    expected: int = 0
    given: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.given if self.given else 1.0

    def add(self, other: Score) -> None:
        self.right += other.right
        self.expected += other.expected
        self.given += other.given
        self.misses += other.misses


def place(text: str, wanted: dict[str, Any]) -> tuple[int, int]:
    """[start, end) of an expectation: its own place, or that of its quotation (the n-th, counted from 1)."""
    if "start" in wanted:
        return wanted["start"], wanted["end"]
    at = -1
    for _ in range(wanted.get("nth", 1)):
        at = text.find(wanted["quote"], at + 1)
        if at < 0:
            raise ValueError(f"not in the text: {wanted['quote']!r}")
    return at, at + len(wanted["quote"])


def _claims_at(reading: Reading, start: int, end: int) -> list[Claim]:
    return [c for c in reading.claims if c.evidence.start < end and start < c.evidence.end]


def _same_number(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else abs(a - b) < 1e-6


def figures(reading: Reading, wanted: list[dict[str, Any]]) -> tuple[Score, Score]:
    """Quantities (value, qualifier, unit at the right place) and, of those found, predicate and population."""
    text = reading.document.text
    score, meaning = Score(), Score()
    left: list[Figure] = [f for c in reading.claims for f in c.figures]
    score.given = len(left)
    for want in wanted:
        start, end = place(text, want)
        score.expected += 1
        at_place = [f for f in left if f.evidence.start < end and start < f.evidence.end]
        match = None
        for f in at_place:
            value = _same_number(f.value, want.get("value"))
            span = "low" not in want or (_same_number(f.low, want["low"]) and _same_number(f.high, want["high"]))
            if value and span and f.unit in _either(want["unit"]) and f.qualifier in _either(want["qualifier"]):
                match = f
                break
        if match is None:
            near = [(f.value, f.low, f.high, f.qualifier, f.unit) for f in at_place]
            score.misses.append(f"figure {want.get('quote', text[start:end])[:50]!r}: {want.get('value')} -> {near}")
            continue
        left.remove(match)
        score.right += 1
        meaning.expected += 1
        meaning.given += 1
        right = match.predicate in _either(want.get("predicate", match.predicate))
        right = right and all(getattr(match, part) in _either(want[part]) for part in ("nation", "war") if part in want)
        if right:
            meaning.right += 1
        else:
            meaning.misses.append(f"meaning {text[start:end][:50]!r}: {match.predicate}, {match.nation}, {match.war}")
    score.misses += [f"extra figure {f.evidence.quote!r} = {f.value} {f.unit}" for f in left]
    return score, meaning


def _either(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def dates(reading: Reading, wanted: list[dict[str, Any]]) -> Score:
    """Relative dates: resolved to the expected day or interval, no wider than twice its length and a week."""
    score = Score()
    for want in wanted:
        score.expected += 1
        score.given += 1
        start, end = place(reading.document.text, want)
        found = [d.date for d in reading.dates if d.span.start < end and start < d.span.end]
        if any(_agrees(d, reading) for d in found for reading in _readings(want)):
            score.right += 1
        else:
            score.misses.append(f"date {want['quote']!r}: {[(d.earliest, d.latest) for d in found]}, not {want}")
    return score


def _readings(want: dict[str, Any]) -> list[dict[str, Any]]:
    """The reading expected and the others that are as right (`or`)."""
    return [want, *want.get("or", [])]


def _agrees(date: Dated, want: dict[str, Any]) -> bool:
    if want.get("earliest") is None and want.get("latest") is None:
        return not date.known
    wanted = Dated(None, "interval", "", want["earliest"], want["latest"])
    if wanted.latest is None:
        return date.latest is None and date.first_day == wanted.first_day
    if date.first_day is None or date.last_day is None:
        return False
    first, last = wanted.first_day, wanted.last_day
    assert first
    assert last
    if first == last:
        return date.first_day == first and date.last_day == last
    length = (last - first).days
    return (
        date.may_equal(wanted)
        and (date.last_day - date.first_day).days <= 2 * length + 7
        and (
            date.first_day <= last
            and date.last_day >= first
            and length <= 3 * (date.last_day - date.first_day).days + 7
        )
    )


def speakers(reading: Reading, wanted: list[dict[str, Any]]) -> Score:
    """The speaker of the claim that shares most with the expected words; null where nobody is quoted."""
    score = Score()
    for want in wanted:
        score.expected += 1
        score.given += 1
        start, end = place(reading.document.text, want)
        claims = _claims_at(reading, start, end)
        best = max(claims, key=lambda c: _likeness(c, start, end), default=None)
        accepted = _either(want["speaker"])
        said = None if best is None or best.speaker is None else best.speaker
        names = [None if a is None else str(a).lower() for a in accepted]
        if best is not None and (
            (said is None and None in names)
            or (
                said is not None
                and any(n and (n in said.lower() or n == (best.speaker_id or "").lower()) for n in names)
            )
        ):
            score.right += 1
        else:
            score.misses.append(f"speaker {reading.document.text[start:end][:60]!r}: {said}, not {accepted}")
    return score


def _likeness(claim: Claim, start: int, end: int) -> float:
    shared = min(claim.evidence.end, end) - max(claim.evidence.start, start)
    return shared / (max(claim.evidence.end, end) - min(claim.evidence.start, start))


def events(reading: Reading, wanted: list[dict[str, Any]]) -> Score:
    """Events by kind, date and at least one party."""
    score = Score(given=len(reading.events))
    left = list(reading.events)
    for want in wanted:
        score.expected += 1
        match = next((e for e in left if _is_event(e, want)), None)
        if match is None:
            near = [
                (e.kind, e.date.earliest, e.date.latest, e.participant_ids)
                for e in left
                if e.kind in _either(want["kind"])
            ]
            score.misses.append(f"event {want['kind']} {want.get('earliest')}: {near}")
            continue
        score.right += 1
    return score


def _is_event(event: Event, want: dict[str, Any]) -> bool:
    if event.kind not in _either(want["kind"]):
        return False
    if want.get("earliest") and not (
        event.date.known and event.date.may_equal(Dated(None, "interval", "", want["earliest"], want["latest"]))
    ):
        return False
    if "status" in want and event.status not in _either(want["status"]):
        return False
    parties = want.get("parties")
    return not parties or bool({*event.participant_ids, *event.parties} & set(parties))


def conflicts(found: list[str], wanted: list[str]) -> Score:
    """Conflicts by kind."""
    score = Score(given=len(found), expected=len(wanted))
    left = list(found)
    for kind in wanted:
        options = kind.split("|")
        match = next((f for f in left if f in options), None)
        if match is None:
            score.misses.append(f"conflict {kind}")
        else:
            left.remove(match)
            score.right += 1
    score.misses += [f"extra conflict {f}" for f in left]
    return score


def publication(reading: Reading, want: dict[str, Any]) -> Score:
    """The publication date right, or bounds that hold it and are no wider than expected (a week's slack).

    `within`: the days that the text alone allows a careful reader, where it cannot fix the day; bounds inside them are
    right.
    """
    score = Score(expected=1, given=1)
    agrees = any(_agrees(reading.published, one) for one in _readings(want))
    if agrees or ("within" in want and _bounded(reading.published, want)):
        score.right = 1
    else:
        date = reading.published
        score.misses.append(f"published {date.value} {date.earliest}..{date.latest}, not {want}")
    return score


def _bounded(date: Dated, want: dict[str, Any]) -> bool:
    """Bounds that hold the day and lie inside what the text allows."""
    first, last = want["within"]
    if date.earliest is None or date.latest is None:
        return False
    return first <= date.earliest <= want["earliest"] and want["latest"] <= date.latest <= last


def furniture(reading: Reading, wanted: list[str]) -> Score:
    """Words of the page that no claim may hold."""
    score = Score(expected=len(wanted), given=len(wanted))
    for words in wanted:
        start = reading.document.text.find(words)
        assert start >= 0, words
        if _claims_at(reading, start, start + len(words)):
            score.misses.append(f"furniture {words!r} was read as a claim")
        else:
            score.right += 1
    return score


KINDS = ("quantities", "meaning", "dates", "published", "speakers", "events", "conflicts", "furniture")


def score_text(path: Path, wanted: dict[str, Any]) -> dict[str, Score]:
    """All scores of one text against its expectations."""
    given = wanted.get("given")
    reading = read(load(path), published=Dated(given, "day", "given", given, given) if given else None)
    scores: dict[str, Score] = {}
    scores["quantities"], scores["meaning"] = figures(reading, wanted.get("figures", []))
    scores["dates"] = dates(reading, wanted.get("dates", []))
    scores["published"] = publication(reading, wanted["published"]) if "published" in wanted else Score()
    scores["speakers"] = speakers(reading, wanted.get("speakers", []))
    scores["events"] = events(reading, wanted.get("events", []))
    scores["conflicts"] = conflicts([c.kind for c in reading.conflicts], wanted.get("conflicts", []))
    scores["furniture"] = furniture(reading, wanted.get("furniture", []))
    return scores


def own_texts(folder: Path = TEXTS) -> dict[str, dict[str, Score]]:
    """Scores of every made-up text of a folder."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = score_text(path.parent / wanted["file"], wanted)
    return found


def total(scores: dict[str, dict[str, Score]]) -> dict[str, Score]:
    """One score per kind over all texts."""
    sums = {kind: Score() for kind in KINDS}
    for one in scores.values():
        for kind, score in one.items():
            sums[kind].add(score)
    return sums
