"""What no page accepts."""

from __future__ import annotations

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_nul_in_an_address_is_a_bad_request(small, auditor):
    assert auditor.get(reverse("roll") + "?unit=a%00b").status_code == 400


def test_nul_in_a_form_is_a_bad_request(small, auditor):
    assert auditor.post(reverse("roll"), {"term": "D\0oe"}).status_code == 400
    assert auditor.post(reverse("roll"), {"term": "Doe"}).status_code == 302
