"""Entries of the roll that were struck off, and what the database refuses of them."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._struck_off_guards import GUARDS
from repatria.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0007_decisions_kept"),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="StruckOff",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("reason", models.TextField()),
                        ("decided_by", models.CharField(max_length=150)),
                        ("undone_because", models.TextField(blank=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="struck_off",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_struck_off",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("person",),
                                name="struck_off_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reason", ""), _negated=True), name="struck_off_for_a_reason"
                            ),
                        ],
                    },
                ),
            ]
        ),
        AddGuards(GUARDS),
    ]
