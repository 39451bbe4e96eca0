"""Random legal and illegal transitions: one holder always, no circle, everything counted; a twin knows which.

The short form runs 3,000 transitions; the nightly one 100,000 and more.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from repatria.errors import RepatriaError
from repatria.registry.chains import open_rows
from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.after_the_count import sign
from repatria.registry.custody.check import check_store
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.items import Holding, Item, Lineage, Placement
from repatria.registry.custody.keeping import place
from repatria.registry.custody.lineage import Part, merge, split, take_sample_of
from repatria.registry.custody.manifests import Declared, Extra, Found, balance, count, declare
from repatria.registry.custody.seals import apply_seal, break_seal
from repatria.registry.custody.transfers import accept, offer, refuse, withdraw
from repatria.registry.custody.verbs import add_hand_over
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.verify import verify
from repatria.registry.people.actors import Actor
from repatria.registry.people.permissions import Role
from tests.conftest import NIGHTLY
from tests.registry.custody.twin import DAY, Given, Offer, SealOn, Thing, Twin

pytestmark = pytest.mark.django_db
CUSTODIAN, RECEIVER = Actor("custodian", Role.CUSTODIAN), Actor("receiver", Role.CUSTODIAN)
STEPS = 100
EXAMPLES = 1_400 if NIGHTLY else 45
TARGET = 100_000 if NIGHTLY else 3_000
tally: Counter[str] = Counter()
small = st.integers(0, 71)
shift = st.sampled_from([0, 0, 0, 1, 1, -1, -40])  # days from the last one; a step back is mostly illegal


class Custody(RuleBasedStateMachine):
    """Three holders, a growing number of items, and a clock that mostly goes forward."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.twin = Twin()
        self.today = dt.date(1990, 1, 1)
        self.serial = 0

    def teardown(self) -> None:
        try:
            assert check_store()[1] == []
            if tally["stories"] % 50 == 0:
                assert verify().problems == []
            tally["stories"] += 1
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @initialize()
    def three_holders_and_six_items(self) -> None:
        with recording(CUSTODIAN) as record:
            self.holders = [add_holder(record, f"H{n}", f"Holder {n}", "agency") for n in range(3)]
        for number, kind in enumerate(["container", "container", "specimen", "container", "specimen", "specimen"]):
            holder, code = self.holders[number // 4], self.code()
            with recording(CUSTODIAN) as record:
                (key,) = accession(record, holder, [NewItem(code, kind)], since=self.today.isoformat())
            self.twin.things[key] = Thing(kind, holder, self.today)

    # What a step is: the twin says whether it is legal, and the verb must agree.

    def step(self, name: str, legal: bool, act, actor: Actor = CUSTODIAN) -> object:
        tally[f"{name}, {'legal' if legal else 'illegal'}"] += 1
        if not legal:
            with pytest.raises(RepatriaError) as refused, recording(actor) as record:
                act(record)
            assert len(str(refused.value)) > 12, "a refusal says why"
            return None
        with recording(actor) as record:
            return act(record)

    def day(self, move: int) -> dt.date:
        on = self.today + move * DAY
        self.today = max(self.today, on)
        return on

    def item(self, number: int, fit=None) -> int:
        """An item by number; two times of three one that `fit` allows, so that legal steps are not rare."""
        keys = list(self.twin.things)
        fitting = [key for key in keys if fit(key)] if fit and number % 3 else []
        keys = fitting or keys
        return keys[number // 3 % len(keys)] if keys else 999

    def code(self) -> str:
        self.serial += 1
        return f"I{self.serial}"

    @rule(kind=st.sampled_from(["container", "container", "specimen", "effect"]), who=small, within=small, move=shift)
    def take_into_custody(self, kind, who, within, move) -> None:
        holder, on, code = self.holders[who % 3], self.day(abs(move) % 2), self.code()
        fits = lambda key: self.twin.may_accession(holder, key)  # noqa: E731
        inside = self.item(within, fits) if within % 2 and self.twin.things else None
        around = Item.objects.get(pk=inside).code if inside else ""
        legal = self.twin.may_accession(holder, inside)
        keys = self.step(
            "accession",
            legal,
            lambda record: accession(record, holder, [NewItem(code, kind, within=around)], since=on.isoformat()),
        )
        if keys:
            self.twin.things[keys[0]] = Thing(kind, holder, on, inside, on if inside else None)
            self.compare()

    @rule(first=small, second=small, giver=small, receiver=small, move=shift)
    def offer_items(self, first, second, giver, receiver, move) -> None:
        on = self.day(move)
        free = lambda key: self.twin.may_offer(self.twin.things[key].holder, 0, [key], on)  # noqa: E731
        keys = [self.item(first, free)] if second % 2 else [self.item(first, free), self.item(second, free)]
        held = self.twin.things.get(keys[0])
        gives = held.holder if held and giver % 4 else self.holders[giver % 3]
        to = self.holders[receiver % 3]
        legal = self.twin.may_offer(gives, to, keys, on)
        key = self.step("offer", legal, lambda record: offer(record, gives, to, keys, on=on.isoformat()))
        if key:
            self.twin.offers[key] = Offer(gives, to, keys, on)
            self.compare()

    @precondition(lambda self: self.twin.offers)
    @rule(
        which=small,
        answer=st.sampled_from(["accept", "accept", "accept", "refuse", "withdraw"]),
        move=shift,
        who=st.sampled_from([RECEIVER, RECEIVER, CUSTODIAN]),
    )
    def answer_offer(self, which, answer, move, who) -> None:
        keys = sorted(self.twin.offers, key=lambda key: not self.twin.offers[key].open)
        key, on = keys[which % min(len(keys), 3)], self.day(move)
        legal = self.twin.may_answer(key, on) and (who is RECEIVER or answer == "withdraw")
        verb = {
            "accept": lambda record: accept(record, key, on=on.isoformat()),
            "refuse": lambda record: refuse(record, key, on=on.isoformat(), reason="not in order"),
            "withdraw": lambda record: withdraw(record, key, on=on.isoformat(), reason="offered in error"),
        }[answer]
        self.step(answer, legal, verb, who)
        if legal:
            given = self.twin.offers[key]
            given.open = False
            if answer == "accept":
                for moved in [inner for outer in given.items for inner in self.twin.inside(outer)]:
                    self.twin.things[moved].holder = given.receiver
                    self.twin.things[moved].since = on
            self.compare()

    @rule(which=small, into=small, move=shift)
    def place_item(self, which, into, move) -> None:
        on = self.day(move)
        target = None if into % 5 == 0 else self.item(into, lambda key: self.twin.things[key].kind == "container")
        key = self.item(which, lambda key: self.twin.may_place(key, target, on))
        legal = self.twin.may_place(key, target, on)
        self.step("place", legal, lambda record: place(record, key, target, on=on.isoformat()))
        if legal:
            thing = self.twin.things[key]
            thing.parent, thing.placed = target, on
            self.compare()

    @rule(which=small, number=st.integers(0, 60), move=shift)
    def apply_a_seal(self, which, number, move) -> None:
        key, on, name = self.item(which), self.day(move), f"S{number}"
        legal = self.twin.may_seal(key, name, on)
        seal = self.step("seal", legal, lambda record: apply_seal(record, key, name, on=on.isoformat()))
        if seal:
            self.twin.seals[seal] = SealOn(key, name, on)

    @precondition(lambda self: self.twin.seals)
    @rule(which=small, found=st.booleans(), move=shift)
    def break_a_seal(self, which, found, move) -> None:
        keys = sorted(self.twin.seals, key=lambda key: not self.twin.seals[key].intact)
        key, on = keys[which % min(len(keys), 3)], self.day(move)
        legal = self.twin.may_break(key, on)
        self.step(
            "break seal",
            legal,
            lambda record: break_seal(record, key, on=on.isoformat(), reason="opened", found=found),
        )
        if legal:
            self.twin.seals[key].intact = False

    @rule(kind=st.sampled_from(["split", "merge", "sampling"]), first=small, second=small, move=shift)
    def derive(self, kind, first, second, move) -> None:
        on = self.day(move)
        keys = [self.item(first, lambda key: self.twin.may_derive(kind, [key], on))]
        if kind == "merge":
            keys.append(self.item(second, lambda key: self.twin.may_derive(kind, [keys[0], key], on)))
        legal = self.twin.may_derive(kind, keys, on)
        parts = [Part(self.code()) for _part in range(2 if kind == "split" else 1)]
        verb = {
            "split": lambda record: split(record, keys[0], parts, on=on.isoformat(), reason="two persons"),
            "merge": lambda record: [merge(record, keys, parts[0], on=on.isoformat(), reason="they join")],
            "sampling": lambda record: [take_sample_of(record, keys[0], parts[0], on=on.isoformat(), reason="DNA")],
        }[kind]
        new = self.step(kind, legal, verb)
        for key in new or []:
            source = self.twin.things[keys[0]]
            inside = None if kind == "sampling" else source.parent
            new_kind = "sample" if kind == "sampling" else source.kind
            self.twin.things[key] = Thing(new_kind, source.holder, on, inside, on if inside else None)
        if new and kind != "sampling":
            for key in keys:
                self.twin.things[key].ended, self.twin.things[key].parent = True, None
        if new:
            self.compare()

    # Hand-overs: counted in = counted out + recorded discrepancies.

    @rule(lines=st.lists(st.integers(0, 5), min_size=0, max_size=3), move=shift)
    def hand_over_with_manifest(self, lines, move) -> None:
        code, on = self.code(), self.day(abs(move) % 2)
        with recording(CUSTODIAN) as record:
            key = add_hand_over(record, code, "A hand-over", date=on.isoformat())
        self.twin.given[key] = Given(on)
        declared = [Declared("boxes", quantity) for quantity in lines]
        legal = bool(lines) and min(lines) > 0
        self.step("declare", legal, lambda record: declare(record, key, declared))
        if legal:
            self.twin.given[key].declared = lines

    @precondition(lambda self: self.twin.given)
    @rule(which=small, found=st.lists(st.integers(0, 6), min_size=3, max_size=3), extra=st.integers(0, 2))
    def count_it(self, which, found, extra) -> None:
        key = list(self.twin.given)[which % len(self.twin.given)]
        given = self.twin.given[key]
        found = found[: len(given.declared)]
        if which % 3:
            found = [min(pair) for pair in zip(found, given.declared, strict=True)]
        legal = (
            bool(given.declared)
            and not given.signed
            and all(number <= declared for number, declared in zip(found, given.declared, strict=True))
        )
        lines = [Found(number, quantity) for number, quantity in enumerate(found, 1)]
        surplus = [Extra("boxes", extra, "unlabelled")] if extra else []
        self.step("count", legal, lambda record: count(record, key, lines, surplus, reason="counted"))
        if legal:
            given.found, given.extra = found, extra

    @precondition(lambda self: self.twin.given)
    @rule(
        which=small,
        side=st.sampled_from(["giver", "receiver"]),
        person=st.sampled_from(["A. Kim", "a.  KIM", "B. Smith"]),
        move=shift,
        who=st.sampled_from([CUSTODIAN, RECEIVER]),
    )
    def sign_it(self, which, side, person, move, who) -> None:
        key = list(self.twin.given)[which % len(self.twin.given)]
        given, on = self.twin.given[key], self.day(move)
        name = person.upper().replace("  ", " ")
        legal = (
            given.found is not None
            and side not in given.signed
            and name not in given.signed.values()
            and who.name not in given.accounts
            and on >= given.since
        )
        self.step("sign", legal, lambda record: sign(record, key, side, person, on=on.isoformat()), who)
        if legal:
            given.signed[side] = name
            given.accounts.append(who.name)

    @precondition(lambda self: self.twin.given)
    @rule(which=small)
    def everything_is_counted(self, which) -> None:
        key = list(self.twin.given)[which % len(self.twin.given)]
        given = self.twin.given[key]
        if given.found is None:
            return
        tally["balance"] += 1
        row = balance(key)["boxes"]
        assert row["declared"] == sum(given.declared)
        assert row["found"] == sum(given.found) + given.extra
        assert row["found"] == row["declared"] - row["missing"] + row["extra"]

    # Behind the verbs: plain SQL that would break a rule is refused by the database itself.

    @precondition(lambda self: len(self.twin.things) > 1)
    @rule(how=st.integers(0, 4), first=small, second=small, who=small)
    def plain_sql(self, how, first, second, who) -> None:
        key, other, holder = self.item(first), self.item(second), self.holders[who % 3]
        thing = self.twin.things[key]
        columns = "recorded_seq, id, since, begins, corrected_seq, turn, ended_seq, closed_on"
        holding = f"INSERT INTO custody_holding ({columns}, item_id, holder_id, why, transfer_id, reason) VALUES "
        placing = f"INSERT INTO custody_placement ({columns}, item_id, parent_id) VALUES "
        values = "1, 9000000, '', '2020-01-01', NULL, {turn}, NULL, NULL"
        statement = [
            f"{holding} ({values.format(turn=50)}, {key}, {holder}, 'transfer', NULL, '')",
            f"{holding} ({values.format(turn=1)}, {key}, {holder}, 'accession', NULL, '')",
            f"{placing} ({values.format(turn=60)}, {self.twin.around(other)[-1]}, {other})",
            f"UPDATE custody_item SET parent_id = {other} WHERE id = {self.twin.around(other)[-1]}",
            f"UPDATE custody_holding SET ended_seq = NULL WHERE item_id = {key} AND ended_seq IS NOT NULL",
        ][how]
        if how == 1 and thing.ended:
            return  # a second beginning of something that ceased is caught by the check, see below
        if how == 4 and not (thing.ended or Holding.objects.filter(item=key, turn__gt=1).exists()):
            return
        if how == 4 and thing.ended and Holding.objects.filter(item=key).count() == 1:
            return
        tally["plain SQL, refused"] += 1
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)

    def compare(self) -> None:
        """The tables say what the twin says: holder, container, and exactly one open holding each."""
        things = self.twin.things
        rows = {row[0]: row[1:] for row in Item.objects.values_list("pk", "holder_id", "parent_id", "ended_seq")}
        assert rows.keys() == things.keys()
        for key, (holder, parent, ended) in rows.items():
            thing = things[key]
            assert (holder, parent, ended is not None) == (thing.holder, thing.parent, thing.ended)
        held = Counter(open_rows(Holding).values_list("item_id", "holder_id"))
        assert held == Counter((key, thing.holder) for key, thing in things.items() if not thing.ended)
        placed = dict(open_rows(Placement, parent__isnull=False).values_list("item_id", "parent_id"))
        assert placed == {key: thing.parent for key, thing in things.items() if thing.parent is not None}


def test_random_transitions_keep_one_holder_no_circle_and_every_count():
    tally.clear()
    run_state_machine_as_test(
        Custody,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not NIGHTLY,
            suppress_health_check=list(HealthCheck),
        ),
    )
    transitions = sum(number for name, number in tally.items() if name not in ("balance", "stories"))
    print(f"\n{transitions:,} transitions: {dict(sorted(tally.items()))}")
    assert transitions >= TARGET
    assert Lineage.objects.count() == 0, "each story was rolled back"
