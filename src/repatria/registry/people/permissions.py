"""Who may do what: one table of roles, resources and verbs. Pages and verbs ask here and nowhere else."""

from __future__ import annotations

from enum import StrEnum

from repatria.errors import NotPermitted


class Role(StrEnum):
    """What a person does; each account has exactly one."""

    ADMINISTRATOR = "administrator"
    HISTORIAN = "historian"
    NEGOTIATOR = "negotiator"
    FIELD_OFFICER = "field officer"
    CUSTODIAN = "custodian"
    ANTHROPOLOGIST = "anthropologist"
    DNA_ANALYST = "DNA analyst"
    COORDINATOR = "identification coordinator"
    MEDICAL_EXAMINER = "medical examiner"
    FAMILY_LIAISON = "family liaison officer"
    PUBLIC_AFFAIRS = "public affairs officer"
    AUDITOR = "auditor"
    FAMILY = "family member"


class Resource(StrEnum):
    """What can be seen or changed."""

    OVERVIEW = "overview"
    ROLL = "roll"
    TALKS = "talks"
    SOURCES = "sources"
    FIGURES = "figures"
    FIELD = "field"
    CUSTODY = "custody"
    REMAINS = "remains"
    FAMILIES = "families"
    CONTACTS = "contacts of families"
    GENETICS = "genetics"
    SEARCH = "search"
    DECISIONS = "decisions"
    LEDGER = "ledger"
    PAYLOADS = "ledger payloads"
    IMPORTS = "imports"
    ACCOUNTS = "accounts"
    OWN_CASE = "own case"


class Verb(StrEnum):
    """SEE reads, CHANGE records, REVIEW judges what another proposed, SIGN puts a name under it."""

    SEE = "see"
    CHANGE = "change"
    REVIEW = "review"
    SIGN = "sign"


_PUBLIC_RECORD = {Resource.OVERVIEW, Resource.TALKS, Resource.SOURCES, Resource.FIGURES, Resource.LEDGER}
_CASEWORK = _PUBLIC_RECORD | {Resource.ROLL, Resource.FIELD, Resource.CUSTODY, Resource.REMAINS}
_LABORATORY = _CASEWORK | {Resource.FAMILIES, Resource.GENETICS, Resource.SEARCH, Resource.DECISIONS}

_SEE: dict[Role, set[Resource]] = {
    Role.ADMINISTRATOR: set(Resource) - {Resource.OWN_CASE},
    Role.HISTORIAN: _CASEWORK | {Resource.DECISIONS},
    Role.NEGOTIATOR: _PUBLIC_RECORD | {Resource.ROLL, Resource.FIELD, Resource.CUSTODY},
    Role.FIELD_OFFICER: _CASEWORK,
    Role.CUSTODIAN: _CASEWORK | {Resource.DECISIONS},
    Role.ANTHROPOLOGIST: _CASEWORK | {Resource.DECISIONS},
    Role.DNA_ANALYST: _LABORATORY | {Resource.IMPORTS},
    Role.COORDINATOR: _LABORATORY | {Resource.IMPORTS, Resource.CONTACTS},
    Role.MEDICAL_EXAMINER: _LABORATORY,
    Role.FAMILY_LIAISON: _CASEWORK | {Resource.FAMILIES, Resource.CONTACTS, Resource.DECISIONS},
    Role.PUBLIC_AFFAIRS: _PUBLIC_RECORD,
    Role.AUDITOR: set(Resource) - {Resource.OWN_CASE, Resource.CONTACTS},
    Role.FAMILY: {Resource.OWN_CASE},
}

_CHANGE: dict[Role, set[Resource]] = {
    Role.ADMINISTRATOR: set(Resource) - {Resource.OWN_CASE, Resource.DECISIONS},
    Role.HISTORIAN: {Resource.ROLL, Resource.SOURCES},
    Role.NEGOTIATOR: {Resource.TALKS, Resource.SOURCES},
    Role.FIELD_OFFICER: {Resource.FIELD, Resource.CUSTODY},
    Role.CUSTODIAN: {Resource.CUSTODY, Resource.REMAINS},
    Role.ANTHROPOLOGIST: {Resource.REMAINS},
    Role.DNA_ANALYST: {Resource.GENETICS, Resource.SEARCH, Resource.IMPORTS, Resource.REMAINS},
    Role.COORDINATOR: {
        Resource.ROLL,
        Resource.DECISIONS,
        Resource.SEARCH,
        Resource.IMPORTS,
        Resource.FAMILIES,
        Resource.CONTACTS,
    },
    Role.MEDICAL_EXAMINER: {Resource.DECISIONS},
    Role.FAMILY_LIAISON: {Resource.FAMILIES, Resource.CONTACTS},
    Role.PUBLIC_AFFAIRS: {Resource.SOURCES, Resource.FIGURES},
    Role.AUDITOR: set(),
    Role.FAMILY: set(),
}

_SIGN: dict[Role, set[Resource]] = {
    Role.COORDINATOR: {Resource.DECISIONS},
    Role.MEDICAL_EXAMINER: {Resource.DECISIONS},
    Role.CUSTODIAN: {Resource.CUSTODY},
    Role.FIELD_OFFICER: {Resource.CUSTODY},
}

_REVIEW: dict[Role, set[Resource]] = {
    Role.DNA_ANALYST: {Resource.DECISIONS},
    Role.ANTHROPOLOGIST: {Resource.DECISIONS},
    Role.HISTORIAN: {Resource.DECISIONS},
    Role.MEDICAL_EXAMINER: {Resource.DECISIONS},
    Role.COORDINATOR: {Resource.DECISIONS},
}

_TABLE = {Verb.SEE: _SEE, Verb.CHANGE: _CHANGE, Verb.REVIEW: _REVIEW, Verb.SIGN: _SIGN}


SEALED_PAYLOADS = {"families.contact_set": Resource.CONTACTS, "families.contact_corrected": Resource.CONTACTS}
"""Actions whose payload needs this besides `Resource.PAYLOADS`: addresses and telephone numbers are not for audits."""


def may_see_payload(role: Role | str, action: str) -> bool:
    """Whether `role` may read what an entry of the ledger with that action holds."""
    sealed = SEALED_PAYLOADS.get(action)
    return allows(role, Verb.SEE, Resource.PAYLOADS) and (sealed is None or allows(role, Verb.SEE, sealed))


def allows(role: Role | str, verb: Verb, resource: Resource) -> bool:
    """Whether `role` may do `verb` to `resource`."""
    return resource in _TABLE[verb].get(Role(role), set())


def require(role: Role | str, verb: Verb, resource: Resource) -> None:
    """Raise NotPermitted, naming the role and what it lacks, unless the table allows it."""
    if not allows(role, verb, resource):
        raise NotPermitted(f"the role {Role(role).value} may not {verb.value} {resource.value}")
