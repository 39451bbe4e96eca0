"""The queue of searches: asked for, cancelled, resumed; a worker's death loses nothing."""

from __future__ import annotations

import datetime as dt

import pytest

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from repatria.registry.runs import queue as queue_module
from repatria.registry.runs.blind_search import run_search
from repatria.registry.runs.models import Hit, QueuedSearch, QueueState, SearchRun
from repatria.registry.runs.parameters import SearchParameters
from repatria.registry.runs.queue import cancel_search, request_search, resume_search, take_next, work_on

ANALYST = Actor("operator", Role.DNA_ANALYST)


def test_a_requested_search_ends_as_the_same_run(loaded, operator, tmp_path):
    direct = run_search(operator, SearchParameters()).run_id
    queued = request_search(ANALYST, SearchParameters())
    assert take_next().pk == queued.pk
    work_on(queued, tmp_path)
    queued.refresh_from_db()
    assert queued.state == QueueState.FINISHED
    assert (queued.done, queued.total) == (1, 1)
    pairs = [
        set(Hit.objects.filter(run=run).values_list("sample", "person", "log10_lr", "rank"))
        for run in (direct, queued.run_id)
    ]
    assert pairs[0] == pairs[1]
    assert take_next() is None


def test_a_cancelled_search_stops_and_can_be_resumed(loaded, tmp_path, monkeypatch):
    queued = request_search(ANALYST, SearchParameters())
    taken = take_next()
    say = queue_module._say

    def cancel_at_the_first_block(search, **columns):
        if "done" in columns:
            cancel_search(ANALYST, search, "wrong threshold")
        say(search, **columns)

    monkeypatch.setattr(queue_module, "_say", cancel_at_the_first_block)
    work_on(taken, tmp_path)
    queued.refresh_from_db()
    assert queued.state == QueueState.CANCELLED
    assert SearchRun.objects.count() == 0
    with pytest.raises(Conflict, match="is cancelled"):
        cancel_search(ANALYST, queued, "again")
    monkeypatch.setattr(queue_module, "_say", say)
    resume_search(ANALYST, queued, "it was right after all")
    work_on(take_next(), tmp_path)
    queued.refresh_from_db()
    assert queued.state == QueueState.FINISHED
    actions = list(LedgerEntry.objects.filter(subject=f"search/{queued.pk}").values_list("action", flat=True))
    assert actions == ["runs.search_requested", "runs.search_cancelled", "runs.search_resumed"]


def test_a_search_whose_worker_fell_silent_is_taken_up_again(loaded):
    queued = request_search(ANALYST, SearchParameters())
    assert take_next().pk == queued.pk
    assert take_next() is None
    QueuedSearch.objects.update(beat_at=dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5))
    assert take_next().pk == queued.pk


@pytest.mark.django_db
def test_a_search_that_cannot_be_done_says_why(tmp_path):
    queued = request_search(ANALYST, SearchParameters())
    work_on(take_next(), tmp_path)
    queued.refresh_from_db()
    assert queued.state == QueueState.FAILED
    assert "no remains on the record have a profile" in queued.message


@pytest.mark.django_db
def test_an_error_of_the_program_shows_its_kind_and_no_data(tmp_path, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError("John Doe has 6/9.3")

    monkeypatch.setattr("repatria.registry.runs.blind_search.run_search", broken)
    queued = request_search(ANALYST, SearchParameters())
    work_on(take_next(), tmp_path)
    queued.refresh_from_db()
    assert queued.state == QueueState.FAILED
    assert queued.message == "stopped by an error of the program (ValueError)"


@pytest.mark.django_db
def test_requests_that_make_no_sense_are_refused_in_words():
    with pytest.raises(InvalidInput, match="engines are"):
        request_search(ANALYST, SearchParameters(), engine="abacus")
    with pytest.raises(InvalidInput, match="threshold"):
        request_search(ANALYST, SearchParameters(threshold=float("nan")))
    with pytest.raises(NotPermitted):
        request_search(Actor("x", Role.FAMILY_LIAISON), SearchParameters())
    queued = request_search(ANALYST, SearchParameters())
    with pytest.raises(InvalidInput, match="say why"):
        cancel_search(ANALYST, queued, " ")
    with pytest.raises(Conflict, match="is queued"):
        resume_search(ANALYST, queued, "no reason")
