"""`repatria document reject` and `cite`: steps of an account with its password; what is wrong is said in words."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from repatria.cli import build
from repatria.errors import InvalidInput, NotPermitted
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from repatria.registry.sources.document_reading import from_pasted
from repatria.registry.sources.document_verbs import record_document
from repatria.registry.sources.documents import Document
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.verbs import add_source

pytestmark = pytest.mark.django_db
WORD = "a long enough password 7"
TEXT = "A report\n\nThe North gave back 55 cases on July 27, 2018. Ten men were found, a spokesman said.\n"


@pytest.fixture
def document(monkeypatch):
    monkeypatch.setattr("repatria.registry.store.open_store", lambda: None)
    User.objects.create_user("clerk", password=WORD, role=Role.HISTORIAN)
    User.objects.create_user("auditor", password=WORD, role=Role.AUDITOR)
    with recording(OPERATOR) as record:
        key = record_document(record, from_pasted(TEXT, "pasted text"), publisher="An agency")
    return Document.objects.get(pk=key)


def step(*arguments: str, account: str = "clerk"):
    answer = CliRunner().invoke(build(), ["document", *arguments, "--as", account], input=f"{WORD}\n")
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer


def test_claims_are_rejected_by_number_or_all_that_wait(document):
    given = ("reject", str(document.pk), "--reason", "headlines")
    total = document.claims.count()
    told = json.loads(step(*given, "--claim", "1", "--json").stdout.strip().splitlines()[-1])
    assert told == {"document": document.pk, "rejected": 1}
    assert step(*given, "--left").exit_code == 0
    assert document.claims.filter(state="rejected").count() == total
    assert step(*given).exit_code == 2, "neither --claim nor --left"


@pytest.mark.parametrize("arguments", [("--claim", "999"), ("--claim", "1", "--claim", "999")])
def test_a_claim_that_is_not_there_stops_the_whole(document, arguments):
    with pytest.raises(InvalidInput, match="has no claim 999"):
        step("reject", str(document.pk), "--reason", "x", *arguments)
    assert not document.claims.filter(state="rejected").exists()


def test_a_number_is_cited_with_the_words_of_the_text(document):
    cite = (
        "cite",
        document.source.code,
        "10",
        "--unit",
        "persons",
        "--predicate",
        "recovered",
        "--speaker",
        "a spokesman",
    )
    told = json.loads(step(*cite, "--words", "Ten men were found", "--json").stdout.strip().splitlines()[-1])
    figure = CitedFigure.objects.get(code=told["figure"])
    assert (figure.value, figure.unit, figure.speaker, figure.note_en) == (
        10,
        "persons",
        "a spokesman",
        "“Ten men were found”",
    )
    with pytest.raises(InvalidInput, match="do not stand in the text"):
        step(*cite, "--words", "Eleven men were found")
    with pytest.raises(InvalidInput, match="there is no source"):
        step("cite", "NOWHERE", *cite[2:], "--words", "Ten men")
    with pytest.raises(NotPermitted):
        step(*cite, "--words", "Ten men were found", account="auditor")
    assert CitedFigure.objects.filter(source=document.source).count() == 1


def test_what_the_text_promises_is_cited_by_the_command_only_with_how_it_is_said(document):
    with recording(OPERATOR) as record:
        text = from_pasted("The North promised to return 200 sets of remains, he said.\n", "pasted text")
        key = record_document(record, text, publisher="An agency")
    source = Document.objects.get(pk=key).source
    cite = ("cite", source.code, "200", "--unit", "sets", "--predicate", "returned", "--words", "200 sets of remains")
    with pytest.raises(InvalidInput, match="the text says it as promised: say how it is said"):
        step(*cite)
    assert step(*cite, "--said", "pledge").exit_code == 0
    assert source.figures.get().said == "pledge"
    with pytest.raises(InvalidInput, match="said is one of"):
        step(*cite, "--said", "perhaps")


def test_a_file_of_a_source_on_the_record_is_said_to_belong_to_it(document, tmp_path):
    text = "The South gave back 12 boxes on July 28, 2018, a spokesman said.\n"
    with recording(OPERATOR) as record:
        digest = from_pasted(text, "pasted text").document.text_sha256
        add_source(record, "S77", "The first agency", title="Boxes", sha256=digest)
    file = tmp_path / "a.txt"
    file.write_text(text)
    answer = CliRunner().invoke(build(), ["document", "add", str(file), "--publisher", "Another"])
    assert "of source S77" in answer.stdout
    assert "it belongs to a source on the record: The first agency, Boxes" in answer.stdout
