"""Reconciliation: claims about one thing beside each other and beside the record, with what explains the difference."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from repatria.dates import PartialDate
from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.figures.compare import Reason, Verdict, differ_by_at_most, reasons, verdict
from repatria.registry.figures.computed import definition
from repatria.registry.figures.evidence import Claim, Evidence, evidence
from repatria.registry.figures.models import KnownConflict
from repatria.registry.figures.rules import Finding, findings
from repatria.registry.figures.statement import Figure
from repatria.registry.figures.subjects import SUBJECTS, Subject, subject_of


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim beside the record. then: the record as of the claim's own date; now: at the point that was asked.

    later: how many the record counts less (or more) now than on the claim's date. accounted: how many persons were
    accounted for since, where that does not explain the difference.
    """

    claim: Claim
    then: Figure | None
    now: Figure | None
    verdict: Verdict | None
    reasons: tuple[Reason, ...]
    later: int | None
    accounted: int = 0


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All that is claimed of one thing. verdict: the worst between any two claims, None where there is only one."""

    subject: Subject
    beside: tuple[Beside, ...]
    verdict: Verdict | None
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]

    @property
    def answer(self) -> str:
        """In a word: ``disputed``, ``changed over time``, ``compatible``, ``agreed``, or ``one source``."""
        if self.verdict is None:
            return "one source"
        if self.verdict is Verdict.DIFFER and all(
            Reason.AS_OF in reasons(one, other)
            for one, other in combinations([beside.claim.figure for beside in self.beside], 2)
            if verdict(one, other) is Verdict.DIFFER
        ):
            return "changed over time"
        return {Verdict.AGREE: "agreed", Verdict.COMPATIBLE: "compatible"}.get(self.verdict, "disputed")


@dataclass(frozen=True, slots=True)
class Known:
    """A recorded conflict. seen: whether the rule that it names reports it at this point; None where no rule can."""

    conflict: KnownConflict
    seen: bool | None


_WORSE = (Verdict.AGREE, Verdict.COMPATIBLE, Verdict.NOT_COMPARABLE, Verdict.DIFFER)


def reconciliations(point: AsOf = NOW) -> list[Reconciliation]:
    """One for each thing that is claimed, in the order of the list of subjects, others after them."""
    known = evidence(point)
    found = findings(known)
    claimed = dict.fromkeys(name for claim in known.claims for name in claim.counts)
    listed = [subject.name for subject in SUBJECTS if subject.name in claimed]
    names = dict.fromkeys([*listed, *claimed])
    return [_reconcile(name, known, found, point) for name in names]


def reconcile(name: str, point: AsOf = NOW) -> Reconciliation | None:
    """One of them, or None where nothing of that name is claimed at the point."""
    known = evidence(point)
    return _reconcile(name, known, findings(known), point) if known.about(name) else None


def _reconcile(name: str, known: Evidence, found: list[Finding], point: AsOf) -> Reconciliation:
    claims = known.about(name)
    pairs = [(one.figure, other.figure) for one, other in combinations(claims, 2)]
    worst = max((verdict(*pair) for pair in pairs), key=_WORSE.index, default=None)
    why = dict.fromkeys(reason for pair in pairs for reason in reasons(*pair))
    subject = subject_of(name)
    return Reconciliation(
        subject,
        tuple(_beside_the_record(claim, subject, point) for claim in claims),
        worst,
        tuple(why),
        tuple(finding for finding in found if finding.subject == name),
    )


def _beside_the_record(claim: Claim, subject: Subject, point: AsOf) -> Beside:
    computed = definition(subject.definition) if subject.definition else None
    if computed is None:
        return Beside(claim, None, None, None, (), None)
    said = claim.figure.as_of or claim.published
    day = PartialDate(said).earliest if said else point.on
    then, now = computed.at(AsOf(day, point.seq)), computed.at(point)
    why = [Reason.MADE_UP] if then.made_up or now.made_up else []
    why += reasons(claim.figure, then)
    later = int((now.value or 0) - (then.value or 0))
    accounted = _accounted_for(then, later)
    if accounted and differ_by_at_most(accounted, claim.figure, then):
        why.append(Reason.LATER_IDENTIFICATIONS)
        accounted = 0
    return Beside(claim, then, now, verdict(claim.figure, then), tuple(why), later, accounted)


def _accounted_for(then: Figure, later: int) -> int:
    """How many persons were accounted for since, of a figure that becomes smaller or larger by each of them."""
    if then.unit != "persons":
        return 0
    return max({"unaccounted_for": -later, "identified": later}.get(then.predicate, 0), 0)


def known_conflicts(point: AsOf = NOW) -> list[Known]:
    """The conflicts recorded by then, each with whether its rule reports it."""
    seen = {finding.name for finding in findings(evidence(point))}
    rows = _recorded(point)
    return [Known(row, row.finding in seen if row.finding else None) for row in rows]


def new_findings(point: AsOf = NOW) -> list[Finding]:
    """What rules report and nobody has recorded as a conflict yet."""
    recorded = {row.finding for row in _recorded(point)}
    return [finding for finding in findings(evidence(point)) if finding.name not in recorded]


def _recorded(point: AsOf) -> list[KnownConflict]:
    """The conflicts recorded by then; their findings name events as the evidence of the point does."""
    rows = list(KnownConflict.objects.filter(point.known()).order_by("code"))
    as_written(point, *rows)
    return rows
