"""The tables that a screening looks up: one row a family, one column an observation, marker beside marker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from repatria.errors import InvalidInput

LARGEST = 1e4
"""log10: far above any likelihood ratio, and small enough that rounding never reaches the bounds' guard."""


@dataclass(frozen=True)
class ScreeningTables:
    """log10 LR of every observation at every marker, for every family.

    values: float64 (families, columns), C order; -inf is an exclusion.
    offsets: int64 (markers + 1,); marker m owns columns offsets[m] .. offsets[m+1]-1, the last of them "not typed".
    """

    values: NDArray[np.float64]
    offsets: NDArray[np.int64]

    def __post_init__(self) -> None:
        values, offsets = self.values, self.offsets
        if values.ndim != 2 or values.dtype != np.float64 or not values.flags.c_contiguous:
            raise InvalidInput("family tables must be one float64 array (families, columns) in C order")
        if offsets.ndim != 1 or offsets.size < 2 or offsets[0] != 0 or offsets[-1] != values.shape[1]:
            raise InvalidInput("the offsets of the markers do not cover the columns of the family tables")
        if np.any(np.diff(offsets) < 1):
            raise InvalidInput("each marker needs at least the column 'not typed'")
        for start in range(0, len(values), 256):
            if not (values[start : start + 256] < LARGEST).all():
                raise InvalidInput(f"a family table holds NaN or a log10 likelihood ratio of {LARGEST:g} or more")
        if values[:, offsets[1:] - 1].any():
            raise InvalidInput("the last column of each marker means 'not typed' and must be 0")

    @classmethod
    def from_markers(
        cls, tables: Sequence[NDArray[np.float64]], *, compatible: NDArray[np.bool_] | None = None
    ) -> ScreeningTables:
        """One array from one table (families, observations) per marker, in the order of the markers.

        compatible: bool (families, groups); False where a sample of that group cannot be a missing person of that
        family (the sexes contradict). It becomes a last marker whose observation is the sample's group.
        """
        if not tables:
            raise InvalidInput("a screening needs at least one marker")
        if len({len(table) for table in tables}) > 1:
            raise InvalidInput("the markers' tables speak of different numbers of families")
        parts = list(tables)
        if compatible is not None:
            allowed = np.where(compatible, 0.0, -np.inf)
            parts.append(np.column_stack([allowed, np.zeros(len(allowed))]))
        offsets = np.concatenate([[0], np.cumsum([part.shape[1] for part in parts])]).astype(np.int64)
        values = np.empty((len(tables[0]), int(offsets[-1])))
        for marker, part in enumerate(parts):
            values[:, offsets[marker] : offsets[marker + 1]] = part
        return cls(values, offsets)

    @property
    def families(self) -> int:
        """How many families."""
        return len(self.values)

    @property
    def markers(self) -> int:
        """How many markers, the constraint among them."""
        return self.offsets.size - 1

    def columns(self, samples: NDArray[np.int32]) -> NDArray[np.int32]:
        """Codes of samples (samples, markers) as columns of values; raises InvalidInput for a code that is none."""
        if samples.ndim != 2 or samples.shape[1] != self.markers or not np.issubdtype(samples.dtype, np.integer):
            raise InvalidInput(f"samples must be integers of shape (samples, {self.markers})")
        if np.any(samples.min(axis=0, initial=0) < 0) or np.any(
            samples.max(axis=0, initial=0) >= np.diff(self.offsets)
        ):
            raise InvalidInput("a sample shows an observation that the family tables do not have")
        return np.asarray(samples + self.offsets[:-1], np.int32)
