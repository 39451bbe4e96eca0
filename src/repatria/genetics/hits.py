"""Hits: the pairs a screening reports, in an order that depends on nothing but the pairs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Pairs of a sample and a family with their log10 LR.

    sample, family: int32 (n,), positions in the samples and the families of the run.
    log10_lr: float64 (n,), finite.
    """

    sample: NDArray[np.int32]
    family: NDArray[np.int32]
    log10_lr: NDArray[np.float64]

    @classmethod
    def none(cls) -> Hits:
        """No pair at all."""
        return cls(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.float64))

    @classmethod
    def joined(cls, parts: Iterable[Hits]) -> Hits:
        """All pairs of several disjoint lists, not yet in order."""
        parts = list(parts)
        if not parts:
            return cls.none()
        return cls(
            np.concatenate([part.sample for part in parts]),
            np.concatenate([part.family for part in parts]),
            np.concatenate([part.log10_lr for part in parts]),
        )

    def __len__(self) -> int:
        return int(self.log10_lr.size)

    @property
    def bytes_used(self) -> int:
        """Bytes of the three arrays."""
        return self.sample.nbytes + self.family.nbytes + self.log10_lr.nbytes

    def where(self, keep: NDArray[np.bool_] | NDArray[np.int64]) -> Hits:
        """The pairs chosen by a mask or by positions."""
        return Hits(self.sample[keep], self.family[keep], self.log10_lr[keep])

    def placed(self, samples: NDArray[np.int64], families: NDArray[np.int64]) -> Hits:
        """The same pairs when sample i was really samples[i] and family j families[j]."""
        return Hits(
            np.asarray(samples[self.sample], np.int32), np.asarray(families[self.family], np.int32), self.log10_lr
        )

    def ranked(self) -> Hits:
        """By log10 LR descending, then sample, then family: no two pairs tie."""
        return self.where(np.lexsort((self.family, self.sample, -self.log10_lr)))

    def best_per_sample(self, k: int) -> Hits:
        """Each sample's k best pairs, by sample, then log10 LR descending, then family."""
        pairs = self.where(np.lexsort((self.family, -self.log10_lr, self.sample)))
        starts = np.searchsorted(pairs.sample, pairs.sample, side="left")
        return pairs.where(np.arange(len(pairs)) - starts < k)

    def same_as(self, other: Hits) -> bool:
        """Equal pairs in equal order, log10 LR equal bit for bit."""
        return (
            np.array_equal(self.sample, other.sample)
            and np.array_equal(self.family, other.family)
            and np.array_equal(self.log10_lr, other.log10_lr)
        )
