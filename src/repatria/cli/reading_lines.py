"""A reading in lines for people: what is said by whom, the numbers, events, promises and conflicts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from repatria.testimony.dates.dated_spans import Dated
    from repatria.testimony.events.commitments import Commitment
    from repatria.testimony.model import Claim, Conflict, Event, Figure, Reading

_QUALIFIED = {
    "exact": "",
    "at_least": "at least ",
    "more_than": "more than ",
    "nearly": "nearly ",
    "approx": "about ",
    "up_to": "up to ",
    "between": "between ",
    "believed": "believed ",
}


def lines(reading: Reading) -> Iterator[str]:
    """The lines of one document; a section that has nothing is left out."""
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
    return f"    {conflict.rule}: {' | '.join(position.value for position in conflict.positions)}"


def _claim(claim: Claim) -> Iterator[str]:
    speaker = f", by {claim.speaker}{' (assumed)' if claim.speaker_assumed else ''}" if claim.speaker else ""
    yield f"[{claim.evidence.start}-{claim.evidence.end}] {claim.kind}{speaker} ({claim.modality})"
    yield f"    {' '.join(claim.evidence.quote.split())}"
    for figure in claim.figures:
        dated = f", as of {figure.as_of}" if figure.as_of else f", {figure.period}" if figure.period else ""
        told = f"; {figure.population}" if figure.population else ""
        yield f"    = {_amount(figure)}, {_plain(figure.predicate)}{told}{dated}"


def _amount(figure: Figure) -> str:
    """ "at least 55 boxes", "between 200 and 250 persons"; a bare plural ("thousands") tells no number."""
    if figure.value is not None and figure.high is not None and figure.high < figure.value:
        return f"fewer than {figure.value:,} {figure.unit}"
    if figure.value is not None:
        told = f"{figure.value:,}"
    elif figure.low is None and figure.high is None:
        return f"{figure.unit}, their number not told"
    else:
        told = " and ".join(f"{n:,}" for n in (figure.low, figure.high) if n is not None)
    return f"{_QUALIFIED[figure.qualifier]}{told} {figure.unit}"


def _event(event: Event) -> str:
    who = f": {', '.join(event.participants)}" if event.participants else ""
    assumed = ", assumed" if event.assumed else ""
    return f"    {_date(event.date)}  {_plain(event.kind)} ({event.status}{assumed}){who}"


def _commitment(commitment: Commitment) -> str:
    who = ", ".join(commitment.by) or "who is not told"
    amounts = "".join(f"; {_amount(figure)}" for figure in commitment.quantity)
    by = f"; by {_date(commitment.deadline)}" if commitment.deadline else ""
    return f"    {who}: {commitment.text}{amounts}{by}"


def _date(date: Dated) -> str:
    """ "2018-07", "2018-06-12 to 2018-12-31", "date not told"."""
    return (date.value or "date not told").replace("/", " to ")


def _plain(word: str) -> str:
    return word.replace("_", " ")
