"""The published scores are those of the code.

A failing test says only which table is old: the scores of what is held out are nobody's to read while rules
are changed.
"""

from __future__ import annotations

import pytest
from benchmarks import bench_testimony as bench


def _is_current(name: str, table: str) -> None:
    page = bench.PAGE.read_text(encoding="utf-8")
    if bench.renewed(page, name, table) != page:
        pytest.fail(f"the table {name!r} is old; run: python benchmarks/bench_testimony.py --write", pytrace=False)


def test_the_table_of_the_made_up_texts_is_current():
    _is_current("made-up", bench.made_up_table())


def test_the_tables_of_the_held_out_texts_and_of_the_sentences_are_current():
    _is_current("blind", bench.blind_table())
    _is_current("sentences", bench.sentences_table())
    _is_current("constructions", bench.constructions_table())


def test_the_table_of_the_judged_events_is_current():
    _is_current("judged", bench.judged_table())


@pytest.mark.shared
def test_the_tables_of_the_shared_documents_are_current(shared):
    _is_current("development", bench.development_table(shared))
    _is_current("held-out", bench.held_out_table(shared))
