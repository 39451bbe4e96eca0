"""The text of a PDF, page by page, within named limits."""

from __future__ import annotations

from repatria.problems import Problem
from repatria.testimony.text.pdf_process import (
    MAX_CLOCK,
    MAX_MEMORY,
    MAX_PAGE_CHARS,
    MAX_PAGES,
    MAX_SECONDS,
    answers_of,
)

_MEMORY = MAX_MEMORY // 2**20
_REFUSED = {
    "password": "the file is encrypted and needs a password; nothing was read",
    "security": "the file is encrypted in a way that is not supported; nothing was read",
    "damaged": "the file is damaged or not a PDF; nothing was read",
}


def pdf_text(data: bytes, *, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Text of the pages joined by a form feed, and what was wrong.

    Encrypted, damaged and scanned files give a problem and an empty text. Each page that takes too much time or memory,
    or holds too much text, is named and left out; the others stay.
    """
    problems: list[Problem] = []
    pages: list[str] = []
    total = 0
    try:
        for answer in answers_of(data):
            total = answer.get("pages", total)
            if "refused" in answer:
                return "", (Problem(name, "PDF", _REFUSED[answer["refused"]]),)
            if "lost" in answer:
                problems.append(_lost(name, answer["lost"], answer["late"], total))
            elif answer.get("damaged"):
                problems.append(Problem(name, f"page {answer['page'] + 1}", "the page is damaged; left out"))
            elif "text" in answer and answer["text"] is None:
                message = f"{answer['count']:,} characters; the limit is {MAX_PAGE_CHARS:,}; left out"
                problems.append(Problem(name, f"page {answer['page'] + 1}", message))
            elif "text" in answer:
                pages.append(answer["text"])
    except OSError:
        return "", (Problem(name, "PDF", "no process could be started to open the file; nothing was read"),)
    if total > MAX_PAGES:
        message = f"reading stopped here of {total} pages; the limit is {MAX_PAGES} pages"
        problems.append(Problem(name, f"page {MAX_PAGES + 1}", message))
    text = "\f".join(pages)
    if not text.strip():
        if pages or not problems:
            problems.append(Problem(name, "PDF", "no text in the file: a scan needs text recognition first"))
        text = ""
    return text, tuple(problems)


def _lost(name: str, page: int | None, late: bool, total: int) -> Problem:
    """A page that could not be read within the limits, or the whole file."""
    if page is None:
        message = (
            f"opening the file takes more than {MAX_SECONDS} s of processor time, {MAX_CLOCK} s by the clock or "
            f"{_MEMORY:,} MiB of memory; nothing was read"
        )
        return Problem(name, "PDF", message)
    if late:
        message = (
            f"reading stopped here of {total} pages; the limits are {MAX_SECONDS} s of processor time and "
            f"{MAX_CLOCK} s by the clock"
        )
        return Problem(name, f"page {page + 1}", message)
    message = f"the page takes more than {_MEMORY:,} MiB of memory or brings down its reader; left out"
    return Problem(name, f"page {page + 1}", message)
