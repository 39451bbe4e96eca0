"""How a cited number is said, and none below nothing stands; documents that are withdrawn, and those for few."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

from repatria.registry.migrations._add_guards import AddGuards, RestoreGuards
from repatria.registry.migrations._document_guards import GUARDS as OF_DOCUMENTS
from repatria.registry.migrations._together import CreateTogether
from repatria.registry.migrations._withdrawn_guards import GUARDS

_SAID = ("asserted", "negative", "hedged", "intention", "pledge", "forecast", "refuted", "conditional", "request")


class Migration(migrations.Migration):
    dependencies = [("registry", "0014_made_up_index")]
    operations = [
        migrations.AddField("citedfigure", "said", models.CharField(default="asserted", max_length=20)),
        migrations.AddConstraint(
            "citedfigure", models.CheckConstraint(condition=Q(said__in=_SAID), name="figure_said")
        ),
        migrations.RunSQL(
            "UPDATE sources_cited_figure SET corrected_seq = recorded_seq, withdrawn_because = 'a count is not negative'"
            " WHERE corrected_seq IS NULL AND (value < 0 OR low < 0 OR high < 0)"
        ),
        migrations.AddConstraint(
            "citedfigure",
            models.CheckConstraint(
                condition=Q(corrected_seq__isnull=False)
                | (Q(value__isnull=True) | Q(value__gte=0))
                & (Q(low__isnull=True) | Q(low__gte=0))
                & (Q(high__isnull=True) | Q(high__gte=0)),
                name="figure_not_negative",
            ),
        ),
        migrations.AddField("document", "withdrawn", models.BooleanField(default=False)),
        migrations.AddField("document", "restricted", models.BooleanField(default=False)),
        migrations.AlterField("document", "text_sha256", models.CharField(max_length=64)),
        migrations.AddConstraint(
            "document",
            models.UniqueConstraint(condition=Q(withdrawn=False), fields=["text_sha256"], name="document_text_once"),
        ),
        RestoreGuards(tuple(guard for guard in OF_DOCUMENTS if guard.table == "sources_document")),
        CreateTogether(
            [
                migrations.CreateModel(
                    name="DocumentWithdrawal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("reason", models.CharField(max_length=500)),
                        ("decided_by", models.CharField(max_length=150)),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("brought_back_because", models.CharField(blank=True, max_length=500)),
                        (
                            "document",
                            models.ForeignKey(on_delete=PROTECT, related_name="withdrawals", to="registry.document"),
                        ),
                    ],
                    options={
                        "db_table": "sources_document_withdrawal",
                        "constraints": [
                            models.CheckConstraint(condition=~Q(reason=""), name="document_withdrawn_for_a_reason"),
                            models.UniqueConstraint(
                                condition=Q(corrected_seq__isnull=True),
                                fields=["document"],
                                name="document_withdrawn_once",
                            ),
                        ],
                    },
                ),
            ]
        ),
        AddGuards(GUARDS),
    ]
