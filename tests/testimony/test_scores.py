"""The bars: how well the reader agrees with the shared facts (S0 to S2) and with the made-up texts beside this file."""

from __future__ import annotations

import pytest

from repatria.testimony.conflicts.comparison import conflicts_between
from repatria.testimony.dates.dated_spans import Dated
from repatria.testimony.reading import read
from repatria.testimony.text.documents import load
from tests.testimony import scoring, shared_facts

# Conflicts of the facts whose positions lie within S0 to S2, by kind of the facts.
CONFLICTS_WITHIN_DEVELOPMENT = [
    "period", "unit_and_predicate", "value", "predicate", "value", "actor", "cause", "degree", "quantity",
    "document_date", "name", "entity", "predicate", "duration",
]  # fmt: skip


@pytest.fixture(scope="module")
def development(shared):
    facts = shared_facts.facts(shared)
    scores = {}
    for identity in shared_facts.DEVELOPMENT:
        wanted = shared_facts.expectations(shared, facts, identity)
        wanted.pop("published")
        scores[identity] = scoring.score_text(shared_facts.document_path(shared, facts, identity), wanted)
    return scoring.total(scores)


@pytest.fixture(scope="module")
def made_up():
    return scoring.total(scoring.own_texts())


def assert_bar(score, precision, recall):
    assert score.expected
    assert score.recall >= recall, score.misses
    assert score.precision >= precision, score.misses


@pytest.mark.shared
class TestSharedFacts:
    def test_quantities_reach_95_percent(self, development):
        assert_bar(development["quantities"], 0.95, 0.95)

    def test_predicate_and_population_reach_85_percent(self, development):
        assert_bar(development["meaning"], 0.85, 0.85)

    def test_relative_dates_reach_95_percent(self, development):
        assert_bar(development["dates"], 0.95, 0.95)

    def test_speakers_reach_90_percent(self, development):
        assert_bar(development["speakers"], 0.9, 0.9)

    def test_events_reach_90_percent(self, development):
        assert_bar(development["events"], 0, 0.9)

    def test_page_furniture_is_no_claim(self, development):
        assert_bar(development["furniture"], 1, 1)

    @pytest.mark.parametrize("identity", shared_facts.DEVELOPMENT)
    def test_publication_is_inferred_from_the_text_alone(self, shared, identity):
        facts = shared_facts.facts(shared)
        reading = read(load(shared_facts.document_path(shared, facts, identity)))
        score = scoring.publication(reading, shared_facts.expectations(shared, facts, identity)["published"])
        assert score.recall == 1, score.misses

    def test_the_page_clock_of_the_trap_is_a_conflict_and_not_the_date(self, shared):
        facts = shared_facts.facts(shared)
        reading = read(load(shared_facts.document_path(shared, facts, "S2")))
        assert (reading.published.earliest, reading.published.latest) == ("2018-07-12", "2018-07-14")
        assert [c.kind for c in reading.conflicts].count("document_date") == 1

    def test_conflicts_between_the_documents_reach_80_percent_with_few_false_ones(self, shared):
        facts = shared_facts.facts(shared)
        readings = []
        for identity in shared_facts.DEVELOPMENT:
            day = shared_facts.expectations(shared, facts, identity)["given"]
            path = shared_facts.document_path(shared, facts, identity)
            readings.append(read(load(path), published=Dated(day, "day", "given", day, day)))
        # "status" (a claim refuted in its own source) is a conflict of the facts with a position outside S0 to S2.
        found = [c.kind for c in conflicts_between(readings) if c.kind != "status"]
        score = scoring.conflicts(found, CONFLICTS_WITHIN_DEVELOPMENT)
        assert score.recall >= 0.8, score.misses
        assert score.given - score.right <= score.right / 5, score.misses


class TestMadeUpTexts:
    def test_there_are_at_least_twelve_in_different_styles(self):
        assert len(list(scoring.TEXTS.glob("*.json"))) >= 12

    def test_quantities_reach_95_percent(self, made_up):
        assert_bar(made_up["quantities"], 0.95, 0.95)

    def test_predicate_and_population_reach_85_percent(self, made_up):
        assert_bar(made_up["meaning"], 0.85, 0.85)

    def test_relative_dates_and_publication_reach_95_percent(self, made_up):
        assert_bar(made_up["dates"], 0.95, 0.95)
        assert_bar(made_up["published"], 0.95, 0.95)

    def test_speakers_reach_90_percent(self, made_up):
        assert_bar(made_up["speakers"], 0.9, 0.9)

    def test_events_reach_90_percent(self, made_up):
        assert_bar(made_up["events"], 0, 0.9)

    def test_conflicts_reach_80_percent_with_few_false_ones(self, made_up):
        score = made_up["conflicts"]
        assert score.recall >= 0.8, score.misses
        assert score.given - score.right <= score.right / 5, score.misses

    def test_page_furniture_is_no_claim(self, made_up):
        assert_bar(made_up["furniture"], 1, 1)
