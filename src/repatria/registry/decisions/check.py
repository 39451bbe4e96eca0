"""Is a decision still what was signed? Its digests, and what the record holds of its pairs, worked out anew."""

from __future__ import annotations

import json
from dataclasses import dataclass

from repatria.canonical import digest
from repatria.problems import Problem
from repatria.registry.decisions.models import FINAL, Identification
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.runs.models import Hit
from repatria.registry.runs.pair_inputs import SAMPLE, pair_inputs


@dataclass(frozen=True, slots=True)
class Checked:
    """What the digests of a decision say now.

    kept: of the evidence in the table; entry: in the ledger; signed: under each signature. otherwise: what the record
    holds of its pairs that is no longer what was frozen, as (pair, name of the input): it was corrected since, or
    changed behind the verbs.
    """

    stated: str
    kept: str
    entry: str
    seq: int
    signed: tuple[str, ...]
    otherwise: tuple[tuple[int, str], ...]

    @property
    def agrees(self) -> bool:
        """Whether the evidence is still what was proposed, and what every signature covers."""
        return {self.kept, self.entry, *self.signed} == {self.stated}


def check_digests(decision: Identification) -> Checked:
    """Work the digest of the evidence out anew, from the table and from the ledger entry of the proposal."""
    payload = LedgerEntry.objects.filter(seq=decision.recorded_seq).values_list("payload", flat=True).first()
    entered = digest(json.loads(payload)["evidence"]) if payload else ""
    signed = tuple(decision.signatures.order_by("id").values_list("digest", flat=True))
    return Checked(
        decision.digest, digest(decision.evidence), entered, decision.recorded_seq, signed, tuple(_otherwise(decision))
    )


def _otherwise(decision: Identification) -> list[tuple[int, str]]:
    """Lines that were frozen before they carried these digests have nothing to compare."""
    found = []
    for item in decision.evidence:
        frozen = item.get("inputs", {})
        hit = None
        if SAMPLE in frozen:
            hit = Hit.objects.select_related("run", "family").filter(pk=item.get("pair")).first()
        if hit is not None:
            found += [(hit.pk, name) for name, value in pair_inputs(hit).items() if value != frozen.get(name)]
    return found


def check_decisions() -> tuple[int, list[Problem]]:
    """Every decision that stands: how many were looked at, and what is no longer what was frozen."""
    problems = []
    looked = Identification.objects.exclude(state="rescinded").order_by("id")
    for decision in looked.iterator():
        place, checked = f"decision {decision.pk}", check_digests(decision)
        if not checked.agrees:
            what = "signed" if decision.state in FINAL else "proposed"
            problems.append(Problem("decisions", place, f"the evidence is not what was {what}: its digest differs"))
        for pair, name in checked.otherwise:
            message = f"the record of today says otherwise of the {name} of pair {pair} than what was frozen"
            problems.append(Problem("decisions", place, message))
    return looked.count(), problems
