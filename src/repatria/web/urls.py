"""Every address of the pages. Addresses hold numbers and filters, never a name."""

from __future__ import annotations

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path
from django.views.i18n import set_language

from repatria.web.access import Access, open_page
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from repatria.web.custody_actions import ITEM_ACTIONS
from repatria.web.decision_actions import DECISION_ACTIONS
from repatria.web.document_actions import DOCUMENT_ACTIONS
from repatria.web.family_actions import FAMILY_ACTIONS
from repatria.web.field_actions import FIELD_ACTIONS
from repatria.web.hand_over_actions import HAND_OVER_ACTIONS
from repatria.web.hand_over_entering import HAND_OVER_ENTERING
from repatria.web.identity_actions import IDENTITY_ACTIONS
from repatria.web.relative_actions import RELATIVE_ACTIONS
from repatria.web.roll_actions import ROLL_ACTIONS
from repatria.web.talks_actions import TALKS_ACTIONS
from repatria.web.talks_entering import TALKS_ENTERING
from repatria.web.views import (
    custody,
    decisions,
    documents,
    families,
    field,
    figures,
    figures_by_hand,
    identities,
    imports,
    joint,
    laboratory,
    ledger,
    many_claims,
    overview,
    people,
    roll,
    runs,
    search_requests,
    sources,
    talks,
    units,
)

sign_in = open_page(people.SignIn.as_view())
sign_out = open_page(LogoutView.as_view())
language = open_page(set_language)

urlpatterns: list[URLPattern] = [
    path("", overview.home, name="home"),
    path("sign-in/", sign_in, name="sign-in"),
    path("sign-out/", sign_out, name="sign-out"),
    path("language/", language, name="language"),
    path("overview/", overview.overview, name="overview"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<slug:code>/", figures.figure, name="figure"),
    path("reconciliation/", figures.reconciliation, name="reconciliation"),
    path("conflicts/", figures.conflicts, name="conflicts"),
    path("roll/", roll.roll, name="roll"),
    path("roll/<int:number>/", roll.person, name="person"),
    path("roll/counts/", roll.roll_counts, name="roll-counts"),
    path("incidents/", roll.incidents, name="incidents"),
    path("incidents/<int:number>/", roll.incident, name="incident"),
    path("roll/check/", identities.roll_check, name="roll-check"),
    path("duplicates/", identities.duplicates, name="duplicates"),
    path("record-conflicts/", identities.record_conflicts, name="record-conflicts"),
    *(action.url() for action in IDENTITY_ACTIONS),
    path("units/", units.units, name="units"),
    path("units/<int:number>/", units.unit, name="unit"),
    path("armed-conflicts/", roll.armed_conflicts, name="armed-conflicts"),
    *(action.url() for action in ROLL_ACTIONS),
    path("families/", families.families, name="families"),
    path("families/<int:number>/", families.family, name="family"),
    path("families/<int:number>/coverage/", families.family_coverage, name="family-coverage"),
    path("relatives/<int:number>/", families.relative, name="relative"),
    path("roll/<int:number>/brief/", families.family_brief, name="brief"),
    *(action.url() for action in (*FAMILY_ACTIONS, *RELATIVE_ACTIONS)),
    path("talks/", talks.talks, name="talks"),
    path("engagements/<int:number>/", talks.engagement, name="engagement"),
    path("commitments/<int:number>/", talks.commitment, name="commitment"),
    path("hand-overs/", custody.hand_overs, name="hand-overs"),
    path("hand-overs/<int:number>/", custody.hand_over, name="hand-over"),
    path("containers/", custody.containers, name="containers"),
    path("containers/<int:number>/", custody.container, name="container"),
    path("items/", custody.items, name="items"),
    path("items/<int:number>/", custody.item, name="item"),
    path("holders/<int:number>/", custody.holder, name="holder"),
    path("transfers/", custody.transfers, name="transfers"),
    path("transfers/<int:number>/", custody.transfer, name="transfer"),
    path("inventories/", custody.inventories, name="inventories"),
    path("inventories/<int:number>/", custody.inventory, name="inventory"),
    path("custody-check/", custody.custody_check, name="custody-check"),
    path("field/", field.field, name="field"),
    path("operations/<int:number>/", field.operation, name="operation"),
    path("permissions/<int:number>/", field.permission, name="permission"),
    path("sites/", field.sites, name="sites"),
    path("sites/<int:number>/", field.site, name="site"),
    path("decisions/", decisions.decisions_list, name="decisions"),
    path("decisions/<int:number>/", decisions.decision, name="decision"),
    path("decisions/<int:number>/statement/", decisions.statement, name="decision-statement"),
    path("pairs/<int:number>/propose/", decisions.decision_propose, name="decision-propose"),
    path("decisions/<int:number>/review/", decisions.decision_review, name="decision-review"),
    path("decisions/<int:number>/sign/", decisions.decision_sign, name="decision-sign"),
    *(action.url() for action in DECISION_ACTIONS),
    *(action.url() for action in (*HAND_OVER_ENTERING, *HAND_OVER_ACTIONS, *ITEM_ACTIONS, *FIELD_ACTIONS)),
    *(action.url() for action in (*TALKS_ENTERING, *TALKS_ACTIONS, *CLERICAL_ACTIONS)),
    path("remains/", laboratory.remains, name="remains"),
    path("remains/<int:number>/", laboratory.remains_one, name="remains-one"),
    path("searches/", runs.runs, name="runs"),
    path("searches/request/", search_requests.search_request, name="search-request"),
    path("searches/requests/<int:number>/", search_requests.queued_search, name="queued-search"),
    path("searches/requests/<int:number>/cancel/", search_requests.search_cancel, name="search-cancel"),
    path("searches/requests/<int:number>/resume/", search_requests.search_resume, name="search-resume"),
    path("searches/compare/", runs.compare, name="compare-runs"),
    path("searches/<int:number>/", runs.run, name="run"),
    path("searches/<int:number>/joint/", joint.joint, name="run-joint"),
    path("pairs/<int:number>/", runs.pair, name="pair"),
    path("sources/", sources.sources, name="sources"),
    path("sources/<int:number>/", sources.source, name="source"),
    path("sources/<int:number>/cite/", figures_by_hand.source_cite, name="source-cite"),
    path("documents/", documents.documents, name="documents"),
    path("documents/add/", documents.document_add, name="document-add"),
    path("documents/<int:number>/", documents.document, name="document"),
    path("documents/<int:number>/reject/", many_claims.document_reject, name="document-reject"),
    *(action.url() for action in DOCUMENT_ACTIONS),
    path("claims/<int:number>/", documents.claim, name="claim"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<int:number>/", imports.one_import, name="import"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<int:seq>/", ledger.entry, name="ledger-entry"),
    path("accounts/", people.accounts, name="accounts"),
    path("accounts/add/", people.account_add, name="account-add"),
    path("accounts/<int:number>/role/", people.account_role, name="account-role"),
    path("my-case/", people.own_case, name="own-case"),
    path("my-case/<int:number>/brief/", families.own_brief, name="own-brief"),
]


def access(pattern: URLPattern) -> Access:
    """What a route asks of the visitor; a route that does not say is a fault."""
    return pattern.callback.access
