"""The local engine and the folder of finished blocks."""

from __future__ import annotations

import numpy as np
import pytest

from repatria.compute.finished import FinishedBlocks
from repatria.compute.local import LocalEngine
from tests.compute.sample_job import sample_job


class StopNow(Exception):
    """Raised by a progress callback that cancels."""


def test_the_answer_is_merged_in_the_order_of_the_blocks(tmp_path):
    job = sample_job(tmp_path)
    assert np.array_equal(LocalEngine().run(job), np.array([row @ job.vector for row in job.matrix]))


def test_a_cancelled_run_goes_on_from_its_finished_blocks(tmp_path):
    job, finished = sample_job(tmp_path), FinishedBlocks(tmp_path / "run")

    def stop_after_four(done, blocks):
        assert blocks == 6
        if done == 4:
            raise StopNow

    with pytest.raises(StopNow):
        LocalEngine().run(job, finished=finished, progress=stop_after_four)
    assert job.times_run() == 4
    answer = LocalEngine().run(job, finished=finished)
    assert job.times_run() == 6
    assert np.array_equal(answer, LocalEngine().run(job))


def test_a_damaged_block_is_run_again_and_the_answer_is_right(tmp_path):
    job, finished = sample_job(tmp_path), FinishedBlocks(tmp_path / "run")
    expected = LocalEngine().run(job, finished=finished)
    place = tmp_path / "run" / "blocks" / f"{job.blocks[2].key}.npz"
    place.write_bytes(place.read_bytes()[:-40])
    assert np.array_equal(LocalEngine().run(job, finished=finished), expected)
    assert [job.times_run(index) for index in range(6)] == [1, 1, 2, 1, 1, 1]


def test_a_block_that_fails_to_be_written_leaves_nothing_behind(tmp_path):
    finished = FinishedBlocks(tmp_path)
    with pytest.raises(ValueError, match="Object arrays"):
        finished.keep("key", {"objects": np.array([object()])})
    assert finished.answer("key") is None
    assert list((tmp_path / "blocks").iterdir()) == []


def test_progress_counts_to_the_number_of_blocks(tmp_path):
    seen = []
    LocalEngine().run(sample_job(tmp_path), progress=lambda done, blocks: seen.append((done, blocks)))
    assert seen == [(done, 6) for done in range(7)]
