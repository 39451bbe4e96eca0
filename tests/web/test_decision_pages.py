"""The pages of decisions, and what a hostile visitor would try on them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from repatria.registry.decisions.models import Consequence, Identification, Signature, State
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import MissingPerson, Status
from repatria.registry.roster.verbs import add_person
from tests.web.reading import links, rows, words
from tests.web.small_custody import take_the_bone_out

pytestmark = pytest.mark.django_db
WORD = "a long made-up password 7"
TODAY = dt.datetime.now(dt.UTC).date().isoformat()
NOTHING_FURTHER = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def as_(small, sign_in):
    """A client of a role whose password is WORD."""

    def client(role: Role) -> Client:
        signed_in = sign_in(role)
        user = User.objects.get(pk=signed_in.session["_auth_user_id"])
        user.set_password(WORD)
        user.save()
        signed_in.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return signed_in

    return client


def post(client: Client, name: str, number: int, **given: str):
    return client.post(reverse(name, args=[number]), given)


def signed(as_, small) -> Identification:
    for role in (Role.COORDINATOR, Role.MEDICAL_EXAMINER):
        assert post(as_(role), "decision-sign", small.decision, password=WORD).status_code == 302
    return Identification.objects.get(pk=small.decision)


def comparison(small, **other: str) -> dict[str, str]:
    """A release with every identifier compared; each person of a similar name is looked at."""
    given = {f"compared_{number}": "agrees" if number < 3 else "not available" for number in range(7)}
    alike = {f"similar_{key}": "on" for key in small.persons if key != small.missing}
    return {"on": TODAY, "to": "the family", **given, **alike, **other}


def test_a_proposal_shows_beforehand_what_it_freezes_and_then_freezes_it(small, as_):
    examiner = as_(Role.MEDICAL_EXAMINER)
    assert post(examiner, "decision-rescind", small.decision, why="to propose anew", password=WORD).status_code == 302
    address = reverse("decision-propose", args=[small.best])
    page = words(examiner.get(address))
    assert "+3.25" in page
    assert "flat over all assignments that the candidates allow" in page
    statement = {
        "lines-TOTAL_FORMS": "1",
        "lines-INITIAL_FORMS": "0",
        "lines-0-discipline": "odontology",
        "lines-0-statement": "a gold crown",
        "lines-0-source": "dental chart, made up",
    }
    assert "This is needed." in words(examiner.post(address, {**statement, "lines-0-log10_lr": "1.5"}))
    answer = examiner.post(address, {"summary": "Made up.", "further": "", **statement})
    page = words(examiner.get(answer["Location"]))
    assert "a gold crown" in page
    assert "documented circumstance, no number" in page
    assert "worked out again just now" in page
    assert "in a decision already" in words(examiner.post(address, {"further": "", **NOTHING_FURTHER}))
    assert "have no pair with this person" in words(examiner.post(address, {"further": "R2", **NOTHING_FURTHER}))


def test_the_page_says_who_may_do_what_next(small, as_, auditor):
    page = auditor.get(reverse("decision", args=[small.decision]))
    assert "Sign: two different persons, at least one of them a medical examiner." in words(page)
    sign = reverse("decision-sign", args=[small.decision])
    assert sign not in links(page)
    assert sign in links(as_(Role.MEDICAL_EXAMINER).get(reverse("decision", args=[small.decision])))
    assert post(as_(Role.COORDINATOR), "decision-sign", small.decision, password=WORD).status_code == 302
    again = words(as_(Role.COORDINATOR).get(sign))
    assert "You have signed already; another person must." in again
    assert "so a medical examiner must" in words(as_(Role.MEDICAL_EXAMINER).get(sign))


def test_two_signatures_with_passwords_make_it_final_and_each_person_signs_once(small, as_):
    assert post(as_(Role.COORDINATOR), "decision-sign", small.decision, password=WORD).status_code == 302
    twice = words(post(as_(Role.COORDINATOR), "decision-sign", small.decision, password=WORD))
    assert "the same person does not sign twice" in twice
    assert post(as_(Role.MEDICAL_EXAMINER), "decision-sign", small.decision, password=WORD).status_code == 302
    assert Identification.objects.get(pk=small.decision).state == State.SIGNED
    assert MissingPerson.objects.get(pk=small.missing).status == Status.IDENTIFIED
    late = words(post(as_(Role.MEDICAL_EXAMINER), "decision-sign", small.decision, password=WORD))
    assert "It cannot be signed now" in late


def test_a_session_alone_signs_nothing_nor_does_the_password_of_another(small, as_):
    examiner = as_(Role.MEDICAL_EXAMINER)
    assert "This field is required" in words(post(examiner, "decision-sign", small.decision, password=""))
    User.objects.filter(username="officer").update()
    other = User.objects.get(username="officer")
    other.set_password("quite another password 9")
    other.save()
    refused = post(examiner, "decision-sign", small.decision, password="quite another password 9")
    assert "This is not your password; nothing was signed." in words(refused)
    assert not Signature.objects.filter(identification=small.decision).exists()


def test_ten_wrong_passwords_lock_the_name_and_then_the_right_one_does_not_sign_either(small, as_):
    cache.clear()
    examiner = as_(Role.MEDICAL_EXAMINER)
    for _attempt in range(9):
        assert post(examiner, "decision-sign", small.decision, password="guessed").status_code == 200
    locked = post(examiner, "decision-sign", small.decision, password="guessed")
    assert locked.status_code == 429
    assert post(examiner, "decision-sign", small.decision, password=WORD).status_code == 429
    assert not Signature.objects.filter(identification=small.decision).exists()


def test_a_forged_post_from_another_site_is_refused(small, as_):
    examiner = as_(Role.MEDICAL_EXAMINER)
    hostile = Client(enforce_csrf_checks=True)
    hostile.cookies = examiner.cookies
    for name in ("decision-sign", "decision-rescind", "decision-review"):
        assert hostile.post(reverse(name, args=[small.decision]), {"password": WORD, "why": "x"}).status_code == 403
    assert Identification.objects.get(pk=small.decision).state == State.REVIEWED


@pytest.mark.parametrize("role", Role)
def test_a_step_posted_by_a_role_without_the_right_changes_nothing(role, small, sign_in):
    before = list(Identification.objects.order_by("pk").values())
    client = sign_in(role, small.family if role is Role.FAMILY else None)
    allowed = {
        "decision-sign": (Role.COORDINATOR, Role.MEDICAL_EXAMINER),
        "decision-rescind": (Role.COORDINATOR, Role.MEDICAL_EXAMINER),
        "decision-release": (Role.CUSTODIAN,),
        "decision-notify": (Role.ADMINISTRATOR, Role.COORDINATOR, Role.FAMILY_LIAISON),
        "decision-bury": (Role.ADMINISTRATOR, Role.COORDINATOR, Role.FAMILY_LIAISON),
    }
    for name, roles in allowed.items():
        answer = client.post(reverse(name, args=[small.decision]), {})
        assert answer.status_code == (200 if role in roles else 403), name
    assert list(Identification.objects.order_by("pk").values()) == before


def test_a_proposer_does_not_review_and_no_one_speaks_for_another_discipline(small, as_):
    User.objects.filter(username="officer").update(role=Role.MEDICAL_EXAMINER)
    proposer = Client()
    proposer.force_login(User.objects.get(username="officer"), backend="django.contrib.auth.backends.ModelBackend")
    given = {"discipline": "odontology", "verdict": "concurs", "note": ""}
    assert "does not review" in words(post(proposer, "decision-review", small.decision, **given))
    assert "speaks for no discipline" in words(
        as_(Role.COORDINATOR).get(reverse("decision-review", args=[small.decision]))
    )
    history = as_(Role.HISTORIAN)
    wrong = post(history, "decision-review", small.decision, discipline="DNA", verdict="concurs", note="")
    assert "Select a valid choice" in words(wrong)
    silent = post(history, "decision-review", small.decision, discipline="history", verdict="differs", note="")
    assert "who differs says why" in words(silent)


def test_a_review_is_replaced_by_a_later_one_of_its_discipline(small, as_):
    history = as_(Role.HISTORIAN)
    given = {"discipline": "history", "note": "lost elsewhere"}
    assert post(history, "decision-review", small.decision, verdict="differs", **given).status_code == 302
    assert Identification.objects.get(pk=small.decision).state == State.PROPOSED
    given["note"] = "the diary was misread"
    assert post(history, "decision-review", small.decision, verdict="concurs", **given).status_code == 302
    assert Identification.objects.get(pk=small.decision).state == State.REVIEWED
    page = words(history.get(reverse("decision", args=[small.decision])))
    assert "lost elsewhere" in page, "the earlier word stays on the line of time"


def test_evidence_that_was_changed_behind_the_pages_is_shown_and_not_signed(small, as_, monkeypatch):
    monkeypatch.setattr("repatria.registry.decisions.verbs.digest", lambda _evidence: "0" * 64)
    answer = post(as_(Role.MEDICAL_EXAMINER), "decision-sign", small.decision, password=WORD)
    assert "the evidence is not what was proposed" in words(answer)
    monkeypatch.setattr("repatria.registry.decisions.check.digest", lambda _evidence: "0" * 64)
    page = words(as_(Role.MEDICAL_EXAMINER).get(reverse("decision", args=[small.decision])))
    assert "The evidence is not what was proposed: its digest differs." in page


def test_a_release_compares_every_identifier_and_every_similar_name(small, as_):
    signed(as_, small)
    told = {"on": TODAY, "told": "a sister", "how": "in person"}
    assert post(as_(Role.FAMILY_LIAISON), "decision-notify", small.decision, **told).status_code == 302
    custodian = as_(Role.CUSTODIAN)
    form = words(custodian.get(reverse("decision-release", args=[small.decision])))
    assert "On record: SN-0007" in form
    assert "Not Example, Person 008 (SN-0008): looked at, another person" in form
    unseen = comparison(small)
    del unseen[f"similar_{small.other_missing}"]
    refused = post(custodian, "decision-release", small.decision, **unseen)
    assert "Look at this similar name before the release." in words(refused)
    differing = words(post(custodian, "decision-release", small.decision, **comparison(small, compared_1="differs")))
    assert "service number does not agree: the remains are not released" in differing
    few = words(post(custodian, "decision-release", small.decision, **comparison(small, compared_2="not available")))
    assert "at least 3 independent identifiers" in few
    skipped = comparison(small, compared_6="")
    assert "This field is required" in words(post(custodian, "decision-release", small.decision, **skipped))
    boxed = words(post(custodian, "decision-release", small.decision, **comparison(small)))
    assert "R1 is in BOX-1: take it out first" in boxed
    take_the_bone_out(small)
    assert post(custodian, "decision-release", small.decision, **comparison(small)).status_code == 302
    item = words(custodian.get(reverse("item", args=[small.bone])))
    assert f"the receiver named in decision {small.decision}" in item
    assert Identification.objects.get(pk=small.decision).state == State.RELEASED
    held = words(custodian.get(reverse("remains"), {"show": "held"}))
    assert "1 set of remains" in held, "released remains are no longer in the laboratory"


def test_from_the_signature_to_the_burial_and_a_wrong_entry_taken_back_on_the_page(small, as_):
    decision = signed(as_, small)
    liaison = as_(Role.FAMILY_LIAISON)
    early = post(liaison, "decision-notify", decision.pk, on="2019-05", told="a sister", how="in person")
    assert "lies before" in words(early)
    post(liaison, "decision-notify", decision.pk, on=TODAY, told="a sister", how="in person")
    row = Consequence.objects.get(identification=decision, kind="notified")
    page = liaison.get(reverse("decision", args=[decision.pk]))
    withdraw = reverse("consequence-withdraw", args=[row.pk])
    assert withdraw in links(page)
    assert post(liaison, "consequence-withdraw", row.pk, why="another family").status_code == 302
    page = liaison.get(reverse("decision", args=[decision.pk]))
    assert "withdrawn" in words(page)
    assert withdraw not in links(page)
    post(liaison, "decision-notify", decision.pk, on=TODAY, told="a brother", how="in person")
    take_the_bone_out(small)
    post(as_(Role.CUSTODIAN), "decision-release", decision.pk, **comparison(small))
    post(liaison, "decision-bury", decision.pk, on=TODAY, place="a cemetery")
    post(liaison, "decision-choose", decision.pk, on=TODAY, choice="do not tell us of further finds", who="a brother")
    page = words(liaison.get(reverse("decision", args=[decision.pk])))
    assert "choice of the family: do not tell us of further finds" in page
    assert verify().problems == []


def test_the_family_reads_of_the_decision_only_after_it_was_told(small, as_, sign_in):
    signed(as_, small)
    family = sign_in(Role.FAMILY, small.family)
    assert "identified" not in words(family.get(reverse("own-case")))
    post(as_(Role.FAMILY_LIAISON), "decision-notify", small.decision, on=TODAY, told="a sister", how="in person")
    assert "identified" in words(family.get(reverse("own-case")))


def test_the_list_filters_by_state_and_answers_for_any_past_point(small, auditor):
    assert [row[0] for row in rows(auditor.get(reverse("decisions")))] == ["decision 2", "decision 1"]
    found = auditor.get(reverse("decisions"), {"state": "rescinded"})
    assert [row[0] for row in rows(found)] == [f"decision {small.rescinded}"]
    assert "There was no such decision." in words(auditor.get(reverse("decisions"), {"on": "2020"}))
    assert "It had not been proposed then." in words(
        auditor.get(reverse("decision", args=[small.decision]), {"on": "2020"})
    )


def test_the_statement_says_whom_it_identifies_and_how_to_verify_it(small, as_, auditor):
    address = reverse("decision-statement", args=[small.decision])
    assert "It identifies nobody." in words(auditor.get(address))
    decision = signed(as_, small)
    page = words(auditor.get(address))
    assert "It identifies nobody." not in page
    assert decision.digest in page
    assert f"repatria ledger prove {decision.recorded_seq}" in page
    assert "medical-examiner (medical examiner)" in page
    rescinded = words(auditor.get(reverse("decision-statement", args=[small.rescinded])))
    assert "This decision was rescinded. It identifies nobody." in rescinded
    assert "are those of" not in rescinded


def test_a_name_with_markup_is_text_on_every_page_of_a_decision(small, as_, auditor):
    with recording(User(username="operator", role=Role.ADMINISTRATOR).actor) as record:
        add_person(record, "PX", "Example", "<b>Person</b>", service_number="<i>1</i>", since="1950-11")
    signed(as_, small)
    post(as_(Role.FAMILY_LIAISON), "decision-notify", small.decision, on=TODAY, told="<script>x", how="<script>y")
    page = auditor.get(reverse("decision", args=[small.decision])).content.decode()
    assert "<script>x" not in page
    form = as_(Role.CUSTODIAN).get(reverse("decision-release", args=[small.decision])).content.decode()
    assert "<b>Person</b>" not in form


def test_the_person_the_remains_and_the_pair_lead_to_the_decision(small, as_):
    examiner = as_(Role.MEDICAL_EXAMINER)
    decision = reverse("decision", args=[small.decision])
    for name, number in (("person", small.missing), ("remains-one", small.remains), ("pair", small.best)):
        assert decision in links(examiner.get(reverse(name, args=[number]))), name
    assert reverse("decision-propose", args=[small.best]) in links(examiner.get(reverse("pair", args=[small.best])))
