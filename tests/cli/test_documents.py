"""`repatria document`: a file is kept with its proposed claims, or refused in words."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.web.small_record import ARTICLE


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    home = tmp_path_factory.mktemp("store") / "var"
    kept = {name: value for name, value in os.environ.items() if name != "REPATRIA_DATABASE_URL"}
    environment = kept | {"REPATRIA_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}

    def command(*words: str) -> subprocess.CompletedProcess:
        program = [sys.executable, "-c", "from repatria.cli import main; main()", *words]
        return subprocess.run(program, env=environment, capture_output=True, text=True, check=False)

    assert command("init").returncode == 0
    return command


def test_a_document_is_added_once_listed_and_the_ledger_verifies(run, tmp_path):
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE)
    answer = run("document", "add", str(article), "--publisher", "A made-up agency", "--json")
    assert answer.returncode == 0, answer.stderr
    told = json.loads(answer.stdout)
    assert (told["document"], told["source"]) == (1, "DOC-1")
    assert told["figures"] >= 3
    again = run("document", "add", str(article), "--publisher", "Another")
    assert again.returncode != 0
    assert "kept already" in again.stderr
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    refused = run("document", "add", str(empty), "--publisher", "A made-up agency")
    assert refused.returncode != 0
    assert "empty" in refused.stderr
    assert "Traceback" not in again.stderr + refused.stderr
    listed = json.loads(run("document", "list", "--json").stdout)["documents"]
    assert [(row["document"], row["decided"]) for row in listed] == [(1, 0)]
    assert run("ledger", "verify").returncode == 0
