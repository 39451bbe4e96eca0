"""Read a linked SNP panel (map, alleles, frequencies) and the genotypes of samples at it, both as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from repatria.errors import InvalidInput
from repatria.genetics.linked_panel import LinkedPanel, MapFunction, mapped_panel
from repatria.genetics.markers import Marker
from repatria.problems import Problem

MAX_BYTES = 256 * 1024 * 1024
_NOT_CALLED = {"", "-", "--", "NN", "00", "0", "NA", "./."}


@dataclass(frozen=True, eq=False)
class PanelFile:
    """A panel, and the names of markers that were left out because they are on X or Y."""

    panel: LinkedPanel
    left_out: tuple[str, ...]


def _rows(path: Path, needed: Sequence[str]) -> tuple[list[str], list[dict[str, str]], list[Problem]]:
    source = path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [], [Problem(source, "file", f"larger than the limit of {MAX_BYTES:,} bytes")]
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return [], [], [Problem(source, "file", "not text in UTF-8")]
    except OSError as error:
        return [], [], [Problem(source, "file", error.strerror or "cannot be read")]
    reader = csv.DictReader(io.StringIO(text))
    try:
        rows = list(reader)
    except csv.Error as error:
        return [], [], [Problem(source, f"line {reader.line_num}", str(error))]
    columns = list(reader.fieldnames or [])
    absent = [name for name in needed if name not in columns]
    if absent:
        return [], [], [Problem(source, "line 1", f"the column {absent[0]} is not there")]
    return columns, rows, []


def read_panel(
    path: Path, *, function: MapFunction = "haldane", centimorgans_per_megabase: float = 1.0
) -> tuple[PanelFile | None, list[Problem]]:
    """A panel from the columns CHROM, MARKER, A1, A2, FREQ1 and a position, CM or MB.

    CM is a genetic map in centimorgans; where only MB is given, it is taken times centimorgans_per_megabase.
    Markers are put in map order. Rows that cannot be used, and markers of X and Y, are left out and reported.
    """
    columns, rows, problems = _rows(path, ("CHROM", "MARKER", "A1", "A2", "FREQ1"))
    if problems:
        return None, problems
    position = "CM" if "CM" in columns else "MB"
    if position not in columns:
        return None, [Problem(path.name, "line 1", "there is neither a column CM (centimorgans) nor MB (megabases)")]
    scale = 1.0 if position == "CM" else centimorgans_per_megabase
    found: list[tuple[tuple[int, str], float, Marker]] = []
    left_out: list[str] = []
    seen: set[str] = set()
    for number, row in enumerate(rows, start=2):
        chromosome = (row["CHROM"] or "").strip().removeprefix("chr").upper()
        try:
            name = (row["MARKER"] or "").strip()
            if not name or name in seen:
                raise InvalidInput(f"the marker {name} stands twice" if name else "a marker has no name")
            if not chromosome:
                raise InvalidInput(f"marker {name} has no chromosome")
            if chromosome in ("X", "Y", "23", "24"):
                left_out.append(name)
                continue
            share = _number(row["FREQ1"], "FREQ1")
            place = _number(row[position], position) * scale
            if place < 0:
                raise InvalidInput(f"the position {row[position]} is negative")
            marker = Marker(name, ((row["A1"] or "").strip(), (row["A2"] or "").strip()), np.array([share, 1 - share]))
        except InvalidInput as error:
            problems.append(Problem(path.name, f"line {number}", f"{error}; the marker is left out"))
            continue
        seen.add(name)
        order = (int(chromosome), "") if chromosome.isdigit() else (10**6, chromosome)
        found.append((order, place, marker))
    if not found:
        return None, [*problems, Problem(path.name, "file", "no autosomal marker can be used")]
    found.sort(key=lambda entry: entry[:2])
    panel = mapped_panel(
        [marker for _, _, marker in found],
        [f"{order[0]}{order[1]}" for order, _, _ in found],
        [place for _, place, _ in found],
        function=function,
    )
    return PanelFile(panel, tuple(left_out)), problems


def _number(text: str | None, column: str) -> float:
    try:
        value = float(text or "")
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise InvalidInput(f"{column} is {text!r}, not a number")
    return value


def read_panel_genotypes(path: Path, panel: PanelFile) -> tuple[list[str], npt.NDArray[np.int16], list[Problem]]:
    """Samples and their calls (samples, L, 2) from a CSV: MARKER, then one column a sample with AG, A/G or nothing.

    A call that names an allele which the panel does not have is not used and is reported.
    """
    columns, rows, problems = _rows(path, ("MARKER",))
    names = [name for name in columns if name != "MARKER"]
    calls = np.full((len(names), len(panel.panel.markers), 2), -1, dtype=np.int16)
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        return [], calls[:0], [*problems, Problem(path.name, "line 1", f"the sample {twice} stands twice")]
    place = {marker.name: i for i, marker in enumerate(panel.panel.markers)}
    filled: set[str] = set()
    for number, row in enumerate(rows, start=2):
        name = (row["MARKER"] or "").strip()
        if name in panel.left_out:
            continue
        if name not in place or name in filled:
            why = "stands twice" if name in filled else "is not in the panel"
            problems.append(Problem(path.name, f"line {number}", f"the marker {name} {why}; the row is not used"))
            continue
        filled.add(name)
        marker = panel.panel.markers[place[name]]
        for i, sample in enumerate(names):
            text = (row[sample] or "").strip()
            if text.upper() in _NOT_CALLED:
                continue
            pair = text.replace("|", "/").split("/") if "/" in text or "|" in text else list(text)
            called = [marker.allele_index(allele.strip()) for allele in pair]
            if len(called) != 2 or None in called:
                problems.append(
                    Problem(
                        path.name,
                        f"line {number}, sample {sample}",
                        f"{text} is not a genotype of {marker.alleles[0]} and {marker.alleles[1]}; it is not used",
                    )
                )
            else:
                calls[i, place[name]] = called
    return names, calls, problems
