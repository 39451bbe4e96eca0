"""Tables of the room field."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_talks")]
    operations = []
