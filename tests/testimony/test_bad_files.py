"""One bad file stops nothing: it is named with its problem, and the others are read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from repatria.canonical import canonical
from repatria.cli import build
from repatria.testimony import many
from repatria.testimony.many import documents_in, names_of, read_many
from repatria.testimony.text.charsets import codec_of
from repatria.testimony.text.documents import from_bytes, load

SENTENCE = b"Norway handed over nine boxes on 3 May 1999."


def page(charset: str, words: bytes):
    return from_bytes(
        b"<html><meta charset=" + charset.encode() + b"><body><p>" + words + b"</p></body></html>", name="a"
    )


@pytest.mark.parametrize(
    "charset",
    [
        "undefined",
        "unicode_escape",
        "raw_unicode_escape",
        "utf-7",
        "idna",
        "punycode",
        "rot13",
        "base64",
        "hex",
        "zlib",
        "mbcs",
        "utf_8_sig",
        "x" * 30,
    ],
)
def test_a_character_set_that_is_none_of_the_webs_is_told_and_not_used(charset):
    document = page(charset, b"Norway did \\x6eot +AG4AbwB0- come \xe9")
    assert document.text.strip() == "Norway did \\x6eot +AG4AbwB0- come é"
    assert any("names a character set that is none" in told.message for told in document.problems)
    assert document.encoding == "windows-1252"


def test_it_is_told_where_the_page_can_be_read_as_utf8_too():
    assert any("character set" in told.message for told in page("undefined", SENTENCE).problems)


@pytest.mark.parametrize(
    ("charset", "codec", "word"),
    [
        ("iso-8859-1", "cp1252", "“Müller”"),
        ("WINDOWS-1251", "cp1251", "Ж"),
        ("gb2312", "gb18030", "中"),
        ("Shift_JIS", "cp932", "日"),
        ("euc-kr", "cp949", "한"),
        ("iso-8859-2", "iso8859-2", "ł"),
    ],
)
def test_the_character_sets_of_the_web_are_read(charset, codec, word):
    document = page(charset, word.encode(codec) + b" came, and the men were found.")
    assert document.text.strip() == f"{word} came, and the men were found."
    assert (document.encoding, codec_of(charset)) == (codec, codec)


def test_every_codec_of_the_list_is_one_of_pythons():
    from repatria.testimony.text import charsets

    assert all(b"a".decode(codec) == "a" for codec in set(charsets._CODECS.values()))


def test_bytes_that_the_named_set_does_not_have_fall_to_the_usual_guess():
    document = page("shift_jis", b"Caf\xe9 men came home.")
    assert "men came home" in document.text
    assert document.problems


def test_a_file_that_breaks_the_reading_is_named_and_the_others_are_read(tmp_path: Path, monkeypatch):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(SENTENCE)
    whole = many.load

    def breaks(path: Path):
        if path.name == "b.txt":
            raise ZeroDivisionError("the name of somebody")
        return whole(path)

    monkeypatch.setattr(many, "load", breaks)
    paths = documents_in([tmp_path])
    readings = list(read_many(paths, names_of(paths), jobs=1))
    assert [bool(reading.claims) for reading in readings] == [True, False, True]
    assert [str(told) for told in readings[1].problems] == [
        "b.txt: document: reading this file failed (ZeroDivisionError); nothing of it was read"
    ]
    answer = CliRunner().invoke(build(), ["read", str(tmp_path), "--jobs", "1"])
    assert answer.exit_code == 1
    assert answer.output.count("Norway handed over nine boxes") == 2


def test_a_file_name_that_is_not_utf8_is_shown_with_replacement_and_can_be_recorded(tmp_path: Path):
    for name in (b"b\xff.txt", b"b\xfe.txt"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(SENTENCE)
    paths = documents_in([tmp_path])
    assert load(paths[0]).name == "b\ufffd.txt"
    assert from_bytes(SENTENCE, name=paths[0].name).name == "b\ufffd.txt"
    names = names_of(paths)
    assert len(set(names)) == 2
    for reading in read_many(paths, names, jobs=1):
        assert reading.claims
        canonical(reading.as_dict())
