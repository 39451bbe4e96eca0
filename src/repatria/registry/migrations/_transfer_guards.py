"""What the database refuses of transfers and signatures: rows that change or go, and entries that are not their own."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, NeverDeleted, unchanged


def _not_its_entry(seq: str, action: str, subject: str) -> str:
    """The entry is not on the ledger, or says something else, or of something else."""
    return (
        f"NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = {seq} AND e.action = {action}"
        f" AND e.subject = {subject})"
    )


GUARDS = (
    unchanged(
        "custody_transfer",
        ("giver_id", "receiver_id", "purpose", "hand_over_id", "offered", "offered_begins"),
        ("closed_seq",),
    ),
    Guard(
        "custody_transfer_offered_by_its_entry",
        "custody_transfer",
        "INSERT",
        _not_its_entry("NEW.recorded_seq", "'custody.transfer_offered'", "'transfer/' || NEW.id"),
        "custody_transfer: an offer has an entry of its own",
    ),
    Guard(
        "custody_transfer_answered_by_its_entry",
        "custody_transfer",
        "UPDATE",
        "OLD.closed_seq IS NULL AND NEW.closed_seq IS NOT NULL AND "
        + _not_its_entry("NEW.closed_seq", "'custody.transfer_' || NEW.state", "'transfer/' || NEW.id"),
        "custody_transfer: an answer has an entry of its own",
    ),
    unchanged("custody_signature", ("hand_over_id", "side", "person", "person_key", "capacity", "since", "begins")),
    Guard(
        "custody_signature_by_its_entry",
        "custody_signature",
        "INSERT",
        _not_its_entry("NEW.recorded_seq", "'custody.hand_over_signed'", "'hand-over/' || NEW.hand_over_id"),
        "custody_signature: a signature has an entry of its own",
    ),
    NeverDeleted("custody_transfer"),
    NeverDeleted("custody_transfer_line"),
    NeverDeleted("custody_signature"),
)
