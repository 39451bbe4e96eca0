"""Talks: engagements with plan and outcome, and commitments with what came of them, at any past point."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from repatria.registry.asof import NOW, AsOf
from repatria.registry.clerical.read import as_written
from repatria.registry.figures.evidence import evidence
from repatria.registry.people.permissions import Resource, Verb
from repatria.registry.talks.models import Account, Commitment, Engagement, Party, Relation
from repatria.registry.talks.read import channel_states, standing, standings
from repatria.web.access import page
from repatria.web.actions import offered
from repatria.web.as_of import asked_point
from repatria.web.clerical_actions import CLERICAL_ACTIONS
from repatria.web.commitment_drawing import draw
from repatria.web.readers import sources_named
from repatria.web.talks_actions import TALKS_ACTIONS
from repatria.web.talks_entering import TALKS_ENTERING
from repatria.web.timeline import events, strip, tone


def _parties(codes: list[str], point: AsOf) -> list[Party]:
    known = list(Party.objects.filter(point.known()))
    as_written(point, *known)
    found = {party.code: party for party in known}  # rows of a past point name parties as they were called then
    return [found.get(code) or Party(code=code, name_en=code) for code in codes]


@page(Resource.TALKS)
def talks(request: HttpRequest) -> HttpResponse:
    """All engagements, commitments and channels as they stood."""
    asked = asked_point(request)
    happened = events(asked.point)
    context = {
        "asked": asked,
        "events": happened,
        "strip": strip(happened),
        "standings": standings(asked.point),
        "channels": channel_states(asked.point),
        "actions": [] if asked.past else offered(request, TALKS_ENTERING, None),
        "may_change": request.user.may(Verb.CHANGE, Resource.TALKS) and not asked.past,
    }
    return render(request, "talks.html", context)


@page(Resource.TALKS)
def engagement(request: HttpRequest, number: int) -> HttpResponse:
    """One engagement: plan, outcomes, delegations, what sources say of it, commitments made."""
    asked = asked_point(request)
    row = get_object_or_404(Engagement, pk=number)
    outcomes = list(row.outcomes.filter(asked.point.history()).select_related("source").order_by("begins", "id"))
    agreements = list(row.agreements.filter(asked.point.known()).prefetch_related("points").order_by("id"))
    related, accounts = _related(row.code, asked.point), Account.objects.filter(asked.point.known(), subject=row.code)
    as_written(asked.point, row, *agreements, *(each for agreement in agreements for each in agreement.points.all()))
    delegations = list(row.delegations.filter(asked.point.known()).select_related("party").order_by("id"))
    as_written(asked.point, *(other for _relation, other, _forth in related), *(each.party for each in delegations))
    return render(
        request,
        "engagement.html",
        {
            "asked": asked,
            "engagement": row,
            "outcomes": outcomes,
            "outcome": outcomes[-1].outcome if outcomes else "",
            "tone": tone(outcomes[-1].outcome) if outcomes else "plain",
            "happened": bool(outcomes) and outcomes[-1].outcome not in ("planned", "under assessment"),
            "parties": _parties(row.parties, asked.point),
            "delegations": delegations,
            "agreements": agreements,
            "related": related,
            "accounts": accounts.select_related("source").order_by("aspect", "value", "id"),
            "sources": sources_named(request.user, row.sources).order_by("code"),
            "standings": [each for each in standings(asked.point) if each.commitment.made_at_id == row.pk],
            "actions": offered(request, (*TALKS_ACTIONS, *TALKS_ENTERING, *CLERICAL_ACTIONS), row),
            "may_change": request.user.may(Verb.CHANGE, Resource.TALKS),
        },
    )


def _related(code: str, point: AsOf) -> list[tuple[Relation, Engagement | None, bool]]:
    """The relations of an event, the other event where it is an engagement, and whether this one is the subject."""
    rows = Relation.objects.filter(point.known()).filter(Q(subject=code) | Q(object=code)).order_by("kind", "id")
    others = [row.object if row.subject == code else row.subject for row in rows]
    found = Engagement.objects.in_bulk(others, field_name="code")
    forth = [row.subject == code for row in rows]
    as_written(point, *rows)  # where no engagement is found the page shows the code itself
    return [(row, found.get(other), way) for row, other, way in zip(rows, others, forth, strict=True)]


@page(Resource.TALKS)
def commitment(request: HttpRequest, number: int) -> HttpResponse:
    """One commitment at a point: promise against delivery on a line of time, and every step with its source."""
    asked = asked_point(request)
    row = get_object_or_404(Commitment.objects.select_related("made_at", "point__agreement"), pk=number)
    known = standing(row, asked.point)
    claims = evidence(asked.point).about(row.counts) if row.counts else []
    return render(
        request,
        "commitment.html",
        {
            "asked": asked,
            "commitment": row,
            "standing": known,
            "line": draw(known, claims),
            "parties": _parties(row.parties, asked.point),
            "actions": offered(request, (*TALKS_ACTIONS, *CLERICAL_ACTIONS), row),
            "may_change": request.user.may(Verb.CHANGE, Resource.TALKS) and asked.point == NOW,
        },
    )
