"""A job with nothing to do with genetics: rows of a matrix times a vector, slowly, with a mark for each run."""

from __future__ import annotations

import hashlib
import os
import time
import uuid
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Row:
    key: str
    pieces: tuple[str, ...]
    index: int


@dataclass(frozen=True)
class RowsTimesVector:
    matrix: np.ndarray
    vector: np.ndarray
    marks: Path
    seconds: float = 0.0

    @cached_property
    def pieces(self):
        return {hashlib.sha256(part.tobytes()).hexdigest(): part for part in (*self.matrix, self.vector)}

    @cached_property
    def blocks(self):
        *rows, vector = self.pieces
        return tuple(Row(f"{index}-{row}", (row, vector), index) for index, row in enumerate(rows))

    def arguments(self, block):
        return str(self.marks), block.index, self.seconds

    @staticmethod
    def work(pieces, arguments, *, threads, arrays):
        row, vector = pieces
        marks, index, seconds = arguments
        Path(marks, f"{index}-{os.getpid()}-{uuid.uuid4().hex}").touch()
        time.sleep(seconds)
        return {"product": np.array([float(row @ vector)])}

    def merge(self, answers):
        return np.concatenate([answer["product"] for answer in answers])

    def times_run(self, index: int | None = None) -> int:
        """How often a block, or any block, was started."""
        return sum(1 for mark in self.marks.iterdir() if index is None or mark.name.startswith(f"{index}-"))


def sample_job(folder: Path, *, rows: int = 6, seconds: float = 0.0) -> RowsTimesVector:
    marks = folder / "marks"
    marks.mkdir(exist_ok=True)
    rng = np.random.default_rng(5)
    return RowsTimesVector(rng.random((rows, 4)), rng.random(4), marks, seconds)
