"""Field work: sites and the leads to them, permissions, operations with their history, and what they found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from repatria.registry.asof import History
from repatria.registry.chains import Chain, chain_constraints
from repatria.registry.ledger.projection import Projected
from repatria.registry.roster.models import LossIncident
from repatria.registry.sources.models import Source
from repatria.registry.talks.models import Engagement


class Site(Projected):
    """A place where remains may be, or were. longitude, latitude: WGS84 degrees; uncertainty_m: radius in metres.

    grid_text: the wartime reference as written. likelihood repeats the open row of its estimates, for filters.
    """

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=80, blank=True)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    uncertainty_m = models.FloatField(null=True)
    grid_text = models.CharField(max_length=80, blank=True)
    likelihood = models.FloatField(null=True)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "field_site"
        constraints = [
            models.CheckConstraint(
                name="site_has_both_coordinates_or_none",
                condition=Q(longitude__isnull=True, latitude__isnull=True, uncertainty_m__isnull=True)
                | Q(longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90),
            ),
            models.CheckConstraint(
                name="site_uncertainty_is_a_radius", condition=Q(uncertainty_m__isnull=True) | Q(uncertainty_m__gte=0)
            ),
        ]

    def __str__(self) -> str:
        return self.code


class SiteLead(Projected):
    """What points to a site: a witness, a document, a map, a find. incident: the loss it may belong to."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="leads")
    kind = models.CharField(max_length=40)
    received = models.CharField(max_length=10, blank=True)
    text = models.CharField(max_length=500)
    incident = models.ForeignKey(LossIncident, null=True, on_delete=models.PROTECT, related_name="leads")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "field_lead"

    def __str__(self) -> str:
        return f"{self.kind}: {self.text[:40]}"


class SiteLikelihood(Chain):
    """How likely it is held to be that a site holds remains: 0 to 1, by whose judgement and why."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="likelihoods")
    value = models.FloatField()
    authority = models.CharField(max_length=200)
    reason = models.CharField(max_length=500)

    class Meta:
        db_table = "field_likelihood"
        constraints = [
            *chain_constraints("site", "likelihood"),
            models.CheckConstraint(name="likelihood_is_a_probability", condition=Q(value__gte=0, value__lte=1)),
            models.CheckConstraint(name="likelihood_has_grounds", condition=~Q(authority="") & ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.value} since {self.since}"


class Permission(Projected):
    """The agreement under which operations may run. state repeats the open row of its history."""

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=80, blank=True)
    engagement = models.ForeignKey(Engagement, null=True, on_delete=models.PROTECT, related_name="permissions")
    state = models.CharField(max_length=12)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "field_permission"

    def __str__(self) -> str:
        return self.code


PERMISSION_STATES = ("in force", "suspended", "ended")
OPERATION_STATES = ("planned", "running", "suspended", "ended", "cancelled")


class PermissionState(Chain):
    """One row of a permission's history; it is suspended or ended with the reason, on whose authority."""

    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=12)
    authority = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "field_permission_state"
        constraints = [
            *chain_constraints("permission", "permission_state"),
            models.CheckConstraint(name="permission_state_known", condition=Q(state__in=PERMISSION_STATES)),
            models.CheckConstraint(
                name="permission_stopped_with_reason", condition=Q(state="in force") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} since {self.since}"


class Operation(Projected):
    """Field work. planned_from, planned_until: partial dates; first_day, after: the days these can mean, half-open.

    first_fiscal_year, last_fiscal_year: the fiscal years that the plan touches. team: how many people, when known.
    status repeats the open row of its history.
    """

    code = models.CharField(max_length=80, unique=True)
    title_en = models.CharField(max_length=200)
    title_ko = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=80, blank=True)
    conflict = models.CharField(max_length=80, blank=True)
    conflict_began = models.DateField(null=True)
    permission = models.ForeignKey(Permission, null=True, on_delete=models.PROTECT, related_name="operations")
    planned_from = models.CharField(max_length=10, blank=True)
    planned_until = models.CharField(max_length=10, blank=True)
    first_day = models.DateField(null=True)
    after = models.DateField(null=True)
    first_fiscal_year = models.IntegerField(null=True)
    last_fiscal_year = models.IntegerField(null=True)
    plan_en = models.TextField(blank=True)
    plan_ko = models.TextField(blank=True)
    status = models.CharField(max_length=12)
    sources = models.JSONField(default=list)
    made_up = models.BooleanField(default=False)

    class Meta:
        db_table = "field_operation"
        indexes = [models.Index(fields=["first_day", "id"], name="operation_first_day")]
        constraints = [
            models.CheckConstraint(
                name="operation_not_before_the_war",
                condition=Q(conflict_began__isnull=True) | Q(after__isnull=True) | Q(after__gt=F("conflict_began")),
            ),
            models.CheckConstraint(
                name="operation_ends_after_it_begins",
                condition=Q(first_day__isnull=True) | Q(after__isnull=True) | Q(after__gt=F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class OperationState(Chain):
    """One row of an operation's history: planned, running, suspended (why), ended or cancelled (why)."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="states")
    state = models.CharField(max_length=12)
    authority = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "field_operation_state"
        constraints = [
            *chain_constraints("operation", "operation_state"),
            models.CheckConstraint(name="operation_state_known", condition=Q(state__in=OPERATION_STATES)),
            models.CheckConstraint(
                name="operation_stopped_with_reason",
                condition=~Q(state__in=["suspended", "cancelled"]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} since {self.since}"


class OperationSite(Projected):
    """A site that an operation is to work at."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="sites")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="operations")

    class Meta:
        db_table = "field_operation_site"
        constraints = [models.UniqueConstraint(fields=["operation", "site"], name="site_once_an_operation")]

    def __str__(self) -> str:
        return f"{self.operation_id} at {self.site_id}"


class TeamMember(History):
    """Who takes part: a function (leader, anthropologist, interpreter...), an organisation, how many people."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="team")
    function = models.CharField(max_length=80)
    organisation = models.CharField(max_length=160, blank=True)
    person = models.CharField(max_length=160, blank=True)
    people = models.IntegerField(default=1)

    class Meta:
        db_table = "field_team"
        constraints = [
            models.CheckConstraint(name="team_is_of_people", condition=Q(people__gt=0)),
            models.CheckConstraint(name="a_named_person_is_one", condition=Q(person="") | Q(people=1)),
        ]

    def __str__(self) -> str:
        return f"{self.people} {self.function}"


class OperationResult(History):
    """What an operation found, in its own unit; 0 when it looked and found nothing. Units are never converted."""

    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="results")
    site = models.ForeignKey(Site, null=True, on_delete=models.PROTECT, related_name="results")
    quantity = models.IntegerField()
    unit = models.CharField(max_length=20)
    note_en = models.CharField(max_length=500, blank=True)
    note_ko = models.CharField(max_length=500, blank=True)
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "field_result"
        constraints = [models.CheckConstraint(name="result_is_a_count", condition=Q(quantity__gte=0))]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit}"
