"""From bytes to a document: what kind it is, its canonical text kept code point for code point, and its digests."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from repatria.problems import Problem
from repatria.testimony.model import Document
from repatria.testimony.text.as_seen import as_seen
from repatria.testimony.text.charsets import codec_of
from repatria.testimony.text.first_characters import compiled

MAX_BYTES = 20 * 2**20  # of a file as received
MAX_CHARS = 1_000_000  # of canonical text; a 400-page report has about as many
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.I)
_CONTROL = compiled("[\x00-\x08\x0e-\x1f\x7f]")
_COLOUR = compiled("\x1b\\[[0-9;]{0,20}m")  # of a terminal, as programs write it into what they print
_HALF = compiled("[\ud800-\udfff]")
_BIDI = compiled("[\u202a-\u202e\u2066-\u2069]")
_LETTER = compiled(r"[^\W\d_]+")
_LATIN = compiled("[A-Za-z\u00c0-\u024f]+")
# Function words of other languages written in Latin letters; a table has neither these nor English ones.
_FOREIGN = compiled(
    r"\b(?:le|la|les|des|du|et|une?|dans|que|qui|der|die|das|und|den|ist|nicht|el|los|las|del|por|para|una|il|di|della|che|het|een|van|och|og|ja|ei|dan|yang|di|ve|bir)\b",
    re.I,
)
# Words of other languages that are no part of names and mean nothing in English: enough to know three sentences by.
_SURELY_FOREIGN = compiled(
    r"\b(?:les|une|dans|qui|sont|été|avec|pour|sur|und|ist|nicht|wurden?|werden|noch|mit|auf|sind|fueron|otros?|siguen|por|para|según|que|della|che|sono|nel|non|het|een|och|og|ikke|inte|yang|telah|pada|itu|masih|dengan|tidak|adalah|foram|não|como|bir|için|jest|się|oraz|że|byli|và|của|những)\b",
    re.I,
)
_COMMON = compiled(r"\b(?:the|of|and|to|in|that|was|were|is|are|for|on|by|from|with|at|a)\b", re.I)


def load(path: Path) -> Document:
    """Read a file; what cannot be read comes back as an empty document with its problem, never as an exception."""
    name = name_shown(path.name)
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            return refused(name, f"the file has {size:,} bytes; the limit is {MAX_BYTES:,}. Split it; nothing was read")
        return from_bytes(path.read_bytes(), name=name)
    except OSError as error:
        return refused(name, f"the file cannot be read: {error.strerror or error}")


def from_bytes(data: bytes, *, name: str) -> Document:
    """The document in `data`: PDF and HTML by their first bytes, text otherwise."""
    name, digest = name_shown(name), hashlib.sha256(data).hexdigest()
    if len(data) > MAX_BYTES:
        return refused(name, f"{len(data):,} bytes; the limit is {MAX_BYTES:,}. Split it; nothing was read", digest)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from repatria.testimony.text.pdf_text import pdf_text

        pages, problems = pdf_text(data, name=name)
        return _document(name, pages, "application/pdf", "binary", digest, problems)
    if not data.strip():
        return refused(name, "the document is empty", digest)
    if _HTML.match(data[:4096]) or (name.lower().endswith((".html", ".htm", ".xhtml")) and b"<" in data):
        from repatria.testimony.text.html_text import html_text

        charset = _CHARSET.search(data[:4096])
        named = charset[1].decode("ascii") if charset else None
        source, encoding, problems = decode(data, name=name, hint=named)
        if named and codec_of(named) is None:
            problems = (
                *problems,
                Problem(name, "HTML", "the page names a character set that is none; it was not used"),
            )
        if source is None:
            return _document(name, "", "text/html", encoding, digest, problems)
        page = html_text(source, name=name)
        problems = (*problems, *page.problems)
        return _document(name, page.text, "text/html", encoding, digest, problems, page.stated, page.aside)
    text, encoding, problems = decode(data, name=name)
    return _document(name, text or "", "text/plain", encoding, digest, problems)


def from_text(text: str, *, name: str) -> Document:
    """A document from text that was pasted."""
    name = name_shown(name)
    return _document(name, text, "text/plain", "utf-8", _digest(text), () if text.strip() else (_empty(name),))


def name_shown(name: str) -> str:
    """A name that can be written down: bytes of a file name that are not UTF-8 become replacement characters."""
    return _HALF.sub("\ufffd", name)


def refused(name: str, message: str, digest: str = "") -> Document:
    """An empty document that says why nothing was read."""
    problem = Problem(name, "document", message)
    return Document(name, "", "unknown", "unknown", digest, _digest(""), problems=(problem,))


def decode(data: bytes, *, name: str, hint: str | None = None) -> tuple[str | None, str, tuple[Problem, ...]]:
    """Text of `data`, its encoding, and what was wrong; text is None when the bytes are not text.

    UTF-8 is read strictly. Bytes that are not UTF-8 are read as windows-1252, one by one where the rest is UTF-8, and
    each such file carries a problem with the offsets, so that nothing is lost and nothing is silently changed.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding, ()
            except UnicodeError as error:
                place = f"byte {error.start}" if isinstance(error, UnicodeDecodeError) else "document"
                return None, "unknown", (Problem(name, place, f"begins as {encoding} but is not"),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _refuse_binary(text, name, "utf-8")
    codec = codec_of(hint) if hint else None
    if codec and codec != "utf-8":
        try:
            return _refuse_binary(data.decode(codec), name, codec)
        except UnicodeError:
            pass
    escaped = data.decode("utf-8", "surrogateescape")
    bad = [index for index, char in enumerate(escaped) if "\udc80" <= char <= "\udcff"]
    text = "".join(_windows(char) if "\udc80" <= char <= "\udcff" else char for char in escaped)
    mixed = any(ord(char) > 127 and not "\udc80" <= char <= "\udcff" for char in escaped)
    decoded, _, problems = _refuse_binary(text, name, "windows-1252")
    if decoded is None or len(bad) > len(data) // 3:
        return None, "unknown", problems or (_binary(name),)
    places = ", ".join(str(index) for index in bad[:5]) + (" ..." if len(bad) > 5 else "")
    what = "mixed encodings: UTF-8 and windows-1252" if mixed else "not UTF-8; read as windows-1252"
    note = Problem(name, f"code points {places}", f"{what}; {len(bad)} bytes were read so, check them")
    return decoded, "mixed" if mixed else "windows-1252", (note,)


def _windows(escape: str) -> str:
    byte = bytes([ord(escape) - 0xDC00])
    return byte.decode("cp1252", "replace")


def _refuse_binary(text: str, name: str, encoding: str) -> tuple[str | None, str, tuple[Problem, ...]]:
    controls = len(_CONTROL.findall(_COLOUR.sub("", text[:200_000])))
    if "\x00" in text or controls > max(2, len(text[:200_000]) // 200):
        return None, "unknown", (_binary(name),)
    return text, encoding, ()


def _binary(name: str) -> Problem:
    return Problem(name, "document", "this is binary data, not text, HTML or PDF; nothing was read")


def _empty(name: str) -> Problem:
    return Problem(name, "document", "the document is empty")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _document(
    name: str,
    text: str,
    media_type: str,
    encoding: str,
    digest: str,
    problems: tuple[Problem, ...],
    stated: tuple[tuple[str, str], ...] = (),
    aside: tuple[tuple[int, int], ...] = (),
) -> Document:
    found = list(problems)
    if len(text) > MAX_CHARS:
        found.append(
            Problem(
                name, "document", f"the text has {len(text):,} characters; the limit is {MAX_CHARS:,}; nothing was read"
            )
        )
        text = ""
    elif text and not text.strip():
        found.append(_empty(name))
    elif text and (seen := as_seen(text)) is not None and not seen.text.strip():
        found.append(Problem(name, "document", "the document holds nothing that can be seen"))
    else:
        found.extend(_script_problems(text, name))
    return Document(name, text, media_type, encoding, digest, _digest(text), stated, aside, tuple(found))


def _script_problems(text: str, name: str) -> list[Problem]:
    """The rules know English; say so when the text is something else, and when it reorders what the eye sees."""
    found = []
    bidi = _BIDI.search(text)
    if bidi:
        found.append(
            Problem(
                name, f"code point {bidi.start()}", "direction controls reorder the display; spans are in stored order"
            )
        )
    seen = as_seen(text)
    if seen is not None:
        found.extend(seen.problems(name))
    sample = (text if seen is None else seen.text)[:20_000]
    letters = sum(map(len, _LETTER.findall(sample)))
    if letters > 40:
        if sum(map(len, _LATIN.findall(sample))) < letters * 0.6:
            found.append(Problem(name, "document", "mostly not in Latin script: the rules read English only"))
        elif len(_SURELY_FOREIGN.findall(sample)) > max(1, 2 * len(_COMMON.findall(sample))) or (
            letters > 400
            and len(english := _COMMON.findall(sample)) < letters / 120
            and len(_FOREIGN.findall(sample)) > len(english) + 5
        ):
            found.append(Problem(name, "document", "does not look like English: the rules read English only"))
    return found


def reads_as_english(document: Document) -> bool:
    """Whether the rules may be let loose on the text."""
    return not any("English only" in problem.message for problem in document.problems)


def in_another_script(text: str, start: int, end: int) -> bool:
    """Whether a sentence is written in other letters than the rules know; a name in it does not make it so."""
    words = text[start:end]
    if words.isascii():
        return False
    return 2 * sum(map(len, _LATIN.findall(words))) < sum(map(len, _LETTER.findall(words)))
