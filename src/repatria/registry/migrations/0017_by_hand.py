"""Where the words of a figure cited by hand stand; speakers that are only assumed; guards of what was decided."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import F, Q
from django.db.models.deletion import PROTECT

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._passage_guards import GUARDS
from repatria.registry.migrations._together import AddColumns, CreateTogether


class _SpeakersAssumed(Operation):
    """Say of figures that claims cited before whose speaker is only assumed: the claims as read have it."""

    reversible = False

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Rows are no part of the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Where the name was left as it was read, nobody has confirmed it."""
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT f.id, f.speaker, c.speaker, c.content FROM sources_cited_figure f"
                " JOIN sources_cited_passage p ON p.figure_id = f.id JOIN sources_proposed_claim c ON c.id = p.claim_id"
            )
            rows = cursor.fetchall()
            for key, cited, read, content in rows:
                told = json.loads(content) if isinstance(content, str) else content
                assumed = bool(cited and told.get("speaker_assumed") and cited == read[:160])
                cursor.execute("UPDATE sources_cited_figure SET speaker_assumed = %s WHERE id = %s", [assumed, key])

    def describe(self) -> str:
        """In words."""
        return "Say which speakers are only assumed"


class Migration(migrations.Migration):
    dependencies = [("registry", "0016_told_events")]
    operations = [
        AddColumns(
            [migrations.AddField("citedfigure", "speaker_assumed", models.BooleanField(null=True))],
            [("sources_cited_figure", "speaker_assumed bool NULL")],
        ),
        CreateTogether(
            [
                migrations.CreateModel(
                    name="HandPassage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("exact", models.TextField()),
                        ("prefix", models.CharField(blank=True, max_length=60)),
                        ("suffix", models.CharField(blank=True, max_length=60)),
                        ("start", models.IntegerField()),
                        ("end", models.IntegerField()),
                        (
                            "document",
                            models.ForeignKey(on_delete=PROTECT, related_name="hand_passages", to="registry.document"),
                        ),
                        (
                            "figure",
                            models.OneToOneField(
                                on_delete=PROTECT, related_name="hand_passage", to="registry.citedfigure"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "sources_hand_passage",
                        "constraints": [
                            models.CheckConstraint(
                                condition=Q(start__gte=0, end__gt=F("start")), name="hand_passage_has_a_place"
                            )
                        ],
                    },
                ),
            ]
        ),
        _SpeakersAssumed(),
        AddGuards(GUARDS),
    ]
