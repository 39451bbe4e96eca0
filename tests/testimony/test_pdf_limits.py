"""No PDF takes the time or the memory of the one who asks; the pages that can be read are."""

from __future__ import annotations

import os
import threading
import zlib

import pytest

from repatria.testimony.text import pdf_process, pdf_text
from repatria.testimony.text.documents import from_bytes
from tests.testimony.test_documents import pdf

WORDS = "Norway handed over nine boxes."


def two_pages(graphics: bytes) -> bytes:
    """A page of compressed graphics, and one with words."""
    packed = zlib.compress(graphics, 9)
    shown = b"BT /F1 12 Tf 72 720 Td (" + WORDS.encode() + b") Tj ET"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
    page += b"/Resources << /Font << /F1 5 0 R >> >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
        page % 4,
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed) + packed + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        page % 7,
        b"<< /Length %d >>\nstream\n" % len(shown) + shown + b"\nendstream",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % at for at in offsets
    )
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table)


@pytest.fixture
def fresh(monkeypatch):
    """No process of before, which has other limits."""
    monkeypatch.setattr(pdf_process, "_idle", [])
    yield monkeypatch
    for process in pdf_process._idle:
        process.end()


def test_a_page_that_takes_too_much_memory_is_left_out_and_the_next_one_is_read(fresh):
    fresh.setattr(pdf_process, "MAX_MEMORY", 300 * 2**20)
    document = from_bytes(two_pages(b"0 0 m 10 10 l S\n" * 2_000_000), name="a.pdf")
    assert document.text == WORDS
    assert [told.place for told in document.problems] == ["page 1"]
    assert "MiB of memory" in document.problems[0].message


@pytest.mark.parametrize("limit", ["MAX_SECONDS", "MAX_CLOCK"])
def test_a_page_that_takes_too_long_ends_the_reading_at_that_page(fresh, limit):
    fresh.setattr(pdf_process, "MAX_SECONDS", 1)
    if limit == "MAX_CLOCK":
        fresh.setattr(pdf_process, "MAX_CLOCK", 1)
    document = from_bytes(two_pages(b"q Q\n" * 40_000_000), name="a.pdf")
    assert document.text == ""
    assert "page 1: reading stopped here of 2 pages" in " ".join(map(str, document.problems))


def test_the_process_is_kept_for_the_next_file_and_replaced_after_it_went_down(fresh):
    assert from_bytes(pdf([WORDS]), name="a.pdf").text == WORDS
    first = pdf_process._idle[0]
    assert from_bytes(pdf([WORDS]), name="a.pdf").text == WORDS
    assert pdf_process._idle == [first]
    first._process.kill()
    first._process.wait()
    assert from_bytes(pdf([WORDS]), name="a.pdf").text == WORDS
    assert pdf_process._idle != [first]


def test_a_process_of_before_a_fork_is_not_used_by_the_child(fresh):
    from_bytes(pdf([WORDS]), name="a.pdf")
    kept = pdf_process._idle[0]
    kept.owner = os.getpid() + 1
    assert pdf_process._taken() is not kept
    kept.end()


def test_files_read_at_once_do_not_get_each_others_words(fresh):
    found: dict[int, str] = {}

    def one(number: int) -> None:
        found[number] = from_bytes(pdf([f"Box {number}"]), name="a.pdf").text

    threads = [threading.Thread(target=one, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"Box {number}" for number in range(6)}
    assert len(pdf_process._idle) <= 2


def test_where_no_process_can_be_started_it_is_told(fresh):
    fresh.setattr(pdf_process.sys, "executable", "/nowhere/python")
    assert "no process could be started" in str(from_bytes(pdf([WORDS]), name="a.pdf").problems[0])


def test_the_limits_are_told_as_they_are():
    told = pdf_text._lost("a.pdf", 0, True, 2).message
    assert f"{pdf_process.MAX_SECONDS} s of processor time and {pdf_process.MAX_CLOCK} s by the clock" in told
