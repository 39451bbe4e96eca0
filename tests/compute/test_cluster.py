"""The Dask engine survives the loss of a worker and of the scheduler, and answers as the local engine does."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from dataclasses import replace

import distributed
import numpy as np
import pytest

from repatria.compute.cluster import DaskEngine
from repatria.compute.engine import EngineLost
from repatria.compute.finished import FinishedBlocks
from repatria.compute.local import LocalEngine
from repatria.errors import InvalidInput
from repatria.genetics.screening import Query
from repatria.genetics.screening_job import ScreeningJob
from tests.compute.sample_job import sample_job
from tests.conftest import ROOT
from tests.genetics.test_screening import random_samples, random_tables

pytestmark = pytest.mark.xdist_group("cluster")


def start(*command: str) -> tuple[subprocess.Popen[str], str]:
    """Start a Dask process and wait until it says at which address it answers."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *command], stderr=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    )
    for line in process.stderr:
        if found := re.search(r"at:\s+(tcp://\S+)", line):
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return process, found[1]
    raise AssertionError(f"dask {command[0]} did not start")


@pytest.fixture(scope="module")
def cluster():
    """Two worker processes; a killed one is started again by its nanny."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as started:
        yield started


def test_a_screening_on_the_cluster_equals_the_local_one_bit_for_bit(cluster, tmp_path):
    rng = np.random.default_rng(3)
    tables = random_tables(rng, 700, 12)
    samples = random_samples(rng, tables, 150)
    query = Query(threshold=1.0, top=2)
    local = LocalEngine().run(ScreeningJob(tables, samples, query))
    job = ScreeningJob(tables, samples, query, families_per_block=300, pairs_per_block=15_000)
    assert len(job.blocks) == 9
    spread = DaskEngine(cluster.scheduler_address).run(job, finished=FinishedBlocks(tmp_path))
    assert len(local.hits) > 100
    assert spread.hits.same_as(local.hits)
    assert spread.best.same_as(local.best)


def test_a_killed_worker_changes_nothing_in_the_answer(cluster, tmp_path):
    job, finished = sample_job(tmp_path, rows=12, seconds=0.2), FinishedBlocks(tmp_path / "run")
    with distributed.Client(cluster, set_as_default=False) as client:
        victim = min(client.run(os.getpid).values())
    killed = []

    def kill_one(done, blocks):
        if done >= 3 and not killed:
            killed.append(victim)
            os.kill(victim, signal.SIGKILL)

    answer = DaskEngine(cluster.scheduler_address).run(job, finished=finished, progress=kill_one)
    assert killed
    assert np.array_equal(answer, LocalEngine().run(sample_job(tmp_path, rows=12)))


def test_a_rerun_after_the_loss_of_the_scheduler_redoes_no_finished_block(cluster, tmp_path):
    job, finished = sample_job(tmp_path, rows=10, seconds=0.3), FinishedBlocks(tmp_path / "run")
    scheduler, address = start("scheduler", "--port", "0", "--no-dashboard", "--host", "127.0.0.1")
    worker, _ = start("worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard")

    def lose_the_scheduler(done, blocks):
        if done == 3:
            scheduler.kill()

    try:
        with pytest.raises(EngineLost, match="run again"):
            DaskEngine(address, patience=2.0).run(job, finished=finished, progress=lose_the_scheduler)
    finally:
        for process in (scheduler, worker):
            process.kill()
            process.wait()
    kept = [index for index, block in enumerate(job.blocks) if finished.has(block.key)]
    assert 3 <= len(kept) < 10
    started = job.times_run()

    answer = DaskEngine(cluster.scheduler_address).run(job, finished=finished)
    assert job.times_run() - started == 10 - len(kept)
    assert np.array_equal(answer, LocalEngine().run(sample_job(tmp_path, rows=10)))


def test_what_goes_wrong_in_a_block_is_not_taken_for_a_lost_scheduler(cluster, tmp_path):
    job = replace(sample_job(tmp_path), marks=tmp_path / "not there")
    with pytest.raises(FileNotFoundError):
        DaskEngine(cluster.scheduler_address).run(job, finished=FinishedBlocks(tmp_path / "run"))


def test_it_says_that_no_scheduler_answers(tmp_path):
    with pytest.raises(EngineLost, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        DaskEngine("tcp://127.0.0.1:9", patience=0.5).run(sample_job(tmp_path), finished=FinishedBlocks(tmp_path))


def test_a_cluster_elsewhere_needs_a_shared_folder(tmp_path):
    with pytest.raises(InvalidInput, match="folder"):
        DaskEngine("tcp://127.0.0.1:9").run(sample_job(tmp_path))


def test_without_an_address_it_starts_a_cluster_of_its_own(tmp_path):
    job = sample_job(tmp_path, rows=3)
    assert np.array_equal(DaskEngine(workers=1).run(job), LocalEngine().run(job))
