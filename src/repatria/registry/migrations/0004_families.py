import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._family_guards import InstallFamilyGuards
from repatria.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0003_roll"),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="FollowUp",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        (
                            "kind",
                            models.CharField(choices=[("question", "Question"), ("promise", "Promise")], max_length=10),
                        ),
                        ("words", models.TextField()),
                        ("on", models.CharField(max_length=10)),
                        ("begins", models.DateField()),
                        ("due", models.CharField(blank=True, max_length=10)),
                        ("last_day", models.DateField(null=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="follow_ups",
                                to="registry.family",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_follow_up",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["question", "promise"])), name="follow_up_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True), ("last_day__gte", models.F("begins")), _connector="OR"
                                ),
                                name="follow_up_due_after_it",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FollowUpAnswer",
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
                        (
                            "answer",
                            models.CharField(
                                choices=[
                                    ("answered", "Answered"),
                                    ("kept", "Kept"),
                                    ("not kept", "Not Kept"),
                                    ("no longer wanted", "No Longer Wanted"),
                                    ("open again", "Open Again"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("words", models.TextField(blank=True)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "follow_up",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="registry.followup",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_follow_up_answer",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answer__in", ["answered", "kept", "not kept", "no longer wanted", "open again"])
                                ),
                                name="follow_up_answer",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("follow_up",),
                                name="one_answer_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LiaisonOfficer",
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
                        ("turn", models.IntegerField()),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        ("name", models.CharField(max_length=160)),
                        ("office", models.CharField(blank=True, max_length=200)),
                        ("telephone", models.CharField(blank=True, max_length=60)),
                        ("email", models.CharField(blank=True, max_length=160)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="officers",
                                to="registry.family",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_liaison_officer",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("family",),
                                name="liaison_officer_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("family", "turn"),
                                name="liaison_officer_one_per_turn",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MissingTie",
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
                        ("reason", models.TextField()),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="registry.familymember",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_missing_tie",
                    },
                ),
                migrations.CreateModel(
                    name="Relative",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("name", models.CharField(max_length=160)),
                        ("born", models.CharField(blank=True, max_length=10)),
                        ("made_up", models.BooleanField(default=False)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relatives",
                                to="registry.family",
                            ),
                        ),
                        (
                            "member",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="relative",
                                to="registry.familymember",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_relative",
                    },
                ),
                migrations.CreateModel(
                    name="PrimaryNextOfKin",
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
                        ("turn", models.IntegerField()),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        ("basis", models.CharField(max_length=20)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="primary_next_of_kin",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.relative"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_primary_next_of_kin",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("person",),
                                name="primary_next_of_kin_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("person", "turn"),
                                name="primary_next_of_kin_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("basis", "order of precedence"),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="out_of_order_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Life",
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
                        (
                            "state",
                            models.CharField(choices=[("living", "Living"), ("deceased", "Deceased")], max_length=10),
                        ),
                        ("after", models.DateField(null=True)),
                        ("words", models.CharField(blank=True, max_length=300)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "relative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lives",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_life",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["living", "deceased"])), name="living_or_deceased"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("state", "deceased")),
                                fields=("relative",),
                                name="nobody_dies_twice",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Kinship",
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
                        (
                            "relationship",
                            models.CharField(
                                choices=[
                                    ("spouse", "Spouse"),
                                    ("child", "Child"),
                                    ("parent", "Parent"),
                                    ("sibling", "Sibling"),
                                    ("half-sibling", "Half Sibling"),
                                    ("grandparent", "Grandparent"),
                                    ("grandchild", "Grandchild"),
                                    ("niece or nephew", "Niece Or Nephew"),
                                    ("aunt or uncle", "Aunt Or Uncle"),
                                    ("cousin", "Cousin"),
                                    ("other relative", "Other"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("reason", models.TextField(blank=True)),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kinships",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kinships",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_kinship",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "relationship__in",
                                        [
                                            "spouse",
                                            "child",
                                            "parent",
                                            "sibling",
                                            "half-sibling",
                                            "grandparent",
                                            "grandchild",
                                            "niece or nephew",
                                            "aunt or uncle",
                                            "cousin",
                                            "other relative",
                                        ],
                                    )
                                ),
                                name="kinship_relationship",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("relative", "person"),
                                name="one_kinship_at_a_time",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContactCard",
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
                        ("turn", models.IntegerField()),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        ("closed_on", models.DateField(null=True)),
                        ("telephone", models.CharField(blank=True, max_length=60)),
                        ("email", models.CharField(blank=True, max_length=160)),
                        ("post", models.CharField(blank=True, max_length=300)),
                        ("language", models.CharField(blank=True, max_length=40)),
                        (
                            "way",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("visit", "Visit"),
                                    ("family meeting", "Meeting"),
                                    ("telephone", "Call"),
                                    ("letter", "Letter"),
                                    ("e-mail", "Email"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("best_time", models.CharField(blank=True, max_length=160)),
                        ("do_not_contact", models.BooleanField(default=False)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "relative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cards",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_contact_card",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("relative",),
                                name="contact_card_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("relative", "turn"),
                                name="contact_card_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("way__in", ["", "visit", "family meeting", "telephone", "letter", "e-mail"])
                                ),
                                name="contact_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consent",
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
                        (
                            "use",
                            models.CharField(
                                choices=[
                                    ("comparison with remains", "Remains"),
                                    ("comparison with other families", "Families"),
                                    ("storage of the sample", "Storage"),
                                    ("research", "Research"),
                                    ("sharing with another laboratory or nation", "Sharing"),
                                    ("publication of the name", "Name"),
                                    ("being contacted", "Contact"),
                                ],
                                max_length=60,
                            ),
                        ),
                        (
                            "decision",
                            models.CharField(
                                choices=[("given", "Given"), ("refused", "Refused"), ("withdrawn", "Withdrawn")],
                                max_length=12,
                            ),
                        ),
                        ("until", models.CharField(blank=True, max_length=10)),
                        ("last_day", models.DateField(null=True)),
                        ("given_by", models.CharField(blank=True, max_length=160)),
                        ("form", models.CharField(blank=True, max_length=160)),
                        ("not_before", models.DateField()),
                        ("reason", models.TextField(blank=True)),
                        (
                            "relative",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consents",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_consent",
                        "indexes": [
                            models.Index(fields=["relative", "use", "begins", "id"], name="consent_of_a_relative"),
                            models.Index(fields=["use", "decision", "last_day"], name="consent_that_stops"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "use__in",
                                        [
                                            "comparison with remains",
                                            "comparison with other families",
                                            "storage of the sample",
                                            "research",
                                            "sharing with another laboratory or nation",
                                            "publication of the name",
                                            "being contacted",
                                        ],
                                    )
                                ),
                                name="consent_use",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("decision__in", ["given", "refused", "withdrawn"])),
                                name="consent_decision",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("begins__gte", models.F("not_before"))),
                                name="no_withdrawal_before_consent",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__isnull", True), ("last_day__gte", models.F("begins")), _connector="OR"
                                ),
                                name="consent_ends_after_it_began",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AccountTie",
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
                        ("username", models.CharField(max_length=150)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "relative",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_account_tie",
                        "indexes": [models.Index(fields=["username", "id"], name="account_tie_by_name")],
                    },
                ),
                migrations.CreateModel(
                    name="RelativeDetails",
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
                        ("name", models.CharField(max_length=160)),
                        ("born", models.CharField(blank=True, max_length=10)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "member",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.familymember",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="details",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_relative_details",
                    },
                ),
                migrations.CreateModel(
                    name="Told",
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
                        ("told_to", models.CharField(blank=True, max_length=160)),
                        ("told_by", models.CharField(max_length=160)),
                        (
                            "how",
                            models.CharField(
                                choices=[
                                    ("visit", "Visit"),
                                    ("family meeting", "Meeting"),
                                    ("telephone", "Call"),
                                    ("letter", "Letter"),
                                    ("e-mail", "Email"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("words", models.TextField()),
                        ("not_before", models.DateField(null=True)),
                        ("evidence", models.JSONField(default=list)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="told", to="registry.family"
                            ),
                        ),
                        (
                            "identification",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told",
                                to="registry.identification",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "relative",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="told",
                                to="registry.relative",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_told",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("how__in", ["visit", "family meeting", "telephone", "letter", "e-mail"])
                                ),
                                name="told_how",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("not_before__isnull", True),
                                    ("begins__gte", models.F("not_before")),
                                    _connector="OR",
                                ),
                                name="told_not_before_the_decision",
                            ),
                        ],
                    },
                ),
            ]
        ),
        InstallFamilyGuards(),
    ]
