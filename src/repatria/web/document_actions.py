"""What an officer does with a document as a whole: withdraw it, bring it back, keep it for few, open it again.

And with a figure that was cited by hand: withdraw it.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from repatria.registry.people.permissions import Resource
from repatria.registry.sources.by_hand import withdraw_by_hand
from repatria.registry.sources.documents import Document
from repatria.registry.sources.models import CitedFigure
from repatria.registry.sources.withdrawals import bring_back_document, restrict_document, withdraw_document
from repatria.web.actions import Action, form, offered, reason


def _key(row: Document) -> int:
    return row.pk


def _called(row: Document) -> str:
    return str(_("Document %(n)s") % {"n": row.pk}) + f" · {row.source.title or row.source.publisher}"


_WHY = form(why=reason())
_SHARED: dict[str, Any] = {
    "resource": Resource.SOURCES,
    "subject": Document,
    "form": _WHY,
    "back": "document",
    "back_number": _key,
    "called": _called,
}
WITHDRAW = Action(
    "document-withdraw",
    "documents/<int:number>/withdraw/",
    _("Withdraw the document"),
    act=lambda record, row, clean: withdraw_document(record, row, reason=clean["why"]),
    help=_("It leaves the list and stays on the record. What is accepted of it is taken back first, claim by claim."),
    **_SHARED,
)
BRING_BACK = Action(
    "document-bring-back",
    "documents/<int:number>/bring-back/",
    _("Bring the document back"),
    act=lambda record, row, clean: bring_back_document(record, row, reason=clean["why"]),
    **_SHARED,
)
RESTRICT = Action(
    "document-restrict",
    "documents/<int:number>/restrict/",
    _("Keep it for those who may see families"),
    act=lambda record, row, clean: restrict_document(record, row, restricted=True, reason=clean["why"]),
    help=_(
        "For letters and other words of families. It is hidden from everybody else: from you too, unless your role may "
        "see families. Nothing of it is cited."
    ),
    **(_SHARED | {"back": "documents", "back_number": None}),  # who restricts it may not be among those who read it
)
OPEN = Action(
    "document-open",
    "documents/<int:number>/open/",
    _("Open it to all who see sources"),
    act=lambda record, row, clean: restrict_document(record, row, restricted=False, reason=clean["why"]),
    **_SHARED,
)
WITHDRAW_FIGURE = Action(
    "figure-withdraw",
    "cited/<int:number>/withdraw/",
    _("Withdraw a figure"),
    Resource.SOURCES,
    CitedFigure,
    _WHY,
    act=lambda record, row, clean: withdraw_by_hand(record, row, reason=clean["why"]),
    back="source",
    back_number=lambda row: row.source_id,
    help=_("It stays on the record for points before now."),
    called=lambda row: f"{row.label_en} {row.note_en}".strip(),
)
DOCUMENT_ACTIONS = (WITHDRAW, BRING_BACK, RESTRICT, OPEN, WITHDRAW_FIGURE)


def offered_of(request: HttpRequest, row: Document) -> list[tuple[Any, str]]:
    """The actions that fit how a document stands, as far as the user's role allows them."""
    fitting = (BRING_BACK if row.withdrawn else WITHDRAW, OPEN if row.restricted else RESTRICT)
    return offered(request, fitting, row)
