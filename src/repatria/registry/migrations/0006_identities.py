"""Names, numbers, records side by side, corrections and merges of those on the roll, and the guards of merges."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._identity_guards import GUARDS
from repatria.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0005_decisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="beside",
            field=models.IntegerField(default=0),
        ),
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Alias",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("other spelling", "Spelling"),
                                    ("transliteration", "Transliteration"),
                                    ("name in Hangul", "Hangul"),
                                    ("maiden name", "Maiden"),
                                    ("religious name", "Religious"),
                                    ("name used", "Used"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("family_name", models.CharField(max_length=120)),
                        ("given_names", models.CharField(blank=True, max_length=160)),
                        ("family_key", models.CharField(db_index=True, max_length=360)),
                        ("given_key", models.CharField(blank=True, db_index=True, max_length=480)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="aliases",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_alias",
                    },
                ),
                migrations.CreateModel(
                    name="Correction",
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
                        ("field", models.CharField(max_length=40)),
                        ("value", models.CharField(blank=True, max_length=200)),
                        ("before", models.CharField(blank=True, max_length=200)),
                        ("reason", models.TextField()),
                        ("decided_by", models.CharField(max_length=150)),
                        ("withdrawn_because", models.TextField(blank=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="corrections",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_correction",
                    },
                ),
                migrations.CreateModel(
                    name="Settlement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("field", models.CharField(max_length=40)),
                        ("value", models.CharField(blank=True, max_length=200)),
                        ("reason", models.TextField()),
                        ("decided_by", models.CharField(max_length=150)),
                        (
                            "correction",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.correction",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="settlements",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_settlement",
                    },
                ),
                migrations.CreateModel(
                    name="SourceRecord",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("line", models.IntegerField()),
                        ("first", models.BooleanField(default=False)),
                        ("said", models.JSONField()),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="records",
                                to="registry.import",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_source_record",
                    },
                ),
                migrations.CreateModel(
                    name="Merge",
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
                        ("evidence", models.TextField(blank=True)),
                        ("decided_by", models.CharField(max_length=150)),
                        ("undone_because", models.TextField(blank=True)),
                        (
                            "kept",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="took_in",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "merged",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="merges",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_merge",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("merged",),
                                name="merged_into_one_at_a_time",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("kept", models.F("merged")), _negated=True),
                                name="nobody_is_merged_into_themself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="NotSame",
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
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_not_same",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("first", "second"),
                                name="not_same_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("first__lt", models.F("second"))), name="not_same_in_order"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ServiceNumber",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("number", models.CharField(max_length=40)),
                        ("key", models.CharField(db_index=True, max_length=120)),
                        ("service", models.CharField(blank=True, max_length=80)),
                        ("since", models.CharField(blank=True, max_length=10)),
                        ("until", models.CharField(blank=True, max_length=10)),
                        ("source", models.CharField(max_length=200)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="numbers",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_number",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("person", "key"),
                                name="a_number_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Disagreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("field", models.CharField(max_length=40)),
                        ("ours", models.CharField(max_length=200)),
                        ("theirs", models.CharField(max_length=200)),
                        ("settled", models.BigIntegerField(null=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disagreements",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "record",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="disagreements",
                                to="registry.sourcerecord",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_disagreement",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("settled__isnull", True)), fields=["id"], name="disagreement_open"
                            ),
                            models.Index(
                                condition=models.Q(("settled__isnull", True)),
                                fields=["field", "id"],
                                name="disagreement_open_field",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suggestion",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("grounds", models.JSONField()),
                        ("points", models.IntegerField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "first",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "second",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "identities_suggestion",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=["-points", "id"],
                                name="suggestion_strongest",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("first", "second"),
                                name="suggested_once",
                            )
                        ],
                    },
                ),
            ]
        ),
        AddGuards(GUARDS),
    ]
