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
    assert listed[0]["title"]
    line = run("document", "list").stdout
    assert listed[0]["title"] in line
    assert f"A made-up agency, {listed[0]['published'] or 'date not told'}; DOC-1" in line
    shown = json.loads(run("document", "show", "1", "--json").stdout)
    assert (shown["document"], shown["source"], shown["publisher"]) == (1, "DOC-1", "A made-up agency")
    assert [claim["claim"] for claim in shown["claims"]] == list(range(1, len(shown["claims"]) + 1))
    assert sum(len(claim["figures"]) for claim in shown["claims"]) == told["figures"]
    printed = run("document", "show", "1").stdout
    assert listed[0]["title"] in printed.splitlines()[0]
    assert "claim 1 (proposed): " in printed
    assert "    = " in printed
    assert "there is no document 9" in run("document", "show", "9").stderr
    assert run("ledger", "verify").returncode == 0


def test_a_document_is_corrected_withdrawn_brought_back_and_restricted(run, tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("WASHINGTON, March 14, 2019\n\nNorth Korea handed over 55 cases of remains, officials said.\n")
    words = ("document", "add", str(story), "--publisher", "An agancy", "--published")
    wrong = run(*words, "2018-01-01")
    assert wrong.returncode != 0
    assert "March 14, 2019" in wrong.stderr
    assert "has not come yet" in run(*words, "2100", "--date-is-right").stderr
    told = json.loads(run(*words, "2018-01-01", "--date-is-right", "--json").stdout)
    key = str(told["document"])
    corrected = run("correct", "source", told["source"], "publisher", "An agency", "--reason", "a slip", "--json")
    assert json.loads(corrected.stdout)["value"] == "An agency"
    assert "says why" in run("document", "withdraw", key).stderr
    for command, done in (("withdraw", "withdrawn"), ("bring-back", "brought back"), ("restrict", "restricted")):
        answer = run("document", command, key, "--reason", "a test", "--json")
        assert json.loads(answer.stdout)["done"] == done, answer.stderr
    listed = json.loads(run("document", "list", "--json").stdout)["documents"]
    assert listed[-1]["restricted"]
    assert "is open" in run("document", "restrict", key, "--lift", "--reason", "published").stdout
    assert run("document", "withdraw", "999", "--reason", "x").returncode == 2
    run("document", "withdraw", key, "--reason", "the wrong date")
    assert json.loads(run("document", "list", "--withdrawn", "--json").stdout)["documents"][0]["document"] == int(key)
    again = json.loads(run(*words, "2019-03-14", "--json").stdout)
    assert again["document"] != int(key)
    assert run("ledger", "verify").returncode == 0
