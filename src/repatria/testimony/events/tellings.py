"""One telling of an event: who took part, where, at what level, and who stands behind it unnamed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from repatria.testimony.dates.dated_spans import Dated, Span
from repatria.testimony.events.event_lexicon import LEVEL
from repatria.testimony.events.event_parties import Scene, parties_of, side_of
from repatria.testimony.events.joined_events import Telling
from repatria.testimony.lexicon import place_of
from repatria.testimony.speakers.actors import Mention
from repatria.testimony.speakers.attribution import Statement
from repatria.testimony.text.first_characters import compiled
from repatria.testimony.text.placed import Placed
from repatria.testimony.text.segment import Sentence

DUG = frozenset(("excavation", "disinterment", "joint_recovery_operations"))  # planned, they are planned operations


# "He was lost near Unsan, spokeswoman Ann Lee said": she had no part in it.
_OF_THE_DEAD = frozenset(("loss", "burial", "disaster"))
_SAID_AFTER = compiled(r",?\s+(?:said|says|told|added|wrote|announced|recalled|explained)\b")
_SAID_BEFORE = compiled(
    r"\b(?:said|says|added|wrote|recalled|explained|according to)\s+(?:(?:the\s+)?[\w.’'-]+\s+){0,4}$"
)
_LED = 60  # code points before a name


def _speaks(flat: str, mention: Mention) -> bool:
    """Whether somebody only says what is told."""
    return (
        _SAID_AFTER.match(flat, mention.end) is not None
        or _SAID_BEFORE.search(flat, max(0, mention.start - _LED), mention.start) is not None
    )


_I = compiled(r"\b(?:I|me|my)\b")


def first_persons(flat: str, s: Sentence, spoken: Placed[Statement]) -> list[Mention]:
    """Those who say "I" in a sentence."""
    if not _I.search(flat, s.start, s.end):
        return []
    speakers = [
        x.speaker for x in spoken.between(s.start, s.end) if x.speaker is not None and _I.search(flat, x.start, x.end)
    ]
    return [Mention(s.end, s.end, x.name, x.id, "person") for x in dict.fromkeys(speakers) if x.kind == "person"]


def telling_of(
    text: str,
    flat: str,
    s: Sentence,
    number: int,
    kind: str,
    status: str,
    date: Dated | None,
    people: Sequence[Mention],
    scene: Scene,
    match: re.Match[str],
) -> Telling:
    sentence = flat[s.start : s.end]
    level = LEVEL.search(sentence)
    told_level = next((g for g in level.groups() if g), None) if level else None
    before = next((m for m in reversed(scene.people.between(s.start - 600, s.start)) if m.kind == "person"), None)
    if kind in _OF_THE_DEAD:
        people = [m for m in people if not (m.kind == "person" and _speaks(flat, m))]
    parties = parties_of(sentence, people, scene, before, s.start)
    return Telling(
        kind,
        status,
        date,
        tuple(dict.fromkeys(m.name for m in parties)),
        tuple(dict.fromkeys(m.id for m in parties)),
        tuple(dict.fromkeys(side for m in parties if (side := side_of(m)))),
        place_of(sentence[max(0, match.start() - 80) :], "in at near on to from"),
        told_level.lower().replace(" ", "-") if told_level else None,
        Span.of(text, s.start, s.end),
        number,
    )


def with_states(telling: Telling, scene: Scene) -> Telling:
    """A telling that names nobody is about the two states that the document is about."""
    states = [scene.first[identity] for identity, _ in scene.states]
    return replace(
        telling, names=tuple(m.name for m in states), ids=tuple(m.id for m in states), sides=tuple(m.id for m in states)
    )
