"""Decisions: the history of their states, withdrawals of what was recorded wrongly, and what the database refuses."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations import _decision_step_guards
from repatria.registry.migrations._add_guards import AddGuards

_STATES = ("proposed", "reviewed", "signed", "notified", "released", "buried", "rescinded")


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_families")]
    operations = [
        migrations.CreateModel(
            name="DecisionState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                ("turn", models.IntegerField()),
                ("ended_seq", models.BigIntegerField(null=True)),
                ("closed_on", models.DateField(null=True)),
                ("state", models.CharField(choices=[(state, state.capitalize()) for state in _STATES], max_length=12)),
                (
                    "identification",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="registry.identification",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_state",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["identification"],
                        condition=models.Q(ended_seq__isnull=True, corrected_seq__isnull=True),
                        name="decision_state_one_open",
                    ),
                    models.UniqueConstraint(
                        fields=["identification", "turn"],
                        condition=models.Q(corrected_seq__isnull=True),
                        name="decision_state_one_per_turn",
                    ),
                ],
                "indexes": [
                    models.Index(fields=["state", "identification"], name="decision_state_rows"),
                    models.Index(
                        fields=["identification", "turn", "begins", "recorded_seq", "corrected_seq"],
                        name="decision_state_at_a_point",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("by", models.CharField(max_length=150)),
                ("reason", models.TextField()),
                (
                    "consequence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="withdrawal",
                        to="registry.consequence",
                    ),
                ),
            ],
            options={"db_table": "decisions_withdrawal"},
        ),
        migrations.AddIndex(
            model_name="identification",
            index=models.Index(fields=["state", "id"], name="decision_by_state"),
        ),
        AddGuards(_decision_step_guards.GUARDS),
    ]
