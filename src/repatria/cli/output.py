"""How commands answer: JSON with non-finite numbers as words, problems in lines, the exit code."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np
import typer

from repatria.problems import Problem


def jsonable(value: Any) -> Any:
    """Plain JSON: infinities as "Infinity"/"-Infinity", NaN as null, arrays as lists, problems as objects."""
    if isinstance(value, Problem):
        return value.as_dict()
    if isinstance(value, np.ndarray):
        return jsonable(value.tolist())
    if isinstance(value, np.generic):
        return jsonable(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else ("Infinity" if value > 0 else "-Infinity")
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [jsonable(item) for item in value]
    return value


def json_text(value: Any) -> str:
    """One JSON document as text."""
    return json.dumps(jsonable(value), ensure_ascii=False, allow_nan=False)


def print_json(value: Any) -> None:
    """Write one JSON document to standard output."""
    typer.echo(json_text(value))


def print_problems(problems: Sequence[Problem]) -> None:
    """Write each problem as one line on standard error."""
    for problem in problems:
        typer.echo(f"problem: {problem}", err=True)


def finish(problems: Sequence[Problem]) -> NoReturn:
    """Leave with 0 when there is nothing to complain about, else with 1."""
    raise typer.Exit(1 if problems else 0)
