"""Every route with every role, and with a visitor who has no account."""

from __future__ import annotations

import io
import logging

import pytest
from django.test import Client
from django.urls import reverse

from repatria.registry.people.permissions import Resource, Role, Verb, allows
from repatria.registry.roster.histories import UnitName
from repatria.registry.roster.models import StatusEntry
from repatria.registry.talks.models import CommitmentStep, EngagementOutcome
from repatria.web.urls import access, urlpatterns

pytestmark = pytest.mark.django_db
OPEN = {"sign-in", "sign-out", "language"}


def addresses(small) -> dict[str, str]:
    """An address of every route, for something that the small record holds."""
    number = {
        "person": small.missing,
        "incident": small.incident,
        "incident-correct": small.incident,
        "status-change": small.missing,
        "status-correct": StatusEntry.objects.values_list("pk", flat=True)[0],
        "pursuit-set": small.missing,
        "unit-name-withdraw": UnitName.objects.values_list("pk", flat=True)[0],
        "family": small.family,
        "family-coverage": small.family,
        "brief": small.missing,
        "own-brief": small.missing,
        "next-of-kin": small.missing,
        "next-of-kin-correct": small.next_of_kin,
        "told-correct": small.told,
        "consent-correct": small.consent,
        "contact-correct": small.contact,
        "death-correct": small.death,
        **dict.fromkeys(("relative-add", "family-tell", "follow-up-add", "family-officer"), small.family),
        "member-add": small.family,
        "engagement": small.engagement,
        "commitment": small.commitment,
        "outcome-correct": EngagementOutcome.objects.values_list("pk", flat=True)[0],
        "step-correct": CommitmentStep.objects.values_list("pk", flat=True)[0],
        "hand-over": small.hand_over,
        "container": small.container,
        "remains-one": small.remains,
        "run": small.run,
        "run-joint": small.run,
        "pair": small.best,
        "queued-search": small.queued,
        "search-cancel": small.queued,
        "search-resume": small.queued,
        "source": small.source,
        "document": small.document,
        "claim": small.claim,
        "import": small.import_,
        "duplicate-merge": small.suggestion,
        "duplicate-not-same": small.suggestion,
        "record-settle": small.disagreement,
        "alias-withdraw": small.alias,
        "number-withdraw": small.number,
        "number-main": small.number,
        "correction-withdraw": small.correction,
        "merge-undo": small.merge,
        "strike-off-undo": small.struck_off,
        "relative-put-back": small.struck_off_relative,
        "not-same-undo": small.not_same,
        "settlement-reopen": small.settlement,
        "decision": small.decision,
        "decision-propose": small.best,
        "consequence-withdraw": small.consequence,
        "release-withdraw": small.consequence,
    }
    found = {}
    for pattern in urlpatterns:
        if "number" in pattern.pattern.converters:
            found[pattern.name] = reverse(pattern.name, args=[number.get(pattern.name, 1)])
        elif "seq" in pattern.pattern.converters:
            found[pattern.name] = reverse(pattern.name, args=[1])
        elif "code" in pattern.pattern.converters:
            found[pattern.name] = reverse(pattern.name, args=["roll"])
        else:
            found[pattern.name] = reverse(pattern.name)
    return found


def test_every_route_says_what_it_needs_and_only_the_door_is_open():
    for pattern in urlpatterns:
        asked = access(pattern)
        assert asked.open == (pattern.name in OPEN), pattern.name
        assert asked.open or asked.resources or pattern.name == "home", pattern.name


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_exactly_the_pages_that_the_table_allows(role, small, sign_in):
    client = sign_in(role, small.family if role is Role.FAMILY else None)
    account = int(client.session["_auth_user_id"])
    for name, address in addresses(small).items():
        if name in OPEN or name == "home":
            continue
        if name == "account-role":
            address = reverse(name, args=[account])
        asked = access(next(pattern for pattern in urlpatterns if pattern.name == name))
        allowed = all(allows(role, asked.verb, resource) for resource in asked.resources)
        allowed = allowed and all(allows(role, Verb.SEE, resource) for resource in asked.seeing)
        answer = client.get(address)
        assert answer.status_code == (200 if allowed else 403), (role, name)
        assert not allowed or "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("role", "closed"),
    [
        (Role.FAMILY, {"overview", "roll", "person", "family", "remains", "pair", "ledger", "talks", "figures"}),
        (Role.PUBLIC_AFFAIRS, {"roll", "person", "remains", "families", "pair", "accounts", "imports", "own-case"}),
        (Role.HISTORIAN, {"families", "family", "pair", "run", "accounts"}),
        (Role.FAMILY_LIAISON, {"pair", "run", "runs", "imports"}),
        (Role.AUDITOR, {"account-add", "account-role", "own-case"}),
    ],
)
def test_pages_that_must_stay_closed_to_a_role(role, closed, small, sign_in):
    client = sign_in(role, small.family if role is Role.FAMILY else None)
    where = addresses(small)
    assert {name for name in closed if client.get(where[name]).status_code != 403} == set()


def test_a_visitor_is_sent_to_the_sign_in_page_from_everywhere(small):
    visitor = Client()
    for name, address in addresses(small).items():
        if name not in OPEN:
            answer = visitor.get(address)
            assert answer.status_code == 302, name
            assert answer["Location"].startswith(reverse("sign-in")), name


def test_an_address_that_only_shows_refuses_to_be_posted_to(small, auditor):
    for name, address in addresses(small).items():
        asked = access(next(pattern for pattern in urlpatterns if pattern.name == name))
        if not asked.open and asked.verb is Verb.SEE and Resource.OWN_CASE not in asked.resources and name != "roll":
            assert auditor.post(address).status_code == 405, name


def test_no_page_needs_inline_script_or_style_or_another_machine(small, sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    for name, address in addresses(small).items():
        answer = client.get(address)
        if answer.status_code != 200:
            continue
        page = answer.content.decode()
        assert " style=" not in page, name
        assert "<style" not in page, name
        assert "onclick" not in page, name
        assert "<script>" not in page, name
        assert "//" not in page.replace("http://www.w3.org", "").split("<body")[0].replace("<!doctype", ""), name
        assert "unsafe-inline" not in answer["Content-Security-Policy"], name
        assert "default-src 'self'" in answer["Content-Security-Policy"], name


def test_a_name_with_markup_is_shown_as_text(small, auditor):
    page = auditor.get(reverse("person", args=[small.persons[0]])).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_what_is_not_there_is_answered_in_words(small, auditor):
    for name in ("person", "family", "pair", "run", "remains-one", "hand-over", "source", "import", "engagement"):
        answer = auditor.get(reverse(name, args=[987654]))
        assert answer.status_code == 404, name
        assert b"There is no page, person or item at this address" in answer.content
    assert auditor.get("/no/such/page/").status_code == 404


def test_a_refusal_names_the_role_and_offers_a_way_on(small, historian):
    answer = historian.get(reverse("families"))
    assert answer.status_code == 403
    assert b"As historian you may not see this page" in answer.content


def test_a_refusal_is_one_line_of_the_log(small, historian, monkeypatch):
    console = next(handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    log = io.StringIO()
    monkeypatch.setattr(console, "stream", log)
    assert historian.get(reverse("families")).status_code == 403
    assert log.getvalue() == "Forbidden (Permission denied): /families/\n"
