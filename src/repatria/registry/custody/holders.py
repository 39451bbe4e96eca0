"""Who can hold items."""

from __future__ import annotations

from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.custody.items import Holder
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import creates
from repatria.registry.people.permissions import Resource, Verb


def add_holder(record: Recording, code: str, name_en: str, kind: str, **columns: Any) -> int:
    """Record who can hold items; the other columns are those of `Holder`. Returns its key."""
    record.actor.must(Verb.CHANGE, Resource.CUSTODY)
    if not code.strip() or not name_en.strip() or not kind.strip():
        raise InvalidInput("a holder has a code, a name and a kind")
    record.flush()
    if Holder.objects.filter(code=code).exists():
        raise Conflict(f"a holder with the code {code} is recorded already")
    key = record.next_id(Holder)
    payload = {"id": key, "code": code, "name_en": name_en, "kind": kind, **columns}
    record.append("custody.holder_added", f"holder/{key}", payload)
    return key


creates("custody.holder_added", Holder)


def holder(record: Recording, key: int) -> Holder:
    """The holder of that key, as it stands in this transaction."""
    record.flush()
    found = Holder.objects.filter(pk=key).first()
    if found is None:
        raise InvalidInput(f"there is no holder {key}")
    return found
