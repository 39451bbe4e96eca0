"""Many documents read at once: files and folders in, one reading a file out, on as many processes as are given."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from repatria.errors import InvalidInput
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.model import Reading
from repatria.testimony.reading import read
from repatria.testimony.text.documents import load, name_shown, refused

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".pdf")  # of a folder's files that are documents
WORTH_A_PROCESS = 8  # documents; starting a process takes as long as reading about so many


def documents_in(paths: Sequence[Path]) -> list[Path]:
    """The files given, and for a folder the documents in it and below it in order of name.

    Raises InvalidInput for a folder that holds none.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SUFFIXES)
        if not inside:
            raise InvalidInput(f"{path}: no document in this folder; documents end in {', '.join(SUFFIXES)}")
        found.extend(inside)
    return found


def names_of(paths: Sequence[Path]) -> list[str]:
    """The name under which each file is told: its own, its path where several bear it, a number where these look alike."""
    own = [name_shown(path.name) for path in paths]
    borne = Counter(own)
    names: list[str] = []
    told: Counter[str] = Counter()
    for path, name in zip(paths, own, strict=True):
        name = name if borne[name] == 1 else name_shown(str(path))
        told[name] += 1
        names.append(name if told[name] == 1 else f"{name} ({told[name]})")
    return names


def read_many(
    paths: Sequence[Path], names: Sequence[str], *, published: Dated | None = None, jobs: int | None = None
) -> Iterator[Reading]:
    """One reading a path, in order. jobs: processes; None takes one a processor, as far as there is work for them.

    The readings are the same whatever the number of processes.
    """
    wanted = jobs or min(os.cpu_count() or 1, len(paths) // WORTH_A_PROCESS)
    work = [(path, name, published) for path, name in zip(paths, names, strict=True)]
    if wanted < 2 or len(paths) < 2:
        yield from map(_read_one, work)
        return
    with ProcessPoolExecutor(min(wanted, len(paths))) as pool:
        yield from pool.map(_read_one, work, chunksize=max(1, min(16, len(paths) // (4 * wanted))))


def _read_one(work: tuple[Path, str, Dated | None]) -> Reading:
    path, name, published = work
    try:
        return read(replace(load(path), name=name), published=published)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other files are read
        kind = type(error).__name__  # what an exception says may hold words of the file
        return read(refused(name, f"reading this file failed ({kind}); nothing of it was read"))
