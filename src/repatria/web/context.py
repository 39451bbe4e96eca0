"""What every page's template may use: the version, the navigation of the user's role, the made-up banner."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from repatria import __version__
from repatria.registry.custody.models import Container
from repatria.registry.laboratory.models import Remains
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.roster.models import MissingPerson
from repatria.web.decision_actions import DECISION_ACTIONS
from repatria.web.document_actions import DOCUMENT_ACTIONS
from repatria.web.remembered import until_next_entry


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the navigation; shown to roles that see the resource. within: route names it stands for."""

    route: str
    label: str | Promise
    resource: Resource
    within: tuple[str, ...] = ()


NAVIGATION: tuple[tuple[str | Promise, tuple[Entry, ...]], ...] = (
    (
        "",
        (
            Entry("overview", _("Overview"), Resource.OVERVIEW),
            Entry("own-case", _("My family's case"), Resource.OWN_CASE, ("own-brief",)),
        ),
    ),
    (
        _("The missing"),
        (
            Entry(
                "roll", _("Roll"), Resource.ROLL, ("person", "incident", "incidents", "armed-conflicts", "person-add")
            ),
            Entry("roll-counts", _("Counts"), Resource.ROLL),
            Entry("units", _("Units"), Resource.ROLL, ("unit",)),
            Entry("duplicates", _("Duplicates"), Resource.ROLL, ("duplicate-merge", "duplicate-not-same")),
            Entry("roll-check", _("Numbers twice"), Resource.ROLL),
            Entry("record-conflicts", _("Files that disagree"), Resource.ROLL, ("record-settle",)),
            Entry("families", _("Families"), Resource.FAMILIES, ("family", "family-coverage", "relative", "brief")),
        ),
    ),
    (
        _("Talks and hand-overs"),
        (
            Entry("talks", _("Talks"), Resource.TALKS, ("engagement", "commitment")),
            Entry(
                "field", _("Field work"), Resource.FIELD, ("operation", "operation-add", "permission", "permission-add")
            ),
            Entry("sites", _("Sites"), Resource.FIELD, ("site", "site-add")),
            Entry("hand-overs", _("Hand-overs"), Resource.CUSTODY, ("hand-over", "containers", "container")),
            Entry(
                "items",
                _("Custody"),
                Resource.CUSTODY,
                ("item", "holder", "transfers", "transfer", "inventories", "inventory", "custody-check"),
            ),
        ),
    ),
    (
        _("Laboratory"),
        (
            Entry("remains", _("Remains"), Resource.REMAINS, ("remains-one",)),
            Entry(
                "runs",
                _("Searches"),
                Resource.SEARCH,
                ("run", "pair", "run-joint", "compare-runs", "queued-search", "search-request"),
            ),
            Entry(
                "decisions",
                _("Decisions"),
                Resource.DECISIONS,
                (
                    "decision",
                    "decision-propose",
                    "decision-review",
                    "decision-sign",
                    *(action.name for action in DECISION_ACTIONS),
                ),
            ),
        ),
    ),
    (
        _("The record"),
        (
            Entry("figures", _("Figures"), Resource.FIGURES, ("figure",)),
            Entry("reconciliation", _("Reconciliation"), Resource.FIGURES, ("conflicts",)),
            Entry("sources", _("Sources"), Resource.SOURCES, ("source", "source-words")),
            Entry(
                "documents",
                _("Documents"),
                Resource.SOURCES,
                ("document", "document-add", "claim", *(action.name for action in DOCUMENT_ACTIONS)),
            ),
            Entry("imports", _("Imports"), Resource.IMPORTS, ("import",)),
            Entry("ledger", _("Ledger"), Resource.LEDGER, ("ledger-entry",)),
            Entry("accounts", _("Accounts"), Resource.ACCOUNTS, ("account-add", "account-role")),
        ),
    ),
)


@until_next_entry
def _anything_made_up() -> bool:
    return any(model.objects.filter(made_up=True).exists() for model in (MissingPerson, Remains, Container))


def shared(request: HttpRequest) -> dict[str, object]:
    """Version, navigation, and whether the record holds made-up cases; nothing of the record for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"version": __version__}
    here = request.resolver_match.url_name if request.resolver_match else ""
    navigation = []
    for heading, entries in NAVIGATION:
        allowed = [
            (entry, here == entry.route or here in entry.within)
            for entry in entries
            if user.may(Verb.SEE, entry.resource)
        ]
        if allowed:
            navigation.append((heading, allowed))
    return {"version": __version__, "navigation": navigation, "anything_made_up": _anything_made_up()}
