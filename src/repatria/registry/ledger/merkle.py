"""The Merkle tree over the ledger (RFC 6962, section 2.1): roots, proofs that an entry is in, proofs that nothing left.

A leaf is the canonical JSON of one entry (`chain.entry_bytes`); hashes are 32 bytes of SHA-256.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

_DIGEST = hashlib.sha256().digest_size


def leaf_hash(data: bytes) -> bytes:
    """SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root over leaf hashes, read once and kept in O(log n): subtrees of equal size are joined as they fill."""
    full: list[tuple[int, bytes]] = []
    for leaf in leaves:
        size, value = 1, leaf
        while full and full[-1][0] == size:
            value = node_hash(full.pop()[1], value)
            size *= 2
        full.append((size, value))
    if not full:
        return hashlib.sha256().digest()
    value = full.pop()[1]
    while full:
        value = node_hash(full.pop()[1], value)
    return value


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """PATH(index, leaves): the hashes beside the way from that leaf to the root (RFC 6962, 2.1.1)."""
    if len(leaves) <= 1:
        return []
    middle = _split(len(leaves))
    if index < middle:
        return [*inclusion_proof(leaves[:middle], index), root_of(leaves[middle:])]
    return [*inclusion_proof(leaves[middle:], index - middle), root_of(leaves[:middle])]


def consistency_proof(leaves: Sequence[bytes], first: int) -> list[bytes]:
    """PROOF(first, leaves): that the tree of the first `first` leaves is a beginning of this one (RFC 6962, 2.1.2)."""
    return [] if first in (0, len(leaves)) else _subproof(leaves, first, whole=True)


def _subproof(leaves: Sequence[bytes], first: int, *, whole: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if whole else [root_of(leaves)]
    middle = _split(len(leaves))
    if first <= middle:
        return [*_subproof(leaves[:middle], first, whole=whole), root_of(leaves[middle:])]
    return [*_subproof(leaves[middle:], first - middle, whole=False), root_of(leaves[:middle])]


def inclusion_holds(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that `leaf` is entry number `index` (from 0) of the tree of `size` with `root`."""
    if not 0 <= index < size or len(leaf) != _DIGEST or len(root) != _DIGEST:
        return False
    value, place, last = leaf, index, size - 1
    for beside in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            value = node_hash(beside, value)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            value = node_hash(value, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and value == root


def consistency_holds(first: int, second: int, proof: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Whether `proof` shows that the tree of `first` leaves is a beginning of the tree of `second` leaves."""
    if not 0 <= first <= second:
        return False
    if first == 0:
        return False  # every tree begins with the empty one: such a proof says nothing
    if first == second:
        return not proof and first_root == second_root
    path = list(proof)
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if place:
        if not path:
            return False
        old = new = path.pop(0)
    else:
        old = new = first_root
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(beside, old), node_hash(beside, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root
