"""What the database refuses of corrections of what was typed wrong: that one is deleted or changed."""

from __future__ import annotations

from repatria.registry.migrations._guards import Guard, NeverDeleted, unchanged

GUARDS: tuple[Guard | NeverDeleted, ...] = (
    NeverDeleted("clerical_correction"),
    unchanged("clerical_correction", ("kind", "key", "field", "before", "value", "reason", "decided_by"), seqs=()),
)
