"""Rules, checks and the things they name, in the reader's words: codes of sources, events and figures become names."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.custody.models import HandOver
from repatria.registry.figures.subjects import SUBJECTS
from repatria.registry.people.permissions import Role
from repatria.registry.sources.models import CitedFigure, Source
from repatria.registry.sources.withdrawals import hidden_sources
from repatria.registry.talks.models import Channel, Commitment, Engagement, Party
from repatria.web.remembered import until_next_entry
from repatria.web.talks_wording import ASPECTS
from repatria.web.written import told

RULES: dict[str, Promise] = {
    "values-differ": _("the numbers differ"),
    "units-differ": _("the units differ"),
    "periods-differ": _("the periods differ"),
    "number-means-different-things": _("one number, several meanings"),
    "accounts-differ": _("the accounts differ"),
    "one-word-for-two-events": _("one word for two events"),
    "last-hand-over-contradicted": _("a later hand-over contradicts it"),
    "claim-corrected": _("a later statement takes the claim back"),
    "commitment-turned": _("the commitment took a turn"),
    "printed-date-misleads": _("the date on the page misleads"),
    "duration-against-period": _("the duration does not fit the period"),
    "order-rests-on-a-word": _("the order rests on one word"),
    "unit-changed-between-editions": _("the unit changed between editions"),
    "part-within-whole": _("a part within its whole"),
    "persons-not-capped-by-containers": _("persons are not limited by containers"),
    "weekday-of-date": _("the day of the week"),
    "order-of-events": _("the order of events"),
    "anniversary": _("the anniversary"),
    "duration-of-period": _("the duration of a period"),
    "sum-of-table": _("the sum of a table"),
    "falls-between-editions": _("fewer from edition to edition"),
}
_A_FEW = _("a source for few")
_CODE = re.compile(r"[A-Za-z0-9][\w-]*")


@until_next_entry
def _named(_language: str, point: AsOf) -> dict[str, str]:
    """Code -> name at a point, of everything that a rule or a check may name, in the language of the reader."""
    names = {subject.name: told(subject, "label") for subject in SUBJECTS}
    for table, part in (
        (Engagement, "title"),
        (HandOver, "title"),
        (Commitment, "title"),
        (Party, "name"),
        (Channel, "name"),
    ):
        rows = list(table._default_manager.filter(point.known()))
        as_written(point, *rows)
        names |= {row.code: told(row, part) for row in rows}
    names |= {row.code: told(row, "label") for row in CitedFigure.objects.exclude(label_en="")}
    hidden = set(hidden_sources(Role.HISTORIAN).values_list("pk", flat=True))  # one set of names for all readers
    names |= {row.code: str(_A_FEW) if row.pk in hidden else source_name(row) for row in Source.objects.all()}
    return names


def source_name(row: Source) -> str:
    """Who published it, and in which year."""
    return f"{row.publisher} {row.published[:4]}".strip()


def rule_words(name: str, point: AsOf = NOW) -> str:
    """A rule or check with what it found, from its name (the rule, then codes, which are those of the point)."""
    rule, _space, rest = name.partition(" ")
    words = str(RULES.get(rule, rule))
    return f"{words}: {in_words(rest, point)}" if rest else words


def in_words(text: str, point: AsOf = NOW) -> str:
    """A text in which every code of the record at a point that stands as a word of its own is its name."""
    names = _named((get_language() or "en")[:2], AsOf(seq=point.seq))

    def name(match: re.Match[str]) -> str:
        code = match.group()
        if code in names:
            return f"“{names[code]}”"
        return str(ASPECTS.get(code, code)) if text.endswith(code) else code

    return _CODE.sub(name, text)
