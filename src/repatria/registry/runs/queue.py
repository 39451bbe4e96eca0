"""The queue of searches: request, cancel, resume; a worker takes them one by one and says how far it is."""

from __future__ import annotations

import datetime as dt
import logging
from pathlib import Path

from django.db import transaction
from django.db.models import Q

from repatria.compute.choose import ENGINES, engine_named
from repatria.compute.finished import FinishedBlocks
from repatria.errors import Conflict, InvalidInput, RepatriaError
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.projection import Fact, projects
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.models import User
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.runs.models import QueuedSearch, QueueState
from repatria.registry.runs.parameters import SearchParameters, check_parameters, parameters_from

SILENT_AFTER = dt.timedelta(seconds=60)
"""A running search whose worker has not been heard of for so long is taken up again, from its finished blocks."""
_OPEN = (QueueState.QUEUED, QueueState.RUNNING)


class Stopped(RepatriaError):
    """The search was cancelled while it ran; finished blocks are kept."""


def request_search(actor: Actor, parameters: SearchParameters, *, engine: str = "local") -> QueuedSearch:
    """Ask for a search; it runs when a worker takes it."""
    actor.must(Verb.CHANGE, Resource.SEARCH)
    actor.must(Verb.SEE, Resource.GENETICS)
    check_parameters(parameters)
    if engine not in ENGINES:
        raise InvalidInput(f"engines are: {', '.join(ENGINES)}")
    with recording(actor) as record:
        queued = QueuedSearch.objects.create(
            parameters=parameters.as_payload(), engine=engine, requested_by=actor.name, requested_at=record.moment
        )
        payload = {"parameters": parameters.as_payload(), "engine": engine}
        record.append("runs.search_requested", f"search/{queued.pk}", payload)
    return queued


def cancel_search(actor: Actor, queued: QueuedSearch, reason: str) -> None:
    """Stop a search that waits or runs; what it finished is kept, so that it can be resumed."""
    _change(actor, queued, _OPEN, QueueState.CANCELLED, "runs.search_cancelled", reason)


def resume_search(actor: Actor, queued: QueuedSearch, reason: str) -> None:
    """Take up a cancelled or failed search again, from its finished blocks."""
    stopped = (QueueState.CANCELLED, QueueState.FAILED)
    _change(actor, queued, stopped, QueueState.QUEUED, "runs.search_resumed", reason)


def _change(
    actor: Actor, queued: QueuedSearch, allowed: tuple[QueueState, ...], state: QueueState, action: str, reason: str
) -> None:
    actor.must(Verb.CHANGE, Resource.SEARCH)
    if not reason.strip():
        raise InvalidInput("say why")
    with recording(actor) as record:
        changed = QueuedSearch.objects.filter(pk=queued.pk, state__in=allowed).update(state=state, message="")
        if not changed:
            queued.refresh_from_db()
            raise Conflict(f"search {queued.pk} is {queued.state}")
        record.append(action, f"search/{queued.pk}", {"reason": reason})


@projects("runs.search_requested")
@projects("runs.search_cancelled")
@projects("runs.search_resumed")
def _the_queue_is_not_projected(facts: list[Fact]) -> None:
    """Progress is not history: the queue is a table of work, and the ledger keeps who asked for what."""


def take_next() -> QueuedSearch | None:
    """Claim the oldest search that waits, or whose worker fell silent; None when there is nothing to do."""
    now = dt.datetime.now(dt.UTC)
    free = Q(state=QueueState.QUEUED) | Q(state=QueueState.RUNNING, beat_at__lt=now - SILENT_AFTER)
    if not QueuedSearch.objects.filter(free).exists():
        return None  # asked without a lock, so that an idle worker holds nobody up
    with transaction.atomic():
        queued = QueuedSearch.objects.select_for_update().filter(free).order_by("id").first()
        if queued is not None:
            queued.state, queued.beat_at, queued.message = QueueState.RUNNING, now, ""
            queued.save(update_fields=["state", "beat_at", "message"])
    return queued


def work_on(queued: QueuedSearch, folder: Path) -> None:
    """Run a claimed search to its end; failures are written down in words, never raised.

    A worker that is told to end while it runs one puts it back in the queue, with its finished blocks.
    """
    from repatria.registry.runs.blind_search import run_search  # loads the engine, which only a worker needs

    user = User.objects.filter(username=queued.requested_by, is_active=True).first()
    actor = OPERATOR if queued.requested_by == OPERATOR.name else user.actor if user else None
    if actor is None:
        _end(queued, state=QueueState.FAILED, message="whoever asked for it has no account any more")
        return

    def progress(done: int, total: int) -> None:
        _say(queued, done=done, total=total)

    try:
        answer = run_search(
            actor,
            parameters_from(queued.parameters),
            engine=engine_named(queued.engine, say=lambda text: _say(queued, step=text[:200])),
            finished=FinishedBlocks(folder),
            progress=progress,
            step=lambda text: _say(queued, step=text[:200]),
        )
    except Stopped:
        return
    except (KeyboardInterrupt, SystemExit):
        _end(queued, state=QueueState.QUEUED)
        raise
    except RepatriaError as error:
        _end(queued, state=QueueState.FAILED, message=str(error))
    except Exception as error:  # noqa: BLE001
        # The queue must outlive any one search; the kind of error is kept, never its text, which may hold data.
        logging.getLogger(__name__).warning("search %s failed: %s", queued.pk, type(error).__name__)
        _end(queued, state=QueueState.FAILED, message=f"stopped by an error of the program ({type(error).__name__})")
    else:
        _end(queued, state=QueueState.FINISHED, run_id=answer.run_id, step="")


def _say(queued: QueuedSearch, **columns: object) -> None:
    """Note how far the search is, and stop it when someone cancelled it."""
    mine = QueuedSearch.objects.filter(pk=queued.pk, state=QueueState.RUNNING)
    if not mine.update(beat_at=dt.datetime.now(dt.UTC), **columns):
        raise Stopped(f"search {queued.pk} was cancelled")


def _end(queued: QueuedSearch, **columns: object) -> None:
    QueuedSearch.objects.filter(pk=queued.pk, state=QueueState.RUNNING).update(**columns)
