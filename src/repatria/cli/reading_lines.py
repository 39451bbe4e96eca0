"""A reading in lines for people: what is said by whom, the numbers, events, promises and conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from repatria.cli.figure_lines import amount, figure_line

if TYPE_CHECKING:
    from repatria.testimony.dates.dated_spans import Dated
    from repatria.testimony.events.commitments import Commitment
    from repatria.testimony.model import Claim, Conflict, Event, Reading


def lines(reading: Reading) -> Iterator[str]:
    """The lines of one document; a section that has nothing is left out, and a file without text has no line."""
    if not reading.document.text.strip():
        return
    date = reading.published
    yield f"{reading.document.name}: published {_date(date)} ({date.basis})"
    for claim in reading.claims:
        yield from _claim(claim)
    if reading.events:
        yield "Events that the rules propose, each to be checked against its sentence:"
        yield from (_event(event) for event in reading.events)
    if commitments := reading.commitments:
        yield "Commitments:"
        yield from (_commitment(commitment) for commitment in commitments)
    if reading.conflicts:
        yield "Conflicts:"
        yield from (conflict_line(conflict) for conflict in reading.conflicts)


def conflict_line(conflict: Conflict) -> str:
    """Its rule and what its sides say."""
    return f"    {_plain(conflict.rule)}: {' | '.join(position.value for position in conflict.positions)}"


def _claim(claim: Claim) -> Iterator[str]:
    speaker = f", by {claim.speaker}{' (assumed)' if claim.speaker_assumed else ''}" if claim.speaker else ""
    yield f"[{claim.evidence.start}-{claim.evidence.end}] {claim.kind}{speaker} ({claim.modality})"
    yield f"    {' '.join(claim.evidence.quote.split())}"
    yield from (f"    = {figure_line(figure.as_dict())}" for figure in claim.figures)


def _event(event: Event) -> str:
    who = f": {', '.join(event.participants)}" if event.participants else ""
    assumed = ", assumed" if event.assumed else ""
    return f"    {_date(event.date)}  {_plain(event.kind)} ({event.status}{assumed}){who}"


def _commitment(commitment: Commitment) -> str:
    who = ", ".join(commitment.makers) or "who is not told"
    amounts = "".join(f"; {amount(figure.as_dict())}" for figure in commitment.quantity)
    by = f"; by {_date(commitment.deadline)}" if commitment.deadline else ""
    return f"    {who}: {commitment.text}{amounts}{by}"


def _date(date: Dated) -> str:
    """ "2018-07", "2018-06-12 to 2018-12-31", "date not told"."""
    return (date.value or "date not told").replace("/", " to ")


def _plain(word: str) -> str:
    return word.replace("_", " ")
