"""The program that opens a PDF: run apart from its caller, within limits of memory and processor time.

It reads requests from its input (eight bytes of length, four of the first page, the file) and writes lines of JSON: how
many pages there are, what each page holds as soon as it is read, and that it is done. It imports nothing of its caller.
Arguments: pages, seconds of processor time a file, bytes of memory, characters a page.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO


def main() -> None:
    """Answer requests until the input ends."""
    pages, seconds, memory, characters = map(int, sys.argv[1:5])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library prints is no answer
    _limit_memory(memory)
    requests: BinaryIO = sys.stdin.buffer
    while len(head := requests.read(12)) == 12:
        data = requests.read(int.from_bytes(head[:8], "big"))
        _limit_time(seconds)
        for answer in _read(data, int.from_bytes(head[8:], "big"), pages, characters):
            answers.write(json.dumps(answer).encode() + b"\n")
            answers.flush()


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not of this system; the caller's clock is then the only limit
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a file may hold what must not be left on a disk
    try:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ValueError, OSError):  # macOS knows the limit and does not hold it
        return


def _limit_time(seconds: int) -> None:
    """Processor time counts from the start of a process: what was used before is added."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, most))


def _read(data: bytes, first: int, most: int, characters: int) -> Any:
    """The answers to one request."""
    import pypdfium2
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(data)
    except PdfiumError as error:
        code = getattr(error, "err_code", None)
        yield {
            "refused": "password"
            if code == pypdfium2.raw.FPDF_ERR_PASSWORD
            else "security"
            if code == pypdfium2.raw.FPDF_ERR_SECURITY
            else "damaged"
        }
        return
    try:
        total = len(pdf)
        yield {"pages": total}
        for index in range(first, min(total, most)):
            try:
                page = pdf[index]
                words = page.get_textpage()
                count = words.count_chars()
                text = words.get_text_range().replace("\x00", "\ufffd") if count <= characters else None
                words.close()
                page.close()
            except PdfiumError:
                yield {"page": index, "damaged": True}
                continue
            yield {"page": index, "text": text, "count": count}
    finally:
        pdf.close()
    yield {"done": True}


if __name__ == "__main__":
    main()
