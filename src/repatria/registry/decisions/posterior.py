"""The posterior of a pairing among all hits of its search at once, or why there is none: worked out, never typed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from repatria import __version__
from repatria.errors import InvalidInput, RepatriaError
from repatria.registry.decisions.evidence import Evidence
from repatria.registry.ledger.chain import GENESIS
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.runs.models import Hit

if TYPE_CHECKING:
    from repatria.registry.runs.joint import RunJoint

FLAT_PRIOR = "flat over all assignments that the candidates allow"
_APART = ("decisions.", "custody.", "roster.status")
NO_PART = "the pair takes no part in the joint posterior of its search"


def posteriors(pairs: Sequence[Hit]) -> list[Evidence]:
    """For each pair of one search its posterior, with its prior, or in its place why there is none."""
    found: list[Evidence] = []
    for pair in pairs:
        seq = LedgerEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        try:
            found.append(_posterior(_solved(pair.run_id, _last_that_matters()), pair, seq))
        except RepatriaError as error:
            found.append(_none(pair, str(error), seq))
    return found


def _last_that_matters() -> str:
    """The hash of the last entry on which a joint posterior can rest: it reads no decision, status or custody."""
    apart = Q()
    for room in _APART:
        apart |= Q(action__startswith=room)
    last = LedgerEntry.objects.exclude(apart).order_by("-seq").values_list("hash", flat=True).first()
    return last or GENESIS


@lru_cache(maxsize=2)
def _solved(run: int, _state: str) -> RunJoint:
    """The joint posterior of a run, worked out once for each state of what it reads."""
    from repatria.registry.runs.joint import finished_run, run_joint  # loads the engine, which most commands never ask

    return run_joint(finished_run(run))


def _of(pair: Hit, seq: int) -> Evidence:
    named = {"remains": pair.remains.code, "person": pair.person.reference}
    return {**named, "run": pair.run_id, "read_at_entry": seq, "version": __version__}


def _none(pair: Hit, why: str, seq: int) -> Evidence:
    return {"no_posterior": why, **_of(pair, seq)}


def _posterior(solved: RunJoint, pair: Hit, seq: int) -> Evidence:
    """seq: the last ledger entry when the profiles and families were read."""
    choices, answer = solved.choices, solved.answer
    row = next((place for place, each in enumerate(choices.remains) if each.pk == pair.remains_id), None)
    col = next((place for place, each in enumerate(choices.missing) if each.pk == pair.person_id), None)
    if row is None or col is None or (row, col) not in choices.candidates:
        return _none(pair, NO_PART, seq)
    return {
        "posterior": float(answer.marginal[row, col]),
        "none": float(answer.marginal[row, -1]),
        "prior": FLAT_PRIOR,
        "method": answer.method,
        "error_bound": answer.error_bound,
        "notes": [*choices.notes(), *answer.notes],
        **_of(pair, seq),
    }


def with_posteriors(evidence: Sequence[Mapping[str, Any]], pairs: Sequence[Hit]) -> list[Evidence]:
    """The evidence with the posterior of each of its pairs, or why there is none; raises where it names another.

    What was worked out a moment before the proposal may name an earlier entry of the ledger; nothing else may differ.
    """
    said = [dict(item) for item in evidence if "posterior" in item or "no_posterior" in item]
    worked_out = posteriors(pairs)
    for number, item in enumerate(said, start=1):
        if not any(_same(item, each) for each in worked_out):
            raise InvalidInput(f"posterior {number} is not what the search gives: propose from the pair")
    missing = [each for each in worked_out if not any(_same(each, item) for item in said)]
    return [*(dict(item) for item in evidence), *missing]


def _same(one: Evidence, other: Evidence) -> bool:
    return {**one, "read_at_entry": 0} == {**other, "read_at_entry": 0}
