"""What the record refuses is told in the reader's language: every sentence has its Korean, and pages use it."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from repatria.errors import InvalidInput
from repatria.registry.people.permissions import Role, allows
from repatria.web.actions import DATE_HELP
from repatria.web.particles import with_particles
from repatria.web.refusal_words import Template, Templates, refusal, templates_of
from repatria.web.urls import access, urlpatterns
from tests.web import spoken
from tests.web.reading import words
from tests.web.test_access import addresses

_VALUE = re.compile(r"\{\d\}")
_ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
# Values that no template says: codes, dates, numbers, names in Hangul and in capitals.
VALUES = st.text("ABCXYZ0123456789-가나다", min_size=1, max_size=12)


def _filled(template: Template, values: dict[str, str]) -> str:
    pieces = [template.literals[0]]
    for number, literal in zip(template.numbers, template.literals[1:], strict=True):
        pieces += [values[number], literal]
    return "".join(pieces)


@pytest.fixture(scope="module")
def korean() -> Templates:
    return templates_of("ko")


def test_every_sentence_with_which_the_record_refuses_is_known(korean):
    read = set(spoken.templates())
    assert read == set(korean.whole) | {_as_written(template) for template in korean.parted}
    assert len(read) > 600


def _as_written(template: Template) -> str:
    return _filled(template, {number: f"{{{number}}}" for number in template.numbers})


def test_sentences_are_found_where_they_are_raised_passed_on_and_put_together():
    found = spoken.templates()
    assert "registry/custody/keeping.py" in found["there is no item {1}"]  # raised
    assert "registry/custody/seals.py" in found["seal {1} was applied"]  # given to a function that raises
    assert "registry/custody/check.py" in found["containers nest in a circle"]  # yielded to who makes a problem of it
    assert "registry/roster/units.py" in found["no date is before the place that it follows ({1})"]  # one of two ways
    assert "geography/grid.py" in found["the text names {1} places"]  # collected in a list
    assert "registry/families/ages.py" in found["{1}, born {2}, died before that ({3})"]  # answered by a method
    assert "registry/families/told.py" not in found["there is no item {1}"]


def test_no_two_values_of_a_sentence_touch_so_each_can_be_told_from_the_next():
    assert [text for text in spoken.templates() if re.search(r"\}\{", text)] == []
    assert [text for text in spoken.templates() if len(_VALUE.findall(text)) > 9] == []


def test_each_sentence_is_read_as_its_own_template_and_never_as_another_that_says_as_much(korean):
    for template in korean.parted:
        sentence = _filled(template, {number: f"X{number}" for number in template.numbers})
        found = [each for each, _values in korean.matching(sentence)]
        assert found[0] is template, sentence
        assert [each for each in found[1:] if each.specific == template.specific] == [], sentence
        assert sentence not in korean.whole


@given(st.data())
def test_any_values_are_found_again_and_stand_in_the_korean(data):
    korean = templates_of("ko")
    template = data.draw(st.sampled_from(korean.parted))
    values = {number: data.draw(VALUES) for number in sorted(set(template.numbers))}
    sentence = _filled(template, values)
    found, again = next(korean.matching(sentence))
    assert found is template
    assert again == values
    wanted = ""
    for piece in re.split(r"(\{\d\})", template.said):
        wanted += values[piece[1:-1]] if _VALUE.fullmatch(piece) else with_particles(piece, wanted)
    with override("ko"):
        assert refusal(InvalidInput(sentence)) == wanted


@given(st.text(max_size=300))
def test_what_nobody_here_says_stays_as_it_is_in_english_and_never_fails_in_korean(text):
    with override("en"):
        assert refusal(text) == text
    with override("ko"):
        assert refusal(text) or not text


def test_words_of_the_record_in_a_sentence_are_told_too_and_names_are_not():
    with override("ko"):
        assert refusal("operation OP-1 is running: it cannot become planned") == (
            "작업 OP-1은 진행 중 상태여서 예정 상태가 될 수 없습니다"
        )
        assert (
            refusal("permission P, running: 2099 is still to come") == "허가 P, 진행 중: 2099는 아직 오지 않은 날입니다"
        )
        assert (
            refusal("an operation is one of: planned, running") == "작업의 상태는 다음 가운데 하나입니다: 예정, 진행 중"
        )
        assert refusal("there is no unit with the name 'running'") == "이름이 'running'인 부대가 없습니다"
        assert refusal("the weather is bad") == "the weather is bad"


def test_a_sentence_made_of_thousands_of_marks_is_read_in_one_pass(korean):
    sentence = "a: b; " * 3000
    assert korean.say(sentence).startswith("a: b; ")


def test_no_page_shows_a_refusal_or_a_problem_as_the_record_says_it():
    web = spoken.PACKAGE / "web"
    shown = re.compile(r"\{\{ (?:problem\.\w+|refused|grid\.why|queued\.message) \}\}")
    for path in (web / "templates").rglob("*.html"):
        assert shown.findall(path.read_text(encoding="utf-8")) == [], path.name
    given = re.compile(r"(?:add_error\([^)]*|ValidationError\()str\(error\)")
    for path in web.rglob("*.py"):
        assert given.findall(path.read_text(encoding="utf-8")) == [], path.name


# What is typed into each form: dates that cannot be, and texts that name nothing.
TYPED = ({"date": "2199-01-01", "text": "X-1"}, {"date": "1900", "text": "x 1"})


def _typed(form: forms.Form, text: str, date: str) -> dict[str, object]:
    given: dict[str, object] = {}
    for name, field in form.fields.items():
        start = form.get_initial_for_field(field, name)
        if isinstance(field, forms.ChoiceField):
            choices = [value for value, _word in field.choices if value]
            given[name] = start or (choices[0] if choices else "")
        elif field.help_text == DATE_HELP:
            given[name] = date
        elif isinstance(field, forms.IntegerField | forms.FloatField):
            given[name] = 1 if start is None else start
        elif not isinstance(field, forms.FileField | forms.BooleanField):
            given[name] = start or text
    return given


@pytest.mark.django_db
def test_what_each_form_refuses_is_told_in_korean(small, sign_in):
    told: set[str] = set()
    places = addresses(small)
    for pattern in urlpatterns:
        need = access(pattern)
        if need.open or pattern.name not in places:
            continue
        resources = [(need.verb, each) for each in need.resources]
        role = next((role for role in Role if all(allows(role, verb, each) for verb, each in resources)), None)
        if role is None:
            continue
        client = sign_in(role)
        client.post(reverse("language"), {"language": "ko"})
        address = places[pattern.name]
        blank = client.get(address)
        form = (blank.context or {}).get("form") if blank.status_code == 200 else None
        for typed in TYPED if form is not None and "password" not in form.fields else ():
            answer = client.post(address, _typed(form, **typed))
            if answer.status_code != 200 or "form" not in (answer.context or {}):
                continue
            refused = answer.context["form"].non_field_errors()
            for text in refused:
                assert not _ENGLISH.search(text), (pattern.name, text)
                assert re.search("[가-힣]", text), (pattern.name, text)
                assert text in words(answer)
            told.update(refused)
            if refused:
                break
    assert len(told) > 40
