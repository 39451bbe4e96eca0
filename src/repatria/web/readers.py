"""Whether a signed-in person may open a row of the record that is not for all who may open its page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from repatria.registry.sources.documents import Document, ProposedClaim
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.withdrawals import hidden_sources, may_read, seen_sources


def must_open(user: Any, row: Any) -> None:
    """Raise PermissionDenied for a restricted document, its claims, a source that is nothing else and its figures."""
    document = row.document if isinstance(row, ProposedClaim) else row
    if isinstance(document, Document) and not may_read(user.role, document):
        raise PermissionDenied
    if isinstance(row, CitedFigure):
        row = row.source
    if isinstance(row, Source) and hidden_sources(user.role).filter(pk=row.pk).exists():
        raise PermissionDenied


def sources_named(user: Any, codes: Iterable[str]) -> QuerySet[Source]:
    """The sources of these codes of which the user may know."""
    return seen_sources(user.role).filter(code__in=list(codes))


def may_name(user: Any, source: Source | None) -> bool:
    """Whether the publisher and title of a source may be shown; what is hidden is read once for a page."""
    if source is None or not user.is_authenticated:
        return False
    if not hasattr(user, "hidden_source_keys"):
        user.hidden_source_keys = frozenset(hidden_sources(user.role).values_list("pk", flat=True))
    return source.pk not in user.hidden_source_keys
