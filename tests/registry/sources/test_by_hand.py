"""What is cited by hand keeps its place in the text and the number of its words, and shows no hidden text in public."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.permissions import Role
from repatria.registry.sources.by_hand import cite_by_hand, withdraw_by_hand
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.document_verbs import record_document
from repatria.registry.sources.documents import CitedPassage, ClaimDecision, Document, HandPassage, ProposedClaim
from repatria.registry.sources.models import HAND, CitedFigure, Source
from repatria.registry.sources.number_in_words import gives
from repatria.registry.sources.verbs import add_source, cite_figure
from repatria.registry.sources.withdrawals import hidden_sources, restrict_document, seen_sources, withdraw_document
from tests.registry.sources.test_document_withdrawn import HISTORIAN, STORY, add, do

GIVEN = {
    "label_en": "cases",
    "value": 55.0,
    "low": 55.0,
    "high": 55.0,
    "qualifier": "exact",
    "unit": "cases",
    "predicate": "handed_over",
    "population": "",
    "place": "",
    "period": "",
    "as_of": "",
}
WORDS = "handed over 55 cases of\nremains"
recorded = pytest.mark.django_db


def cite(actor, source, words=WORDS, **changed) -> CitedFigure:
    return CitedFigure.objects.get(pk=do(actor, cite_by_hand, source, words=words, **GIVEN | changed))


@recorded
def test_the_figure_leads_to_its_exact_words_and_to_the_digest_of_the_text(operator):
    document = add(operator)
    figure = cite(operator, document.source)
    passage = figure.hand_passage
    assert document.text[passage.start : passage.end] == passage.exact == "handed over 55 cases of remains"
    assert passage.document.text_sha256 == document.text_sha256
    assert passage.selectors()[1]["start"] == passage.start
    assert verify().problems == []
    assert rebuild().problems == []
    assert HandPassage.objects.get().exact == passage.exact


@recorded
@pytest.mark.parametrize("verb", [withdraw_document, restrict_document])
def test_a_document_is_not_taken_from_view_while_a_figure_stands_that_was_cited_by_hand(operator, verb):
    document = add(operator)
    figure = cite(operator, document.source)
    more = {"restricted": True} if verb is restrict_document else {}
    with pytest.raises(Conflict, match=f"take back first what is cited by hand, 55 cases \\({figure.code}"):
        do(operator, verb, document, reason="a letter", **more)
    do(operator, withdraw_by_hand, figure, reason="a letter")
    do(operator, verb, document, reason="a letter", **more)
    with pytest.raises((Conflict, InvalidInput), match=r"is withdrawn|is restricted"):
        cite(operator, document.source)
    assert verify().problems == []


@recorded
def test_only_texts_that_stand_are_searched_for_the_words(operator):
    first = add(operator, published="2019-03-14")
    open_text = STORY.replace("55 cases", "56 cases")
    source = first.source
    Source.objects.filter(pk=source.pk).update(sha256=from_pasted(open_text, "x").document.text_sha256)
    add(operator, open_text)
    do(operator, restrict_document, first, restricted=True, reason="a letter")
    assert source.documents.count() == 2
    with pytest.raises(InvalidInput, match="do not stand in the text"):
        cite(operator, source)
    assert cite(operator, source, WORDS.replace("55", "56"), value=56.0, low=56.0, high=56.0)
    assert not hidden_sources(Role.HISTORIAN).exists()


@recorded
def test_a_figure_cited_by_hand_before_does_not_show_a_source_whose_text_is_for_few(operator):
    """As earlier versions left it: a standing figure without a place, from a text that was restricted since."""
    document = add(operator)
    figure = do(operator, cite_figure, f"S{document.source_id}{HAND}1", document.source_id, **GIVEN)
    Document.objects.update(restricted=True)
    assert list(hidden_sources(Role.HISTORIAN)) == [document.source]
    assert not seen_sources(Role.HISTORIAN).exists()
    assert seen_sources(Role.ADMINISTRATOR).exists()
    CitedFigure.objects.filter(pk=figure).update(code="S1-F1")  # one that was on the record before the text
    assert not hidden_sources(Role.HISTORIAN).exists()


@recorded
def test_a_restricted_text_is_not_added_to_a_source_of_which_words_stand_in_public(operator):
    reading = from_pasted(STORY, "pasted text")
    key = do(operator, add_source, "S7", "An agency", sha256=reading.document.text_sha256)
    cite(operator, Source.objects.get(pk=key))
    with pytest.raises(Conflict, match="take back first what is cited by hand"):
        do(operator, record_document, reading, publisher="An agency", restricted=True)


@recorded
def test_whoever_may_not_read_a_text_is_not_told_who_published_it(operator):
    document = add(operator, restricted=True)
    with pytest.raises(Conflict) as refused:
        add(HISTORIAN)
    assert str(refused.value) == f"this very text is kept already, as document {document.pk}"
    with pytest.raises(Conflict, match="A newspaper"):
        add(operator)
    with pytest.raises(NotPermitted):
        cite(HISTORIAN, document.source)


@recorded
@pytest.mark.parametrize(
    ("words", "number"),
    [("e", 123456.0), ("handed over 55 cases", 5.0), ("handed over 55 cases", 550.0), ("cases of remains", 55.0)],
)
def test_a_number_that_the_words_do_not_give_is_refused_unless_somebody_says_why(operator, words, number):
    document = add(operator)
    columns = {"value": number, "low": number, "high": number}
    with pytest.raises(InvalidInput, match=r"does not stand in these words|do not stand in the text"):
        cite(operator, document.source, words, **columns)
    if words != "e":
        figure = cite(operator, document.source, words, otherwise="the table above says so", **columns)
        assert figure.note_en == f"“{words}” (the table above says so)"


@recorded
@pytest.mark.parametrize("words", ["anded over 55 cases", "over 5", "55 case", "5 cases", "2018, the Defense Depart"])
def test_words_and_numbers_are_not_cut(operator, words):
    document = add(operator)
    with pytest.raises(InvalidInput, match="do not stand in the text"):
        cite(operator, document.source, words, otherwise="cut")


@recorded
def test_a_part_of_a_longer_number_or_word_is_no_quotation(operator):
    document = add(operator, "In 2018 some 7,700 men and twenty-five women were missing, the office said.")
    for words in ("700 men", "five women", "some 7"):
        with pytest.raises(InvalidInput, match="do not stand in the text"):
            cite(operator, document.source, words, otherwise="cut")
    figure = cite(operator, document.source, "twenty-five women", value=25.0, low=25.0, high=25.0, unit="persons")
    assert figure.hand_passage.exact == "twenty-five women"


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("55 cases", 55),
        ("7,700 men", 7700),
        ("7.700 men", 7700),
        ("7 700 men", 7700),
        ("7'700", 7700),
        ("7\u202f700", 7700),
        ("1,00,000 men", 100000),
        ("1,234.5", 1234.5),
        ("fifty-five cases", 55),
        ("two dozen boxes", 24),
        ("one hundred and twenty", 120),
        ("7.7 million", 7700000),
        ("55-60 sets", 60),
        ("55–60 sets", 55),
        ("55구", 55),
        ("in 2018, 55 boxes", 55),
    ],
)
def test_words_give_a_number(words, number):
    assert gives(words, number)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("55 cases", 5),
        ("e", 123456),
        ("7,700", 700),
        ("fifty-five", 5),
        ("fifty-five", 50),
        ("one hundred and twenty", 20),
        ("F-86", 86),
        ("K208", 208),
        ("1950-11-27", 27),
        ("55th", 55),
        ("five hundred", 5),
    ],
)
def test_words_do_not_give_a_part_of_another_number(words, number):
    assert not gives(words, number)


@recorded
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": 1e308, "high": 1e308, "low": 1e308}, "this large is no count"),
        ({"value": None, "low": 55.0, "high": 60.0}, "is not exact: say between"),
        ({"qualifier": "between"}, "between has two ends"),
        ({"qualifier": "between", "value": None, "high": None}, "between has two ends"),
        ({"period": "2019/2018"}, "2019 is after 2018"),
        ({"period": "FY2019/FY2018"}, "FY2019 is after FY2018"),
        ({"period": "2017/2018/2019"}, "is no period"),
        ({"period": "/"}, "is no period"),
        ({"period": "FY1"}, "is not a fiscal year"),
    ],
)
def test_what_is_no_figure_is_refused_by_hand_and_by_the_command_of_sources(operator, wrong, said):
    document = add(operator)
    with pytest.raises(InvalidInput, match=said):
        cite(operator, document.source, otherwise="as it is", **wrong)
    with pytest.raises(InvalidInput, match=said):
        do(operator, cite_figure, "F1", document.source_id, **GIVEN | wrong)
    for period in ("FY2018/FY2019", "1996/", "/1996", "1950/1953", "2018-07/2018"):
        assert cite(operator, document.source, period=period).period == period


@recorded
def test_the_database_keeps_passages_decisions_and_documents(operator):
    from repatria.registry.sources.document_verbs import accept_claim

    document = add(operator)
    claim = next(claim for claim in document.claims.all() if claim.figure_count)
    do(operator, accept_claim, claim)
    cite(operator, document.source)
    changes = [
        lambda: CitedPassage.objects.update(start=0),
        lambda: CitedPassage.objects.update(exact="other"),
        lambda: HandPassage.objects.update(exact="other"),
        lambda: ClaimDecision.objects.update(reason="other"),
        lambda: ClaimDecision.objects.update(claim_as_accepted={}),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="does not change"), transaction.atomic():
            change()
    for model in (HandPassage, CitedPassage, ClaimDecision, ProposedClaim, Document):
        with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
            model.objects.all()._raw_delete("default")
    for column in ("withdrawn", "restricted"):
        with pytest.raises(DatabaseError, match="nothing of it is cited any more"), transaction.atomic():
            Document.objects.update(**{column: True})
    passage = HandPassage.objects.get()
    CitedFigure.objects.update(corrected_seq=1)
    Document.objects.update(withdrawn=True)
    passage.pk, passage.figure = None, CitedFigure.objects.exclude(pk=passage.figure_id).first()
    with pytest.raises(DatabaseError, match="withdrawn or restricted"), transaction.atomic():
        passage.save(force_insert=True)
