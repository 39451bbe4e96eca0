"""A slow readable twin of custody: a few dictionaries, and whether a transition is allowed at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

DAY = dt.timedelta(days=1)


@dataclass
class Thing:
    """An item. since: when its holder took it; placed: when it came where it is, if it was ever moved."""

    kind: str
    holder: int
    since: dt.date
    parent: int | None = None
    placed: dt.date | None = None
    ended: bool = False


@dataclass
class Offer:
    giver: int
    receiver: int
    items: list[int]
    since: dt.date
    open: bool = True


@dataclass
class SealOn:
    item: int
    number: str
    since: dt.date
    intact: bool = True


@dataclass
class Given:
    """A hand-over: what was declared and found in one unit, who signed, and which account recorded it."""

    since: dt.date
    declared: list[int] = field(default_factory=list)
    found: list[int] | None = None
    extra: int = 0
    signed: dict[str, str] = field(default_factory=dict)
    accounts: list[str] = field(default_factory=list)


@dataclass
class Twin:
    """Everything in custody; each `may_...` answers whether the transition is legal, and changes nothing."""

    things: dict[int, Thing] = field(default_factory=dict)
    offers: dict[int, Offer] = field(default_factory=dict)
    seals: dict[int, SealOn] = field(default_factory=dict)
    given: dict[int, Given] = field(default_factory=dict)

    def around(self, key: int | None) -> list[int]:
        """The item and every container around it, innermost first."""
        path: list[int] = []
        while key is not None:
            path.append(key)
            key = self.things[key].parent
        return path

    def inside(self, key: int) -> list[int]:
        """The item and everything in it."""
        return [other for other in self.things if not self.things[other].ended and key in self.around(other)]

    def sealed(self, key: int | None) -> bool:
        """Whether an intact seal closes the container or one around it."""
        return any(seal.intact and seal.item in self.around(key) for seal in self.seals.values())

    def offered(self, key: int | None) -> bool:
        """Whether the item or a container around it is on an open offer."""
        return any(offer.open and set(offer.items) & set(self.around(key)) for offer in self.offers.values())

    def present(self, *keys: int) -> bool:
        return all(key in self.things and not self.things[key].ended for key in keys) and len(set(keys)) == len(keys)

    def may_accession(self, holder: int, within: int | None) -> bool:
        if within is None:
            return True
        return (
            self.present(within)
            and self.things[within].kind == "container"
            and self.things[within].holder == holder
            and not self.offered(within)
            and not self.sealed(within)
        )

    def may_offer(self, giver: int, receiver: int, keys: list[int], on: dt.date) -> bool:
        return (
            giver != receiver
            and self.present(*keys)
            and all(self.things[key].holder == giver for key in keys)
            and all(self.things[key].parent is None for key in keys)
            and not any(self.offered(key) for key in keys)
            and all(on >= self.things[key].since for key in keys)
        )

    def may_answer(self, offer: int, on: dt.date) -> bool:
        return offer in self.offers and self.offers[offer].open and on >= self.offers[offer].since

    def may_place(self, key: int, into: int | None, on: dt.date) -> bool:
        if not self.present(key) or (into is not None and not self.present(into)):
            return False
        thing = self.things[key]
        if into is None:
            if thing.parent is None:
                return False
        elif (
            self.things[into].kind != "container"
            or thing.parent == into
            or key in self.around(into)
            or self.things[into].holder != thing.holder
        ):
            return False
        return (
            not self.offered(key)
            and not self.offered(into)
            and not self.sealed(thing.parent)
            and not self.sealed(into)
            and on >= (thing.placed or thing.since)
        )

    def may_seal(self, key: int, number: str, on: dt.date) -> bool:
        used = any(seal.number == number for seal in self.seals.values())
        return self.present(key) and not used and on >= self.things[key].since

    def may_break(self, seal: int, on: dt.date) -> bool:
        return seal in self.seals and self.seals[seal].intact and on >= self.seals[seal].since

    def may_derive(self, kind: str, keys: list[int], on: dt.date) -> bool:
        if not self.present(*keys):
            return False
        things = [self.things[key] for key in keys]
        return (
            len({(thing.holder, thing.parent, thing.kind) for thing in things}) == 1
            and not any(self.offered(key) for key in keys)
            and not any(self.sealed(key) for key in keys)
            and not (kind == "sampling" and things[0].kind == "container")
            and (kind == "sampling" or not any(len(self.inside(key)) > 1 for key in keys))
            and all(on >= thing.since for thing in things)
        )
