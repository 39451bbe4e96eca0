"""A small custody: two agencies and a foreign state, a box with two specimens, a second box."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.holders import add_holder
from repatria.registry.ledger.append import recording
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role


@pytest.fixture
def custodian() -> Actor:
    return Actor("custodian", Role.CUSTODIAN)


@pytest.fixture
def receiver() -> Actor:
    """The officer of the other side: nobody answers their own offer."""
    return Actor("receiver", Role.CUSTODIAN)


@pytest.fixture
def store(db, custodian) -> SimpleNamespace:
    """Keys: command, laboratory and rok hold; box has left and right in it, spare is empty; all since 2018-08-01."""
    with recording(custodian) as record:
        keys = SimpleNamespace(
            command=add_holder(record, "UNC", "United Nations Command", "agency"),
            laboratory=add_holder(record, "LAB", "Laboratory", "laboratory", nation="United States"),
            rok=add_holder(record, "ROK", "Recovery command", "agency", nation="South Korea"),
        )
        keys.box, keys.left, keys.right, keys.spare = accession(
            record,
            keys.command,
            [
                NewItem("BOX-1", "container", form="box"),
                NewItem("BOX-1-L", "specimen", form="left femur", within="BOX-1"),
                NewItem("BOX-1-R", "specimen", form="right femur", within="BOX-1"),
                NewItem("BOX-2", "container", form="box"),
            ],
            since="2018-08-01",
            place="Osan",
        )
    return keys
