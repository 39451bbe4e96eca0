"""Lands a Familias project: its families, its remains, and the marker tables they are judged with."""

from __future__ import annotations

from pathlib import Path

from repatria.exchange.familias import read_familias
from repatria.exchange.land_case import land_case
from repatria.exchange.landing import Landing
from repatria.registry.ledger.append import Recording


def land_familias(record: Recording, path: Path, source: str, landing: Landing) -> bool:
    """Land a ``.fam`` file."""
    project, problems = read_familias(path)
    for problem in problems:
        landing.reject(problem)
    return project is not None and land_case(record, project.case, path.name, source, landing)
