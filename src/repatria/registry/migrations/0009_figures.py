"""Tables of the room figures: known conflicts between sources."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_decisions")]

    operations = [
        migrations.CreateModel(
            name="KnownConflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("code", models.CharField(max_length=20, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("severity", models.CharField(max_length=10)),
                ("topic_en", models.CharField(max_length=200)),
                ("topic_ko", models.CharField(blank=True, max_length=200)),
                ("nature_en", models.TextField()),
                ("nature_ko", models.TextField(blank=True)),
                ("resolution_en", models.TextField(blank=True)),
                ("resolution_ko", models.TextField(blank=True)),
                ("positions", models.JSONField(default=list)),
                ("finding", models.CharField(blank=True, max_length=120)),
                ("unseen_by", models.CharField(blank=True, max_length=60)),
                ("why_en", models.TextField(blank=True)),
                ("why_ko", models.TextField(blank=True)),
            ],
            options={
                "db_table": "figures_known_conflict",
            },
        ),
        migrations.AddConstraint(
            model_name="knownconflict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(models.Q(("finding", ""), _negated=True), ("unseen_by", "")),
                    models.Q(
                        ("finding", ""),
                        models.Q(("unseen_by", ""), _negated=True),
                        models.Q(("why_en", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="conflict_seen_or_said_why_not",
            ),
        ),
    ]
