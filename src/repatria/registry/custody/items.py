"""Items in custody: each has exactly one holder, at most one container around it, seals, and a place."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.chains import Chain, chain_constraints
from repatria.registry.custody.models import Container, HandOver
from repatria.registry.ledger.projection import Projected

KINDS = ("container", "specimen", "sample", "effect")


class Holder(Projected):
    """Who can hold an item: a state, an agency, a laboratory, a unit or a person. nation: whose it is, if any."""

    code = models.CharField(max_length=80, unique=True)
    name_en = models.CharField(max_length=160)
    name_ko = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=40)
    nation = models.CharField(max_length=80, blank=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_holder"

    def __str__(self) -> str:
        return self.code


class Item(Projected):
    """Anything in custody. holder, parent, nation repeat the open rows of its chains, for filters.

    kind: container, specimen, sample or effect; form: which sort of it (box, left femur, identity tag...).
    container, remains, sample: what it is in the other rooms of the record, at most one of them.
    ended_seq: the entry in which it was split or merged into others and ceased to be an item.
    """

    code = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in KINDS])
    form = models.CharField(max_length=80, blank=True)
    description = models.CharField(max_length=300, blank=True)
    container = models.OneToOneField(Container, null=True, on_delete=models.PROTECT, related_name="item")
    remains = models.OneToOneField("registry.Remains", null=True, on_delete=models.PROTECT, related_name="item")
    sample = models.OneToOneField("registry.Sample", null=True, on_delete=models.PROTECT, related_name="item")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="contents")
    nation = models.CharField(max_length=80, blank=True)
    ended_seq = models.BigIntegerField(null=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_item"
        indexes = [
            models.Index(fields=["holder", "code"], name="item_holder"),
            models.Index(fields=["kind", "code"], name="item_kind"),
        ]
        constraints = [
            models.CheckConstraint(name="item_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="item_is_one_thing",
                condition=Q(remains__isnull=True, sample__isnull=True)
                | Q(container__isnull=True, sample__isnull=True)
                | Q(container__isnull=True, remains__isnull=True),
            ),
            models.CheckConstraint(name="item_not_in_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.code


class Transfer(Projected):
    """Items offered by their holder to another; the giver stays the holder until the receiver accepts.

    offered, answered: partial dates; *_begins: their first possible day, an answer never before its offer.
    closed_seq: the entry that answered or withdrew it.
    """

    giver = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    hand_over = models.ForeignKey(HandOver, null=True, on_delete=models.PROTECT, related_name="transfers")
    offered = models.CharField(max_length=10)
    offered_begins = models.DateField()
    state = models.CharField(max_length=10, default="offered")
    answered = models.CharField(max_length=10, blank=True)
    answered_begins = models.DateField(null=True)
    answered_by = models.CharField(max_length=160, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    closed_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "custody_transfer"
        indexes = [models.Index(fields=["state", "id"], name="transfer_state")]
        constraints = [
            models.CheckConstraint(name="transfer_between_two", condition=~Q(giver=F("receiver"))),
            models.CheckConstraint(
                name="transfer_answered_or_open",
                condition=Q(state="offered", closed_seq__isnull=True, answered_begins__isnull=True)
                | Q(
                    state__in=["accepted", "refused", "withdrawn"],
                    closed_seq__isnull=False,
                    answered_begins__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="transfer_answered_after_offer",
                condition=Q(answered_begins__isnull=True) | Q(answered_begins__gte=F("offered_begins")),
            ),
            models.CheckConstraint(
                name="transfer_refused_with_reason",
                condition=~Q(state__in=["refused", "withdrawn"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"transfer {self.pk}"


class TransferLine(Projected):
    """One item of a transfer; what it contains goes with it. An item is on one open offer at a time."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="transfer_lines")
    closed_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "custody_transfer_line"
        constraints = [
            models.UniqueConstraint(fields=["transfer", "item"], name="item_once_a_transfer"),
            models.UniqueConstraint(
                fields=["item"], name="item_on_one_open_offer", condition=Q(closed_seq__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id}: {self.item_id}"


class Holding(Chain):
    """Who holds an item, from when on. why: accession, transfer, split, merge or sampling."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="holdings")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="holdings")
    why = models.CharField(max_length=20)
    transfer = models.ForeignKey(Transfer, null=True, on_delete=models.PROTECT, related_name="holdings")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "custody_holding"
        indexes = [models.Index(fields=["holder", "begins"], name="holding_holder")]
        constraints = chain_constraints("item", "holding")

    def __str__(self) -> str:
        return f"{self.item_id} held by {self.holder_id} since {self.since or 'unknown'}"


class Placement(Chain):
    """Which container an item is in, from when on; none when it stands by itself."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "custody_placement"
        indexes = [models.Index(fields=["parent"], name="placement_parent")]
        constraints = [
            *chain_constraints("item", "placement"),
            models.CheckConstraint(
                name="placement_not_in_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("item"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} in {self.parent_id}"


class Whereabouts(Chain):
    """Where an item is kept and how cold, from when on; what a container holds is where the container is."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="whereabouts")
    place = models.CharField(max_length=160)
    temperature_c = models.FloatField(null=True)

    class Meta:
        db_table = "custody_whereabouts"
        constraints = [
            *chain_constraints("item", "whereabouts"),
            models.CheckConstraint(
                name="temperature_is_possible",
                condition=Q(temperature_c__isnull=True) | Q(temperature_c__gte=-273.15, temperature_c__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return self.place


class Belonging(Chain):
    """Which nation an item is held to belong to, on whose authority, from when on."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="belongings")
    nation = models.CharField(max_length=80)
    authority = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)

    class Meta:
        db_table = "custody_belonging"
        constraints = [
            *chain_constraints("item", "belonging"),
            models.CheckConstraint(name="belonging_has_grounds", condition=~Q(authority="") & ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} belongs to {self.nation}"


class Seal(History):
    """A numbered seal on an item: applied, and later broken (by us, with a reason) or found broken."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="seals")
    number = models.CharField(max_length=60)
    applied_by = models.CharField(max_length=160)
    state = models.CharField(max_length=12, default="intact")
    ended = models.CharField(max_length=10, blank=True)
    ended_begins = models.DateField(null=True)
    ended_by = models.CharField(max_length=160, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    ended_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "custody_seal"
        constraints = [
            models.UniqueConstraint(fields=["number"], name="seal_number_used_once"),
            models.CheckConstraint(
                name="seal_intact_or_ended",
                condition=Q(state="intact", ended_seq__isnull=True, ended_begins__isnull=True)
                | Q(state__in=["broken", "found broken"], ended_seq__isnull=False, ended_begins__gte=F("begins")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class Lineage(Projected):
    """One item came of another: by a split, a merge, or the taking of a sample."""

    source = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="offspring")
    result = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="origins")
    kind = models.CharField(max_length=10)

    class Meta:
        db_table = "custody_lineage"
        constraints = [
            models.UniqueConstraint(fields=["source", "result"], name="lineage_once"),
            models.CheckConstraint(name="lineage_kind", condition=Q(kind__in=["split", "merge", "sampling"])),
            models.CheckConstraint(name="lineage_not_of_itself", condition=~Q(source=F("result"))),
        ]

    def __str__(self) -> str:
        return f"{self.result_id} of {self.source_id}"


class Inventory(History):
    """A physical re-inventory of what one holder holds, at one place when that is named."""

    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="inventories")
    place = models.CharField(max_length=160, blank=True)
    taken_by = models.CharField(max_length=160)

    class Meta:
        db_table = "custody_inventory"

    def __str__(self) -> str:
        return f"inventory {self.pk}"


class InventoryLine(Projected):
    """One item of a re-inventory: expected by the record, found on the shelf, or both. code: as on the label.

    A difference stays unexplained until an explanation is recorded.
    """

    inventory = models.ForeignKey(Inventory, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="inventory_lines")
    code = models.CharField(max_length=120)
    expected = models.BooleanField()
    found = models.BooleanField()
    explanation = models.CharField(max_length=500, blank=True)
    explained_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "custody_inventory_line"
        constraints = [
            models.UniqueConstraint(fields=["inventory", "code"], name="inventory_line_once"),
            models.CheckConstraint(name="inventory_line_says_something", condition=Q(expected=True) | Q(found=True)),
            models.CheckConstraint(name="expected_is_on_record", condition=Q(expected=False) | Q(item__isnull=False)),
        ]

    @property
    def unexplained(self) -> bool:
        """Whether record and shelf differ and nobody has said why."""
        return self.expected != self.found and not self.explanation

    def __str__(self) -> str:
        return self.code
