"""The claim of a long table is cut by rows into parts that a form can hold; nothing of it is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest

from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.sources.cut_claims import MOST, cut
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.document_verbs import accept_claim, record_document
from repatria.registry.sources.documents import Document
from repatria.testimony.dates.dated_spans import Span

LONG = "North Korea returned " + ", ".join(f"{n} boxes in {1990 + n % 30}" for n in range(5, 60)) + "."  # made up


def claim_of(text: str, words: list[str]) -> dict:
    places, at = [], 0
    for word in words:
        at = text.index(word, at)
        places.append({"evidence": Span.of(text, at, at + len(word)).as_dict()})
        at += len(word)
    return {"id": "c1", "evidence": Span.of(text, 0, len(text)).as_dict(), "figures": places, "dates": []}


def test_a_claim_of_few_figures_stays_whole():
    text = "7 men, 8 women"
    claim = claim_of(text, ["7", "8"])
    assert cut(claim, text) == [claim]


@pytest.mark.parametrize("across", [1, 3, 7, 20, 21, 50])
def test_rows_stay_together_and_every_figure_is_in_one_part(across):
    numbers = [str(number) for number in range(100, 100 + across * 30)]
    lines = [numbers[at : at + across] for at in range(0, len(numbers), across)]
    text = "\n".join("row  " + "  ".join(line) for line in lines)
    claim = claim_of(text, numbers)
    parts = cut(claim, text)
    assert [figure for part in parts for figure in part["figures"]] == claim["figures"]
    assert all(0 < len(part["figures"]) <= MOST for part in parts)
    for part in parts:
        place = part["evidence"]
        assert text[place["start"] : place["end"]] == place["quote"]
        assert all(
            place["start"] <= figure["evidence"]["start"] and figure["evidence"]["end"] <= place["end"]
            for figure in part["figures"]
        )
        if across <= MOST:
            assert len(part["figures"]) % across == 0
            assert place["quote"].startswith("row")
    ends = [(part["evidence"]["start"], part["evidence"]["end"]) for part in parts]
    assert all(before[1] <= after[0] for before, after in pairwise(ends))


@pytest.mark.django_db
def test_a_claim_of_many_figures_is_kept_in_parts_and_a_part_is_accepted(operator):
    reading = from_pasted(LONG, "pasted text")
    assert max(len(claim.figures) for claim in reading.claims) > MOST
    with recording(operator) as record:
        key = record_document(record, reading, publisher="An agency")
    claims = list(Document.objects.get(pk=key).claims.order_by("number"))
    assert sum(claim.figure_count for claim in claims) == sum(len(claim.figures) for claim in reading.claims)
    assert max(claim.figure_count for claim in claims) <= MOST
    chosen = next(claim for claim in claims if claim.figure_count == MOST)
    with recording(operator) as record:
        accept_claim(record, chosen)
    for passage in chosen.passages.all():
        assert LONG[passage.start : passage.end] == passage.exact
    assert verify().problems == []
