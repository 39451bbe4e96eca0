"""Tables of the room custody."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0005_field")]
    operations = []
