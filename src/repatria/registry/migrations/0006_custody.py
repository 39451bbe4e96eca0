"""Tables of the room custody, and what the database itself refuses in them."""

import django.db.models.deletion
from django.db import migrations, models

from repatria.registry.migrations._custody_guards import GUARDS
from repatria.registry.migrations._guards import install


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_field")]
    operations = [
        migrations.AddField(
            model_name="handover",
            name="conflict",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="handover",
            name="conflict_began",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="handover",
            name="after",
            field=models.DateField(null=True),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("conflict_began__isnull", True),
                    ("after__isnull", True),
                    ("after__gt", models.F("conflict_began")),
                    _connector="OR",
                ),
                name="hand_over_not_before_the_war",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declared__isnull", True), ("declared__gte", 0), _connector="OR"),
                    models.Q(("counted__isnull", True), ("counted__gte", 0), _connector="OR"),
                ),
                name="hand_over_counts_are_not_negative",
            ),
        ),
        migrations.CreateModel(
            name="Holder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
            name="Inventory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inventories", to="registry.holder"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=160)),
                ("taken_by", models.CharField(max_length=160)),
            ],
            options={
                "db_table": "custody_inventory",
            },
        ),
        migrations.CreateModel(
            name="ManifestLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="manifest", to="registry.handover"
                    ),
                ),
                ("number", models.IntegerField()),
                ("unit", models.CharField(max_length=20)),
                ("declared", models.IntegerField()),
                ("description", models.CharField(blank=True, max_length=300)),
                ("corrected_seq", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "custody_manifest_line",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("declared__gt", 0)), name="declared_is_positive"),
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True)),
                        fields=("hand_over", "number"),
                        name="manifest_line_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOverSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="registry.handover"
                    ),
                ),
                ("side", models.CharField(choices=[("giver", "giver"), ("receiver", "receiver")], max_length=10)),
                ("person", models.CharField(max_length=160)),
                ("person_key", models.CharField(max_length=160)),
                ("capacity", models.CharField(blank=True, max_length=160)),
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
            name="HandOverStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stages", to="registry.handover"
                    ),
                ),
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
                    "source",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
                    ),
                ),
            ],
            options={
                "db_table": "custody_stage",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ceremony", "onward transfer", "arrival"])), name="stage_kind"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                ("code", models.CharField(max_length=80, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("quantity", models.IntegerField(null=True)),
                ("sender", models.CharField(blank=True, max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                (
                    "hand_over",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supplies",
                        to="registry.handover",
                    ),
                ),
                ("note_en", models.TextField(blank=True)),
                ("note_ko", models.TextField(blank=True)),
                (
                    "source",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.source"
                    ),
                ),
                ("made_up", models.BooleanField(default=False)),
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
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.holder"
                    ),
                ),
                ("purpose", models.CharField(max_length=40)),
                (
                    "hand_over",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="registry.handover",
                    ),
                ),
                ("offered", models.CharField(max_length=10)),
                ("offered_begins", models.DateField()),
                ("state", models.CharField(default="offered", max_length=10)),
                ("answered", models.CharField(blank=True, max_length=10)),
                ("answered_begins", models.DateField(null=True)),
                ("answered_by", models.CharField(blank=True, max_length=160)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("closed_seq", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "custody_transfer",
                "indexes": [models.Index(fields=["state", "id"], name="transfer_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("receiver")), _negated=True), name="transfer_between_two"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_begins__isnull", True), ("closed_seq__isnull", True), ("state", "offered")
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
            name="FoundLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="found", to="registry.handover"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="found",
                        to="registry.manifestline",
                    ),
                ),
                ("unit", models.CharField(max_length=20)),
                ("found", models.IntegerField()),
                ("broken_seals", models.IntegerField(default=0)),
                ("description", models.CharField(blank=True, max_length=300)),
                ("corrected_seq", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "custody_found_line",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("found__gt", 0), models.Q(("found", 0), ("line__isnull", False)), _connector="OR"
                        ),
                        name="found_is_a_count",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("broken_seals__gte", 0), ("broken_seals__lte", models.F("found"))),
                        name="seals_broken_of_those_found",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("corrected_seq__isnull", True)),
                        fields=("line",),
                        name="manifest_line_counted_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplyUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "supply",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="registry.supply"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("used", "used"), ("returned", "returned"), ("lost", "lost")], max_length=20
                    ),
                ),
                ("quantity", models.IntegerField()),
            ],
            options={
                "db_table": "custody_supply_use",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["used", "returned", "lost"])), name="supply_use_kind"
                    ),
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="supply_use_is_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Discrepancy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "hand_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discrepancies",
                        to="registry.handover",
                    ),
                ),
                (
                    "found_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="discrepancies",
                        to="registry.foundline",
                    ),
                ),
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
            ],
            options={
                "db_table": "custody_discrepancy",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("quantity__gt", 0)), name="discrepancy_is_positive"),
                    models.UniqueConstraint(fields=("found_line", "kind"), name="discrepancy_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                    "remains",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item",
                        to="registry.remains",
                    ),
                ),
                (
                    "sample",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item",
                        to="registry.sample",
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
                ("nation", models.CharField(blank=True, max_length=80)),
                ("ended_seq", models.BigIntegerField(null=True)),
                ("made_up", models.BooleanField(default=False)),
            ],
            options={
                "db_table": "custody_item",
                "indexes": [
                    models.Index(fields=["holder", "code"], name="item_holder"),
                    models.Index(fields=["kind", "code"], name="item_kind"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ("container", "specimen", "sample", "effect"))),
                        name="item_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("remains__isnull", True), ("sample__isnull", True)),
                            models.Q(("container__isnull", True), ("sample__isnull", True)),
                            models.Q(("container__isnull", True), ("remains__isnull", True)),
                            _connector="OR",
                        ),
                        name="item_is_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="item_not_in_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TransferLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="registry.transfer"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="transfer_lines", to="registry.item"
                    ),
                ),
                ("closed_seq", models.BigIntegerField(null=True)),
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
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="registry.item"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="registry.holder"
                    ),
                ),
                ("why", models.CharField(max_length=20)),
                (
                    "transfer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holdings",
                        to="registry.transfer",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
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
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="placements", to="registry.item"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.item"
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
            name="Whereabouts",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="whereabouts", to="registry.item"
                    ),
                ),
                ("place", models.CharField(max_length=160)),
                ("temperature_c", models.FloatField(null=True)),
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
        migrations.CreateModel(
            name="Belonging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="belongings", to="registry.item"
                    ),
                ),
                ("nation", models.CharField(max_length=80)),
                ("authority", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=500)),
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
            name="Seal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                ("since", models.CharField(blank=True, max_length=10)),
                ("begins", models.DateField()),
                ("corrected_seq", models.BigIntegerField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="seals", to="registry.item"
                    ),
                ),
                ("number", models.CharField(max_length=60)),
                ("applied_by", models.CharField(max_length=160)),
                ("state", models.CharField(default="intact", max_length=12)),
                ("ended", models.CharField(blank=True, max_length=10)),
                ("ended_begins", models.DateField(null=True)),
                ("ended_by", models.CharField(blank=True, max_length=160)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("ended_seq", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "custody_seal",
                "constraints": [
                    models.UniqueConstraint(fields=("number",), name="seal_number_used_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_begins__isnull", True), ("ended_seq__isnull", True), ("state", "intact")),
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
            name="Lineage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="offspring", to="registry.item"
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="origins", to="registry.item"
                    ),
                ),
                ("kind", models.CharField(max_length=10)),
            ],
            options={
                "db_table": "custody_lineage",
                "constraints": [
                    models.UniqueConstraint(fields=("source", "result"), name="lineage_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["split", "merge", "sampling"])), name="lineage_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("result")), _negated=True), name="lineage_not_of_itself"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InventoryLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_seq", models.BigIntegerField()),
                (
                    "inventory",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="registry.inventory"
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
                ("code", models.CharField(max_length=120)),
                ("expected", models.BooleanField()),
                ("found", models.BooleanField()),
                ("explanation", models.CharField(blank=True, max_length=500)),
                ("explained_seq", models.BigIntegerField(null=True)),
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
        migrations.RunPython(install(GUARDS), migrations.RunPython.noop, elidable=False),
    ]
