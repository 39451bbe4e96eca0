"""What a document is called by when nobody gave it a title, and where on the web it stands."""

from __future__ import annotations

import re
import unicodedata

from repatria.errors import InvalidInput
from repatria.registry.sources.models import Source
from repatria.testimony.model import Reading

_MOST = 120  # characters; a longer first line is the beginning of the text and no headline
_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.I)
_LIMIT = Source._meta.get_field("address").max_length


def heading(reading: Reading) -> str:
    """The headline; without one the first line that is not furniture of the page. Shortened at a word, as printed."""
    if reading.title is not None and (headline := _line(reading.title.quote)):
        return headline
    parts = [(part.span.start, part.span.end) for part in reading.furniture]
    at = 0
    for line in reading.document.text.splitlines(keepends=True):
        words = _line(line)
        if words and not any(start <= at < end for start, end in parts):
            return words
        at += len(line)
    return ""


def web_address(text: str) -> str:
    """An address of the web, or empty; raises InvalidInput for anything else, which a page could not link to."""
    given = text.strip()
    if given and not _ADDRESS.fullmatch(given):
        raise InvalidInput(f"{given!r} is no web address: it begins with https:// or http://")
    if len(given) > (_LIMIT or 0):
        raise InvalidInput(f"the web address has {len(given)} characters; the limit is {_LIMIT}")
    return given


def _line(text: str) -> str:
    """The text in one line without characters of control, shortened at a word."""
    words = " ".join(_printed(text).split())
    return words if len(words) <= _MOST else words[:_MOST].rsplit(" ", 1)[0] + " …"


def _printed(line: str) -> str:
    return "".join(c for c in line if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
