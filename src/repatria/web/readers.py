"""Whether a signed-in person may open a row of the record that is not for all who may open its page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from repatria.registry.sources.documents import Document, ProposedClaim
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.withdrawals import hidden_sources, may_read


def must_open(user: Any, row: Any) -> None:
    """Raise PermissionDenied for a restricted document, its claims, a source that is nothing else and its figures."""
    document = row.document if isinstance(row, ProposedClaim) else row
    if isinstance(document, Document) and not may_read(user.role, document):
        raise PermissionDenied
    if isinstance(row, CitedFigure):
        row = row.source
    if isinstance(row, Source) and hidden_sources(user.role).filter(pk=row.pk).exists():
        raise PermissionDenied
