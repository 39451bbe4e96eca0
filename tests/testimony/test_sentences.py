"""One grammatical construction a sentence: banks of single sentences for quantities, events, speakers and dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.model import Reading
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text
from tests.testimony import scoring

BANKS = Path(__file__).parent / "sentences"
DAY = Dated("2019-05-15", "day", "given", "2019-05-15", "2019-05-15")


def bank(name: str, folder: Path = BANKS) -> list[tuple[str, str]]:
    """Sentences and what they should give."""
    lines = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [(a, b.strip()) for line in lines if line and line[0] != "#" for a, _, b in [line.partition(" =>")]]


def reading_of(sentence: str) -> Reading:
    return read(from_text(sentence, name="sentence"), published=DAY)


def score_quantities(folder: Path = BANKS) -> scoring.Score:
    score = scoring.Score()
    for sentence, wanted in bank("quantities", folder):
        left = [f for c in reading_of(sentence).claims for f in c.figures]
        score.given += len(left)
        for item in filter(None, wanted.split("; ")):
            number, qualifiers, units, predicates = item.split()
            score.expected += 1
            match = None
            for f in left:
                told = f"{f.low:g}..{f.high:g}" if f.value is None and f.low is not None else f"{f.value}"
                same = (
                    told == number
                    if f.value is None or ".." in number or number == "None"
                    else abs(f.value - float(number)) < 1e-5
                )
                if (
                    same
                    and f.qualifier in qualifiers.split("|")
                    and f.unit in units.split("|")
                    and f.predicate in predicates.split("|")
                ):
                    match = f
                    break
            if match is None:
                near = [(f.value, f.qualifier, f.unit, f.predicate) for f in left]
                score.misses.append(f"{sentence}: {item}: {near}")
                continue
            score.right += 1
            left.remove(match)
        score.misses += [f"{sentence}: extra {f.evidence.quote!r} {f.value} {f.unit} {f.predicate}" for f in left]
    return score


def score_events(folder: Path = BANKS) -> scoring.Score:
    score = scoring.Score()
    for sentence, wanted in bank("events", folder):
        head, _, parties = wanted.partition(" [")
        kinds, _, span = head.partition(" @ ")
        earliest, _, latest = span.partition("..")
        want = {"kind": kinds.split("|"), "earliest": earliest, "latest": latest.strip()}
        if parties:
            want["parties"] = parties.rstrip("]").split("|")
        one = scoring.events(reading_of(sentence), [want])
        score.add(one)
        if one.misses:
            told = [(e.kind, e.date.earliest, e.date.latest, e.participant_ids) for e in reading_of(sentence).events]
            score.misses[-1] = f"{sentence}: {wanted}: {told}"
    return score


def score_speakers(folder: Path = BANKS) -> scoring.Score:
    score = scoring.Score()
    for sentence, wanted in bank("speakers", folder):
        words, _, names = wanted.rpartition(": ")
        accepted = [None if name == "none" else name for name in names.split("|")]
        score.add(scoring.speakers(reading_of(sentence), [{"quote": words, "speaker": accepted}]))
    return score


def score_dates() -> scoring.Score:
    score = scoring.Score()
    for sentence, wanted in bank("dates"):
        words, _, span = wanted.rpartition(": ")
        earliest, _, latest = span.partition("..")
        score.add(scoring.dates(reading_of(sentence), [{"quote": words, "earliest": earliest, "latest": latest}]))
    return score


SCORES = {
    "quantities": (score_quantities, 0.9, 0.9),
    "events": (score_events, 0.0, 0.9),
    "speakers": (score_speakers, 0.0, 0.9),
    "dates": (score_dates, 0.0, 0.9),
}


# What is scored of a folder in which no two constructions are alike; published, under no bar.
CONSTRUCTIONS = {"quantities": score_quantities, "events": score_events, "speakers": score_speakers}


@pytest.mark.parametrize("kind", SCORES)
def test_the_constructions_of_the_bank_are_read(kind):
    score_of, precision, recall = SCORES[kind]
    score = score_of()
    assert score.expected >= 20
    assert score.recall >= recall, score.misses
    assert score.precision >= precision, score.misses
