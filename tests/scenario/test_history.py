"""The shipped history covers what the five documents tell, keeps disagreements, and copies none of their sentences."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from importlib.resources import files

import pytest

from repatria.dates import PartialDate
from repatria.registry.talks.models import CommitmentStatus
from repatria.scenario.history import history
from repatria.scenario.published_tables import published_tables

QUALIFIERS = {"exact", "at_least", "more_than", "nearly", "approx", "up_to", "between", "believed"}
UNITS = {"persons", "remains", "sets", "boxes", "caskets", "cases", "years", "days", "other"}
PREDICATES = {
    "missing",
    "unaccounted_for",
    "died",
    "lost_at_sea",
    "recovered",
    "identified",
    "returned",
    "handed_over",
    "held",
    "buried",
    "other",
}


@pytest.fixture(scope="module")
def facts(shared):
    return json.loads((shared / "facts/documents_facts.json").read_text(encoding="utf-8"))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def test_no_run_of_eight_words_of_any_document_is_in_it(shared):
    shipped = [
        files("repatria.scenario").joinpath(name).read_text(encoding="utf-8")
        for name in ("history.json", "conflicts.json", "published_tables.json")
    ]
    ours = set().union(*(runs(text, 8) for text in shipped))
    documents = sorted((shared / "documents").glob("0*.txt"))
    assert len(documents) == 5
    for document in documents:
        assert not ours & runs(document.read_text(encoding="utf-8"), 8), document.name


def test_every_event_actor_and_commitment_of_the_documents_is_there(facts):
    told = history()
    assert {e.code for e in told.engagements} | {h.code for h in told.hand_overs} == {e["id"] for e in facts["events"]}
    assert {p.code for p in told.parties} == {a["id"] for a in facts["actors"]}
    assert {c.code for c in told.commitments} == {c["id"] for c in facts["commitments"]}
    assert {(s.code, s.sha256) for s in told.sources} == {(d["id"], d["sha256"]) for d in facts["documents"]}


def test_dates_of_sources_and_events_lie_where_the_documents_put_them(facts):
    told = history()
    for document in facts["documents"]:
        source = next(s for s in told.sources if s.code == document["id"])
        published = document["published"]
        assert (source.published, source.earliest, source.latest) == (
            published["value"],
            published["earliest"],
            published["latest"],
        )
        assert source.published_basis
    events = {e.code: e for e in (*told.engagements, *told.hand_overs)}
    for event in facts["events"]:
        assert (events[event["id"]].earliest, events[event["id"]].latest) == (
            event["date"]["earliest"],
            event["date"]["latest"],
        )


def test_commitments_have_as_many_steps_as_the_documents_tell_at_the_same_events(facts):
    commitments = {c.code: c for c in history().commitments}
    for commitment in facts["commitments"]:
        ours = commitments[commitment["id"]]
        assert ours.made_at == (commitment["made_at"] or "")
        assert [step.event for step in ours.steps] == [step["by"] or "" for step in commitment["history"]]


def test_every_number_claimed_in_the_documents_is_a_cited_figure(facts):
    ours = {(f.source, f.value) for f in history().figures}
    for claim in facts["claims"]:
        for figure in claim["figures"]:
            assert (claim["id"][:2], figure["value"]) in ours, claim["id"]
    stated_elsewhere = {("S3", 5300), ("S3", 200), ("S3", 100), ("S4", 5300), ("S4", 6), ("S4", 1), ("S4", 200)}
    assert stated_elsewhere <= ours
    assert any((f.source, f.low, f.high, f.qualifier) == ("S4", 200, 250, "between") for f in history().figures)


def test_disagreements_keep_both_sides():
    figures = history().figures
    joint = {f.source: (f.predicate, f.unit, f.period) for f in figures if f.value == 229}
    assert joint == {"S0": ("identified", "persons", "1990/2005"), "S2": ("recovered", "remains", "1996/2005")}
    assert {f.predicate for f in figures if f.value == 5300} == {"missing", "died", "held"}
    assert {f.value for f in figures if f.predicate == "unaccounted_for"} == {7700, 8000}
    assert {f.value for f in figures if f.label_en.startswith("Year of the last")} == {2005, 2007}


def test_every_figure_has_the_parts_that_a_figure_never_loses():
    for figure in history().figures:
        assert figure.qualifier in QUALIFIERS
        assert figure.unit in UNITS
        assert figure.predicate in PREDICATES
        assert figure.population
        assert figure.value is not None or figure.low is not None
        assert figure.low is None or figure.high is None or figure.low <= figure.high


def test_the_count_of_cases_is_in_cases_not_in_persons():
    (hand_over,) = [h for h in history().hand_overs if h.code == "E21"]
    assert (hand_over.declared, hand_over.unit, hand_over.date) == (55, "cases", "2018-07-27")


def test_references_resolve_and_titles_are_in_both_languages():
    told = history()
    sources, parties = {s.code for s in told.sources}, {p.code for p in told.parties}
    events = {e.code for e in (*told.engagements, *told.hand_overs)}
    for record in (*told.engagements, *told.hand_overs, *told.commitments):
        assert set(record.sources) <= sources
        assert record.sources
        assert record.title_en
        assert re.search("[가-힣]", record.title_ko)
    for record in (*told.engagements, *told.commitments):
        assert set(record.parties) <= parties
    for commitment in told.commitments:
        assert commitment.made_at in events | {""}
        for step in commitment.steps:
            assert step.source in sources
            assert step.status in CommitmentStatus
            assert step.words_en
            assert re.search("[가-힣]", step.words_ko)
            assert step.event in events | {""}
    assert {f.source for f in told.figures} == sources
    assert len({f.code for f in told.figures}) == len(told.figures)
    for party in told.parties:
        assert all(getattr(party, field.name) for field in fields(party))


def test_dates_are_partial_dates_or_intervals_of_them():
    told = history()
    for record in (*told.engagements, *told.hand_overs):
        for text in filter(None, (record.date, getattr(record, "planned", ""), record.earliest, record.latest)):
            for part in text.split("/"):
                PartialDate(part)


def test_conflicts_are_those_of_the_documents_told_in_both_languages(facts):
    ours = {conflict.code: conflict for conflict in history().conflicts}
    assert ours.keys() == {conflict["id"] for conflict in facts["conflicts"]}
    figures = {figure.code for figure in history().figures}
    for conflict in ours.values():
        assert bool(conflict.finding) != bool(conflict.unseen_by)
        assert re.search("[가-힣]", conflict.topic_ko + conflict.nature_ko)
        for position in conflict.positions:
            assert position.words_en
            assert re.search("[가-힣]", position.words_ko)
            assert set(position.figures) <= figures


def test_published_tables_give_the_numbers_of_the_editions(facts):
    anchors = facts["outside_anchors"]
    for edition in published_tables()["editions"][:3]:
        given = anchors["dpaa_" + edition["date"].replace("-", "_")]
        assert edition["unaccounted"] == given["unaccounted"]
        assert edition["total_accounted"] == given["printed_total"]["accounted"]
        accounted = sorted(row["accounted"] for row in given["rows"] if "accounted" in row)
        assert sorted(row["accounted"] for row in edition["lines"] if row["accounted"] is not None) == accounted
    assert published_tables()["editions"][0]["total_recovered"] == 781
