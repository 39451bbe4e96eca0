"""A number cited by hand is not asserted where its sentence denies, promises or doubts it, unless somebody says so."""

from __future__ import annotations

import pytest

from repatria.errors import InvalidInput
from repatria.registry.sources.by_hand import cite_by_hand
from repatria.registry.sources.models import Source
from repatria.registry.sources.said import ASSERTED
from repatria.registry.sources.said_there import said_there
from repatria.registry.sources.verbs import add_source
from tests.registry.sources.test_by_hand import GIVEN, cite
from tests.registry.sources.test_document_withdrawn import add, do

STORY = """A report on the graves

A spokesman denied that North Korea had handed over 120 sets
of remains to the United Nations Command.

Neither 12 nor 14 graves were opened in the valley, the team reported. He promised the families a list of
64 identified soldiers. If the talks succeed, 70 sets would be returned. The reports that 33 boxes were buried
were a hoax. Perhaps 18 sets were lost on the road. He refused to hand over 21 boxes. He asked the North to
return 45 sets. The officials denied that both had been found.

The team recovered 17 sets of remains in the north. Nobody doubts that 19 sets were identified in Hawaii.
"""


def number(value: float, **changed):
    return {"value": value, "low": value, "high": value} | changed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "value", "said", "chosen"),
    [
        ("handed over 120 sets of remains", 120, "denied", "negative"),
        ("Neither 12 nor 14 graves were opened", 12, "denied", "negative"),
        ("14 graves were opened", 14, "denied", "negative"),
        ("a list of 64 identified soldiers", 64, "promised", "pledge"),
        ("70 sets would be returned", 70, "said under a condition", "conditional"),
        ("33 boxes were buried", 33, "refuted", "refuted"),
        ("18 sets were lost", 18, "said with reserve", "hedged"),
        ("hand over 21 boxes", 21, "denied", "negative"),
        ("return 45 sets", 45, "asked for", "request"),
    ],
)
def test_what_is_not_plainly_asserted_is_cited_only_as_somebody_says(operator, words, value, said, chosen):
    source = add(operator, STORY).source
    given = number(float(value), unit="other", predicate="other")
    for left_open in ({}, {"said": ""}):
        with pytest.raises(InvalidInput, match=f"^the text says it as {said}: say how it is said$"):
            cite(operator, source, words, **given, **left_open)
    assert not source.figures.exists()
    assert cite(operator, source, words, **given, said=chosen).said == chosen
    assert cite(operator, source, words, **given, said=ASSERTED).said == ASSERTED, "what the officer chooses holds"


@pytest.mark.django_db
def test_what_is_plainly_asserted_is_cited_without_being_asked(operator):
    source = add(operator, STORY).source
    assert cite(operator, source, "recovered 17 sets of remains", **number(17.0)).said == ASSERTED
    assert cite(operator, source, "19 sets were identified", **number(19.0)).said == ASSERTED


@pytest.mark.django_db
def test_a_number_that_the_words_give_in_another_way_is_asked_about_too(operator):
    source = add(operator, STORY).source
    given = number(2.0, unit="other", otherwise="both")
    with pytest.raises(InvalidInput, match="says it as denied"):
        cite(operator, source, "both had been found", **given)
    with pytest.raises(InvalidInput, match="says it as denied"):
        cite(operator, source, "The officials denied that both had been found", **given)


@pytest.mark.django_db
def test_a_range_is_asked_about_at_both_its_ends(operator):
    source = add(operator, STORY).source
    given = {"value": None, "low": 12.0, "high": 14.0, "qualifier": "between", "unit": "other"}
    with pytest.raises(InvalidInput, match="says it as denied"):
        cite(operator, source, "12 nor 14 graves", **given)


@pytest.mark.django_db
def test_of_a_source_without_a_text_the_words_themselves_are_read(operator):
    do(operator, add_source, "S7", "An agency")
    source = Source.objects.get(code="S7")
    given = GIVEN | number(120.0, unit="sets")
    with pytest.raises(InvalidInput, match="says it as refuted"):
        do(operator, cite_by_hand, source, words="It denied that 120 sets were handed over", **given)
    with pytest.raises(InvalidInput, match="says it as promised"):
        do(operator, cite_by_hand, source, words="He promised that 120 sets would be handed over", **given)
    do(operator, cite_by_hand, source, words="It handed over 120 sets of remains", **given)


def test_words_of_which_nothing_was_proposed_are_read_with_their_paragraph():
    text = "A headline\n\nHe denied that 120 sets\nwere handed over\n\nThe 130 sets were kept"
    for words, said in (("120 sets", "refuted"), ("130 sets", ASSERTED)):
        start = text.index(words)
        figure = number(float(words[:3]), unit="sets", predicate="handed_over")
        assert said_there(figure, text, start, start + len(words)) == said
