"""How entries are chained: each hash covers the entry and the hash before it, so a change anywhere shows."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import lru_cache
from json.encoder import encode_basestring  # a JSON string, nothing outside ASCII escaped: RFC 8785, section 3.2.2.2

GENESIS = "0" * 64

_repeated = lru_cache(maxsize=1024)(encode_basestring)  # actors and actions are few


@lru_cache(maxsize=64)
def timestamp(moment: dt.datetime) -> str:
    """UTC, microseconds, always the same length: ``2026-01-31T08:15:00.000000Z``."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_bytes(
    seq: int, recorded_at: str, actor: str, action: str, subject: str, payload: str, previous: str
) -> bytes:
    """The canonical JSON (RFC 8785) of one entry; `payload` is canonical already and is nested as it stands."""
    return (
        f'{{"action":{_repeated(action)},"actor":{_repeated(actor)},"payload":{payload},"previous":"{previous}",'
        f'"recorded_at":"{recorded_at}","seq":{seq},"subject":{encode_basestring(subject)}}}'
    ).encode()


def entry_hash(seq: int, recorded_at: str, actor: str, action: str, subject: str, payload: str, previous: str) -> str:
    """SHA-256 of `entry_bytes`, 64 hexadecimal digits."""
    return hashlib.sha256(entry_bytes(seq, recorded_at, actor, action, subject, payload, previous)).hexdigest()
