"""The Korean catalogue: what the pages say, read from templates and modules; `python -m tests.web.catalogue` renews it.

Extraction and compilation use Django's own template reader and Babel, so no gettext programs are needed.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tests.web import spoken

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "repatria"
PO = PACKAGE / "locale" / "ko" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")

_KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # fixed, so that the same words give the same files
# What a template becomes under Django's reader: calls of the gettext family with quoted Python strings.
_CALL = re.compile(
    r"\b(?:_|gettext|ngettext|pgettext|npgettext)\((?:[^()'\"]|u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\")*\)", re.S
)


def extracted() -> Catalog:
    """Every string that a page can show, with where it stands."""
    catalog = Catalog(
        locale="ko",
        project="Repatria",
        version="pages",
        header_comment="# What the pages say, in Korean; renewed by python -m tests.web.catalogue",
        msgid_bugs_address="none",
        last_translator="none",
        language_team="none",
        creation_date=_MADE,
        revision_date=_MADE,
        fuzzy=False,
    )
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.is_relative_to(PACKAGE / "web") or path.name == "settings.py":
            _add(catalog, path.read_text(encoding="utf-8"), path)
    for path in sorted((PACKAGE / "web" / "templates").rglob("*.html")):
        calls = _CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=path.name))
        _add(catalog, "\n".join(calls), path)
    for text, places in spoken.templates().items():
        catalog.add(text, context=spoken.CONTEXT, locations=[(name, None) for name in places])
    return catalog


def _add(catalog: Catalog, source: str, path: Path) -> None:
    name = path.relative_to(PACKAGE).as_posix()
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), _KEYWORDS):
        catalog.add(message, context=context, locations=[(name, None)])


def recorded() -> Catalog:
    """The catalogue as committed."""
    with PO.open("rb") as file:
        return read_po(file, locale="ko")


def compiled(catalog: Catalog) -> bytes:
    """The binary form that Django reads."""
    target = io.BytesIO()
    write_mo(target, catalog)
    return target.getvalue()


def renew() -> list[str]:
    """Bring the catalogue up to date; returns what still has no Korean."""
    old = recorded() if PO.exists() else Catalog(locale="ko")
    new = extracted()
    for message in new:
        known = old.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
        if message.id and known is not None and known.string:
            message.string = known.string
    with PO.open("wb") as file:
        write_po(file, new, width=0, sort_output=True, omit_header=False, include_lineno=False)
    MO.write_bytes(compiled(new))
    return [str(message.id) for message in new if message.id and not all(_strings(message.string))]


def _strings(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)


if __name__ == "__main__":
    missing = renew()
    for text in missing:
        print(f"no Korean yet: {text}")
    sys.exit(1 if missing else 0)
