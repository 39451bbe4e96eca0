"""The published scores are those of the code."""

from __future__ import annotations

import pytest
from benchmarks import bench_testimony as bench

ADVICE = "run: python benchmarks/bench_testimony.py --write"


def test_the_table_of_the_made_up_texts_is_current():
    page = bench.PAGE.read_text(encoding="utf-8")
    assert bench.renewed(page, "made-up", bench.made_up_table()) == page, ADVICE


def test_the_tables_of_the_held_out_texts_and_of_the_sentences_are_current():
    page = bench.PAGE.read_text(encoding="utf-8")
    assert bench.renewed(page, "blind", bench.blind_table()) == page, ADVICE
    assert bench.renewed(page, "sentences", bench.sentences_table()) == page, ADVICE
    assert bench.renewed(page, "constructions", bench.constructions_table()) == page, ADVICE


@pytest.mark.shared
def test_the_tables_of_the_shared_documents_are_current(shared):
    page = bench.PAGE.read_text(encoding="utf-8")
    assert bench.renewed(page, "development", bench.development_table(shared)) == page, ADVICE
    assert bench.renewed(page, "held-out", bench.held_out_table(shared)) == page, ADVICE
