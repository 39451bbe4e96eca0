"""The one interface of all engines: a job in blocks goes in, the same answer comes out wherever the blocks ran."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from numpy.typing import NDArray

from repatria.compute.finished import FinishedBlocks
from repatria.errors import RepatriaError

Answer = Mapping[str, NDArray[Any]]
"""What a block answers: arrays by name."""
Progress = Callable[[int, int], None]
"""Called with (blocks done, blocks in all); may raise to stop the run, what is finished stays finished."""
Result = TypeVar("Result", covariant=True)


class EngineLost(RepatriaError):
    """The machines that ran the job went away; finished blocks are kept and a rerun goes on from them."""


class Block(Protocol):
    """One piece of work of seconds.

    key: digest of all that the answer depends on. pieces: names of the job's arrays that it reads.
    """

    @property
    def key(self) -> str: ...
    @property
    def pieces(self) -> tuple[str, ...]: ...


class Job(Protocol[Result]):
    """What a search must offer to be run; `repatria.genetics.screening_job` is one.

    pieces: the large arrays by the digest of their content. work: a pure function of a block's pieces and arguments;
    its answer depends neither on `threads` nor on `arrays`, a device or None. merge: takes the answers in the order
    of the blocks.
    """

    @property
    def pieces(self) -> Mapping[str, NDArray[Any]]: ...
    @property
    def blocks(self) -> Sequence[Block]: ...
    def arguments(self, block: Any) -> tuple[Any, ...]: ...
    @property
    def work(self) -> Callable[..., Answer]: ...
    def merge(self, answers: Iterable[Answer]) -> Result: ...


class Engine(Protocol):
    """Where a job runs."""

    @property
    def name(self) -> str: ...

    def run(
        self, job: Job[Result], *, finished: FinishedBlocks | None = None, progress: Progress | None = None
    ) -> Result:
        """The job's answer. Blocks found in `finished` are not run again, and those run now are added to it."""
        ...
