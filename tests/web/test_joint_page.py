"""The joint identification of a search: its drawing and every pairing that the pairs allow."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.models import Hit, SearchRun
from repatria.registry.runs.parameters import SearchParameters
from repatria.scenario.build import build
from repatria.scenario.land import land_scenario
from tests.web.reading import links, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded_search(db) -> int:
    """A made-up operation on the record, searched; the number of the run."""
    with recording(OPERATOR) as record:
        land_scenario(record, build(7, missing=40, boxes=3, remains=12))
    return run_search(OPERATOR, SearchParameters(threshold=1.0)).run_id


def test_the_joint_page_draws_the_solution_and_lists_every_pairing(loaded_search, analyst):
    answer = analyst.get(reverse("run-joint", args=[loaded_search]))
    text, page = words(answer), answer.content.decode()
    assert "Only pairs that reached the threshold of the search" in text
    assert "Exact: the sum over every possible solution." in text
    assert "every solution that these pairs allow is equally probable" in text
    remains = set(Hit.objects.filter(run=loaded_search, above=True).values_list("remains", flat=True))
    assert page.count("none of them") >= len(remains)
    assert 'class="edge' in page
    pairs = Hit.objects.filter(run=loaded_search, above=True).values_list("pk", flat=True)
    assert {reverse("pair", args=[key]) for key in pairs} <= set(links(answer))


def test_a_joint_page_without_hits_says_so(loaded_search, analyst):
    SearchRun.objects.filter(pk=loaded_search).update(hit_count=0)
    Hit.objects.update(above=False)
    assert "No pair reached the threshold." in words(analyst.get(reverse("run-joint", args=[loaded_search])))
