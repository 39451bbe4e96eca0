"""Every list of the site answers for a past point: what was not yet known is not on it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role, Verb
from repatria.registry.people.verbs import change_role
from repatria.web.urls import access, urlpatterns
from repatria.web.written import written_date
from tests.web.reading import rows, words

pytestmark = pytest.mark.django_db
NO_LISTS = {
    "home",
    "overview",
    "compare-runs",
    "custody-check",
    "roll-check",
    "own-case",
    "language",
    "sign-in",
    "sign-out",
}
EMPTY_IN_THE_SMALL_RECORD = {"reconciliation", "conflicts"}
BEFORE_EVERYTHING = "1999"


def lists() -> list[str]:
    """The names of all pages without a number that only show, but for those that are no lists."""
    return [
        pattern.name
        for pattern in urlpatterns
        if not pattern.pattern.converters and pattern.name not in NO_LISTS and access(pattern).verb is Verb.SEE
    ]


def entries(answer) -> int:
    """The rows of tables and the lines of lists of a page, without the navigation."""
    body = main_part(answer)
    return body.count("<tr>") - body.count("<thead>") + body.count("<li>")


def cards(answer) -> int:
    """The headings of a page: a list of few things may give each of them a card."""
    return main_part(answer).count("<h2")


def main_part(answer) -> str:
    return answer.content.decode().split("<main", 1)[1]


@pytest.mark.parametrize("name", lists())
def test_a_list_shows_nothing_of_what_was_not_known_yet(name, small, sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    today = client.get(reverse(name))
    assert 'name="by"' in today.content.decode(), f"{name} does not ask for when we knew"
    past = client.get(reverse(name), {"by": BEFORE_EVERYTHING})
    assert "This page shows a past point." in words(past), name
    listed = entries(past)
    fewer = listed + cards(past) < entries(today) + cards(today)
    assert listed == 0 if name in EMPTY_IN_THE_SMALL_RECORD else fewer, (
        f"{name} lists the same before anything was recorded"
    )


@pytest.mark.parametrize("name", lists())
def test_a_date_that_is_none_is_answered_in_words_on_every_list(name, small, sign_in):
    assert "is neither a date nor a time" in words(sign_in(Role.ADMINISTRATOR).get(reverse(name), {"by": "yesterday"}))


@pytest.mark.parametrize("name", ["imports", "documents", "accounts", "ledger"])
def test_a_list_without_days_of_its_own_does_not_offer_the_axis_of_when_it_was_so(name, small, sign_in):
    page = sign_in(Role.ADMINISTRATOR).get(reverse(name), {"on": "1950"})
    assert 'name="on"' not in page.content.decode()
    assert "This page shows a past point." not in words(page)


def test_lists_with_days_of_their_own_answer_for_when_it_was_so(small, auditor):
    for name, day, shown in (
        ("hand-overs", "2018-07-27", "Cases handed over"),
        ("containers", "2020-06", "BOX-1"),
        ("remains", "2020-06", "R1"),
        ("sources", "2018-07-12", "On the talks"),
        ("runs", "2026-01-02", "search 1"),
    ):
        before = (dt.date.fromisoformat(f"{day}-01"[:10]) - dt.timedelta(days=1)).isoformat()
        assert shown in words(auditor.get(reverse(name), {"on": day})), name
        assert shown not in words(auditor.get(reverse(name), {"on": before})), name


def test_one_hand_over_and_one_set_of_remains_answer_for_a_past_point_too(small, auditor):
    page = words(auditor.get(reverse("hand-over", args=[small.hand_over]), {"on": "2020-05"}))
    assert "It had not taken place then" in page
    recorded = LedgerEntry.objects.get(action="custody.hand_over_counted").seq - 1
    moment = LedgerEntry.objects.get(seq=recorded).recorded_at
    page = words(auditor.get(reverse("hand-over", args=[small.hand_over]), {"by": moment.isoformat()}))
    assert "Officer One" in page, "all of custody was recorded in one transaction, at one moment"
    assert "They had not come in then" in words(
        auditor.get(reverse("remains-one", args=[small.remains]), {"on": "1953"})
    )


def test_an_account_had_the_role_that_the_ledger_knew(small, sign_in):
    client = sign_in(Role.ADMINISTRATOR)
    from repatria.registry.people.verbs import add_account

    add_account(OPERATOR, "peter", "a long made-up password 7", Role.HISTORIAN)
    before = LedgerEntry.objects.latest("seq").recorded_at
    change_role(OPERATOR, User.objects.get(username="peter"), Role.AUDITOR, "another post")
    held = {row[0]: row[1] for row in rows(client.get(reverse("accounts")))}
    assert held["peter"] == "auditor"
    held = {row[0]: row[1] for row in rows(client.get(reverse("accounts"), {"by": before.isoformat()}))}
    assert held["peter"] == "historian"


def test_before_the_first_entry_a_page_says_on_which_day_the_record_begins(small, auditor):
    first = LedgerEntry.objects.order_by("seq")[0].recorded_at.date()
    begins = f"The record of this store begins on {written_date(first.isoformat())}"
    for name in ("roll", "roll-counts", "hand-overs"):
        then = words(auditor.get(reverse(name), {"by": BEFORE_EVERYTHING}))
        assert begins in then, name
        assert "Take a filter away" not in then
        assert begins not in words(auditor.get(reverse(name), {"on": BEFORE_EVERYTHING}))
