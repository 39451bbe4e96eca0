"""Documents read for testimony, their proposed claims, the decisions on them, and where cited figures stand."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._guards import Guard, install

GUARDS = (
    Guard(
        "document_text_is_kept",
        "sources_document",
        "UPDATE",
        "NEW.text <> OLD.text OR NEW.sha256 <> OLD.sha256 OR NEW.text_sha256 <> OLD.text_sha256",
        "the text of a document is kept as it was read",
    ),
    Guard(
        "claim_is_kept_as_read",
        "sources_proposed_claim",
        "UPDATE",
        "NEW.content <> OLD.content OR NEW.document_id <> OLD.document_id OR NEW.number <> OLD.number",
        "a proposed claim is kept as it was read",
    ),
    Guard(
        "no_figure_without_acceptance",
        "sources_cited_passage",
        "INSERT",
        "NOT EXISTS (SELECT 1 FROM sources_claim_decision d WHERE d.id = NEW.decision_id"
        " AND d.claim_id = NEW.claim_id AND d.decision IN ('accepted', 'edited'))",
        "a figure of a document is published by the acceptance of its claim",
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0011_runs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=40)),
                ("encoding", models.CharField(max_length=40)),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("text_sha256", models.CharField(max_length=64, unique=True)),
                ("published", models.JSONField()),
                ("conflicts", models.JSONField(default=list)),
                ("furniture", models.JSONField(default=list)),
                ("problems", models.JSONField(default=list)),
                ("version", models.CharField(max_length=40)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="registry.source"
                    ),
                ),
            ],
            options={
                "db_table": "sources_document",
            },
        ),
        migrations.CreateModel(
            name="ProposedClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("reference", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("modality", models.CharField(max_length=20)),
                ("speaker", models.CharField(blank=True, max_length=300)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                ("content", models.JSONField()),
                ("figure_count", models.IntegerField()),
                ("state", models.CharField(default="proposed", max_length=10)),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="registry.document"
                    ),
                ),
            ],
            options={
                "db_table": "sources_proposed_claim",
            },
        ),
        migrations.CreateModel(
            name="ClaimDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("decision", models.CharField(max_length=10)),
                ("decided_by", models.CharField(max_length=150)),
                ("decided_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("claim_as_accepted", models.JSONField(default=dict)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="registry.proposedclaim",
                    ),
                ),
            ],
            options={
                "db_table": "sources_claim_decision",
            },
        ),
        migrations.CreateModel(
            name="CitedPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("exact", models.TextField()),
                ("prefix", models.CharField(blank=True, max_length=60)),
                ("suffix", models.CharField(blank=True, max_length=60)),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "figure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="passage", to="registry.citedfigure"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="registry.claimdecision",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="registry.proposedclaim",
                    ),
                ),
            ],
            options={
                "db_table": "sources_cited_passage",
            },
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="document_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedclaim",
            constraint=models.UniqueConstraint(fields=("document", "number"), name="claim_number_once"),
        ),
        migrations.AddConstraint(
            model_name="proposedclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ("proposed", "accepted", "edited", "rejected"))), name="claim_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposedclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)), name="claim_has_a_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="claimdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision__in", ("accepted", "edited", "rejected", "reopened"))),
                name="claim_decision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="claimdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision__in", ("accepted", "edited")), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="claim_decision_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="citedpassage",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)), name="passage_has_a_place"
            ),
        ),
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop, elidable=False),
    ]
