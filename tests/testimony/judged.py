"""How many proposed events are true: each event proposed for the texts that were looked at, judged by a reader.

A verdict holds for an event of the same kind, date and first sentence: `true`, `repeat` (told already), `date`,
`status` or `kind` (that one is wrong), `false` (no such event is told).
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from repatria.testimony.reading import read
from repatria.testimony.text.documents import load
from tests.testimony import scoring

VERDICTS = ("true", "repeat", "date", "status", "kind", "false")
UNJUDGED = "unjudged"
_JUDGED = Path(__file__).parent / "judged_events.json"


def verdicts() -> dict[str, Counter[str]]:
    """Events "told" by a construction and "assumed" from words, each counted by its verdict."""
    found: dict[str, Counter[str]] = {"told": Counter(), "assumed": Counter()}
    for name, rows in json.loads(_JUDGED.read_text(encoding="utf-8")).items():
        known = {(kind, date, at): verdict for kind, _, date, at, verdict in rows}
        for event in read(load(scoring.LOOKED_AT / f"{name}.txt")).events:
            key = (event.kind, event.date.value, event.evidence[0].start)
            found["assumed" if event.assumed else "told"][known.get(key, UNJUDGED)] += 1
    return found
