"""How a cited number is said, and no count below nothing."""

from __future__ import annotations

from django.db import migrations, models
from django.db.models import Q

_SAID = ("asserted", "negative", "hedged", "intention", "pledge", "forecast", "refuted", "conditional")


class Migration(migrations.Migration):
    dependencies = [("registry", "0014_made_up_index")]
    operations = [
        migrations.AddField("citedfigure", "said", models.CharField(default="asserted", max_length=20)),
        migrations.AddConstraint(
            "citedfigure", models.CheckConstraint(condition=Q(said__in=_SAID), name="figure_said")
        ),
        migrations.AddConstraint(
            "citedfigure",
            models.CheckConstraint(
                condition=(Q(value__isnull=True) | Q(value__gte=0))
                & (Q(low__isnull=True) | Q(low__gte=0))
                & (Q(high__isnull=True) | Q(high__gte=0)),
                name="figure_not_negative",
            ),
        ),
    ]
