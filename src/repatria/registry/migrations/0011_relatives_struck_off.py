"""Relatives who were struck off, and what the database refuses of relatives."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._relative_guards import GUARDS
from repatria.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0010_two_officers"),
    ]

    operations = [
        CreateTogether(
            [
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
        AddGuards(GUARDS),
    ]
