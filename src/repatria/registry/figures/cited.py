"""Figures as sources give them, as far as they were published and recorded at a point in time."""

from __future__ import annotations

from repatria.dates import PartialDate
from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.figures.statement import Figure
from repatria.registry.sources.models import CitedFigure


def rows_at(point: AsOf = NOW) -> list[CitedFigure]:
    """Cited figures recorded and not withdrawn by then, of sources published by then, in the order of the sources."""
    rows = CitedFigure.objects.filter(point.known(), point.not_corrected()).select_related("source")
    found = list(rows.order_by("source__published", "source_id", "id"))
    as_written(point, *(row.source for row in found))
    return [row for row in found if _published_by(row, point)]


def cited_figures(point: AsOf = NOW) -> list[Figure]:
    """The same as statements."""
    return [statement(row) for row in rows_at(point)]


def _published_by(row: CitedFigure, point: AsOf) -> bool:
    published = row.source.published
    return point.on is None or not published or PartialDate(published).earliest <= point.on


def statement(row: CitedFigure) -> Figure:
    """One cited figure with everything that belongs to it."""
    return Figure(
        code=row.code,
        label_en=row.label_en,
        label_ko=row.label_ko,
        value=row.value,
        low=row.low,
        high=row.high,
        qualifier=row.qualifier,
        unit=row.unit,
        predicate=row.predicate,
        population=row.population,
        place=row.place,
        period=row.period,
        as_of=row.as_of,
        source=row.source.code,
        speaker=row.speaker,
        speaker_assumed=bool(row.speaker_assumed),
        said=row.said,
    )
