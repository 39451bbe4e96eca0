"""The Merkle tree: published proofs are judged as they must be, and our own proofs hold for every size."""

from __future__ import annotations

import base64
import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from repatria.registry.ledger.merkle import (
    consistency_holds,
    consistency_proof,
    inclusion_holds,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)


def decoded(values: list[str] | None) -> list[bytes]:
    return [base64.b64decode(value) for value in values or []]


def test_published_inclusion_proofs_are_judged_as_published(shared):
    vectors = sorted((shared / "formats" / "merkle" / "inclusion").rglob("*.json"))
    for path in vectors:
        case = json.loads(path.read_text())
        root, leaf = (base64.b64decode(case[name] or "") for name in ("root", "leafHash"))
        holds = inclusion_holds(leaf, case["leafIdx"], case["treeSize"], decoded(case["proof"]), root)
        assert holds is not case["wantErr"], path.name
    assert len(vectors) > 80


def test_published_consistency_proofs_are_judged_as_published(shared):
    vectors = sorted((shared / "formats" / "merkle" / "consistency").rglob("*.json"))
    for path in vectors:
        case = json.loads(path.read_text())
        first, second = (base64.b64decode(case[name] or "") for name in ("root1", "root2"))
        holds = consistency_holds(case["size1"], case["size2"], decoded(case["proof"]), first, second)
        assert holds is not case["wantErr"], path.name
    assert len(vectors) > 80


def recursive_root(leaves: list[bytes]) -> bytes:
    """RFC 6962's definition, word for word: the slow readable twin."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1
    while middle * 2 < len(leaves):
        middle *= 2
    return node_hash(recursive_root(leaves[:middle]), recursive_root(leaves[middle:]))


LEAVES = [leaf_hash(str(number).encode()) for number in range(70)]


@given(st.integers(0, 70))
def test_the_root_is_that_of_the_definition(size):
    assert root_of(iter(LEAVES[:size])) == recursive_root(LEAVES[:size])


@given(st.integers(1, 70), st.data())
def test_every_entry_can_be_proved_and_no_other_in_its_place(size, data):
    index = data.draw(st.integers(0, size - 1))
    leaves = LEAVES[:size]
    proof = inclusion_proof(leaves, index)
    assert inclusion_holds(leaves[index], index, size, proof, root_of(leaves))
    assert not inclusion_holds(leaf_hash(b"another"), index, size, proof, root_of(leaves))
    other = data.draw(st.integers(0, size - 1))
    assert inclusion_holds(leaves[index], other, size, proof, root_of(leaves)) is (other == index)


@given(st.integers(1, 70), st.data())
def test_every_beginning_can_be_proved_and_a_changed_one_not(size, data):
    first = data.draw(st.integers(1, size))
    leaves = LEAVES[:size]
    proof = consistency_proof(leaves, first)
    assert consistency_holds(first, size, proof, root_of(leaves[:first]), root_of(leaves))
    changed = [leaf_hash(b"changed"), *leaves[1:first]]
    assert not consistency_holds(first, size, proof, root_of(changed), root_of(leaves))
