"""The golden DNA files against our answers: one row a case, with the largest relative difference.

``python -m tests.exchange.golden_comparison`` writes the table of docs/methods/kinship.md anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from repatria.exchange.dna_golden import answer_golden
from tests.conftest import ROOT, shared_folder

FILES = ("golden_likelihoods.json", "golden_linked_silent_dist.json")


@dataclass(frozen=True)
class GoldenRow:
    """One golden value or table compared with ours."""

    case: str
    peer: str
    convention: str
    values: int
    largest_difference: float


def relative(ours: float, theirs: float) -> float:
    """|ours / theirs - 1|, and 0 or infinity where they say 0."""
    if theirs == 0:
        return 0.0 if ours == 0 else float("inf")
    return abs(ours / theirs - 1.0)


def compare(shared: Path) -> list[GoldenRow]:
    """Every golden case in every convention that its file gives."""
    rows: list[GoldenRow] = []
    for name in FILES:
        document = json.loads((shared / "dna/golden" / name).read_text(encoding="utf-8"))
        for convention in ("keep", "prune"):
            answers, problems = answer_golden(document, source=name, untyped_founders=convention)
            assert problems == []
            by_id = {answer["id"]: answer for answer in answers}
            for case in document.get("cases", []):
                rows += _likelihoods(case, by_id[case["id"]], convention)
            if convention == "keep":
                for case in document.get("linked", []):
                    answer = by_id[case["id"]]
                    pairs = [(answer[key], case[key]) for key in ("likelihood", "unlinked_product")]
                    rows.append(_row(case["id"], "pedprobr", convention, pairs))
                for case in document.get("genotype_distributions", []):
                    rows.append(_row(case["id"], "pedprobr", convention, _distribution(case, by_id[case["id"]])))
            else:
                for case in document.get("familias", []):
                    answer = by_id[case["id"]]
                    pairs = [(answer[part][h], x) for part in ("likelihoods", "LR") for h, x in case[part].items()]
                    rows.append(_row(case["id"], "Familias", convention, pairs))
    return rows


def _row(case: str, peer: str, convention: str, pairs: list[tuple[float, float]]) -> GoldenRow:
    return GoldenRow(case, peer, convention, len(pairs), max(relative(ours, theirs) for ours, theirs in pairs))


def _likelihoods(case: dict[str, Any], answer: dict[str, Any], convention: str) -> list[GoldenRow]:
    peers = {"keep": ("pedprobr", case["likelihoods_per_marker"])}
    if case.get("familias_crosscheck"):
        peers["prune"] = ("Familias", case["familias_crosscheck"]["likelihoods_per_marker"])
    if convention not in peers:
        return []
    peer, expected = peers[convention]
    pairs = [
        (ours, theirs)
        for hypothesis, values in expected.items()
        for ours, theirs in zip(answer["likelihoods_per_marker"][hypothesis], values, strict=True)
        if theirs is not None
    ]
    return [_row(case["id"], peer, convention, pairs)]


def _distribution(case: dict[str, Any], answer: dict[str, Any]) -> list[tuple[float, float]]:
    if "distribution" in case:
        assert list(case["distribution"]) == list(answer["distribution"])
        return [(answer["distribution"][g], theirs) for g, theirs in case["distribution"].items()]
    assert (case["rows"], case["cols"]) == (answer["rows"], answer["cols"])
    return [
        (ours, theirs)
        for row, expected in zip(answer["joint"], case["joint"], strict=True)
        for ours, theirs in zip(row, expected, strict=True)
    ]


PAGE = ROOT / "docs/methods/kinship.md"
START, END = "<!-- golden table: start -->", "<!-- golden table: end -->"


def as_table(rows: list[GoldenRow]) -> str:
    """The comparison as a Markdown table: one line a case, the recombination fractions of a pair together."""
    cases: dict[str, dict[str, list[GoldenRow]]] = {}
    for row in rows:
        cases.setdefault(row.case.split("_rho")[0], {}).setdefault(row.peer, []).append(row)
    lines = ["| case | values | pedprobr, `keep` | Familias, `prune` |", "|---|---|---|---|"]
    for case, by_peer in cases.items():
        count = max(sum(row.values for row in part) for part in by_peer.values())
        cells = [_within(by_peer.get(peer)) for peer in ("pedprobr", "Familias")]
        lines.append(f"| `{case}` | {count} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _within(rows: list[GoldenRow] | None) -> str:
    if rows is None:
        return ""
    worst = max(row.largest_difference for row in rows)
    return next((f"within {bound:.0e}" for bound in (1e-12, 1e-10) if worst <= bound), f"**differs by {worst:.1e}**")


def table_in_page() -> str:
    """The table that the page holds now."""
    text = PAGE.read_text(encoding="utf-8")
    return text[text.index(START) + len(START) : text.index(END)].strip()


def main() -> None:
    folder = shared_folder()
    if folder is None:
        raise SystemExit("no shared test data: set REPATRIA_SHARED")
    text = PAGE.read_text(encoding="utf-8")
    before, after = text[: text.index(START) + len(START)], text[text.index(END) :]
    PAGE.write_text(f"{before}\n{as_table(compare(folder))}\n{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
