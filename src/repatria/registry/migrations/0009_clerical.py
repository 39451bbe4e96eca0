"""Corrections of what was typed wrong, and what the database refuses of them."""

from django.db import migrations, models

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._clerical_guards import GUARDS
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
            ]
        ),
        AddGuards(GUARDS),
    ]
