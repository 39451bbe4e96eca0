"""Decisions, and the database's own refusal of an identification that two did not sign."""

import django.db.models.deletion
from django.db import migrations, models

# An identification is final only with two distinct signers of its frozen evidence, one of them a medical examiner.
_UNSIGNED = """
  (SELECT COUNT(DISTINCT signer) FROM decisions_signature
    WHERE identification_id = NEW.id AND digest = NEW.digest) < 2
  OR NOT EXISTS (SELECT 1 FROM decisions_signature
    WHERE identification_id = NEW.id AND digest = NEW.digest AND role = 'medical examiner')
"""
_FINAL = "NEW.state IN ('signed', 'notified', 'released', 'buried')"
_WORDS = "an identification is final only with two distinct signers, one of them a medical examiner"
_FROZEN = "evidence is frozen once it was proposed"


def refuse(apps, schema_editor):
    """Create the triggers of the database at hand."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"""
            CREATE FUNCTION decisions_guard() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF TG_OP = 'UPDATE' AND (NEW.digest <> OLD.digest OR NEW.evidence::text <> OLD.evidence::text
                  OR NEW.person_id <> OLD.person_id) THEN
                RAISE EXCEPTION '{_FROZEN}';
              END IF;
              IF {_FINAL} AND ({_UNSIGNED}) THEN RAISE EXCEPTION '{_WORDS}'; END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER decisions_guard BEFORE INSERT OR UPDATE ON decisions_identification
              FOR EACH ROW EXECUTE FUNCTION decisions_guard();
            """
        )
        return
    for moment in ("INSERT", "UPDATE"):
        schema_editor.execute(
            f"CREATE TRIGGER decisions_signed_{moment.lower()} BEFORE {moment} ON decisions_identification "
            f"WHEN {_FINAL} AND ({_UNSIGNED}) BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        )
    schema_editor.execute(
        "CREATE TRIGGER decisions_frozen BEFORE UPDATE ON decisions_identification "
        "WHEN NEW.digest <> OLD.digest OR NEW.evidence <> OLD.evidence OR NEW.person_id <> OLD.person_id "
        f"BEGIN SELECT RAISE(ABORT, '{_FROZEN}'); END"
    )


class Migration(migrations.Migration):
    dependencies = [("registry", "0007_families")]
    operations = [
        migrations.CreateModel(
            name="Identification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("reviewed", "Reviewed"),
                            ("signed", "Signed"),
                            ("notified", "Notified"),
                            ("released", "Released"),
                            ("buried", "Buried"),
                            ("rescinded", "Rescinded"),
                        ],
                        default="proposed",
                        max_length=12,
                    ),
                ),
                ("evidence", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("summary", models.TextField(blank=True)),
                ("proposed_by", models.CharField(max_length=150)),
                ("addition", models.BooleanField(default=False)),
                ("made_up", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications",
                        to="registry.missingperson",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_identification",
            },
        ),
        migrations.CreateModel(
            name="Consequence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("on", models.CharField(blank=True, max_length=10)),
                ("by", models.CharField(max_length=150)),
                ("details", models.JSONField(default=dict)),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consequences",
                        to="registry.identification",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_consequence",
            },
        ),
        migrations.CreateModel(
            name="IdentifiedRemains",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("open", models.BooleanField(default=True)),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="registry.identification"
                    ),
                ),
                (
                    "remains",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="registry.remains"
                    ),
                ),
            ],
            options={
                "db_table": "decisions_remains",
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "discipline",
                    models.CharField(
                        choices=[
                            ("DNA", "Dna"),
                            ("anthropology", "Anthropology"),
                            ("odontology", "Odontology"),
                            ("history", "History"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reviewer", models.CharField(max_length=150)),
                ("concurs", models.BooleanField()),
                ("note", models.TextField(blank=True)),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="registry.identification",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_review",
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("signer", models.CharField(max_length=150)),
                ("role", models.CharField(max_length=40)),
                ("digest", models.CharField(max_length=64)),
                (
                    "identification",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="registry.identification",
                    ),
                ),
            ],
            options={
                "db_table": "decisions_signature",
            },
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.UniqueConstraint(
                condition=models.Q(models.Q(("state", "rescinded"), _negated=True), ("addition", False)),
                fields=("person",),
                name="one_first_identification_per_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifiedremains",
            constraint=models.UniqueConstraint(
                condition=models.Q(("open", True)), fields=("remains",), name="remains_are_one_person_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                fields=("identification", "signer"), name="nobody_signs_a_decision_twice"
            ),
        ),
        migrations.RunPython(refuse, migrations.RunPython.noop),
    ]
