"""Tables of the room families."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0006_custody")]
    operations = []
