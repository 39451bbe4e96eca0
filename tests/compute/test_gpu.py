"""The device engine: the code that runs on a GPU, run on host arrays through the calls NumPy and PyTorch share."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from repatria.compute.gpu import ArrayDevice, GpuEngine, find_device
from repatria.compute.local import LocalEngine
from repatria.genetics import screening_device
from repatria.genetics.screening import Query, screen
from repatria.genetics.screening_job import ScreeningJob
from tests.compute.sample_job import sample_job
from tests.genetics.test_screening import random_samples, random_tables


@settings(max_examples=60)
@given(
    seed=st.integers(0, 2**32 - 1),
    families=st.integers(1, 300),
    markers=st.integers(1, 26),
    exclusions=st.sampled_from([0.0, 0.1, 0.6, 0.98]),
    spread=st.sampled_from([0.05, 1.0, 40.0]),
    threshold=st.sampled_from([-np.inf, -5.0, 2.0, np.inf]),
    top=st.sampled_from([0, 1, 3, 400]),
)
def test_the_device_finds_what_the_threads_find(seed, families, markers, exclusions, spread, threshold, top):
    rng = np.random.default_rng(seed)
    tables = random_tables(rng, families, markers, exclusions=exclusions, spread=spread)
    samples = random_samples(rng, tables, 9)
    query = Query(threshold, top)
    expected = screen(tables, samples, query, threads=1)
    found = screen(tables, samples, query, arrays=ArrayDevice(np, "cpu"))
    assert found.hits.same_as(expected.hits)
    assert found.best.same_as(expected.best)


def test_lots_of_any_size_give_the_same_answer(monkeypatch):
    rng = np.random.default_rng(8)
    tables = random_tables(rng, 90, 10)
    samples = random_samples(rng, tables, 40)
    whole = screen(tables, samples, Query(0.0, 2), arrays=ArrayDevice(np, "cpu"))
    monkeypatch.setattr(screening_device, "PAIRS_AT_ONCE", 90 * 7)
    parts = screen(tables, samples, Query(0.0, 2), arrays=ArrayDevice(np, "cpu"))
    assert parts.hits.same_as(whole.hits)
    assert parts.best.same_as(whole.best)


def test_without_a_device_it_says_so_and_runs_on_the_processor(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    said = []
    job = sample_job(tmp_path)
    answer = GpuEngine(say=said.append).run(job)
    assert np.array_equal(answer, LocalEngine().run(job))
    assert len(said) == 1
    assert "runs on the processor" in said[0]


@pytest.mark.parametrize(
    ("cuda", "mps", "asked", "chosen"),
    [(True, False, None, "cuda"), (False, True, None, "mps"), (False, False, None, None), (False, False, "cpu", "cpu")],
)
def test_it_takes_the_first_accelerator_there_is_or_the_one_asked_for(monkeypatch, cuda, mps, asked, chosen):
    torch = SimpleNamespace(
        cuda=SimpleNamespace(is_available=lambda: cuda),
        backends=SimpleNamespace(mps=SimpleNamespace(is_available=lambda: mps)),
    )
    monkeypatch.setitem(sys.modules, "torch", torch)
    device = find_device(asked)
    assert (device.device if device else None) == chosen


def test_the_engine_hands_its_device_to_the_blocks(monkeypatch):
    rng = np.random.default_rng(9)
    tables = random_tables(rng, 60, 8)
    samples = random_samples(rng, tables, 30)
    job = ScreeningJob(tables, samples, Query(0.0, 1), families_per_block=25, pairs_per_block=300)
    monkeypatch.setattr("repatria.compute.gpu.find_device", lambda device: ArrayDevice(np, "cpu"))
    used = []
    monkeypatch.setattr(
        "repatria.genetics.screening.screen_on_device",
        lambda *given, **named: used.append(named["arrays"]) or screening_device.screen_on_device(*given, **named),
    )
    answer = GpuEngine().run(job)
    assert len(used) == len(job.blocks)
    assert answer.hits.same_as(LocalEngine().run(job).hits)
