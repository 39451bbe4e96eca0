"""What the page of a person shows of who they are, at the point that is asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from repatria.registry.asof import NOW
from repatria.registry.identities.models import Disagreement
from repatria.registry.identities.read import Identity
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.runs.models import Hit
from repatria.web.actions import offered
from repatria.web.identity_actions import IDENTITY_ACTIONS


def identity_context(request: HttpRequest, identity: Identity) -> dict[str, Any]:
    """Names, numbers, records, corrections and merges, and what the role may change of them today."""
    may_change = (
        identity.point == NOW
        and identity.into is None
        and identity.gone is None
        and request.user.may(Verb.CHANGE, Resource.ROLL)
    )
    open_ones = Disagreement.objects.filter(person=identity.person.pk, settled=None).order_by("id")
    return {
        "identity": identity,
        "lines_that_differ": [line for line in identity.compared if line.differs],
        "lines_that_agree": [line for line in identity.compared if not line.differs],
        "of_a_decision": {row.correction_id for row in identity.settlements if row.corrected_seq is None},
        "decide": {row.field: row.pk for row in open_ones} if may_change else {},
        "identity_actions": offered(request, IDENTITY_ACTIONS, identity.person) if may_change else [],
        "may_change_identity": may_change,
        "may_take_apart": identity.point == NOW and request.user.may(Verb.CHANGE, Resource.ROLL),
        "of_the_merged": [_of_merged(request, taken) for taken in identity.took_in],
    }


def _of_merged(request: HttpRequest, taken: Any) -> dict[str, Any]:
    """What came from a merged entry, as far as the role goes: statuses, family, hits."""
    sees_families = request.user.may(Verb.SEE, Resource.FAMILIES)
    return {
        "taken": taken,
        "kin": getattr(taken.person, "kin", None) if sees_families else None,
        "hits": Hit.objects.filter(person=taken.person.pk).count()
        if request.user.may(Verb.SEE, Resource.SEARCH)
        else 0,
    }
