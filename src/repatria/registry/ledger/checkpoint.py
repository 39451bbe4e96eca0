"""Signed checkpoints: one line of text that pins the whole ledger, in the C2SP signed-note and tlog-checkpoint forms.

A checkpoint names the log, its size and its Merkle root, signed with Ed25519. Whoever keeps one can show later that an
entry was changed or that the end was cut off. Form: c2sp.org/signed-note and c2sp.org/tlog-checkpoint.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from repatria.errors import InvalidInput, LedgerBroken

_ED25519 = b"\x01"
ORIGIN = "repatria-ledger"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a note says. size: entries covered; root: 32 bytes."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The signed text, ending in a newline."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def _key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + _ED25519 + public).digest()[:4]


def verifier_key(name: str, key: Ed25519PublicKey) -> str:
    """The key that others need, as ``name+hash+base64``."""
    public = key.public_bytes_raw()
    return f"{name}+{_key_hash(name, public).hex()}+{base64.b64encode(_ED25519 + public).decode()}"


def parse_verifier_key(text: str) -> tuple[str, Ed25519PublicKey]:
    """The name and key of a verifier key; raises InvalidInput."""
    try:
        name, short, encoded = text.strip().split("+", 2)
        raw = base64.b64decode(encoded, validate=True)
        key = Ed25519PublicKey.from_public_bytes(raw[1:])
    except (ValueError, binascii.Error):
        raise InvalidInput("this is not a verifier key (name+hash+base64)") from None
    if raw[:1] != _ED25519 or _key_hash(name, raw[1:]).hex() != short:
        raise InvalidInput("the verifier key contradicts itself: its hash is not that of its name and key")
    return name, key


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> str:
    """The signed note."""
    name = checkpoint.origin
    public = key.public_key().public_bytes_raw()
    signature = _key_hash(name, public) + key.sign(checkpoint.text().encode())
    return f"{checkpoint.text()}\n\u2014 {name} {base64.b64encode(signature).decode()}\n"


def open_note(note: str, verifier: str) -> Checkpoint:
    """The checkpoint in a note whose signature by `verifier` holds; raises InvalidInput or LedgerBroken."""
    name, key = parse_verifier_key(verifier)
    text, separator, signatures = note.partition("\n\n")
    if not separator:
        raise InvalidInput("this is not a signed note: there is no empty line before the signatures")
    checkpoint = _parse_text(text + "\n")
    wanted = _key_hash(name, key.public_bytes_raw())
    for line in signatures.splitlines():
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "\u2014" or parts[1] != name:
            continue
        try:
            raw = base64.b64decode(parts[2], validate=True)
        except binascii.Error:
            continue
        if raw[:4] != wanted:
            continue
        try:
            key.verify(raw[4:], (text + "\n").encode())
        except InvalidSignature:
            raise LedgerBroken("the signature of the checkpoint does not hold") from None
        return checkpoint
    raise LedgerBroken(f"the checkpoint carries no signature by {name}")


def _parse_text(text: str) -> Checkpoint:
    lines = text.split("\n")
    try:
        origin, size, root = lines[0], lines[1], base64.b64decode(lines[2], validate=True)
        if not origin or len(root) != 32 or str(int(size)) != size or int(size) < 0:
            raise ValueError
    except (IndexError, ValueError, binascii.Error):
        raise InvalidInput(
            "this is not a checkpoint: name, size and root are expected on the first three lines"
        ) from None
    return Checkpoint(origin, int(size), root)


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The store's own key, made once, readable by its owner alone."""
    path = folder / "checkpoint_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
    return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
