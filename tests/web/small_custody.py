"""Custody and field work of the small record: something on every page of both rooms; everything has the key 1."""

from __future__ import annotations

from types import SimpleNamespace


def record_small_custody(keys: SimpleNamespace) -> None:
    """Two holders, a box with a bone on offer, a seal, a re-inventory, a signed count; an operation, a site."""
    from repatria.registry.custody.accessions import NewItem, accession
    from repatria.registry.custody.after_the_count import add_stage, sign
    from repatria.registry.custody.holders import add_holder
    from repatria.registry.custody.inventories import take_inventory
    from repatria.registry.custody.manifests import Declared, Found, count, declare
    from repatria.registry.custody.seals import apply_seal
    from repatria.registry.custody.supplies import send_supplies, use_supplies
    from repatria.registry.custody.transfers import offer
    from repatria.registry.field.operations import add_operation, change_operation
    from repatria.registry.field.permissions import add_permission, change_permission
    from repatria.registry.field.sites import add_lead, add_site, judge_site
    from repatria.registry.field.teams_and_results import add_result, add_team
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import OPERATOR, Actor
    from repatria.registry.people.permissions import Role

    with recording(Actor("a custodian", Role.CUSTODIAN)) as record:
        keys.holder = add_holder(record, "CMD", "Receiving command", "agency", name_ko="인수 사령부", made_up=True)
        keys.receiver = add_holder(record, "LAB", "Laboratory", "laboratory", nation="United States", made_up=True)
        keys.item, keys.bone = accession(
            record,
            keys.holder,
            [
                NewItem("BOX-1", "container", form="box", container_id=keys.container, made_up=True),
                NewItem("R1", "specimen", form="left femur", within="BOX-1", remains_id=keys.remains, made_up=True),
            ],
            since="2020-07-01",
            place="Air base",
        )
        keys.seal = apply_seal(record, keys.item, "7001", on="2020-07-02")
        take_inventory(record, keys.holder, ["BOX-1", "no label"], on="2020-08", by="Two clerks")
        keys.transfer = offer(record, keys.holder, keys.receiver, [keys.item], on="2020-09-01")
        declare(record, keys.hand_over, [Declared("boxes", 3, "wooden")])
        count(record, keys.hand_over, [Found(1, 2, broken_seals=1)])
        sign(record, keys.hand_over, "giver", "Officer One", on="2020-06-30")
        add_stage(record, keys.hand_over, "ceremony", on="2020-07", place="Air base")
        keys.supply = send_supplies(record, "CASKETS", "casket", on="2020-05", quantity=5, hand_over_id=keys.hand_over)
        use_supplies(record, keys.supply, "used", 2, on="2020-07")
    with recording(OPERATOR) as record:
        keys.site = add_site(
            record, "S1", "East shore", "battlefield", longitude=127.2, latitude=40.4, uncertainty_m=900.0, made_up=True
        )
        add_lead(record, keys.site, "witness", "A farmer named the slope", received="2018-05")
        judge_site(record, keys.site, 0.7, on="2018-06", authority="historian", reason="two witnesses agree")
        keys.permission = add_permission(record, "JOINT", "Joint operations", since="2018", made_up=True)
        keys.operation = add_operation(
            record,
            "OP-1",
            "Spring survey",
            recorded_since="2018-10",
            planned_from="2019-03",
            planned_until="2019-05",
            permission_id=keys.permission,
            site_ids=[keys.site],
            made_up=True,
        )
        change_operation(record, keys.operation, "running", on="2019-03-04")
        add_team(record, keys.operation, "anthropologist", since="2019-03", people=2)
        add_result(record, keys.operation, 2, "sets", on="2019-04", site_id=keys.site)
        change_permission(
            record, keys.permission, "suspended", on="2019-05-08", authority="DPAA", reason="no answer since the summit"
        )


def take_the_bone_out(keys: SimpleNamespace) -> None:
    """The box reaches the laboratory and is opened, so that the bone can go somewhere by itself."""
    from repatria.registry.custody.keeping import place
    from repatria.registry.custody.seals import break_seal
    from repatria.registry.custody.transfers import accept
    from repatria.registry.ledger.append import recording
    from repatria.registry.people.actors import Actor
    from repatria.registry.people.permissions import Role

    with recording(Actor("a custodian of the laboratory", Role.CUSTODIAN)) as record:
        accept(record, keys.transfer, on="2020-09-02")
        break_seal(record, keys.seal, on="2020-09-03", reason="examination")
        place(record, keys.bone, None, on="2020-09-03")
