"""Talks, figures and their reconciliation on the pages: past points, members, forms, both sides of a conflict."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.people.permissions import Role
from repatria.registry.talks.models import Commitment, CommitmentStep, Engagement, EngagementOutcome
from tests.web.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(django_db_blocker) -> None:
    """The real history on the record."""
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR
    from repatria.scenario.history import history
    from repatria.scenario.land_history import land_history

    with recording(OPERATOR) as record:
        land_history(record, history())


@pytest.fixture
def negotiator(sign_in):
    return sign_in(Role.NEGOTIATOR, None)


def commitment(code: str) -> str:
    return reverse("commitment", args=[Commitment.objects.get(code=code).pk])


def test_a_commitment_shows_its_status_on_the_day_asked_and_keeps_units_apart(told, negotiator):
    then = words(negotiator.get(commitment("K1"), {"on": "2018-07-13"}))
    assert "stalled" in then
    assert "partly kept" not in then
    now = words(negotiator.get(commitment("K1")))
    assert "cases 55" in now
    assert "up to 200 (S3)" in now
    assert "Each unit has its own lane" in now
    both = words(negotiator.get(commitment("K2"), {"on": "2019-05-09"}))
    assert "suspended fiscal year 2019" in both
    assert "under assessment fiscal year 2020" in both


def test_talks_of_a_past_day_show_what_was_planned_then(told, negotiator):
    then = words(negotiator.get(reverse("talks"), {"on": "2018-07-13"}))
    assert "General-level talks on remains planned" in then
    assert "55 cases handed over" not in then
    assert "Telephone line between the North Korean army and the UN Command cut 2013" in then


def test_an_engagement_keeps_what_each_source_says_side_by_side(told, negotiator):
    missed = Engagement.objects.get(code="E15")
    text = words(negotiator.get(reverse("engagement", args=[missed.pk])))
    assert "the details were still open TheBlaze" in text
    assert "a planned meeting ConnectingVets" in text
    assert "was moved to: General-level talks on remains" in text
    assert "North Korea not known · absent" in text


def test_claims_stand_beside_each_other_and_beside_the_record(told, negotiator):
    text = words(negotiator.get(reverse("reconciliation")))
    assert "What the joint operations brought disputed They count in different units" in text
    assert "Missing of the Korean War compatible" in text
    assert "55 cases handed over" in text
    assert "No claim is known" in words(negotiator.get(reverse("reconciliation"), {"by": "2000"}))


def test_conflicts_name_the_rule_that_finds_them_or_cannot(told, negotiator):
    text = words(negotiator.get(reverse("conflicts")))
    assert "Found by the rule: the date on the page misleads: “Sputnik 2018”" in text
    assert "Only one source on the record gives this number" in text
    assert "the sum of a table holds 781 in the lines, 781 printed" in text
    assert "the duration of a period does not hold" in text


def test_a_figure_opens_to_its_members_on_a_past_day(told, negotiator, sign_in):
    address = reverse("figure", args=["cases-received"])
    assert "55 cases handed over on" not in words(negotiator.get(address, {"on": "2018-07-26"}))
    assert "E21 55 cases" in words(negotiator.get(address, {"on": "2018-07-27"}))
    assert negotiator.get(reverse("figure", args=["no-such-figure"])).status_code == 404
    public = sign_in(Role.PUBLIC_AFFAIRS, None).get(address)
    assert "55 cases: cases counted in hand-overs" in words(public)
    assert "Your role sees the number, not the list." in words(public)


def test_a_date_that_is_none_is_answered_in_words(told, negotiator):
    assert "is not a date" in words(negotiator.get(reverse("figures"), {"on": "June"}))


def test_a_step_is_recorded_and_corrected_from_the_page(told, negotiator):
    row = Commitment.objects.get(code="K5")
    add = reverse("commitment-step", args=[row.pk])
    given = {"status": "missed", "since": "2018-07-14", "scope": "", "words_en": "", "words_ko": "", "source": ""}
    assert "before it was made" in words(negotiator.post(add, given))
    assert "S9 is not one of the available choices" in words(
        negotiator.post(add, given | {"since": "2018-07-16", "source": "S9"})
    )
    assert negotiator.post(add, given | {"since": "2018-07-16", "source": "S3"}).status_code == 302
    wrong = CommitmentStep.objects.order_by("-pk").first()
    form = negotiator.get(reverse("step-correct", args=[wrong.pk])).context["form"]
    assert form["status"].value() == "missed"
    assert form["since"].value() == "2018-07-16"
    change = {"status": "kept", "since": "2018-07-16", "words_en": "", "words_ko": "", "reason": "they met"}
    assert negotiator.post(reverse("step-correct", args=[wrong.pk]), change).status_code == 302
    assert "kept" in words(negotiator.get(commitment("K5")))
    assert "missed" not in words(negotiator.get(commitment("K5")))


def test_a_step_without_words_of_its_own_is_told_once(told, negotiator):
    text = words(negotiator.get(commitment("K1")))
    assert "made" in text
    assert "made: made" not in text
    assert "stalled: stalled" not in text


def test_an_outcome_is_recorded_from_the_page_by_those_who_may(told, negotiator, sign_in):
    row = Engagement.objects.get(code="E20")
    add = reverse("engagement-outcome", args=[row.pk])
    given = {"outcome": "held", "since": "2018-07-16", "reason": "", "source": ""}
    assert sign_in(Role.CUSTODIAN, None).post(add, given).status_code == 403
    assert negotiator.post(add, given).status_code == 302
    assert Engagement.objects.get(pk=row.pk).outcome == "held"


def test_the_correction_of_an_outcome_begins_with_what_stands_and_keeps_its_source(told, negotiator):
    given = {"outcome": "held", "since": "2018-07-16", "reason": "", "source": "S3"}
    negotiator.post(reverse("engagement-outcome", args=[Engagement.objects.get(code="E20").pk]), given)
    wrong = EngagementOutcome.objects.order_by("-pk").first()
    address = reverse("outcome-correct", args=[wrong.pk])
    form = negotiator.get(address).context["form"]
    stands = {name: form[name].value() for name in ("outcome", "since")}
    assert stands == {"outcome": wrong.outcome, "since": wrong.since}
    assert negotiator.post(address, stands | {"reason": "typed twice"}).status_code == 302
    right = EngagementOutcome.objects.order_by("-pk").first()
    assert right.pk != wrong.pk
    assert (right.outcome, right.since, right.source.code) == ("held", "2018-07-16", "S3")
