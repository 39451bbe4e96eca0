"""What the database refuses where two sides act: one account that does it for both of them."""

# ruff: noqa: S608 (the SQL is put together from constants of this project, never from input)

from __future__ import annotations

from repatria.registry.migrations._guards import Guard


def _same_account(one: str, other: str) -> str:
    """One account made both entries, or one of them is not on the ledger."""
    return (
        "NOT EXISTS (SELECT 1 FROM ledger_entry a JOIN ledger_entry b ON b.actor <> a.actor"
        f" WHERE a.seq = {one} AND b.seq = {other})"
    )


GUARDS = (
    Guard(
        "custody_transfer_begins_as_an_offer",
        "custody_transfer",
        "INSERT",
        "NEW.closed_seq IS NOT NULL",
        "custody_transfer: a transfer is offered before it is answered",
    ),
    # what a decision hands out or brings back has the two signers of the decision
    Guard(
        "custody_transfer_between_two_officers",
        "custody_transfer",
        "UPDATE",
        "OLD.closed_seq IS NULL AND NEW.closed_seq IS NOT NULL AND NEW.state IN ('accepted', 'refused')"
        " AND NEW.purpose NOT IN ('release by a decision', 'return of what was released')"
        f" AND {_same_account('NEW.recorded_seq', 'NEW.closed_seq')}",
        "custody_transfer: whoever offered does not answer for the receiver",
    ),
    Guard(
        "custody_signatures_of_two_officers",
        "custody_signature",
        "INSERT",
        "EXISTS (SELECT 1 FROM custody_signature s WHERE s.hand_over_id = NEW.hand_over_id"
        f" AND s.corrected_seq IS NULL AND {_same_account('s.recorded_seq', 'NEW.recorded_seq')})",
        "custody_signature: the signatures of two sides are recorded by two accounts",
    ),
)
