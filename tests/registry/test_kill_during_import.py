"""An import that is killed lands whole or not at all, and the ledger verifies afterwards."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import NIGHTLY

ROWS = 3_000
PARTS, KILLS = 5, 10 if NIGHTLY else 4
"""Fifty kills in all at night, twenty in every run, in parts that run beside each other."""
SOONER = 0.7  # of the time measured, after a run that was over when it was to be killed


def repatria(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command line in a process of its own, on its own store."""
    environment = {key: value for key, value in os.environ.items() if key != "REPATRIA_DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "-c", "from repatria.cli import main; main()", *arguments],
        env={**environment, "REPATRIA_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> tuple[Path, Path, float]:
    """An empty store, a made-up roster, and how many seconds its import takes when nothing disturbs it."""
    folder = tmp_path_factory.mktemp("kill")
    roster = folder / "roster.csv"
    lines = ["service_number,name,birth_date,incident_date,made_up"]
    lines += [f"MADEUP-{i:05d},DOE JOHN {i},1931-04-02,1950-11-{i % 28 + 1:02d},yes" for i in range(ROWS)]
    roster.write_text("\n".join(lines) + "\n")
    empty = folder / "empty"
    assert repatria(empty, "init").wait(120) == 0
    whole = folder / "whole"
    shutil.copytree(empty, whole)
    started = time.monotonic()
    process = repatria(whole, "import", "roster", str(roster), "--json")
    answer = json.loads(process.communicate(timeout=120)[0])
    assert answer["landed"] == ROWS
    return empty, roster, time.monotonic() - started


@pytest.mark.parametrize("part", range(PARTS))
def test_a_killed_import_is_there_whole_or_not_at_all(prepared, tmp_path, part):
    empty, roster, seconds = prepared
    moments = random.Random(1950 + part)
    landed = []
    for number in range(KILLS):
        home = tmp_path / f"store-{number}"
        shutil.copytree(empty, home)
        process = repatria(home, "import", "roster", str(roster))
        # The later half of the run is where rows are written; the first half only reads. A run that ended before the
        # kill was quicker than the one measured: the next is killed earlier.
        time.sleep(seconds * moments.uniform(0.3, 1.0))
        if process.poll() is not None:
            seconds *= SOONER
        process.send_signal(signal.SIGKILL)
        process.communicate()
        check = repatria(home, "ledger", "verify", "--json")
        result = json.loads(check.communicate(timeout=120)[0])
        assert check.returncode == 0
        assert result["problems"] == []
        landed.append(result["tables"]["roster_missing_person"])
        shutil.rmtree(home)
    assert set(landed) <= {0, ROWS}
    assert 0 in landed, "no run was killed before its end: the test tested nothing"
