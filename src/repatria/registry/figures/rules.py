"""Rules that find conflicts between sources: each a small function over the evidence, named for what it finds."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from repatria.dates import PartialDate
from repatria.registry.figures.compare import Reason, reasons
from repatria.registry.figures.evidence import Claim, Evidence


@dataclass(frozen=True, slots=True)
class Position:
    """One side of a conflict: what is held, by which sources, in which cited figures."""

    words: str
    sources: tuple[str, ...]
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A conflict that a rule found. subject: what it is about; reasons: what explains it."""

    rule: str
    subject: str
    positions: tuple[Position, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def name(self) -> str:
        """The rule and its subject: what `KnownConflict.finding` refers to."""
        return f"{self.rule} {self.subject}"


Rule = Callable[[Evidence], list[Finding]]
RULES: dict[str, Rule] = {}


def _rule(function: Rule) -> Rule:
    RULES[function.__name__.replace("_", "-")] = function
    return function


def findings(evidence: Evidence) -> list[Finding]:
    """What all the rules find, in the order of the rules."""
    return [finding for rule in RULES.values() for finding in rule(evidence)]


@_rule
def number_means_different_things(evidence: Evidence) -> list[Finding]:
    """One number about one thing, but in different units or with different predicates."""
    return [
        _of_claims("number-means-different-things", subject, claims, _meaning)
        for subject, claims in _by_number(evidence)
        if any(not one.figure.comparable_with(other.figure) for one, other in combinations(claims, 2))
    ]


@_rule
def periods_differ(evidence: Evidence) -> list[Finding]:
    """One number about one thing, but for different periods."""
    found = []
    for subject, claims in _by_number(evidence):
        dated = [claim for claim in claims if claim.figure.period]
        if len({claim.figure.period for claim in dated}) > 1:
            found.append(_of_claims("periods-differ", subject, dated, lambda claim: claim.figure.period))
    return found


@_rule
def values_differ(evidence: Evidence) -> list[Finding]:
    """Comparable claims about one thing that give different numbers; rounding and dates may explain them."""
    found = []
    for subject, claims in _by_subject(evidence):
        apart = [
            (one, other)
            for one, other in combinations(claims, 2)
            if one.figure.comparable_with(other.figure) and one.figure.bounds() != other.figure.bounds()
        ]
        if apart:
            sides = [claim for claim in claims if any(claim in pair for pair in apart)]
            found.append(_of_claims("values-differ", subject, sides, lambda claim: claim.figure.as_said()))
    return found


@_rule
def units_differ(evidence: Evidence) -> list[Finding]:
    """Different numbers about one thing in different units: what was promised or prepared, and what came."""
    found = []
    for subject, claims in _by_subject(evidence):
        units = {claim.figure.unit for claim in claims}
        numbers = {claim.figure.bounds() for claim in claims}
        if len(units) > 1 and len(numbers) > 1:
            found.append(_of_claims("units-differ", subject, claims, _meaning))
    return found


@_rule
def accounts_differ(evidence: Evidence) -> list[Finding]:
    """Sources that tell one aspect of an event, or the name of a party, differently."""
    told: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for said in evidence.accounts:
        if said.aspect not in ("description", "weekday"):
            told[said.subject, said.aspect][said.value].append(said.source)
    return [
        Finding("accounts-differ", f"{subject} {aspect}", _positions(values))
        for (subject, aspect), values in told.items()
        if len(values) > 1
    ]


@_rule
def one_word_for_two_events(evidence: Evidence) -> list[Finding]:
    """One word used of two events: they must not be taken for one because of it."""
    told: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for said in evidence.accounts:
        if said.aspect == "description":
            told[said.value][said.subject].append(said.source)
    return [
        Finding("one-word-for-two-events", word, _positions(subjects))
        for word, subjects in told.items()
        if len(subjects) > 1
    ]


@_rule
def last_hand_over_contradicted(evidence: Evidence) -> list[Finding]:
    """A claim about the year of the last hand-over, when the record holds a later one before the claim was made."""
    claims = evidence.about("last-hand-over")
    events = [event for event in evidence.events if event.kind == "hand-over" and event.first]
    positions = [Position(claim.figure.as_said(), (claim.figure.source,), (claim.figure.code,)) for claim in claims]
    later = [
        event
        for event in events
        for claim in claims
        if claim.published
        and event.first < PartialDate(claim.published).earliest
        and claim.figure.value is not None
        and event.first.year > claim.figure.value
    ]
    if not later:
        return []
    positions += [Position(f"{event.code}: {event.date}", ()) for event in dict.fromkeys(later)]
    return [Finding("last-hand-over-contradicted", "last-hand-over", tuple(positions))]


@_rule
def claim_corrected(evidence: Evidence) -> list[Finding]:
    """A statement that a later statement corrects."""
    return [
        Finding(
            "claim-corrected",
            relation.object,
            (Position(relation.object, ()), Position(relation.subject, (relation.source,) if relation.source else ())),
        )
        for relation in evidence.relations
        if relation.kind == "corrects"
    ]


_FOR = frozenset({"made", "reaffirmed", "partly kept", "kept"})
_AGAINST = frozenset({"suspended", "broken", "missed"})


@_rule
def commitment_turned(evidence: Evidence) -> list[Finding]:
    """A commitment reaffirmed or begun, and later suspended, missed or broken: a change in time, no contradiction."""
    found = []
    for code in dict.fromkeys(turn.commitment for turn in evidence.turns):
        turns = [turn for turn in evidence.turns if turn.commitment == code]
        ends = [i for i, turn in enumerate(turns) if turn.status in _AGAINST]
        starts = [i for i, turn in enumerate(turns) if turn.status in _FOR and ends and i < ends[-1]]
        if starts:
            sides = (turns[starts[-1]], turns[ends[-1]])
            words = [(f"{turn.status} {turn.scope}".strip() + f" ({turn.since})", turn.source) for turn in sides]
            found.append(Finding("commitment-turned", code, tuple(Position(said, (source,)) for said, source in words)))
    return found


@_rule
def printed_date_misleads(evidence: Evidence) -> list[Finding]:
    """A date printed on a page that lies outside the days between which the text itself puts its publication."""
    found = []
    for document in evidence.documents:
        if not (document.printed and document.earliest and document.latest):
            continue
        printed = PartialDate(document.printed)
        if (
            printed.after <= PartialDate(document.earliest).earliest
            or printed.earliest >= PartialDate(document.latest).after
        ):
            sides = (document.printed, f"{document.earliest}/{document.latest}")
            found.append(
                Finding("printed-date-misleads", document.code, tuple(Position(s, (document.code,)) for s in sides))
            )
    return found


@_rule
def duration_against_period(evidence: Evidence) -> list[Finding]:
    """A number of years or days that its own period, taken as wide as its dates allow, cannot give."""
    found = []
    for claim in evidence.claims:
        span = _span(claim)
        if span is None or claim.figure.value is None:
            continue
        low, high = span
        if not low <= claim.figure.value <= high:
            words = (f"{claim.figure.as_said()} {claim.figure.unit}", claim.figure.period)
            found.append(
                Finding(
                    "duration-against-period",
                    claim.figure.code,
                    tuple(Position(said, (claim.figure.source,), (claim.figure.code,)) for said in words),
                )
            )
    return found


@_rule
def order_rests_on_a_word(evidence: Evidence) -> list[Finding]:
    """One event said to come before another, when their dates alone would also allow the opposite order."""
    found = []
    for relation in evidence.relations:
        earlier, later = evidence.event(relation.subject), evidence.event(relation.object)
        if relation.kind != "before" or not (earlier and later and earlier.last and later.first):
            continue
        if earlier.last >= later.first:
            words = [f"{event.code}: {event.first.isoformat()}/{event.last.isoformat()}" for event in (earlier, later)]
            sources = (relation.source,) if relation.source else ()
            found.append(
                Finding(
                    "order-rests-on-a-word",
                    f"{relation.subject} {relation.object}",
                    tuple(Position(said, sources) for said in words),
                )
            )
    return found


@_rule
def unit_changed_between_editions(evidence: Evidence) -> list[Finding]:
    """A line of a published table that is counted in another unit in another edition: flagged, never averaged."""
    lines: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in evidence.claims:
        if claim.table and claim.figure.predicate == "recovered" and not claim.printed_total:
            lines[claim.table, claim.line].append(claim)
    return [
        _of_claims("unit-changed-between-editions", f"{table} {line}", claims, _meaning)
        for (table, line), claims in lines.items()
        if len({claim.figure.unit for claim in claims}) > 1
    ]


def _by_subject(evidence: Evidence) -> Iterable[tuple[str, list[Claim]]]:
    for subject in dict.fromkeys(name for claim in evidence.claims for name in claim.counts):
        yield subject, evidence.about(subject)


def _by_number(evidence: Evidence) -> Iterable[tuple[str, list[Claim]]]:
    """Claims about one thing that give the same number."""
    for subject, claims in _by_subject(evidence):
        numbers: dict[float, list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.figure.value is not None:
                numbers[claim.figure.value].append(claim)
        for same in numbers.values():
            if len(same) > 1:
                yield subject, same


def _meaning(claim: Claim) -> str:
    figure = claim.figure
    return f"{figure.as_said()} {figure.unit} {figure.predicate.replace('_', ' ')}"


def _of_claims(rule: str, subject: str, claims: list[Claim], words: Callable[[Claim], str]) -> Finding:
    sides: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        sides[words(claim)].append(claim)
    why: dict[Reason, None] = {}
    for one, other in combinations(claims, 2):
        why.update(dict.fromkeys(reasons(one.figure, other.figure)))
    positions = tuple(
        Position(said, tuple(dict.fromkeys(c.figure.source for c in same)), tuple(c.figure.code for c in same))
        for said, same in sides.items()
    )
    return Finding(rule, subject, positions, tuple(why))


def _positions(values: dict[str, list[str]]) -> tuple[Position, ...]:
    return tuple(Position(said, tuple(filter(None, sources))) for said, sources in values.items())


_YEAR_DAYS = 365.2425


def _span(claim: Claim) -> tuple[float, float] | None:
    """Shortest and longest length that the period of a figure in years or days allows, in that unit."""
    if claim.figure.unit not in ("years", "days") or "/" not in claim.figure.period:
        return None
    start, end = (PartialDate(part) for part in claim.figure.period.split("/"))
    shortest, longest = (end.earliest - start.after + _DAY).days, (end.after - start.earliest - _DAY).days
    if claim.figure.unit == "days":
        return shortest, longest
    return shortest / _YEAR_DAYS - _LEAP, longest / _YEAR_DAYS + _LEAP


_DAY = dt.timedelta(days=1)
_LEAP = 1 / _YEAR_DAYS  # whole years of calendar dates differ from mean years by less than a day
