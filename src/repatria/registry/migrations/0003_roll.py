"""Tables of the room roll."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_ledger_is_append_only")]

    operations = [
        migrations.AlterField(
            model_name="statusentry",
            name="person",
            field=models.ForeignKey(
                db_index=False,
                on_delete=models.deletion.PROTECT,
                related_name="statuses",
                to="registry.missingperson",
            ),
        ),
        migrations.RemoveIndex(model_name="statusentry", name="status_person"),
        migrations.AddIndex(
            model_name="statusentry",
            index=models.Index(
                fields=["person", "begins", "id", "recorded_seq", "corrected_seq", "status"], name="status_at_a_point"
            ),
        ),
    ]
