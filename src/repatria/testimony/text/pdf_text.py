"""The text of a PDF, page by page, within named limits."""

from __future__ import annotations

import time

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError

from repatria.problems import Problem

MAX_PAGES = 400
MAX_SECONDS = 30.0
MAX_PAGE_CHARS = 200_000


def pdf_text(data: bytes, *, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Text of the pages joined by a form feed, and what was wrong.

    Encrypted, damaged and scanned files give a problem and an empty text. Reading stops at MAX_PAGES or MAX_SECONDS and
    says at which page, so that what was read stays.
    """
    try:
        pdf = PdfDocument(data)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            return "", (Problem(name, "PDF", "the file is encrypted and needs a password; nothing was read"),)
        if code == pypdfium2.raw.FPDF_ERR_SECURITY:
            return "", (Problem(name, "PDF", "the file is encrypted in a way that is not supported; nothing was read"),)
        return "", (Problem(name, "PDF", "the file is damaged or not a PDF; nothing was read"),)
    problems = []
    pages = []
    try:
        total = len(pdf)
        started = time.monotonic()
        for index in range(total):
            if index >= MAX_PAGES or time.monotonic() - started > MAX_SECONDS:
                limit = f"{MAX_PAGES} pages and {MAX_SECONDS:.0f} s"
                problems.append(
                    Problem(name, f"page {index + 1}", f"reading stopped here of {total} pages; limits {limit}")
                )
                break
            try:
                words = pdf[index].get_textpage()
                count = words.count_chars()
                if count > MAX_PAGE_CHARS:
                    problems.append(
                        Problem(
                            name,
                            f"page {index + 1}",
                            f"{count:,} characters; the limit is {MAX_PAGE_CHARS:,}; left out",
                        )
                    )
                    continue
                pages.append(words.get_text_range().replace("\x00", "\ufffd"))
            except PdfiumError:
                problems.append(Problem(name, f"page {index + 1}", "the page is damaged; left out"))
    finally:
        pdf.close()
    text = "\f".join(pages)
    if not text.strip():
        problems.append(Problem(name, "PDF", "no text in the file: a scan needs text recognition first"))
        text = ""
    return text, tuple(problems)
