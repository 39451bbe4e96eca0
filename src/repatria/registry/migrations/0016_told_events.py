"""What a document tells happened, and what was undertaken in it, in columns: both stood in its ledger entry only."""

from __future__ import annotations

import json
from typing import Any

from django.db import migrations, models

from repatria.registry.migrations._add_guards import RestoreGuards, SetAside
from repatria.registry.migrations._document_guards import GUARDS
from repatria.registry.migrations._guards import Guard
from repatria.registry.migrations._withdrawn_guards import GUARDS as OF_WITHDRAWN

_READ_DOCUMENTS = tuple(g for g in OF_WITHDRAWN if isinstance(g, Guard) and "sources_document " in g.condition)


def _from_the_ledger(apps: Any, _schema_editor: Any) -> None:
    """Fill the columns of documents read before from the entries that recorded them."""
    entries = apps.get_model("registry", "LedgerEntry").objects.filter(action="sources.document_read")
    documents = apps.get_model("registry", "Document").objects
    for payload in entries.values_list("payload", flat=True).iterator():
        told = json.loads(payload)
        reading = told["reading"]
        documents.filter(pk=told["id"]).update(
            events=reading.get("events", []), commitments=reading.get("commitments", [])
        )


class Migration(migrations.Migration):
    dependencies = [("registry", "0015_said")]
    operations = [
        SetAside(_READ_DOCUMENTS),
        migrations.AddField("document", "events", models.JSONField(default=list)),
        migrations.AddField("document", "commitments", models.JSONField(default=list)),
        RestoreGuards((*(guard for guard in GUARDS if guard.table == "sources_document"), *_READ_DOCUMENTS)),
        migrations.RunPython(_from_the_ledger, migrations.RunPython.noop),
    ]
