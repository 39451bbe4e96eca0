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
    code_is_free(code)
    key = record.next_id(Holder)
    payload = {"id": key, "code": code, "name_en": name_en, "kind": kind, **columns}
    record.append("custody.holder_added", f"holder/{key}", payload)
    return key


creates("custody.holder_added", Holder)


def code_is_free(code: str, besides: int | None = None) -> None:
    """Refuse a code that another holder has, also in other letters: LAB and Lab would be taken for one holder."""
    wanted = code.strip().casefold()
    for known in Holder.objects.exclude(pk=besides).values_list("code", flat=True):
        if known == code:
            raise Conflict(f"a holder with the code {code} is recorded already")
        if known.strip().casefold() == wanted:
            raise Conflict(f"a holder with the code {known} is recorded already: {code} is the same in other letters")


def holder(record: Recording, key: int) -> Holder:
    """The holder of that key, as it stands in this transaction."""
    record.flush()
    found = Holder.objects.filter(pk=key).first()
    if found is None:
        raise InvalidInput(f"there is no holder {key}")
    return found
