"""The source of a restricted document is named to nobody who may not read it: in lists, in choices, beside an event."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.sources.documents import Document
from repatria.registry.sources.models import HAND, CitedFigure
from repatria.registry.sources.verbs import cite_figure
from repatria.registry.talks.models import Channel, Commitment, Engagement
from repatria.registry.talks.undertakings import add_commitment_step, set_channel_state
from repatria.registry.talks.verbs import add_engagement, set_outcome
from repatria.web.hand_over_entering import HAND_OVER_ENTERING
from repatria.web.talks_actions import TALKS_ACTIONS
from repatria.web.talks_entering import TALKS_ENTERING
from tests.web.reading import words
from tests.web.test_document_withdrawn_page import hand_in

pytestmark = pytest.mark.django_db
PUBLISHER, TITLE = "The Example family", "A letter of the Examples"


@pytest.fixture
def letter(small, historian) -> Document:
    hand_in(historian, publisher=PUBLISHER, title=TITLE, restricted="on")
    return Document.objects.latest("pk")


def choices() -> list[str]:
    """The addresses of all forms that offer sources."""
    rows = {table: table.objects.first() for table in (Engagement, Commitment, Channel)}
    found = []
    for action in (*TALKS_ENTERING, *TALKS_ACTIONS, *HAND_OVER_ENTERING):
        row = rows.get(action.subject)
        if action.subject is None or row is not None:
            found.append(reverse(action.name, args=[row.pk] if row else []))
    return found


def test_choices_of_sources_leave_it_out_and_do_not_take_it(letter, sign_in):
    negotiator, administrator = sign_in(Role.NEGOTIATOR), sign_in(Role.ADMINISTRATOR)
    offering = 0
    for address in choices():
        for client in (negotiator, sign_in(Role.CUSTODIAN)):
            shown = client.get(address).content.decode()
            assert PUBLISHER not in shown
            assert TITLE not in shown
        offering += PUBLISHER in administrator.get(address).content.decode()
    assert offering >= 6
    given = {"kind": "meeting", "title_en": "Talks", "date": "2019-01-02", "source": letter.source.code}
    assert "Select a valid choice" in words(negotiator.post(reverse("engagement-add"), given))


def test_the_same_text_is_refused_without_its_publisher(letter, historian, sign_in):
    refused = words(hand_in(historian))
    assert f"kept already, as document {letter.pk}" in refused
    assert PUBLISHER not in refused
    assert PUBLISHER in words(hand_in(sign_in(Role.ADMINISTRATOR)))


def test_what_rests_on_it_does_not_name_it(small, letter, historian, sign_in):
    source = letter.source
    with recording(OPERATOR) as record:
        engagement = add_engagement(record, "E9", "meeting", "A visit", date="2018-09", sources=[source.code])
        row = Engagement.objects.get(code="E1")
        set_outcome(record, row, "held", since="2018-07-12", source_id=source.pk)
        add_commitment_step(record, small.commitment, "kept", since="2019-07-27", source_id=source.pk)
        set_channel_state(record, Channel.objects.get(code="C1").pk, "open", since="2019-01-01", source_id=source.pk)
    pages = [
        reverse("engagement", args=[engagement]),
        reverse("engagement", args=[small.engagement]),
        reverse("commitment", args=[small.commitment]),
        *(reverse(name) for name in ("talks", "overview", "sources", "documents", "figures", "conflicts")),
    ]
    administrator = sign_in(Role.ADMINISTRATOR)
    for page in pages:
        shown = historian.get(page).content.decode()
        assert PUBLISHER not in shown, page
        assert TITLE not in shown, page
    assert all(PUBLISHER in administrator.get(page).content.decode() for page in pages[:4])


def test_a_figure_that_was_cited_by_hand_before_is_not_shown_with_the_words_of_the_letter(letter, historian):
    """As earlier versions left it."""
    given = {"label_en": "Cases", "value": 55.0, "qualifier": "exact", "unit": "cases", "predicate": "handed_over"}
    with recording(OPERATOR) as record:
        cite_figure(record, f"S{letter.source_id}{HAND}1", letter.source_id, **given, note_en="“as she wrote”")
    assert CitedFigure.objects.filter(source=letter.source).exists()
    assert historian.get(reverse("source", args=[letter.source_id])).status_code == 403
    for name in ("sources", "overview", "figures"):
        shown = historian.get(reverse(name)).content.decode()
        assert PUBLISHER not in shown, name
        assert "as she wrote" not in shown, name
