"""From what an officer hands in to a reading, outside any transaction, within stated limits of size and time."""

from __future__ import annotations

from dataclasses import replace

from repatria.dates import PartialDate
from repatria.errors import InvalidInput
from repatria.problems import Problem
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.dates.publication import vouched
from repatria.testimony.model import Document, Reading
from repatria.testimony.numbers.number_reading import beyond_counting
from repatria.testimony.reading import read
from repatria.testimony.text import documents

MAX_BYTES = 10 * 2**20  # of a file handed in on a page; the command takes what `testimony.documents.MAX_BYTES` allows
MAX_CHARS = 300_000  # of its text; some 100 pages, read in seconds
_TOLD = 20  # problems of one kind that are worth naming one by one


def from_file(data: bytes, name: str, *, published: str = "", max_chars: int = MAX_CHARS) -> Reading:
    """Read a file; raises InvalidInput, in the words of its problems, when it has no text to keep."""
    document = documents.from_bytes(data, name=name)
    if not document.text and max_chars < documents.MAX_CHARS:
        # What is too long for any reading is so for this one too: the limit that is told is the one that holds here.
        document = replace(document, problems=tuple(_of_this_limit(told, max_chars) for told in document.problems))
    return _read(document, published, max_chars)


def _of_this_limit(told: Problem, max_chars: int) -> Problem:
    begins, mark, _rest = told.message.partition(f"; the limit is {documents.MAX_CHARS:,}; nothing was read")
    return (
        replace(told, message=f"{begins}; the limit here is {max_chars:,}. Nothing was kept: split it")
        if mark
        else told
    )


def from_pasted(text: str, name: str, *, published: str = "", max_chars: int = MAX_CHARS) -> Reading:
    """Read text that was pasted, kept code point for code point."""
    return _read(documents.from_text(text, name=name), published, max_chars)


def _read(document: Document, published: str, max_chars: int) -> Reading:
    if not document.text.strip():
        raise InvalidInput("; ".join(problem.message for problem in document.problems) or "the document is empty")
    if len(document.text) > max_chars:
        raise InvalidInput(
            f"the text has {len(document.text):,} characters; the limit here is {max_chars:,}. Nothing was kept: split "
            "it, or have it added with the command `repatria document add`"
        )
    if "\x00" in document.text:
        raise InvalidInput("the text holds null characters: this is binary data, not a document; nothing was kept")
    try:
        document.text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(f"the character at {error.start} is half of one: the text is damaged") from error
    reading = read(document, published=_vouched(published))
    return replace(reading, problems=(*reading.problems, *_too_large(document)))


def _too_large(document: Document) -> list[Problem]:
    """Numbers that no count reaches: the text is kept with them, and they are proposed as nothing."""
    return [
        Problem(document.name, f"code point {start}", "a number this large is no count; it is not proposed as one")
        for start, _end in beyond_counting(document.text)[:_TOLD]
    ]


def _vouched(published: str) -> Dated | None:
    return vouched(PartialDate(published)) if published else None
