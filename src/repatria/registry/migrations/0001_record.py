import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import repatria.registry.people.permissions
from repatria.registry.migrations._together import CreateTogether


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateTogether(
            [
                migrations.CreateModel(
                    name="Agreement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="Channel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="CitedFigure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=60, unique=True)),
                        ("label_en", models.CharField(max_length=300)),
                        ("label_ko", models.CharField(blank=True, max_length=300)),
                        ("value", models.FloatField(null=True)),
                        ("low", models.FloatField(null=True)),
                        ("high", models.FloatField(null=True)),
                        ("qualifier", models.CharField(max_length=20)),
                        ("unit", models.CharField(max_length=20)),
                        ("predicate", models.CharField(max_length=20)),
                        ("population", models.CharField(blank=True, max_length=160)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("period", models.CharField(blank=True, max_length=40)),
                        ("as_of", models.CharField(blank=True, max_length=10)),
                        ("speaker", models.CharField(blank=True, max_length=160)),
                        ("note_en", models.TextField(blank=True)),
                        ("note_ko", models.TextField(blank=True)),
                        ("counts", models.JSONField(default=list)),
                        ("table", models.CharField(blank=True, max_length=40)),
                        ("line", models.CharField(blank=True, max_length=120)),
                        ("printed_total", models.BooleanField(default=False)),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        ("withdrawn_because", models.TextField(blank=True)),
                    ],
                    options={
                        "db_table": "sources_cited_figure",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "qualifier__in",
                                        (
                                            "exact",
                                            "at_least",
                                            "more_than",
                                            "nearly",
                                            "approx",
                                            "up_to",
                                            "between",
                                            "believed",
                                        ),
                                    )
                                ),
                                name="figure_qualifier",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "unit__in",
                                        (
                                            "persons",
                                            "remains",
                                            "sets",
                                            "boxes",
                                            "caskets",
                                            "cases",
                                            "years",
                                            "days",
                                            "other",
                                        ),
                                    )
                                ),
                                name="figure_unit",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "predicate__in",
                                        (
                                            "missing",
                                            "unaccounted_for",
                                            "died",
                                            "lost_at_sea",
                                            "recovered",
                                            "identified",
                                            "returned",
                                            "handed_over",
                                            "held",
                                            "buried",
                                            "other",
                                        ),
                                    )
                                ),
                                name="figure_predicate",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("value__isnull", False),
                                    ("low__isnull", False),
                                    ("high__isnull", False),
                                    _connector="OR",
                                ),
                                name="figure_has_a_number",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Document",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    ],
                    options={
                        "db_table": "sources_document",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("text", ""), _negated=True), name="document_has_text"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Family",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=120, unique=True)),
                        ("made_up", models.BooleanField(default=False)),
                        ("source", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "db_table": "families_family",
                    },
                ),
                migrations.CreateModel(
                    name="HandOver",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("title_en", models.CharField(max_length=200)),
                        ("title_ko", models.CharField(blank=True, max_length=200)),
                        ("conflict", models.CharField(blank=True, max_length=80)),
                        ("conflict_began", models.DateField(null=True)),
                        ("date", models.CharField(blank=True, max_length=10)),
                        ("earliest", models.DateField(null=True)),
                        ("after", models.DateField(null=True)),
                        ("giver", models.CharField(blank=True, max_length=120)),
                        ("receiver", models.CharField(blank=True, max_length=120)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("declared", models.IntegerField(null=True)),
                        ("counted", models.IntegerField(null=True)),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        ("note_en", models.TextField(blank=True)),
                        ("note_ko", models.TextField(blank=True)),
                        ("sources", models.JSONField(default=list)),
                        ("made_up", models.BooleanField(default=False)),
                    ],
                    options={
                        "db_table": "custody_hand_over",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("conflict_began__isnull", True),
                                    ("after__isnull", True),
                                    ("after__gt", models.F("conflict_began")),
                                    _connector="OR",
                                ),
                                name="hand_over_not_before_the_war",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("declared__isnull", True), ("declared__gte", 0), _connector="OR"),
                                    models.Q(("counted__isnull", True), ("counted__gte", 0), _connector="OR"),
                                ),
                                name="hand_over_counts_are_not_negative",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Holder",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("name_en", models.CharField(max_length=160)),
                        ("name_ko", models.CharField(blank=True, max_length=160)),
                        ("kind", models.CharField(max_length=40)),
                        ("nation", models.CharField(blank=True, max_length=80)),
                        ("made_up", models.BooleanField(default=False)),
                    ],
                    options={
                        "db_table": "custody_holder",
                    },
                ),
                migrations.CreateModel(
                    name="Identification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    ],
                    options={
                        "db_table": "decisions_identification",
                    },
                ),
                migrations.CreateModel(
                    name="Import",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("format", models.CharField(max_length=40)),
                        ("file_name", models.CharField(max_length=200)),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("rows_read", models.IntegerField()),
                        ("landed", models.IntegerField()),
                        ("rejected", models.IntegerField()),
                    ],
                    options={
                        "db_table": "imports_import",
                    },
                ),
                migrations.CreateModel(
                    name="Party",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("name_en", models.CharField(max_length=160)),
                        ("name_ko", models.CharField(blank=True, max_length=160)),
                        ("kind", models.CharField(max_length=40)),
                        ("role_en", models.CharField(blank=True, max_length=300)),
                        ("role_ko", models.CharField(blank=True, max_length=300)),
                    ],
                    options={
                        "db_table": "talks_party",
                    },
                ),
                migrations.CreateModel(
                    name="Population",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=120, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("source", models.TextField(blank=True)),
                    ],
                    options={
                        "db_table": "laboratory_population",
                    },
                ),
                migrations.CreateModel(
                    name="SearchRun",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("parameters", models.JSONField()),
                        ("version", models.CharField(max_length=40)),
                        ("inputs", models.JSONField()),
                        ("started_at", models.DateTimeField()),
                        ("finished_at", models.DateTimeField()),
                        ("sample_count", models.IntegerField()),
                        ("target_count", models.IntegerField()),
                        ("pair_count", models.BigIntegerField()),
                        ("hit_count", models.IntegerField()),
                        ("problems", models.JSONField(default=list)),
                    ],
                    options={
                        "db_table": "runs_search",
                    },
                ),
                migrations.CreateModel(
                    name="Source",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("publisher", models.CharField(max_length=200)),
                        ("publisher_basis", models.CharField(blank=True, max_length=300)),
                        ("author", models.CharField(blank=True, max_length=200)),
                        ("title", models.CharField(blank=True, max_length=300)),
                        ("title_ko", models.CharField(blank=True, max_length=300)),
                        ("published", models.CharField(blank=True, max_length=10)),
                        ("published_basis", models.TextField(blank=True)),
                        ("earliest", models.CharField(blank=True, max_length=10)),
                        ("latest", models.CharField(blank=True, max_length=10)),
                        ("printed_date", models.CharField(blank=True, max_length=10)),
                        ("address", models.CharField(blank=True, max_length=300)),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        "db_table": "sources_source",
                    },
                ),
                migrations.CreateModel(
                    name="AgreementPoint",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("number", models.IntegerField()),
                        ("text_en", models.CharField(max_length=300)),
                        ("text_ko", models.CharField(blank=True, max_length=300)),
                        (
                            "agreement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="points",
                                to="registry.agreement",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_agreement_point",
                        "constraints": [
                            models.UniqueConstraint(fields=("agreement", "number"), name="agreement_point_once"),
                            models.CheckConstraint(
                                condition=models.Q(("number__gt", 0)), name="agreement_points_count_from_one"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Engagement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=40, unique=True)),
                        (
                            "kind",
                            models.CharField(
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
                        ("title_en", models.CharField(max_length=200)),
                        ("title_ko", models.CharField(blank=True, max_length=200)),
                        ("planned", models.CharField(blank=True, max_length=24)),
                        ("date", models.CharField(blank=True, max_length=24)),
                        ("earliest", models.DateField(null=True)),
                        ("latest", models.DateField(null=True)),
                        ("outcome", models.CharField(blank=True, max_length=40)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("note_en", models.TextField(blank=True)),
                        ("note_ko", models.TextField(blank=True)),
                        ("parties", models.JSONField(default=list)),
                        ("sources", models.JSONField(default=list)),
                    ],
                    options={
                        "db_table": "talks_engagement",
                        "indexes": [models.Index(fields=["earliest"], name="engagement_earliest")],
                        "constraints": [
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("latest__isnull", True), ("latest__gte", models.F("earliest")), _connector="OR"
                                ),
                                name="engagement_bounds_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Commitment",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=40, unique=True)),
                        ("title_en", models.CharField(max_length=300)),
                        ("title_ko", models.CharField(blank=True, max_length=300)),
                        ("parties", models.JSONField(default=list)),
                        ("sources", models.JSONField(default=list)),
                        ("quantity_low", models.IntegerField(null=True)),
                        ("quantity_high", models.IntegerField(null=True)),
                        ("unit", models.CharField(blank=True, max_length=20)),
                        ("counts", models.CharField(blank=True, max_length=60)),
                        ("quantity_en", models.CharField(blank=True, max_length=300)),
                        ("quantity_ko", models.CharField(blank=True, max_length=300)),
                        ("due", models.CharField(blank=True, max_length=10)),
                        ("deadline", models.CharField(blank=True, max_length=120)),
                        ("deadline_ko", models.CharField(blank=True, max_length=120)),
                        (
                            "point",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="registry.agreementpoint",
                            ),
                        ),
                        (
                            "made_at",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="commitments",
                                to="registry.engagement",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_commitment",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("quantity_high__isnull", True), ("quantity_low__isnull", True)),
                                    models.Q(("unit", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="commitment_quantity_has_a_unit",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="agreement",
                    name="engagement",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="registry.engagement"
                    ),
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "A user with that username already exists."},
                                help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                                max_length=150,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="username",
                            ),
                        ),
                        ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                        ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                        ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                        (
                            "is_staff",
                            models.BooleanField(
                                default=False,
                                help_text="Designates whether the user can log into this admin site.",
                                verbose_name="staff status",
                            ),
                        ),
                        (
                            "is_active",
                            models.BooleanField(
                                default=True,
                                help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                                verbose_name="active",
                            ),
                        ),
                        (
                            "date_joined",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("administrator", "administrator"),
                                    ("historian", "historian"),
                                    ("negotiator", "negotiator"),
                                    ("field officer", "field officer"),
                                    ("custodian", "custodian"),
                                    ("anthropologist", "anthropologist"),
                                    ("DNA analyst", "DNA analyst"),
                                    ("identification coordinator", "identification coordinator"),
                                    ("medical examiner", "medical examiner"),
                                    ("family liaison officer", "family liaison officer"),
                                    ("public affairs officer", "public affairs officer"),
                                    ("auditor", "auditor"),
                                    ("family member", "family member"),
                                ],
                                default=repatria.registry.people.permissions.Role["AUDITOR"],
                                max_length=40,
                            ),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "family",
                            models.ForeignKey(
                                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.family"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "people_user",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("role", "family member"), ("family__isnull", True), _connector="OR"
                                ),
                                name="only_family_members_have_a_family",
                            )
                        ],
                    },
                    managers=[
                        ("objects", django.contrib.auth.models.UserManager()),
                    ],
                ),
                migrations.CreateModel(
                    name="FoundLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("unit", models.CharField(max_length=20)),
                        ("found", models.IntegerField()),
                        ("broken_seals", models.IntegerField(default=0)),
                        ("description", models.CharField(blank=True, max_length=300)),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "hand_over",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="found",
                                to="registry.handover",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_found_line",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("broken_seals__gte", 0), ("broken_seals__lte", models.F("found"))),
                                name="seals_broken_of_those_found",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Discrepancy",
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
                            models.CharField(
                                choices=[("missing", "missing"), ("extra", "extra"), ("broken seal", "broken seal")],
                                max_length=20,
                            ),
                        ),
                        ("unit", models.CharField(max_length=20)),
                        ("quantity", models.IntegerField()),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "found_line",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="discrepancies",
                                to="registry.foundline",
                            ),
                        ),
                        (
                            "hand_over",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="discrepancies",
                                to="registry.handover",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_discrepancy",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="discrepancy_is_positive"
                            ),
                            models.UniqueConstraint(fields=("found_line", "kind"), name="discrepancy_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Container",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("kind", models.CharField(max_length=40)),
                        ("made_up", models.BooleanField(default=False)),
                        (
                            "hand_over",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="containers",
                                to="registry.handover",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_container",
                    },
                ),
                migrations.CreateModel(
                    name="HandOverSignature",
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
                            "side",
                            models.CharField(choices=[("giver", "giver"), ("receiver", "receiver")], max_length=10),
                        ),
                        ("person", models.CharField(max_length=160)),
                        ("person_key", models.CharField(max_length=160)),
                        ("capacity", models.CharField(blank=True, max_length=160)),
                        (
                            "hand_over",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="registry.handover",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_signature",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("side__in", ["giver", "receiver"])), name="signature_side"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("person_key", ""), _negated=True), name="signature_has_a_name"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("hand_over", "side"),
                                name="one_signature_a_side",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("hand_over", "person_key"),
                                name="nobody_signs_twice",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consequence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="ImportProblem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("place", models.CharField(max_length=200)),
                        ("message", models.TextField()),
                        ("raw", models.TextField(blank=True)),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="problems",
                                to="registry.import",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "imports_problem",
                    },
                ),
                migrations.CreateModel(
                    name="Inventory",
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
                        ("place", models.CharField(blank=True, max_length=160)),
                        ("taken_by", models.CharField(max_length=160)),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inventories",
                                to="registry.holder",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_inventory",
                    },
                ),
                migrations.CreateModel(
                    name="Item",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=120, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("container", "container"),
                                    ("specimen", "specimen"),
                                    ("sample", "sample"),
                                    ("effect", "effect"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("form", models.CharField(blank=True, max_length=80)),
                        ("description", models.CharField(blank=True, max_length=300)),
                        ("nation", models.CharField(blank=True, max_length=80)),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        ("made_up", models.BooleanField(default=False)),
                        (
                            "container",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="item",
                                to="registry.container",
                            ),
                        ),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="registry.holder"
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contents",
                                to="registry.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_item",
                        "indexes": [
                            models.Index(fields=["holder", "code"], name="item_holder"),
                            models.Index(fields=["kind", "code"], name="item_kind"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="item_not_in_itself",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InventoryLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=120)),
                        ("expected", models.BooleanField()),
                        ("found", models.BooleanField()),
                        ("explanation", models.CharField(blank=True, max_length=500)),
                        ("explained_seq", models.BigIntegerField(null=True)),
                        (
                            "inventory",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="registry.inventory",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inventory_lines",
                                to="registry.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_inventory_line",
                        "constraints": [
                            models.UniqueConstraint(fields=("inventory", "code"), name="inventory_line_once"),
                            models.CheckConstraint(
                                condition=models.Q(("expected", True), ("found", True), _connector="OR"),
                                name="inventory_line_says_something",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("expected", False), ("item__isnull", False), _connector="OR"),
                                name="expected_is_on_record",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Belonging",
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
                        ("nation", models.CharField(max_length=80)),
                        ("authority", models.CharField(max_length=200)),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="belongings",
                                to="registry.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_belonging",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("item",),
                                name="belonging_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("item", "turn"),
                                name="belonging_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authority", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                                ),
                                name="belonging_has_grounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="KnownConflict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        "constraints": [
                            models.CheckConstraint(
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
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LedgerEntry",
                    fields=[
                        ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("recorded_at", models.DateTimeField()),
                        ("actor", models.CharField(max_length=150)),
                        ("action", models.CharField(max_length=80)),
                        ("subject", models.CharField(max_length=120)),
                        ("payload", models.TextField()),
                        ("previous", models.CharField(max_length=64)),
                        ("hash", models.CharField(max_length=64)),
                    ],
                    options={
                        "db_table": "ledger_entry",
                        "indexes": [
                            models.Index(fields=["subject", "seq"], name="ledger_subject"),
                            models.Index(fields=["recorded_at"], name="ledger_recorded_at"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lineage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("kind", models.CharField(max_length=10)),
                        (
                            "result",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="origins", to="registry.item"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="offspring",
                                to="registry.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_lineage",
                        "constraints": [
                            models.UniqueConstraint(fields=("source", "result"), name="lineage_once"),
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["split", "merge", "sampling"])), name="lineage_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("source", models.F("result")), _negated=True),
                                name="lineage_not_of_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LossIncident",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("title", models.CharField(max_length=200)),
                        ("conflict", models.CharField(blank=True, max_length=80)),
                        ("date", models.CharField(blank=True, max_length=10)),
                        ("earliest", models.DateField(null=True)),
                        ("after", models.DateField(null=True)),
                        ("country", models.CharField(blank=True, max_length=80)),
                        ("place", models.CharField(blank=True, max_length=200)),
                        ("longitude", models.FloatField(null=True)),
                        ("latitude", models.FloatField(null=True)),
                        ("uncertainty_m", models.FloatField(null=True)),
                        ("grid_text", models.CharField(blank=True, max_length=80)),
                        ("unit", models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        "db_table": "roster_loss_incident",
                        "indexes": [models.Index(fields=["earliest"], name="incident_earliest")],
                    },
                ),
                migrations.CreateModel(
                    name="ManifestLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("number", models.IntegerField()),
                        ("unit", models.CharField(max_length=20)),
                        ("declared", models.IntegerField()),
                        ("description", models.CharField(blank=True, max_length=300)),
                        ("corrected_seq", models.BigIntegerField(null=True)),
                        (
                            "hand_over",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manifest",
                                to="registry.handover",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_manifest_line",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("declared__gt", 0)), name="declared_is_positive"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("hand_over", "number"),
                                name="manifest_line_once",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="foundline",
                    name="line",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="found",
                        to="registry.manifestline",
                    ),
                ),
                migrations.CreateModel(
                    name="MissingPerson",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("reference", models.CharField(max_length=80, unique=True)),
                        ("family_name", models.CharField(max_length=120)),
                        ("given_names", models.CharField(blank=True, max_length=160)),
                        ("service_number", models.CharField(blank=True, max_length=40)),
                        (
                            "sex",
                            models.CharField(
                                choices=[("male", "Male"), ("female", "Female"), ("unknown", "Unknown")],
                                default="unknown",
                                max_length=10,
                            ),
                        ),
                        ("birth", models.CharField(blank=True, max_length=10)),
                        ("service", models.CharField(blank=True, max_length=80)),
                        ("rank", models.CharField(blank=True, max_length=80)),
                        ("unit", models.CharField(blank=True, max_length=200)),
                        ("home", models.CharField(blank=True, max_length=200)),
                        ("ancestry", models.CharField(blank=True, max_length=80)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("unaccounted-for", "Unaccounted For"),
                                    ("identified", "Identified"),
                                    ("returned alive", "Returned Alive"),
                                    ("group burial", "Group Burial"),
                                    ("otherwise accounted for", "Otherwise Accounted For"),
                                    ("non-recoverable", "Non Recoverable"),
                                ],
                                default="unaccounted-for",
                                max_length=40,
                            ),
                        ),
                        ("made_up", models.BooleanField(default=False)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "incident",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="persons",
                                to="registry.lossincident",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "roster_missing_person",
                        "indexes": [
                            models.Index(fields=["family_name", "given_names", "id"], name="person_name"),
                            models.Index(
                                fields=["status", "family_name", "given_names", "id"], name="person_status_name"
                            ),
                            models.Index(fields=["service_number"], name="person_service_number"),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="identification",
                    name="person",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="identifications",
                        to="registry.missingperson",
                    ),
                ),
                migrations.CreateModel(
                    name="FamilyMember",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("label", models.CharField(max_length=120)),
                        (
                            "sex",
                            models.CharField(
                                choices=[("male", "Male"), ("female", "Female"), ("unknown", "Unknown")], max_length=10
                            ),
                        ),
                        ("inbreeding", models.FloatField(default=0.0)),
                        ("twin_group", models.CharField(blank=True, default="", max_length=120)),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="members",
                                to="registry.family",
                            ),
                        ),
                        (
                            "father",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.familymember",
                            ),
                        ),
                        (
                            "mother",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.familymember",
                            ),
                        ),
                        (
                            "missing_person",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kin",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "families_member",
                        "constraints": [
                            models.UniqueConstraint(fields=("family", "label"), name="one_label_per_family")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Delegation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "engagement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="registry.engagement",
                            ),
                        ),
                        (
                            "party",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="delegations",
                                to="registry.party",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_delegation",
                        "constraints": [
                            models.CheckConstraint(
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
                            models.UniqueConstraint(fields=("engagement", "party"), name="one_delegation_a_party"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Permission",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("title_en", models.CharField(max_length=200)),
                        ("title_ko", models.CharField(blank=True, max_length=200)),
                        ("country", models.CharField(blank=True, max_length=80)),
                        ("state", models.CharField(max_length=12)),
                        ("made_up", models.BooleanField(default=False)),
                        (
                            "engagement",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="permissions",
                                to="registry.engagement",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_permission",
                    },
                ),
                migrations.CreateModel(
                    name="Operation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("title_en", models.CharField(max_length=200)),
                        ("title_ko", models.CharField(blank=True, max_length=200)),
                        ("country", models.CharField(blank=True, max_length=80)),
                        ("conflict", models.CharField(blank=True, max_length=80)),
                        ("conflict_began", models.DateField(null=True)),
                        ("planned_from", models.CharField(blank=True, max_length=10)),
                        ("planned_until", models.CharField(blank=True, max_length=10)),
                        ("first_day", models.DateField(null=True)),
                        ("after", models.DateField(null=True)),
                        ("first_fiscal_year", models.IntegerField(null=True)),
                        ("last_fiscal_year", models.IntegerField(null=True)),
                        ("plan_en", models.TextField(blank=True)),
                        ("plan_ko", models.TextField(blank=True)),
                        ("status", models.CharField(max_length=12)),
                        ("sources", models.JSONField(default=list)),
                        ("made_up", models.BooleanField(default=False)),
                        (
                            "permission",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="operations",
                                to="registry.permission",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_operation",
                        "indexes": [models.Index(fields=["first_day", "id"], name="operation_first_day")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("conflict_began__isnull", True),
                                    ("after__isnull", True),
                                    ("after__gt", models.F("conflict_began")),
                                    _connector="OR",
                                ),
                                name="operation_not_before_the_war",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("first_day__isnull", True),
                                    ("after__isnull", True),
                                    ("after__gt", models.F("first_day")),
                                    _connector="OR",
                                ),
                                name="operation_ends_after_it_begins",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Placement",
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
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="placements",
                                to="registry.item",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_placement",
                        "indexes": [models.Index(fields=["parent"], name="placement_parent")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("item",),
                                name="placement_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("item", "turn"),
                                name="placement_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("parent__isnull", True),
                                    models.Q(("parent", models.F("item")), _negated=True),
                                    _connector="OR",
                                ),
                                name="placement_not_in_itself",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MarkerTable",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("position", models.IntegerField()),
                        ("name", models.CharField(max_length=40)),
                        ("chromosome", models.CharField(max_length=12)),
                        ("alleles", models.JSONField()),
                        ("counts", models.JSONField(null=True)),
                        ("frequencies", models.JSONField()),
                        ("mutation", models.JSONField(null=True)),
                        ("silent", models.IntegerField(null=True)),
                        (
                            "population",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="markers",
                                to="registry.population",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "laboratory_marker",
                        "constraints": [
                            models.UniqueConstraint(fields=("population", "name"), name="one_table_per_marker")
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="family",
                    name="population",
                    field=models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="registry.population"
                    ),
                ),
                migrations.CreateModel(
                    name="ProposedClaim",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="registry.document",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "sources_proposed_claim",
                        "constraints": [
                            models.UniqueConstraint(fields=("document", "number"), name="claim_number_once"),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("proposed", "accepted", "edited", "rejected"))),
                                name="claim_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                                name="claim_has_a_place",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ClaimDecision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("decision__in", ("accepted", "edited", "rejected", "reopened"))),
                                name="claim_decision_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("decision__in", ("accepted", "edited")),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="claim_decision_says_why",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CitedPassage",
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
                            "figure",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passage",
                                to="registry.citedfigure",
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
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                                name="passage_has_a_place",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Remains",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=120, unique=True)),
                        (
                            "sex",
                            models.CharField(
                                choices=[("male", "Male"), ("female", "Female"), ("unknown", "Unknown")],
                                default="unknown",
                                max_length=10,
                            ),
                        ),
                        ("description", models.CharField(blank=True, max_length=200)),
                        ("made_up", models.BooleanField(default=False)),
                        ("source", models.CharField(blank=True, max_length=200)),
                        (
                            "container",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remains",
                                to="registry.container",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "laboratory_remains",
                    },
                ),
                migrations.AddField(
                    model_name="item",
                    name="remains",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item",
                        to="registry.remains",
                    ),
                ),
                migrations.CreateModel(
                    name="IdentifiedRemains",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("open", models.BooleanField(default=True)),
                        (
                            "identification",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="items",
                                to="registry.identification",
                            ),
                        ),
                        (
                            "remains",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="registry.remains",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "decisions_remains",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("open", True)),
                                fields=("remains",),
                                name="remains_are_one_person_at_a_time",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                    name="Sample",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=120, unique=True)),
                        ("kind", models.CharField(blank=True, max_length=80)),
                        (
                            "donor",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="registry.familymember",
                            ),
                        ),
                        (
                            "remains",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samples",
                                to="registry.remains",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "laboratory_sample",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("remains__isnull", True), ("donor__isnull", True), _connector="XOR"
                                ),
                                name="from_remains_or_from_a_donor",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Profile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("kind", models.CharField(default="autosomal STR", max_length=20)),
                        ("kit", models.CharField(blank=True, max_length=80)),
                        ("calls", models.JSONField()),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="profiles",
                                to="registry.sample",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "laboratory_profile",
                    },
                ),
                migrations.AddField(
                    model_name="item",
                    name="sample",
                    field=models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item",
                        to="registry.sample",
                    ),
                ),
                migrations.CreateModel(
                    name="Seal",
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
                        ("number", models.CharField(max_length=60)),
                        ("applied_by", models.CharField(max_length=160)),
                        ("state", models.CharField(default="intact", max_length=12)),
                        ("ended", models.CharField(blank=True, max_length=10)),
                        ("ended_begins", models.DateField(null=True)),
                        ("ended_by", models.CharField(blank=True, max_length=160)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("ended_seq", models.BigIntegerField(null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="seals", to="registry.item"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_seal",
                        "constraints": [
                            models.UniqueConstraint(fields=("number",), name="seal_number_used_once"),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("ended_begins__isnull", True), ("ended_seq__isnull", True), ("state", "intact")
                                    ),
                                    models.Q(
                                        ("ended_begins__gte", models.F("begins")),
                                        ("ended_seq__isnull", False),
                                        ("state__in", ["broken", "found broken"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="seal_intact_or_ended",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="QueuedSearch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("parameters", models.JSONField()),
                        ("engine", models.CharField(default="local", max_length=20)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("queued", "Queued"),
                                    ("running", "Running"),
                                    ("cancelled", "Cancelled"),
                                    ("finished", "Finished"),
                                    ("failed", "Failed"),
                                ],
                                default="queued",
                                max_length=12,
                            ),
                        ),
                        ("step", models.CharField(blank=True, max_length=200)),
                        ("done", models.IntegerField(default=0)),
                        ("total", models.IntegerField(default=0)),
                        ("message", models.TextField(blank=True)),
                        ("requested_by", models.CharField(max_length=150)),
                        ("requested_at", models.DateTimeField()),
                        ("beat_at", models.DateTimeField(null=True)),
                        (
                            "run",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.searchrun",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "runs_queue",
                        "indexes": [models.Index(fields=["state", "id"], name="queue_state")],
                    },
                ),
                migrations.CreateModel(
                    name="Hit",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("log10_lr", models.FloatField()),
                        ("rank", models.IntegerField()),
                        ("above", models.BooleanField()),
                        ("markers", models.JSONField()),
                        (
                            "family",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hits", to="registry.family"
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hits",
                                to="registry.missingperson",
                            ),
                        ),
                        (
                            "remains",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hits", to="registry.remains"
                            ),
                        ),
                        (
                            "sample",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hits", to="registry.sample"
                            ),
                        ),
                        (
                            "run",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hits",
                                to="registry.searchrun",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "runs_hit",
                        "indexes": [
                            models.Index(fields=["run", "-log10_lr", "id"], name="hit_by_weight"),
                            models.Index(fields=["person", "-log10_lr"], name="hit_person"),
                            models.Index(fields=["remains", "rank"], name="hit_remains"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Signature",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("identification", "signer"), name="nobody_signs_a_decision_twice"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Site",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("title_en", models.CharField(max_length=200)),
                        ("title_ko", models.CharField(blank=True, max_length=200)),
                        ("kind", models.CharField(max_length=40)),
                        ("country", models.CharField(blank=True, max_length=80)),
                        ("longitude", models.FloatField(null=True)),
                        ("latitude", models.FloatField(null=True)),
                        ("uncertainty_m", models.FloatField(null=True)),
                        ("grid_text", models.CharField(blank=True, max_length=80)),
                        ("likelihood", models.FloatField(null=True)),
                        ("made_up", models.BooleanField(default=False)),
                    ],
                    options={
                        "db_table": "field_site",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("latitude__isnull", True),
                                        ("longitude__isnull", True),
                                        ("uncertainty_m__isnull", True),
                                    ),
                                    models.Q(
                                        ("latitude__gte", -90),
                                        ("latitude__lte", 90),
                                        ("longitude__gte", -180),
                                        ("longitude__lte", 180),
                                    ),
                                    _connector="OR",
                                ),
                                name="site_has_both_coordinates_or_none",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("uncertainty_m__isnull", True), ("uncertainty_m__gte", 0), _connector="OR"
                                ),
                                name="site_uncertainty_is_a_radius",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OperationSite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        (
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sites",
                                to="registry.operation",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="operations",
                                to="registry.site",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_operation_site",
                        "constraints": [
                            models.UniqueConstraint(fields=("operation", "site"), name="site_once_an_operation")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteLikelihood",
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
                        ("value", models.FloatField()),
                        ("authority", models.CharField(max_length=200)),
                        ("reason", models.CharField(max_length=500)),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="likelihoods",
                                to="registry.site",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_likelihood",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("site",),
                                name="likelihood_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("site", "turn"),
                                name="likelihood_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("value__gte", 0), ("value__lte", 1)),
                                name="likelihood_is_a_probability",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("authority", ""), _negated=True), models.Q(("reason", ""), _negated=True)
                                ),
                                name="likelihood_has_grounds",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SiteLead",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("kind", models.CharField(max_length=40)),
                        ("received", models.CharField(blank=True, max_length=10)),
                        ("text", models.CharField(max_length=500)),
                        (
                            "incident",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="leads",
                                to="registry.lossincident",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="registry.site"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_lead",
                    },
                ),
                migrations.CreateModel(
                    name="Relation",
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
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_relation",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "before",
                                            "not after",
                                            "same day",
                                            "rescheduled to",
                                            "corrects",
                                            "anniversary of",
                                        ],
                                    )
                                ),
                                name="relation_kind",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("subject", models.F("object")), _negated=True),
                                name="relation_between_two",
                            ),
                            models.UniqueConstraint(fields=("kind", "subject", "object"), name="relation_once"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PermissionState",
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
                        ("state", models.CharField(max_length=12)),
                        ("authority", models.CharField(blank=True, max_length=200)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "permission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="states",
                                to="registry.permission",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_permission_state",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("permission",),
                                name="permission_state_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("permission", "turn"),
                                name="permission_state_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ("in force", "suspended", "ended"))),
                                name="permission_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "in force"), models.Q(("reason", ""), _negated=True), _connector="OR"
                                ),
                                name="permission_stopped_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OperationState",
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
                        ("state", models.CharField(max_length=12)),
                        ("authority", models.CharField(blank=True, max_length=200)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="states",
                                to="registry.operation",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_operation_state",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("operation",),
                                name="operation_state_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("operation", "turn"),
                                name="operation_state_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state__in", ("planned", "running", "suspended", "ended", "cancelled"))
                                ),
                                name="operation_state_known",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["suspended", "cancelled"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="operation_stopped_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OperationResult",
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
                        ("quantity", models.IntegerField()),
                        ("unit", models.CharField(max_length=20)),
                        ("note_en", models.CharField(blank=True, max_length=500)),
                        ("note_ko", models.CharField(blank=True, max_length=500)),
                        (
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="registry.operation",
                            ),
                        ),
                        (
                            "site",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="registry.site",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_result",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("quantity__gte", 0)), name="result_is_a_count")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HandOverStage",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("ceremony", "ceremony"),
                                    ("onward transfer", "onward transfer"),
                                    ("arrival", "arrival"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("giver", models.CharField(blank=True, max_length=120)),
                        ("receiver", models.CharField(blank=True, max_length=120)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("note_en", models.TextField(blank=True)),
                        ("note_ko", models.TextField(blank=True)),
                        (
                            "hand_over",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stages",
                                to="registry.handover",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_stage",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["ceremony", "onward transfer", "arrival"])),
                                name="stage_kind",
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="handover",
                    name="source",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_overs",
                        to="registry.source",
                    ),
                ),
                migrations.CreateModel(
                    name="EngagementOutcome",
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
                        (
                            "engagement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="outcomes",
                                to="registry.engagement",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_engagement_outcome",
                        "constraints": [
                            models.CheckConstraint(
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
                            )
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="document",
                    name="source",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="registry.source"
                    ),
                ),
                migrations.CreateModel(
                    name="CommitmentStep",
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
                        (
                            "commitment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="steps",
                                to="registry.commitment",
                            ),
                        ),
                        (
                            "engagement",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.engagement",
                            ),
                        ),
                        (
                            "hand_over",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.handover",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_commitment_step",
                        "constraints": [
                            models.CheckConstraint(
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
                            models.CheckConstraint(
                                condition=models.Q(("begins__gte", models.F("not_before"))),
                                name="step_not_before_its_cause",
                            ),
                        ],
                    },
                ),
                migrations.AddField(
                    model_name="citedfigure",
                    name="source",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="registry.source"
                    ),
                ),
                migrations.CreateModel(
                    name="ChannelState",
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
                        ("state", models.CharField(choices=[("open", "open"), ("cut", "cut")], max_length=10)),
                        ("words_en", models.CharField(blank=True, max_length=300)),
                        ("words_ko", models.CharField(blank=True, max_length=300)),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="states",
                                to="registry.channel",
                            ),
                        ),
                        (
                            "engagement",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.engagement",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_channel_state",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["open", "cut"])), name="channel_open_or_cut"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Account",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
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
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accounts",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "talks_account",
                        "indexes": [models.Index(fields=["subject", "aspect"], name="account_subject")],
                        "constraints": [
                            models.CheckConstraint(
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
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="StatusEntry",
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
                            "status",
                            models.CharField(
                                choices=[
                                    ("unaccounted-for", "Unaccounted For"),
                                    ("identified", "Identified"),
                                    ("returned alive", "Returned Alive"),
                                    ("group burial", "Group Burial"),
                                    ("otherwise accounted for", "Otherwise Accounted For"),
                                    ("non-recoverable", "Non Recoverable"),
                                ],
                                max_length=40,
                            ),
                        ),
                        ("authority", models.CharField(blank=True, max_length=200)),
                        ("reason", models.TextField(blank=True)),
                        (
                            "person",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="statuses",
                                to="registry.missingperson",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "roster_status",
                        "indexes": [
                            models.Index(
                                fields=["person", "begins", "id", "recorded_seq", "corrected_seq", "status"],
                                name="status_at_a_point",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Supply",
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
                        ("code", models.CharField(max_length=80, unique=True)),
                        ("kind", models.CharField(max_length=40)),
                        ("quantity", models.IntegerField(null=True)),
                        ("sender", models.CharField(blank=True, max_length=120)),
                        ("place", models.CharField(blank=True, max_length=120)),
                        ("note_en", models.TextField(blank=True)),
                        ("note_ko", models.TextField(blank=True)),
                        ("made_up", models.BooleanField(default=False)),
                        (
                            "hand_over",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supplies",
                                to="registry.handover",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="registry.source",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_supply",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quantity__isnull", True), ("quantity__gt", 0), _connector="OR"),
                                name="supply_is_positive",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupplyUse",
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
                            "kind",
                            models.CharField(
                                choices=[("used", "used"), ("returned", "returned"), ("lost", "lost")], max_length=20
                            ),
                        ),
                        ("quantity", models.IntegerField()),
                        (
                            "supply",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="registry.supply"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_supply_use",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("kind__in", ["used", "returned", "lost"])), name="supply_use_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quantity__gt", 0)), name="supply_use_is_positive"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TeamMember",
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
                        ("function", models.CharField(max_length=80)),
                        ("organisation", models.CharField(blank=True, max_length=160)),
                        ("person", models.CharField(blank=True, max_length=160)),
                        ("people", models.IntegerField(default=1)),
                        (
                            "operation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="team",
                                to="registry.operation",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "field_team",
                        "constraints": [
                            models.CheckConstraint(condition=models.Q(("people__gt", 0)), name="team_is_of_people"),
                            models.CheckConstraint(
                                condition=models.Q(("person", ""), ("people", 1), _connector="OR"),
                                name="a_named_person_is_one",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Transfer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("purpose", models.CharField(max_length=40)),
                        ("offered", models.CharField(max_length=10)),
                        ("offered_begins", models.DateField()),
                        ("state", models.CharField(default="offered", max_length=10)),
                        ("answered", models.CharField(blank=True, max_length=10)),
                        ("answered_begins", models.DateField(null=True)),
                        ("answered_by", models.CharField(blank=True, max_length=160)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        ("closed_seq", models.BigIntegerField(null=True)),
                        (
                            "giver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                            ),
                        ),
                        (
                            "hand_over",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfers",
                                to="registry.handover",
                            ),
                        ),
                        (
                            "receiver",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_transfer",
                        "indexes": [models.Index(fields=["state", "id"], name="transfer_state")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("giver", models.F("receiver")), _negated=True),
                                name="transfer_between_two",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("answered_begins__isnull", True),
                                        ("closed_seq__isnull", True),
                                        ("state", "offered"),
                                    ),
                                    models.Q(
                                        ("answered_begins__isnull", False),
                                        ("closed_seq__isnull", False),
                                        ("state__in", ["accepted", "refused", "withdrawn"]),
                                    ),
                                    _connector="OR",
                                ),
                                name="transfer_answered_or_open",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("answered_begins__isnull", True),
                                    ("answered_begins__gte", models.F("offered_begins")),
                                    _connector="OR",
                                ),
                                name="transfer_answered_after_offer",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state__in", ["refused", "withdrawn"]), _negated=True),
                                    models.Q(("reason", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="transfer_refused_with_reason",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Holding",
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
                        ("why", models.CharField(max_length=20)),
                        ("reason", models.CharField(blank=True, max_length=500)),
                        (
                            "holder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to="registry.holder",
                            ),
                        ),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="registry.item"
                            ),
                        ),
                        (
                            "transfer",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to="registry.transfer",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_holding",
                        "indexes": [models.Index(fields=["holder", "begins"], name="holding_holder")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("item",),
                                name="holding_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("item", "turn"),
                                name="holding_one_per_turn",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TransferLine",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("recorded_seq", models.BigIntegerField()),
                        ("closed_seq", models.BigIntegerField(null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="transfer_lines",
                                to="registry.item",
                            ),
                        ),
                        (
                            "transfer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lines",
                                to="registry.transfer",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_transfer_line",
                        "constraints": [
                            models.UniqueConstraint(fields=("transfer", "item"), name="item_once_a_transfer"),
                            models.UniqueConstraint(
                                condition=models.Q(("closed_seq__isnull", True)),
                                fields=("item",),
                                name="item_on_one_open_offer",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Whereabouts",
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
                        ("place", models.CharField(max_length=160)),
                        ("temperature_c", models.FloatField(null=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="whereabouts",
                                to="registry.item",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "custody_whereabouts",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True), ("ended_seq__isnull", True)),
                                fields=("item",),
                                name="whereabouts_one_open",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("corrected_seq__isnull", True)),
                                fields=("item", "turn"),
                                name="whereabouts_one_per_turn",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("temperature_c__isnull", True),
                                    models.Q(("temperature_c__gte", -273.15), ("temperature_c__lte", 100)),
                                    _connector="OR",
                                ),
                                name="temperature_is_possible",
                            ),
                        ],
                    },
                ),
                migrations.AddConstraint(
                    model_name="foundline",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("found__gt", 0), models.Q(("found", 0), ("line__isnull", False)), _connector="OR"
                        ),
                        name="found_is_a_count",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="foundline",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True)),
                        fields=("line",),
                        name="manifest_line_counted_once",
                    ),
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
                    model_name="item",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("kind__in", ("container", "specimen", "sample", "effect"))),
                        name="item_kind_known",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="item",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("remains__isnull", True), ("sample__isnull", True)),
                            models.Q(("container__isnull", True), ("sample__isnull", True)),
                            models.Q(("container__isnull", True), ("remains__isnull", True)),
                            _connector="OR",
                        ),
                        name="item_is_one_thing",
                    ),
                ),
            ]
        ),
    ]
