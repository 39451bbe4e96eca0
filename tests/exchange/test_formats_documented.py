"""Every import format, its limit, and every roster column is documented."""

from __future__ import annotations

import re

from repatria.exchange.formats import FORMATS
from repatria.exchange.roster_layout import CSV_COLUMNS, CSV_SYNONYMS, DCAS_FIELDS
from tests.conftest import ROOT

PAGE = (ROOT / "docs/formats.md").read_text(encoding="utf-8")


def test_every_format_is_documented_with_its_limit():
    for name, known in FORMATS.items():
        assert re.search(rf"^\| `{name}` \|.*\| {known.limit // 2**20} MiB \|", PAGE, re.M), name


def test_every_roster_column_and_synonym_is_documented():
    for name in (*CSV_COLUMNS, *DCAS_FIELDS.values(), *(set(CSV_SYNONYMS) - {c.lower() for c in DCAS_FIELDS.values()})):
        assert f"`{name}`" in PAGE, name
