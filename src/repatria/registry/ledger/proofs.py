"""Makes proofs: this entry is on the ledger; that ledger began as this one. `offline` checks them without a store."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from repatria.errors import InvalidInput, LedgerBroken
from repatria.registry.ledger.chain import entry_bytes
from repatria.registry.ledger.checkpoint import Checkpoint
from repatria.registry.ledger.merkle import consistency_proof, inclusion_proof, leaf_hash, root_of
from repatria.registry.ledger.offline import PROOF_KIND
from repatria.registry.ledger.reading import Entry, entries_in_order, stamp


def canonical_entry(entry: Entry) -> bytes:
    """The bytes that are hashed."""
    seq, at, actor, action, subject, payload, previous, _hash = entry
    return entry_bytes(seq, stamp(at), actor, action, subject, payload, previous)


def leaf_hashes() -> Iterator[bytes]:
    """The leaf hash of every entry, in order."""
    for page in entries_in_order():
        for entry in page:
            yield leaf_hash(canonical_entry(entry))


def current_checkpoint(origin: str) -> Checkpoint:
    """Size and root of the ledger as it stands."""
    size = 0

    def counted() -> Iterator[bytes]:
        nonlocal size
        for leaf in leaf_hashes():
            size += 1
            yield leaf

    root = root_of(counted())
    return Checkpoint(origin, size, root)


def prove_entry(seq: int, note: str) -> dict[str, Any]:
    """A proof that entry `seq` is on the ledger; `note` is the signed checkpoint of the ledger as it stands."""
    leaves: list[bytes] = []
    wanted: bytes | None = None
    for page in entries_in_order():
        for entry in page:
            data = canonical_entry(entry)
            leaves.append(leaf_hash(data))
            if entry[0] == seq:
                wanted = data
    if wanted is None:
        raise InvalidInput(f"there is no entry {seq}; the ledger has {len(leaves)}")
    return {
        "kind": PROOF_KIND,
        "proves": "entry",
        "entry": json.loads(wanted),
        "canonical": base64.b64encode(wanted).decode(),
        "proof": _encoded(inclusion_proof(leaves, seq - 1)),
        "checkpoint": note,
    }


def prove_growth(earlier: Checkpoint, earlier_note: str, note: str) -> dict[str, Any]:
    """A proof that the ledger of `earlier` is a beginning of this one; raises LedgerBroken when it is not."""
    leaves = list(leaf_hashes())
    if earlier.size > len(leaves):
        raise LedgerBroken(
            f"the ledger was cut off: the checkpoint covers {earlier.size} entries, {len(leaves)} are left"
        )
    if root_of(leaves[: earlier.size]) != earlier.root:
        raise LedgerBroken(f"an entry up to {earlier.size} is not what it was when the checkpoint was made")
    return {
        "kind": PROOF_KIND,
        "proves": "growth",
        "earlier": earlier_note,
        "proof": _encoded(consistency_proof(leaves, earlier.size)),
        "checkpoint": note,
    }


def _encoded(path: list[bytes]) -> list[str]:
    return [base64.b64encode(value).decode() for value in path]
