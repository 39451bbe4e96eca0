"""The real history on the record: every conflict is seen or said why not, every rule of consistency holds."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from repatria.registry.asof import AsOf
from repatria.registry.figures.checks import checks
from repatria.registry.figures.compare import Reason, Verdict
from repatria.registry.figures.evidence import evidence
from repatria.registry.figures.models import KnownConflict
from repatria.registry.figures.reconcile import known_conflicts, new_findings, reconcile, reconciliations
from repatria.registry.figures.rules import RULES, findings
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import OPERATOR
from repatria.registry.roster.models import MissingPerson, Status
from repatria.registry.roster.verbs import add_person, change_status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("history_on_record")]


def test_every_conflict_of_the_documents_is_detected_or_says_which_rule_cannot_see_it(shared):
    facts = json.loads((shared / "facts/documents_facts.json").read_text(encoding="utf-8"))
    recorded = {known.conflict.code: known for known in known_conflicts()}
    assert recorded.keys() == {conflict["id"] for conflict in facts["conflicts"]}
    for conflict in facts["conflicts"]:
        known = recorded[conflict["id"]]
        assert known.conflict.kind == conflict["kind"]
        assert len(known.conflict.positions) >= len(conflict["positions"])
        if known.conflict.finding:
            assert known.seen, known.conflict.finding
        else:
            assert known.conflict.unseen_by in RULES
            assert known.conflict.why_en
            assert known.conflict.why_ko
    assert [code for code, known in recorded.items() if known.seen is None] == ["X23", "X24"]


def test_rules_report_nothing_of_the_reports_that_is_not_a_recorded_conflict():
    left = {finding.name for finding in new_findings() if finding.rule != "unit-changed-between-editions"}
    assert left == {
        "values-differ unaccounted-by-edition",
        "values-differ identified-of-the-55",
    }


def test_every_check_of_consistency_holds_but_for_the_year_that_was_nine_months():
    wrong = [check for check in checks(evidence()) if check.ok is False]
    assert [(check.name, check.subject) for check in wrong] == [("duration-of-period", "S0-F11")]


def done(name):
    return {check.subject: check for check in checks(evidence()) if check.name == name}


def test_published_tables_sum_to_their_printed_totals_where_they_are_complete():
    sums = done("sum-of-table")
    assert {name: check.words for name, check in sums.items() if check.ok} == {
        "DPAA-2017-total-recovered": "781 in the lines, 781 printed",
        "DPAA-2017-total-accounted": "416 in the lines, 416 printed",
        "DPAA-2022-total-accounted": "612 in the lines, 612 printed",
        "DPAA-2022-subtotal-1": "344 in the lines, 344 printed",
    }
    assert sums["DPAA-2018-total-accounted"].ok is None
    assert "handed-over-2007, cemetery" in sums["DPAA-2018-total-accounted"].words


def test_a_change_of_unit_between_editions_is_flagged_and_never_averaged():
    changed = {f.subject: f for f in findings(evidence()) if f.rule == "unit-changed-between-editions"}
    joint = changed["dpaa-progress joint-operations"]
    assert [(p.words, p.sources) for p in joint.positions] == [
        ("229 remains recovered", ("DPAA-2017",)),
        ("229 caskets recovered", ("DPAA-2018", "DPAA-2022")),
    ]
    assert joint.reasons[0] is Reason.UNIT
    assert set(changed) == {
        f"dpaa-progress {line}"
        for line in (
            "joint-operations",
            "handed-over-1990-1994",
            "handed-over-2007",
            "cemetery",
            "china",
            "japan",
            "south-korea",
        )
    }


def test_subsets_weekdays_orders_and_anniversaries_of_the_documents_hold():
    nested = done("part-within-whole")
    assert nested["S0-F03 S0-F02"].ok
    assert nested["S0-F02 S0-F01"].ok
    assert nested["S0-F02 S0-F09"].ok
    assert {code for code, check in done("weekday-of-date").items() if check.ok} == {
        "E08", "E13", "E15", "E19", "E20", "E21", "E25",
    }  # fmt: skip
    assert len(done("order-of-events")) == 13
    assert done("anniversary")["E21 E02"].words == "1953-07-27 and 65 years are 2018-07-27"
    assert done("duration-of-period")["S0-F05"].ok
    assert done("duration-of-period")["S0-F08"].ok
    assert [check.words for check in done("falls-between-editions").values()] == [
        "7,740 as of 2017-07-27, 7,699 as of 2018-06-18",
        "7,699 as of 2018-06-18, 7,544 as of 2022-04-01",
        "7,544 as of 2022-04-01, 7,491 as of 2024-08",
    ]


def test_persons_identified_are_never_capped_by_the_cases_they_came_in():
    capped = done("persons-not-capped-by-containers")
    assert all(check.ok for check in capped.values())
    assert "93 persons from 55 cases" in capped["K55-2024-more-1 S0-F04"].words


def test_the_figures_given_for_the_missing_come_with_source_and_date_and_differ_by_rounding():
    """Golden question Q03, conflict X03."""
    answer = reconcile("korean-war-missing")
    told = [(b.claim.figure.as_said(), b.claim.figure.source, b.claim.figure.as_of) for b in answer.beside]
    assert sorted(told) == [
        ("approx 7,700", "S0", "2019-05"),
        ("approx 7,700", "S1", "2018-07"),
        ("nearly 8,000", "S2", "2018-07"),
    ]
    assert answer.verdict is Verdict.COMPATIBLE
    assert Reason.ROUNDING in answer.reasons


def test_that_229_were_identified_is_disputed():
    """Golden question Q04, conflicts X01 and X02."""
    answer = reconcile("joint-operations")
    assert answer.answer == "disputed"
    assert {Reason.UNIT, Reason.PREDICATE, Reason.PERIOD} <= set(answer.reasons)
    assert {finding.rule for finding in answer.findings} == {"number-means-different-things", "periods-differ"}


def test_editions_that_differ_by_date_are_no_dispute():
    answer = reconcile("unaccounted-by-edition")
    assert (answer.verdict, answer.answer) == (Verdict.DIFFER, "changed over time")


def test_a_claim_stands_beside_the_record_as_of_its_own_date():
    (cases,) = reconcile("cases-2018").beside
    assert (cases.now.value, cases.now.unit, cases.verdict) == (55, "cases", Verdict.AGREE)
    assert reconcile("no-such-thing") is None


def test_persons_accounted_for_since_are_no_reason_for_a_difference_they_cannot_make_up():
    with recording(OPERATOR) as record:
        key = add_person(record, "P1", "Doe", made_up=True)
        add_person(record, "P2", "Roe", made_up=True)
        record.flush()
        person = MissingPerson.objects.get(pk=key)
        change_status(record, person, Status.IDENTIFIED, since="2021", authority="agency", reason="found")
    for side in reconcile("korean-war-missing").beside:
        assert (side.then.value, side.now.value, side.accounted) == (2, 1, 1)
        assert side.reasons[0] is Reason.MADE_UP
        assert Reason.LATER_IDENTIFICATIONS not in side.reasons


def test_before_a_source_was_published_neither_its_claims_nor_its_conflicts_are_known():
    before = AsOf(dt.date(2018, 7, 12))
    assert {claim.figure.source for claim in evidence(before).claims} == {"DPAA-2017", "DPAA-2018", "S1", "S4"}
    assert not any(known.seen for known in known_conflicts(before) if known.conflict.code in ("X01", "X02", "X13"))
    assert [r.subject.name for r in reconciliations(AsOf(dt.date(2000, 1, 1)))] == []


def test_before_it_was_recorded_nothing_is_known():
    assert evidence(AsOf(seq=0)) == type(evidence())()
    assert known_conflicts(AsOf(seq=0)) == []


def test_the_ledger_rebuilds_it_all():
    assert KnownConflict.objects.count() == 24
    assert verify().problems == []
