"""Lands a foreign file on the record: whole, with its problems, in one transaction, and never twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from repatria.errors import InvalidInput
from repatria.problems import Problem
from repatria.registry.imports.models import Import
from repatria.registry.imports.verbs import landed_before, note_import
from repatria.registry.ledger.append import Recording, recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Resource, Verb


@dataclass
class Landing:
    """What one file brought: rows read and landed, and what was rejected, each with its text as it stood.

    beside: of those landed, the rows whose person was on the roll, so that what they say is kept beside what was there.
    then: what is recorded after the import itself, because it names the import, whose key it is given.
    """

    rows_read: int = 0
    landed: int = 0
    beside: int = 0
    rejected: int = 0
    problems: list[tuple[Problem, str]] = field(default_factory=list)
    then: Callable[[int], object] | None = None

    def reject(self, problem: Problem, raw: str = "") -> None:
        """Count one row or object that does not land, and keep it."""
        self.rejected += 1
        self.problems.append((problem, raw))

    def note(self, problem: Problem, raw: str = "") -> None:
        """Keep a problem of something that lands all the same."""
        self.problems.append((problem, raw))


Lander = Callable[[Recording, Path, str, Landing], bool]
"""Reads the file and records what it holds; False when the file as a whole cannot be used."""


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How an import ended. import_id: None when nothing landed; repeated: the same bytes had landed before.

    landed = new rows + those laid beside what was on the roll.
    """

    import_id: int | None
    repeated: bool
    rows_read: int
    landed: int
    rejected: int
    problems: tuple[Problem, ...]
    beside: int = 0


def file_digest(path: Path) -> str:
    """SHA-256 of the file's bytes, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def land_file(actor: Actor, format_name: str, lander: Lander, path: Path, *, limit: int) -> ImportResult:
    """Land `path`; everything or nothing. limit: bytes above which the file is refused unread."""
    actor.must(Verb.CHANGE, Resource.IMPORTS)
    size = path.stat().st_size
    if size > limit:
        message = f"the file has {size:,} bytes; this format is read up to {limit:,}: split it"
        return ImportResult(None, False, 0, 0, 0, (Problem(path.name, "file", message),))
    digest = file_digest(path)
    before = landed_before(digest)
    if before is not None:
        return _repeated(before)
    landing = Landing()
    with recording(actor) as record:
        usable = lander(record, path, f"{path.name} (SHA-256 {digest[:12]})", landing)
        if not usable:
            raise _Unusable(landing)
        key = note_import(
            record,
            format=format_name,
            file_name=path.name[:200],
            digest=digest,
            rows_read=landing.rows_read,
            landed=landing.landed,
            rejected=landing.rejected,
            problems=landing.problems,
            beside=landing.beside,
        )
        if landing.then is not None:
            landing.then(key)
    return _result(landing, key)


class _Unusable(InvalidInput):
    """Rolls the transaction back; its landing says why."""

    def __init__(self, landing: Landing) -> None:
        super().__init__("the file cannot be used")
        self.landing = landing


def _result(landing: Landing, key: int | None) -> ImportResult:
    problems = tuple(problem for problem, _ in landing.problems)
    landed, beside = (landing.landed, landing.beside) if key else (0, 0)
    return ImportResult(key, False, landing.rows_read, landed, landing.rejected, problems, beside)


def _repeated(before: Import) -> ImportResult:
    return ImportResult(before.pk, True, before.rows_read, 0, before.rejected, ())


def import_file(actor: Actor, format_name: str, path: Path) -> ImportResult:
    """Land a file of a known format; raises InvalidInput for an unknown one."""
    from repatria.exchange.formats import FORMATS

    known = FORMATS.get(format_name)
    if known is None:
        raise InvalidInput(f"unknown format {format_name}; known are {', '.join(FORMATS)}")
    try:
        return land_file(actor, format_name, known.lander, path, limit=known.limit)
    except _Unusable as stopped:
        return _result(stopped.landing, None)
