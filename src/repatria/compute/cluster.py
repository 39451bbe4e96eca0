"""The Dask engine: blocks on many processes or machines, kept as they finish (extra `repatria[cluster]`)."""

from __future__ import annotations

import concurrent.futures
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from repatria.compute.engine import Answer, EngineLost, Job, Progress, Result
from repatria.compute.finished import FinishedBlocks
from repatria.errors import InvalidInput


class DaskEngine:
    """Runs blocks on a Dask cluster.

    address: of a scheduler, for example "tcp://10.0.0.1:8786"; without it a local cluster is started for the run.
    workers: how many processes the local cluster has, one thread each. patience: seconds to wait for the scheduler.

    Workers read a job's arrays from, and write answers to, the folder of `finished`, which all machines must see; only
    keys go through the scheduler, so its loss loses no finished block. A block whose worker dies is run again
    elsewhere. The answer does not depend on which worker did what.
    """

    name = "dask"

    def __init__(self, address: str | None = None, *, workers: int = 2, patience: float = 10.0) -> None:
        self.address = address
        self.patience = patience
        self.workers = workers

    def run(
        self, job: Job[Result], *, finished: FinishedBlocks | None = None, progress: Progress | None = None
    ) -> Result:
        """See `Engine.run`; raises EngineLost when the scheduler goes away."""
        if finished is None:
            if self.address is not None:
                raise InvalidInput("a cluster needs a folder for finished blocks that all its machines see")
            with tempfile.TemporaryDirectory(prefix="repatria-") as folder:
                return self.run(job, finished=FinishedBlocks(folder), progress=progress)
        blocks = job.blocks
        missing = {block.key: block for block in blocks if not finished.has(block.key)}
        if progress:
            progress(len(blocks) - len(missing), len(blocks))
        if missing:
            for digest in {name for block in missing.values() for name in block.pieces}:
                finished.keep_piece(digest, job.pieces[digest])
            with self._client() as client:
                tasks = {
                    key: (job.work, str(finished.folder.resolve()), key, block.pieces, job.arguments(block))
                    for key, block in missing.items()
                }
                _compute(client, tasks, len(blocks), progress)
        answers: list[Answer] = []
        for block in blocks:
            answer = finished.answer(block.key)
            if answer is None:
                raise EngineLost(f"the answer of block {block.key[:12]} is not in {finished.folder}: run again")
            answers.append(answer)
        return job.merge(answers)

    @contextmanager
    def _client(self) -> Iterator[Any]:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise InvalidInput("the engine 'dask' needs the extra: install repatria[cluster]") from error
        if self.address is not None:
            try:
                client = distributed.Client(self.address, timeout=self.patience, set_as_default=False)
            except OSError as error:
                raise EngineLost(f"no scheduler answers at {self.address}") from error
            with client:
                yield client
            return
        cluster = distributed.LocalCluster(n_workers=self.workers, threads_per_worker=1, dashboard_address=":0")
        with cluster, distributed.Client(cluster, set_as_default=False) as client:
            yield client


def _compute(client: Any, tasks: dict[str, tuple[Any, ...]], blocks: int, progress: Progress | None) -> None:
    """Run the tasks; every answer is on disk when this returns."""
    distributed: Any = import_module("distributed")
    futures = [client.submit(_block, *task, key=f"repatria-{key}", pure=False) for key, task in tasks.items()]
    done = blocks - len(tasks)
    failure: BaseException | None = None
    try:
        for future in distributed.as_completed(futures, loop=client.loop):
            if future.status == "error":
                failure = future.exception()
                break
            future.result()
            done += 1
            if progress:
                progress(done, blocks)
    except (distributed.CancelledError, concurrent.futures.CancelledError, OSError) as error:
        raise EngineLost(f"the scheduler went away after {done} of {blocks} blocks; run again to go on") from error
    finally:
        for future in futures:
            future.release()
    if isinstance(failure, distributed.KilledWorker):
        raise EngineLost(
            f"after {done} of {blocks} blocks, one ended every worker that tried it, perhaps for want of memory; "
            f"smaller blocks need less"
        ) from failure
    if failure is not None:
        raise failure


def _block(
    work: Callable[..., Answer], folder: str, key: str, pieces: tuple[str, ...], arguments: tuple[Any, ...]
) -> str:
    """On a worker: answer one block and keep the answer; the key is all that travels back."""
    finished = FinishedBlocks(folder)
    if not finished.has(key):
        arrays = tuple(finished.piece(name) for name in pieces)
        finished.keep(key, work(arrays, arguments, threads=1, arrays=None))
    return key
