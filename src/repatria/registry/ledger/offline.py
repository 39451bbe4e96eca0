"""Checks a proof with nothing but the verifier key: no store, no database, no trust in whoever gave it."""

from __future__ import annotations

import base64
import json
from typing import Any

from repatria.errors import InvalidInput, LedgerBroken
from repatria.registry.ledger.checkpoint import open_note
from repatria.registry.ledger.merkle import consistency_holds, inclusion_holds, leaf_hash

PROOF_KIND = "repatria-proof/1"


def check_proof(proof: dict[str, Any], verifier: str) -> str:
    """What a proof shows, in words, checked with nothing but the verifier key; raises when it does not hold."""
    try:
        if proof["kind"] != PROOF_KIND:
            raise InvalidInput(f"this is not a {PROOF_KIND} document")
        checkpoint = open_note(proof["checkpoint"], verifier)
        path = [base64.b64decode(value, validate=True) for value in proof["proof"]]
        if proof["proves"] == "entry":
            data = base64.b64decode(proof["canonical"], validate=True)
            entry = json.loads(data)
            if entry != proof["entry"]:
                raise LedgerBroken("the entry shown is not the entry proved")
            seq = int(entry["seq"])
            if not inclusion_holds(leaf_hash(data), seq - 1, checkpoint.size, path, checkpoint.root):
                raise LedgerBroken(f"the proof does not show that entry {seq} is on this ledger")
            return f"entry {seq} is on the ledger of {checkpoint.size} entries that the checkpoint pins"
        earlier = open_note(proof["earlier"], verifier)
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidInput(f"this is not a {PROOF_KIND} document: {type(error).__name__}") from None
    if not consistency_holds(earlier.size, checkpoint.size, path, earlier.root, checkpoint.root):
        raise LedgerBroken(f"the proof does not show that the first {earlier.size} entries are unchanged")
    return f"the first {earlier.size} of {checkpoint.size} entries are what they were"
