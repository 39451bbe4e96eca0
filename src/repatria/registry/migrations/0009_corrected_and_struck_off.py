"""Corrections of what was typed wrong, relatives who were struck off, and what the database refuses of both."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._clerical_guards import GUARDS
from repatria.registry.migrations._relative_guards import GUARDS as RELATIVE_GUARDS
from repatria.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0008_struck_off"),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="ClericalCorrection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("kind", models.CharField(max_length=20)),
                        ("key", models.BigIntegerField()),
                        ("field", models.CharField(max_length=40)),
                        ("before", models.TextField(blank=True)),
                        ("value", models.TextField(blank=True)),
                        ("reason", models.TextField()),
                        ("decided_by", models.CharField(max_length=150)),
                    ],
                    options={
                        "db_table": "clerical_correction",
                        "indexes": [models.Index(fields=["kind", "key", "id"], name="clerical_of_row")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="clerical_for_a_reason"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value", models.F("before")), _negated=True),
                                name="clerical_changes_something",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StruckOffRelative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("reason", models.TextField()),
                        ("decided_by", models.CharField(max_length=150)),
                        ("undone_because", models.TextField(blank=True)),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "relative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="struck_off",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_struck_off",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("relative",),
                                name="relative_struck_off_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True),
                                name="relative_struck_off_for_a_reason",
                            ),
                        ],
                    },
                ),
            ]
        ),
        AddGuards((*GUARDS, *RELATIVE_GUARDS)),
    ]
