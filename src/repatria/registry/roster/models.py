"""The roll: loss incidents, the missing, and the history of each one's status."""

from __future__ import annotations

from django.db import models

from repatria.registry.asof import History
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.plain_number import PlainNumber


class Status(models.TextChoices):
    """What is known of a missing person, at any date."""

    UNACCOUNTED_FOR = "unaccounted-for"
    IDENTIFIED = "identified"
    RETURNED_ALIVE = "returned alive"
    GROUP_BURIAL = "group burial"
    OTHERWISE_ACCOUNTED_FOR = "otherwise accounted for"
    NON_RECOVERABLE = "non-recoverable"


ACCOUNTED_FOR = (
    Status.IDENTIFIED,
    Status.RETURNED_ALIVE,
    Status.GROUP_BURIAL,
    Status.OTHERWISE_ACCOUNTED_FOR,
)


class Sex(models.TextChoices):
    """Sex as recorded or estimated."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class LossIncident(Projected):
    """The event in which persons were lost.

    date: partial ISO text as recorded; earliest, after: the half-open interval of days it can mean.
    longitude, latitude: WGS84 degrees; uncertainty_m: radius in metres; grid_text: wartime reference as written.
    """

    code = models.CharField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    conflict = models.CharField(max_length=80, blank=True)
    date = models.CharField(max_length=10, blank=True)
    earliest = models.DateField(null=True)
    after = models.DateField(null=True)
    country = models.CharField(max_length=80, blank=True)
    place = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    uncertainty_m = models.FloatField(null=True)
    grid_text = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "roster_loss_incident"
        indexes = [
            models.Index(fields=["earliest"], name="incident_earliest"),
            models.Index(fields=["country", "earliest"], name="incident_country"),
        ]

    def __str__(self) -> str:
        return self.title


class MissingPerson(Projected):
    """Someone on the roll. `status` repeats the open row of the status history, for filters."""

    reference = models.CharField(max_length=80, unique=True)
    family_name = models.CharField(max_length=120)
    given_names = models.CharField(max_length=160, blank=True)
    service_number = models.CharField(max_length=40, blank=True)
    sex = models.CharField(max_length=10, choices=Sex.choices, default=Sex.UNKNOWN)
    birth = models.CharField(max_length=10, blank=True)
    service = models.CharField(max_length=80, blank=True)
    rank = models.CharField(max_length=80, blank=True)
    unit = models.CharField(max_length=200, blank=True)
    home = models.CharField(max_length=200, blank=True)
    ancestry = models.CharField(max_length=80, blank=True)
    incident = models.ForeignKey(LossIncident, null=True, on_delete=models.PROTECT, related_name="persons")
    status = models.CharField(max_length=40, choices=Status.choices, default=Status.UNACCOUNTED_FOR)
    made_up = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)

    indexes_for_readers = (
        "person_name",
        "person_status_name",
        "person_service_number",
        "person_plain_number",
        "person_service_name",
        "person_unit",
        "person_made_up",
    )

    class Meta:
        db_table = "roster_missing_person"
        indexes = [
            models.Index(fields=["family_name", "given_names", "id"], name="person_name"),
            models.Index(fields=["status", "family_name", "given_names", "id"], name="person_status_name"),
            models.Index(fields=["service_number"], name="person_service_number"),
            models.Index(PlainNumber("service_number"), name="person_plain_number"),
            models.Index(fields=["service", "family_name", "given_names", "id"], name="person_service_name"),
            models.Index(fields=["unit", "incident"], name="person_unit"),
            models.Index(fields=["made_up"], name="person_made_up"),  # is anyone, is everyone: asked before each count
        ]

    @property
    def name(self) -> str:
        """Family name first, as the roll is read."""
        return f"{self.family_name}, {self.given_names}" if self.given_names else self.family_name

    def __str__(self) -> str:
        return self.reference


class StatusEntry(History):
    """One row of a person's status history.

    identification: the decision that brought it, or whose rescission brought back what was so before.
    """

    # the index below begins with the person: one of its own would only slow writing
    person = models.ForeignKey(MissingPerson, on_delete=models.PROTECT, related_name="statuses", db_index=False)
    status = models.CharField(max_length=40, choices=Status.choices)
    authority = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    # asked for together with the person, by whom it is found: an index of its own would only slow writing
    identification = models.ForeignKey(
        "registry.Identification", null=True, on_delete=models.PROTECT, related_name="statuses", db_index=False
    )

    class Meta:
        db_table = "roster_status"
        indexes = [
            # covers the question which row of a person held at a point, on both axes
            models.Index(
                fields=["person", "begins", "id", "recorded_seq", "corrected_seq", "status"], name="status_at_a_point"
            )
        ]

    def __str__(self) -> str:
        return f"{self.status} since {self.since or 'unknown'}"
