"""Tables of the room sources: bounds of dates, and the place of a figure in a published table."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_figures")]

    operations = [
        migrations.AddField(
            model_name="citedfigure",
            name="corrected_seq",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="citedfigure",
            name="counts",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="citedfigure",
            name="line",
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="citedfigure",
            name="note_ko",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="citedfigure",
            name="printed_total",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="citedfigure",
            name="table",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="citedfigure",
            name="withdrawn_because",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="source",
            name="address",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="source",
            name="earliest",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="source",
            name="latest",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="source",
            name="printed_date",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AlterField(
            model_name="citedfigure",
            name="code",
            field=models.CharField(max_length=60, unique=True),
        ),
        migrations.AddConstraint(
            model_name="citedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "qualifier__in",
                        ("exact", "at_least", "more_than", "nearly", "approx", "up_to", "between", "believed"),
                    )
                ),
                name="figure_qualifier",
            ),
        ),
        migrations.AddConstraint(
            model_name="citedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__in", ("persons", "remains", "sets", "boxes", "caskets", "cases", "years", "days", "other"))
                ),
                name="figure_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="citedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "predicate__in",
                        (
                            "missing",
                            "unaccounted_for",
                            "died",
                            "lost_at_sea",
                            "recovered",
                            "identified",
                            "returned",
                            "handed_over",
                            "held",
                            "buried",
                            "other",
                        ),
                    )
                ),
                name="figure_predicate",
            ),
        ),
        migrations.AddConstraint(
            model_name="citedfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", False), ("low__isnull", False), ("high__isnull", False), _connector="OR"
                ),
                name="figure_has_a_number",
            ),
        ),
    ]
