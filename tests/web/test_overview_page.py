"""The overview: every figure opens to exactly what it counts."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.registry.people.permissions import Role
from repatria.web.figures import computed_figures, unaccounted_for_by
from tests.web.reading import links, words
from tests.web.small_record import PERSONS

pytestmark = pytest.mark.django_db


def shown_count(response) -> int:
    return int(re.search(r'id="count">\s*([\d,]+)', response.content.decode())[1].replace(",", ""))


def test_every_computed_figure_equals_the_list_behind_it(small, analyst):
    figures = {figure.code: figure for figure in computed_figures()}
    assert figures["unaccounted-for"].value == PERSONS - 1
    assert figures["accounted-for"].value == 1
    assert figures["remains-held"].value == 2
    assert figures["remains-leading"].value == 1
    assert figures["boxes-received"].value == 2
    for figure in figures.values():
        assert shown_count(analyst.get(figure.url)) == figure.value, figure.code


def test_every_line_of_a_breakdown_equals_the_list_behind_it(small, analyst):
    for what in ("country", "service", "unit", "year"):
        shares, rest = unaccounted_for_by(what)
        assert sum(share.value for share in shares) + rest == PERSONS - 1
        for share in shares:
            assert shown_count(analyst.get(f"{reverse('roll')}?{share.query}")) == share.value, share.name


def test_a_figure_follows_the_next_entry_of_the_ledger(small):
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.registry.roster.verbs import add_person

    before = {figure.code: figure.value for figure in computed_figures()}
    with recording(OPERATOR) as record:
        add_person(record, "NEW", "New")
    after = {figure.code: figure.value for figure in computed_figures()}
    assert after["unaccounted-for"] == before["unaccounted-for"] + 1
    assert after["roll"] == before["roll"] + 1


def test_a_cited_figure_never_loses_unit_date_speaker_and_source(small, analyst):
    text = words(analyst.get(reverse("overview")))
    cited = "about 7,700 persons Missing of the war missing · US service members · Korea – July 2018 A spokesman"
    assert f"{cited} A newspaper" in text


def test_the_timeline_shows_plan_and_outcome(small, analyst):
    text = words(analyst.get(reverse("overview")))
    assert "Meeting on remains no-show" in text
    assert "Working-level talks postponed" in text
    assert "1996 – 2005 Joint operations ended" in text
    assert "27 July 2018 Cases handed over hand-over" in text
    assert "June 2020 Made-up hand-over hand-over: 2 boxes made up" in text


def test_a_commitment_shows_how_it_stands(small, analyst):
    assert "Return remains partly kept 27 July 2018 · A newspaper" in words(analyst.get(reverse("overview")))


def test_public_affairs_sees_numbers_but_no_way_to_the_persons(small, sign_in):
    answer = sign_in(Role.PUBLIC_AFFAIRS).get(reverse("overview"))
    assert "persons still unaccounted for" in words(answer)
    assert not [link for link in links(answer) if link.startswith((reverse("roll"), reverse("remains")))]


def test_the_banner_says_that_persons_are_made_up(small, analyst):
    assert "This store holds made-up persons" in words(analyst.get(reverse("overview")))


def test_the_first_page_of_a_family_member_is_their_own_case(small, sign_in):
    assert sign_in(Role.FAMILY, small.family).get(reverse("home"))["Location"] == reverse("own-case")
    assert sign_in(Role.AUDITOR).get(reverse("home"))["Location"] == reverse("overview")
