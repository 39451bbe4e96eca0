"""What the record says beside a proposed figure: same unit, predicate and group; and why the numbers differ."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from repatria.registry.asof import NOW
from repatria.registry.figures.cited import rows_at, statement
from repatria.registry.figures.compare import (
    Reason,
    Verdict,
    names_a_war,
    reasons,
    same_group,
    told_of_the_same,
    verdict,
)
from repatria.registry.figures.computed import DEFINITIONS
from repatria.registry.figures.periods import days_of
from repatria.registry.figures.statement import Figure
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.own_counts import OwnCounts
from repatria.registry.sources.said import ASSERTED, HEDGED

# What of the strongest reasons makes two numbers statements about different things, so that neither contradicts.
_APART = frozenset({Reason.UNIT, Reason.PREDICATE, Reason.PERIOD, Reason.PLACE, Reason.AS_OF, Reason.POPULATION})
_KEPT = 2
_NEARNESS = (Verdict.AGREE, Verdict.COMPATIBLE, Verdict.DIFFER, Verdict.NOT_COMPARABLE)
# How the members of a group stand, which the roll knows; all else it counts is counted event by event.
_OF_THE_ROLL = frozenset({"missing", "unaccounted_for", "identified", "lost_at_sea"})


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of the record beside a proposed one. row: the cited figure, None for a computed one.

    same_text: it is cited from the source of this very document.
    """

    figure: Figure
    row: CitedFigure | None
    verdict: Verdict
    reasons: tuple[Reason, ...]
    same_text: bool

    @property
    def conflict(self) -> bool:
        """The numbers exclude each other, and no difference of unit, period, place, date or group explains it."""
        return self.verdict is Verdict.DIFFER and not _APART & set(self.reasons)

    @property
    def same(self) -> bool:
        """Whether both are statements about one thing, so that agreeing says something."""
        return not _APART & set(self.reasons)


class Record:
    """The figures of the record, read once for a page of proposals."""

    def __init__(self) -> None:
        self._cited = [(statement(row), row) for row in rows_at(NOW) if row.said == ASSERTED]
        self._computed: dict[str, Figure] = {}
        self._own = OwnCounts()

    def beside(self, proposed: Figure, *, leave_out: Collection[int] = ()) -> Sequence[Beside]:
        """At most two: what the record itself counted then, conflicts, the closest; none rather than unrelated ones.

        leave_out: keys of figures cited from the very claim.
        """
        if proposed.said not in (ASSERTED, HEDGED):
            return ()  # neither agreement nor conflict: it is not told as a fact
        if proposed.unit == "other" and proposed.predicate == "other":
            return ()
        own = [self._laid(proposed, figure, None) for figure in self._own.of(proposed)[:1]]
        found = self._told(proposed, leave_out) + [
            self._laid(proposed, figure, None) for figure in self._counted(proposed)
        ]
        found.sort(
            key=lambda laid: (not laid.conflict, _NEARNESS.index(laid.verdict), len(laid.reasons), laid.row is None)
        )
        return [*own, *found][:_KEPT]

    def subject_for(self, proposed: Figure) -> str:
        """The one thing of which all the figures beside it are statements, when there is exactly one; else empty."""
        near = [other.row for other in self._told(proposed) if other.row and Reason.PLACE not in other.reasons]
        names = {name for row in near for name in row.counts}
        return names.pop() if len(names) == 1 else ""

    def _told(self, proposed: Figure, leave_out: Collection[int] = ()) -> list[Beside]:
        """Cited figures about the same group, as far as the words of both say."""
        return [
            self._laid(proposed, figure, row)
            for figure, row in self._cited
            if row.pk not in leave_out and proposed.comparable_with(figure) and _of_one_group(proposed, figure)
        ]

    def _counted(self, proposed: Figure) -> list[Figure]:
        """What the roll says of a whole war; worked out only when a proposal asks for it."""
        found: list[Figure] = []
        if proposed.predicate not in _OF_THE_ROLL or proposed.period or proposed.place:
            return found
        if not names_a_war(proposed):
            return found
        for definition in DEFINITIONS:
            probe = Figure(
                definition.code, "", "", 0, 0, 0, "exact", definition.unit, definition.predicate, definition.population
            )
            if proposed.comparable_with(probe):
                if definition.code not in self._computed:
                    self._computed[definition.code] = definition.at(NOW)
                found.append(self._computed[definition.code])
        return found

    @staticmethod
    def _laid(proposed: Figure, figure: Figure, row: CitedFigure | None) -> Beside:
        why = list(reasons(proposed, figure))
        if (row is not None and row.table) or not told_of_the_same(proposed, figure):
            why.append(Reason.POPULATION)  # the words do not say that it is the same group: a person must judge
        if row is None and figure.made_up:
            why.append(Reason.MADE_UP)
        same_text = row is not None and figure.source == proposed.source
        return Beside(figure, row, verdict(proposed, figure), tuple(why), same_text)


def _of_one_group(proposed: Figure, figure: Figure) -> bool:
    """Whether the words of both can be about one group: one day, or the same group in one place and period."""
    if same_group(proposed, figure) is False:
        return False
    if proposed.period == figure.period and told_of_the_same(proposed, figure):
        return True
    ours, theirs = days_of(proposed.period), days_of(figure.period)
    if ours and theirs and not (ours.overlap(theirs) and ours.short == theirs.short):
        return False  # one day or month is not the years around it
    if bool(ours) != bool(theirs) or proposed.place.casefold() != figure.place.casefold():
        return False
    named = proposed.population.casefold()
    return same_group(proposed, figure) is True or (bool(named) and named == figure.population.casefold())
