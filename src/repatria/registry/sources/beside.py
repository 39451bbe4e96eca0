"""What the record says beside a proposed figure: same unit, predicate and group; and why the numbers differ."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from repatria.registry.asof import NOW
from repatria.registry.figures.cited import rows_at, statement
from repatria.registry.figures.compare import (
    Reason,
    Verdict,
    reasons,
    same_group,
    told_of_the_same,
    verdict,
)
from repatria.registry.figures.computed import DEFINITIONS
from repatria.registry.figures.statement import Figure
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.said import ASSERTED, HEDGED

# What of the strongest reasons makes two numbers statements about different things, so that neither contradicts.
_APART = frozenset({Reason.PERIOD, Reason.PLACE, Reason.AS_OF, Reason.POPULATION})
_KEPT = 4
_NEARNESS = (Verdict.AGREE, Verdict.COMPATIBLE, Verdict.DIFFER)


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
        """The numbers exclude each other, and no difference of period, place, date or group explains it."""
        return self.verdict is Verdict.DIFFER and not _APART & set(self.reasons)


class Record:
    """The figures of the record, read once for a page of proposals."""

    def __init__(self) -> None:
        self._cited = [(statement(row), row) for row in rows_at(NOW) if row.said == ASSERTED]
        self._computed: dict[str, Figure] = {}

    def beside(self, proposed: Figure, *, leave_out: Collection[int] = ()) -> Sequence[Beside]:
        """Conflicts first, then the closest figures. leave_out: keys of figures cited from the very claim."""
        if proposed.said not in (ASSERTED, HEDGED):
            return ()  # neither agreement nor conflict: it is not told as a fact
        if proposed.unit == "other" and proposed.predicate == "other":
            return ()
        found = []
        for figure, row in self._cited:
            if row.pk in leave_out:
                continue
            if proposed.comparable_with(figure) and same_group(proposed, figure) is not False:
                found.append(self._laid(proposed, figure, row))
        found += [self._laid(proposed, figure, None) for figure in self._counted(proposed)]
        found.sort(
            key=lambda laid: (not laid.conflict, _NEARNESS.index(laid.verdict), len(laid.reasons), laid.row is None)
        )
        return found[:_KEPT]

    def subject_for(self, proposed: Figure) -> str:
        """The one thing of which all the figures beside it are statements, when there is exactly one; else empty."""
        near = [other.row for other in self.beside(proposed) if other.row and Reason.PLACE not in other.reasons]
        names = {name for row in near for name in row.counts}
        return names.pop() if len(names) == 1 else ""

    def _counted(self, proposed: Figure) -> list[Figure]:
        """Computed figures of that unit and predicate; worked out only when a proposal asks for them."""
        found = []
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
        if row is None or row.table or not told_of_the_same(proposed, figure):
            why.append(Reason.POPULATION)  # the words do not say that it is the same group: a person must judge
        if row is None and figure.made_up:
            why.append(Reason.MADE_UP)
        same_text = row is not None and figure.source == proposed.source
        return Beside(figure, row, verdict(proposed, figure), tuple(why), same_text)
