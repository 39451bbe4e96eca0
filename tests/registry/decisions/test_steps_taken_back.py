"""Wrong entries are withdrawn with a reason, further remains follow the family's choice, and the past stays known."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.decisions.check import check_digests
from repatria.registry.decisions.consequences import (
    notifications,
    notify_family,
    record_burial,
    record_choice,
    record_return,
    release,
    told_statuses,
    withdraw,
)
from repatria.registry.decisions.models import Consequence, DecisionState, Identification, State
from repatria.registry.decisions.read import decisions, history, next_steps, states_at
from repatria.registry.decisions.verbs import propose, rescind
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.permissions import Role
from repatria.registry.roster.models import Status
from tests.registry.decisions.steps import (
    IDENTIFIERS,
    LINE,
    TODAY,
    buried,
    person,
    proposed,
    put_signature,
    released,
    remains,
    reviewed,
    signed,
    told,
)

pytestmark = pytest.mark.django_db


def take_back(team, who: str, kind: str, reason: str = "entered for another family") -> None:
    row = Consequence.objects.filter(kind=kind, withdrawal=None).get()
    with recording(team[who].actor) as record:
        withdraw(record, row, reason=reason)


def choose(team, decision: Identification, choice: str) -> None:
    with recording(team["lily"].actor) as record:
        record_choice(record, decision, on=TODAY, choice=choice, who="a sister")


def head() -> int:
    return LedgerEntry.objects.latest("seq").seq


def test_a_burial_recorded_wrongly_is_withdrawn_and_the_release_holds_again(team):
    decision = buried(team)
    before = head()
    take_back(team, "lily", "buried")
    decision.refresh_from_db()
    assert decision.state == State.RELEASED
    assert states_at([decision.pk], AsOf(seq=before))[decision.pk].state == State.BURIED
    assert states_at([decision.pk])[decision.pk].state == State.RELEASED
    with recording(team["lily"].actor) as record:
        record_burial(record, decision, on=TODAY, place="another cemetery")
    decision.refresh_from_db()
    assert decision.state == State.BURIED
    assert verify().problems == []


def test_steps_go_back_one_by_one_with_a_reason_and_a_rescission_does_not(team):
    decision = released(team)
    with pytest.raises(Conflict, match="released; withdraw that first"):
        take_back(team, "lily", "notified")
    with pytest.raises(NotPermitted, match="may not sign custody"):
        take_back(team, "lily", "released")
    with pytest.raises(InvalidInput, match="say why"):
        take_back(team, "carl", "released", reason=" ")
    take_back(team, "carl", "released")
    take_back(team, "lily", "notified")
    decision.refresh_from_db()
    assert decision.state == State.SIGNED
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "the samples were swapped")
    with pytest.raises(Conflict, match="propose anew"):
        take_back(team, "lily", "rescinded")
    assert verify().problems == []


def test_a_family_that_was_told_by_mistake_of_the_record_is_not_counted_as_told(team):
    told(team)
    assert told_statuses(person())[0].status == Status.IDENTIFIED
    before = head()
    take_back(team, "lily", "notified")
    assert [row.status for row in told_statuses(person())] == [Status.UNACCOUNTED_FOR]
    assert not notifications().exists()
    assert notifications(AsOf(seq=before)).exists(), "what was on the record then stays to be seen"


def test_the_tables_of_decisions_come_out_the_same_from_the_ledger_under_the_guards(team):
    decision = buried(team)
    take_back(team, "lily", "buried")
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "the samples were swapped")
    with recording(team["carl"].actor) as record:
        record_return(record, decision, on=TODAY, place="the laboratory")
    signed(team)
    rows = list(DecisionState.objects.order_by("pk").values())
    assert rebuild().problems == []
    assert list(DecisionState.objects.order_by("pk").values()) == rows


def test_a_list_of_decisions_answers_for_any_past_point_on_both_axes(team):
    start = head()
    decision = reviewed(team)
    after_review = head()
    put_signature(team, decision, "anna")
    put_signature(team, decision, "mark")
    assert list(decisions(AsOf(seq=start))) == []
    assert list(decisions(AsOf(seq=after_review), "reviewed")) == [decision]
    assert list(decisions(AsOf(seq=after_review), "signed")) == []
    assert list(decisions(AsOf(), "signed")) == [decision]
    yesterday = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)
    assert list(decisions(AsOf(on=yesterday))) == []
    assert [event.kind for event in history(decision, AsOf(seq=after_review))] == ["proposed", "review", "review"]
    assert len(history(decision)) == 5


def test_the_digest_is_worked_out_anew_from_the_table_and_from_the_ledger(team):
    decision = proposed(team)
    assert check_digests(decision).agrees
    decision.evidence = [{**LINE, "log10_lr": 12.0}]
    assert not check_digests(decision).agrees


def test_what_may_be_done_next_names_the_roles_that_may(team):
    decision = proposed(team)
    assert [step.act for step in next_steps(decision)] == ["review", "rescind"]
    decision = Identification.objects.get(pk=decision.pk)
    with recording(team["mark"].actor) as record:
        rescind(record, decision, "proposed by mistake")
    decision = reviewed(team)
    decision.refresh_from_db()
    put_signature(team, decision, "anna")
    sign_step = next(step for step in next_steps(decision) if step.act == "sign")
    assert sign_step.roles == (Role.MEDICAL_EXAMINER,)
    assert sign_step.facts["signed"] == ["anna"]
    put_signature(team, decision, "mark")
    decision.refresh_from_db()
    assert [step.act for step in next_steps(decision)] == ["notify", "choose", "rescind"]


def test_a_decision_with_further_remains_is_not_rescinded_before_them(team):
    first = buried(team)
    further = signed(team, "R2")
    refusal = pytest.raises(Conflict, match=f"decision {further.pk} adds further remains")
    with refusal, recording(team["mark"].actor) as record:
        rescind(record, first, "the samples were swapped")
    for each in (further, first):
        with recording(team["mark"].actor) as record:
            rescind(record, each, "the samples were swapped")
    with recording(team["carl"].actor) as record:
        record_return(record, first, on=TODAY, place="the laboratory")
    assert not signed(team).addition


def test_further_remains_of_a_buried_person_wait_for_the_choice_of_the_family(team):
    buried(team)
    further = told(team, "R2")
    further.refresh_from_db()
    assert "choose first" in [step.act for step in next_steps(further)]
    with pytest.raises(Conflict, match="record first what the family chose"):
        released(team, decision=further)
    choose(team, further, "bury with the earlier remains")
    released(team, decision=further)
    refusal = pytest.raises(Conflict, match="which lie at: a national cemetery")
    with refusal, recording(team["lily"].actor) as record:
        record_burial(record, further, on=TODAY, place="elsewhere")
    with recording(team["lily"].actor) as record:
        record_burial(record, further, on=TODAY, place="a national cemetery")
    assert verify().problems == []


def test_a_family_that_wants_to_hear_of_no_further_finds_is_not_told(team):
    choose(team, buried(team), "do not tell us of further finds")
    further = signed(team, "R2")
    with pytest.raises(Conflict, match="chose not to be told"), recording(team["lily"].actor) as record:
        notify_family(record, further, on=TODAY, told="a sister", how="by telephone")
    assert [step.act for step in next_steps(further)] == ["release", "choose", "rescind"]
    with recording(team["carl"].actor) as record:
        release(record, further, on=TODAY, to="the authority", checked=IDENTIFIERS, similar_names_seen=True)
    choose(team, further, "bury with the earlier remains")
    assert verify().problems == []


def test_a_later_choice_takes_the_place_of_an_earlier_one_and_a_wrong_one_is_withdrawn(team):
    first = buried(team)
    choose(team, first, "bury separately")
    choose(team, first, "do not tell us of further finds")
    with recording(team["lily"].actor) as record:
        withdraw(record, Consequence.objects.filter(kind="choice").latest("pk"), reason="it was another family's")
    first.refresh_from_db()
    assert first.state == State.BURIED
    told(team, "R2")
    assert verify().problems == []


def test_an_identifier_that_could_not_be_compared_counts_for_nothing(team):
    decision = told(team)
    checked = {**IDENTIFIERS, "accession": "not available"}
    with pytest.raises(InvalidInput, match="at least 3"), recording(team["carl"].actor) as record:
        release(record, decision, on=TODAY, to="the family", checked=checked, similar_names_seen=True)


def test_a_documented_circumstance_has_no_number_and_does_not_stand_for_a_line(team):
    circumstance = {"circumstance": "history", "statement": "lost at this hill", "source": "unit diary, page 3"}
    with pytest.raises(InvalidInput, match="at least one line"), recording(team["anna"].actor) as record:
        propose(record, person(), [remains()], [circumstance])
    with pytest.raises(InvalidInput, match="lacks source"), recording(team["anna"].actor) as record:
        propose(record, person(), [remains()], [LINE, {**circumstance, "source": ""}])
    with pytest.raises(InvalidInput, match="an exclusion is not proposed"), recording(team["anna"].actor) as record:
        propose(record, person(), [remains()], [{**LINE, "log10_lr": "-Infinity"}])
    with pytest.raises(InvalidInput, match="with its prior named"), recording(team["anna"].actor) as record:
        propose(record, person(), [remains()], [LINE, {"posterior": 0.9}])
    with recording(team["anna"].actor) as record:
        propose(record, person(), [remains()], [LINE, circumstance])


def test_a_partial_date_stands_after_what_it_follows_and_counts_from_there(team):
    decision, month = signed(team), TODAY[:7]
    with recording(team["lily"].actor) as record:
        notify_family(record, decision, on=month, told="a sister", how="in person")
    with recording(team["lily"].actor) as record:
        record_choice(record, decision, on=month[:4], choice="bury separately", who="a sister")
    events = history(decision)
    assert [event.kind for event in events][-2:] == ["notified", "choice"]
    assert [event.day for event in events][-2:] == [month, month[:4]], "shown as it is known"
    assert {event.begins.isoformat() for event in events[-2:]} == {TODAY}
    before = AsOf(on=dt.date.fromisoformat(TODAY) - dt.timedelta(days=1))
    assert history(decision, before) == []
    assert [event.kind for event in history(decision, AsOf(on=dt.date.fromisoformat(TODAY)))][-1] == "choice"
