"""Tables of the room figures."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_decisions")]
    operations = []
