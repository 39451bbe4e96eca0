"""What the database refuses of withdrawn and restricted documents: a figure cited, a withdrawal changed or deleted."""

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, NeverDeleted, unchanged

GUARDS: tuple[Guard | NeverDeleted, ...] = (
    NeverDeleted("sources_document_withdrawal"),
    unchanged("sources_document_withdrawal", ("document_id", "reason", "decided_by")),
    Guard(
        "no_figure_of_what_is_withdrawn",
        "sources_cited_passage",
        "INSERT",
        "EXISTS (SELECT 1 FROM sources_document d JOIN sources_proposed_claim c ON c.document_id = d.id"
        " WHERE c.id = NEW.claim_id AND (d.withdrawn OR d.restricted))",
        "no figure is cited from a document that is withdrawn or restricted",
    ),
)
