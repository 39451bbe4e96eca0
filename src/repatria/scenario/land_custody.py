"""Custody and field work of the demonstration: what the five reports tell of it, and a made-up story of the boxes."""

from __future__ import annotations

from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.after_the_count import add_stage, sign
from repatria.registry.custody.belonging import attribute
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.inventories import explain, take_inventory
from repatria.registry.custody.items import InventoryLine, Item
from repatria.registry.custody.keeping import keep, place
from repatria.registry.custody.lineage import Part, split, take_sample_of
from repatria.registry.custody.manifests import Declared, Found, count, declare
from repatria.registry.custody.models import Container, HandOver
from repatria.registry.custody.offers import TO_ITS_NATION
from repatria.registry.custody.seals import apply_seal, break_seal
from repatria.registry.custody.supplies import send_supplies, use_supplies
from repatria.registry.custody.transfers import accept, offer
from repatria.registry.field.operations import add_operation, change_operation
from repatria.registry.field.permissions import add_permission, change_permission
from repatria.registry.field.sites import add_lead, add_site, judge_site
from repatria.registry.field.teams_and_results import add_result, add_team
from repatria.registry.laboratory.models import Remains
from repatria.registry.ledger.append import Recording, recording
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.permissions import Role
from repatria.registry.sources.models import Source
from repatria.registry.talks.models import Engagement
from repatria.scenario.places import battle_areas

CUSTODIAN = Actor("custodian", Role.CUSTODIAN)
RECEIVER = Actor("laboratory-custodian", Role.CUSTODIAN)
"""Two officers: one gives, the other receives."""
_SITES = 14
_FOUND_BY = ("witness", "document", "aerial photograph", "find")


def land_real_field(record: Recording) -> None:
    """What the five reports tell: joint operations, their end, the halt of 2019, coffins and flags, the ceremony."""
    events = dict(Engagement.objects.values_list("code", "pk"))
    sources = dict(Source.objects.values_list("code", "pk"))
    joint = add_permission(
        record,
        "JOINT",
        "Joint US and North Korean recovery operations",
        title_ko="미국과 북한의 공동 유해 발굴",
        since="1996",
        country="North Korea",
        engagement_id=events.get("E03"),
    )
    past = add_operation(
        record,
        "JOINT-1996-2005",
        "Joint search teams in North Korea",
        title_ko="북한 내 공동 수색대",
        recorded_since="1996",
        planned_from="1996",
        planned_until="2005",
        permission_id=joint,
        country="North Korea",
        sources=["S0", "S2", "S3"],
    )
    change_operation(record, past, "running", on="1996", source_id=sources.get("S2"))
    change_operation(
        record,
        past,
        "ended",
        on="2005",
        authority="United States",
        reason="broken off; the reports differ on why",
        source_id=sources.get("S2"),
    )
    add_result(
        record,
        past,
        229,
        "remains",
        on="2005",
        note_en="The number of both reports that name the years 1996 to 2005.",
        note_ko="1996-2005년이라고 쓴 두 보도의 수.",
        source_id=sources.get("S2"),
    )
    change_permission(
        record,
        joint,
        "suspended",
        on="2005",
        authority="United States",
        reason="fear for the safety of the American teams (other reports: quarrels, the nuclear programme)",
        source_id=sources.get("S2"),
    )
    change_permission(
        record,
        joint,
        "in force",
        on="2018-07-15",
        authority="general-level talks",
        reason="restart of the field search agreed",
        source_id=sources.get("S3"),
    )
    for code, title, korean, start, end, known in (
        (
            "JOINT-FY2019",
            "Joint recovery work of fiscal year 2019",
            "2019 회계연도 공동 발굴",
            "2019-03",
            "2019-09",
            "2018",
        ),
        ("JOINT-FY2020", "Possible joint recovery work", "공동 발굴 가능성", "2019-10", "2020-09", "2019-05-08"),
    ):
        planned = add_operation(
            record,
            code,
            title,
            title_ko=korean,
            recorded_since=known,
            planned_from=start,
            planned_until=end,
            permission_id=joint,
            country="North Korea",
            sources=["S0"],
        )
        if code == "JOINT-FY2019":
            change_operation(
                record,
                planned,
                "suspended",
                on="2019-05-08",
                authority="DPAA",
                reason="no communication since the second summit",
                source_id=sources.get("S0"),
            )
    change_permission(
        record,
        joint,
        "suspended",
        on="2019-05-08",
        authority="DPAA",
        reason="no communication since the second summit",
        source_id=sources.get("S0"),
    )
    cases = HandOver.objects.filter(code="E21").values_list("pk", flat=True).first()
    for kind, quantity in (("casket", 100), ("flag", None)):
        send_supplies(
            record,
            f"E11-{kind}",
            kind,
            on="2018",
            quantity=quantity,
            sender="United States",
            place="Panmunjom",
            hand_over_id=cases,
            note_en="Between 12 June and 12 July 2018. One report counts 100 wooden coffins; none counts the flags.",
            note_ko="2018년 6월 12일과 7월 12일 사이. 한 보도는 나무 관 100개라고 하고, 성조기 수는 없다.",
            source_id=sources.get("S3"),
        )
    if cases is not None:
        add_stage(
            record,
            cases,
            "ceremony",
            on="2018-08-01",
            place="United States",
            note_en="Some days after the hand-over; the day itself is general knowledge.",
            note_ko="인도 며칠 뒤. 정확한 날짜는 일반 상식이다.",
            source_id=sources.get("S0"),
        )


def land_made_up_custody(scenario_key: str) -> None:
    """The made-up boxes from the count at the border to the shelf; names of people are made up and say so."""
    with recording(CUSTODIAN) as record:
        given = HandOver.objects.get(code=scenario_key)
        date = given.date
        boxes = list(Container.objects.filter(hand_over=given).order_by("pk"))
        declare(record, given.pk, [Declared("boxes", len(boxes), "as on the giver's list (made up)")])
        count(record, given.pk, [Found(1, len(boxes), broken_seals=1, description="one seal torn (made up)")])
        sign(record, given.pk, "giver", "Officer One (made up)", on=date, capacity="for the giver")
    with recording(RECEIVER) as record:
        sign(record, given.pk, "receiver", "Officer Two (made up)", on=date, capacity="for the receiver")
    with recording(CUSTODIAN) as record:
        add_stage(record, given.pk, "onward transfer", on=date, giver=given.receiver, receiver="Laboratory (made up)")
        caskets = send_supplies(
            record, "MADEUP-CASKETS", "casket", on=date, quantity=len(boxes) + 5, hand_over_id=given.pk, made_up=True
        )
        use_supplies(record, caskets, "used", len(boxes), on=date)
        command = add_holder(record, "MADEUP-CMD", "Receiving command (made up)", "agency", made_up=True)
        laboratory = add_holder(
            record, "MADEUP-LAB", "Laboratory (made up)", "laboratory", nation="United States", made_up=True
        )
        neighbour = add_holder(
            record,
            "MADEUP-ROK",
            "South Korean recovery command (made up)",
            "agency",
            nation="South Korea",
            made_up=True,
        )
        things = [NewItem(box.code, "container", form=box.kind, container_id=box.pk, made_up=True) for box in boxes]
        things += [
            NewItem(
                bone.code,
                "specimen",
                form=bone.description.split(";")[0][:80],
                within=bone.container.code,
                remains_id=bone.pk,
                made_up=True,
            )
            for bone in Remains.objects.filter(container__in=boxes).select_related("container").order_by("pk")
        ]
        accession(record, command, things, since=date, place="Air base (made up)")
        record.flush()
        items = {item.container_id: item.pk for item in Item.objects.filter(container__in=boxes)}
        for number, box in enumerate(boxes, 1):
            apply_seal(record, items[box.pk], f"MADEUP-{number:04d}", on=date)
        moved = offer(
            record, command, laboratory, list(items.values()), on=date, purpose="onward transfer", hand_over_id=given.pk
        )
    with recording(RECEIVER) as record:
        accept(record, moved, on=date, by="Officer Three (made up)")
        for box in boxes:
            keep(record, items[box.pk], "Evidence room 2, 18 degrees (made up)", on=date, temperature_c=18.0)
        _at_the_laboratory(record, laboratory, neighbour, [items[box.pk] for box in boxes], date)


def _at_the_laboratory(record: Recording, laboratory: int, neighbour: int, boxes: list[int], date: str) -> None:
    """A box is opened: a split, a sample, an item of another nation on offer to it, and a re-inventory."""
    opened = next((key for key in boxes if Item.objects.filter(parent=key).count() >= 3), None)
    if opened is None:
        return
    first, second, third = Item.objects.filter(parent=opened).order_by("pk")[:3]
    seal = Item.objects.get(pk=opened).seals.get()
    break_seal(record, seal.pk, on=date, reason="examination (made up)")
    split(
        record,
        first.pk,
        [Part(f"{first.code}-a"), Part(f"{first.code}-b")],
        on=date,
        reason="two fragments that do not join (made up)",
    )
    place(record, second.pk, None, on=date)
    take_sample_of(record, second.pk, Part(f"{second.code}-01A", "bone plug"), on=date, reason="DNA (made up)")
    place(record, third.pk, None, on=date)
    attribute(
        record, third.pk, "South Korea", on=date, authority="joint review (made up)", reason="boots and DNA (made up)"
    )
    offer(record, laboratory, neighbour, [third.pk], on=date, purpose=TO_ITS_NATION)
    present = list(Item.objects.filter(holder=laboratory, ended_seq__isnull=True).values_list("code", flat=True))
    inventory = take_inventory(record, laboratory, [*present[2:], "label without item (made up)"], on=date)
    record.flush()
    line = InventoryLine.objects.filter(inventory=inventory, found=False).first()
    if line is not None:
        explain(record, line.pk, "at the radiograph, signed out (made up)")


def land_made_up_field(record: Recording, seed_note: str) -> None:
    """Made-up sites in real battle areas, with leads and judgements, and one made-up operation that ran."""
    sites = []
    areas = sorted(battle_areas(), key=lambda area: (-area.weight, area.key))[:_SITES]
    for number, area in enumerate(areas):
        key = add_site(
            record,
            f"MADEUP-SITE-{number + 1:02d}",
            f"{area.name_en}, site (made up)",
            "battlefield",
            title_ko=f"{area.name_ko} 지점(가상)",
            country="North Korea" if area.north else "South Korea",
            longitude=area.lon,
            latitude=area.lat,
            uncertainty_m=float(area.uncertainty_m),
            made_up=True,
        )
        add_lead(record, key, _FOUND_BY[number % 4], f"Points to the area; {seed_note}", received=str(1998 + number))
        judge_site(
            record,
            key,
            round(0.15 + 0.7 * ((number * 5) % _SITES) / _SITES, 2),
            on=str(1998 + number),
            authority="historian (made up)",
            reason="what the lead is worth (made up)",
        )
        sites.append((key, area.north))
    south = [key for key, north in sites if not north][:3]
    permission = add_permission(
        record, "MADEUP-ROK-SURVEY", "Survey permission, South Korea (made up)", since="2016-01", made_up=True
    )
    operation = add_operation(
        record,
        "MADEUP-2017",
        "Survey and excavation (made up)",
        title_ko="조사와 발굴(가상)",
        recorded_since="2016-11",
        planned_from="2017-03",
        planned_until="2017-11",
        permission_id=permission,
        site_ids=south,
        country="South Korea",
        plan_en="Three sites, one team, in fiscal years 2017 and 2018.",
        plan_ko="세 지점, 한 팀, 2017-2018 회계연도.",
        made_up=True,
    )
    add_team(record, operation, "anthropologist", since="2017-03", organisation="Laboratory (made up)")
    add_team(record, operation, "excavation", since="2017-03", organisation="Engineers (made up)", people=12)
    change_operation(record, operation, "running", on="2017-03-06")
    for quantity, unit in ((2, "sets"), (5, "effects")):
        add_result(record, operation, quantity, unit, on="2017-10", site_id=south[0] if south else None)
    change_operation(record, operation, "ended", on="2017-11-20")


def land_custody_and_field(scenario_key: str, seed_note: str) -> None:
    """Everything of this file, after the history and the scenario are on the record."""
    with recording(OPERATOR) as record:
        land_real_field(record)
        land_made_up_field(record, seed_note)
    land_made_up_custody(scenario_key)
