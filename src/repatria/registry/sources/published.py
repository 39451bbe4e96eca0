"""When a source is said to be published: never after today, and not against the date line of its own text unasked."""

from __future__ import annotations

import datetime as dt

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.registry.ledger.append import now
from repatria.testimony.dates.publication import vouched
from repatria.testimony.model import Reading
from repatria.testimony.reading import read
from repatria.testimony.text.documents import from_text

_EDGE = 15_000  # code points in which a page says its date
_SLACK = dt.timedelta(days=1)  # it is tomorrow already in the east


def not_in_the_future(published: str, what: str) -> None:
    """Raise InvalidInput for a publication date that has not come."""
    if published and PartialDate(published).earliest > now().date() + _SLACK:
        raise InvalidInput(f"{what}: {published} has not come yet; nothing is published on a day to come")


def contradicted_by(text: str, published: str) -> str:
    """The words of a kept text that exclude a publication date; of a long one only head and foot are looked at."""
    if len(text) > 2 * _EDGE:
        text = f"{text[:_EDGE]}\n\n{text[-_EDGE:]}"
    return contradicted(read(from_text(text, name="text"), published=vouched(PartialDate(published))))


def contradicted(reading: Reading) -> str:
    """The words of the text that exclude the publication date with which it was read; empty where none do.

    The reading lets a date stand for which an officer vouches, and reports what speaks against it as a conflict.
    """
    if reading.published.basis != "given":
        return ""
    found = next((conflict for conflict in reading.conflicts if conflict.rule == "document_date"), None)
    return " ".join(found.positions[0].evidence.quote.split())[:120] if found else ""
