"""A screening cut into blocks that any engine of `repatria.compute` can run, and put together again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

import repatria
from repatria.genetics.hits import Hits
from repatria.genetics.screening import Query, Screening, Work, screen
from repatria.genetics.screening_device import Arrays
from repatria.genetics.screening_tables import ScreeningTables

PAIRS_PER_BLOCK = 4_000_000_000
"""About one to four seconds of one core."""
FAMILIES_PER_BLOCK = 20_480
"""Families whose tables a block holds: 80 blocks of the kernel, some hundred MB of float64."""


@dataclass(frozen=True, slots=True)
class ScreeningBlock:
    """Some samples against some families.

    key: digest of everything that the block's answer depends on. pieces: names of the arrays it reads.
    """

    key: str
    pieces: tuple[str, str, str]
    first_sample: int
    first_family: int


@dataclass(frozen=True)
class ScreeningJob:
    """Every sample against every family, as blocks.

    tables, samples, query: as in `screen`. The answer is the same for any size of the blocks.
    """

    tables: ScreeningTables
    samples: NDArray[np.int32]
    query: Query
    families_per_block: int = FAMILIES_PER_BLOCK
    pairs_per_block: int = PAIRS_PER_BLOCK

    @cached_property
    def pieces(self) -> Mapping[str, NDArray[Any]]:
        """The arrays that blocks read, by the digest of their content: families' tables, samples, offsets."""
        families, samples, offsets = self._digests
        pieces: dict[str, NDArray[Any]] = {offsets: self.tables.offsets}
        pieces |= {families[first]: part for first, part in self._families.items()}
        pieces |= {samples[first]: part for first, part in self._samples.items()}
        return pieces

    @cached_property
    def blocks(self) -> tuple[ScreeningBlock, ...]:
        """All blocks, samples of one lot of families after each other."""
        families, samples, offsets = self._digests
        blocks = []
        for first_family, table in families.items():
            for first_sample, codes in samples.items():
                asked = f"{repatria.__version__} {self.query} {table} {codes} {offsets}"
                key = hashlib.sha256(asked.encode()).hexdigest()
                blocks.append(ScreeningBlock(key, (table, codes, offsets), first_sample, first_family))
        return tuple(blocks)

    def arguments(self, block: ScreeningBlock) -> tuple[float, int]:
        """The small arguments of `work`."""
        return self.query.threshold, self.query.top

    @staticmethod
    def work(
        pieces: tuple[NDArray[np.float64], NDArray[np.int32], NDArray[np.int64]],
        arguments: tuple[float, int],
        *,
        threads: int,
        arrays: Arrays | None,
    ) -> dict[str, NDArray[Any]]:
        """Answer one block; positions count from the block's first sample and first family."""
        values, samples, offsets = pieces
        answer = screen(ScreeningTables(values, offsets), samples, Query(*arguments), threads=threads, arrays=arrays)
        work = answer.work
        return {
            **{f"hit_{name}": getattr(answer.hits, name) for name in ("sample", "family", "log10_lr")},
            **{f"best_{name}": getattr(answer.best, name) for name in ("sample", "family", "log10_lr")},
            "work": np.array([work.pairs, work.lookups, work.added, work.confirmed, work.bytes_read]),
        }

    def merge(self, answers: Iterable[Mapping[str, NDArray[Any]]]) -> Screening:
        """The screening's answer from the answers of all blocks, in the order of the blocks."""
        hits: list[Hits] = []
        best: list[Hits] = []
        work = Work()
        for block, answer in zip(self.blocks, answers, strict=True):
            for pairs, kind in ((hits, "hit"), (best, "best")):
                sample = np.asarray(answer[f"{kind}_sample"] + np.int32(block.first_sample), np.int32)
                family = np.asarray(answer[f"{kind}_family"] + np.int32(block.first_family), np.int32)
                pairs.append(Hits(sample, family, np.asarray(answer[f"{kind}_log10_lr"], np.float64)))
            work += Work(*(int(number) for number in answer["work"]))
        shape = len(self.samples), self.tables.families
        return Screening(
            self.query, shape, Hits.joined(hits).ranked(), Hits.joined(best).best_per_sample(self.query.top), work
        )

    @cached_property
    def _digests(self) -> tuple[dict[int, str], dict[int, str], str]:
        families = {first: _digest(part) for first, part in self._families.items()}
        samples = {first: _digest(part) for first, part in self._samples.items()}
        return families, samples, _digest(self.tables.offsets)

    @cached_property
    def _families(self) -> dict[int, NDArray[np.float64]]:
        step = self.families_per_block
        return {first: self.tables.values[first : first + step] for first in range(0, self.tables.families, step)}

    @cached_property
    def _samples(self) -> dict[int, NDArray[np.int32]]:
        step = max(1, self.pairs_per_block // max(1, min(self.families_per_block, self.tables.families)))
        samples = np.ascontiguousarray(self.samples, np.int32)
        return {first: samples[first : first + step] for first in range(0, len(samples), step)}


def _digest(array: NDArray[Any]) -> str:
    """SHA-256 of an array's type, shape and content."""
    digest = hashlib.sha256(f"{array.dtype.str} {array.shape} ".encode())
    digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()
