"""Tables of the room talks: engagements with outcomes, agreements, commitments with their steps, channels."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_roll")]

    operations = [
        migrations.DeleteModel(name="CommitmentStep"),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("subject", models.CharField(max_length=80)),
                (
                    "aspect",
                    models.CharField(
                        choices=[
                            ("name", "Name"),
                            ("period", "Period"),
                            ("cause", "Cause"),
                            ("degree", "Degree"),
                            ("status", "Status"),
                            ("agency", "Agency"),
                            ("actor", "Actor"),
                            ("effect", "Effect"),
                            ("wording", "Wording"),
                            ("description", "Description"),
                            ("weekday", "Weekday"),
                        ],
                        max_length=20,
                    ),
                ),
                ("value", models.CharField(max_length=120)),
                ("words_en", models.CharField(blank=True, max_length=300)),
                ("words_ko", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "db_table": "talks_account",
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("code", models.CharField(max_length=40, unique=True)),
                ("title_en", models.CharField(max_length=200)),
                ("title_ko", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "db_table": "talks_agreement",
            },
        ),
        migrations.CreateModel(
            name="AgreementPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("text_en", models.CharField(max_length=300)),
                ("text_ko", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "db_table": "talks_agreement_point",
            },
        ),
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("code", models.CharField(max_length=40, unique=True)),
                ("name_en", models.CharField(max_length=160)),
                ("name_ko", models.CharField(blank=True, max_length=160)),
                ("parties", models.JSONField(default=list)),
            ],
            options={
                "db_table": "talks_channel",
            },
        ),
        migrations.CreateModel(
            name="ChannelState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                ("state", models.CharField(choices=[("open", "open"), ("cut", "cut")], max_length=10)),
                ("words_en", models.CharField(blank=True, max_length=300)),
                ("words_ko", models.CharField(blank=True, max_length=300)),
            ],
            options={
                "db_table": "talks_channel_state",
            },
        ),
        migrations.CreateModel(
            name="CommitmentStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("made", "Made"),
                            ("standing", "Standing"),
                            ("planned", "Planned"),
                            ("claimed kept", "Claimed Kept"),
                            ("not begun", "Not Begun"),
                            ("stalled", "Stalled"),
                            ("reaffirmed", "Reaffirmed"),
                            ("partly kept", "Partly Kept"),
                            ("kept", "Kept"),
                            ("missed", "Missed"),
                            ("replaced", "Replaced"),
                            ("suspended", "Suspended"),
                            ("broken", "Broken"),
                            ("open", "Open"),
                            ("under assessment", "Under Assessment"),
                        ],
                        max_length=20,
                    ),
                ),
                ("scope", models.CharField(blank=True, max_length=40)),
                ("words_en", models.CharField(blank=True, max_length=300)),
                ("words_ko", models.CharField(blank=True, max_length=300)),
                ("not_before", models.DateField()),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "db_table": "talks_commitment_step",
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("head of state or government", "Head Of State"),
                            ("minister", "Minister"),
                            ("general officer", "General"),
                            ("senior official", "Senior"),
                            ("working level", "Working"),
                            ("not known", "Unknown"),
                        ],
                        default="not known",
                        max_length=40,
                    ),
                ),
                ("attended", models.BooleanField(null=True)),
            ],
            options={
                "db_table": "talks_delegation",
            },
        ),
        migrations.CreateModel(
            name="EngagementOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("under assessment", "Under Assessment"),
                            ("held", "Held"),
                            ("occurred", "Occurred"),
                            ("sent", "Sent"),
                            ("made", "Made"),
                            ("agreed", "Agreed"),
                            ("no agreement", "No Agreement"),
                            ("no-show", "No Show"),
                            ("postponed", "Postponed"),
                            ("rescheduled", "Rescheduled"),
                            ("cancelled", "Cancelled"),
                            ("halted", "Halted"),
                            ("suspended", "Suspended"),
                            ("ended", "Ended"),
                            ("refuted", "Refuted"),
                        ],
                        max_length=40,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "db_table": "talks_engagement_outcome",
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("before", "Before"),
                            ("not after", "Not After"),
                            ("same day", "Same Day"),
                            ("rescheduled to", "Rescheduled To"),
                            ("corrects", "Corrects"),
                            ("anniversary of", "Anniversary Of"),
                        ],
                        max_length=20,
                    ),
                ),
                ("subject", models.CharField(max_length=80)),
                ("object", models.CharField(max_length=80)),
            ],
            options={
                "db_table": "talks_relation",
            },
        ),
        migrations.AddField(
            model_name="commitment",
            name="counts",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="commitment",
            name="due",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="commitment",
            name="quantity_high",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="commitment",
            name="quantity_low",
            field=models.IntegerField(null=True),
        ),
        migrations.AddField(
            model_name="commitment",
            name="unit",
            field=models.CharField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="engagement",
            name="latest",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="engagement",
            name="kind",
            field=models.CharField(
                choices=[
                    ("summit", "Summit"),
                    ("meeting", "Meeting"),
                    ("visit", "Visit"),
                    ("letter", "Letter"),
                    ("call", "Call"),
                    ("statement", "Statement"),
                    ("testimony", "Testimony"),
                    ("publication", "Publication"),
                    ("agreement", "Agreement"),
                    ("ceremony", "Ceremony"),
                    ("operation", "Operation"),
                    ("logistics", "Logistics"),
                    ("identification", "Identification"),
                    ("war", "War"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "summit",
                            "meeting",
                            "visit",
                            "letter",
                            "call",
                            "statement",
                            "testimony",
                            "publication",
                            "agreement",
                            "ceremony",
                            "operation",
                            "logistics",
                            "identification",
                            "war",
                        ],
                    )
                ),
                name="engagement_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("latest__isnull", True), ("latest__gte", models.F("earliest")), _connector="OR"),
                name="engagement_bounds_in_order",
            ),
        ),
        migrations.AddField(
            model_name="account",
            name="source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="accounts", to="registry.source"
            ),
        ),
        migrations.AddField(
            model_name="agreement",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="registry.engagement"
            ),
        ),
        migrations.AddField(
            model_name="agreementpoint",
            name="agreement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="points", to="registry.agreement"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="point",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="registry.agreementpoint",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("quantity_high__isnull", True), ("quantity_low__isnull", True)),
                    models.Q(("unit", ""), _negated=True),
                    _connector="OR",
                ),
                name="commitment_quantity_has_a_unit",
            ),
        ),
        migrations.AddField(
            model_name="channelstate",
            name="channel",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="states", to="registry.channel"
            ),
        ),
        migrations.AddField(
            model_name="channelstate",
            name="engagement",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.engagement"
            ),
        ),
        migrations.AddField(
            model_name="channelstate",
            name="source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
            ),
        ),
        migrations.AddField(
            model_name="commitmentstep",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="registry.commitment"
            ),
        ),
        migrations.AddField(
            model_name="commitmentstep",
            name="engagement",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.engagement"
            ),
        ),
        migrations.AddField(
            model_name="commitmentstep",
            name="hand_over",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.handover"
            ),
        ),
        migrations.AddField(
            model_name="commitmentstep",
            name="source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="delegations", to="registry.engagement"
            ),
        ),
        migrations.AddField(
            model_name="delegation",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="delegations", to="registry.party"
            ),
        ),
        migrations.AddField(
            model_name="engagementoutcome",
            name="engagement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="outcomes", to="registry.engagement"
            ),
        ),
        migrations.AddField(
            model_name="engagementoutcome",
            name="source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
            ),
        ),
        migrations.AddField(
            model_name="relation",
            name="source",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
            ),
        ),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(fields=["subject", "aspect"], name="account_subject"),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "aspect__in",
                        [
                            "name",
                            "period",
                            "cause",
                            "degree",
                            "status",
                            "agency",
                            "actor",
                            "effect",
                            "wording",
                            "description",
                            "weekday",
                        ],
                    )
                ),
                name="account_aspect",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementpoint",
            constraint=models.UniqueConstraint(fields=("agreement", "number"), name="agreement_point_once"),
        ),
        migrations.AddConstraint(
            model_name="agreementpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="agreement_points_count_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="channelstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "cut"])), name="channel_open_or_cut"
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "status__in",
                        [
                            "made",
                            "standing",
                            "planned",
                            "claimed kept",
                            "not begun",
                            "stalled",
                            "reaffirmed",
                            "partly kept",
                            "kept",
                            "missed",
                            "replaced",
                            "suspended",
                            "broken",
                            "open",
                            "under assessment",
                        ],
                    )
                ),
                name="commitment_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitmentstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("begins__gte", models.F("not_before"))), name="step_not_before_its_cause"
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "level__in",
                        [
                            "head of state or government",
                            "minister",
                            "general officer",
                            "senior official",
                            "working level",
                            "not known",
                        ],
                    )
                ),
                name="delegation_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="delegation",
            constraint=models.UniqueConstraint(fields=("engagement", "party"), name="one_delegation_a_party"),
        ),
        migrations.AddConstraint(
            model_name="engagementoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "planned",
                            "under assessment",
                            "held",
                            "occurred",
                            "sent",
                            "made",
                            "agreed",
                            "no agreement",
                            "no-show",
                            "postponed",
                            "rescheduled",
                            "cancelled",
                            "halted",
                            "suspended",
                            "ended",
                            "refuted",
                        ],
                    )
                ),
                name="engagement_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["before", "not after", "same day", "rescheduled to", "corrects", "anniversary of"])
                ),
                name="relation_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", models.F("object")), _negated=True), name="relation_between_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.UniqueConstraint(fields=("kind", "subject", "object"), name="relation_once"),
        ),
    ]
