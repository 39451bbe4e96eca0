"""What was typed wrong is corrected for a reason; what stood before is kept, and answers for who asks what we knew."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.db import DatabaseError, transaction

from repatria.errors import Conflict, InvalidInput, NotPermitted
from repatria.registry.asof import AsOf
from repatria.registry.clerical.kinds import KINDS, find
from repatria.registry.clerical.models import ClericalCorrection
from repatria.registry.clerical.read import as_written, corrections_of, person_named_then
from repatria.registry.clerical.verbs import correct_written
from repatria.registry.custody.accessions import NewItem, accession
from repatria.registry.custody.after_the_count import sign, withdraw_signature
from repatria.registry.custody.holders import add_holder
from repatria.registry.custody.items import Holder, Item
from repatria.registry.custody.manifests import Declared, Found, count, declare
from repatria.registry.custody.models import Container, HandOver, HandOverSignature
from repatria.registry.custody.transfers import offer, withdraw
from repatria.registry.custody.verbs import add_container, add_hand_over
from repatria.registry.field.models import Operation
from repatria.registry.field.operations import add_operation
from repatria.registry.field.permissions import add_permission
from repatria.registry.field.sites import add_site
from repatria.registry.figures.models import KnownConflict
from repatria.registry.figures.verbs import record_conflict
from repatria.registry.ledger.append import recording
from repatria.registry.ledger.models import LedgerEntry
from repatria.registry.ledger.verify import rebuild, verify
from repatria.registry.people.actors import OPERATOR, Actor
from repatria.registry.people.permissions import Resource, Role, Verb, allows
from repatria.registry.roster.conflicts import add_conflict
from repatria.registry.roster.hierarchy import hierarchy
from repatria.registry.roster.histories import ArmedConflict, Unit, UnitName
from repatria.registry.roster.models import LossIncident, MissingPerson
from repatria.registry.roster.units import add_unit, withdraw_unit_name
from repatria.registry.roster.verbs import add_incident, add_person
from repatria.registry.sources.verbs import add_source
from repatria.registry.talks.models import Account, Agreement, Commitment, Engagement, Party, Relation
from repatria.registry.talks.undertakings import add_agreement, add_channel, add_commitment
from repatria.registry.talks.verbs import add_account, add_engagement, add_party, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def small(db) -> SimpleNamespace:
    """One row of every kind, each with a slip of the pen."""
    with recording(OPERATOR) as r:
        keys = SimpleNamespace(
            party=add_party(r, "DPPA", "Acounting agency", "organisation"),
            war=add_conflict(r, "Korea War", first_day="1950-06-25", last_day="1953-07-27"),
            event=add_engagement(r, "E1", "meeting", "Meting on remains", date="2018-07-15", parties=["DPPA"]),
            hand_over=add_hand_over(
                r, "H1", "Casses handed over", conflict="Korea War", date="2018-07-27", giver="Nort Korea"
            ),
            incident=add_incident(r, "KW-1", "Withdrawel", conflict="Korea War", date="1950-11-28"),
            unit=add_unit(r, "31 Infanty Regiment", made_up=True),
            channel=add_channel(r, "C1", "Hot lien", parties=["DPPA"]),
            site=add_site(r, "S1", "East shor", "battlefield"),
            permission=add_permission(r, "PERM", "Joint opperations", since="2018"),
            holder=add_holder(r, "LBA", "Laboratry", "laboratory"),
        )
        add_agreement(r, "A1", keys.event, "Protocoll", [("Ten boxs", ""), ("A hotline", "")])
        keys.source = add_source(r, "S1", "A newspapper", published="2018-07")
        keys.commitment = add_commitment(
            r, "K1", "Hand over ten boxs", made_at_id=keys.event, quantity_low=10, quantity_high=12, unit="boxes"
        )
        keys.operation = add_operation(r, "OP", "Sprin survey", conflict="Korea War", recorded_since="2018")
        keys.person = add_person(r, "R-12", "Example", incident_id=keys.incident, made_up=True)
        keys.container = add_container(r, "BOKS-1", "box", hand_over_id=keys.hand_over)
        (keys.item,) = accession(
            r, keys.holder, [NewItem("BOKS-1", "container", container_id=keys.container)], since="2018-08"
        )
        relate(r, "not after", "E1", "H1")
        add_account(r, "E1", "name", "talks")
        add_account(r, "DPPA", "name", "agency")
    return keys


def correct(kind: str, key: int, /, actor=OPERATOR, reason="a slip of the pen", **changes: str) -> int:
    with recording(actor) as record:
        return correct_written(record, kind, key, changes, reason=reason)


def test_a_title_is_corrected_and_what_stood_before_answers_for_what_we_knew(small):
    before = LedgerEntry.objects.count()
    entry = correct("event", small.event, title_en="Meeting on remains", title_ko="유해 회담")
    row = Engagement.objects.get(pk=small.event)
    assert (row.title_en, row.title_ko) == ("Meeting on remains", "유해 회담")
    as_written(AsOf(seq=before), row)
    assert (row.title_en, row.title_ko) == ("Meting on remains", "")
    row.refresh_from_db()
    as_written(AsOf(seq=entry), row)
    assert row.title_en == "Meeting on remains"
    kept = {each.field: each for each in corrections_of(row)}
    assert (kept["title_en"].before, kept["title_en"].value) == ("Meting on remains", "Meeting on remains")
    assert (kept["title_en"].reason, kept["title_en"].decided_by) == ("a slip of the pen", "operator")
    assert corrections_of(row, AsOf(seq=before)) == []
    assert verify().problems == []


def test_a_person_is_found_by_the_reference_of_the_point_though_another_has_it_now(small):
    points = [LedgerEntry.objects.count()]
    points.append(correct("person", small.person, reference="R-13"))
    points.append(correct("person", small.person, reference="R-14"))
    with recording(OPERATOR) as record:
        other = add_person(record, "R-12", "Other", made_up=True)
    points.append(LedgerEntry.objects.count())

    def found(reference: str) -> list[int | None]:
        persons = [person_named_then(reference, AsOf(seq=seq)) for seq in points] + [person_named_then(reference)]
        return [person.pk if person else None for person in persons]

    # before it was recorded the other one has the reference too, and is not on the roll at that point: the first stands
    assert found("R-12") == [small.person, other, other, other, other]
    assert found("R-13") == [None, small.person, None, None, None]
    assert found("R-14") == [None, None, small.person, small.person, small.person]


def test_of_several_corrections_each_point_has_its_own_words(small):
    points = [LedgerEntry.objects.count()]
    for title in ("Meting on the remains", "Meeting on the remains"):
        points.append(correct("event", small.event, title_en=title))
    said = []
    for point in points:
        row = Engagement.objects.get(pk=small.event)
        as_written(AsOf(seq=point), row)
        said.append(row.title_en)
    assert said == ["Meting on remains", "Meting on the remains", "Meeting on the remains"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_field_of_every_kind_can_be_corrected_and_is_rebuilt_from_the_ledger(kind, small):
    row = kind.model._default_manager.order_by("pk").first()
    given = {"number": "11", "date": "2019-05"}
    for field in kind.fields:
        named = {"unit": "persons", "address": "https://agency.example/2"}
        value = named.get(field.name) or given.get(field.sort, f"New {field.name}")
        correct(kind.name, row.pk, **{field.name: value})
        row.refresh_from_db()
        assert str(getattr(row, field.name)) == value
    assert ClericalCorrection.objects.filter(kind=kind.name, key=row.pk).count() == len(kind.fields)
    assert verify().problems == []
    assert rebuild().problems == []
    row.refresh_from_db()
    assert str(getattr(row, kind.fields[0].name)) == f"New {kind.fields[0].name}"


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_code_that_something_else_has_is_refused(kind, small):
    row = kind.model._default_manager.order_by("pk").first()
    codes = [field.name for field in kind.fields if field.sort == "code"]
    for name in codes:
        with recording(OPERATOR) as r:
            match kind.name:
                case "event":
                    add_engagement(r, "TAKEN", "meeting", "Another", date="2018")
                case "agreement":
                    add_agreement(r, "TAKEN", small.event, "Another", [("one", "")])
                case "commitment":
                    add_commitment(r, "TAKEN", "Another")
                case "party":
                    add_party(r, "TAKEN", "Another", "state")
                case "channel":
                    add_channel(r, "TAKEN", "Another")
                case "hand-over":
                    add_hand_over(r, "TAKEN", "Another")
                case "container":
                    add_container(r, "TAKEN", "box")
                case "item":
                    accession(r, small.holder, [NewItem("TAKEN", "effect")], since="2018-08")
                case "holder":
                    add_holder(r, "TAKEN", "Another", "agency")
                case "site":
                    add_site(r, "TAKEN", "Another", "battlefield")
                case "permission":
                    add_permission(r, "TAKEN", "Another", since="2018")
                case "operation":
                    add_operation(r, "TAKEN", "Another", recorded_since="2018")
                case "war":
                    add_conflict(r, "TAKEN", first_day="1964-08-05")
                case "incident":
                    add_incident(r, "TAKEN", "Another")
                case "unit":
                    add_unit(r, "TAKEN")
                case "person":
                    add_person(r, "TAKEN", "Another")
        with pytest.raises(Conflict, match=f"TAKEN is the {name} of another"):
            correct(kind.name, row.pk, **{name: "TAKEN"})
        with pytest.raises(InvalidInput, match=f"{name}: nothing is written"):
            correct(kind.name, row.pk, **{name: "  "})
    assert codes or kind.name in ("agreement-point", "source")


def test_events_hand_overs_and_parties_share_their_codes(small):
    with pytest.raises(Conflict, match="H1 is the code of another hand over"):
        correct("event", small.event, code="H1")
    with pytest.raises(Conflict, match="E1 is the code of another engagement"):
        correct("party", small.party, code="E1")


def test_what_names_an_event_or_a_party_by_its_code_follows(small):
    with recording(OPERATOR) as record:
        sides = [{"words_en": "one", "words_ko": "", "sources": [], "figures": []}] * 2
        record_conflict(
            record,
            "C-1",
            kind="value",
            severity="low",
            topic_en="Cause",
            nature_en="They differ.",
            positions=sides,
            finding="accounts-differ E1 cause",
        )
    correct("event", small.event, code="E15")
    correct("hand-over", small.hand_over, code="H27")
    correct("party", small.party, code="DPAA")
    relation = Relation.objects.get()
    assert (relation.subject, relation.object) == ("E15", "H27")
    assert set(Account.objects.values_list("subject", flat=True)) == {"E15", "DPAA"}
    assert Engagement.objects.get(pk=small.event).parties == ["DPAA"]
    assert KnownConflict.objects.get().finding == "accounts-differ E15 cause"
    assert verify().problems == []


def test_the_losses_hand_overs_and_operations_of_a_war_follow_its_name(small):
    correct("war", small.war, name="Korean War")
    assert LossIncident.objects.get(pk=small.incident).conflict == "Korean War"
    assert HandOver.objects.get(pk=small.hand_over).conflict == "Korean War"
    assert Operation.objects.get(pk=small.operation).conflict == "Korean War"
    with recording(OPERATOR) as record, pytest.raises(InvalidInput, match="before the Korean War began"):
        add_incident(record, "KW-2", "Too early", conflict="Korean War", date="1949")
    assert verify().problems == []


def test_a_war_does_not_take_a_name_under_which_anything_is_recorded(small):
    with recording(OPERATOR) as record:
        add_incident(record, "W-1", "A loss of another war", conflict="Great War", date="1951-06-06")
        add_hand_over(record, "W-2", "Of a third", conflict="Third War", date="2018")
    for name, found in (("Great War", "W-1"), ("Third War", "W-2")):
        with pytest.raises(Conflict, match=f"{found} is recorded under {name} already"):
            correct("war", small.war, name=name)
    correct("war", small.war, name_ko="한국 전쟁")
    assert ArmedConflict.objects.get(pk=small.war).name_ko == "한국 전쟁"


def test_the_name_that_rosters_are_read_under_stays(small):
    correct("war", small.war, name="Korean War")
    with pytest.raises(InvalidInput, match="the name that rosters are read under"):
        correct("war", small.war, name="War in Korea")
    correct("war", small.war, name_ko="한국 전쟁")


def test_what_two_sides_signed_is_not_rewritten_under_their_signatures(small):
    def signed(side: str, account: str) -> None:
        with recording(Actor(account, Role.CUSTODIAN)) as record:
            sign(record, small.hand_over, side, f"Officer of the {side}", on="2018-07-28")

    with recording(OPERATOR) as record:
        declare(record, small.hand_over, [Declared("boxes", 1)])
        count(record, small.hand_over, [Found(1, 1)])
    signed("giver", "anna")
    signed("receiver", "ben")
    for kind, key, change in (
        ("hand-over", small.hand_over, {"giver": "South Korea"}),
        ("hand-over", small.hand_over, {"code": "H2"}),
        ("container", small.container, {"kind": "coffin"}),
        ("container", small.container, {"code": "BOX-1"}),
        ("item", small.item, {"code": "BOX-1"}),
    ):
        with pytest.raises(Conflict, match="hand-over H1 is signed: withdraw the signatures first"):
            correct(kind, key, **change)
    correct("hand-over", small.hand_over, title_en="Cases handed over")
    for signature in HandOverSignature.objects.values_list("pk", flat=True):
        with recording(Actor("anna", Role.CUSTODIAN)) as record:
            withdraw_signature(record, signature, reason="a slip of the pen in the giver's name")
    correct("hand-over", small.hand_over, giver="North Korea")
    correct("container", small.container, code="BOX-1")
    assert verify().problems == []


def test_words_of_an_item_on_offer_wait_for_the_answer(small):
    with recording(OPERATOR) as record:
        other = add_holder(record, "CMD", "Command", "agency")
        key = offer(record, small.holder, other, [small.item], on="2018-09")
    with pytest.raises(Conflict, match="the code CMD is recorded already: cmd is the same in other letters"):
        correct("holder", small.holder, code="cmd")
    correct("holder", small.holder, code="lba")
    with pytest.raises(Conflict, match=f"BOKS-1 is on offer in transfer {key}"):
        correct("item", small.item, description="something else")
    with recording(OPERATOR) as record:
        withdraw(record, key, on="2018-09", reason="offered to the wrong holder")
    correct("item", small.item, code="BOX-1")


def test_a_units_new_name_ties_files_and_the_old_one_does_until_it_is_withdrawn(small):
    known = LedgerEntry.objects.count()
    correct("unit", small.unit, name="31 Infantry Regiment")
    now = hierarchy()
    assert now.tied("31 INFANTRY REGIMENT") == now.tied("31 Infanty Regiment") == small.unit
    assert now.units[small.unit].name == "31 Infantry Regiment"
    then = hierarchy(AsOf(seq=known))
    assert then.tied("31 Infantry Regiment") is None
    assert then.units[small.unit].name == "31 Infanty Regiment"
    with recording(OPERATOR) as record:
        withdraw_unit_name(record, UnitName.objects.get(text="31 Infanty Regiment"), reason="no file has it")
    assert hierarchy().tied("31 Infanty Regiment") is None
    correct("unit", small.unit, name="31 INFANTRY Regiment")
    assert list(UnitName.objects.filter(corrected_seq=None).values_list("text", flat=True)) == ["31 INFANTRY Regiment"]
    with recording(OPERATOR) as record:
        add_unit(record, "32 Infantry Regiment")
    with pytest.raises(Conflict, match=r"32 infantry regiment. is a name of 32 Infantry Regiment already"):
        correct("unit", small.unit, name="32 infantry regiment.")
    assert verify().problems == []
    assert Unit.objects.get(pk=small.unit).name == "31 INFANTRY Regiment"


def test_a_container_has_one_label_in_both_rooms(small):
    correct("container", small.container, code="BOX-1")
    assert Item.objects.get(pk=small.item).code == Container.objects.get(pk=small.container).code == "BOX-1"
    correct("item", small.item, code="BOX-01")
    assert Container.objects.get(pk=small.container).code == "BOX-01"
    assert ClericalCorrection.objects.filter(field="code").count() == 4
    assert verify().problems == []


def test_a_quantity_keeps_its_unit_and_its_order(small):
    with pytest.raises(InvalidInput, match="from 20 to 12 is no range"):
        correct("commitment", small.commitment, quantity_low="20")
    with pytest.raises(InvalidInput, match="a quantity has a unit"):
        correct("commitment", small.commitment, unit="boxs")
    with pytest.raises(InvalidInput, match="quantity_low: ten is not a whole number"):
        correct("commitment", small.commitment, quantity_low="ten")
    with pytest.raises(InvalidInput, match="due 2017, before it was made"):
        correct("commitment", small.commitment, due="2017")
    correct("commitment", small.commitment, quantity_low="", quantity_high="", unit="")
    row = Commitment.objects.get(pk=small.commitment)
    assert (row.quantity_low, row.quantity_high, row.unit) == (None, None, "")
    as_written(AsOf(seq=LedgerEntry.objects.count() - 1), row)
    assert (row.quantity_low, row.quantity_high, row.unit) == (10, 12, "boxes")


def test_what_cannot_be_corrected_is_refused_in_words(small):
    with pytest.raises(InvalidInput, match="say why"):
        correct("event", small.event, reason=" ", title_en="Meeting")
    with pytest.raises(Conflict, match="event E1: the record says that already"):
        correct("event", small.event, title_en="Meting  on remains ")
    with pytest.raises(InvalidInput, match="outcome of event is not corrected here; what can be is code, title_en"):
        correct("event", small.event, outcome="held")
    with pytest.raises(InvalidInput, match=r"birth of person is not corrected here.*repatria person correct"):
        correct("person", small.person, birth="1931")
    with pytest.raises(InvalidInput, match="title_en: 201 characters, and 200 at most"):
        correct("event", small.event, title_en="x" * 201)
    with pytest.raises(InvalidInput, match="characters that no text has"):
        correct("event", small.event, title_en="Meet\x07ing")
    with pytest.raises(InvalidInput, match="ghost is nothing whose words are corrected"):
        correct("ghost", 1, title_en="Meeting")
    with pytest.raises(InvalidInput, match="there is no event 99"):
        correct("event", 99, title_en="Meeting")
    assert not ClericalCorrection.objects.exists()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_only_who_may_change_the_room_corrects_in_it(kind, small):
    row = kind.model._default_manager.order_by("pk").first()
    for role in Role:
        if not allows(role, Verb.CHANGE, kind.resource):
            with pytest.raises(NotPermitted):
                correct(kind.name, row.pk, actor=Actor("someone", role), **{kind.fields[0].name: "X"})
    assert kind.resource in (Resource.TALKS, Resource.CUSTODY, Resource.FIELD, Resource.ROLL, Resource.SOURCES)


def test_a_row_is_found_by_what_it_is_called(small):
    assert find(KINDS["agreement-point"], "A1/2").text_en == "A hotline"
    assert find(KINDS["person"], "R-12") == MissingPerson.objects.get(pk=small.person)
    assert find(KINDS["war"], "Korea War") == ArmedConflict.objects.get(pk=small.war)
    assert find(KINDS["holder"], "LBA") == Holder.objects.get(pk=small.holder)
    for kind, key in (("agreement-point", "A1/9"), ("agreement-point", "A1"), ("event", "E2")):
        with pytest.raises(InvalidInput, match=f"there is no {kind} {key}"):
            find(KINDS[kind], key)


def test_the_database_keeps_corrections(small):
    correct("party", small.party, name_en="Accounting agency")
    kept = ClericalCorrection.objects.all()
    for change in (
        lambda: kept.update(before="nothing"),
        lambda: kept.update(reason="another"),
        lambda: kept.delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert kept.get().before == "Acounting agency"
    assert Party.objects.get(pk=small.party).name_en == "Accounting agency"
    assert Agreement.objects.get().code == "A1"
