"""What a reader calls a row of the record: its name with its code beside it, a hand-over's title, whose row it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from repatria.registry.custody.items import Holder, Holding, Inventory, InventoryLine, Item, Seal, Transfer
from repatria.registry.custody.models import Container, HandOverSignature, Supply
from repatria.registry.decisions.models import Consequence, Identification
from repatria.registry.families.consent_models import Consent
from repatria.registry.families.kin_models import ContactCard, Life, PrimaryNextOfKin
from repatria.registry.families.models import Family, FamilyMember
from repatria.registry.families.struck_off_models import StruckOffRelative
from repatria.registry.families.told_models import FollowUp, Told
from repatria.registry.field.models import OperationResult
from repatria.registry.identities.models import (
    Alias,
    Correction,
    Disagreement,
    Merge,
    NotSame,
    ServiceNumber,
    Settlement,
    StruckOff,
    Suggestion,
)
from repatria.registry.laboratory.models import Sample
from repatria.registry.roster.histories import Pursuit, UnitName, UnitPlacement
from repatria.registry.roster.models import StatusEntry
from repatria.registry.talks.models import Agreement, AgreementPoint, CommitmentStep, EngagementOutcome
from repatria.web.decision_wording import pairing
from repatria.web.identity_words import field_word
from repatria.web.wording import counted, word
from repatria.web.written import told, written_date


def called(row: Any) -> str:
    """A row in the reader's words; a code stands beside the name that it is short for."""
    return _CALLED.get(type(row), _by_name)(row)


def _by_name(row: Any) -> str:
    """Its name or title in the reader's language, with the code or reference by which files know it."""
    name = told(row, "name") or told(row, "title")
    code = getattr(row, "code", "") or getattr(row, "reference", "")
    return f"{name} ({code})" if name and code and name != code else name or code or str(row)


def _labelled(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _of_person(row: Any) -> str:
    return called(row.person)


def _of_relative(row: Any) -> str:
    return called(row.relative)


def _two(one: Any, other: Any) -> str:
    return f"{called(one)} – {called(other)}"


def _family(row: Family) -> str:
    missing = row.members.filter(missing_person__isnull=False).select_related("missing_person").order_by("id")
    return _labelled(row.code, "; ".join(member.missing_person.name for member in missing))


def _transfer(row: Transfer) -> str:
    number = _("Transfer %(n)s") % {"n": row.pk}
    return f"{number}: {holder_name(row.giver)} → {holder_name(row.receiver)}"


def _inventory(row: Inventory) -> str:
    return _labelled(called(row.holder), written_date(row.since), row.place)


def _supply(row: Supply) -> str:
    sent = word(row.kind) if row.quantity is None else counted(row.quantity, row.kind)
    return _labelled(f"{sent} ({row.code})", called(row.hand_over) if row.hand_over else "")


def holder_name(row: Holder) -> str:
    """A holder by name, where the code would say nothing to a reader."""
    return told(row, "name")


_CALLED: dict[type, Callable[[Any], str]] = {
    Item: lambda row: _labelled(row.code, word(row.form) if row.form else word(row.kind), row.description),
    Container: lambda row: _labelled(row.code, word(row.kind)),
    Seal: lambda row: _labelled(row.number, called(row.item)),
    Holding: lambda row: _labelled(called(row.item), called(row.holder)),
    Transfer: _transfer,
    Inventory: _inventory,
    InventoryLine: lambda row: _labelled(row.code, _inventory(row.inventory)),
    Supply: _supply,
    HandOverSignature: lambda row: _labelled(row.person, word(row.side), called(row.hand_over)),
    StatusEntry: lambda row: _labelled(called(row.person), word(row.status), row.since and written_date(row.since)),
    Pursuit: lambda row: _labelled(called(row.person), word(row.category), row.since and written_date(row.since)),
    UnitName: lambda row: _labelled(called(row.unit), row.text),
    UnitPlacement: lambda row: _labelled(called(row.unit), called(row.parent) if row.parent else ""),
    Suggestion: lambda row: _two(row.first, row.second),
    NotSame: lambda row: _two(row.first, row.second),
    Merge: lambda row: _two(row.merged, row.kept),
    StruckOff: _of_person,
    Alias: lambda row: _labelled(row.name, called(row.person)),
    ServiceNumber: lambda row: _labelled(row.number, called(row.person)),
    Correction: lambda row: _labelled(called(row.person), field_word(row.field)),
    Settlement: lambda row: _labelled(called(row.person), field_word(row.field)),
    Disagreement: lambda row: _labelled(called(row.person), field_word(row.field)),
    PrimaryNextOfKin: lambda row: _labelled(called(row.relative), called(row.person)),
    FamilyMember: lambda row: row.label,
    Family: _family,
    Consent: lambda row: _labelled(called(row.relative), word(row.use)),
    ContactCard: _of_relative,
    Life: _of_relative,
    StruckOffRelative: _of_relative,
    Told: lambda row: _labelled(called(row.family), written_date(row.since)),
    FollowUp: lambda row: _labelled(called(row.family), word(row.kind), written_date(row.on)),
    Sample: lambda row: _labelled(row.code, called(row.donor) if row.donor else ""),
    OperationResult: lambda row: _labelled(called(row.operation), counted(row.quantity, row.unit)),
    EngagementOutcome: lambda row: _labelled(called(row.engagement), word(row.outcome)),
    CommitmentStep: lambda row: _labelled(called(row.commitment), word(row.status)),
    Identification: pairing,
    Consequence: lambda row: f"{pairing(row.identification)}: {word(row.kind)}, {written_date(row.on)}",
    Agreement: lambda row: _labelled(told(row, "title"), called(row.engagement)),
    AgreementPoint: lambda row: _labelled(f"{row.number}. {told(row, 'text')}", called(row.agreement)),
}
"""Rows that have no name of their own, and those whose label says more than it."""
