"""An index of service numbers as they are compared, so that 1234-5678 is found by 12345678 without reading the roll."""

from django.db import migrations, models

import repatria.registry.roster.plain_number


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0011_relatives_struck_off"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="missingperson",
            index=models.Index(
                repatria.registry.roster.plain_number.PlainNumber("service_number"), name="person_plain_number"
            ),
        ),
    ]
