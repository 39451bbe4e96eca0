"""Tables of the room roll."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_ledger_is_append_only")]
    operations = []
