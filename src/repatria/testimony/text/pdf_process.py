"""Processes in which PDFs are opened, so that no file can take the time or the memory of the one who asks.

A process is kept for the next file; one that was ended, or went down, is replaced by a fresh one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAX_PAGES = 400
MAX_SECONDS = 30  # of processor time, a file
MAX_CLOCK = 60  # seconds by the clock, a file; a busy machine takes longer than its processor
MAX_MEMORY = 2**30  # bytes
MAX_PAGE_CHARS = 200_000
_KEPT = 2  # idle processes
_PROGRAM = Path(__file__).with_name("pdf_child.py")

_idle: list[PdfProcess] = []
_lock = threading.Lock()


class PdfProcess:
    """One process; it answers one request after the other."""

    def __init__(self) -> None:
        limits = map(str, (MAX_PAGES, MAX_SECONDS, MAX_MEMORY, MAX_PAGE_CHARS))
        self.owner = os.getpid()
        # -P: its own folder is no place to import from; its modules have names that others have too.
        self._process = subprocess.Popen(  # noqa: S603 - a program of this package and numbers
            [sys.executable, "-P", str(_PROGRAM), *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=True,
        )

    def answers(self, data: bytes, first: int, seconds: float) -> Iterator[dict[str, Any]]:
        """What it says of a file from page `first` (0 is the first) on; it ends early when the process does."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        clock = threading.Timer(max(0.1, seconds), self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            self._process.stdin.write(len(data).to_bytes(8, "big") + first.to_bytes(4, "big") + data)
            self._process.stdin.flush()
            for line in self._process.stdout:
                if not line.endswith(b"\n"):
                    return  # it was ended within the line
                answer = json.loads(line)
                yield answer
                if answer.keys() & {"done", "refused"}:
                    return
        except BrokenPipeError:
            return
        finally:
            clock.cancel()

    @property
    def runs(self) -> bool:
        """Whether it still waits for a file."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it and leave nothing open."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue
        self._process.wait()


def answers_of(data: bytes) -> Iterator[dict[str, Any]]:
    """All that processes say of a file, page by page. A page at which one goes down is named as `lost`, and reading goes
    on behind it in another while time is left. Raises OSError when no process can be started.
    """
    first, began = 0, time.monotonic()
    while first < MAX_PAGES:
        left = MAX_CLOCK - (time.monotonic() - began)
        process, whole, opened = _taken(), False, False
        try:
            for answer in process.answers(data, first, left):
                yield answer
                opened = opened or "pages" in answer
                first = answer.get("page", first - 1) + 1
                whole = bool(answer.keys() & {"done", "refused"})
        finally:
            _given_back(process, whole=whole)
        if whole:
            return
        spent = time.monotonic() - began
        late = spent >= MAX_SECONDS
        yield {"lost": first if opened else None, "late": late}
        if late or not opened:
            return
        first += 1


def _taken() -> PdfProcess:
    with _lock:
        while _idle:
            process = _idle.pop()
            if process.owner == os.getpid() and process.runs:
                return process
    return PdfProcess()


def _given_back(process: PdfProcess, *, whole: bool) -> None:
    with _lock:
        if whole and len(_idle) < _KEPT:
            _idle.append(process)
            return
    process.end()
