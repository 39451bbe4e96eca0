"""The verb of the figures room: record a conflict between sources that a person has found."""

from __future__ import annotations

from typing import Any

from repatria.errors import Conflict, InvalidInput
from repatria.registry.figures.models import KnownConflict
from repatria.registry.figures.rules import RULES
from repatria.registry.ledger.append import Recording
from repatria.registry.ledger.projection import creates
from repatria.registry.people.permissions import Resource, Verb


def record_conflict(record: Recording, code: str, *, positions: list[dict[str, Any]], **columns: Any) -> int:
    """Record a conflict with its positions; the columns are those of `KnownConflict`. Returns its key.

    Either `finding` says what the rule that sees it reports, or `unseen_by` names the rule that cannot see it and
    `why_en` says why; both begin with, or are, the name of a rule.
    """
    record.actor.must(Verb.CHANGE, Resource.FIGURES)
    finding, unseen_by = columns.get("finding", ""), columns.get("unseen_by", "")
    if bool(finding) == bool(unseen_by):
        raise InvalidInput(f"conflict {code}: name the finding of a rule, or the rule that cannot see it, not both")
    if unseen_by and not columns.get("why_en", "").strip():
        raise InvalidInput(f"conflict {code}: say why {unseen_by} cannot see it")
    name = (finding or unseen_by).split(" ")[0]
    if name not in RULES:
        raise InvalidInput(f"conflict {code}: there is no rule {name}")
    if not positions:
        raise InvalidInput(f"conflict {code}: the positions are needed")
    record.flush()
    if KnownConflict.objects.filter(code=code).exists():
        raise Conflict(f"a conflict with the code {code} is recorded already")
    key = record.next_id(KnownConflict)
    record.append(
        "figures.conflict_recorded", f"conflict/{key}", {"id": key, "code": code, "positions": positions, **columns}
    )
    return key


creates("figures.conflict_recorded", KnownConflict)
