"""Things that stand at places in a text, found by place without looking at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Placed(Generic[T]):
    """Items sorted by their start; `between` answers in the time of a binary search."""

    def __init__(self, items: Iterable[T], start: Callable[[T], int]) -> None:
        self.items = sorted(items, key=start)
        self._starts = [start(item) for item in self.items]

    def between(self, start: int, end: int) -> list[T]:
        """Items that begin in [start, end)."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def holding(self, at: int) -> T | None:
        """The last item that begins at or before `at`."""
        index = bisect_left(self._starts, at + 1) - 1
        return self.items[index] if index >= 0 else None


class Spread:
    """What a number of stretches [start, end) cover together; `holds` answers in the time of a binary search."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            elif end > start:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, at: int) -> bool:
        """Whether a place lies in one of the stretches."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._ends[index]
