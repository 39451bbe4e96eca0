"""The pages in Korean: nothing is left in English, and what is compiled is what is written."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.web.catalogue import MO, compiled, extracted, recorded
from tests.web.reading import words
from tests.web.test_access import addresses

_NUMBERED = re.compile(r"\{\d\}")
_PLACES = re.compile(r"%\((\w+)\)s|\{(\d)\}")


def _both(message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    def as_tuple(text):
        return tuple(text) if isinstance(text, (list, tuple)) else (text,)

    return as_tuple(message.id), as_tuple(message.string)


def test_every_string_of_the_pages_has_korean():
    known = {(message.id, message.context): message for message in recorded() if message.id}
    wanted = {(message.id, message.context) for message in extracted() if message.id}
    assert wanted == set(known), "run: python -m tests.web.catalogue"
    assert [key for key, message in known.items() if not all(_both(message)[1])] == []


def test_korean_keeps_every_value_that_is_filled_in():
    for message in recorded():
        if message.id:
            given, translated = _both(message)
            assert set(_PLACES.findall(given[-1])) == set(_PLACES.findall(translated[0])), given


def test_the_compiled_catalogue_is_the_written_one():
    assert MO.read_bytes() == compiled(recorded()), "run: python -m tests.web.catalogue"


@pytest.mark.django_db
def test_pages_in_korean_leave_no_english_sentence(small, auditor):
    auditor.post(reverse("language"), {"language": "ko"})
    strings = {
        piece.strip()
        for message in recorded()
        if message.id
        for text in _both(message)[0]
        if "%(" not in text
        for piece in _NUMBERED.split(text)
        if len(piece.split()) > 3
    }
    for name, address in addresses(small).items():
        answer = auditor.get(address)
        if answer.status_code == 200:
            text = words(answer)
            assert [english for english in strings if english in text] == [], name
