"""The roll: search, filters, paging, and no name in any address."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.urls import reverse

from repatria.registry.roster.models import MissingPerson
from tests.web.reading import links, rows, words
from tests.web.small_record import PERSONS

pytestmark = pytest.mark.django_db
ROLL = reverse("roll")


def test_the_pages_together_show_everyone_once_and_in_order(small, analyst):
    address, seen = ROLL, []
    while address:
        answer = analyst.get(address)
        seen += [row[0] for row in rows(answer)]
        address = next((ROLL + link for link in links(answer) if link.startswith("?after=")), None)
    assert len(seen) == PERSONS
    assert seen == sorted(seen)


def test_going_back_shows_the_page_before(small, analyst):
    first = analyst.get(ROLL)
    second = analyst.get(ROLL + next(link for link in links(first) if "after=" in link))
    back = analyst.get(ROLL + next(link for link in links(second) if "before=" in link))
    assert rows(back) == rows(first)
    assert not any("before=" in link for link in links(back))


def test_filters_keep_while_paging(small, analyst):
    answer = analyst.get(ROLL, {"service": "Army"})
    following = next(link for link in links(answer) if "after=" in link)
    assert "service=Army" in following
    assert all("Army" in row[3] for row in rows(analyst.get(ROLL + following)))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"status": "identified"}, 1),
        ({"status": "accounted-for"}, 1),
        ({"service": "Marine Corps"}, 40),
        ({"country": "North Korea"}, 60),
        ({"year": "1951"}, 60),
        ({"year": "1951", "service": "Army"}, 40),
        ({"unit": "901 Infantry Regiment (made up)"}, 30),
        ({"year": "soon"}, 0),
        ({"incident": "987"}, 0),
        ({"status": "no such status"}, 0),
    ],
)
def test_a_filter_shows_those_it_names_and_counts_them(filters, expected, small, analyst):
    answer = analyst.get(ROLL, filters)
    assert words(answer).count(f"{expected} person") >= 1
    assert len(rows(answer)) == min(expected, 50)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("exam", PERSONS - 1),
        ("example, person", PERSONS - 1),
        ("p010", 1),
        ("SN-0042", 1),
        ("sn-004", 10),
        ("nobody", 0),
        ("100%", 0),
        ("_", 0),
    ],
)
def test_a_search_finds_names_and_service_numbers_however_they_are_typed(term, expected, small, analyst):
    answer = analyst.post(ROLL, {"term": term}, follow=True)
    assert f"{expected} person" in words(answer)


def test_what_was_typed_never_stands_in_an_address(small, analyst):
    answer = analyst.post(ROLL, {"term": "Example", "service": "Army"})
    assert answer.status_code == 302
    assert "example" not in unquote(answer["Location"]).lower()
    shown = analyst.get(answer["Location"])
    assert "found for “Example”" in words(shown)
    assert not [link for link in links(shown) if "example" in unquote(link).lower()]


def test_typing_renews_the_list_alone(small, analyst):
    answer = analyst.post(ROLL, {"term": "SN-0042"}, headers={"HX-Request": "true"})
    assert "1 person " in words(answer)
    assert b"<html" not in answer.content
    assert "0042" not in answer["HX-Push-Url"]


def test_a_plain_link_to_the_roll_forgets_the_search(small, analyst):
    analyst.post(ROLL, {"term": "SN-0042"})
    assert f"{PERSONS} persons" in words(analyst.get(ROLL))


def test_nobody_found_says_what_to_do(small, analyst):
    assert "Nobody on the roll matches" in words(analyst.get(ROLL, {"country": "Atlantis"}))


def test_an_address_that_was_tampered_with_finds_nothing(small, analyst):
    assert analyst.get(ROLL, {"after": "1; DROP"}).status_code == 404
    assert analyst.get(ROLL, {"after": "99999999"}).status_code == 404
    assert analyst.get(ROLL, {"before": "²"}).status_code == 404


def test_a_page_of_the_roll_asks_the_database_a_fixed_number_of_times(small, analyst, django_assert_max_num_queries):
    analyst.get(ROLL)
    with django_assert_max_num_queries(8):
        analyst.get(ROLL)


def test_made_up_persons_carry_their_mark(small, analyst):
    MissingPerson.objects.filter(pk=small.persons[1]).update(made_up=False)
    marks = [row[0].split("\n")[0] for row in rows(analyst.get(ROLL)) if "made up" in row[0]]
    assert len(marks) == 49
