"""Tellings that the rest of their sentence takes back: what was called off did not take place, the dead of a war did not
fall on the day on which their remains came home.
"""

from __future__ import annotations

from collections.abc import Sequence

from repatria.testimony.events.joined_events import Telling
from repatria.testimony.events.loose_events import of_a_war
from repatria.testimony.text.first_characters import compiled

_UNDONE = frozenset(("no_show", "cancelled", "postponed", "rescheduled"))
_ARRANGED = frozenset(
    "talks visit summit burial repatriation_ceremony testimony hand_over excavation disinterment joint_recovery_operations".split()
)
_FALLEN = frozenset(("loss", "burial"))
_HOME = frozenset(("hand_over", "repatriation_ceremony", "logistics", "identification"))
# "Killed in the Korean War", "who fell in Communist-held Korea", "missing since 1950": whose remains they are.
_OF_THE_DEAD = compiled(
    r"\b(?:remains|bod(?:y|ies)|bones|coffins?|caskets?|boxes|sets|ashes|soldiers?|[A-Z][a-z]+)\b[^.;]{0,80}?\b(?:killed|lost|missing|fell|died|dead|captured|buried)\b"
)


def standing(tellings: Sequence[Telling], sentence: str) -> list[Telling]:
    """The tellings of a sentence but for those that it takes back."""
    undone = [t.date for t in tellings if t.kind in _UNDONE and t.date is not None and t.date.known]
    home = [t.date for t in tellings if t.kind in _HOME and t.date is not None and t.date.known]
    return [
        t
        for t in tellings
        if not (t.kind in _ARRANGED and t.status == "occurred" and t.date in undone)
        and not (t.kind in _FALLEN and t.date in home and not of_a_war(t.date) and _OF_THE_DEAD.search(sentence))
    ]
