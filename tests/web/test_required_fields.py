"""What must be filled in is marked, the mark is explained once a form, and programs that read aloud are told too."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from repatria.registry.people.permissions import Role
from tests.web.test_access import addresses

pytestmark = pytest.mark.django_db
_EXPLAINED = "What is marked * must be filled in."


class _Form(HTMLParser):
    """The controls of a page by name, and the names whose label or legend has the mark."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.controls: dict[str, dict[str, str | None]] = {}
        self.marked: set[str] = set()
        self.described: set[str] = set()
        self.ids: set[str] = set()
        self._label: str | None = None
        self._legend_marked = False
        self._in_legend = self._in_set = False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.ids.add(given.get("id") or "")
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden" and given.get("name"):
            self.controls[given["name"]] = given
            self.described.update((given.get("aria-describedby") or "").split())
            if self._in_set and self._legend_marked:
                self.marked.add(given["name"])
        elif tag == "label":
            self._label = given.get("for")
        elif tag == "fieldset":
            self._in_set, self._legend_marked = True, False
        elif tag == "legend":
            self._in_legend = True
        elif tag == "span" and given.get("class") == "needed":
            if self._in_legend:
                self._legend_marked = True
            elif self._label:
                self.marked.add(self._label)

    def handle_endtag(self, tag):
        if tag == "label":
            self._label = None
        elif tag == "legend":
            self._in_legend = False
        elif tag == "fieldset":
            self._in_set = False


def read(client, address: str) -> tuple[_Form, object, str]:
    answer = client.get(address)
    text = answer.content.decode()
    return _Form(text), answer.context["form"], text


def test_every_form_of_an_action_marks_exactly_what_must_be_filled_in(small, sign_in):
    seen = 0
    for role in (Role.ADMINISTRATOR, Role.CUSTODIAN, Role.FAMILY_LIAISON, Role.MEDICAL_EXAMINER, Role.HISTORIAN):
        client = sign_in(role)
        for name, address in addresses(small).items():
            answer = client.get(address)
            form = (answer.context or {}).get("form") if answer.status_code == 200 else None
            if form is None or not hasattr(form, "fields") or name in ("claim", "sign-in"):
                continue
            page, text = _Form(answer.content.decode()), answer.content.decode()
            needed = {each.html_name for each in form if each.field.required}
            ids = {each.id_for_label or each.html_name: each.html_name for each in form}
            assert {ids.get(mark, mark) for mark in page.marked} == needed, name
            assert text.count(_EXPLAINED) == bool(needed), name
            for each in form:
                control = page.controls[each.html_name]
                aloud = "required" in control or control.get("aria-required") == "true" or each.use_fieldset
                assert aloud or each.html_name not in needed, (name, each.html_name)
                assert each.html_name in needed or "required" not in control, (name, each.html_name)
            assert page.described <= page.ids, (name, "a control is described by something that is not there")
            seen += 1
    assert seen > 80


def test_a_choice_that_must_be_made_says_so_though_one_stands_in_it_already(small, sign_in):
    page, form, _text = read(sign_in(Role.CUSTODIAN), reverse("item-offer", args=[small.bone]))
    assert form.fields["purpose"].required
    assert page.controls["purpose"]["aria-required"] == "true"
    assert "required" in page.controls["receiver"], "it begins with an empty choice"
    assert "aria-required" not in page.controls["receiver"]


def test_a_group_of_boxes_has_a_legend_that_says_it(small, sign_in):
    relative = addresses(small)["relative-consent"]
    _page, _form, text = read(sign_in(Role.FAMILY_LIAISON), relative)
    legend = re.search(r"<legend>(.*?)</legend>", text, re.S)
    assert legend is not None
    assert 'class="needed"' in legend[1]
    assert "must be filled in" in legend[1]
    assert 'for=""' not in text


def test_the_mark_is_explained_in_korean(small, sign_in):
    client = sign_in(Role.CUSTODIAN)
    client.post(reverse("language"), {"language": "ko"})
    text = client.get(reverse("item-offer", args=[small.bone])).content.decode()
    assert _EXPLAINED not in text
    assert "*" in text.partition("<form")[2].partition('<p class="help">')[2].partition("</p>")[0]
