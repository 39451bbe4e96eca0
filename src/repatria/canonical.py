"""Canonical JSON (RFC 8785): one byte string for one value, so that digests and signatures mean something."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import rfc8785

from repatria.errors import InvalidInput

_LARGEST_INTEGER = 2**53 - 1  # RFC 8785, section 3.2.2.3: beyond it IEEE 754 doubles lose integers
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False).encode


def canonical(value: Any) -> bytes:
    """UTF-8 bytes of `value` in RFC 8785 form; raises InvalidInput for what JSON cannot hold exactly.

    Values without floats and with ASCII keys take the standard library's encoder, which then gives the same bytes
    (RFC 8785 sorts keys by UTF-16 code units, which differs from Python's order only outside ASCII).
    """
    try:
        return _encode(value).encode() if _is_plain(value) else rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise InvalidInput(f"not representable as canonical JSON: {error}") from error


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return bool(-_LARGEST_INTEGER <= value <= _LARGEST_INTEGER)
    if kind is dict:
        for key, item in value.items():
            if type(key) is not str or not key.isascii() or not (type(item) is str or _is_plain(item)):
                return False
        return True
    if kind is list:
        return all(type(item) is str or _is_plain(item) for item in value)
    return False


def digest(value: Any) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
