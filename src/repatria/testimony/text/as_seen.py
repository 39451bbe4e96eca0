"""The text as the eye sees it: what is invisible changes no word, and each character keeps its place in the canonical text.

The rules read this text; every span they find is then told in code points of the canonical text, which stays as it came.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from repatria.problems import Problem
from repatria.testimony.text.lookalikes import FOREIGN, LATIN_FOR, STYLED, latin

# Default_Ignorable_Code_Point of the Unicode Character Database, DerivedCoreProperties, and the noncharacters, by
# which PDF readers mark a hyphen at the end of a line.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_MARKS = "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_POWER_DIGITS = "\u00b2\u00b3\u2070\u2074-\u207b"  # a raised 1 is left: after 10 it is a note or changes nothing
_ACCENTED = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_ODD = re.compile(f"[{_INVISIBLE}{_CONTROLS}{_MARKS}{_POWER_DIGITS}{_ACCENTED}{STYLED}{FOREIGN}^_]")
_PIECE = re.compile(
    rf"(?P<hyphen>(?<=[^\W\d_])[\u00ad\ufffe\x02][ \t]*(?:\r\n|\r|\n)[ \t]*(?=[a-z]))"
    rf"|(?P<marked>[^\W_]?[{_MARKS}][{_MARKS}{_INVISIBLE}]*)"
    rf"|(?P<colour>\x1b\[[0-?]{{0,40}}[ -/]{{0,4}}[@-~])"
    r"|(?P<struck_over>(?P<one>[^\s\x08])\x08(?P=one)|_\x08(?=[^\s\x08]))"
    rf"|(?P<invisible>[{_INVISIBLE}]+)"
    rf"|(?P<control>[{_CONTROLS}])"
    rf"|(?P<styled>[{STYLED}])"
)
_WORD = re.compile(r"\w+")
_LATIN_LETTER = re.compile(rf"[A-Za-z{_ACCENTED}]")
_BEFORE = re.compile(r"[A-Za-z]\W{1,4}$")
_AFTER = re.compile(r"\W{1,4}[A-Za-z]")
_NO_WORD = re.compile(r"\W*$")
# Words that turn a statement round; no English one has an accent.
_DENIALS = frozenset("not no nor never none nobody nothing neither without cannot".split())
_TIMES = r"(?:\d[\d.,]{0,20}\s?[×xX*·]\s?)?"
_POWER = re.compile(
    rf"{_TIMES}(?<![\d.,])(?:\d{{1,20}}\s?\^\s?[-−+]?\d{{1,20}}|10[{_POWER_DIGITS}][{_POWER_DIGITS}\u00b9]*)"
    r"|(?<![\w.,])\d{1,20}\s?_\d{1,20}(?!\w)"
)
_NAMED = 5  # places that a problem names
_WHAT = {
    "control": "control codes stand within the text; read as if they were not there",
    "marks": "letters are struck through or overlaid by marks; read as if they were not, look at them",
    "mixed": "letters of another script stand for Latin ones that look like them; read as Latin, look at them",
    "accent": "a word that denies is written with accents; read as without them, look at it",
    "power": "a power or an index, such as 10^3, is not read as a number",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """`text` for the rules; character i of it stands at code points [starts[i], ends[i]) of the canonical text.

    odd: what was found on the way, by kind with its place in the canonical text.
    """

    text: str
    starts: list[int]
    ends: list[int]
    odd: list[tuple[str, int]] = field(default_factory=list)

    def canonical(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the canonical text for characters [start, end)."""
        first = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return first, max(first, self.ends[end - 1]) if end > start else first

    def problems(self, name: str) -> Iterator[Problem]:
        """One problem for each kind of odd characters, with the first places."""
        for kind, message in _WHAT.items():
            places = [str(at) for other, at in self.odd if other == kind]
            if places:
                named = ", ".join(places[:_NAMED]) + (" ..." if len(places) > _NAMED else "")
                yield Problem(name, f"code points {named}", message)


def as_seen(text: str) -> Seen | None:
    """The text for the rules; None where it is the canonical text itself."""
    if _ODD.search(text) is None:
        return None
    odd: list[tuple[str, int]] = []
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0

    def put(words: str, start: int, end: int) -> None:
        pieces.append(words)
        starts.extend([start] * len(words))
        ends.extend([end] * len(words))

    def keep(start: int, end: int) -> None:
        pieces.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    for match in _PIECE.finditer(text):
        keep(at, match.start())
        at = match.end()
        words, kind = _shown(match)
        put(words, match.start(), match.end())
        if kind:
            odd.append((kind, match.start()))
    keep(at, len(text))
    seen = _lookalikes("".join(pieces), starts, odd)
    seen = _POWER.sub(lambda power: _no_number(power, starts, odd), seen)
    if seen == text:
        return None
    return Seen(seen, starts, ends, sorted(odd, key=lambda item: item[1]))


def _shown(match: re.Match[str]) -> tuple[str, str]:
    """What a reader sees of a piece, and the kind of oddity it is, if one to be told."""
    words, kind = match[0], match.lastgroup
    if kind == "marked":
        letter = words[0] if words[0].isalnum() else ""
        drawn = unicodedata.normalize("NFC", re.sub(f"[{_INVISIBLE}]", "", words))
        whole = drawn[:1] if letter else ""
        return whole, "marks" if len(drawn) > len(whole) else ""
    if kind == "struck_over":
        return match["one"] or "", "control"
    if kind == "styled":
        return latin(words), ""
    if kind == "control":
        if "\x1c" <= words <= "\x1f":
            return " ", "control"  # separators of records and fields
        # What windows-1252 has at these places was taken for Latin-1 by the one who made the file.
        meant = bytes([ord(words)]).decode("cp1252", "ignore") if "\x80" <= words <= "\x9f" else ""
        return meant, "control"
    return "", "control" if kind == "colour" else ""


def _lookalikes(text: str, starts: list[int], odd: list[tuple[str, int]]) -> str:
    """Letters of other scripts within a Latin word as the Latin ones they look like; denials without accents."""

    def word(match: re.Match[str]) -> str:
        words = match[0]
        if words.isascii():
            return words
        plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in words)
        read = "".join(LATIN_FOR.get(letter, letter) for letter in words)
        if read != words and (_LATIN_LETTER.search(words) or (read.isascii() and _among_latin(match))):
            odd.append(("mixed", starts[match.start()]))
            words, plain = read, "".join(unicodedata.normalize("NFD", letter)[0] for letter in read)
        if plain != words and plain.lower() in _DENIALS:
            odd.append(("accent", starts[match.start()]))
            return plain
        return words

    return _WORD.sub(word, text)


def _among_latin(match: re.Match[str]) -> bool:
    """Whether the words beside a word are Latin, so that it is no quotation from another language."""
    text, start, end = match.string, match.start(), match.end()
    sides = (_BEFORE.search(text, max(0, start - 5), start), _AFTER.match(text, end))
    alone = (_NO_WORD.match(text, max(0, start - 5), start), _NO_WORD.match(text, end, end + 5))
    return any(sides) and all(side or empty for side, empty in zip(sides, alone, strict=True))


def _no_number(power: re.Match[str], starts: list[int], odd: list[tuple[str, int]]) -> str:
    odd.append(("power", starts[power.start()]))
    return "n" * len(power[0])
