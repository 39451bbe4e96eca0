"""Histories of the roll: days of conflicts, circumstances of incidents, units and where they belonged, pursuit."""

from __future__ import annotations

import math

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.chains import Chain, chain_constraints
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import LossIncident, MissingPerson

LARGEST_RADIUS_M = 500_000.0
"""The largest radius of uncertainty that a place may have: a point less certain than Korea is long says nothing."""


class ArmedConflict(Projected):
    """A war or another conflict. name: as incidents, hand-overs and operations refer to it."""

    name = models.CharField(max_length=80, unique=True)
    name_ko = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "roster_armed_conflict"

    def __str__(self) -> str:
        return self.name


class ConflictDays(Chain):
    """The first and the last day of a conflict, as they were held to be; a correction replaces the row.

    last_day: None while it lasts; losses_until: the last day on which a loss can belong to it.
    """

    conflict = models.ForeignKey(ArmedConflict, on_delete=models.PROTECT, related_name="days")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    losses_until = models.DateField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "roster_conflict_days"
        constraints = [
            *chain_constraints("conflict", "conflict_days"),
            models.CheckConstraint(
                name="conflict_ends_after_it_began",
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} to {self.last_day or 'today'}"


class Circumstances(History):
    """When and where a loss incident was, as it was held from one entry to another; `LossIncident` repeats the last.

    date, earliest, after, longitude, latitude, uncertainty_m, grid_text: as in `LossIncident`. mgrs, datum: what the
    grid reference was read as, empty where it has no one reading; from_grid: the point was taken from that
    reading. Its key is the ledger entry that recorded it.
    """

    # the index below begins with the incident
    incident = models.ForeignKey(LossIncident, on_delete=models.PROTECT, related_name="circumstances", db_index=False)
    date = models.CharField(max_length=10, blank=True)
    earliest = models.DateField(null=True)
    after = models.DateField(null=True)
    country = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    uncertainty_m = models.FloatField(null=True)
    grid_text = models.CharField(max_length=80, blank=True)
    mgrs = models.CharField(max_length=20, blank=True)
    datum = models.CharField(max_length=80, blank=True)
    from_grid = models.BooleanField(default=False)
    unit = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "roster_circumstances"
        indexes = [models.Index(fields=["incident", "recorded_seq"], name="circumstances_of_incident")]
        constraints = [
            models.CheckConstraint(
                name="circumstances_place_on_earth",
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90),
            ),
            models.CheckConstraint(
                name="circumstances_radius_bounded",
                condition=Q(uncertainty_m__isnull=True)
                | Q(uncertainty_m__gte=0, uncertainty_m__lte=LARGEST_RADIUS_M, longitude__isnull=False),
            ),
            models.CheckConstraint(
                name="circumstances_corrected_for_a_reason", condition=Q(authority="", reason="") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.place or self.grid_text or self.date

    @property
    def radius_km(self) -> int:
        """The radius of uncertainty in whole kilometres, rounded up."""
        return math.ceil((self.uncertainty_m or 0.0) / 1000)


class Unit(Projected):
    """A unit of an armed force. name: by which the record calls it; the names it has in files are its `UnitName`."""

    name = models.CharField(max_length=200, unique=True)
    service = models.CharField(max_length=80, blank=True)
    echelon = models.CharField(max_length=40, blank=True)
    made_up = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "roster_unit"

    def __str__(self) -> str:
        return self.name


class UnitName(History):
    """A unit's name as a file writes it. key: the same in one form (see `units.unit_key`), by which texts are tied."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=200)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "roster_unit_name"
        constraints = [
            models.UniqueConstraint(
                fields=["key"], name="unit_name_of_one_unit", condition=Q(corrected_seq__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.text


class UnitPlacement(Chain):
    """Under which unit a unit was from a day on; parent: None where it was under none that the record knows."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="below")
    authority = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        db_table = "roster_unit_placement"
        constraints = [
            *chain_constraints("unit", "unit_placement"),
            models.CheckConstraint(
                name="unit_not_under_itself", condition=Q(parent__isnull=True) | ~Q(parent=F("unit"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} under {self.parent or 'none'} since {self.since or 'unknown'}"


class PursuitCategory(models.TextChoices):
    """Whether a missing person is looked for, in the categories that the accounting agency (DPAA) publishes."""

    IN_REVIEW = "in review"
    ACTIVE = "active pursuit"
    DEFERRED = "deferred"
    NON_RECOVERABLE = "non-recoverable"
    NONE = "no category"


PURSUED = (PursuitCategory.IN_REVIEW, PursuitCategory.ACTIVE, PursuitCategory.DEFERRED)
"""Categories of those still to be accounted for."""


class Pursuit(Chain):
    """The pursuit category of a missing person from a day on, with who decided and why."""

    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="pursuits")
    category = models.CharField(max_length=40, choices=PursuitCategory.choices)
    authority = models.CharField(max_length=200)
    reason = models.TextField()

    class Meta:
        db_table = "roster_pursuit"
        constraints = [
            *chain_constraints("person", "pursuit"),
            models.CheckConstraint(name="pursuit_category", condition=Q(category__in=PursuitCategory.values)),
            models.CheckConstraint(name="pursuit_by_someone_for_a_reason", condition=~Q(authority="") & ~Q(reason="")),
        ]
        indexes = [models.Index(fields=["category", "person"], name="pursuit_of_category")]

    def __str__(self) -> str:
        return f"{self.category} since {self.since or 'unknown'}"
