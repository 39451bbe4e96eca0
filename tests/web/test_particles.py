"""Korean particles agree with the word before them, whatever is filled in."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from repatria.registry.people.permissions import Role
from repatria.web.particles import with_particles
from repatria.web.refusal_words import refusal
from tests.web.catalogue import PACKAGE, recorded
from tests.web.reading import words
from tests.web.spoken import CONTEXT

_PAIR = re.compile(r"은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로")
_FIXED = re.compile(r"(?:%\(\w+\)s|\{\d\})(?:은|는|이|가|을|를|과|와|로|으로)(?=[ .,]|$)")
_WRAPPED = re.compile(r"{% filter particles %}({% blocktranslate.*?{% endblocktranslate %}){% endfilter %}", re.S)


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("홍길동", "홍길동은 홍길동이 홍길동을 홍길동과 홍길동으로"),
        ("김철수", "김철수는 김철수가 김철수를 김철수와 김철수로"),
        ("서울", "서울은 서울이 서울을 서울과 서울로"),
        ("K208-055", "K208-055는 K208-055가 K208-055를 K208-055와 K208-055로"),
        ("BOX-1", "BOX-1은 BOX-1이 BOX-1을 BOX-1과 BOX-1로"),
        ("H3", "H3은 H3이 H3을 H3과 H3으로"),
        ("1950", "1950은 1950이 1950을 1950과 1950으로"),
        ("DPAA", "DPAA는 DPAA가 DPAA를 DPAA와 DPAA로"),
        ("UNC", "UNC는 UNC가 UNC를 UNC와 UNC로"),
        ("URL", "URL은 URL이 URL을 URL과 URL로"),
        ("ROTM", "ROTM은 ROTM이 ROTM을 ROTM과 ROTM으로"),
        ("50%", "50%는 50%가 50%를 50%와 50%로"),
    ],
)
def test_every_particle_follows_the_last_sound(word, said):
    assert (
        with_particles(" ".join(f"{word}{pair}" for pair in ("은(는)", "이(가)", "을(를)", "와(과)", "(으)로"))) == said
    )


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(
            (name, "은")
            for name in ("Kim", "Pak", "Baek", "Seok", "John", "Jack", "Scott", "Young", "Jerome", "William")
        ),
        *((name, "은") for name in ("Bill", "Paul", "Cole", "Kyle", "Example", "Nicole")),
        *(
            (name, "는")
            for name in ("Lee", "Choi", "Smith", "James", "Mark", "Robert", "George", "Blake", "Joe", "David")
        ),
    ],
)
def test_a_name_in_latin_letters_is_taken_as_koreans_write_it(name, form):
    assert with_particles(f"{name}은(는)") == name + form


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("“홍길동”이(가) 서명", "“홍길동”이 서명"),
        ("철수(위원)이(가) 서명", "철수(위원)가 서명"),
        ("<strong>철수</strong>은(는)", "<strong>철수</strong>는"),
        ('<a href="/1/">BOX-1</a>을(를)', '<a href="/1/">BOX-1</a>을'),
        ("A는 3이(가), B은(는)", "A는 3이, B는"),
        ("金大中은(는)", "金大中은(는)"),
        ("은(는)", "은(는)"),
        ("(90)은(는)", "(90)은(는)"),
    ],
)
def test_marks_tags_and_brackets_are_not_read_and_what_nobody_can_tell_keeps_both(text, said):
    assert with_particles(text) == said


def test_a_refusal_agrees_with_each_value_and_leaves_what_was_typed():
    with override("ko"):
        assert refusal("BOX-1 is held by LAB, not by CMD: only its holder gives it").startswith(
            "BOX-1의 보관자는 CMD가"
        )
        assert refusal("there is no unit with the name 을(를)").count("을(를)") == 1


def test_no_sentence_puts_a_fixed_particle_after_a_value():
    wrong = [text for message in recorded() if message.id for text in _strings(message) if _FIXED.search(text)]
    assert wrong == []


def test_every_sentence_with_both_particles_is_settled_where_it_is_said():
    for message in recorded():
        if not message.id or message.context == CONTEXT or not any(map(_PAIR.search, _strings(message))):
            continue
        for name, _line in message.locations:
            source = (PACKAGE / name).read_text(encoding="utf-8")
            if name.endswith(".py"):
                assert "with_particles(_(" in source, (name, message.id)
            else:
                first = re.split(r"%\(\w+\)s", str(message.id))
                longest = max(first, key=len)
                assert any(longest in each for each in _WRAPPED.findall(source)), (name, message.id)


def _strings(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


@pytest.mark.django_db
def test_no_page_in_korean_leaves_a_reader_to_choose(small, sign_in):
    from tests.web.test_access import addresses

    client = sign_in(Role.MEDICAL_EXAMINER)
    client.post(reverse("language"), {"language": "ko"})
    for name, address in addresses(small).items():
        answer = client.get(address)
        if answer.status_code == 200:
            assert _PAIR.findall(words(answer)) == [], name
