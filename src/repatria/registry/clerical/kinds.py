"""Which words of the record can be corrected: the table of kinds and their fields, with the check of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from repatria.dates import partial
from repatria.errors import InvalidInput
from repatria.registry.clerical.fits import (
    commitment_fits,
    container_is_not_signed,
    hand_over_is_not_signed,
    holder_code_is_free,
    item_is_not_under_way,
    new_code,
    source_fits,
    source_is_dated_otherwise,
    unit_name_is_free,
    war_name_is_free,
)
from repatria.registry.custody.items import Holder, Item
from repatria.registry.custody.models import Container, HandOver
from repatria.registry.field.models import Operation, Permission, Site
from repatria.registry.people.permissions import Resource
from repatria.registry.roster.histories import ArmedConflict, Unit
from repatria.registry.roster.models import LossIncident, MissingPerson
from repatria.registry.sources.models import Source
from repatria.registry.talks.models import Agreement, AgreementPoint, Channel, Commitment, Engagement, Party

_LONGEST = 20_000
"""Characters of a text that has no limit in its table: a plan or a note."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be corrected. sort: text, code (that no other has), lines, number or date; may: left empty."""

    name: str
    sort: str = "text"
    may: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that has words on the record. subject: as ledger entries name it; called: the column it is found by.

    fits: judges the row with its new values, given which fields those are, and raises in words. doubts: likewise, where
    somebody who has looked may be sure all the same.
    """

    name: str
    subject: str
    model: type[Model]
    resource: Resource
    fields: tuple[Field, ...]
    called: str = "code"
    fits: Callable[[Any, set[str]], None] | None = None
    doubts: Callable[[Any, set[str]], None] | None = None

    def field(self, name: str) -> Field:
        """The field of that name; raises InvalidInput, naming those there are."""
        for each in self.fields:
            if each.name == name:
                return each
        names = ", ".join(each.name for each in self.fields)
        why = f"{name} of {self.name} is not corrected here; what can be is {names}"
        if self.name == "person":
            raise InvalidInput(f"{why}; other fields of a person: repatria person correct")
        raise InvalidInput(why)

    def size(self, field: Field) -> int:
        """How many characters the field holds."""
        return getattr(self.model._meta.get_field(field.name), "max_length", None) or _LONGEST


def _code(name: str = "code") -> Field:
    return Field(name, "code", may=False)


def _both(name: str, *, may: bool = False, sort: str = "text") -> tuple[Field, Field]:
    """English, which is there unless it `may` be empty, and Korean."""
    return Field(f"{name}_en", sort, may=may), Field(f"{name}_ko", sort)


_TITLE, _NAME = _both("title"), _both("name")
_NOTE, _PLAN = _both("note", may=True, sort="lines"), _both("plan", may=True, sort="lines")
_QUANTITY = (Field("quantity_low", "number"), Field("quantity_high", "number"), Field("unit"))
_DUE = (Field("due", "date"), Field("deadline"), Field("deadline_ko"))
_PLACE, _COUNTRY, _SOURCE = Field("place"), Field("country"), Field("source")

KINDS = {
    kind.name: kind
    for kind in (
        Kind("event", "engagement", Engagement, Resource.TALKS, (_code(), *_TITLE, _PLACE, *_NOTE)),
        Kind("agreement", "agreement", Agreement, Resource.TALKS, (_code(), *_TITLE)),
        Kind("agreement-point", "agreement-point", AgreementPoint, Resource.TALKS, _both("text")),
        Kind(
            "commitment",
            "commitment",
            Commitment,
            Resource.TALKS,
            (_code(), *_TITLE, *_QUANTITY, *_both("quantity", may=True), *_DUE),
            fits=commitment_fits,
        ),
        Kind("party", "party", Party, Resource.TALKS, (_code(), *_NAME, *_both("role", may=True))),
        Kind("channel", "channel", Channel, Resource.TALKS, (_code(), *_NAME)),
        Kind(
            "hand-over",
            "hand-over",
            HandOver,
            Resource.CUSTODY,
            (_code(), *_TITLE, Field("giver"), Field("receiver"), _PLACE, *_NOTE),
            fits=hand_over_is_not_signed,
        ),
        Kind(
            "container",
            "container",
            Container,
            Resource.CUSTODY,
            (_code(), Field("kind", may=False)),
            fits=container_is_not_signed,
        ),
        Kind(
            "item",
            "item",
            Item,
            Resource.CUSTODY,
            (_code(), Field("form"), Field("description")),
            fits=item_is_not_under_way,
        ),
        Kind(
            "holder",
            "holder",
            Holder,
            Resource.CUSTODY,
            (_code(), *_NAME, Field("kind", may=False)),
            fits=holder_code_is_free,
        ),
        Kind(
            "site",
            "site",
            Site,
            Resource.FIELD,
            (_code(), *_TITLE, Field("kind", may=False), _COUNTRY, Field("grid_text")),
        ),
        Kind("permission", "permission", Permission, Resource.FIELD, (_code(), *_TITLE, _COUNTRY)),
        Kind("operation", "operation", Operation, Resource.FIELD, (_code(), *_TITLE, _COUNTRY, *_PLAN)),
        Kind(
            "war",
            "armed-conflict",
            ArmedConflict,
            Resource.ROLL,
            (_code("name"), Field("name_ko"), _SOURCE),
            called="name",
            fits=war_name_is_free,
        ),
        Kind("incident", "incident", LossIncident, Resource.ROLL, (_code(), Field("title", may=False))),
        Kind(
            "unit",
            "unit",
            Unit,
            Resource.ROLL,
            (_code("name"), Field("service"), Field("echelon"), _SOURCE),
            called="name",
            fits=unit_name_is_free,
        ),
        Kind(
            "source",
            "source",
            Source,
            Resource.SOURCES,
            (
                Field("publisher", may=False),
                Field("publisher_basis"),
                Field("author"),
                Field("title"),
                Field("title_ko"),
                Field("published", "date"),
                Field("published_basis"),
                Field("address"),
            ),
            fits=source_fits,
            doubts=source_is_dated_otherwise,
        ),
        Kind("person", "person", MissingPerson, Resource.ROLL, (_code("reference"),), called="reference"),
    )
}
"""Everything whose words can be corrected, by the name that commands and pages give it."""
BY_TABLE = {kind.model._meta.db_table: kind.name for kind in KINDS.values()}


def kind_of(name: str) -> Kind:
    """The kind of that name; raises InvalidInput, naming those there are."""
    found = KINDS.get(name)
    if found is None:
        raise InvalidInput(f"{name} is nothing whose words are corrected; it is one of {', '.join(KINDS)}")
    return found


def find(kind: Kind, key: str) -> Model:
    """The row that is called `key`; a point of an agreement is called ``A1/2``. Raises InvalidInput in words."""
    rows = kind.model._default_manager.all()
    if kind.name == "agreement-point":
        code, _slash, number = key.rpartition("/")
        named = {"agreement__code": code, "number": int(number) if number.isdecimal() and len(number) < 9 else 0}
    else:
        named = {kind.called: key}
    found = rows.filter(**named).first()
    if found is None:
        raise InvalidInput(f"there is no {kind.name} {key}")
    return found


def called(kind: Kind, row: Any) -> str:
    """What `find` finds the row by."""
    if kind.name == "agreement-point":
        return f"{row.agreement.code}/{row.number}"
    return str(getattr(row, kind.called))


def as_text(value: Any) -> str:
    """A value of a field as it is kept beside others: nothing is an empty text."""
    return "" if value is None else str(value)


def value_of(kind: Kind, field: Field, row: Any, given: str) -> Any:
    """What was typed, as the column holds it; raises InvalidInput in words."""
    text = given.strip() if field.sort == "lines" else " ".join(given.split())
    size = kind.size(field)
    if not text and not field.may:
        raise InvalidInput(f"{field.name}: nothing is written")
    if len(text) > size:
        raise InvalidInput(f"{field.name}: {len(text)} characters, and {size} at most are kept")
    if not text.replace("\r", "").replace("\n", "").replace("\t", "").isprintable():
        raise InvalidInput(f"{field.name}: it holds characters that no text has")
    if field.sort == "number":
        if text and not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise InvalidInput(f"{field.name}: {text} is not a whole number")
        return int(text) if text else None
    if field.sort == "date":
        return partial(text, field.name)
    if field.sort == "code" and text != getattr(row, field.name):
        new_code(kind.model, field.name, row.pk, text)
    return text
