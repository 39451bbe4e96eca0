"""Statuses carry the key of their decision, searches the entry at which they read consents; rows are never deleted."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations import _kept_guards
from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._together import AddColumns


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_identities")]
    operations = [
        AddColumns(
            [
                migrations.AddField(
                    model_name="statusentry",
                    name="identification",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="statuses",
                        to="registry.identification",
                    ),
                ),
                migrations.AddField("searchrun", "read_at_entry", models.BigIntegerField(null=True)),
            ],
            [
                (
                    "roster_status",
                    "identification_id bigint NULL REFERENCES decisions_identification (id)"
                    " DEFERRABLE INITIALLY DEFERRED",
                ),
                ("runs_search", "read_at_entry bigint NULL"),
            ],
        ),
        AddGuards(_kept_guards.GUARDS),
    ]
