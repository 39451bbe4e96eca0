"""The pages of field work: what a suspended permission stops, fiscal years, and sites on the map."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from repatria.registry.field.models import Operation, Site
from repatria.registry.people.permissions import Role
from repatria.web.site_map import site_map
from tests.web.reading import words

pytestmark = pytest.mark.django_db


def test_a_suspended_permission_shows_what_it_stops_and_an_earlier_day_does_not(small, auditor):
    assert "Spring survey" in words(auditor.get(reverse("permission", args=[small.permission])))
    assert "stops 1 operation" in words(auditor.get(reverse("field")))
    assert "stops" not in words(auditor.get(reverse("field"), {"on": "2019-05-07"})).replace("stops what runs", "")
    page = words(auditor.get(reverse("operation", args=[small.operation])))
    assert "It cannot go on: its permission is suspended (no answer since the summit)." in page
    assert "2 sets of remains" in page


def test_operations_are_chosen_by_fiscal_year(small, auditor):
    assert "Spring survey" in words(auditor.get(reverse("field"), {"year": "FY2019"}))
    assert "No operation is recorded yet." in words(auditor.get(reverse("field"), {"year": "FY2020"}))
    assert "is not a fiscal year" in words(auditor.get(reverse("field"), {"year": "soon"}))


def test_the_map_draws_each_site_with_its_circle_of_uncertainty(small, auditor):
    page = auditor.get(reverse("sites")).content.decode()
    assert len(re.findall(r'<circle class="uncertainty likely"', page)) == 1
    assert f'href="{reverse("site", args=[small.site])}"' in page


def test_the_map_keeps_distances_true_at_its_middle_latitude(small):
    near = Site(longitude=127.0, latitude=40.0, uncertainty_m=10_000.0)
    east = Site(longitude=127.0 + 0.1 / 0.766, latitude=40.0, uncertainty_m=0.0)
    north = Site(longitude=127.0, latitude=40.1, uncertainty_m=0.0)
    drawn = site_map([(near, None), (east, None), (north, None)])
    a, b, c = drawn.marks
    across, along = b.x - a.x, a.y - c.y
    assert across == pytest.approx(along, rel=0.01)
    assert a.radius == pytest.approx(along * 10_000 / 11_119.5, rel=0.001)
    for mark in drawn.marks:
        assert mark.radius <= mark.x <= drawn.width - mark.radius + 0.001
    assert site_map([]) is None


def test_a_field_officer_changes_an_operation_and_is_told_why_not(small, sign_in):
    officer = sign_in(Role.FIELD_OFFICER)
    address = reverse("operation-change", args=[small.operation])
    assert "suspended with a reason" in words(officer.post(address, {"state": "suspended", "on": "2019-05-08"}))
    given = {"state": "suspended", "on": "2019-05-08", "authority": "DPAA", "why": "no answer"}
    assert officer.post(address, given).status_code == 302
    assert Operation.objects.get().status == "suspended"


def test_a_site_is_added_from_the_page(small, sign_in):
    officer = sign_in(Role.FIELD_OFFICER)
    given = {"code": "S9", "title_en": "River bend", "kind": "battlefield", "longitude": "127.5", "country": ""}
    assert "both a longitude and a latitude" in words(officer.post(reverse("site-add"), given))
    assert officer.post(reverse("site-add"), {**given, "latitude": "38.2"}).status_code == 302
    assert Site.objects.get(code="S9").latitude == 38.2
