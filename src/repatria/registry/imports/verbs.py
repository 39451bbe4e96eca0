"""Verbs of import: note that a file landed, with its problems and what was rejected."""

from __future__ import annotations

from collections.abc import Sequence

from repatria.problems import Problem
from repatria.registry.imports.models import Import, ImportProblem
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.bulk import insert_rows
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.permissions import Resource, Verb


def landed_before(digest: str) -> Import | None:
    """The import of the same bytes, when there was one."""
    return Import.objects.filter(digest=digest).first()


def note_import(
    record: Recording,
    *,
    format: str,
    file_name: str,
    digest: str,
    rows_read: int,
    landed: int,
    problems: Sequence[tuple[Problem, str]],
    rejected: int,
    beside: int = 0,
) -> int:
    """Note a landed file; problems: each with the rejected text as it stood. Returns the import's key.

    beside: of those landed, the rows that were laid beside what the roll says.
    """
    record.actor.must(Verb.CHANGE, Resource.IMPORTS)
    key = record.next_id(Import)
    payload = {
        "id": key,
        "format": format,
        "file_name": file_name,
        "digest": digest,
        "rows_read": rows_read,
        "landed": landed,
        "beside": beside,
        "rejected": rejected,
        "problems": [
            {"id": record.next_id(ImportProblem), "place": problem.place, "message": problem.message, "raw": raw}
            for problem, raw in problems
        ],
    }
    record.append("imports.file_landed", f"import/{key}", payload)
    return key


@projects("imports.file_landed")
def _file_landed(facts: list[Fact]) -> None:
    for fact in facts:
        columns = dict(fact.payload)
        problems = columns.pop("problems")
        insert_rows(Import, [{"recorded_seq": fact.seq, **columns}])
        insert_rows(
            ImportProblem, ({"recorded_seq": fact.seq, "source_id": columns["id"], **problem} for problem in problems)
        )
