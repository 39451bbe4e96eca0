"""An index of whether a person is made up: each count of the roll asks first whether anyone is, and whether all are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0013_transfers_kept"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="missingperson",
            index=models.Index(fields=["made_up"], name="person_made_up"),
        ),
    ]
