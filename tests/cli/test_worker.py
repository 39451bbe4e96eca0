"""The worker beside a server ends with it, however that ends, and does what was asked for before it leaves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT

COMMAND = [sys.executable, "-c", "from repatria.cli import main; main()"]


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """An empty store of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "REPATRIA_DATABASE_URL"}
    kept |= {"REPATRIA_HOME": str(tmp_path_factory.mktemp("store") / "var"), "PYTHONPATH": str(ROOT / "src")}
    subprocess.run([*COMMAND, "init", "--json"], env=kept, check=True, stdout=subprocess.DEVNULL)
    return kept


def test_an_attached_worker_ends_when_its_server_is_gone(environment):
    worker = subprocess.Popen([*COMMAND, "worker", "--attached"], env=environment, stdin=subprocess.PIPE)
    with pytest.raises(subprocess.TimeoutExpired):
        worker.wait(timeout=3)
    worker.stdin.close()
    assert worker.wait(timeout=60) == 0


def test_a_worker_leaves_when_nothing_waits(environment):
    assert subprocess.run([*COMMAND, "worker", "--once"], env=environment, timeout=60, check=False).returncode == 0


def test_an_engine_that_is_not_there_is_a_wrong_use(environment):
    answer = subprocess.run(
        [*COMMAND, "search", "--engine", "abacus"], env=environment, capture_output=True, check=False
    )
    assert answer.returncode == 2
    assert b"is one of local, dask, gpu" in answer.stderr


def test_a_server_says_its_address_at_once_though_its_output_is_a_file(environment, tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = tmp_path / "said"
    with said.open("wb") as output:
        server = subprocess.Popen(
            [*COMMAND, "serve", "--no-worker", "--port", str(port)], env=environment, stdout=output
        )
    try:
        deadline = time.monotonic() + 60
        while not said.read_text() and server.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        assert server.poll() is None
        assert f"Serving http://127.0.0.1:{port} " in said.read_text()
    finally:
        server.terminate()
        server.wait(timeout=60)
