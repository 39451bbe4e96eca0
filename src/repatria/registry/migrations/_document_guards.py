"""What the database itself keeps of documents: their text, the claims as read, no figure without acceptance."""

from __future__ import annotations

from repatria.registry.migrations._guards import Guard

GUARDS: tuple[Guard, ...] = (
    Guard(
        "document_text_is_kept",
        "sources_document",
        "UPDATE",
        "NEW.text <> OLD.text OR NEW.sha256 <> OLD.sha256 OR NEW.text_sha256 <> OLD.text_sha256",
        "the text of a document is kept as it was read",
    ),
    Guard(
        "claim_is_kept_as_read",
        "sources_proposed_claim",
        "UPDATE",
        "NEW.content <> OLD.content OR NEW.document_id <> OLD.document_id OR NEW.number <> OLD.number",
        "a proposed claim is kept as it was read",
    ),
    Guard(
        "no_figure_without_acceptance",
        "sources_cited_passage",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM sources_claim_decision d WHERE d.id = NEW.decision_id"
        " AND d.claim_id = NEW.claim_id AND d.decision IN ('accepted', 'edited'))",
        "a figure of a document is published by the acceptance of its claim",
    ),
)
