"""docs/pages.md names every page, its address and what it needs, and no page that is not there."""

from __future__ import annotations

import re

from repatria.web.urls import access, urlpatterns
from tests.conftest import ROOT

ROW = re.compile(r"^\| `([a-z-]+)` \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$", re.M)


def documented() -> dict[str, tuple[str, str]]:
    text = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    return {name: (address, needs.strip()) for name, address, needs, _shows in ROW.findall(text)}


def address(pattern) -> str:
    return "/" + re.sub(r"<slug:\w+>", "NAME", re.sub(r"<int:\w+>", "N", str(pattern.pattern)))


def needs(pattern) -> str:
    asked = access(pattern)
    if asked.open:
        return "nothing"
    if not asked.resources:
        return "an account"
    names = [resource.value for resource in asked.resources]
    besides = "".join(f"; see {resource.value}" for resource in asked.seeing)
    return f"{asked.verb.value} " + ", ".join(names[:-1]) + (" and " if names[1:] else "") + names[-1] + besides


def test_every_page_is_documented_with_its_address_and_what_it_needs():
    actual = {pattern.name: (address(pattern), needs(pattern)) for pattern in urlpatterns}
    assert documented() == actual
