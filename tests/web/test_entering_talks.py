"""A negotiator and a custodian enter what is new: meetings, agreements, commitments, hand-overs and their boxes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from repatria.registry.custody.models import Container, HandOver
from repatria.registry.figures.computed import definition
from repatria.registry.ledger.verify import verify
from repatria.registry.people.permissions import Role
from repatria.registry.talks.models import Agreement, Channel, Commitment, Engagement, Party
from tests.web.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def negotiator(small, sign_in):
    return sign_in(Role.NEGOTIATOR)


@pytest.fixture
def custodian(small, sign_in):
    return sign_in(Role.CUSTODIAN)


def post(client, name, *args, **given):
    return client.post(reverse(name, args=args), given, follow=True)


def meeting(negotiator) -> Engagement:
    post(negotiator, "party-add", code="NEW", name_en="A made-up state", kind="state")
    answer = post(
        negotiator,
        "engagement-add",
        kind="meeting",
        title_en="Made-up talks on boxes",
        title_ko="지어낸 회담",
        planned="2019-07",
        parties=["NEW"],
    )
    assert "Made-up talks on boxes" in words(answer)
    assert "planned" in words(answer)
    return Engagement.objects.get(title_en="Made-up talks on boxes")


def test_a_meeting_is_planned_held_and_leads_to_an_agreement_and_a_commitment(negotiator):
    row = meeting(negotiator)
    party = Party.objects.get(code="NEW")
    post(negotiator, "delegation-add", row.pk, party=party.pk, level="working level", attended="yes")
    post(negotiator, "engagement-outcome", row.pk, outcome="held", since="2019-07-15", reason="both came", source="")
    text = words(
        post(
            negotiator,
            "agreement-add",
            row.pk,
            title_en="Made-up protocol",
            points="Ten boxes will be handed over | 상자 열 개를 인도한다\nA hotline stays open",
        )
    )
    assert "Ten boxes will be handed over" in text
    point = Agreement.objects.get(title_en="Made-up protocol").points.get(number=1)
    text = words(
        post(
            negotiator,
            "commitment-add",
            row.pk,
            title_en="Hand over ten boxes",
            parties=["NEW"],
            quantity_low="10",
            unit="boxes",
            due="2019-12",
            point=point.pk,
        )
    )
    made = Commitment.objects.get(title_en="Hand over ten boxes")
    assert (made.quantity_low, made.quantity_high, made.unit, made.due) == (10, 10, "boxes", "2019-12")
    assert (made.made_at_id, made.point_id, made.parties) == (row.pk, point.pk, ["NEW"])
    assert "Hand over ten boxes" in text
    text = words(post(negotiator, "commitment-step", made.pk, status="partly kept", since="2019-11", words_en="six"))
    assert "partly kept" in text
    given = HandOver.objects.filter(date__gt="").first()
    kept = {"status": "kept", "since": "2019-12", "rests_on": f"h{given.pk}"}
    post(negotiator, "commitment-step", made.pk, **kept)
    assert made.steps.get(status="kept").hand_over_id == given.pk
    assert "Made-up talks on boxes" in words(negotiator.get(reverse("talks")))
    assert verify().problems == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"due": "2019-06"}, "before it was made"),
        ({"quantity_low": "20", "quantity_high": "10"}, "no range"),
        ({"quantity_low": "20", "unit": ""}, "a quantity has a unit"),
        ({"quantity_low": "", "unit": "boxes"}, "a unit goes with a number"),
        ({"due": "soon"}, "is not a date"),
    ],
)
def test_a_commitment_that_cannot_be_is_refused_in_words(negotiator, wrong, told):
    row = meeting(negotiator)
    given = {"title_en": "Ten boxes", "parties": ["NEW"], "quantity_low": "10", "unit": "boxes"} | wrong
    assert told in words(post(negotiator, "commitment-add", row.pk, **given))
    assert not Commitment.objects.filter(title_en="Ten boxes").exists()


def test_a_meeting_without_any_date_or_to_come_is_refused_in_words(negotiator):
    given = {"kind": "meeting", "title_en": "No day"}
    assert "say for when it is planned" in words(post(negotiator, "engagement-add", **given))
    assert "still to come" in words(post(negotiator, "engagement-add", **given, date="2199"))
    assert not Engagement.objects.filter(title_en="No day").exists()


def test_a_channel_is_added_and_cut(negotiator):
    post(negotiator, "channel-add", name_en="Made-up hotline")
    row = Channel.objects.get(name_en="Made-up hotline")
    text = words(post(negotiator, "channel-state", row.pk, state="cut", since="2020-06", words_en="by one side"))
    assert "Made-up hotline cut" in text


def test_one_event_is_said_to_come_before_another(negotiator, small):
    row = meeting(negotiator)
    other = Engagement.objects.exclude(pk=row.pk).first()
    text = words(post(negotiator, "relation-add", row.pk, kind="before", other=other.code))
    assert f"came before: {other.title_en}" in text
    assert "recorded already" in words(post(negotiator, "relation-add", row.pk, kind="before", other=other.code))


def test_a_hand_over_is_recorded_with_its_containers_and_counts_in_the_figure(custodian):
    before = definition("boxes-received").at().value
    text = words(
        post(
            custodian,
            "hand-over-add",
            title_en="A hand-over typed in",
            date="2019-12-01",
            conflict="Korean War",
            giver="A made-up state",
            receiver="Another",
            unit="boxes",
            declared="3",
            counted="2",
        )
    )
    assert "A hand-over typed in" in text
    given = HandOver.objects.get(title_en="A hand-over typed in")
    text = words(post(custodian, "hand-over-containers", given.pk, kind="box", codes="MU-1\nMU-2"))
    assert Container.objects.filter(hand_over=given).count() == 2
    assert definition("boxes-received").at().value == before + 2
    told = words(post(custodian, "hand-over-containers", given.pk, kind="box", codes="MU-3"))
    assert "all of them are recorded already" in told
    assert verify().problems == []


def test_a_hand_over_before_the_war_or_with_labels_twice_is_refused_in_words(custodian, small):
    given = {"title_en": "Too early", "giver": "A", "receiver": "B", "unit": "boxes", "conflict": "Korean War"}
    assert "before the Korean War began" in words(post(custodian, "hand-over-add", **given, date="1949"))
    assert not HandOver.objects.filter(title_en="Too early").exists()
    told = words(post(custodian, "hand-over-containers", small.real_hand_over, kind="box", codes="X-1\nX-1"))
    assert "X-1 stands twice in the list" in told


def test_who_may_not_change_the_talks_is_offered_nothing_new(small, auditor):
    text = words(auditor.get(reverse("talks")))
    assert "Record a meeting" not in text
    assert "Record a hand-over" not in words(auditor.get(reverse("hand-overs")))
