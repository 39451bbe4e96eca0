"""Signing in, the administrator's accounts, and a family member's own case."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from tests.web.reading import words

pytestmark = pytest.mark.django_db
PASSWORD = "long enough for a test 5"


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def administrator(sign_in) -> Client:
    return sign_in(Role.ADMINISTRATOR)


def knock(client: Client, password: str, name: str = "keeper"):
    return client.post(reverse("sign-in"), {"username": name, "password": password})


@pytest.fixture
def keeper(db) -> User:
    return User.objects.create_user("keeper", password=PASSWORD, role=Role.CUSTODIAN)


def test_the_right_password_opens_and_signing_out_closes(keeper):
    client = Client()
    assert knock(client, PASSWORD)["Location"] == reverse("home")
    assert client.get(reverse("overview")).status_code == 200
    assert client.get(reverse("sign-out")).status_code == 405
    client.post(reverse("sign-out"))
    assert client.get(reverse("overview")).status_code == 302


def test_a_wrong_password_is_answered_without_saying_which_part_is_wrong(keeper):
    client = Client()
    known, unknown = words(knock(client, "wrong")), words(knock(client, "wrong", name="nobody"))
    assert "do not belong together" in known
    assert known == unknown


def test_too_many_wrong_passwords_lock_the_name_and_the_page_says_so(keeper, settings):
    client = Client()
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        answer = knock(client, "wrong")
    assert answer.status_code == 429
    assert "too many wrong passwords" in answer.content.decode()
    assert knock(client, PASSWORD).status_code == 429


def test_the_way_on_after_signing_in_stays_on_this_site(keeper):
    client = Client()
    answer = client.post(
        reverse("sign-in"), {"username": "keeper", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == reverse("home")


def test_the_language_can_be_chosen_before_signing_in(db):
    client = Client()
    client.post(reverse("language"), {"language": "ko", "next": reverse("sign-in")})
    answer = client.get(reverse("sign-in"))
    assert 'lang="ko"' in answer.content.decode()
    assert "로그인" in words(answer)


def test_an_administrator_adds_an_account_and_the_ledger_knows(administrator):
    given = {"username": "reader", "password": PASSWORD, "role": Role.AUDITOR.value, "family": ""}
    assert administrator.post(reverse("account-add"), given)["Location"] == reverse("accounts")
    assert User.objects.get(username="reader").role == Role.AUDITOR
    entry = LedgerEntry.objects.order_by("-seq").first()
    assert (entry.action, entry.actor) == ("people.account_added", "administrator")
    assert PASSWORD not in entry.payload


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"password": "short"}, "too short"),
        ({"role": "king"}, "not one of the available choices"),
        ({"username": "no spaces allowed"}, "a user name has"),
        ({"username": "administrator"}, "exists already"),
        ({"family": "NONE"}, "There is no family with this code."),
        ({"family": "F1"}, "names a family, and no other account does"),
        ({"role": "family member"}, "names a family, and no other account does"),
    ],
)
def test_a_faulty_account_is_refused_in_words(change, complaint, small, administrator):
    given = {"username": "reader", "password": PASSWORD, "role": Role.AUDITOR.value, "family": "", **change}
    assert complaint in words(administrator.post(reverse("account-add"), given))
    assert not User.objects.filter(username="reader").exists()


def test_a_role_changes_with_its_reason_on_the_ledger(administrator, keeper):
    address = reverse("account-role", args=[keeper.pk])
    assert "This field is required" in words(administrator.post(address, {"role": "auditor", "reason": " "}))
    administrator.post(address, {"role": "auditor", "reason": "moved to audit"})
    keeper.refresh_from_db()
    assert keeper.role == Role.AUDITOR
    assert '"reason":"moved to audit"' in LedgerEntry.objects.order_by("-seq").first().payload


def test_a_family_sees_its_own_missing_and_nobody_else(small, sign_in):
    text = words(sign_in(Role.FAMILY, small.family).get(reverse("own-case")))
    assert "Example, Person 007" in text
    assert "Person 008" not in text
    assert "1 sample of your family is compared with the remains in every search." in text


def test_a_family_sees_no_genetic_data_and_no_candidate(small, sign_in):
    text = words(sign_in(Role.FAMILY, small.family).get(reverse("own-case")))
    for secret in ("TH01", "log10", "R1", "sister"):
        assert secret not in text


def test_a_family_account_without_a_family_sees_an_explanation(db, sign_in):
    assert "This account is not tied to a family yet" in words(sign_in(Role.FAMILY).get(reverse("own-case")))
