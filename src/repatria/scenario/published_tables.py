"""Published tables of progress by edition, with units as printed: a change between editions is kept, not averaged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from repatria.registry.ledger.append import Recording
from repatria.registry.sources.verbs import add_source, cite_figure

TABLE = "dpaa-progress"
_POPULATION = "US service members, Korean War"


def published_tables() -> dict[str, Any]:
    """The shipped editions: lines with what was recovered (number, unit) and how many persons are accounted for."""
    return json.loads(files("repatria.scenario").joinpath("published_tables.json").read_text(encoding="utf-8"))


def land_published_tables(record: Recording) -> int:
    """Record every edition as a source and every cell as a cited figure; returns the number of figures."""
    told = published_tables()
    labels = {line["line"]: line for line in told["lines"]}
    landed = 0
    for edition in told["editions"]:
        code = edition["code"]
        source = add_source(
            record,
            code,
            told["publishers"][code],
            published=edition["date"],
            published_basis=told["bases"][code],
            title=told["titles"][code][0],
            title_ko=told["titles"][code][1],
            address=edition["address"],
        )
        for name, columns in _cells(edition, labels):
            cite_figure(record, f"{code}-{name}", source, as_of=edition["date"], **columns)
            landed += 1
    return landed


def _cells(edition: dict[str, Any], labels: dict[str, dict[str, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield (
        "unaccounted",
        _number(edition["unaccounted"], "persons", "unaccounted_for")
        | {
            "label_en": "Unaccounted for, Korean War",
            "label_ko": "한국전쟁 미확인자",
            "counts": ["unaccounted-by-edition"],
        },
    )
    for row in edition["lines"]:
        line = labels[row["line"]]
        place = {"table": TABLE, "line": row["line"], "place": line["place"], "period": line["period"]}
        label = {"label_en": line["label_en"], "label_ko": line["label_ko"]}
        yield f"{row['line']}-recovered", _number(row["recovered"], row["unit"], "recovered") | place | label
        if row["accounted"] is not None:
            yield f"{row['line']}-accounted", _number(row["accounted"], "persons", "identified") | place | label
    for name, unit, predicate in (
        ("recovered", edition["total_unit"], "recovered"),
        ("accounted", "persons", "identified"),
    ):
        total = edition[f"total_{name}"]
        if total is not None:
            words = {"label_en": "Printed total", "label_ko": "표의 합계", "table": TABLE, "printed_total": True}
            yield f"total-{name}", _number(total, unit, predicate) | words
    for number, row in enumerate(edition["subtotals"], 1):
        words = {"label_en": "Printed subtotal", "label_ko": "표의 소계", "table": TABLE, "printed_total": True}
        line = {"line": "+".join(row["lines"])}
        yield f"subtotal-{number}", _number(row["accounted"], "persons", "identified") | words | line
    for number, row in enumerate(edition["more"], 1):
        yield f"more-{number}", {**row, "low": row["value"], "high": row["value"]}


def _number(value: int, unit: str, predicate: str) -> dict[str, Any]:
    return {
        "value": value,
        "low": value,
        "high": value,
        "qualifier": "exact",
        "unit": unit,
        "predicate": predicate,
        "population": _POPULATION,
    }
