"""Hand-overs: what was declared, what was counted, who signed, and what came before and after."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.ledger.projection import Projected
from repatria.registry.sources.models import Source


class HandOver(Projected):
    """One party gives containers to another: what was declared, and what was counted on receipt.

    date: partial ISO text; earliest, after: the half-open interval of days it can mean.
    unit: what is counted (boxes, caskets, sets...). Units are never converted into persons. declared, counted: totals
    as reported, or of the manifest and the count where those are recorded line by line in one unit.
    conflict_began: the first day of the conflict, before which no hand-over can lie; null where that is not known.
    """

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)
    conflict = models.CharField(max_length=80, blank=True)
    conflict_began = models.DateField(null=True)
    date = models.CharField(max_length=10, blank=True)
    earliest = models.DateField(null=True)
    after = models.DateField(null=True)
    giver = models.CharField(max_length=120, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    declared = models.IntegerField(null=True)
    counted = models.IntegerField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    note_en = models.TextField(blank=True)
    note_ko = models.TextField(blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="hand_overs")
    sources = models.JSONField(default=list)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_hand_over"
        constraints = [
            models.CheckConstraint(
                name="hand_over_not_before_the_war",
                condition=Q(conflict_began__isnull=True) | Q(after__isnull=True) | Q(after__gt=F("conflict_began")),
            ),
            models.CheckConstraint(
                name="hand_over_counts_are_not_negative",
                condition=(Q(declared__isnull=True) | Q(declared__gte=0))
                & (Q(counted__isnull=True) | Q(counted__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Container(Projected):
    """A box, casket or case as handed over. It is not a person, and a person is not one container."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    hand_over = models.ForeignKey(HandOver, null=True, on_delete=models.PROTECT, related_name="containers")
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_container"

    def __str__(self) -> str:
        return self.code


class ManifestLine(Projected):
    """One line of what the giver declared. A manifest declared anew leaves the old lines, marked as corrected."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="manifest")
    number = models.IntegerField()
    unit = models.CharField(max_length=20)
    declared = models.IntegerField()
    description = models.CharField(max_length=300, blank=True)
    corrected_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "custody_manifest_line"
        constraints = [
            models.CheckConstraint(name="declared_is_positive", condition=Q(declared__gt=0)),
            models.UniqueConstraint(
                fields=["hand_over", "number"], name="manifest_line_once", condition=Q(corrected_seq__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.declared} {self.unit}"


class FoundLine(Projected):
    """What the receiver found: of a manifest line, or (line is null) something that was not declared at all."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="found")
    line = models.ForeignKey(ManifestLine, null=True, on_delete=models.PROTECT, related_name="found")
    unit = models.CharField(max_length=20)
    found = models.IntegerField()
    broken_seals = models.IntegerField(default=0)
    description = models.CharField(max_length=300, blank=True)
    corrected_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "custody_found_line"
        constraints = [
            models.CheckConstraint(name="found_is_a_count", condition=Q(found__gt=0) | Q(found=0, line__isnull=False)),
            models.CheckConstraint(
                name="seals_broken_of_those_found",
                condition=Q(broken_seals__gte=0) & Q(broken_seals__lte=F("found")),
            ),
            models.UniqueConstraint(
                fields=["line"], name="manifest_line_counted_once", condition=Q(corrected_seq__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.found} {self.unit}"


class Discrepancy(Projected):
    """A recorded difference between manifest and count: missing, extra, or broken seal; always in one unit."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="discrepancies")
    found_line = models.ForeignKey(FoundLine, on_delete=models.PROTECT, related_name="discrepancies")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ("missing", "extra", "broken seal")])
    unit = models.CharField(max_length=20)
    quantity = models.IntegerField()
    corrected_seq = models.BigIntegerField(null=True)

    class Meta:
        db_table = "custody_discrepancy"
        constraints = [
            models.CheckConstraint(name="discrepancy_is_positive", condition=Q(quantity__gt=0)),
            models.UniqueConstraint(fields=["found_line", "kind"], name="discrepancy_once"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} {self.kind}"


class HandOverSignature(History):
    """A name under a hand-over, for the giver's side or the receiver's; two different people, one for each side.

    person_key: the name as compared, without case or extra spaces.
    """

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=[("giver", "giver"), ("receiver", "receiver")])
    person = models.CharField(max_length=160)
    person_key = models.CharField(max_length=160)
    capacity = models.CharField(max_length=160, blank=True)

    class Meta:
        db_table = "custody_signature"
        constraints = [
            models.CheckConstraint(name="signature_side", condition=Q(side__in=["giver", "receiver"])),
            models.CheckConstraint(name="signature_has_a_name", condition=~Q(person_key="")),
            models.UniqueConstraint(
                fields=["hand_over", "side"], name="one_signature_a_side", condition=Q(corrected_seq__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["hand_over", "person_key"],
                name="nobody_signs_twice",
                condition=Q(corrected_seq__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.side})"


class HandOverStage(History):
    """What followed a hand-over: a ceremony, the onward transfer to a third party, the arrival at home."""

    hand_over = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="stages")
    kind = models.CharField(
        max_length=20, choices=[(kind, kind) for kind in ("ceremony", "onward transfer", "arrival")]
    )
    giver = models.CharField(max_length=120, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    note_en = models.TextField(blank=True)
    note_ko = models.TextField(blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "custody_stage"
        constraints = [
            models.CheckConstraint(name="stage_kind", condition=Q(kind__in=["ceremony", "onward transfer", "arrival"]))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class Supply(History):
    """Caskets, flags or cases sent ahead of a hand-over. quantity: null where no source says how many."""

    code = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    quantity = models.IntegerField(null=True)
    sender = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=120, blank=True)
    hand_over = models.ForeignKey(HandOver, null=True, on_delete=models.PROTECT, related_name="supplies")
    note_en = models.TextField(blank=True)
    note_ko = models.TextField(blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "custody_supply"
        constraints = [
            models.CheckConstraint(name="supply_is_positive", condition=Q(quantity__isnull=True) | Q(quantity__gt=0))
        ]

    def __str__(self) -> str:
        return self.code


class SupplyUse(History):
    """What became of supplies: used, returned or lost; never more of them than were sent."""

    supply = models.ForeignKey(Supply, on_delete=models.PROTECT, related_name="uses")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ("used", "returned", "lost")])
    quantity = models.IntegerField()

    class Meta:
        db_table = "custody_supply_use"
        constraints = [
            models.CheckConstraint(name="supply_use_kind", condition=Q(kind__in=["used", "returned", "lost"])),
            models.CheckConstraint(name="supply_use_is_positive", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.kind}"
