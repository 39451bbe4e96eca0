"""The database refuses a transfer offered and answered, or a hand-over signed for both sides, by one account."""

from __future__ import annotations

from django.db import migrations

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._officer_guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_clerical")]
    operations = [AddGuards(GUARDS)]
