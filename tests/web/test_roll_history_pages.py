"""The roll on its pages: past points, counts that open to names, units, wars, grid references, and every change."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.registry.figures.computed import definition
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.roster.histories import Circumstances, Pursuit, Unit, UnitName, UnitPlacement
from repatria.registry.roster.models import LossIncident, MissingPerson, StatusEntry
from repatria.registry.roster.units import add_unit, place_unit
from tests.web.reading import links, rows, words

pytestmark = pytest.mark.django_db
ROLL, COUNTS = reverse("roll"), reverse("roll-counts")


def shown_count(answer) -> int:
    return int(re.search(r"([\d,]+) persons?", re.search(r'id="count">(.*?)</p>', answer.content.decode(), re.S)[1])[1])


@pytest.mark.parametrize("on", ["1950-10", "1950-12", "1951", "2018", "2019-06", ""])
def test_the_list_of_a_past_day_is_what_the_figure_of_that_day_counts(small, historian, on):
    from repatria.registry.asof import as_of

    for code, status in (("unaccounted-for", "unaccounted-for"), ("accounted-for", "accounted-for"), ("roll", "")):
        answer = historian.get(ROLL, {"on": on, "status": status})
        assert shown_count(answer) == definition(code).at(as_of(on)).value, (code, on)


def test_a_past_list_shows_the_status_of_that_day(small, historian):
    identified = MissingPerson.objects.get(pk=small.persons[3])
    row = next(row for row in rows(historian.get(ROLL, {"on": "2018", "after": small.persons[2]})) if "003" in row[0])
    assert "unaccounted-for" in row[1]
    assert "unaccounted-for" in words(historian.get(reverse("person", args=[identified.pk]), {"on": "2018"}))
    page = words(historian.get(reverse("person", args=[identified.pk]), {"on": "2018"}))
    assert "signed identification" not in page
    assert "not on the roll at this point" in words(
        historian.get(reverse("person", args=[identified.pk]), {"on": "1949"})
    )


def test_a_past_point_goes_along_with_links_and_the_form(small, historian):
    answer = historian.get(ROLL, {"on": "1950-12", "status": "unaccounted-for"})
    assert any("on=1950-12" in link and "/roll/" in link for link in links(answer))
    assert '<input type="hidden" name="on" value="1950-12">' in answer.content.decode()
    posted = historian.post(ROLL, {"on": "1950-12", "status": "unaccounted-for"})
    assert "on=1950-12" in posted["Location"]
    assert "Nobody was on the roll at this point." in words(historian.get(ROLL, {"on": "1940"}))
    assert "is not a date" in words(historian.get(ROLL, {"on": "yesterday"}))


@pytest.mark.parametrize("way", ["conflict", "country", "place", "unit", "date", "status", "service", "pursuit", "?"])
def test_every_count_on_the_page_opens_to_exactly_those_it_counts(small, historian, way):
    for point in ({}, {"on": "1950-12"}):
        answer = historian.get(COUNTS, {"per": way, **point})
        lines = re.findall(r'<a class="n" href="([^"]+)">([\d,]+)</a>', answer.content.decode())
        assert lines or point
        for address, n in lines:
            assert shown_count(historian.get(address.replace("&amp;", "&"))) == int(n), address
            assert not point or "on=1950-12" in address


def test_counts_are_narrowed_and_widened_again(small, historian):
    answer = historian.get(COUNTS, {"per": "service", "country": "North Korea"})
    assert "60 persons" in words(answer)
    assert "country of loss: North Korea ×" in words(answer)
    assert f"{COUNTS}?per=service" in links(answer)
    assert "Nobody on the roll matches at this point" in words(historian.get(COUNTS, {"country": "Atlantis"}))


def test_a_unit_shows_who_is_below_it_and_is_found_from_a_person(small, historian):
    page = historian.get(reverse("unit", args=[small.division]))
    assert "30 persons" in words(page)
    assert "901 Infantry Regiment (made up)" in words(page)
    person = historian.get(reverse("person", args=[small.persons[1]]))
    assert reverse("unit", args=[small.division]) in links(person)
    tree = words(historian.get(reverse("units")))
    assert "90 Infantry Division (made up) made up division30" in tree
    assert "902 Infantry Regiment (made up) 30 persons" in tree  # not tied yet


def test_a_grid_reference_shows_its_reading_datum_and_radius(small, historian):
    text = words(historian.get(reverse("incident", args=[small.gridded])))
    assert "Grid reference as written CT 1118" in text
    assert "52S CH 11 18" in text
    assert "letters as 1618 air records" in text
    assert "WGS84, digits as written" in text
    assert "Tokyo datum (Bessel 1841), the place is 754 m away" in text
    assert "Map of the place" in historian.get(reverse("incident", args=[small.gridded])).content.decode()


def test_an_unclear_grid_reference_shows_every_reading_and_takes_none(small, historian):
    text = words(historian.get(reverse("incident", args=[small.unclear_grid])))
    assert "more than one reading, so no position was taken from it: the text names 2 places" in text
    assert "52S CH 79 47" in text
    assert "52S CH 97 47" in text
    assert "no position" in text


def act(client, action, key, **typed):
    address = reverse(action, args=[key] if key else [])
    assert client.get(address).status_code == 200
    return client.post(address, typed)


def test_an_incident_is_added_and_corrected_and_keeps_what_was_held(small, historian):
    typed = {
        "code": "KW-9",
        "title": "Made-up loss",
        "conflict": "Korean War",
        "date": "1951-05",
        "grid_text": "CT 20 30",
    }
    refused = act(historian, "incident-add", None, **{**typed, "date": "1948"})
    assert "before the Korean War began" in words(refused)
    assert act(historian, "incident-add", None, **typed).status_code == 302
    row = LossIncident.objects.get(code="KW-9")
    assert row.latitude is not None
    seq = LedgerEntry.objects.count()
    correction = {"date": "1951-05", "grid_text": "CT 20 40", "authority": "historian", "reason": "misread"}
    assert act(historian, "incident-correct", row.pk, **correction).status_code == 302
    page = words(historian.get(reverse("incident", args=[row.pk])))
    assert "52S CH 20 40" in page
    assert "misread" in page
    assert Circumstances.objects.filter(incident=row, recorded_seq__gt=seq).get().mgrs == "52SCH2040"
    assert "recorded already" in words(act(historian, "incident-add", None, **typed))
    assert verify().problems == []


def typed_again(client, key):
    """What the form for a correction holds before anything is typed into it."""
    form = client.get(reverse("incident-correct", args=[key])).context["form"]
    return {name: field.initial for name, field in form.fields.items() if field.initial is not None}


def test_correcting_only_the_date_keeps_a_surveyed_position(small, historian):
    surveyed = {"grid_text": "CT 2030", "longitude": 126.951, "latitude": 38.209, "uncertainty_m": 15.0}
    typed = {"code": "KW-8", "title": "Made-up loss", "conflict": "Korean War", "date": "1951-05", **surveyed}
    assert act(historian, "incident-add", None, **typed).status_code == 302
    row = LossIncident.objects.get(code="KW-8")
    again = typed_again(historian, row.pk) | {"date": "1951-06", "authority": "historian", "reason": "misread"}
    assert act(historian, "incident-correct", row.pk, **again).status_code == 302
    row.refresh_from_db()
    assert (row.date, row.longitude, row.latitude, row.uncertainty_m) == ("1951-06", 126.951, 38.209, 15.0)


def test_a_point_taken_from_the_grid_is_found_again_from_a_new_reference(small, historian):
    typed = {"code": "KW-8", "title": "Made-up loss", "conflict": "Korean War", "grid_text": "CT 2030"}
    assert act(historian, "incident-add", None, **typed).status_code == 302
    row = LossIncident.objects.get(code="KW-8")
    again = typed_again(historian, row.pk) | {"date": "1951-06", "authority": "historian", "reason": "misread"}
    assert act(historian, "incident-correct", row.pk, **again).status_code == 302
    assert act(historian, "incident-correct", row.pk, **again | {"grid_text": "CT 2040"}).status_code == 302
    held = Circumstances.objects.get(incident=row, corrected_seq=None)
    assert (held.mgrs, held.from_grid) == ("52SCH2040", True)


def test_an_incident_shows_the_rival_reading_of_its_letters(small, historian):
    typed = {"code": "KW-8", "title": "Made-up loss", "conflict": "Korean War", "grid_text": "DC 1118"}
    assert act(historian, "incident-add", None, **typed).status_code == 302
    row = LossIncident.objects.get(code="KW-8")
    assert row.longitude is None
    page = words(historian.get(reverse("incident", args=[row.pk])))
    assert "52T DN 11 18" in page
    assert "52S DC 11 18" in page
    point = {"longitude": 128.18, "latitude": 42.6, "uncertainty_m": 40_000}
    again = {"grid_text": "DC 1118", **point, "authority": "historian", "reason": "the unit was in the north"}
    assert act(historian, "incident-correct", row.pk, **again).status_code == 302
    page = words(historian.get(reverse("incident", args=[row.pk])))
    assert "The letters can also name" in page
    assert "52S DC 11 18" in page


@pytest.mark.parametrize("point", [{}, {"on": "1951-06"}, {"on": "1960"}, {"by": "2100"}])
def test_every_number_of_the_units_opens_to_a_list_of_that_length(small, historian, point):
    with recording(OPERATOR) as record:
        other = add_unit(record, "91 Division (made up)", made_up=True)
        place_unit(record, Unit.objects.get(pk=small.unit), other, since="1951-01", authority="orders")

    def walk(lines):
        for line in lines:
            assert historian.get(line["names"]).context["count"] == line["persons"], line["names"]
            walk(line["lines"])
            assert sum(below["persons"] for below in line["lines"]) <= line["persons"]

    answer = historian.get(reverse("units"), point)
    walk(answer.context["lines"])
    assert any(line["persons"] for line in answer.context["lines"])
    assert "earlier place" in words(answer)
    for way in ("unit", "date", "country", "status"):
        walk(historian.get(reverse("roll-counts"), {"per": way, **point}).context["lines"])
    walk(historian.get(reverse("roll-counts"), {"per": "date", "date": "1950-11", **point}).context["lines"])


def test_a_status_and_a_category_are_changed_and_corrected_with_authority_and_reason(small, historian):
    key = small.persons[11]
    by = {"authority": "The agency", "reason": "made up"}
    assert "before the loss" in words(act(historian, "status-change", key, status="identified", since="1949", **by))
    assert "still to come" in words(act(historian, "status-change", key, status="identified", since="2150", **by))
    assert act(historian, "pursuit-set", key, category="deferred", since="2018", **by).status_code == 302
    row = Pursuit.objects.get(person=key)
    assert act(historian, "pursuit-correct", row.pk, category="in review", since="2017", **by).status_code == 302
    assert act(historian, "status-change", key, status="non-recoverable", since="2019", **by).status_code == 302
    page = words(historian.get(reverse("person", args=[key])))
    assert "the status became non-recoverable: made up" in page
    wrong = StatusEntry.objects.get(person=key, status="non-recoverable")
    assert act(historian, "status-correct", wrong.pk, status="group burial", since="2019", **by).status_code == 302
    assert "still unaccounted for" in words(act(historian, "pursuit-set", key, category="deferred", since="2021", **by))
    assert MissingPerson.objects.get(pk=key).status == "group burial"
    assert verify().problems == []


def test_units_are_added_placed_named_and_put_right(small, historian):
    assert (
        act(
            historian, "unit-add", None, name="902 Regiment (made up)", parent="90 infantry division made up"
        ).status_code
        == 302
    )
    placement = UnitPlacement.objects.order_by("-pk")[0]
    unit = placement.unit_id
    assert "there is no unit with the name" in words(
        act(historian, "unit-place", unit, parent="nothing", since="1951", authority="orders")
    )
    assert act(historian, "unit-name", unit, text="902 Infantry Regiment (made up)").status_code == 302
    assert "30 persons" in words(historian.get(reverse("unit", args=[unit])))
    assert "60 persons" in words(historian.get(reverse("unit", args=[small.division])))
    typed = {"parent": "", "since": "1951-01", "authority": "orders"}
    assert act(historian, "unit-place", unit, **typed).status_code == 302
    assert (
        act(
            historian, "placement-correct", placement.pk, parent="", reason="wrong division", authority="orders"
        ).status_code
        == 302
    )
    name = UnitName.objects.get(text="902 Infantry Regiment (made up)")
    assert act(historian, "unit-name-withdraw", name.pk, reason="another regiment").status_code == 302
    assert verify().problems == []


def test_a_war_is_added_and_its_days_corrected(small, historian):
    assert act(historian, "armed-conflict-add", None, name="Made-up War", first_day="1960-01-01").status_code == 302
    assert "not a day" in words(act(historian, "armed-conflict-add", None, name="Other", first_day="1960"))
    typed = {"first_day": "1950-06-25", "last_day": "1953-07-28", "reason": "made up"}
    assert act(historian, "armed-conflict-correct", small.armed_conflict, **typed).status_code == 302
    text = words(historian.get(reverse("armed-conflicts")))
    assert "28 July 1953" in text
    assert "Made-up War 1 January 1960 – lasts" in text
    assert verify().problems == []


def test_who_may_only_see_is_offered_no_change_and_refused_it(small, sign_in):
    client = sign_in(Role.FIELD_OFFICER)
    assert reverse("status-change", args=[small.missing]) not in links(
        client.get(reverse("person", args=[small.missing]))
    )
    assert client.post(reverse("status-change", args=[small.missing]), {}).status_code == 403
    past = sign_in(Role.HISTORIAN).get(reverse("person", args=[small.missing]), {"on": "2018"})
    assert reverse("status-change", args=[small.missing]) not in links(past)


def test_a_made_up_unit_carries_its_mark(small, historian):
    assert historian.get(reverse("unit", args=[small.unit])).content.decode().count("badge made-up") >= 1


def test_a_long_list_is_walked_page_by_page_as_a_short_one_is_cut(small, historian, monkeypatch):
    def pages(query: str) -> list[list[str]]:
        address, seen = f"{ROLL}?{query}", []
        while address:
            answer = historian.get(address)
            seen.append([row[0] for row in rows(answer)])
            address = next((ROLL + link for link in links(answer) if "after=" in link), None)
        back = historian.get(ROLL + next((link for link in links(answer) if "before=" in link), ""))
        assert [row[0] for row in rows(back)] == seen[-2]
        return seen

    for query in ("service=Army", "service=Army&on=1951", "on=1950-12"):
        short = pages(query)
        monkeypatch.setattr("repatria.web.roll_list.FEW", 10)
        assert pages(query) == short
        monkeypatch.undo()
        assert sum(len(page) for page in short) > 50
