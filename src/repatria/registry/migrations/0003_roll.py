"""The roll: conflicts, circumstances of incidents, units, pursuit, and what the database refuses of them."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations import _roll_guards
from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0002_guards"),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="ArmedConflict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("name", models.CharField(max_length=80, unique=True)),
                        ("name_ko", models.CharField(blank=True, max_length=80)),
                        ("source", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "db_table": "roster_armed_conflict",
                    },
                ),
                migrations.CreateModel(
                    name="ConflictDays",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("since", models.CharField(blank=True, max_length=10)),
                        ("begins", models.DateField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("turn", models.IntegerField()),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        (
                            "conflict",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="days",
                                to="registry.armedconflict",
                            ),
                        ),
                        ("first_day", models.DateField()),
                        ("last_day", models.DateField(null=True)),
                        ("losses_until", models.DateField(null=True)),
                        ("reason", models.TextField(blank=True)),
                    ],
                    options={
                        "db_table": "roster_conflict_days",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("conflict",),
                                name="conflict_days_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("conflict", "turn"),
                                name="conflict_days_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True),
                                    ("last_day__gte", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="conflict_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Circumstances",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("since", models.CharField(blank=True, max_length=10)),
                        ("begins", models.DateField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "incident",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="circumstances",
                                to="registry.lossincident",
                            ),
                        ),
                        ("date", models.CharField(blank=True, max_length=10)),
                        ("earliest", models.DateField(null=True)),
                        ("after", models.DateField(null=True)),
                        ("country", models.CharField(blank=True, max_length=80)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("longitude", models.FloatField(null=True)),
                        ("latitude", models.FloatField(null=True)),
                        ("uncertainty_m", models.FloatField(null=True)),
                        ("grid_text", models.CharField(blank=True, max_length=80)),
                        ("mgrs", models.CharField(blank=True, max_length=20)),
                        ("datum", models.CharField(blank=True, max_length=80)),
                        ("from_grid", models.BooleanField(default=False)),
                        ("unit", models.CharField(blank=True, max_length=200)),
                        ("authority", models.CharField(blank=True, max_length=200)),
                        ("reason", models.TextField(blank=True)),
                    ],
                    options={
                        "db_table": "roster_circumstances",
                        "indexes": [
                            models.Index(fields=["incident", "recorded_seq"], name="circumstances_of_incident")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                                    models.Q(
                                        ("latitude__gte", -90),
                                        ("latitude__lte", 90),
                                        ("longitude__gte", -180),
                                        ("longitude__lte", 180),
                                    ),
                                    _connector="OR",
                                ),
                                name="circumstances_place_on_earth",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("uncertainty_m__isnull", True),
                                    models.Q(
                                        ("longitude__isnull", False),
                                        ("uncertainty_m__gte", 0),
                                        ("uncertainty_m__lte", 500000.0),
                                    ),
                                    _connector="OR",
                                ),
                                name="circumstances_radius_bounded",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authority", ""), ("reason", "")),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="circumstances_corrected_for_a_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Unit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("name", models.CharField(max_length=200, unique=True)),
                        ("service", models.CharField(blank=True, max_length=80)),
                        ("echelon", models.CharField(blank=True, max_length=40)),
                        ("made_up", models.BooleanField(default=False)),
                        ("source", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "db_table": "roster_unit",
                    },
                ),
                migrations.CreateModel(
                    name="UnitName",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("since", models.CharField(blank=True, max_length=10)),
                        ("begins", models.DateField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="names", to="registry.unit"
                            ),
                        ),
                        ("text", models.CharField(max_length=200)),
                        ("key", models.CharField(max_length=200)),
                        ("source", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "db_table": "roster_unit_name",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("key",),
                                name="unit_name_of_one_unit",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="UnitPlacement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("since", models.CharField(blank=True, max_length=10)),
                        ("begins", models.DateField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("turn", models.IntegerField()),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="registry.unit",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="below",
                                to="registry.unit",
                            ),
                        ),
                        ("authority", models.CharField(blank=True, max_length=200)),
                        ("reason", models.TextField(blank=True)),
                    ],
                    options={
                        "db_table": "roster_unit_placement",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("unit",),
                                name="unit_placement_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("unit", "turn"),
                                name="unit_placement_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("unit")), _negated=True),
                                    _connector="OR",
                                ),
                                name="unit_not_under_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pursuit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("since", models.CharField(blank=True, max_length=10)),
                        ("begins", models.DateField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("turn", models.IntegerField()),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pursuits",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "category",
                            models.CharField(
                                choices=[
                                    ("in review", "In Review"),
                                    ("active pursuit", "Active"),
                                    ("deferred", "Deferred"),
                                    ("non-recoverable", "Non Recoverable"),
                                    ("no category", "None"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("authority", models.CharField(max_length=200)),
                        ("reason", models.TextField()),
                    ],
                    options={
                        "db_table": "roster_pursuit",
                        "indexes": [models.Index(fields=["category", "person"], name="pursuit_of_category")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("person",),
                                name="pursuit_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("person", "turn"),
                                name="pursuit_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "category__in",
                                        ["in review", "active pursuit", "deferred", "non-recoverable", "no category"],
                                    )
                                ),
                                name="pursuit_category",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authority", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                                ),
                                name="pursuit_by_someone_for_a_reason",
                            ),
                        ],
                    },
                ),
            ]
        ),
        migrations.AddIndex(
            model_name="lossincident",
            index=models.Index(fields=["country", "earliest"], name="incident_country"),
        ),
        migrations.AddIndex(
            model_name="missingperson",
            index=models.Index(fields=["service", "family_name", "given_names", "id"], name="person_service_name"),
        ),
        migrations.AddIndex(
            model_name="missingperson",
            index=models.Index(fields=["unit", "incident"], name="person_unit"),
        ),
        AddGuards(_roll_guards.GUARDS),
    ]
