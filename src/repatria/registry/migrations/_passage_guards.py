"""What the database keeps of decisions, passages and documents; none leaves the public view while it is cited."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, NeverDeleted, unchanged

_PLACE = ("exact", "prefix", "suffix", "start", '"end"')
_DECISION = ("claim_id", "decision", "decided_by", "decided_at", "reason", "claim_as_accepted")
_STANDING = "JOIN sources_cited_figure f ON f.id = p.figure_id WHERE f.corrected_seq IS NULL AND"

GUARDS: tuple[Guard | NeverDeleted, ...] = (
    NeverDeleted("sources_document"),
    NeverDeleted("sources_proposed_claim"),
    NeverDeleted("sources_claim_decision"),
    NeverDeleted("sources_cited_passage"),
    NeverDeleted("sources_hand_passage"),
    unchanged("sources_claim_decision", _DECISION, seqs=()),
    unchanged("sources_cited_passage", ("figure_id", "claim_id", "decision_id", *_PLACE), seqs=()),
    unchanged("sources_hand_passage", ("figure_id", "document_id", *_PLACE), seqs=()),
    Guard(
        "nothing_by_hand_of_what_is_withdrawn",
        "sources_hand_passage",
        "INSERT",
        "EXISTS (SELECT 1 FROM sources_document d WHERE d.id = NEW.document_id AND (d.withdrawn OR d.restricted))",
        "no figure is cited from a document that is withdrawn or restricted",
    ),
    Guard(
        "nothing_cited_is_hidden",
        "sources_document",
        "UPDATE",
        "((NEW.withdrawn AND NOT OLD.withdrawn) OR (NEW.restricted AND NOT OLD.restricted)) AND ("
        f"EXISTS (SELECT 1 FROM sources_hand_passage p {_STANDING} p.document_id = NEW.id)"
        " OR EXISTS (SELECT 1 FROM sources_cited_passage p JOIN sources_proposed_claim c ON c.id = p.claim_id"
        f" {_STANDING} c.document_id = NEW.id))",
        "a document is withdrawn or restricted when nothing of it is cited any more",
    ),
)
