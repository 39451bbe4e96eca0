"""Tables of the room field, and what the database itself refuses in them."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._field_guards import GUARDS
from repatria.registry.migrations._guards import install


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_talks")]
    operations = [
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("code", models.CharField(max_length=80, unique=True)),
                ("title_en", models.CharField(max_length=200)),
                ("title_ko", models.CharField(blank=True, max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("country", models.CharField(blank=True, max_length=80)),
                ("longitude", models.FloatField(null=True)),
                ("latitude", models.FloatField(null=True)),
                ("uncertainty_m", models.FloatField(null=True)),
                ("grid_text", models.CharField(blank=True, max_length=80)),
                ("likelihood", models.FloatField(null=True)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "field_site",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("latitude__isnull", True), ("longitude__isnull", True), ("uncertainty_m__isnull", True)
                            ),
                            models.Q(
                                ("latitude__gte", -90),
                                ("latitude__lte", 90),
                                ("longitude__gte", -180),
                                ("longitude__lte", 180),
                            ),
                            _connector="OR",
                        ),
                        name="site_has_both_coordinates_or_none",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("uncertainty_m__isnull", True), ("uncertainty_m__gte", 0), _connector="OR"),
                        name="site_uncertainty_is_a_radius",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SiteLead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="registry.site"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("received", models.CharField(blank=True, max_length=10)),
                ("text", models.CharField(max_length=500)),
                (
                    "incident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leads",
                        to="registry.lossincident",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
                    ),
                ),
            ],
            options={
                "db_table": "field_lead",
            },
        ),
        migrations.CreateModel(
            name="SiteLikelihood",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                ("turn", models.IntegerField()),
                ("ended_seq", models.BigIntegerField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="likelihoods", to="registry.site"
                    ),
                ),
                ("value", models.FloatField()),
                ("authority", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=500)),
            ],
            options={
                "db_table": "field_likelihood",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                        fields=("site",),
                        name="likelihood_one_open",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True)),
                        fields=("site", "turn"),
                        name="likelihood_one_per_turn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0), ("value__lte", 1)), name="likelihood_is_a_probability"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("authority", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                        ),
                        name="likelihood_has_grounds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Permission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("code", models.CharField(max_length=80, unique=True)),
                ("title_en", models.CharField(max_length=200)),
                ("title_ko", models.CharField(blank=True, max_length=200)),
                ("country", models.CharField(blank=True, max_length=80)),
                (
                    "engagement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permissions",
                        to="registry.engagement",
                    ),
                ),
                ("state", models.CharField(max_length=12)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "field_permission",
            },
        ),
        migrations.CreateModel(
            name="PermissionState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                ("turn", models.IntegerField()),
                ("ended_seq", models.BigIntegerField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "permission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="registry.permission"
                    ),
                ),
                ("state", models.CharField(max_length=12)),
                ("authority", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "source",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
                    ),
                ),
            ],
            options={
                "db_table": "field_permission_state",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                        fields=("permission",),
                        name="permission_state_one_open",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True)),
                        fields=("permission", "turn"),
                        name="permission_state_one_per_turn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("in force", "suspended", "ended"))),
                        name="permission_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "in force"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="permission_stopped_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Operation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("code", models.CharField(max_length=80, unique=True)),
                ("title_en", models.CharField(max_length=200)),
                ("title_ko", models.CharField(blank=True, max_length=200)),
                ("country", models.CharField(blank=True, max_length=80)),
                ("conflict", models.CharField(blank=True, max_length=80)),
                ("conflict_began", models.DateField(null=True)),
                (
                    "permission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="operations",
                        to="registry.permission",
                    ),
                ),
                ("planned_from", models.CharField(blank=True, max_length=10)),
                ("planned_until", models.CharField(blank=True, max_length=10)),
                ("first_day", models.DateField(null=True)),
                ("after", models.DateField(null=True)),
                ("first_fiscal_year", models.IntegerField(null=True)),
                ("last_fiscal_year", models.IntegerField(null=True)),
                ("plan_en", models.TextField(blank=True)),
                ("plan_ko", models.TextField(blank=True)),
                ("status", models.CharField(max_length=12)),
                ("sources", models.JSONField(default=list)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "field_operation",
                "indexes": [models.Index(fields=["first_day", "id"], name="operation_first_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conflict_began__isnull", True),
                            ("after__isnull", True),
                            ("after__gt", models.F("conflict_began")),
                            _connector="OR",
                        ),
                        name="operation_not_before_the_war",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_day__isnull", True),
                            ("after__isnull", True),
                            ("after__gt", models.F("first_day")),
                            _connector="OR",
                        ),
                        name="operation_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OperationState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                ("turn", models.IntegerField()),
                ("ended_seq", models.BigIntegerField(null=True)),
                ("closed_on", models.DateField(null=True)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="registry.operation"
                    ),
                ),
                ("state", models.CharField(max_length=12)),
                ("authority", models.CharField(blank=True, max_length=200)),
                ("reason", models.CharField(blank=True, max_length=500)),
                (
                    "source",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
                    ),
                ),
            ],
            options={
                "db_table": "field_operation_state",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                        fields=("operation",),
                        name="operation_state_one_open",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True)),
                        fields=("operation", "turn"),
                        name="operation_state_one_per_turn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("planned", "running", "suspended", "ended", "cancelled"))),
                        name="operation_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["suspended", "cancelled"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="operation_stopped_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OperationSite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sites", to="registry.operation"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="operations", to="registry.site"
                    ),
                ),
            ],
            options={
                "db_table": "field_operation_site",
                "constraints": [models.UniqueConstraint(fields=("operation", "site"), name="site_once_an_operation")],
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team", to="registry.operation"
                    ),
                ),
                ("function", models.CharField(max_length=80)),
                ("organisation", models.CharField(blank=True, max_length=160)),
                ("person", models.CharField(blank=True, max_length=160)),
                ("people", models.IntegerField(default=1)),
            ],
            options={
                "db_table": "field_team",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="team_is_of_people"),
                    models.CheckConstraint(
                        condition=models.Q(("person", ""), ("people", 1), _connector="OR"), name="a_named_person_is_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OperationResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "operation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="results", to="registry.operation"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="registry.site",
                    ),
                ),
                ("quantity", models.IntegerField()),
                ("unit", models.CharField(max_length=20)),
                ("note_en", models.CharField(blank=True, max_length=500)),
                ("note_ko", models.CharField(blank=True, max_length=500)),
                (
                    "source",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
                    ),
                ),
            ],
            options={
                "db_table": "field_result",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gte", 0)), name="result_is_a_count")
                ],
            },
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop, elidable=False),
    ]
