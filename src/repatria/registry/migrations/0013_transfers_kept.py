"""The database keeps transfers and signatures as they were recorded, each with the entry that is its own."""

from __future__ import annotations

from django.db import migrations

from repatria.registry.migrations._add_guards import AddGuards
from repatria.registry.migrations._transfer_guards import GUARDS


class Migration(migrations.Migration):
    dependencies = [("registry", "0012_plain_number")]
    operations = [AddGuards(GUARDS)]
