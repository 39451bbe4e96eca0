"""The demonstration's article: its claims wait for a decision, and no made-up number is cited."""

from __future__ import annotations

import pytest

from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.sources.documents import Document
from repatria.registry.sources.models import CitedFigure
from repatria.scenario.land_documents import land_documents

pytestmark = pytest.mark.django_db


def test_the_article_says_that_it_is_made_up_and_nothing_of_it_is_cited():
    document = Document.objects.get(pk=land_documents(OPERATOR))
    assert "made-up" in document.source.title.lower()
    assert document.text.startswith("MADE-UP ARTICLE")
    states = list(document.claims.order_by("number").values_list("state", flat=True))
    assert states[0] == "rejected"
    assert set(states[1:]) == {"proposed"}
    assert sum(document.claims.values_list("figure_count", flat=True)) >= 6
    assert CitedFigure.objects.count() == 0
    assert verify().problems == []
