"""What was typed wrong is corrected on the page where it stands; what stood before is shown, and at past points too."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from repatria.registry.clerical.kinds import KINDS
from repatria.registry.clerical.models import ClericalCorrection
from repatria.registry.clerical.verbs import correct_written
from repatria.registry.custody.after_the_count import withdraw_signature
from repatria.registry.custody.items import Transfer
from repatria.registry.custody.models import HandOver, HandOverSignature
from repatria.registry.custody.transfers import withdraw
from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.ledger import append
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.permissions import Role
from repatria.registry.roster.conflicts import add_conflict
from repatria.registry.roster.verbs import add_incident
from repatria.registry.talks.models import Engagement
from repatria.registry.talks.verbs import add_account, add_engagement, add_party, relate
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from tests.web.reading import words

pytestmark = pytest.mark.django_db
SHOWN_ON = {
    "event": "engagement",
    "agreement": "engagement",
    "agreement-point": "engagement",
    "party": "engagement",
    "channel": "talks",
    "war": "armed-conflicts",
}


@pytest.fixture
def administrator(small, sign_in):
    return sign_in(Role.ADMINISTRATOR)


def nothing_signed_or_on_offer() -> None:
    """What two officers signed, and what is on offer, is not corrected: first they are withdrawn."""
    with recording(Actor("custodian", Role.CUSTODIAN)) as record:
        for key in HandOverSignature.objects.filter(corrected_seq=None).values_list("pk", flat=True):
            withdraw_signature(record, key, reason="to be signed anew")
        for key in Transfer.objects.filter(closed_seq=None).values_list("pk", flat=True):
            withdraw(record, key, on="2026-11", reason="to be offered anew")


def another_war() -> int:
    """The name of the Korean War stays: another one."""
    with recording(OPERATOR) as record:
        return add_conflict(record, "Slip War (made up)", first_day="1900-01-01", last_day="1901-01-01")


def page_of(kind: str, number: int) -> str:
    name = SHOWN_ON.get(kind, kind)
    if name in ("talks", "armed-conflicts"):
        return reverse(name)
    return reverse(name, args=[Engagement.objects.order_by("pk")[0].pk if name == "engagement" else number])


def as_sent(page) -> dict[str, str]:
    """What a browser sends of the form on a page when nothing is typed."""
    sent = {}
    for field in page.context["form"]:
        sent[field.html_name] = field.value() or ""
        if field.field.show_hidden_initial:
            sent[field.html_initial_name] = field.value() or ""
            assert f'name="{field.html_initial_name}"' in page.content.decode()
    return sent


@pytest.mark.parametrize("action", CLERICAL_ACTIONS, ids=lambda action: action.name)
def test_each_form_holds_what_the_record_says_and_the_page_shows_what_stood_before(action, administrator):
    nothing_signed_or_on_offer()
    another_war()
    kind = KINDS[action.name.removesuffix("-words")]
    rows = kind.model._default_manager.order_by("pk")
    row = rows.last() if kind.name == "war" else rows.first()
    field = next(field for field in kind.fields if not field.may).name
    before = getattr(row, field)
    address = reverse(action.name, args=[row.pk])
    shown = administrator.get(address)
    assert shown.context["form"][field].value() == before
    sent = as_sent(shown) | {field: "Set right", "why": "a slip of the pen"}
    answer = administrator.post(address, sent, follow=True)
    assert answer.redirect_chain, answer.context["form"].errors
    text = words(administrator.get(page_of(kind.name, row.pk)))
    assert "Set right" in text
    assert f"before: {before}" in text
    assert "a slip of the pen" in text
    assert address in administrator.get(page_of(kind.name, row.pk)).content.decode()
    assert verify().problems == []


def test_a_form_that_was_open_for_long_takes_nothing_back(small, administrator):
    address = reverse("event-words", args=[small.engagement])
    stale = as_sent(administrator.get(address))
    with recording(OPERATOR) as record:
        correct_written(record, "event", small.engagement, {"title_en": "Talks on remains"}, reason="as the notes say")
    administrator.post(address, {**stale, "place": "Tongilgak", "why": "the other side of the line"})
    row = Engagement.objects.get(pk=small.engagement)
    assert (row.title_en, row.place) == ("Talks on remains", "Tongilgak")


def test_a_wrong_value_is_answered_in_words_and_nothing_is_recorded(small, administrator):
    address = reverse("event-words", args=[small.engagement])
    sent = as_sent(administrator.get(address)) | {"why": "a slip"}
    for given, said in (
        ({"code": "E2"}, "E2 is the code of another engagement already"),
        ({}, "the record says that already"),
        ({"title_en": "X", "why": ""}, "This field is required"),
        ({"title_en": ""}, "This field is required"),
    ):
        assert said in words(administrator.post(address, sent | given))
    assert ClericalCorrection.objects.filter(kind="event").count() == 0


def test_lists_and_pages_of_what_we_knew_show_what_stood_then(small, administrator, monkeypatch):
    nothing_signed_or_on_offer()
    war = another_war()
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=40)
    monkeypatch.setattr(append, "now", lambda: later)
    changes = [
        ("event", small.engagement, "title_en", ("talks", "overview"), "engagement"),
        ("commitment", small.commitment, "title_en", ("talks",), "commitment"),
        ("hand-over", small.hand_over, "title_en", ("hand-overs", "talks"), "hand-over"),
        ("holder", small.holder, "name_en", ("items",), "holder"),
        ("item", small.item, "code", ("items",), "item"),
        ("site", small.site, "title_en", ("sites",), "site"),
        ("permission", small.permission, "title_en", ("field",), "permission"),
        ("operation", small.operation, "title_en", ("field",), "operation"),
        ("war", war, "name", ("armed-conflicts",), None),
        ("incident", small.incident, "title", ("incidents",), "incident"),
        ("unit", small.unit, "name", ("units",), "unit"),
        ("person", small.missing, "reference", (), "person"),
    ]
    stood = {}
    with recording(OPERATOR) as record:
        for kind, key, field, _lists, _page in changes:
            stood[kind] = getattr(KINDS[kind].model._default_manager.get(pk=key), field)
            correct_written(record, kind, key, {field: f"Right {kind}"}, reason="a slip of the pen")
    then = {"by": dt.datetime.now(dt.UTC).isoformat()}
    for kind, key, _field, lists, page in changes:
        for address in (*map(reverse, lists), *([reverse(page, args=[key])] if page else [])):
            if address == reverse("overview"):
                assert f"Right {kind}" in words(administrator.get(address)), (kind, address)
                continue
            assert f"Right {kind}" in words(administrator.get(address)), (kind, address)
            past = words(administrator.get(address, then))
            assert stood[kind] in past, (kind, address)
            assert f"Right {kind}" not in past, (kind, address)


def test_pages_of_what_we_knew_read_the_same_after_codes_and_names_that_others_repeat_are_corrected(
    small, administrator, monkeypatch
):
    with recording(OPERATOR) as record:
        party = add_party(record, "DPPA", "Accounting agency", "organisation")
        met = add_engagement(record, "M-1", "meeting", "Meeting of officers", date="2018-07-12", parties=["DPPA"])
        moved = add_engagement(record, "M-2", "meeting", "Meeting of generals", date="2018-07-15", parties=["DPPA"])
        given = add_hand_over(record, "GIVEN-1", "Cases handed over", date="2018-07-27", made_up=True)
        war = add_conflict(record, "Made-up War", first_day="1900-01-01", last_day="1901-01-01")
        loss = add_incident(record, "MW-1", "Loss", conflict="Made-up War", date="1900-05-01")
        relate(record, "rescheduled to", "M-1", "M-2")
        relate(record, "before", "M-1", "GIVEN-1")
        for value in ("one box", "two boxes"):
            add_account(record, "M-1", "actor", value)
    then = {"by": dt.datetime.now(dt.UTC).isoformat()}
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=40)
    monkeypatch.setattr(append, "now", lambda: later)
    pages = [reverse(name) for name in ("talks", "conflicts", "armed-conflicts", "incidents")]
    pages += [reverse("engagement", args=[met]), reverse("incident", args=[loss])]
    pages += [reverse("commitment", args=[small.commitment])]
    asked = [(page, then) for page in pages] + [(reverse("roll-counts"), {**then, "per": "conflict"})]
    before = [words(administrator.get(*each)) for each in asked]
    assert "Accounting agency" in before[4]
    assert "GIVEN-1" in before[4]
    assert "the accounts differ: “Meeting of officers”" in before[1]
    with recording(OPERATOR) as record:
        for kind, key, field in (
            ("party", party, "code"),
            ("event", met, "code"),
            ("event", moved, "code"),
            ("hand-over", given, "code"),
            ("war", war, "name"),
        ):
            correct_written(record, kind, key, {field: f"Right-{kind}-{key}"}, reason="a slip of the pen")
    assert f"Right-hand-over-{given}" in words(administrator.get(pages[4]))
    for each, page in zip(asked, before, strict=True):
        assert words(administrator.get(*each)) == page, each[0]


def test_the_row_keeps_its_links_under_its_new_code(small, administrator):
    nothing_signed_or_on_offer()
    with recording(OPERATOR) as record:
        correct_written(record, "event", small.engagement, {"code": "E99"}, reason="the code of another list")
        correct_written(record, "hand-over", small.hand_over, {"code": "H99"}, reason="the code of another list")
    assert "Accounting agency" in words(administrator.get(reverse("engagement", args=[small.engagement])))
    assert HandOver.objects.get(pk=small.hand_over).code == "H99"
