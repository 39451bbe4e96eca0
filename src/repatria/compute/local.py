"""The engine that needs nothing: this process and its threads."""

from __future__ import annotations

from repatria.compute.engine import Answer, Job, Progress, Result
from repatria.compute.finished import FinishedBlocks
from repatria.genetics.machine import usable_cores


class LocalEngine:
    """Runs block after block in this process; each block uses all the threads.

    threads: all that this process may use, by default.
    """

    name = "local"

    def __init__(self, *, threads: int | None = None) -> None:
        self.threads = threads or usable_cores()

    def run(
        self, job: Job[Result], *, finished: FinishedBlocks | None = None, progress: Progress | None = None
    ) -> Result:
        """See `Engine.run`."""
        return run_here(job, finished=finished, progress=progress, threads=self.threads, arrays=None)


def run_here(
    job: Job[Result],
    *,
    finished: FinishedBlocks | None,
    progress: Progress | None,
    threads: int,
    arrays: object | None,
) -> Result:
    """Run a job's blocks one after another in this process, on its threads or on a device."""
    answers: list[Answer] = []
    blocks = job.blocks
    for done, block in enumerate(blocks):
        if progress:
            progress(done, len(blocks))
        answer: Answer | None = finished.answer(block.key) if finished else None
        if answer is None:
            pieces = tuple(job.pieces[name] for name in block.pieces)
            answer = job.work(pieces, job.arguments(block), threads=threads, arrays=arrays)
            if finished:
                finished.keep(block.key, answer)
        answers.append(answer)
    if progress:
        progress(len(blocks), len(blocks))
    return job.merge(answers)
