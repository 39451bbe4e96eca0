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


def first_line(reading: Reading) -> str:
    """The first line that is not furniture of the page, shortened at a word and without characters of control."""
    parts = [(part.span.start, part.span.end) for part in reading.furniture]
    at = 0
    for line in reading.document.text.splitlines(keepends=True):
        words = " ".join(_printed(line).split())
        if words and not any(start <= at < end for start, end in parts):
            return words if len(words) <= _MOST else words[:_MOST].rsplit(" ", 1)[0] + " …"
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


def _printed(line: str) -> str:
    return "".join(c for c in line if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
