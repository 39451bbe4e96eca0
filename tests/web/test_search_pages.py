"""Searches and pairs: parameters, digests, problems, and the weight of each marker."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from repatria.registry.laboratory.models import MarkerTable
from repatria.registry.laboratory.verbs import record_profile
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import OPERATOR
from repatria.registry.people.permissions import Role
from repatria.registry.runs.models import Hit, QueuedSearch, QueueState, SearchRun
from repatria.registry.runs.parameters import SearchParameters
from repatria.registry.runs.queue import request_search
from repatria.registry.runs.verbs import FoundPair, record_run
from tests.web.reading import links, rows, words

pytestmark = pytest.mark.django_db


def pair(client, key, **query):
    return client.get(reverse("pair", args=[key]), query)


def test_a_run_says_what_went_in_and_what_could_not_be_searched(small, analyst):
    text = words(analyst.get(reverse("run", args=[small.run])))
    assert "1 samples against 2 missing persons: 2 pairs, each compared." in text
    assert "threshold 2.0" in text
    assert "pairs kept for each sample 2" in text
    assert "ab" * 32 in text
    assert "family F9 marker FGA the relatives contradict each other" in text


def test_a_run_shows_pairs_over_the_threshold_and_on_request_all_it_kept(small, analyst):
    address = reverse("run", args=[small.run])
    assert [row[0] for row in rows(analyst.get(address)) if row[0].startswith(("+", "−"))] == ["+3.25"]
    everything = [row[0] for row in rows(analyst.get(address, {"show": "all"})) if row[0].startswith(("+", "−"))]
    assert everything == ["+3.25", "−4.00"]


def test_a_pair_lists_every_marker_with_both_profiles_and_the_total(small, analyst):
    answer = pair(analyst, small.best)
    assert rows(answer) == [
        ["D3S1358", "9, 10", "9, 10", "316", "+2.50"],
        ["TH01", "9, ?", "9, 9", "17.8", "+1.25"],
        ["FGA", "9, 9", "10, 11", "0.316", "−0.50"],
    ]
    assert "Total 1,778 +3.25" in words(answer)


def test_the_pair_page_shows_typings_as_the_search_put_them_together(small, analyst):
    sample = Hit.objects.get(pk=small.best).sample_id
    with recording(OPERATOR) as record:
        record_profile(record, sample, {"TH01": ["9", "11"], "fga": ["10", "10"]}, kit="Kit")
    table = {row[0]: row[1] for row in rows(pair(analyst, small.best))}
    assert table["TH01"] == "9, 11"
    assert table["FGA"] == "–"


def test_a_run_says_what_chance_alone_could_give(small, analyst):
    text = words(analyst.get(reverse("run", args=[small.run])))
    assert "at most 0.02 of these pairs would be expected at or above the threshold by chance" in text
    assert "theta (co-ancestry) 0" in text
    assert "minimum frequency none" in text


def test_a_pair_names_the_population_and_how_mutation_was_weighed(small, analyst):
    said = "Population Population for tests mutation model {} theta (co-ancestry) 0 minimum frequency none"
    assert said.format("equal, 0.001") in words(pair(analyst, small.best))
    matrix = {"matrix": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]}
    MarkerTable.objects.filter(name="TH01").update(mutation={"female": matrix, "male": matrix})
    assert said.format("own matrices") in words(pair(analyst, small.best))
    population = MarkerTable.objects.first().population_id
    SearchRun.objects.filter(pk=small.run).update(inputs={f"population {population}": "ab" * 32})
    text = words(analyst.get(reverse("run", args=[small.run])))
    assert "mutation in Population for tests own matrices" in text


def test_candidates_that_weigh_the_same_are_shown_as_tied(small, analyst):
    pages = [
        reverse("run", args=[small.run]),
        reverse("remains"),
        reverse("remains-one", args=[small.remains]),
        reverse("person", args=[small.missing]),
        reverse("family", args=[small.family]),
        reverse("pair", args=[small.best]),
    ]
    assert not any("tied" in words(analyst.get(address)).split() for address in pages)
    Hit.objects.filter(pk=small.excluded).update(log10_lr=3.25, rank=1, above=True)
    assert [address for address in pages if "tied" not in words(analyst.get(address)).split()] == []


def test_the_chart_draws_one_bar_a_marker(small, analyst):
    page = pair(analyst, small.best).content.decode()
    assert page.count('class="for"') == 2
    assert page.count('class="against"') == 1
    assert 'class="excluded"' not in page


def test_an_exclusion_is_said_in_words_and_stands_out_in_the_chart(small, analyst):
    answer = pair(analyst, small.excluded)
    assert "Impossible without a mutation or a typing error at: D3S1358." in words(answer)
    assert answer.content.decode().count('class="excluded"') == 1


def test_the_verbal_scale_is_shown_only_on_request(small, analyst):
    assert "strong support" not in words(pair(analyst, small.best))
    assert "In words: strong support for “this is the missing person”" in words(pair(analyst, small.best, words="1"))
    assert "very strong support for “unrelated”" in words(pair(analyst, small.excluded, words="1"))


def test_a_pair_is_never_called_an_identification(small, analyst):
    assert "not the probability that the remains are this person" in words(pair(analyst, small.best))


FORM = {"threshold": "3.5", "top": "4", "mutation": "equal", "rate": "0.002", "engine": "local"}


def test_a_search_is_asked_for_with_its_parameters(small, analyst):
    answer = analyst.post(reverse("search-request"), FORM)
    queued = QueuedSearch.objects.latest("id")
    assert answer["Location"] == reverse("queued-search", args=[queued.pk])
    assert queued.parameters["threshold"] == 3.5
    assert queued.parameters["mutation rate"] == 0.002
    text = words(analyst.get(answer["Location"]))
    assert "Asked for by dna-analyst" in text
    assert "threshold 3.5" in text
    assert "waiting" in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"threshold": "much"}, "Enter a number."),
        ({"threshold": "nan"}, "Enter a number."),
        ({"threshold": ""}, "This field is required."),
        ({"top": "-1"}, "greater than or equal to 0"),
        ({"rate": "0.7"}, "less than or equal to 0.5"),
        ({"engine": "abacus"}, "is not one of the available choices"),
        ({"mutation": "magic"}, "is not one of the available choices"),
    ],
)
def test_a_request_that_makes_no_sense_is_answered_in_words(small, analyst, wrong, said):
    before = QueuedSearch.objects.count()
    assert said in words(analyst.post(reverse("search-request"), {**FORM, **wrong}))
    assert QueuedSearch.objects.count() == before


def test_a_running_search_asks_for_its_progress_until_it_ends(small, analyst):
    queued = request_search(OPERATOR, SearchParameters())
    running = QueuedSearch.objects.filter(pk=queued.pk)
    running.update(state=QueueState.RUNNING, step="families of X", done=3, total=4, beat_at=dt.datetime.now(dt.UTC))
    address = reverse("queued-search", args=[queued.pk])
    for where, asked in ((address, "every 1s"), (reverse("runs"), "every 2s")):
        part = analyst.get(where, headers={"HX-Request": "true"})
        assert asked in part.content.decode()
        assert 'value="75"' in part.content.decode()
        assert "<html" not in part.content.decode()
        assert "HX-Refresh" not in part
        assert "families of X" in words(analyst.get(where))
    assert "3 of 4 blocks of this step" in words(analyst.get(address))
    running.update(state=QueueState.FINISHED, run=small.run)
    for where in (address, reverse("runs")):
        part = analyst.get(where, headers={"HX-Request": "true"})
        assert "hx-get" not in part.content.decode()
        assert part["HX-Refresh"] == "true"
    assert reverse("run", args=[small.run]) in links(analyst.get(address))


def test_a_search_is_cancelled_and_resumed_with_a_reason(small, analyst):
    queued = request_search(OPERATOR, SearchParameters())
    cancel, resume = (reverse(name, args=[queued.pk]) for name in ("search-cancel", "search-resume"))
    assert "This field is required." in words(analyst.post(cancel, {"reason": " "}))
    assert analyst.post(cancel, {"reason": "wrong threshold"}).status_code == 302
    queued.refresh_from_db()
    assert queued.state == QueueState.CANCELLED
    assert "is cancelled" in words(analyst.post(cancel, {"reason": "again"}))
    assert resume in links(analyst.get(reverse("queued-search", args=[queued.pk])))
    assert analyst.post(resume, {"reason": "it was right"}).status_code == 302
    queued.refresh_from_db()
    assert queued.state == QueueState.QUEUED


def test_who_may_only_see_searches_is_offered_no_change(small, sign_in):
    examiner = sign_in(Role.MEDICAL_EXAMINER)
    assert reverse("search-request") not in links(examiner.get(reverse("runs")))
    assert examiner.post(reverse("search-request"), FORM).status_code == 403
    assert examiner.post(reverse("search-cancel", args=[small.queued]), {"reason": "x"}).status_code == 403


def another_run(small, weights: list[tuple[int, int, float]], **parameters) -> int:
    """A later search on the same sample: (family, person, log10 LR) above the threshold."""
    first = SearchRun.objects.get(pk=small.run)
    sample = Hit.objects.filter(run=first).first().sample
    now = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    with recording(OPERATOR) as record:
        return record_run(
            record,
            parameters={**first.parameters, **parameters},
            version=first.version,
            inputs={**first.inputs, "samples": "cd" * 32},
            started_at=now,
            finished_at=now,
            sample_count=1,
            target_count=2,
            pair_count=2,
            pairs=[
                FoundPair(sample.pk, sample.remains_id, family, person, weight, rank, True, [("TH01", weight)])
                for rank, (family, person, weight) in enumerate(weights, start=1)
            ],
        )


def test_two_searches_are_compared(small, analyst):
    changed = another_run(small, [(small.family, small.missing, 2.75)], threshold=2.5)
    answer = analyst.get(reverse("compare-runs"), {"a": small.run, "b": changed})
    text = words(answer)
    assert "threshold 2.0 → 2.5" in text
    assert "samples" in text
    assert "Hits gained (0)" in text
    assert "Hits lost (0)" in text
    assert "Hits that weigh otherwise (1)" in text
    assert rows(answer)[0][2] == "+3.25 → +2.75"
    other = another_run(small, [(small.other_family, small.other_missing, 5.0)])
    answer = analyst.get(reverse("compare-runs"), {"a": small.run, "b": other})
    assert "Hits gained (1)" in words(answer)
    assert "Hits lost (1)" in words(answer)
    assert [row[2] for row in rows(answer)] == ["+5.00", "+3.25"]


def test_numbers_that_are_no_searches_are_answered_in_words(small, analyst):
    assert "Enter a whole number." in words(analyst.get(reverse("compare-runs"), {"a": "x", "b": small.run}))
    assert analyst.get(reverse("compare-runs"), {"a": 987654, "b": small.run}).status_code == 404
