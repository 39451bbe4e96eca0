"""Cite a number that the reading did not propose: by hand, with the very words of the text; withdraw one cited so."""

from __future__ import annotations

from typing import Any

from repatria.errors import InvalidInput
from repatria.registry.ledger.append import Recording
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.proposals import checked
from repatria.registry.sources.said import ASSERTED
from repatria.registry.sources.verbs import cite_figure, withdraw_figure

_MOST = 500  # characters of the words
_SPEAKER = CitedFigure._meta.get_field("speaker").max_length or 0


def cite_by_hand(record: Recording, source: Source, *, words: str, speaker: str = "", **columns: Any) -> int:
    """Cite a figure with the words that say it; returns its key. The other columns are those of a proposal.

    The words must stand in the text of the source where one is kept: line ends and runs of spaces make no difference.
    """
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    quoted = " ".join(words.split())
    if not quoted:
        raise InvalidInput("say in which words the text gives the number")
    if len(quoted) > _MOST:
        raise InvalidInput(f"the words have {len(quoted)} characters; the limit is {_MOST}")
    if len(speaker.strip()) > _SPEAKER:
        raise InvalidInput(f"the name of who said so has {len(speaker.strip())} characters; the limit is {_SPEAKER}")
    if source.documents.filter(restricted=True).exists():
        raise InvalidInput("the document is restricted, and cited figures are public: open it first")
    texts = [" ".join(text.split()) for text in source.documents.values_list("text", flat=True)]
    if texts and not any(quoted in text for text in texts):
        raise InvalidInput("these words do not stand in the text of the source: copy them from it")
    record.flush()
    place = source.figures.filter(code__startswith=_begin(source)).count() + 1
    return cite_figure(
        record,
        f"{_begin(source)}{place}",
        source.pk,
        **checked("the figure", {"said": ASSERTED} | columns),
        speaker=speaker.strip(),
        note_en=f"“{quoted}”",
        note_ko=f"“{quoted}”",
    )


def withdraw_by_hand(record: Recording, figure: CitedFigure, *, reason: str) -> None:
    """Say that a figure was cited wrongly by hand, and why; it stays on the record for points before now."""
    record.actor.must(Verb.CHANGE, Resource.SOURCES)
    if not cited_by_hand(figure):
        raise InvalidInput("this figure was not cited by hand: it goes with the decision on its claim")
    withdraw_figure(record, figure, reason=reason)


def cited_by_hand(figure: CitedFigure) -> bool:
    """Whether a figure was cited here, and so is withdrawn by itself; one of a claim goes with the claim's decision."""
    return figure.code.startswith(f"S{figure.source_id}-HAND-")


def _begin(source: Source) -> str:
    return f"S{source.pk}-HAND-"
