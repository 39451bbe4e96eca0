"""The words of what a document tells: kinds of event, how each stands, and what it is called when it is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_KIND: dict[str, Promise] = {
    "talks": _("talks"),
    "scheduled_meeting": _("meeting arranged"),
    "no_show": _("somebody stayed away"),
    "cancelled": _("something was called off"),
    "postponed": _("something was put off"),
    "rescheduled": _("something was moved to another day"),
    "summit": _("summit"),
    "visit": _("visit"),
    "letter": _("letter"),
    "call": _("telephone call"),
    "hotline_cut": _("a line was cut"),
    "hotline_restored": _("a line was opened again"),
    "statement": _("statement"),
    "public_statement": _("speech or public statement"),
    "correction": _("correction"),
    "publication": _("publication"),
    "testimony": _("testimony"),
    "agreement": _("agreement"),
    "repatriation_ceremony": _("ceremony of repatriation"),
    "burial": _("burial"),
    "hand_over": _("hand-over or return"),
    "logistics": _("transport and equipment"),
    "excavation": _("excavation or find"),
    "disinterment": _("disinterment"),
    "joint_recovery_operations": _("joint recovery operations"),
    "planned_operation": _("field work planned"),
    "operation_halted": _("field work ended"),
    "operation_suspended": _("field work suspended"),
    "identification": _("identification"),
    "loss": _("loss"),
    "disaster": _("disaster"),
    "war": _("war"),
    "armistice": _("armistice"),
}
_STATUS: dict[str, Promise] = {
    "expected": _("expected"),
    "scheduled": _("arranged"),
    "planned": _("planned"),
    "not_occurred": _("it did not happen"),
}


def event_kind(value: str) -> object:
    """What happened, in the reader's words."""
    return _KIND.get(value, value.replace("_", " "))


def event_status(value: str) -> object:
    """How it stands, where the kind does not say so already; else empty."""
    return _STATUS.get(value, "")


def event_title(event: Mapping[str, Any]) -> str:
    """What an event is called in English when it is recorded: its kind and the first who took part."""
    who = ", ".join(event["participants"][:3])
    kind = event["kind"].replace("_", " ").capitalize()
    return f"{kind}: {who}" if who else kind
