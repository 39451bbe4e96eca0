"""What a family was told, on which evidence, and what it may see: nothing of a decision before its notification."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.decisions.consequences import notify_family, told_statuses, withdraw
from repatria.registry.decisions.models import Consequence, Identification
from repatria.registry.decisions.verbs import Discipline, propose, rescind, review, sign
from repatria.registry.families.as_told import notices
from repatria.registry.families.contacts import set_contact
from repatria.registry.families.follow_ups import add_follow_up, answer_follow_up, follow_ups
from repatria.registry.families.models import Family
from repatria.registry.families.told import correct_told, tell
from repatria.registry.families.told_models import FollowUpAnswer, Told
from repatria.registry.laboratory.models import Remains
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.permissions import Role
from repatria.registry.people.verbs import add_account
from repatria.registry.roster.models import MissingPerson
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.models import SearchRun
from repatria.registry.runs.parameters import SearchParameters

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password 7"
TODAY = dt.datetime.now(dt.UTC).date()
YESTERDAY = TODAY - dt.timedelta(days=1)
LINE = {
    "line": "DNA",
    "numerator": "is the person",
    "denominator": "is unrelated",
    "log10_lr": 5.0,
    "population": "POP",
    "parameters": {"threshold": 4},
    "inputs": {"samples": "ab"},
    "version": "0.1.0",
}


@pytest.fixture
def family(case) -> Family:
    return Family.objects.get(pk=case.family)


def do(verb, *given, actor=OPERATOR, **more):
    with recording(actor) as record:
        return verb(record, *given, **more)


@pytest.fixture
def signers(db):
    names = {"examiner": Role.MEDICAL_EXAMINER, "coordinator": Role.COORDINATOR}
    return {name: add_account(OPERATOR, name, PASSWORD, role) for name, role in names.items()}


def signed(case, signers) -> Identification:
    person, remains = MissingPerson.objects.get(pk=case.person), Remains.objects.get(pk=case.remains)
    key = do(propose, person, [remains], [LINE], actor=Actor("p", Role.COORDINATOR))
    decision = Identification.objects.get(pk=key)
    do(review, decision, Discipline.DNA, concurs=True, actor=Actor("d", Role.DNA_ANALYST))
    do(review, decision, Discipline.HISTORY, concurs=True, actor=Actor("h", Role.HISTORIAN))
    for user in signers.values():
        do(sign, decision, user, PASSWORD, actor=user.actor)
    decision.refresh_from_db()
    return decision


def test_what_was_told_keeps_who_when_how_and_the_hash_of_the_search_it_rests_on(case, family):
    run = run_search(OPERATOR, SearchParameters(threshold=-5.0)).run_id
    with pytest.raises(InvalidInput, match=r"before search .* was run"):
        do(tell, family.pk, "A search was run.", on="2020", how="telephone", relative_id=case.sister, run_id=run)
    on = TODAY.isoformat()
    do(tell, family.pk, "A search was run.", on=on, how="telephone", relative_id=case.sister, run_id=run)
    (notice,) = notices(family)
    assert (notice.to, notice.by, notice.how, notice.on) == ("Sister Example", "operator", "telephone", on)
    entry = LedgerEntry.objects.get(pk=SearchRun.objects.get(pk=run).recorded_seq)
    assert notice.evidence == [{"kind": "search", "number": run, "digest": entry.hash}]
    assert verify().problems == []


def test_a_family_is_not_told_of_a_decision_before_its_notification_nor_dated_before_it(case, family, signers):
    decision = signed(case, signers)
    with pytest.raises(Conflict, match="after both signatures"):
        do(
            tell,
            family.pk,
            "He was found.",
            on=TODAY.isoformat(),
            how="visit",
            told_to="the sister",
            identification_id=decision.pk,
        )
    assert notices(family) == []
    do(notify_family, decision, on=TODAY.isoformat(), told="the sister", how="visit")
    with pytest.raises(InvalidInput, match="before the family was told of the decision"):
        do(
            tell,
            family.pk,
            "He was found.",
            on=YESTERDAY.isoformat(),
            how="visit",
            told_to="x",
            identification_id=decision.pk,
        )
    do(tell, family.pk, "The report.", on=TODAY.isoformat(), how="letter", told_to="her", identification_id=decision.pk)
    assert [(row.how, row.decision.pk) for row in notices(family)] == [("letter", decision.pk), ("visit", decision.pk)]
    assert {each["digest"] for row in notices(family) for each in row.evidence} == {decision.digest}
    assert notices(family, AsOf(YESTERDAY)) == []


def test_the_database_itself_refuses_to_record_a_family_told_of_a_decision_that_was_not_notified(case, family, signers):
    decision = signed(case, signers)
    do(tell, family.pk, "Nothing new.", on="2020", how="letter", told_to="the sister")
    row = Told.objects.values().get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Told.objects.create(**{**row, "id": 999, "identification_id": decision.pk})


def test_the_database_itself_keeps_what_was_told_as_it_was_recorded(case, family, signers):
    decision = signed(case, signers)
    do(tell, family.pk, "Nothing new.", on="2020", how="letter", told_to="the sister")
    rows = Told.objects.all()
    for change in (
        {"words": "He was found."},
        {"identification": decision},
        {"relative": case.sister},
        {"how": "visit"},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    do(correct_told, rows.get(), "No news.", on="2020", reason="misheard")
    for seq in (None, 1):
        with pytest.raises(DatabaseError), transaction.atomic():
            Told.objects.exclude(corrected_seq=None).update(corrected_seq=seq)
    assert verify().problems == []


def test_a_status_of_a_decision_is_seen_by_the_family_only_after_that_very_decision_was_notified(case, family, signers):
    person = MissingPerson.objects.get(pk=case.person)
    first = signed(case, signers)
    assert [row.status for row in told_statuses(person)] == ["unaccounted-for"]
    do(notify_family, first, on=TODAY.isoformat(), told="the sister", how="visit")
    assert [row.status for row in told_statuses(person)] == ["identified", "unaccounted-for"]
    do(rescind, first, "the samples were exchanged", actor=signers["examiner"].actor)
    person.refresh_from_db()
    second = signed(case, signers)
    person.refresh_from_db()
    assert person.status == "identified"
    shown = told_statuses(person)
    assert [row.reason for row in shown if row.status == "identified"] == [f"identification {first.pk}"]
    do(notify_family, second, on=TODAY.isoformat(), told="the sister", how="visit")
    assert {row.reason for row in told_statuses(person) if row.status == "identified"} == {
        f"identification {first.pk}",
        f"identification {second.pk}",
    }


def test_a_notification_withdrawn_as_never_made_takes_the_decision_out_of_what_the_family_sees(case, family, signers):
    person = MissingPerson.objects.get(pk=case.person)
    decision = signed(case, signers)
    do(notify_family, decision, on=TODAY.isoformat(), told="the sister", how="visit")
    do(tell, family.pk, "The report.", on=TODAY.isoformat(), how="letter", told_to="her", identification_id=decision.pk)
    do(tell, family.pk, "No news.", on="2019", how="letter", told_to="her")
    before = LedgerEntry.objects.count()
    decision.refresh_from_db()
    do(withdraw, Consequence.objects.get(kind="notified"), reason="another family was visited")
    assert [row.status for row in told_statuses(person)] == ["unaccounted-for"]
    assert [row.status for row in told_statuses(person, AsOf(seq=before))] == ["identified", "unaccounted-for"]
    assert [row.words for row in notices(family, own=True)] == ["No news."]
    assert [row.words for row in notices(family)] == ["The report.", "No news."]
    assert len(notices(family, AsOf(seq=before))) == 3
    with pytest.raises(Conflict, match="after both signatures"):
        do(tell, family.pk, "More.", on=TODAY.isoformat(), how="letter", told_to="her", identification_id=decision.pk)
    row = Told.objects.filter(identification=decision).values().get()
    with pytest.raises(DatabaseError), transaction.atomic():
        Told.objects.create(**{**row, "id": 999})
    wrong = Told.objects.get(identification=decision)
    do(correct_told, wrong, "Nothing of a decision.", on=TODAY.isoformat(), reason="no report was sent")
    assert [row.words for row in notices(family, own=True)] == ["Nothing of a decision.", "No news."]
    assert verify().problems == []


def test_what_was_told_wrongly_is_corrected_with_the_reason_and_stays(case, family):
    do(tell, family.pk, "His unit was there.", on="2020-01", how="letter", told_to="the sister")
    wrong = Told.objects.get()
    before = LedgerEntry.objects.count()
    with pytest.raises(InvalidInput, match="says why"):
        do(correct_told, wrong, "His unit was near.", on="2020-01", reason="")
    do(correct_told, wrong, "His unit was near.", on="2020-01", reason="the letter says near")
    assert [row.words for row in notices(family)] == ["His unit was near."]
    assert [row.words for row in notices(family, AsOf(seq=before))] == ["His unit was there."]
    with pytest.raises(Conflict, match="corrected already"):
        do(correct_told, wrong, "x", on="2020-01", reason="again")
    assert verify().problems == []


def test_a_relative_who_asked_not_to_be_contacted_is_named_before_the_entry_is_taken(case, family):
    do(set_contact, case.sister, since="2019", telephone="1", do_not_contact=True, reason="asked by letter")
    with pytest.raises(Conflict, match="Sister Example asked not to be contacted"):
        do(tell, family.pk, "News.", on="2020", how="telephone", relative_id=case.sister)
    do(tell, family.pk, "News.", on="2020", how="telephone", relative_id=case.sister, despite="she called us")
    assert Told.objects.get().reason == "she called us"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": "2999"}, "still to come"),
        ({"how": "pigeon"}, "a family is told by one of"),
        ({"told_to": ""}, "say who was told"),
        ({"words": " "}, "say what the family was told"),
        ({"identification_id": 77}, "there is no decision 77"),
        ({"run_id": 77}, "there is no search 77"),
        ({"person_id": 77}, "not of this family"),
        ({"family_id": 77}, "there is no family 77"),
    ],
)
def test_telling_is_refused_in_words(case, family, more, words):
    given = {"family_id": family.pk, "words": "x", "on": "2020", "how": "letter", "told_to": "y", **more}
    with pytest.raises(InvalidInput, match=words):
        do(tell, given.pop("family_id"), given.pop("words"), **given)
    assert not Told.objects.exists()


def test_a_promise_is_open_then_overdue_then_kept_on_any_day_asked(case, family):
    key = do(
        add_follow_up, family.pk, "promise", "Send the report.", on="2020-01-10", due="2020-02", person_id=case.person
    )

    def state(on=None):
        return [each.state for each in follow_ups(family, AsOf(dt.date.fromisoformat(on) if on else None))]

    assert state("2020-01-09") == []
    assert state("2020-02-29") == ["open"]
    assert state("2020-03-01") == ["overdue"]
    do(answer_follow_up, key, "kept", on="2020-03-05")
    assert state("2020-03-04") == ["overdue"]
    assert state() == ["kept"]
    with pytest.raises(InvalidInput, match=r"recorded as kept .* say why that is wrong"):
        do(answer_follow_up, key, "open again", on="2020-03-06")
    do(answer_follow_up, key, "open again", on="2020-03-06", reason="the wrong family's report was sent")
    assert state() == ["overdue"]
    assert FollowUpAnswer.objects.count() == 2
    assert verify().problems == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": "2999"}, "still to come"),
        ({"due": "2019"}, "it cannot be due"),
        ({"kind": "threat"}, "a follow-up is one of"),
        ({"words": ""}, "say what was asked or promised"),
    ],
)
def test_a_follow_up_is_refused_in_words(case, family, more, words):
    given = {"kind": "question", "words": "When?", "on": "2020", **more}
    with pytest.raises(InvalidInput, match=words):
        do(add_follow_up, family.pk, given.pop("kind"), given.pop("words"), **given)


def test_an_answer_does_not_come_before_its_question(case, family):
    key = do(add_follow_up, family.pk, "question", "When?", on="2020-01-10")
    with pytest.raises(InvalidInput, match="before it was asked"):
        do(answer_follow_up, key, "answered", on="2020-01-09")


def test_an_auditor_tells_nobody_anything(case, family):
    with pytest.raises(NotPermitted):
        do(tell, family.pk, "x", on="2020", how="letter", told_to="y", actor=Actor("a", Role.AUDITOR))
